// Shards: cut where keys part, read back whole, refused when broken.

import Testing

@testable import Searching

@Suite struct ShardsTests {
  static func terms(_ count: Int, seed: Int) -> [ShardTerm] {
    var draw = Draw(seed)
    var keys: Set<[UInt8]> = []
    while keys.count < count {
      let size = Int.random(in: 1...12, using: &draw)
      let letters: [UInt8] = [97, 98, 99, 111, 200]
      var key: [UInt8] = []
      for _ in 0..<size { key.append(letters[draw.zipf(5)]) }
      keys.insert(key)
    }
    return keys.sorted(by: comesBefore).map { key in
      let postings = (0..<UInt32(draw.zipf(900))).map { number -> UInt32 in
        let isShown = number % 2
        return (number * 3) << 5 | isShown << 4 | (number % 15 + 1)
      }
      let isAlias = Int.random(in: 0..<20, using: &draw) == 0
      // One alias: no further words, and the concept `x=`.
      return ShardTerm(
        key: key, list: EncodedList(words: postings), aliases: isAlias ? [1, 0, 2, 120, 61] : [])
    }
  }

  @Test("every term is in the one shard its key leads to") func cuts() {
    for (count, target) in [(0, 100), (1, 100), (500, 300), (500, 3000), (500, 1), (2000, 6000)] {
      let terms = Self.terms(count, seed: count + target)
      let routes = terms.map(\.key)
      let cuts = cutShards(routes: routes, sizes: terms.map(\.size), target: target)
      #expect(cuts.flatMap { Array($0.terms) } == Array(0..<count))
      #expect(cuts.first?.name.separator == [])
      #expect(
        zip(cuts, cuts.dropFirst()).allSatisfy { comesBefore($0.name.separator, $1.name.separator) }
      )
      for (index, cut) in cuts.enumerated() {
        for term in cut.terms {
          #expect(!comesBefore(routes[term], cut.name.separator))
          if index + 1 < cuts.count {
            #expect(comesBefore(routes[term], cuts[index + 1].name.separator))
          }
        }
      }
    }
    reportCases(6, "ways to cut")
  }

  @Test("a new word moves no border but its own") func stability() {
    var terms = Self.terms(3000, seed: 5)
    func names() -> Set<ShardName> {
      Set(cutShards(routes: terms.map(\.key), sizes: terms.map(\.size), target: 2000).map(\.name))
    }
    let before = names()
    terms.insert(
      ShardTerm(key: Array("bcb".utf8), list: EncodedList(words: [33]), aliases: []),
      at: terms.firstIndex { comesBefore(Array("bcb".utf8), $0.key) } ?? 0)
    #expect(names().symmetricDifference(before).count <= 4)
  }

  @Test("a shard is read back as it was written") func reading() throws {
    let terms = Self.terms(200, seed: 6)
    let (first, second) = encodeShard(terms[...], stamp: 77)
    var shard = try ReadShard(first, stamp: 77)
    #expect(shard.keys == terms.map(\.key))
    #expect(!second.isEmpty)
    try shard.addSecond(second, stamp: 77)
    for term in terms {
      let entry = try #require(shard.entries[term.key])
      #expect(entry.documentCount == term.list.documentCount)
      #expect(Array(first[entry.list]) == term.list.first)
      #expect(shard.second[term.key].map { Array(second[$0]) } ?? [] == term.list.second)
      let aliases = term.aliases.isEmpty ? [] : [Alias(rest: [], concept: Array("x=".utf8))]
      #expect(entry.aliases == aliases)
    }
    reportCases(terms.count, "terms read back")
  }

  @Test("a shard that is cut short, garbled or of another edition is refused") func broken() {
    let (whole, _) = encodeShard(Self.terms(100, seed: 7)[...], stamp: 1)
    #expect(throws: ShardFault.otherEdition) { try ReadShard(whole, stamp: 2) }
    #expect(throws: ShardFault.otherVersion) { try ReadShard([9] + whole.dropFirst(), stamp: 1) }
    var draw = Draw(8)
    for _ in 0..<1000 {
      var bytes = whole
      bytes[Int.random(in: 0..<bytes.count, using: &draw)] ^= UInt8.random(
        in: 1...255, using: &draw)
      #expect(throws: ShardFault.self) { try ReadShard(bytes, stamp: 1) }
      let short = Array(whole.prefix(Int.random(in: 0..<whole.count, using: &draw)))
      #expect(throws: ShardFault.self) { try ReadShard(short, stamp: 1) }
      // Right sum, wrong content: no trap, whatever comes of it.
      var checksum = Checksum()
      checksum.add(bytes, from: 10)
      var summed = Array(bytes.prefix(6))
      appendUInt32(checksum.value, to: &summed)
      _ = try? ReadShard(summed + bytes.dropFirst(10), stamp: 1)
    }
    reportCases(3000, "broken shards")
  }

  @Test("names of shards are safe in a file system and are read back") func names() {
    let cases: [(String, String)] = [
      ("", "_"), ("digi", "digi"), ("#os2", "_23os2"), ("~", "_7e"), ("ж", "_d0_b6"),
      ("a-b", "a_2db"),
    ]
    for (separator, text) in cases {
      let name = ShardName(separator: Array(separator.utf8))
      #expect(name.text == text)
      #expect(ShardName(text[...]) == name)
    }
    #expect(ShardName("_zz") == nil)
    reportCases(cases.count, "names")
  }
}
