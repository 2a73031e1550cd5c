// YAML, the part of it that front matter uses (YAML 1.2.2; accepted and refused: see below).
//
// Accepted: block maps and lists, flow maps and lists, plain, quoted and block scalars, comments,
// one `---` before and one `...` after. Refused, each by its own problem: anchors, aliases, tags,
// merge keys, complex keys, directives, tabs as indentation, several documents, pairs without
// braces in a flow list, keys without a value in braces. What is accepted is what any YAML 1.2
// parser with the core schema returns.
//
// This file has the document and its lines; the kinds of nodes are in YAMLBlocks, YAMLScalars,
// YAMLQuoted, YAMLBlockScalars and YAMLFlow.

import Reporting

/// Reads a YAML file.
///
/// - Returns: the value, null for a file without one, and everything that is wrong with the file.
///   A value that could not be read is null; its key is still there.
public func parseYAML(_ source: SourceText) -> (node: Node, diagnostics: [Diagnostic]) {
  let start = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  let (node, problems) = parseYAML(source.bytes, start..<source.bytes.count)
  return (node, MetadataProblem.diagnostics(problems, in: source))
}

/// Reads the YAML in a part of a file; positions are those of the file.
func parseYAML(_ bytes: [UInt8], _ range: Range<Int>) -> (node: Node, problems: [MetadataProblem]) {
  var parser = YAMLParser(bytes, range)
  return (parser.document(), parser.problems)
}

/// How deep lists and maps may be nested.
let greatestDepth = 64

/// Thrown after a problem is noted; whoever catches it goes on at the next key or item.
struct Stop: Error {}

/// Reads one document. After a block node the parser stands at the next content or at the end;
/// after a flow node or quoted scalar just behind it.
struct YAMLParser {
  let bytes: [UInt8]
  let end: Int
  /// The next byte to read.
  var position: Int
  /// Where the content of the current line begins, and in which column (0-based, bytes).
  /// The column is -1 after the last content.
  var contentOffset = 0
  var column = 0
  /// The key whose value is being read, for the sake of a message; empty in a list.
  var keyRange = 0..<0
  var problems: [MetadataProblem] = []
  /// Tabs as indentation are told of once in a file.
  private var isTabTold = false

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    self.end = range.upperBound
    self.position = range.lowerBound
  }

  mutating func document() -> Node {
    let start = position
    noteControlCharacters(from: start)
    advance()
    skipDirectives()
    if column == -1, isMarker(position, of: UInt8(ascii: "-")) { enterDocument() }
    var root = Node(.null, range: start..<start)
    if column >= 0 { root = topNode() }
    finishDocument()
    return root
  }

  private mutating func topNode() -> Node {
    let top = column
    if !isKeyAhead(), startsText(position), hasKeyBelow(column: top) {
      return blockMap(indent: top, depth: 1)
    }
    do {
      return try blockNode(parent: -1, depth: 1)
    } catch {
      skipLines(deeperThan: top)
      return column == top
        ? blockMap(indent: top, depth: 1) : Node(.null, range: position..<position)
    }
  }

  /// Content left over after the top node, or a second document.
  private mutating func finishDocument() {
    if column >= 0 {
      problems.append(.wrongIndentation(lineContent()))
      skipLines(deeperThan: -1)
    }
    guard position < end else { return }
    let isEndMarker = isMarker(position, of: UInt8(ascii: "."))
    let marker = position..<position + 3
    if isEndMarker {
      position += 3
      skipLine()
      advance()
      if position == end { return }
    }
    problems.append(.severalDocuments(isEndMarker ? lineContent() : marker))
  }

  private mutating func skipDirectives() {
    while column == 0, bytes[position] == UInt8(ascii: "%") {
      problems.append(.directive(lineContent()))
      skipLine()
      advance()
    }
  }

  private mutating func enterDocument() {
    position += 3
    skipBlanks()
    if position < end, !isBreak(position), bytes[position] != UInt8(ascii: "#") {
      problems.append(.textAfterMarker(lineContent()))
    }
    skipLine()
    advance()
  }

  private mutating func noteControlCharacters(from start: Int) {
    for offset in controlCharacterOffsets(bytes, start..<end) {
      problems.append(.controlCharacter(scalarValue(bytes, at: offset), offset: offset))
    }
  }
}

// MARK: Lines

extension YAMLParser {
  /// Goes from the start of a line to the next content, over blank lines and comments.
  mutating func advance() {
    while position < end {
      let lineStart = position
      skipSpaces()
      column = position - lineStart
      if position < end, bytes[position] == UInt8(ascii: "\t") { passTabs() }
      guard position < end else { break }
      switch bytes[position] {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "#"):
        skipLine()
      case UInt8(ascii: "-") where column == 0 && isMarker(position, of: UInt8(ascii: "-")),
        UInt8(ascii: ".") where column == 0 && isMarker(position, of: UInt8(ascii: ".")):
        column = -1
        contentOffset = position
        return
      default:
        contentOffset = position
        return
      }
    }
    position = end
    contentOffset = end
    column = -1
  }

  /// Tabs before content are a problem, told once; they count as eight columns to go on with.
  private mutating func passTabs() {
    let tab = position
    skipBlanks()
    guard position < end, !isBreak(position), bytes[position] != UInt8(ascii: "#") else { return }
    column += 8 * (position - tab)
    if !isTabTold { problems.append(.tabIndentation(tab..<position)) }
    isTabTold = true
  }

  /// Goes to the start of the next line.
  mutating func skipLine() {
    while position < end, !isBreak(position) { position += 1 }
    skipBreak()
  }

  mutating func skipBreak() {
    guard position < end, isBreak(position) else { return }
    let isPair =
      bytes[position] == UInt8(ascii: "\r") && position + 1 < end
      && bytes[position + 1] == UInt8(ascii: "\n")
    position += isPair ? 2 : 1
  }

  /// Leaves this line and all that follow and are indented deeper.
  mutating func skipLines(deeperThan indent: Int) {
    repeat {
      skipLine()
      advance()
    } while column > indent
  }

  /// After a value: nothing but a comment may follow on its line.
  mutating func finishLine(valueStart: Int) throws(Stop) {
    let valueEnd = position
    skipBlanks()
    if position < end, !isBreak(position),
      bytes[position] != UInt8(ascii: "#") || position == valueEnd
    {
      let rest = position..<lineContent().upperBound
      problems.append(.textAfterValue(rest, fix: quotedFix(valueStart..<rest.upperBound)))
      throw Stop()
    }
    skipLine()
    advance()
  }

  mutating func skipSpaces() {
    while position < end, bytes[position] == UInt8(ascii: " ") { position += 1 }
  }

  mutating func skipBlanks() {
    while position < end, isBlank(bytes[position]) { position += 1 }
  }

  /// From `position` to the end of its line, without blanks at the end.
  func lineContent() -> Range<Int> {
    var stop = position
    while stop < end, !isBreak(stop) { stop += 1 }
    while stop > position, isBlank(bytes[stop - 1]) { stop -= 1 }
    return position..<stop
  }

  func isBreak(_ offset: Int) -> Bool {
    bytes[offset] == UInt8(ascii: "\n") || bytes[offset] == UInt8(ascii: "\r")
  }

  /// A blank, a line break or the end: what must follow `-`, `:` and `?` to make them mean more
  /// than themselves.
  func isGap(_ offset: Int) -> Bool {
    offset >= end || isBlank(bytes[offset]) || isBreak(offset)
  }

  /// Three of `sign` with a gap behind them.
  func isMarker(_ offset: Int, of sign: UInt8) -> Bool {
    offset + 3 <= end && bytes[offset] == sign && bytes[offset + 1] == sign
      && bytes[offset + 2] == sign && isGap(offset + 3)
  }

  /// Whether a line that starts at `offset` is `---` or `...`.
  func isMarkerLine(_ offset: Int) -> Bool {
    isMarker(offset, of: UInt8(ascii: "-")) || isMarker(offset, of: UInt8(ascii: "."))
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

/// A space or a tab.
func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
