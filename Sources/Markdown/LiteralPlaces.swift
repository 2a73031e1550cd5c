// From an offset in raw HTML, as the parser gives it, to the offset in the file.
//
// The parser takes raw HTML from the text line by line, each without what stands in front of it:
// a quote's `>`, a list's indentation. What remains of a line is its end.

/// The places of one piece of raw HTML; to be asked in ascending order.
struct LiteralPlaces {
  private let literal: Bytes
  /// The parser's number of the line `start..<end` of the literal is on.
  private var number: Int
  private var start = 0
  private var end: Int
  /// The file offset of an inline literal's beginning; −1 for a block.
  private let place: Int
  private var unclosedTagCount = 0

  /// - Parameters:
  ///   - line: the line it begins on, counted by the parser.
  ///   - place: where it begins in the file, if it does not begin its line.
  init(_ literal: Bytes, line: Int, place: Int = -1) {
    self.literal = literal
    self.place = place
    number = line
    end = literal.firstIndex(of: 0x0A) ?? literal.count
  }

  /// The offset in the file.
  mutating func offset(_ offset: Int, _ locator: Locator) -> Int {
    while offset > end {
      start = end + 1
      number += 1
      end = start
      while end < literal.count, literal[end] != 0x0A { end += 1 }
    }
    if place >= 0, start == 0 { return place + offset }
    let line = locator.line(number)
    if place >= 0, end == literal.count {
      // The last line of an inline literal has more text behind it, and spaces in front of it.
      let text = Bytes(rebasing: literal[start..<end])
      return locator.find(text, in: line).map { $0.lowerBound + offset - start } ?? line.lowerBound
    }
    let textEnd = end > start && literal[end - 1] == 0x0D ? end - 1 : end
    return max(line.lowerBound, line.upperBound - max(0, textEnd - offset))
  }

  /// Reads the tag at a `<`, unless too many were not closed: each costs the rest of the literal.
  mutating func readTag(at open: Int) -> Tag? {
    guard unclosedTagCount < 10 else { return nil }
    let tag = Markdown.readTag(literal, at: open)
    if tag == nil { unclosedTagCount += 1 }
    return tag
  }
}
