// Scalars in quotation marks (YAML 1.2.2 §7.3.1, §7.3.2), over one or several lines.
//
// Lines after the first must be indented deeper than the key, which is also how a quotation mark
// that was never closed is found before it swallows the rest of the file.

extension YAMLParser {
  /// Reads a quoted scalar; the cursor ends behind the closing quotation mark.
  ///
  /// - Parameter parent: the column that following lines must be deeper than.
  mutating func quoted(parent: Int) throws(Stop) -> Node {
    let start = position
    let mark = bytes[start]
    position += 1
    while position < end {
      switch bytes[position] {
      case mark where !isDoubled(mark):
        position += 1
        return Node(string: text(start + 1..<position - 1), range: start..<position)
      case mark, UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        return try quotedSlowly(start: start, parent: parent)
      case UInt8(ascii: "\\") where mark == UInt8(ascii: "\""):
        return try quotedSlowly(start: start, parent: parent)
      default:
        position += 1
      }
    }
    throw unclosed(start)
  }

  /// The rest of a scalar that has escapes or line breaks; the cursor is on the first of them.
  private mutating func quotedSlowly(start: Int, parent: Int) throws(Stop) -> Node {
    let mark = bytes[start]
    var content = Array(bytes[start + 1..<position])
    // Blanks before a break are folded away, but not those that were written as escapes.
    var fixedCount = 0
    while position < end {
      let byte = bytes[position]
      switch byte {
      case mark where isDoubled(mark):
        content.append(mark)
        position += 2
      case mark:
        position += 1
        return Node(string: String(decoding: content, as: UTF8.self), range: start..<position)
      case UInt8(ascii: "\\") where mark == UInt8(ascii: "\""):
        if position + 1 < end, isBreak(position + 1) {
          position += 1
          guard lineGoesOn(deeperThan: parent, from: start) else { throw unclosed(start) }
          for _ in 1..<max(passBreaks(), 1) { content.append(UInt8(ascii: "\n")) }
        } else {
          try escape(into: &content)
        }
        fixedCount = content.count
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        guard lineGoesOn(deeperThan: parent, from: start) else { throw unclosed(start) }
        while content.count > fixedCount, let last = content.last, isBlank(last) {
          content.removeLast()
        }
        appendFold(breakCount: passBreaks(), to: &content)
        fixedCount = content.count
      default:
        content.append(byte)
        position += 1
      }
    }
    throw unclosed(start)
  }

  /// `''` inside single quotation marks.
  private func isDoubled(_ mark: UInt8) -> Bool {
    mark == UInt8(ascii: "'") && position + 1 < end && bytes[position + 1] == mark
  }

  /// Notes a quotation mark that is not closed where it should be. Closed or not, what follows up
  /// to the next key is not looked at.
  private mutating func unclosed(_ start: Int) -> Stop {
    if let (line, closing) = looseEnd(start) {
      position = closing
      problems.append(.unindentedQuote(line))
    } else {
      position = start
      problems.append(.unclosedQuote(start..<start + 1))
    }
    return Stop()
  }

  /// A quotation mark at the end of a later line, with no key or item before it: the text was
  /// closed, but its lines are not indented. A hundred lines are looked at.
  ///
  /// - Returns: the first such line, and the offset behind the quotation mark.
  private func looseEnd(_ start: Int) -> (line: Range<Int>, closing: Int)? {
    var ahead = self
    ahead.position = start
    var first: Range<Int>?
    for _ in 0..<100 where ahead.position < end {
      ahead.skipLine()
      let lineStart = ahead.position
      ahead.skipBlanks()
      let line = ahead.lineContent()
      if line.isEmpty { continue }
      if ahead.isKeyAhead() || isItem(ahead.position) || isMarkerLine(lineStart) { return nil }
      first = first ?? line
      if bytes[line.upperBound - 1] == bytes[start] { return (first ?? line, line.upperBound) }
    }
    return nil
  }

  /// In quotation marks `#` is text, so only indentation and document markers end the lines.
  private func lineGoesOn(deeperThan parent: Int, from start: Int) -> Bool {
    var ahead = self
    _ = ahead.passBreaks()
    guard ahead.position < end else { return false }
    var lineStart = ahead.position
    while lineStart > start, !isBreak(lineStart - 1) { lineStart -= 1 }
    var indent = 0
    while bytes[lineStart + indent] == UInt8(ascii: " ") { indent += 1 }
    return indent > parent && !isMarkerLine(lineStart)
  }

  /// The offset behind the quotation mark that closes on the same line.
  func quoteEnd(_ start: Int) -> Int? {
    let mark = bytes[start]
    var index = start + 1
    while index < end, !isBreak(index) {
      if bytes[index] == mark {
        let isDouble = mark == UInt8(ascii: "'") && index + 1 < end && bytes[index + 1] == mark
        if !isDouble { return index + 1 }
        index += 1
      } else if bytes[index] == UInt8(ascii: "\\"), mark == UInt8(ascii: "\"") {
        index += 1
      }
      index += 1
    }
    return nil
  }

  /// Reads an escape of a double-quoted scalar (§5.7).
  private mutating func escape(into content: inout [UInt8]) throws(Stop) {
    let start = position
    let letter = position + 1 < end ? bytes[position + 1] : 0
    position += 2
    let scalar: Unicode.Scalar? =
      switch letter {
      case UInt8(ascii: "x"): hexScalar(digitCount: 2)
      case UInt8(ascii: "u"): escapedScalar(bytes, &position, end: end)
      case UInt8(ascii: "U"): hexScalar(digitCount: 8)
      default: namedScalar(letter)
      }
    guard let scalar else {
      position = start
      throw badEscape(start..<escapeEnd(start))
    }
    content += Array(String(scalar).utf8)
  }

  private mutating func hexScalar(digitCount: Int) -> Unicode.Scalar? {
    guard let code = hexNumber(bytes, position, count: digitCount, end: end) else { return nil }
    position += digitCount
    return Unicode.Scalar(code)
  }

  /// The end of what was meant as an escape: its letter, and the digits it should have had.
  private func escapeEnd(_ start: Int) -> Int {
    let digitCount =
      switch start + 1 < end ? bytes[start + 1] : 0 {
      case UInt8(ascii: "x"): 2
      case UInt8(ascii: "u"): 4
      case UInt8(ascii: "U"): 8
      default: 0
      }
    var stop = min(start + 2, end)
    while stop < end, stop < start + 2 + digitCount, hexValue(bytes[stop]) != nil { stop += 1 }
    return stop
  }

  private mutating func badEscape(_ range: Range<Int>) -> Stop {
    problems.append(.badEscape(range))
    return Stop()
  }
}

private func namedScalar(_ letter: UInt8) -> Unicode.Scalar? {
  switch letter {
  case UInt8(ascii: "0"): "\u{0}"
  case UInt8(ascii: "a"): "\u{7}"
  case UInt8(ascii: "b"): "\u{8}"
  case UInt8(ascii: "t"), UInt8(ascii: "\t"): "\t"
  case UInt8(ascii: "n"): "\n"
  case UInt8(ascii: "v"): "\u{B}"
  case UInt8(ascii: "f"): "\u{C}"
  case UInt8(ascii: "r"): "\r"
  case UInt8(ascii: "e"): "\u{1B}"
  case UInt8(ascii: " "): " "
  case UInt8(ascii: "\""): "\""
  case UInt8(ascii: "/"): "/"
  case UInt8(ascii: "\\"): "\\"
  case UInt8(ascii: "N"): "\u{85}"
  case UInt8(ascii: "_"): "\u{A0}"
  case UInt8(ascii: "L"): "\u{2028}"
  case UInt8(ascii: "P"): "\u{2029}"
  default: nil
  }
}

/// Reads the digits of `\uXXXX`, and of the second half of a pair such as `\uD83D\uDE00`.
///
/// - Parameter position: behind the `u`; moved behind the digits.
/// - Returns: `nil` for digits that are none and for half a pair.
func escapedScalar(_ bytes: [UInt8], _ position: inout Int, end: Int) -> Unicode.Scalar? {
  guard let code = hexNumber(bytes, position, count: 4, end: end) else { return nil }
  position += 4
  guard 0xD800...0xDBFF ~= code else { return Unicode.Scalar(code) }
  guard position + 1 < end, bytes[position] == UInt8(ascii: "\\"),
    bytes[position + 1] == UInt8(ascii: "u"),
    let low = hexNumber(bytes, position + 2, count: 4, end: end), 0xDC00...0xDFFF ~= low
  else { return nil }
  position += 6
  return Unicode.Scalar(0x10000 + (code - 0xD800) << 10 + (low - 0xDC00))
}

/// Reads `count` hexadecimal digits.
func hexNumber(_ bytes: [UInt8], _ start: Int, count: Int, end: Int) -> UInt32? {
  guard start + count <= end else { return nil }
  var number: UInt32 = 0
  for byte in bytes[start..<start + count] {
    guard let digit = hexValue(byte) else { return nil }
    number = number << 4 | UInt32(digit)
  }
  return number
}

/// The value of a hexadecimal digit.
func hexValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}
