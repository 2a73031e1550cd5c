// Term shards: the index cut into files of a few kilobytes, of which a query fetches one a word.
//
//   offset  size    meaning
//   0       1       version of the format, 2
//   1       1       0: terms and their first tier; 1: the second tier
//   2       4       stamp of the segment: a hash of its articles' addresses
//   6       4       FNV-1a of all bytes from 10 on
//   10      varint  count of terms
//                   of each term, in the order of routing key, then key:
//                     varint  bytes in common with the key before
//                     varint  bytes that follow, and these
//                     varint  count of articles
//                     varint  bytes of its list
//                     1       flags: 1 has a second tier, 2 has aliases
//                     varint  bytes of its aliases, only with flag 2
//                   then of each term its list (see Lists.swift) and its aliases
//
// Aliases: varint count; of each: varint count of further terms of the name; these and then the
// concept's term, each a varint of its bytes and these.
//
// The second tier: varint count, of each term with flag 1 the varint length of its list; the lists.
//
// A shard holds every term whose routing key begins with, or comes after, its separator and before
// the next shard's. Cuts are made where the keys part, so a few new words move no border.

/// A separator of two shards and the file named by it.
struct ShardName: Sendable, Hashable {
  var separator: [UInt8]

  /// Letters and digits of ASCII, other bytes as `_` and two hexadecimal digits; `_` is the first.
  var text: String {
    if separator.isEmpty { return "_" }
    let digits = Array("0123456789abcdef".utf8)
    var name: [UInt8] = []
    for byte in separator {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        name.append(byte)
      default: name += [UInt8(ascii: "_"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: name, as: UTF8.self)
  }

  init(separator: [UInt8]) { self.separator = separator }

  /// Reads a name; `nil` where it is none.
  init?(_ text: Substring) {
    separator = []
    if text == "_" { return }
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte != UInt8(ascii: "_") {
        separator.append(byte)
        continue
      }
      guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        return nil
      }
      separator.append(value)
      rest = rest.dropFirst(2)
    }
  }
}

let formatVersion: UInt8 = 2

/// The terms of one shard, as numbers of the segment's terms.
struct ShardCut: Sendable {
  var name: ShardName
  var terms: Range<Int>
}

/// Divides sorted terms among shards.
///
/// - Parameter sizes: bytes of each term.
func cutShards(routes: [[UInt8]], sizes: [Int], target: Int) -> [ShardCut] {
  var cuts: [ShardCut] = []
  var totals = [0]
  for size in sizes { totals.append(totals[totals.count - 1] + size) }
  cut(0..<routes.count, at: 0, from: [])
  return cuts

  /// Cuts terms that have the first `depth` bytes of their routing key in common.
  func cut(_ range: Range<Int>, at depth: Int, from separator: [UInt8]) {
    let size = totals[range.upperBound] - totals[range.lowerBound]
    // A key that ends here, and all keys cut to the greatest length, cannot be told apart further.
    if size <= target || depth >= longestKey + 8 || range.count < 2 {
      cuts.append(ShardCut(name: ShardName(separator: separator), terms: range))
      return
    }
    var groupStart = range.lowerBound
    var groupSeparator = separator
    var index = range.lowerBound
    while index < range.upperBound {
      let start = index
      let key = routes[start].prefix(depth + 1)
      while index < range.upperBound, routes[index].prefix(depth + 1) == key { index += 1 }
      let isLarge = totals[index] - totals[start] > target
      if start > groupStart, isLarge || totals[index] - totals[groupStart] > target {
        cuts.append(ShardCut(name: ShardName(separator: groupSeparator), terms: groupStart..<start))
        groupStart = start
        groupSeparator = Array(key)
      }
      if isLarge, key.count > depth {
        cut(
          start..<index, at: depth + 1, from: start == range.lowerBound ? separator : groupSeparator
        )
        groupStart = index
        groupSeparator = index < range.upperBound ? Array(routes[index].prefix(depth + 1)) : []
      }
    }
    if groupStart < range.upperBound {
      cuts.append(
        ShardCut(name: ShardName(separator: groupSeparator), terms: groupStart..<range.upperBound))
    }
  }
}

/// What a shard says of one term.
struct ShardTerm: Sendable {
  var key: [UInt8]
  var list: EncodedList
  var aliases: [UInt8]

  /// About how much of the shard it takes.
  var size: Int { key.count / 2 + 6 + list.first.count + aliases.count }
}

/// Writes a shard and, where some list needs it, its second tier.
func encodeShard(_ terms: ArraySlice<ShardTerm>, stamp: UInt32) -> (first: [UInt8], second: [UInt8])
{
  var body: [UInt8] = []
  appendVarint(terms.count, to: &body)
  var last: ArraySlice<UInt8> = []
  for term in terms {
    let common = commonPrefixCount(last, term.key[...])
    appendVarint(common, to: &body)
    appendVarint(term.key.count - common, to: &body)
    body += term.key[common...]
    appendVarint(term.list.documentCount, to: &body)
    appendVarint(term.list.first.count, to: &body)
    body.append((term.list.second.isEmpty ? 0 : 1) | (term.aliases.isEmpty ? 0 : 2))
    if !term.aliases.isEmpty { appendVarint(term.aliases.count, to: &body) }
    last = term.key[...]
  }
  for term in terms { body += term.list.first + term.aliases }
  let long = terms.filter { !$0.list.second.isEmpty }
  if long.isEmpty { return (withHead(body, kind: 0, stamp: stamp), []) }
  var second: [UInt8] = []
  appendVarint(long.count, to: &second)
  for term in long { appendVarint(term.list.second.count, to: &second) }
  for term in long { second += term.list.second }
  return (withHead(body, kind: 0, stamp: stamp), withHead(second, kind: 1, stamp: stamp))
}

private func withHead(_ body: [UInt8], kind: UInt8, stamp: UInt32) -> [UInt8] {
  var checksum = Checksum()
  checksum.add(body)
  var file = [formatVersion, kind]
  file.reserveCapacity(body.count + 10)
  appendUInt32(stamp, to: &file)
  appendUInt32(checksum.value, to: &file)
  return file + body
}
