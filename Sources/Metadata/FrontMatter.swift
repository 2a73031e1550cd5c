// Where an article's front matter ends and its text begins.
//
//     ---                     {                        +++ … +++      TOML: refused
//     title: A                  "title": "A"           Title: A       Pelican: refused
//     ---                     }
//     The text.               The text.
//
// Blank lines may come first. A file that begins with anything else has no front matter.

import Reporting

/// The head of an article, read but not yet understood.
public struct FrontMatter: Sendable {
  /// Keys and values; empty when there is no front matter or it could not be read.
  public var map = Map()
  /// Where the text begins, in bytes from the start of the file.
  public var bodyOffset: Int
  /// What is wrong with it.
  public var diagnostics: [Diagnostic] = []

  /// Whether every key was read. When it is not, nobody can say that a key is missing.
  public var isWhole: Bool { !diagnostics.contains { $0.severity == .error } }
}

/// Splits an article and reads its front matter.
public func readFrontMatter(_ source: SourceText) -> FrontMatter {
  let bytes = source.bytes
  let start = headOffset(bytes)
  guard start < bytes.count else { return FrontMatter(bodyOffset: bytes.count) }
  if isFence(bytes, start, UInt8(ascii: "-")) { return readYAMLHead(source, opening: start) }
  if isJSONHead(bytes, start) { return readJSONHead(source, opening: start) }
  if isFence(bytes, start, UInt8(ascii: "+")) {
    let close = closingLine(bytes, from: lineAfter(bytes, start)) {
      isFence(bytes, $0, UInt8(ascii: "+"))
    }
    let lines = lineAfter(bytes, start)..<(close ?? bytes.count)
    let problem = MetadataProblem.tomlFrontMatter(
      start..<start + 3, yaml: close == nil ? nil : yamlHead(ofTOML: bytes[lines]))
    return refused(problem, bodyOffset: close.map { lineAfter(bytes, $0) } ?? bytes.count, source)
  }
  if let key = pelicanKey(bytes, start) {
    let close = closingLine(bytes, from: start) { isBlankLine(bytes, $0) }
    let yaml = yamlHead(ofPelican: bytes[start..<(close ?? bytes.count)])
    return refused(
      .pelicanFrontMatter(key, yaml: yaml), bodyOffset: close ?? bytes.count, source)
  }
  return FrontMatter(bodyOffset: bytes.starts(with: byteOrderMark) ? 3 : 0)
}

/// The bytes that open the front matter, or an empty range at the start of the file.
func frontMatterOpening(_ bytes: [UInt8]) -> Range<Int> {
  let start = headOffset(bytes)
  if start < bytes.count, isFence(bytes, start, UInt8(ascii: "-")) { return start..<start + 3 }
  if start < bytes.count, isJSONHead(bytes, start) { return start..<start + 1 }
  return 0..<0
}

private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

private func refused(
  _ problem: MetadataProblem, bodyOffset: Int, _ source: SourceText
) -> FrontMatter {
  FrontMatter(bodyOffset: bodyOffset, diagnostics: [problem.diagnostic(in: source)])
}

// MARK: YAML and JSON

private func readYAMLHead(_ source: SourceText, opening: Int) -> FrontMatter {
  let bytes = source.bytes
  let headStart = lineAfter(bytes, opening)
  let close = closingLine(bytes, from: headStart) {
    isFence(bytes, $0, UInt8(ascii: "-")) || isFence(bytes, $0, UInt8(ascii: "."))
  }
  if let close {
    return readHead(source, headStart..<close, bodyOffset: lineAfter(bytes, close))
  }
  let bodyOffset = likelyBody(bytes, from: headStart)
  var head = readHead(source, headStart..<bodyOffset, bodyOffset: bodyOffset)
  let problem = MetadataProblem.unclosedFrontMatter(opening..<opening + 3, bodyOffset: bodyOffset)
  head.diagnostics.insert(problem.diagnostic(in: source), at: 0)
  return head
}

private func readHead(_ source: SourceText, _ range: Range<Int>, bodyOffset: Int) -> FrontMatter {
  var (node, problems) = parseYAML(source.bytes, range)
  var head = FrontMatter(bodyOffset: bodyOffset)
  switch node.value {
  case .map(let map): head.map = map
  case .null: break
  default: problems.append(.notAMap(node.range, found: node.value.kindName))
  }
  head.diagnostics = MetadataProblem.diagnostics(problems, in: source)
  return head
}

private func readJSONHead(_ source: SourceText, opening: Int) -> FrontMatter {
  var parser = JSONParser(source.bytes, opening..<source.bytes.count)
  let node = parser.firstValue()
  var head = FrontMatter(bodyOffset: parser.position)
  if case .map(let map) = node.value { head.map = map }
  head.diagnostics = MetadataProblem.diagnostics(parser.problems, in: source)
  if isBlankLine(source.bytes, parser.position) {
    head.bodyOffset = lineAfter(source.bytes, parser.position)
  }
  return head
}

// MARK: Lines

/// The first byte that is neither byte order mark nor blank line.
private func headOffset(_ bytes: [UInt8]) -> Int {
  var start = bytes.starts(with: byteOrderMark) ? 3 : 0
  while start < bytes.count, isBlankLine(bytes, start) { start = lineAfter(bytes, start) }
  return start
}

/// Three of `sign` alone on their line.
private func isFence(_ bytes: [UInt8], _ offset: Int, _ sign: UInt8) -> Bool {
  guard offset + 3 <= bytes.count, bytes[offset] == sign, bytes[offset + 1] == sign,
    bytes[offset + 2] == sign
  else { return false }
  return isBlankLine(bytes, offset + 3)
}

/// Whether nothing but blanks is left of the line.
private func isBlankLine(_ bytes: [UInt8], _ offset: Int) -> Bool {
  var index = offset
  while index < bytes.count, isBlank(bytes[index]) { index += 1 }
  return index >= bytes.count || isLineBreak(bytes[index])
}

/// `{` and then a key or the end: `{{< … >}}`, `{% … %}` and `{#id}` begin a text.
private func isJSONHead(_ bytes: [UInt8], _ start: Int) -> Bool {
  guard bytes[start] == UInt8(ascii: "{") else { return false }
  var index = start + 1
  while index < bytes.count, isBlank(bytes[index]) || isLineBreak(bytes[index]) { index += 1 }
  guard index < bytes.count else { return true }
  let first = bytes[index]
  return first != UInt8(ascii: "{") && first != UInt8(ascii: "%") && first != UInt8(ascii: "#")
    && first != UInt8(ascii: ":")
}

/// The start of the first line that `isClosing`, from the start of a line on.
private func closingLine(_ bytes: [UInt8], from start: Int, _ isClosing: (Int) -> Bool) -> Int? {
  var line = start
  while line < bytes.count {
    if isClosing(line) { return line }
    line = lineAfter(bytes, line)
  }
  return nil
}

private func lineAfter(_ bytes: [UInt8], _ offset: Int) -> Int {
  var index = offset
  while index < bytes.count, !isLineBreak(bytes[index]) { index += 1 }
  guard index < bytes.count else { return index }
  let isPair = bytes[index] == UInt8(ascii: "\r") && index + 1 < bytes.count
  return index + (isPair && bytes[index + 1] == UInt8(ascii: "\n") ? 2 : 1)
}

private func isLineBreak(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
}

// MARK: Guesses

/// Where the text seems to begin when the closing line is missing: at the first line that is not
/// a key, an item, indented or blank.
private func likelyBody(_ bytes: [UInt8], from start: Int) -> Int {
  var line = start
  var afterContent = start
  while line < bytes.count {
    if !isBlankLine(bytes, line) {
      guard looksLikeYAML(bytes, line) else { return line }
      afterContent = lineAfter(bytes, line)
    }
    line = lineAfter(bytes, line)
  }
  return afterContent
}

private func looksLikeYAML(_ bytes: [UInt8], _ line: Int) -> Bool {
  if isBlank(bytes[line]) { return true }
  if bytes[line] == UInt8(ascii: "-") || bytes[line] == UInt8(ascii: "]")
    || bytes[line] == UInt8(ascii: "}")
  {
    return line + 1 < bytes.count && bytes[line + 1] != UInt8(ascii: "-")
  }
  return keyRange(bytes, line) != nil
}

/// A word of letters, digits, `_` and `-` before a colon.
private func keyRange(_ bytes: [UInt8], _ line: Int) -> Range<Int>? {
  var index = line
  while index < bytes.count, index - line < 40, isKeyByte(bytes[index]) { index += 1 }
  guard index > line, index < bytes.count, bytes[index] == UInt8(ascii: ":") else { return nil }
  let isGap = index + 1 >= bytes.count || isBlank(bytes[index + 1]) || isLineBreak(bytes[index + 1])
  return isGap ? line..<index : nil
}

private func isKeyByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...0xFF:
    true
  default: false
  }
}

/// The key of a first line such as `Title: A`, where no `---` came before it.
private func pelicanKey(_ bytes: [UInt8], _ start: Int) -> Range<Int>? {
  guard let range = keyRange(bytes, start) else { return nil }
  let name = String(decoding: bytes[range], as: UTF8.self).lowercased()
  let isKnown =
    ArticleKey.named(name) != nil || ["modified", "save_as", "translation"].contains(name)
  return isKnown ? range : nil
}
