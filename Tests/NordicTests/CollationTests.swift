// Sort keys against the examples of Retskrivningsordbogen §4 and the order of ICU.
// Data/sorted.txt is written by Oracles/icu.mjs.

import Testing

@testable import Nordic

@Suite struct CollationTests {
  @Test func wordsAreSortedAsInADictionary() {
    let cases: [(Language, String)] = [
      (
        .da,
        "Adgang AI Kab KL KLE Kle Kaare OS2 OS10 Oslo Vallensbæk Wien Yngve Zebra Ærø Østfold Åben "
          + "Aalborg Ålesund Århus"
      ),
      (
        .nb,
        "Adgang AI Kab KL Kle KLE Kaare OS2 OS10 Oslo Wien Yngve Zebra Ærø Østfold Åben Aalborg "
          + "Ålesund Århus"
      ),
      (.en, "Aalborg Aarhus Åben Adgang Ærø AI Ålesund Kaare Kab kl KL Oslo Østfold Zebra"),
      // The examples of Retskrivningsordbogen §4.1-3.
      (.da, "Karl karl"), (.da, "krål kraal"), (.da, "Nygård Nygaard"), (.da, "Schytt Schütt"),
      (.da, "morter mortér"), (.da, "Ree Rée"), (.da, "kamp Kanada kane Kanaan"),
      (.da, "ad Aða Ađa ae"), (.da, "test það thai tid"), (.da, "od œdem offer"),
      (.da, "dataArk datab Daa"), (.da, "øa Ǿa Øb"), (.da, "2 3,5 10 100 a"),
      (.da, "uge7 uge08 uge12"),
      (.da, "a0 a00 a1"),
    ]
    for (language, line) in cases {
      let words = line.split(separator: " ").map(String.init)
      #expect(sorted(words.reversed(), language) == words, "\(language)")
    }
    reportCases(cases.count, "sorted lines")
  }

  @Test func nothingComesBeforeSomething() {
    let cases: [(Language, [String])] = [
      (.da, ["IT", "IT-arkitektur", "IT og skole", "Italien"]),
      (.da, ["a cappella", "ad libitum", "adel"]),
      (.da, ["E-boks", "Ebbe", "eboks"]),
      (.da, ["KL", "KL’s", "Kls", "Kl’s", "KLX"]),
      (.da, ["Abe", "Bil", "»Bil«", "(Cykel)", "… Dag"]),
      (.nb, ["kl. 9", "kl. 10", "kle"]),
      (.da, ["Aalborg", "Москва"]),
    ]
    for (language, texts) in cases {
      #expect(sorted(texts.reversed(), language) == texts, "\(texts)")
    }
    reportCases(cases.count, "lists of several words")
  }

  @Test func theOrderIsThatOfICU() throws {
    var count = 0
    for line in try dataLines("sorted.txt") {
      let parts = line.split(separator: "|").map(String.init)
      let language = try #require(Language(code: parts[0]))
      let words = parts.dropFirst().flatMap { $0.split(separator: "=").map(String.init) }
      for (word, next) in zip(words, words.dropFirst()) {
        let isBefore = collationKey(word, in: language)
          .lexicographicallyPrecedes(collationKey(next, in: language))
        #expect(isBefore, "\(language): \(word), \(next)")
        count += 1
      }
    }
    reportCases(count, "neighbours in ICU's order")
  }

  @Test func differentTextsHaveDifferentKeys() {
    let texts = [
      "", " ", "-", "a", "A", "á", "a\u{301}", "a ", " a", "a-", "aa", "å", "a\u{30A}", "Aa", "AA",
      "aA",
      "1", "01", "001", "1 ", "a1", "a 1", "æ", "ä", "ae", "th", "þ", "ß", "ss", "\u{0}",
      "\u{0}\u{0}",
      "ж", "Ж", "й", "и\u{306}", "😀", "😁", "２", "2", "²",
    ]
    for language in Language.allCases {
      let keys = Set(texts.map { collationKey($0, in: language) })
      // Strings that are canonically equivalent are equal to Swift, and still have their own keys.
      #expect(keys.count == texts.count)
    }
    reportCases(texts.count * 4, "distinct keys")
  }

  @Test func longNumbersAreComparedByValue() {
    let lengths = [1, 2, 252, 253, 254, 255, 300, 508, 509, 900]
    let texts = lengths.map { "n" + String(repeating: "9", count: $0) }
    #expect(sorted(texts.reversed(), .da) == texts)
    #expect(collationKey("n0", in: .da).prefix { $0 != 0 }.count == 3)
    #expect(sorted(["n" + String(repeating: "0", count: 400) + "1", "n2"], .da).last == "n2")
  }

  private func sorted(_ texts: [String], _ language: Language) -> [String] {
    texts.sorted {
      collationKey($0, in: language).lexicographicallyPrecedes(collationKey($1, in: language))
    }
  }
}
