// What a splitter has learnt, written down and read back.

import Testing

@testable import Nordic

@Suite struct LearntWordsTests {
  // Invented words: nobody else could have taught them.
  private static let modifiers = "flurb snevel arkiv knorte mulvert helse blirke plan trusk energi"
    .split(separator: " ").map(String.init)
  private static let heads = "grunkel plan sprælle system vurdering dromme hed"
    .split(separator: " ").map(String.init)

  private static var words: [(word: [UInt8], count: Int)] {
    var words: [(word: [UInt8], count: Int)] = []
    for (number, first) in modifiers.enumerated() {
      words.append((Array(first.utf8), 1 + number % 4 * 5))
      for (place, head) in heads.enumerated() {
        let link = (number + place) % 3 == 0 ? "s" : ""
        words.append((Array((first + link + head).utf8), 1 + place % 3))
      }
    }
    return words + heads.map { (Array($0.utf8), 9) }
  }

  @Test("a splitter that is read back splits every word as the one that learnt") func readBack()
    throws
  {
    let overrides = ["arkiv+skab"].compactMap { CompoundOverride($0) }
    let learnt = CompoundSplitter(words: Self.words, overrides: overrides)
    let read = try #require(CompoundSplitter(learnt: learnt.learnt, overrides: overrides))
    let ignorant = CompoundSplitter(words: [])
    var (cases, differing) = (0, 0)
    for first in Self.modifiers + ["ukendt", "arkiv"] {
      for head in Self.heads + ["skab", "planen", "strategiernes"] {
        for link in ["", "s", "e"] {
          let word = Array((first + link + head).utf8)
          #expect(read.split(word)?.parts == learnt.split(word)?.parts)
          #expect(read.split(word)?.isHalf == learnt.split(word)?.isHalf)
          if ignorant.split(word)?.parts != learnt.split(word)?.parts { differing += 1 }
          cases += 1
        }
      }
    }
    #expect(differing > 10, "what was learnt makes a difference")
    reportCases(cases, "words split by what was read back")
  }

  @Test("bytes that are cut off or too many are nothing that was learnt") func broken() {
    let bytes = CompoundSplitter(words: Self.words).learnt
    for count in stride(from: 0, to: bytes.count, by: 97) {
      #expect(CompoundSplitter(learnt: Array(bytes[..<count])) == nil, "\(count)")
    }
    #expect(CompoundSplitter(learnt: bytes + [0]) == nil)
    #expect(CompoundSplitter(learnt: [UInt8](repeating: 255, count: 40)) == nil)
    reportCases(bytes.count / 97 + 2, "broken bytes of a splitter")
  }

  @Test("counts are those of a dictionary") func counts() {
    var table = HashCounts()
    var expected: [UInt64: Int] = [:]
    var state: UInt64 = 11
    for round in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      // Many that differ in their upper bits alone, and the hash 0.
      let hash = round % 3 == 0 ? (state >> 50) << 50 : state >> 52
      let more = Int(state >> 33) % 4
      table.add(more, to: hash)
      if more > 0 { expected[hash, default: 0] += more }
    }
    table.add(Int(UInt32.max), to: 7)
    table.add(5, to: 7)
    #expect(table[7] == Int(UInt32.max))
    expected[7] = Int(UInt32.max)
    #expect(table.count == expected.count)
    for (hash, count) in expected { #expect(table[hash] == count) }
    #expect(table[1 << 33] == expected[1 << 33] ?? 0)
    reportCases(expected.count, "counts by hash")
  }
}
