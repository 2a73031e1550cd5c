// Block scalars, `|` and `>` (YAML 1.2.2 §8.1).
//
// header    `|` keeps line breaks, `>` folds them; then in any order a digit 1…9, the indentation
//           of the content counted from its key, and `-` or `+`
// the end   without a sign one line break is kept, `-` keeps none, `+` keeps them all; the end of
//           the file ends a line

extension YAMLParser {
  /// Reads a block scalar and moves on to the next content.
  ///
  /// - Parameter parent: the column of the map or list it belongs to; content is deeper.
  mutating func blockScalar(parent: Int) throws(Stop) -> Node {
    let start = position
    let header = try blockHeader()
    var stop = position
    skipLine()
    let indent =
      if let digit = header.digit { max(parent, 0) + digit } else {
        try blockIndent(parent: parent)
      }
    var lines = BlockLines(isFolded: header.isFolded)
    while position < end {
      let lineStart = position
      while position < end, position - lineStart < indent, bytes[position] == UInt8(ascii: " ") {
        position += 1
      }
      if position >= end || isBreak(position) {
        lines.addBlank()
      } else if position - lineStart < indent || isMarkerLine(lineStart) {
        position = lineStart
        break
      } else {
        let lineOffset = position
        while position < end, !isBreak(position) { position += 1 }
        stop = position
        lines.add(bytes[lineOffset..<position])
      }
      skipBreak()
    }
    advance()
    let string = String(decoding: lines.finished(header.chomping), as: UTF8.self)
    return Node(string: string, range: start..<stop)
  }

  private mutating func blockHeader() throws(Stop) -> BlockHeader {
    var header = BlockHeader(isFolded: bytes[position] == UInt8(ascii: ">"))
    let start = position
    position += 1
    while position < end, !isGap(position) {
      switch bytes[position] {
      case UInt8(ascii: "-") where header.chomping == .clip: header.chomping = .strip
      case UInt8(ascii: "+") where header.chomping == .clip: header.chomping = .keep
      case UInt8(ascii: "1")...UInt8(ascii: "9") where header.digit == nil:
        header.digit = Int(bytes[position] - UInt8(ascii: "0"))
      default: throw badHeader(start)
      }
      position += 1
    }
    let headerEnd = position
    skipBlanks()
    guard position >= end || isBreak(position) || bytes[position] == UInt8(ascii: "#") else {
      throw badHeader(start)
    }
    position = headerEnd
    return header
  }

  private mutating func badHeader(_ start: Int) -> Stop {
    position = start
    let line = lineContent()
    problems.append(.blockHeader(line, fix: quotedFix(line)))
    return Stop()
  }

  /// The indentation of the first line that is not blank; blank lines before it may not be deeper.
  private mutating func blockIndent(parent: Int) throws(Stop) -> Int {
    var ahead = self
    var deepest = 0
    while true {
      let lineStart = ahead.position
      ahead.skipSpaces()
      let indent = ahead.position - lineStart
      if ahead.isAtBreak() {
        deepest = max(deepest, indent)
        ahead.skipBreak()
      } else if ahead.position < end, indent > parent {
        if indent >= deepest { return indent }
        position = ahead.position
        problems.append(.wrongIndentation(lineContent()))
        throw Stop()
      } else {
        // No content at all; blanks at the end of the file are no content either.
        return max(parent + 1, deepest, ahead.position < end ? 0 : indent)
      }
    }
  }
}

private struct BlockHeader {
  var isFolded: Bool
  var chomping = Chomping.clip
  var digit: Int?
}

private enum Chomping {
  case strip, clip, keep
}

/// Joins the lines of a block scalar.
private struct BlockLines {
  let isFolded: Bool
  private var content: [UInt8] = []
  private var lineCount = 0
  private var blankCount = 0
  /// The last line began with a blank: breaks around it are not folded.
  private var wasSpaced = false

  init(isFolded: Bool) { self.isFolded = isFolded }

  mutating func addBlank() { blankCount += 1 }

  mutating func add(_ line: ArraySlice<UInt8>) {
    let isSpaced = line.first.map(isBlank) ?? false
    if lineCount == 0 {
      appendBreaks(blankCount)
    } else if !isFolded || isSpaced || wasSpaced {
      appendBreaks(blankCount + 1)
    } else if blankCount == 0 {
      content.append(UInt8(ascii: " "))
    } else {
      appendBreaks(blankCount)
    }
    content += line
    lineCount += 1
    blankCount = 0
    wasSpaced = isSpaced
  }

  mutating func finished(_ chomping: Chomping) -> [UInt8] {
    let lastBreakCount = lineCount > 0 ? 1 : 0
    switch chomping {
    case .strip: break
    case .clip: appendBreaks(lastBreakCount)
    case .keep: appendBreaks(lastBreakCount + blankCount)
    }
    return content
  }

  private mutating func appendBreaks(_ count: Int) {
    for _ in 0..<count { content.append(UInt8(ascii: "\n")) }
  }
}
