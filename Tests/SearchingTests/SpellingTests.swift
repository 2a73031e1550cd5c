// How far words are apart, what they may be instead, and how rare they are.

import Testing

@testable import Searching

@Suite struct SpellingTests {
  @Test("mistakes are counted") func distances() {
    let cases = [
      ("plan", "plan", 0), ("plan", "pln", 1), ("plan", "plaan", 1), ("plan", "paln", 1),
      ("plan", "klan", 1), ("plan", "kaln", 2), ("digitalisering", "digitaliesring", 1),
      ("ab", "ba", 1),
    ]
    for (a, b, count) in cases {
      #expect(mistakeCount(Array(a.utf8), Array(b.utf8), most: 3) == count, "\(a) \(b)")
      #expect(mistakeCount(Array(b.utf8), Array(a.utf8), most: 3) == count, "\(b) \(a)")
    }
    #expect(mistakeCount(Array("plan".utf8), Array("planlægning".utf8), most: 2) > 2)
    reportCases(2 * cases.count, "pairs of words")
  }

  @Test("one letter changed is one mistake") func edits() {
    let word = Array("møde".utf8)
    let changed = oneLetterChanged(word).map { String(decoding: $0, as: UTF8.self) }
    for text in ["øde", "mde", "omøde", "mødde", "mdøe", "måde", "mødes", "mød"] {
      #expect(changed.contains(text), "\(text)")
    }
    #expect(!changed.contains("mad"))
  }

  @Test("the neighbour's spelling changes consonants after vowels") func neighbours() {
    let cases = [
      ("bog", "bok"), ("uge", "uke"), ("sagsbehandling", "saksbehandling"), ("løbe", "løpe"),
    ]
    for (danish, norwegian) in cases {
      #expect(respelt(Array(danish.utf8), soft: true) == Array(norwegian.utf8))
      #expect(respelt(Array(norwegian.utf8), soft: false) == Array(danish.utf8))
    }
    let pairs = [
      ("fuldmagt", "fullmakt"), ("vandret", "vannret"), ("arbejde", "arbeide"), ("høj", "høy"),
      ("aftale", "avtale"),
    ]
    for (danish, norwegian) in pairs {
      #expect(turned(Array(danish.utf8), toNorwegian: true) == Array(norwegian.utf8))
      #expect(turned(Array(norwegian.utf8), toNorwegian: false) == Array(danish.utf8))
    }
    #expect(turned(Array("tandlæge".utf8), toNorwegian: true) == Array("tannlege".utf8))
    reportCases(2 * (cases.count + pairs.count), "words in two languages")
  }

  @Test("the rarer a word, the more it says") func rareness() {
    let values = [1, 2, 10, 100, 900, 1000].map { rarity($0, of: 1000) }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 > $1 })
    #expect(values.allSatisfy { $0 > 0 })
  }
}
