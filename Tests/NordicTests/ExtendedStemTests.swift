// The forms of a word have one extended stem, words that only look alike have two.
//
// Data/paradigms.txt: a language, a word, and its forms.

import Testing

@testable import Nordic

@Suite struct ExtendedStemTests {
  @Test func theFormsOfAWordHaveOneStem() throws {
    var formCount = 0
    var joined = 0
    var joinedBySnowball = 0
    var apart: [String] = []
    for line in try dataLines("paradigms.txt") {
      let words = line.split(separator: " ").map { Array($0.utf8) }
      let language = try #require(Language(rawValue: String(decoding: words[0], as: UTF8.self)))
      for form in words.dropFirst(2) {
        formCount += 1
        if stem(form, in: language) == stem(words[1], in: language) { joinedBySnowball += 1 }
        if extendedStem(form, in: language) == extendedStem(words[1], in: language) {
          joined += 1
        } else {
          apart.append("\(String(decoding: form, as: UTF8.self)) \(shown(form, language))")
        }
      }
    }
    print(
      "forms: \(formCount), joined by Snowball \(joinedBySnowball), extended \(joined): \(apart)")
    #expect(joined * 100 >= formCount * 97, "\(apart)")
    reportCases(formCount, "forms of words")
  }

  @Test func stemsAreWhatTheyAreSaidToBe() {
    let cases: [(Language, String, String)] = [
      (.da, "nationalt", "national"), (.nb, "velgerne", "velg"), (.da, "skolebørn", "skolebarn"),
      (.da, "regler", "regl"), (.da, "regel", "regl"), (.nn, "artiklane", "artikl"),
      (.da, "automatisering", "automatis"), (.da, "automatiseret", "automatis"),
      (.da, "information", "informasjon"), (.da, "versioner", "versjon"),
      (.nb, "informasjonen", "informasjon"), (.da, "regnskabets", "regnskap"),
      (.nb, "regnskapet", "regnskap"), (.nb, "tjenesten", "tjenes"), (.nn, "tenesta", "tenes"),
      (.nb, "forvaltningsloven", "forvaltningslov"), (.nb, "saksbehandlerne", "saksbehandl"),
      (.da, "antænder", "antænd"), (.da, "sekretær", "sekretær"), (.nb, "sekretær", "sekretær"),
      (.nb, "militær", "militær"), (.nb, "kabinetter", "kabinet"), (.da, "kræft", "kræft"),
      (.da, "bøg", "bøg"), (.nb, "nettene", "nett"), (.da, "interesse", "interes"),
      (.da, "intelligente", "intelligen"), (.en, "municipalities", "municip"),
      (.da, "", ""), (.nb, "å", "å"), (.da, "landmændenes", "landmand"),
      (.da, "kl", "kl"), (.da, "pc'en", "pc"),
    ]
    for (language, word, expected) in cases {
      #expect(shown(Array(word.utf8), language) == expected, "\(word)")
    }
    reportCases(cases.count, "extended stems")
  }

  @Test func differentWordsStayApart() {
    let cases: [(Language, String, String)] = [
      (.da, "data", "dato"), (.da, "vej", "vejr"), (.da, "bog", "bøg"), (.da, "kraft", "kræft"),
      (.da, "model", "modul"), (.da, "lov", "love'n"), (.da, "kommune", "kommunikation"),
      (.da, "digital", "digitalisering"), (.da, "regel", "regering"), (.nb, "vei", "vær"),
      (.nb, "forvaltning", "forvaltningsloven"), (.nb, "tjeneste", "tjene"),
      (.da, "måde", "made"), (.da, "åben", "abe"), (.nb, "natt", "nettene"),
      (.nb, "data", "datter"), (.nb, "vann", "vanlig"), (.nn, "tal", "tallene"),
    ]
    for (language, one, other) in cases {
      #expect(
        searchTerm(Array(one.utf8), in: language) != searchTerm(Array(other.utf8), in: language),
        "\(one), \(other)")
    }
    reportCases(cases.count, "pairs of words")
  }

  @Test func danishAndNorwegianMeetWhereTheSpellingLets() {
    let cases: [(String, String)] = [
      ("information", "informasjon"), ("organisationerne", "organisasjonene"),
      ("regnskaber", "regnskap"), ("sikkerheden", "sikkerheten"), ("kommunerne", "kommunane"),
      ("digitalisering", "digitaliseringa"), ("løsningen", "løsningen"), ("funktioner", "funksjon"),
    ]
    for (danish, norwegian) in cases {
      #expect(
        searchTerm(Array(danish.utf8), in: .da) == searchTerm(Array(norwegian.utf8), in: .nn),
        "\(danish)")
    }
    reportCases(cases.count, "words of two languages")
  }

  private func shown(_ word: [UInt8], _ language: Language) -> String {
    String(decoding: extendedStem(word, in: language), as: UTF8.self)
  }
}
