// Compounds on words that were written down, with their right borders, before the rules were.
//
// Data/compounds-*.txt: `|` is a border, `~` one that may be left out. Nothing is learnt from a site
// here: the seeds are all there is.

import Testing

@testable import Nordic

@Suite struct CompoundsTests {
  @Test func mostWordsAreSplitWhereTheyShouldBe() throws {
    let splitter = CompoundSplitter(words: [])
    for (language, least) in [
      ("da", (0.97, 0.95)), ("nb", (0.97, 0.95)), ("nn", (0.97, 0.95)), ("unseen", (0.9, 0.5)),
    ] {
      let lines = try dataLines("compounds-\(language).txt")
      var result = Result()
      for line in lines { result.add(line, splitter) }
      print(
        "compounds \(language): precision \(result.precision), recall \(result.recall),",
        "half \(result.halfCount), wrong: \(result.wrong), missed: \(result.missed)")
      #expect(result.precision >= least.0, "\(result.wrong)")
      #expect(result.recall >= least.1, "\(result.missed)")
      reportCases(lines.count, "words with their borders, \(language)")
    }
  }

  @Test func partsAreWordsAndTheHeadKeepsItsEnding() {
    let splitter = CompoundSplitter(words: [])
    let cases: [(String, String?)] = [
      ("digitaliseringsstrategien", "digitalisering strategien"),
      ("arbejdsgruppens", "arbejd gruppens"), ("vejprojektplan", "vej projekt plan"),
      ("kommunerne", nil), ("virksomhed", nil), ("", nil), ("å", nil), ("vej", nil),
      ("2024plan", nil), ("lovgivningsprosessen", "lovgivning prosessen"),
      ("zzyzxkommune", "zzyzx kommune"), ("samfunnsansvar", "samfunn ansvar"),
    ]
    for (word, expected) in cases {
      #expect(shown(splitter.split(Array(word.utf8))) == expected, "\(word)")
    }
    #expect(splitter.split(Array("zzyzxkommune".utf8))?.isHalf == true)
    #expect(splitter.split(Array("vejprojekt".utf8))?.isHalf == false)
    reportCases(cases.count, "parts")
  }

  @Test func aSiteTeachesItsOwnWords() {
    let words = ["flurb", "flurben", "grunkel", "grunkler"].map { (word: Array($0.utf8), count: 3) }
    let unknown = CompoundSplitter(words: [])
    let learnt = CompoundSplitter(words: words)
    #expect(unknown.split(Array("flurbgrunklen".utf8)) == nil)
    #expect(shown(learnt.split(Array("flurbgrunklen".utf8))) == "flurb grunklen")
    #expect(shown(learnt.split(Array("flurbsgrunkel".utf8))) == "flurb grunkel")
    // Two known compounds with one head make it productive.
    let more = ["flurbgrunkel", "vejgrunkel"].map { (word: Array($0.utf8), count: 1) }
    let productive = CompoundSplitter(words: words + more)
    #expect(learnt.split(Array("blirkgrunkel".utf8)) == nil)
    #expect(shown(productive.split(Array("blirkgrunkel".utf8))) == "blirk grunkel")
  }

  @Test func theOrderOfWordsDoesNotMatter() throws {
    var words = try dataLines("stems-da.txt").prefix(1000).map {
      (word: Array($0.utf8.prefix { $0 != 0x20 }.filter { $0 != 0x2F }), count: 2)
    }
    let one = CompoundSplitter(words: words)
    var random = Random(seed: 64)
    words.shuffle(using: &random)
    let other = CompoundSplitter(words: words + words.map { ($0.word, 0) })
    for (word, _) in words { #expect(one.split(word) == other.split(word)) }
    reportCases(words.count, "words, learnt in two orders")
  }

  @Test func theSitesWordIsTheLast() throws {
    let overrides = ["fugle|flugt|linje", "vejprojekt", "plan-ty", "gift\u{AD}kar"]
      .compactMap(CompoundOverride.init)
    #expect(overrides.count == 4)
    let splitter = CompoundSplitter(words: [], overrides: overrides)
    let cases: [(String, String?)] = [
      ("fugleflugtlinjen", "fugl flugt linjen"), ("vejprojekt", nil), ("vejprojektets", nil),
      ("vejplan", "vej plan"), ("planty", "plan ty"), ("giftkarret", "gift karret"),
    ]
    for (word, expected) in cases {
      #expect(shown(splitter.split(Array(word.utf8))) == expected, "\(word)")
    }
    for text in ["", "|", "vej|", "vej||plan", "vej plan", "vej|!"] {
      #expect(CompoundOverride(text) == nil, "\(text)")
    }
    #expect(CompoundOverride("Vej|Projekt") == CompoundOverride("vej|projekt"))
    reportCases(cases.count, "overrides")
  }

  @Test func noBytesTrap() {
    let splitter = CompoundSplitter(
      words: [], overrides: ["vej|a"].compactMap(CompoundOverride.init))
    var random = Random(seed: 65)
    let pieces: [[UInt8]] =
      ["vej", "s", "plan", "e", "digital", "ø", "by", "kommune", "en", "æ"].map { Array($0.utf8) }
      + [[0xC3], [0xFF], [0xA5], [0xF0, 0x90], []]
    for _ in 0..<2000 {
      var word: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<12, using: &random) {
        word += pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }
      guard let split = splitter.split(word) else { continue }
      #expect(split.parts.count >= 2)
      #expect(split.parts.reduce(0) { $0 + $1.count } <= word.count)
    }
    reportCases(2000, "random words")
  }

  private func shown(_ split: CompoundSplit?) -> String? {
    split.map { $0.parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ") }
  }

  private struct Result {
    var rightCount = 0
    var splitCount = 0
    var compoundCount = 0
    var halfCount = 0
    var wrong: [String] = []
    var missed: [String] = []

    var precision: Double { Double(rightCount) / Double(max(splitCount, 1)) }
    var recall: Double { Double(rightCount) / Double(max(compoundCount, 1)) }

    mutating func add(_ line: String, _ splitter: CompoundSplitter) {
      let word = Array(line.replacing("|", with: "").replacing("~", with: "").utf8)
      let isCompound = line.contains("|")
      let isOptional = !isCompound && line.contains("~")
      if isCompound { compoundCount += 1 }
      guard let split = splitter.split(word) else {
        if isCompound { missed.append(line) }
        return
      }
      if split.isHalf { halfCount += 1 }
      let isRight = isRight(split, line)
      if isOptional, isRight { return }
      splitCount += 1
      if isRight {
        rightCount += 1
      } else {
        let parts = split.parts.map { String(decoding: $0, as: UTF8.self) }
        wrong.append(parts.joined(separator: "+"))
      }
    }

    /// Whether every border found is one, and every certain one is found.
    private func isRight(_ split: CompoundSplit, _ line: String) -> Bool {
      var gold: [(offset: Int, isCertain: Bool)] = []
      var offset = 0
      for byte in line.utf8 {
        switch byte {
        case UInt8(ascii: "|"): gold.append((offset, true))
        case UInt8(ascii: "~"): gold.append((offset, false))
        default: offset += 1
        }
      }
      // A modifier's length in the word may be one more than it is itself: the link.
      var starts: Set<Int> = [0]
      for part in split.parts.dropLast() {
        starts = Set(
          starts.flatMap { start in
            gold.map(\.offset).filter { $0 == start + part.count || $0 == start + part.count + 1 }
          })
      }
      guard let last = split.parts.last,
        starts.contains(offset - last.count)
      else { return false }
      let certain = gold.count { $0.isCertain }
      return split.parts.count > certain && split.parts.count <= gold.count + 1
    }
  }
}
