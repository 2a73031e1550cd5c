// An index whose old segment is left where it is.

import Nordic
import Testing

@testable import Searching

@Suite struct SearchBaseTests {
  private func settings() -> SearchSettings {
    var settings = SearchSettings()
    settings.segmentLimit = 50
    settings.shardSize = 1500
    return settings
  }

  private func index(_ entries: [SearchEntry], base: SearchBase? = nil) -> (
    files: [String: [UInt8]], base: SearchBase?, layout: SearchLayout
  ) {
    let layout = SearchLayout(cards: entries.map(\.card), settings: settings())
    let entries = layout.order.map { entries[$0] }
    let chunks = layout.chunks.map { range in
      // Nothing of the old segment is looked at.
      base != nil && layout.base.contains(range.lowerBound)
        ? SearchChunk(tokens: []) : SearchChunk(tokens: entries[range].map(\.tokens))
    }
    let (files, left) = searchIndex(
      entries, chunks, in: layout, settings: settings(), base: base, workers: ThreadedMap())
    return (byPath(files), left, layout)
  }

  @Test("while old articles stay, the files of the rest are those of a whole index")
  func recent() throws {
    var cases = 0
    for seed in 1...5 {
      var entries = Corpus(200, seed: seed).entries()
      let first = index(entries)
      var base = try #require(first.base)
      let others = Corpus(200, seed: seed + 50).entries()
      var draw = Draw(seed)
      for round in 0..<3 {
        // A recent article gets another's text.
        let recent = first.layout.order[first.layout.base.upperBound...]
        guard let place = recent.randomElement(using: &draw) else { break }
        entries[place].tokens = others[place].tokens
        if round == 1 { base = try #require(SearchBase(base.encoded)) }
        let whole = index(entries)
        let quick = index(entries, base: base)
        let missing = whole.files.filter { quick.files[$0.key] == nil }
        #expect(missing.keys.allSatisfy(whole.layout.isOfBase), "\(missing.keys.sorted())")
        #expect(missing.allSatisfy { first.files[$0.key] == $0.value })
        for (path, bytes) in quick.files { #expect(whole.files[path] == bytes, "\(path)") }
        #expect(!quick.files.keys.contains { $0.hasPrefix("b/") })
        base = try #require(quick.base)
        cases += whole.files.count
      }
    }
    reportCases(cases, "files of an index with an old segment that stays")
  }

  @Test("a small index has no old segment") func small() {
    #expect(index(Corpus(40, seed: 3).entries()).base == nil)
  }

  @Test("bytes that are no old segment are none, and nothing traps") func broken() throws {
    let bytes = try #require(index(Corpus(120, seed: 2).entries()).base).encoded
    #expect(SearchBase(bytes) != nil)
    var draw = Draw(4)
    for count in stride(from: 0, to: bytes.count, by: 1 + bytes.count / 40) {
      #expect(SearchBase(Array(bytes[..<count])) == nil)
      var other = bytes
      other[count] ^= UInt8.random(in: 1...255, using: &draw)
      _ = SearchBase(other)
    }
    reportCases(80, "broken bytes of an old segment")
  }
}
