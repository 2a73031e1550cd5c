// What stands in front of a line's text: the marks of quotes and lists, and spaces.

/// The marks in front of a line.
struct LinePrefix {
  /// Where the text begins; a list's first marker counts as text. The line's end where it is empty.
  let text: Int
  /// The most containers that can be open: one for each mark, and one for every two columns in
  /// front of a mark, since what is inside a list's item is indented that far at least.
  let depth: Int
  /// Whether the line begins an item of a list whatever stands above it, so that no paragraph goes
  /// on: a bullet, up to three bytes in front of it, something behind it.
  let beginsItem: Bool

  init(_ bytes: Bytes, _ line: Range<Int>) {
    var index = line.lowerBound
    var (columns, columnsBeforeMark, marks) = (0, 0, 0)
    var text = -1
    scan: while index < line.upperBound {
      switch bytes[index] {
      case 0x20: columns &+= 1
      case 0x09: columns &+= 4
      case 0x0D: break
      case UInt8(ascii: ">"):
        (marks, columnsBeforeMark) = (marks &+ 1, columns)
        if index + 1 < line.upperBound, bytes[index + 1] == 0x20 { index &+= 1 }
      case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        if text < 0 { text = index }
        let end = endOfListMarker(bytes, index, line.upperBound)
        if end == index { break scan }
        // The space that ends it is part of it.
        (marks, columnsBeforeMark, index) = (marks &+ 1, columns, end)
      default:
        if text < 0 { text = index }
        break scan
      }
      index &+= 1
    }
    self.text = text < 0 ? line.upperBound : text
    depth = marks &+ columnsBeforeMark / 2
    beginsItem = isBullet(bytes, line, self.text)
  }
}

private func isBullet(_ bytes: Bytes, _ line: Range<Int>, _ text: Int) -> Bool {
  guard text - line.lowerBound <= 3, text + 2 < line.upperBound, bytes[text + 1] == 0x20,
    bytes[text + 2] > 0x20, !bytes[line.lowerBound..<text].contains(0x09)
  else { return false }
  return bytes[text] == UInt8(ascii: "-") || bytes[text] == UInt8(ascii: "*")
    || bytes[text] == UInt8(ascii: "+")
}

/// Where the list marker at `index` ends; `index` where there is none.
private func endOfListMarker(_ bytes: Bytes, _ index: Int, _ lineEnd: Int) -> Int {
  var end = index
  while end < lineEnd, end - index < 9, bytes[end] >= UInt8(ascii: "0"),
    bytes[end] <= UInt8(ascii: "9")
  {
    end += 1
  }
  if end > index,
    end == lineEnd || bytes[end] != UInt8(ascii: ".") && bytes[end] != UInt8(ascii: ")")
  {
    return index
  }
  end += 1
  let isEnded = end >= lineEnd || bytes[end] == 0x20 || bytes[end] == 0x09 || bytes[end] == 0x0D
  return isEnded ? end : index
}

/// Whether a line consists of `| : -` and spaces, behind the marks of quotes. Dashes alone are none:
/// they underline a heading, or part two texts.
func isTableRule(_ bytes: Bytes, _ line: Range<Int>) -> Bool {
  var hasDash = false
  var hasMark = false
  for index in line {
    switch bytes[index] {
    case UInt8(ascii: "-"): hasDash = true
    case UInt8(ascii: "|"), UInt8(ascii: ":"): hasMark = true
    case UInt8(ascii: ">"), 0x20, 0x09, 0x0D: continue
    default: return false
    }
  }
  return hasDash && hasMark
}
