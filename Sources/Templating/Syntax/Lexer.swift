// Cuts a template into tokens, exactly where Jinja2 3.1 does with its default settings.
//
// Whitespace control happens here: `-` takes away all white space on its side, and the last line
// break of a file is not part of the template. Newlines inside text stay as they are in the
// source and are written as `\n` by the compiler. A tag that cannot be read becomes an `invalid`
// token, and reading goes on behind it, so that one mistake does not hide the next.

/// A template's tokens and what could not be read.
struct Lexer {
  private(set) var tokens: [Token] = []
  private(set) var problems: [Located] = []
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  /// Reads all of a template.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    end = max(position, withoutLastNewline(bytes))
    while position < end { readText() }
    tokens.append(Token(kind: .end, range: end..<end))
  }

  // MARK: Text

  /// Reads text up to the next tag, and that tag.
  private mutating func readText() {
    let start = position
    guard let opening = nextOpening(from: start) else {
      add(.text, start..<end)
      position = end
      return
    }
    let sign = opening + 2 < end ? bytes[opening + 2] : 0
    let hasSign = sign == minus || sign == plusSign
    let textEnd = sign == minus ? trimmedEnd(start, opening) : opening
    if textEnd > start { add(.text, start..<textEnd) }
    position = opening + (hasSign ? 3 : 2)
    switch bytes[opening + 1] {
    case UInt8(ascii: "#"): skipComment(opening)
    case UInt8(ascii: "%"):
      if let body = wordTag("raw", at: position, isEnd: false) {
        position = body
        readRaw(opening)
      } else {
        add(.tagBegin, opening..<position)
        readTag(opening, closing: UInt8(ascii: "%"))
      }
    default:
      add(.outputBegin, opening..<position)
      readTag(opening, closing: UInt8(ascii: "}"))
    }
  }

  private func nextOpening(from start: Int) -> Int? {
    var index = start
    while index + 1 < end {
      if bytes[index] == openBrace {
        switch bytes[index + 1] {
        case openBrace, UInt8(ascii: "%"), UInt8(ascii: "#"): return index
        default: break
        }
      }
      index += 1
    }
    return nil
  }

  private mutating func skipComment(_ opening: Int) {
    var index = position
    while index + 1 < end {
      if bytes[index] == UInt8(ascii: "#"), bytes[index + 1] == closeBrace {
        let strips = index > position && bytes[index - 1] == minus
        position = strips ? afterSpace(index + 2) : index + 2
        return
      }
      index += 1
    }
    problems.append(Located(.unclosedComment, opening..<opening + 2))
    position = end
  }

  private mutating func readRaw(_ opening: Int) {
    let start = position
    var index = start
    while index + 1 < end {
      if bytes[index] == openBrace, bytes[index + 1] == UInt8(ascii: "%") {
        let sign = index + 2 < end ? bytes[index + 2] : 0
        let word = sign == minus || sign == plusSign ? index + 3 : index + 2
        if let after = wordTag("endraw", at: word, isEnd: true) {
          let textEnd = sign == minus ? trimmedEnd(start, index) : index
          if textEnd > start { add(.text, start..<textEnd) }
          position = after
          return
        }
      }
      index += 1
    }
    problems.append(Located(.unclosedRaw, opening..<position))
    position = end
  }

  /// Where a tag of one word ends, if there is one at `start`.
  private func wordTag(_ word: String, at start: Int, isEnd: Bool) -> Int? {
    var index = afterSpace(start)
    for byte in word.utf8 {
      guard index < end, bytes[index] == byte else { return nil }
      index += 1
    }
    index = afterSpace(index)
    guard index < end else { return nil }
    let strips = bytes[index] == minus
    if strips || (isEnd && bytes[index] == plusSign) { index += 1 }
    guard index + 1 < end, bytes[index] == UInt8(ascii: "%"), bytes[index + 1] == closeBrace
    else { return nil }
    return strips ? afterSpace(index + 2) : index + 2
  }

  // MARK: Tags

  /// Reads the tokens of a tag and its end.
  private mutating func readTag(_ opening: Int, closing: UInt8) {
    var brackets: [(kind: UInt8, at: Int)] = []
    while true {
      position = afterSpace(position)
      guard position < end else { return leaveUnclosed(opening, at: end) }
      let byte = bytes[position]
      if brackets.isEmpty, let after = tagEnd(closing) {
        let kind: TokenKind = closing == closeBrace ? .outputEnd : .tagEnd
        add(kind, position..<min(after, position + 3))
        position = after
        return
      }
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber()
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "_"), 0x80...:
        readName()
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        guard readString() else { return skipTag(closing) }
      default:
        if startsTag(at: position) { return leaveUnclosed(opening, at: position) }
        guard readOperator(&brackets) else { return skipTag(closing) }
      }
    }
  }

  /// Where the tag that ends here ends, white space that it takes away included.
  private func tagEnd(_ closing: UInt8) -> Int? {
    var index = position
    let sign = bytes[index]
    if sign == minus || (sign == plusSign && closing == UInt8(ascii: "%")) { index += 1 }
    guard index + 1 < end, bytes[index] == closing, bytes[index + 1] == closeBrace
    else { return nil }
    return sign == minus ? afterSpace(index + 2) : index + 2
  }

  /// Whether a new tag starts where an operator might stand: then the one before was not closed.
  private func startsTag(at index: Int) -> Bool {
    guard index + 1 < end, bytes[index] == openBrace else { return false }
    return bytes[index + 1] == UInt8(ascii: "%") || bytes[index + 1] == UInt8(ascii: "#")
      || (bytes[index + 1] == openBrace && tokens.last?.kind != .openBrace)
  }

  private mutating func leaveUnclosed(_ opening: Int, at index: Int) {
    problems.append(Located(.unclosedTag, opening..<min(opening + 2, end)))
    add(.invalid, index..<index)
    position = index
  }

  /// Goes on behind a tag that cannot be read.
  private mutating func skipTag(_ closing: UInt8) {
    add(.invalid, position..<position)
    while position + 1 < end {
      if bytes[position] == closing, bytes[position + 1] == closeBrace {
        add(
          closing == closeBrace ? .outputEnd : .tagEnd, position..<position + 2)
        position += 2
        return
      }
      if startsTag(at: position) { return }
      position += 1
    }
    position = end
  }

  private mutating func readName() {
    let start = position
    while position < end, isNameByte(bytes[position]) { position += 1 }
    add(.name, start..<position)
  }

  private mutating func readString() -> Bool {
    let start = position
    let quote = bytes[start]
    position += 1
    while position < end {
      if bytes[position] == quote {
        position += 1
        add(.string, start..<position)
        return true
      }
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    problems.append(Located(.unclosedString, start..<start + 1))
    position = start + 1
    return false
  }

  private mutating func readOperator(_ brackets: inout [(kind: UInt8, at: Int)]) -> Bool {
    for (text, kind) in operatorTable where matches(text) {
      let range = position..<position + text.utf8.count
      switch kind {
      case .openBracket: brackets.append((UInt8(ascii: "]"), position))
      case .openParenthesis: brackets.append((UInt8(ascii: ")"), position))
      case .openBrace: brackets.append((closeBrace, position))
      case .closeBracket, .closeParenthesis, .closeBrace:
        let open = brackets.popLast()
        guard let open, open.kind == bytes[position] else {
          problems.append(
            Located(
              .unbalancedBracket(
                found: text, expected: open.map { String(UnicodeScalar($0.kind)) }),
              range))
          return false
        }
      default: break
      }
      add(kind, range)
      position = range.upperBound
      return true
    }
    let length = scalarLength(bytes[position])
    let range = position..<min(position + length, end)
    problems.append(
      Located(.unexpectedCharacter(String(decoding: bytes[range], as: UTF8.self)), range))
    return false
  }

  private func matches(_ text: String) -> Bool {
    var index = position
    for byte in text.utf8 {
      guard index < end, bytes[index] == byte else { return false }
      index += 1
    }
    return true
  }

  private mutating func readNumber() {
    let start = position
    let afterDot = start > 0 && bytes[start - 1] == UInt8(ascii: ".")
    if let floatEnd = afterDot ? nil : floatEnd(bytes, start, end) {
      position = floatEnd
      return add(.float, start..<floatEnd)
    }
    position = integerEnd(bytes, start, end)
    add(.integer, start..<position)
  }

  private mutating func add(_ kind: TokenKind, _ range: Range<Int>) {
    tokens.append(Token(kind: kind, range: range))
  }

  // MARK: White space

  private func afterSpace(_ start: Int) -> Int {
    var index = start
    while index < end {
      let length = whiteSpaceLength(bytes, index, end)
      if length == 0 { break }
      index += length
    }
    return index
  }

  private func trimmedEnd(_ start: Int, _ stop: Int) -> Int {
    var index = stop
    while index > start {
      let length = whiteSpaceLengthBefore(bytes, index, start)
      if length == 0 { break }
      index -= length
    }
    return index
  }
}

/// A problem and the bytes it is about.
struct Located: Error {
  let problem: TemplateProblem
  let range: Range<Int>
  /// Other places in the same file: what was opened, what came first.
  var related: [(message: String, range: Range<Int>)] = []

  init(
    _ problem: TemplateProblem, _ range: Range<Int>,
    related: [(message: String, range: Range<Int>)] = []
  ) {
    self.problem = problem
    self.range = range
    self.related = related
  }
}

private func withoutLastNewline(_ bytes: [UInt8]) -> Int {
  var end = bytes.count
  if bytes.last == UInt8(ascii: "\n") { end -= 1 }
  if end > 0, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
  return end
}

/// Whether a byte can be part of a name.
func isNameByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
    true
  default: false
  }
}

private let minus = UInt8(ascii: "-")
private let plusSign = UInt8(ascii: "+")
private let openBrace = UInt8(ascii: "{")
private let closeBrace = UInt8(ascii: "}")
