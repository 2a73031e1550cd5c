// What is known when the text is written: its summary, its words, the document.

import Reporting

/// Where the summary is, as far as the text is written.
struct SummaryMarks {
  /// Of the paragraph being written, if it is one that can be the summary.
  private var htmlStart = -1
  private var textStart = -1
  /// The first paragraph with a text.
  private(set) var html = 0..<0
  private(set) var text = 0..<0
  /// Where `<!--more-->` stood, in the HTML and the plain text.
  var more: (html: Int, text: Int)?
  /// `<!--more-->` was met inside a block, and counts at its end.
  var hasPendingMore = false

  mutating func beginParagraph(_ htmlCount: Int, _ textCount: Int, isTopLevel: Bool) {
    guard isTopLevel, text.isEmpty else { return }
    (htmlStart, textStart) = (htmlCount, textCount)
  }

  mutating func endParagraph(_ htmlCount: Int, _ textCount: Int) {
    guard htmlStart >= 0 else { return }
    if textCount > textStart { (html, text) = (htmlStart..<htmlCount, textStart..<textCount) }
    htmlStart = -1
  }
}

extension Writer {
  /// Notes `<!--more-->`, in the HTML block `block` or inside a paragraph.
  mutating func noteMore(_ block: Node?) {
    if block?.parent?.kind == .document { markMore() } else { summary.hasPendingMore = true }
  }

  /// Ends the part before `<!--more-->` here; the first one counts.
  mutating func markMore() {
    summary.hasPendingMore = false
    guard summary.more == nil else { return }
    summary.more = (html.count, text.count)
  }

  /// Makes the document of what was written.
  consuming func finish(in source: SourceText) -> Document {
    while text.last == UInt8(ascii: "\n") || text.last == UInt8(ascii: " ") {
      text.truncate(to: text.count - 1)
    }
    var document = Document()
    document.html = Array(html.bytes)
    document.text = Array(text.bytes)
    document.holes = holes
    document.links = links
    document.outline = outline
    document.ids = anchors.ids
    document.footnoteCount = footnotes.count
    document.wordCount = wordCount(text.bytes)
    document.moreOffset = summary.more?.html
    if let more = summary.more, let words = words(0..<more.text) {
      document.summary = words
      document.summaryRange = 0..<more.html
    } else if let words = words(summary.text) {
      document.summary = shortened(words)
      document.summaryRange = summary.html
    }
    document.problems = problems.diagnostics(in: source)
    return document
  }

  /// A part of the plain text in one line; `nil` where there is none.
  private func words(_ range: Range<Int>) -> String? {
    let part = text.bytes[range.clamped(to: 0..<text.count)]
    let words = part.split(whereSeparator: isSpace).joined(separator: [0x20])
    let line = String(decoding: Array(words), as: UTF8.self)
    return line.isEmpty ? nil : line
  }
}

/// Cuts a line after 200 characters (Unicode scalars), at a word.
private func shortened(_ line: String) -> String {
  let scalars = line.unicodeScalars
  guard let limit = scalars.index(scalars.startIndex, offsetBy: 200, limitedBy: scalars.endIndex),
    limit < scalars.endIndex
  else { return line }
  let head = scalars[..<limit]
  let cut = scalars[limit] == " " ? limit : head.lastIndex(of: " ") ?? limit
  var end = cut
  while end > scalars.startIndex {
    let before = scalars.index(before: end)
    guard " ,;:–—-".unicodeScalars.contains(scalars[before]) else { break }
    end = before
  }
  return String(scalars[..<end]) + "…"
}

/// Counts runs of bytes above the space.
private func wordCount(_ bytes: Bytes) -> Int {
  var count = 0
  var wasSpace: UInt8 = 1
  for byte in bytes {
    let isSpace: UInt8 = byte <= 0x20 ? 1 : 0
    count &+= Int(wasSpace & ~isSpace)
    wasSpace = isSpace
  }
  return count
}
