// Slugs: spelling, length, and that the slug of a slug is itself.
// Data/letters.txt is written by Oracles/slugs.py from Python's unicodedata.

import Testing

@testable import Nordic

@Suite struct SlugTests {
  @Test func slugsAreSpeltAsTheLanguageSpells() {
    // Text, then da, nb = nn, en.
    let cases: [(String, String, String, String)] = [
      ("Første år på Ærø", "foerste-aar-paa-aeroe", "forste-ar-pa-aero", "forste-ar-pa-aero"),
      ("Blåbærgrød", "blaabaergroed", "blabaergrod", "blabaergrod"),
      ("A\u{30A}rhus", "aarhus", "arhus", "arhus"),
      ("Hällefors Öland", "haellefors-oeland", "haellefors-oland", "hallefors-oland"),
      ("über", "uber", "uber", "uber"),
      ("KL’s og OS2's", "kls-og-os2s", "kls-og-os2s", "kls-og-os2s"),
      ("GDPR & NgDP", "gdpr-ngdp", "gdpr-ngdp", "gdpr-ngdp"),
      ("OS2-fællesskabet", "os2-faellesskabet", "os2-faellesskabet", "os2-faellesskabet"),
      (
        "Straße, þing, ðat, Đà Nẵng", "strasse-thing-dat-da-nang", "strasse-thing-dat-da-nang",
        "strasse-thing-dat-da-nang"
      ),
      (
        "Łódź œuvre ıstanbul İzmir", "lodz-oeuvre-istanbul-izmir", "lodz-oeuvre-istanbul-izmir",
        "lodz-oeuvre-istanbul-izmir"
      ),
      (
        "Kárášjohka Guovdageaidnu Unjárga", "karasjohka-guovdageaidnu-unjarga",
        "karasjohka-guovdageaidnu-unjarga", "karasjohka-guovdageaidnu-unjarga"
      ),
      ("CO₂ på 5 m²", "co2-paa-5-m2", "co2-pa-5-m2", "co2-pa-5-m2"),
      ("ﬁnale ＡＢ１", "finale-ab1", "finale-ab1", "finale-ab1"),
      ("  – Hvad nu?! –  ", "hvad-nu", "hvad-nu", "hvad-nu"),
      ("🎉 Tillykke 👩‍💻 team 🇩🇰", "tillykke-team", "tillykke-team", "tillykke-team"),
      ("1️⃣ først", "1-foerst", "1-forst", "1-forst"),
      (
        "soft\u{AD}hyphen zero\u{200B}width", "softhyphen-zerowidth", "softhyphen-zerowidth",
        "softhyphen-zerowidth"
      ),
      ("ǿ ǽ ǻ", "oe-ae-aa", "o-ae-a", "o-ae-a"),
      ("Москва Ёлка Й", "москва-ёлка-й", "москва-ёлка-й", "москва-ёлка-й"),
      ("Αθήνα ΣΟΦΟΣ", "αθήνα-σοφοσ", "αθήνα-σοφοσ", "αθήνα-σοφοσ"),
      ("हिन्दी 日本", "हिन्दी-日本", "हिन्दी-日本", "हिन्दी-日本"),
      ("α'\u{301}", "ά", "ά", "ά"), ("β \u{301}γ", "β-γ", "β-γ", "β-γ"),
      ("word\u{2060}joiner", "wordjoiner", "wordjoiner", "wordjoiner"),
      ("π ≠ 3", "π-3", "π-3", "π-3"),
      ("", "", "", ""), ("…!?", "", "", ""), ("'", "", "", ""), ("\u{301}", "", "", ""),
      ("v. 3.10 (2024)", "v-3-10-2024", "v-3-10-2024", "v-3-10-2024"),
      ("snake_case/path\\x", "snake-case-path-x", "snake-case-path-x", "snake-case-path-x"),
    ]
    for (text, da, nb, en) in cases {
      #expect(slug(text, in: .da) == da, "\(text)")
      #expect(slug(text, in: .nb) == nb, "\(text)")
      #expect(slug(text, in: .nn) == nb, "\(text)")
      #expect(slug(text, in: .en) == en, "\(text)")
    }
    reportCases(4 * cases.count, "slugs")
  }

  @Test func latinLettersLoseTheMarksThatUnicodeSaysTheyHave() throws {
    let lines = try dataLines("letters.txt")
    for line in lines {
      let parts = line.split(separator: " ")
      let scalar = try #require(UInt32(parts[0], radix: 16).flatMap(Unicode.Scalar.init))
      #expect(slug("x\(Character(scalar))", in: .en) == "x\(parts[1])", "\(line)")
    }
    reportCases(lines.count, "letters with marks")
  }

  @Test func aSlugIsAtMostEightyCharactersAndCutAtAWord() {
    let ten = "abcdefghi "
    let cases: [(String, String)] = [
      (String(repeating: "a", count: 80), String(repeating: "a", count: 80)),
      (String(repeating: "a", count: 81), String(repeating: "a", count: 80)),
      (String(repeating: ten, count: 8), String(repeating: "abcdefghi-", count: 7) + "abcdefghi"),
      (
        String(repeating: ten, count: 8) + "x",
        String(repeating: "abcdefghi-", count: 7) + "abcdefghi"
      ),
      (
        String(repeating: ten, count: 8).dropLast() + "x y",
        String(repeating: "abcdefghi-", count: 7) + "abcdefghix"
      ),
      (
        String(repeating: ten, count: 7) + "abcdefghijk",
        String(repeating: "abcdefghi-", count: 6) + "abcdefghi"
      ),
      (String(repeating: "ж", count: 100), String(repeating: "ж", count: 80)),
      ("a-" + String(repeating: "b", count: 100), "a"),
    ]
    for (text, expected) in cases { #expect(slug(text, in: .da) == expected, "\(text)") }
    reportCases(cases.count, "lengths")
  }

  @Test func theSlugOfASlugIsItself() {
    var random = Random(seed: 80)
    let alphabets: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0x20...0x7E, 0xA0...0x24F, 0x300...0x36F, 0x370...0x52F, 0x1E00...0x1FFF,
      0x2000...0x214F, 0x530...0x1100, 0x1D400...0x1D800, 0xFB00...0xFFFF, 0x1_0000...0x1_F9FF,
      0x1C80...0x1CBF, 0xA640...0xABFF,
    ]
    for round in 0..<20_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1..<40, using: &random) {
        let range = alphabets[Int.random(in: 0..<alphabets.count, using: &random)]
        if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) {
          text.append(scalar)
        }
      }
      let language = Language.allCases[round % 4]
      let once = slug(Array(String(text).utf8), in: language)
      #expect(slug(once, in: language) == once, "\(language) \(String(text).debugDescription)")
      let characterCount = once.count { $0 & 0xC0 != 0x80 }
      #expect(characterCount <= 80)
      #expect(once.first != UInt8(ascii: "-") && once.last != UInt8(ascii: "-"))
      #expect(
        !once.contains { $0 < 0x80 && !isDigit($0) && !($0 >= 0x61 && $0 <= 0x7A) && $0 != 0x2D })
    }
    reportCases(20_000, "slugs of slugs")
  }

  @Test func everyLetterByItselfHasAStableSlug() {
    var count = 0
    for value in UInt32(0x80)...0x1_FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let once = slug("a\(Character(scalar))", in: .da)
      if slug(once, in: .da) != once { Issue.record("U+\(String(value, radix: 16)): \(once)") }
      count += 1
    }
    reportCases(count, "single letters")
  }

  @Test func bytesThatAreNotUTF8PartWords() {
    #expect(slug([0x61, 0xFF, 0x62], in: .da) == Array("a-b".utf8))
    #expect(slug([0xC3], in: .da) == [])
    #expect(slug([0x61, 0xE2, 0x80], in: .da) == [0x61])
    #expect(slug([0xED, 0xA0, 0x80, 0x61], in: .da) == [0x61])
  }
}
