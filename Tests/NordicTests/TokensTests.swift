// Tokens of texts as people write them. Random ones are in SharedLanguageTests.swift.

import Testing

@testable import Nordic

@Suite struct TokensTests {
  @Test func textsComeApartIntoWords() {
    // Parts are in brackets.
    let cases: [(String, String)] = [
      ("", ""), (" \n–…!?", ""), ("Hvem står i skranken?", "hvem står i skranken"),
      ("OS2's", "os2"), ("KL’s år", "kl år"), ("KLs og KOMBITs", "kl og kombit"),
      ("PDFs, 1990s", "pdf 1990"), ("Kls", "kls"), ("As", "as"), ("DR1s", "dr1"),
      ("it-drift", "itdrift (it) (drift)"), ("e-ID-tegnebog", "eidtegnebog (e) (id) (tegnebog)"),
      ("KL's-projektet", "klprojektet (kl) (projektet)"), ("drifts- og", "drifts og"),
      ("-drift–drift—drift", "drift drift drift"), ("it\u{2011}drift", "itdrift (it) (drift)"),
      ("2024-25", "202425 (2024) (25)"), ("3,5 1.000", "3 5 1 000"),
      ("vedligeholdelses\u{AD}plan", "vedligeholdelsesplan (vedligeholdelses) (plan)"),
      ("ar\u{AD}bej\u{AD}de", "arbejde"), ("vej\u{AD}", "vej"),
      ("vej\u{AD}\u{AD}plan\u{AD}", "vejplan (vej) (plan)"), ("\u{AD}vej", "vej"),
      ("it-vej\u{AD}plan", "itvejplan (it) (vejplan) (vej) (plan)"),
      ("pc'en rock'n'roll", "pc'en rock'n'roll"), ("Jens' 'ja'", "jens ja"),
      ("CO₂ m² m³ ord¹", "co2 m2 m3 ord"), ("ÆRØ A\u{30A}rhus", "ærø århus"),
      ("İstanbul", "i\u{307}stanbul"), ("ΣΟΦΟΣ σοφός", "σοφοσ σοφόσ"), ("Москва 日本", "москва 日本"),
      ("word\u{200B}break", "wordbreak"), ("snake_case a/b", "snake case a b"),
      ("f.eks. bl.a.", "f eks bl a"), ("borger.dk", "borger dk"), ("🎉x🇩🇰", "x"),
      ("\u{301}a\u{301}b", "áb"), ("½ ①", ""), ("Ⅳ", "ⅳ"),
    ]
    for (text, expected) in cases { #expect(shown(Array(text.utf8)) == expected, "\(text)") }
    reportCases(cases.count, "texts")
  }

  @Test func whatIsNoWordIsLeftOut() {
    let long = String(repeating: "å", count: 65)
    #expect(shown(Array(long.utf8)) == "")
    #expect(shown(Array(long.dropLast().utf8)) == String(long.dropLast()))
    #expect(shown(Array("x-\(long.dropLast())".utf8)) == "(x) (\(long.dropLast()))")
  }

  @Test func bytesThatAreNotUTF8PartWords() {
    #expect(shown([0x61, 0xFF, 0x62]) == "a b")
    #expect(shown([0xC3]) == "")
    #expect(shown([0x61, 0x2D, 0xC3]) == "a")
    #expect(shown([0x61, 0x27]) == "a")
  }

  private func shown(_ text: [UInt8]) -> String {
    tokens(of: text).map {
      let word = String(decoding: $0.word, as: UTF8.self)
      return $0.kind == .whole ? word : "(\(word))"
    }.joined(separator: " ")
  }
}
