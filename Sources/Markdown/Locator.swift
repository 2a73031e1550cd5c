// Where in the file a link's destination, or a piece of raw HTML, is written.
//
// The parser says on which line a block begins, and nothing reliable about what is inside it. So
// the block's source is looked through once for what can be a destination, and links take these in
// order. Code spans, tags and escaped characters are passed over, as the parser does; where the
// two differ all the same, a link falls back on its reference's definition or the block's first
// line, never on another link's place.

/// Finds places in the file, for one text.
struct Locator {
  let bytes: Bytes
  private let lineStarts: [Int32]

  /// The block being looked at, its candidates, and where to go on.
  private(set) var block = 0..<0
  private var candidates: [Candidate] = []
  private var codeSpans: [Range<Int>] = []
  private var isScanned = false
  private var nextCandidate = 0
  private var nextCodeSpan = 0
  private var cursor = 0
  private var missCount = 0
  /// Destinations of `[label]: destination` lines by what they mean; `nil` until asked for.
  private var definitions: [[UInt8]: Range<Int>]?

  /// A `](` and the destination behind it.
  private struct Candidate {
    /// Offset of the `]`.
    var bracket: Int
    /// Without `<` and `>`.
    var destination: Range<Int>
  }

  /// A place of a link.
  struct Found {
    var destination: Range<Int>
    /// Offset of the `]` that ends its text; −1 where there is none.
    var bracket = -1
  }

  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - lineStarts: file offsets of the lines that were parsed, and of the end.
  init(_ bytes: Bytes, lineStarts: [Int32]) {
    self.bytes = bytes
    self.lineStarts = lineStarts
  }

  /// The line with the parser's number, without its line break; empty at the end where there is
  /// none.
  func line(_ number: Int) -> Range<Int> {
    guard number >= 1, number < lineStarts.count else { return bytes.count..<bytes.count }
    let start = Int(lineStarts[number - 1])
    var end = Int(lineStarts[number])
    if end > start, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// Goes to a block. A block on the lines of the one before (a table's cells) continues it.
  mutating func enter(_ node: Node) {
    var first = node.startLine
    var last = max(first, min(node.endLine, lineStarts.count - 1))
    if first == 0, let table = node.next {
      // A paragraph the parser cut off the table below it: only the table knows where it begins.
      first = table.startLine
      last = headLine(ofTable: table)
    }
    enter(lines: first...max(first, last))
  }

  /// Goes to the head of a table, of which the parser says only where the paragraph above begins.
  mutating func enterHead(ofTable table: Node) {
    let line = headLine(ofTable: table)
    enter(lines: line...line)
  }

  private mutating func enter(lines: ClosedRange<Int>) {
    let first = line(lines.lowerBound)
    let last = line(lines.upperBound)
    let range = first.lowerBound..<max(first.upperBound, last.upperBound)
    if range == block { return }
    block = range
    isScanned = false
  }

  /// The line above the table's rule.
  private func headLine(ofTable table: Node) -> Int {
    var number = table.startLine
    while number + 1 < lineStarts.count, !isTableRule(bytes, line(number + 1)) { number += 1 }
    return number
  }

  /// The first line of the block, from its first character.
  var blockLine: Range<Int> {
    var start = block.lowerBound
    var end = start
    while end < block.upperBound, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    while start < end, bytes[start] <= 0x20 || bytes[start] == UInt8(ascii: ">") { start += 1 }
    return start..<end
  }

  /// Finds the destination of a Markdown link or picture; to be asked in the order they end.
  ///
  /// - Parameter text: the link's only text, where it has one: that of a bare address is its place.
  mutating func destination(of url: Bytes, text: Bytes?) -> Found {
    scan()
    let inline = candidate(for: url)
    if let text, !text.isEmpty, isAddress(text, of: url), let place = self.place(of: text) {
      let isInline = inline.map { candidates[$0].bracket <= place.upperBound } ?? false
      if !isInline {
        cursor = place.upperBound
        return Found(destination: place)
      }
    }
    if let inline {
      let found = candidates[inline]
      nextCandidate = inline + 1
      cursor = found.destination.upperBound
      return Found(destination: found.destination, bracket: found.bracket)
    }
    return Found(destination: definition(of: url) ?? blockLine)
  }

  /// Finds inline raw HTML; to be asked in document order.
  mutating func place(ofInline literal: Bytes) -> Int {
    scan()
    let firstLine = Bytes(rebasing: literal[..<(literal.firstIndex(of: 0x0A) ?? literal.count)])
    guard let place = place(of: firstLine) else { return blockLine.lowerBound }
    cursor = place.lowerBound + 1
    return place.lowerBound
  }

  /// The parser's number of the line an offset of the file is on.
  func lineNumber(at offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Finds `text` in the block, not behind a backslash.
  func place(unescaped text: [UInt8]) -> Range<Int>? {
    text.withUnsafeBufferPointer { text in
      var start = block.lowerBound
      while let place = find(text, in: start..<block.upperBound) {
        if place.lowerBound == 0 || bytes[place.lowerBound - 1] != backslash { return place }
        start = place.upperBound
      }
      return nil
    }
  }

  // MARK: Candidates

  /// The next candidate that means `url`, of the next few.
  private func candidate(for url: Bytes) -> Int? {
    (nextCandidate..<min(nextCandidate + 8, candidates.count)).first {
      means(candidates[$0].destination, url)
    }
  }

  /// The next place of `text` that is not inside a code span.
  private mutating func place(of text: Bytes) -> Range<Int>? {
    guard missCount < mostMisses else { return nil }
    var start = max(cursor, block.lowerBound)
    while let place = find(text, in: start..<block.upperBound) {
      while nextCodeSpan < codeSpans.count, codeSpans[nextCodeSpan].upperBound <= place.lowerBound {
        nextCodeSpan += 1
      }
      guard nextCodeSpan < codeSpans.count, codeSpans[nextCodeSpan].overlaps(place) else {
        return place
      }
      start = codeSpans[nextCodeSpan].upperBound
    }
    missCount += 1
    return nil
  }

  func find(_ text: Bytes, in range: Range<Int>) -> Range<Int>? {
    guard let first = text.first, range.count >= text.count else { return nil }
    let last = range.upperBound - text.count
    var index = range.lowerBound
    while index <= last {
      if bytes[index] == first, bytes[index...].starts(with: text) {
        return index..<index + text.count
      }
      index &+= 1
    }
    return nil
  }

  private mutating func scan() {
    guard !isScanned else { return }
    isScanned = true
    candidates.removeAll(keepingCapacity: true)
    codeSpans.removeAll(keepingCapacity: true)
    (nextCandidate, nextCodeSpan, cursor, missCount) = (0, 0, block.lowerBound, 0)
    var scanner = DestinationScanner(bytes, block)
    while let found = scanner.next() {
      switch found {
      case .code(let range): codeSpans.append(range)
      case .destination(let bracket, let range):
        candidates.append(Candidate(bracket: bracket, destination: range))
      }
    }
  }

  /// Whether a destination as written means `url`.
  private func means(_ range: Range<Int>, _ url: Bytes) -> Bool {
    let written = Bytes(rebasing: bytes[range])
    if written.count == url.count { return written.elementsEqual(url) }
    // An entity is at most 33 bytes for 3. What is longer means something else.
    guard written.count > url.count, written.count <= url.count * 12 + 16 else { return false }
    return unescaped(written).elementsEqual(url)
  }

  private mutating func definition(of url: Bytes) -> Range<Int>? {
    if definitions == nil { definitions = findDefinitions() }
    return definitions?[Array(url)]
  }

  /// All `[label]: destination`; of two that mean the same, the first.
  private func findDefinitions() -> [[UInt8]: Range<Int>] {
    var found: [[UInt8]: Range<Int>] = [:]
    for number in 1..<max(1, lineStarts.count) {
      let line = self.line(number)
      guard let label = line.first(where: { !mayPrecedeDefinition(bytes[$0]) }),
        bytes[label] == UInt8(ascii: "["),
        let end = line.dropFirst(label - line.lowerBound).first(where: { offset in
          bytes[offset] == UInt8(ascii: "]") && offset + 1 < line.upperBound
            && bytes[offset + 1] == UInt8(ascii: ":")
        })
      else { continue }
      // The destination may stand on the next line.
      let rest = end + 2..<max(end + 2, self.line(number + 1).upperBound)
      var scanner = DestinationScanner(bytes, rest)
      guard let range = scanner.destination(at: end + 2) else { continue }
      let meaning = unescaped(Bytes(rebasing: bytes[range]))
      if found[meaning] == nil { found[meaning] = range }
    }
    return found
  }
}

/// Spaces, quotes' marks and list markers.
private func mayPrecedeDefinition(_ byte: UInt8) -> Bool {
  byte <= 0x20 || ">-*+.)0123456789".utf8.contains(byte)
}

/// Whether a link's text is its own address, as in `<https://…>`, `www.…` or `a@b.dk`.
private func isAddress(_ text: Bytes, of url: Bytes) -> Bool {
  guard url.count >= text.count else { return false }
  let prefix = url.count - text.count
  guard prefix == 0 || prefix == 7, url[prefix...].elementsEqual(text) else { return false }
  return prefix == 0 || url.starts(with: "mailto:".utf8) || url.starts(with: "http://".utf8)
}

/// Searches of a block that may fail before it is given up: each costs the rest of the block.
private let mostMisses = 8
private let backslash = UInt8(ascii: "\\")
