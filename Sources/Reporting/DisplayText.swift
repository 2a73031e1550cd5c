// Text as a terminal shows it: how many cells it takes, and nothing in it that steers the terminal.
//
// Widths are those of UAX #11 (East Asian Width, Unicode 16): wide and fullwidth characters take
// two cells, marks and format characters none. Tests compare the table with Python's wcwidth.
// Emoji joined by U+200D are counted one by one: terminals differ.

/// Text for a terminal or a log, on one line: what could move the cursor, change colours or turn
/// the reading direction becomes U+FFFD, a tab or a line break a space.
public func plainText(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
  var plain = ""
  for scalar in text.unicodeScalars {
    let isSpace = scalar == "\t" || scalar == "\n" || scalar == "\r"
    plain.unicodeScalars.append(isSpace ? " " : shownScalar(scalar))
  }
  return plain
}

/// The part of a line that is drawn, and where the carets go.
struct DrawnExcerpt {
  /// The line, with `…` where something is left out.
  var text: String
  /// How many cells are left of the carets.
  var caretOffset: Int
  /// How many carets; 0 where the whole line is meant.
  var caretCount: Int
}

/// Lays out a place's line of text, at most about `limit` cells wide.
func drawnExcerpt(of place: Place, limit: Int) -> DrawnExcerpt? {
  guard let excerpt = place.excerpt, place.line > 0 else { return nil }
  // A tab is spread out first, so that from here on a scalar is a scalar of the output.
  var scalars: [Unicode.Scalar] = []
  var cells = [0]  // cells[i]: the cells before scalar i
  var caret = 0..<0
  let first = place.column &- place.excerptColumn
  let last = first &+ min(max(place.length, 1), excerpt.utf8.count + 1) &- 1
  for (index, scalar) in excerpt.unicodeScalars.enumerated() {
    if index == first { caret = scalars.count..<scalars.count }
    let shown = scalar == "\t" ? tab : [shownScalar(scalar)]
    for scalar in shown {
      scalars.append(scalar)
      cells.append(cells[cells.count - 1] + cellCount(of: scalar))
    }
    if index >= first, index <= last {
      caret = min(caret.lowerBound, scalars.count)..<scalars.count
    }
  }
  if first >= excerpt.unicodeScalars.count { caret = scalars.count..<scalars.count }
  // What has no width of its own is pointed at under the character that carries it.
  while caret.lowerBound > 0, caret.lowerBound < scalars.count,
    cells[caret.upperBound] == cells[caret.lowerBound]
  {
    caret = caret.lowerBound - 1..<caret.upperBound
  }

  let shown = shownPart(around: caret, cells: cells, limit: limit)
  let isCutLeft = shown.lowerBound > 0 || place.excerptColumn > 1
  var text = isCutLeft ? "…" : ""
  text.unicodeScalars.append(contentsOf: scalars[shown])
  while text.last == " " { text.removeLast() }
  if shown.upperBound < scalars.count { text += "…" }
  guard place.column > 0 else { return DrawnExcerpt(text: text, caretOffset: 0, caretCount: 0) }
  let caretEnd = min(caret.upperBound, shown.upperBound)
  return DrawnExcerpt(
    text: text,
    caretOffset: (isCutLeft ? 1 : 0) + cells[caret.lowerBound] - cells[shown.lowerBound],
    caretCount: max(cells[caretEnd] - cells[caret.lowerBound], 1))
}

/// Which scalars of a line that is too long are shown: the caret's, in the middle.
private func shownPart(around caret: Range<Int>, cells: [Int], limit: Int) -> Range<Int> {
  let count = cells.count - 1
  guard cells[count] > limit else { return 0..<count }
  let caretStart = cells[caret.lowerBound]
  let caretWidth = min(cells[caret.upperBound] - caretStart, limit / 2)
  let room = limit - 2  // for an ellipsis on either side
  var startCell = max(caretStart - (room - caretWidth) / 2, 0)
  startCell = max(min(startCell, cells[count] - room), 0)
  var lower = 0
  while lower < caret.lowerBound, cells[lower] < startCell { lower += 1 }
  // A mark that has lost its letter would stand on the ellipsis.
  while lower > 0, lower < caret.lowerBound, cells[lower + 1] == cells[lower] { lower += 1 }
  var upper = lower
  while upper < count, cells[upper + 1] - cells[lower] <= room { upper += 1 }
  return lower..<max(upper, min(caret.lowerBound + 1, count))
}

/// The scalar that is written for a scalar: itself unless it could steer what shows it.
private func shownScalar(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0,  // control characters, C0 and C1
    0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069,  // reading direction, UAX #9
    0x2028...0x2029:  // line and paragraph separator
    "\u{FFFD}"
  default: scalar
  }
}

/// How many cells a terminal gives a scalar: 0, 1 or 2.
func cellCount(of scalar: Unicode.Scalar) -> Int {
  let value = scalar.value
  if value < 0x300 { return 1 }
  if isZeroWidth(scalar) { return 0 }
  return wideRanges.contains { $0.contains(value) } || isWideEmoji(scalar) ? 2 : 1
}

private func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .spacingMark: return true
  default:
    if scalar.properties.isDefaultIgnorableCodePoint { return scalar.value != 0x115F }
    return zeroWidthRanges.contains { $0.contains(scalar.value) }
  }
}

/// Emoji take two cells, but for the letters of which two make a flag.
private func isWideEmoji(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.isEmojiPresentation && !(0x1F1E6...0x1F1FF).contains(scalar.value)
}

private let tab: [Unicode.Scalar] = [" ", " ", " ", " "]

/// The vowels and finals of Hangul, drawn on the syllable's first letter, and format characters
/// that are not ignorable.
private let zeroWidthRanges: [ClosedRange<UInt32>] = [
  0x1160...0x11FF, 0xD7B0...0xD7FF, 0xFFF9...0xFFFB, 0x13430...0x1343F,
]

/// EastAsianWidth.txt of Unicode 16, W and F, with the unassigned gaps inside blocks filled; emoji
/// have their own property.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F, 0x2E80...0x303E,
  0x3041...0x3247, 0x3250...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
  0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF,
  0x1AFF0...0x1B2FF, 0x1D300...0x1D356, 0x1D360...0x1D376, 0x1F200...0x1F2FF,
  0x20000...0x2FFFD, 0x30000...0x3FFFD,
]
