// The words of one article: weights by place, concepts, terms of its own; and segments by date.

import Nordic
import Testing

@testable import Searching

@Suite struct TokensTests {
  /// Forms and weights, read back.
  static func forms(_ document: SearchDocument, _ concepts: SearchConcepts) -> [String: Int] {
    let chunk = SearchChunk(tokens: [searchTokens(of: document, concepts: concepts)])
    var found: [String: Int] = [:]
    for (form, weight) in zip(chunk.formOf, chunk.weightOf) {
      let text = String(decoding: chunk.forms[Int(form)].dropFirst(), as: UTF8.self)
      found[text] = Int(weight >> 1)
    }
    return found
  }

  static func document(title: String, text: String, tags: [String] = []) -> SearchDocument {
    SearchDocument(
      card: SearchCard(
        url: [], title: Array(title.utf8), date: [], section: [], authors: [],
        tags: tags.map { Array($0.utf8) }, lead: [], language: .da), text: Array(text.utf8))
  }

  @Test("a word weighs by where it stands") func weights() {
    let forms = Self.forms(
      Self.document(
        title: "Planen", text: "En plan for it-drift og en plan", tags: ["Klart sprog"]),
      SearchConcepts())
    #expect(forms["planen"] == 160)
    #expect(forms["plan"] == 36)  // twice in the body, damped
    #expect(forms["itdrift"] == 20 && forms["it"] == 15 && forms["drift"] == 15)
    #expect(forms["sprog"] == 80 && forms["#klart-sprog"] != nil && forms["~da"] != nil)
    #expect(forms["og"] == nil && forms["en"] == nil)
    reportCases(9, "weights")
  }

  @Test("a concept is recognised by any of its names, inflected") func concepts() {
    let concepts = SearchConcepts([
      SearchConcept(names: ["KL", "Kommunernes Landsforening"]),
      SearchConcept(names: ["lov om offentlig forvaltning", "forvaltningsloven"]),
      SearchConcept(names: ["alene"]),
    ])
    let cases: [(String, [String])] = [
      ("Vi spurgte KL’s formand", ["kl="]), ("Kommunernes Landsforenings formand", ["kl="]),
      ("Landsforening", []), ("kommuners landsforeninger", ["kl="]), ("KL-formanden", ["kl="]),
      ("lov om offentlig forvaltning", ["lov-om-offentlig-forvaltning="]),
      ("forvaltningsloven", ["lov-om-offentlig-forvaltning="]), ("alene", []),
    ]
    for (text, found) in cases {
      let forms = Self.forms(Self.document(title: "", text: text), concepts)
      #expect(forms.keys.filter { $0.hasSuffix("=") }.sorted() == found, "\(text): \(forms)")
    }
    reportCases(cases.count, "names of concepts")
  }

  @Test("tokens that are broken are no words, and no trap") func broken() {
    let whole = searchTokens(
      of: Self.document(title: "Strategi", text: "Planen for æøå er klar"),
      concepts: SearchConcepts())
    let card = Self.document(title: "", text: "").card
    var draw = Draw(3)
    for _ in 0..<1000 {
      var bytes = whole
      bytes[Int.random(in: 0..<bytes.count, using: &draw)] = UInt8.random(in: 0...255, using: &draw)
      bytes.removeLast(Int.random(in: 0..<bytes.count, using: &draw))
      _ = searchIndex([SearchEntry(card: card, tokens: bytes, text: [])])
    }
    reportCases(1000, "broken tokens")
  }

  @Test("the recent segment begins with the quarter before the newest article's") func segments() {
    let dates = (1...12).flatMap { month in
      (1...4).map { Array("2026-\(month < 10 ? "0" : "")\(month)-0\($0)".utf8) }
    }
    let cases: [(count: Int, limit: Int, border: Int)] = [
      (48, 40, 24), (48, 49, 48), (45, 40, 24), (12, 10, 12), (0, 0, 0),
    ]
    for (count, limit, border) in cases {
      let layout = SegmentLayout(dates: Array(dates.prefix(count)), limit: limit)
      #expect(layout.border == border, "\(count) \(limit)")
    }
    // Every month 500 articles: too many for quarters or months.
    let dense = (1...12).flatMap { month in
      (0..<500).map { Array("2026-\(month < 10 ? "0" : "")\(month)-\(10 + $0 / 25)".utf8) }
    }
    for (count, border) in [(6000, 5520), (5600, 5496), (800, 520)] {
      let layout = SegmentLayout(dates: Array(dense.prefix(count)), limit: 100)
      #expect(layout.border == border, "\(count)")
    }
    let layout = SegmentLayout(dates: [[]] + dates, limit: 100)
    #expect(layout.years.map(\.year) == [2026] && layout.years.map(\.first) == [1])
    reportCases(9, "layouts")
  }
}
