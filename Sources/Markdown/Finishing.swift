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
    if let more = summary.more, let words = words(0..<more.text, limit: .max) {
      document.summary = words
      document.summaryRange = 0..<more.html
    } else if let words = words(summary.text, limit: 200) {
      document.summary = words
      document.summaryRange = summary.html
    }
    document.problems = problems.diagnostics(in: source)
    return document
  }

  /// A part of the plain text in one line; `nil` where there is none.
  ///
  /// - Parameter limit: characters (Unicode scalars) after which it is cut, at a word.
  private func words(_ range: Range<Int>, limit: Int) -> String? {
    var line: [UInt8] = []
    line.reserveCapacity(min(range.count, 1024))
    var (scalarCount, lastSpace) = (0, 0)
    var isCut = false
    for byte in text.bytes[range.clamped(to: 0..<text.count)] {
      if isSpace(byte) {
        guard line.count > lastSpace else { continue }
        lastSpace = line.count
        line.append(0x20)
        lastSpace += 1
      } else {
        line.append(byte)
      }
      if byte & 0xC0 != 0x80 { scalarCount += 1 }
      if scalarCount > limit {
        isCut = !isSpace(byte)
        line.removeLast()
        break
      }
    }
    if isCut, lastSpace > 0 { line.removeSubrange(lastSpace...) }
    let wasLong = scalarCount > limit
    while let last = line.last, last == 0x20 || wasLong && ",;:-".utf8.contains(last) {
      line.removeLast()
    }
    guard !line.isEmpty else { return nil }
    return String(decoding: line, as: UTF8.self) + (wasLong ? "…" : "")
  }
}

/// Counts runs of bytes above the space, eight bytes at a time.
private func wordCount(_ bytes: Bytes) -> Int {
  let raw = UnsafeRawBufferPointer(bytes)
  var count = 0
  // Whether the byte before is part of a word: its highest bit, moved to where the first byte's is.
  var before: UInt64 = 0
  var index = 0
  while index < raw.count {
    var word: UInt64 = 0
    if index &+ 8 <= raw.count {
      word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    } else {
      for (place, byte) in raw[index...].enumerated() { word |= UInt64(byte) << UInt64(8 * place) }
    }
    // The highest bit of each byte that is above the space.
    let inWord =
      ((word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x5F5F_5F5F_5F5F_5F5F | word) & 0x8080_8080_8080_8080
    let starts = (inWord & ~(inWord << 8 | before)) >> 7
    // Eight bytes of 0 or 1 are added up in the highest.
    count &+= Int(truncatingIfNeeded: (starts &* 0x0101_0101_0101_0101) >> 56)
    before = inWord >> 56
    index &+= 8
  }
  return count
}
