// Keys: which spellings meet, and which stay apart.

import Testing

@testable import Nordic

@Suite struct SearchKeysTests {
  @Test func keysAreSpeltInASCII() {
    // A stem, its index key, its route key.
    let cases: [(String, String, String)] = [
      ("", "", ""), ("tønder", "toender", "tonder"), ("toender", "toender", "tonder"),
      ("tonder", "tonder", "tonder"), ("ålborg", "aalborg", "alborg"),
      ("aalborg", "aalborg", "alborg"), ("göteborg", "goeteborg", "goteborg"),
      ("gøteborg", "goeteborg", "goteborg"), ("måde", "maade", "made"), ("made", "made", "made"),
      ("æble", "aeble", "able"), ("häst", "haest", "hast"), ("idé", "ide", "ide"),
      ("fôr", "for", "for"), ("müller", "myller", "myller"),
      ("rock'n'roll", "rocknroll", "rocknroll"),
      ("straße", "strasse", "strasse"), ("þing", "thing", "thing"), ("łódź", "lodz", "lodz"),
      ("kárášjohka", "karasjohka", "karasjohka"), ("unjárgŋđŧ", "unjargndt", "unjargndt"),
      ("œuvre", "oeuvre", "ouvre"), ("ǿǽǻ", "oeaea", "oaa"), ("aaae", "aaae", "aa"),
      ("aeo", "aeo", "ao"), ("aoe", "aoe", "ae"), ("москва", "москва", "москва"),
      ("日本", "日本", "日本"),
      ("i\u{307}", "i", "i"), ("co2", "co2", "co2"), ("ñandú", "nandu", "nandu"),
    ]
    for (stem, key, route) in cases {
      #expect(String(decoding: foldKey(Array(stem.utf8)), as: UTF8.self) == key, "\(stem)")
      #expect(String(decoding: routeKey(Array(key.utf8)), as: UTF8.self) == route, "\(key)")
    }
    reportCases(cases.count, "keys")
  }

  @Test func latinKeysAreASCIIAndFoldedOnce() {
    for value in UInt32(0xC0)...0x24F where value != 0xD7 && value != 0xF7 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      var letter: [UInt8] = []
      append(lowercase(scalar.value), to: &letter)
      let key = foldKey(letter)
      #expect(foldKey(key) == key, "U+\(String(value, radix: 16))")
      // The letters of Danish, Norwegian, Sami, Swedish, German and their neighbours.
      if value < 0x180, ![0x138, 0x149, 0x17F, 0x132, 0x133, 0x13F, 0x140].contains(value) {
        #expect(key.allSatisfy { $0 < 0x80 }, "U+\(String(value, radix: 16))")
      }
    }
  }
}
