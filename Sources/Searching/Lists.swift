// Posting lists as bytes.
//
//   list    groups, the greatest impact first
//   group   1 byte     impact 1...15
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

  /// - Parameter postings: articles ascending, impact in the lowest four bits.
  init(words postings: [UInt32]) {
    documentCount = postings.count
    var room = tierLimit
    for impact in stride(from: UInt32(15), through: 1, by: -1) {
      var group: [UInt32] = []
      for posting in postings where posting & 15 == impact { group.append(posting >> 4) }
      if group.isEmpty { continue }
      let kept = min(room, group.count)
      appendGroup(impact, group[(group.count - kept)...], to: &first)
      appendGroup(impact, group[..<(group.count - kept)], to: &second)
      room -= kept
    }
  }

  /// The articles of a tag, section, author or language: all of them in the first tier.
  init(filter postings: [UInt32]) {
    documentCount = postings.count
    let numbers = postings.map { $0 >> 4 }
    appendGroup(1, numbers[...], to: &first)
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

private func appendGroup(
  _ impact: UInt32, _ numbers: ArraySlice<UInt32>, to output: inout [UInt8]
) {
  if numbers.isEmpty { return }
  output.append(UInt8(truncatingIfNeeded: impact))
  appendVarint(numbers.count, to: &output)
  var last: UInt32 = 0
  for number in numbers {
    appendVarint(Int(number &- last), to: &output)
    last = number
  }
}

/// Reads a list.
///
/// - Parameters:
///   - documentCount: how many articles the segment has.
///   - body: is given each article's number and impact.
/// - Returns: `false` where the bytes are not a list of articles of the segment.
func readList(
  _ bytes: [UInt8], _ range: Range<Int>, documentCount: Int,
  _ body: (_ number: Int, _ impact: Int) -> Void
) -> Bool {
  var reader = ByteReader(bytes, from: range.lowerBound, to: range.upperBound)
  while let impact = reader.byte() {
    guard impact < 16, let count = reader.varint(), count <= reader.left else { return false }
    if impact == 0 {
      guard let map = reader.take(count), count <= (documentCount + 7) / 8 else { return false }
      for (offset, byte) in bytes[map].enumerated() where byte > 0 {
        for bit in 0..<8 where byte & (1 << UInt8(bit)) > 0 {
          guard offset * 8 + bit < documentCount else { return false }
          body(offset * 8 + bit, 1)
        }
      }
      continue
    }
    var number = 0
    for _ in 0..<count {
      guard let gap = reader.varint() else { return false }
      number += gap
      guard number < documentCount else { return false }
      body(number, impact)
    }
  }
  return true
}
