// Posting lists as bytes.
//
//   list    groups, the greatest impact first
//   group   1 byte     impact 1...15, and 16 where the card of each article shows the word
//           varint     count of articles
//           varint...  the first article's number, then the distance from each to the next
//   or      1 byte     0: a map of bits
//           varint     bytes that follow; bit b of byte n is the article 8n + b
//
// Numbers count from the segment's first article. What a list has beyond `tierLimit` postings is in
// the second tier: the same form in another file, which few queries need.

/// Postings of a term in the first tier: those of greatest impact, then the newest.
let tierLimit = 512

/// One term's postings as bytes.
struct EncodedList: Sendable {
  var documentCount: Int
  var first: [UInt8] = []
  /// Empty where the first tier has them all.
  var second: [UInt8] = []

  /// - Parameter postings: articles ascending, as `ChunkPostings` has them.
  init(words postings: [UInt32]) {
    documentCount = postings.count
    let groups = grouped(postings)
    if postings.count <= tierLimit {
      for group in groups { appendGroup(group, to: &first) }
      return
    }
    var room = tierLimit
    for impact in stride(from: UInt32(15), through: 1, by: -1) {
      let same = groups.filter { ($0.first ?? 0) & 15 == impact }
      let all = same.count > 1 ? same.joined().sorted() : Array(same.joined())
      let kept = min(room, all.count)
      for group in grouped(Array(all.suffix(kept))) { appendGroup(group, to: &first) }
      for group in grouped(Array(all.dropLast(kept))) { appendGroup(group, to: &second) }
      room -= kept
    }
  }

  /// The articles of a tag, section, author or language: all of them in the first tier.
  init(filter postings: [UInt32]) {
    documentCount = postings.count
    let numbers = postings.map { $0 >> 5 }
    appendGroup(numbers.map { $0 << 5 | 1 }[...], to: &first)
    let byteCount = Int(numbers.last ?? 0) / 8 + 1
    if byteCount + 4 < first.count {
      var map = [UInt8](repeating: 0, count: byteCount)
      for number in numbers { map[Int(number >> 3)] |= 1 << UInt8(number & 7) }
      first = [0]
      appendVarint(byteCount, to: &first)
      first += map
    }
  }
}

/// Postings with those of the same impact together, the greatest first; of these first those that the
/// card shows. Articles stay in their order.
private func grouped(_ postings: [UInt32]) -> [ArraySlice<UInt32>] {
  var ends = [Int](repeating: 0, count: 32)
  for posting in postings { ends[place(of: posting)] += 1 }
  var sum = 0
  for place in ends.indices { (ends[place], sum) = (sum, sum + ends[place]) }
  var sorted = postings
  for posting in postings {
    let place = place(of: posting)
    sorted[ends[place]] = posting
    ends[place] += 1
  }
  var groups: [ArraySlice<UInt32>] = []
  var start = 0
  for end in ends where end > start {
    groups.append(sorted[start..<end])
    start = end
  }
  return groups
}

/// 0 for what comes first: impact 15 and shown.
@inline(__always)
private func place(of posting: UInt32) -> Int {
  Int((15 - posting & 15) << 1 | (posting >> 4 & 1 ^ 1))
}

/// Appends postings of one impact, all shown or all not.
private func appendGroup(_ postings: ArraySlice<UInt32>, to output: inout [UInt8]) {
  guard let impact = postings.first else { return }
  output.append(UInt8(truncatingIfNeeded: impact & 31))
  appendVarint(postings.count, to: &output)
  var last: UInt32 = 0
  for posting in postings {
    appendVarint(Int(posting >> 5 &- last), to: &output)
    last = posting >> 5
  }
}

/// Reads a list.
///
/// - Parameters:
///   - documentCount: how many articles the segment has.
///   - body: is given each article's number and impact, and whether its card shows the word.
/// - Returns: `false` where the bytes are not a list of articles of the segment.
func readList(
  _ bytes: [UInt8], _ range: Range<Int>, documentCount: Int,
  _ body: (_ number: Int, _ impact: Int, _ isShown: Bool) -> Void
) -> Bool {
  var reader = ByteReader(bytes, from: range.lowerBound, to: range.upperBound)
  while let impact = reader.byte() {
    guard impact < 32, impact != 16, let count = reader.varint(), count <= reader.left else {
      return false
    }
    if impact == 0 {
      guard let map = reader.take(count), count <= (documentCount + 7) / 8 else { return false }
      for (offset, byte) in bytes[map].enumerated() where byte > 0 {
        for bit in 0..<8 where byte & (1 << UInt8(bit)) > 0 {
          guard offset * 8 + bit < documentCount else { return false }
          body(offset * 8 + bit, 1, false)
        }
      }
      continue
    }
    var number = 0
    for _ in 0..<count {
      guard let gap = reader.varint() else { return false }
      number += gap
      guard number < documentCount else { return false }
      body(number, impact & 15, impact > 15)
    }
  }
  return true
}
