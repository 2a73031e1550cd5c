// The whole index: the same bytes for the same articles, and few new bytes for one more article.

import Nordic
import Testing

@testable import Searching

@Suite struct BuildIndexTests {
  @Test("one worker, many workers and shuffled articles give the same files") func determinism() {
    for (seed, limit) in [(1, 3000), (2, 150), (3, 20)] {
      let entries = Corpus(300, seed: seed).entries()
      var settings = SearchSettings()
      settings.segmentLimit = limit
      settings.shardSize = 1500
      let alone = searchIndex(entries, settings: settings)
      #expect(alone == searchIndex(entries, settings: settings, workers: ThreadedMap()))
      var draw = Draw(seed)
      #expect(alone == searchIndex(entries.shuffled(using: &draw), settings: settings))
      #expect(Set(alone.map(\.path)).count == alone.count)
      #expect(alone.contains { $0.path.hasPrefix("r/") } == (limit < 300))
    }
  }

  @Test("an empty magazine has an index that finds nothing") func empty() throws {
    let files = byPath(searchIndex([]))
    var reader = try SearchReader(language: .da) { files[$0] }
    #expect(try reader.query("strategi") == SearchAnswer())
  }

  @Test("one more article changes the recent segment, the manifest, a card and a text")
  func appending() {
    let all = Corpus(10_001, seed: 7, length: 15, days: 4000).entries()
    let before = byPath(searchIndex(Array(all.dropLast()), workers: ThreadedMap()))
    let after = byPath(searchIndex(all, workers: ThreadedMap()))
    let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
    let other = changed.filter { !$0.hasPrefix("r/") }.sorted()
    #expect(other == ["k/2500.json", "m.json", "x/10000.txt"])
    let bytes = changed.reduce(0) { $0 + (after[$1]?.count ?? 0) }
    print("appended: \(changed.count) of \(after.count) files change, \(bytes) bytes")
  }

  @Test("separators parse, sort, and name their files") func separators() {
    let files = searchIndex(Corpus(400, seed: 4).entries())
    let names = files.filter { $0.path.hasPrefix("b/") && !$0.path.contains("+") }
      .map { $0.path.dropFirst(2).dropLast(4) }
    let read = names.compactMap { ShardName($0) }
    #expect(read.map(\.text) == names.map(String.init))
    #expect(zip(read, read.dropFirst()).allSatisfy { comesBefore($0.separator, $1.separator) })
    #expect(names.count > 5)
    reportCases(names.count, "separators")
  }

  @Test("shards keep to their size") func sizes() {
    let files = searchIndex(Corpus(2000, seed: 5).entries())
    let shards = files.filter { $0.path.hasPrefix("b/") && !$0.path.contains("+") }
    #expect(shards.allSatisfy { $0.bytes.count < 9000 })
    reportCases(shards.count, "shards")
  }
}
