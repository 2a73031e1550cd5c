// Shards read back; their form is drawn in Shards.swift and Lists.swift.
//
// A shard comes from a server and may be anything: what is wrong with it is an error, and nothing
// that it says is believed before it is checked against its own length.

/// What a shard says of one term.
struct TermEntry: Sendable {
  var documentCount: Int
  /// Where its list is in the shard.
  var list: Range<Int>
  var aliases: [Alias] = []
  var hasSecond: Bool
}

/// A name that begins with a term.
struct Alias: Sendable, Hashable {
  /// The terms that follow.
  var rest: [[UInt8]]
  var concept: [UInt8]
}

/// A shard and the lists of its second tier, once they are fetched.
struct ReadShard: Sendable {
  var bytes: [UInt8]
  var entries: [[UInt8]: TermEntry] = [:]
  /// In the order of the shard.
  var keys: [[UInt8]] = []
  var secondBytes: [UInt8] = []
  var second: [[UInt8]: Range<Int>] = [:]

  /// - Throws: the reason where it is not a shard of the segment with this stamp.
  init(_ bytes: [UInt8], stamp: UInt32) throws(ShardFault) {
    var reader = try shardBody(bytes, kind: 0, stamp: stamp)
    self.bytes = bytes
    guard let count = reader.varint(), count <= reader.left else { throw .damaged }
    keys.reserveCapacity(count)
    var found: [(entry: TermEntry, size: Int, aliasSize: Int)] = []
    var key: [UInt8] = []
    for _ in 0..<count {
      guard let common = reader.varint(), common <= key.count, let size = reader.varint(),
        let suffix = reader.take(size), let documentCount = reader.varint(),
        let listSize = reader.varint(), let flags = reader.byte()
      else { throw .damaged }
      key = Array(key.prefix(common)) + bytes[suffix]
      var aliasSize = 0
      if flags & 2 > 0 {
        guard let size = reader.varint() else { throw .damaged }
        aliasSize = size
      }
      let entry = TermEntry(documentCount: documentCount, list: 0..<0, hasSecond: flags & 1 > 0)
      found.append((entry, listSize, aliasSize))
      keys.append(key)
    }
    for (index, (entry, size, aliasSize)) in found.enumerated() {
      guard let list = reader.take(size), let aliases = reader.take(aliasSize) else {
        throw .damaged
      }
      var entry = entry
      entry.list = list
      if aliasSize > 0 { entry.aliases = try readAliases(bytes, aliases) }
      entries[keys[index]] = entry
    }
  }

  /// Adds the second tier.
  mutating func addSecond(_ bytes: [UInt8], stamp: UInt32) throws(ShardFault) {
    var reader = try shardBody(bytes, kind: 1, stamp: stamp)
    let long = keys.filter { entries[$0]?.hasSecond ?? false }
    guard reader.varint() == long.count else { throw .damaged }
    var sizes: [Int] = []
    for _ in long {
      guard let size = reader.varint() else { throw .damaged }
      sizes.append(size)
    }
    for (key, size) in zip(long, sizes) {
      guard let range = reader.take(size) else { throw .damaged }
      second[key] = range
    }
    secondBytes = bytes
  }
}

/// What can be wrong with a shard.
enum ShardFault: Error, Hashable {
  case damaged
  case otherVersion
  case otherEdition
}

/// Checks the front of a file and leaves the reader behind it.
private func shardBody(
  _ bytes: [UInt8], kind: Int, stamp: UInt32
) throws(ShardFault) -> ByteReader {
  var reader = ByteReader(bytes)
  guard reader.byte() == Int(formatVersion), reader.byte() == kind else { throw .otherVersion }
  guard let found = reader.uint32(), let sum = reader.uint32() else { throw .damaged }
  var checksum = Checksum()
  checksum.add(bytes, from: reader.index)
  guard checksum.value == sum else { throw .damaged }
  guard found == stamp else { throw .otherEdition }
  return reader
}

private func readAliases(_ bytes: [UInt8], _ range: Range<Int>) throws(ShardFault) -> [Alias] {
  var reader = ByteReader(bytes, from: range.lowerBound, to: range.upperBound)
  var aliases: [Alias] = []
  guard let count = reader.varint(), count <= reader.left else { throw .damaged }
  for _ in 0..<count {
    var terms: [[UInt8]] = []
    guard let restCount = reader.varint(), restCount < reader.left else { throw .damaged }
    for _ in 0...restCount {
      guard let size = reader.varint(), let term = reader.take(size) else { throw .damaged }
      terms.append(Array(bytes[term]))
    }
    let concept = terms.removeLast()
    aliases.append(Alias(rest: terms, concept: concept))
  }
  return aliases
}
