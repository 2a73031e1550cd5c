// Queries on a few articles, one rule each; and an index with files missing or broken.

import Nordic
import Testing

@testable import Searching

@Suite struct SearchReaderTests {
  static func index(_ settings: SearchSettings = SearchSettings()) -> [String: [UInt8]] {
    let concepts = SearchConcepts([
      SearchConcept(names: ["KL", "Kommunernes Landsforening"]),
      SearchConcept(names: [
        "NgDP", "Næste generation Digital Post", "neste generasjon digital post",
      ]),
    ])
    // Address, date, section, language, title, text.
    let articles: [(String, String, String, Language, String, String)] = [
      (
        "/a/", "2024-01-10", "Blog", .da, "Digitaliseringsstrategien er klar",
        "Staten har skrevet den."
      ),
      ("/b/", "2024-05-10", "Blog", .da, "Aftale om velfærd", "Kommunernes Landsforening er med."),
      ("/c/", "2025-02-10", "Leder", .da, "Hvad KL mener", "En strategi er ikke en plan."),
      (
        "/d/", "2025-03-10", "Leder", .nb, "Saksbehandling i Tønder",
        "Kommunen har en strategi for post."
      ),
      (
        "/e/", "2026-04-10", "Blog", .da, "Post og pakker",
        "Sagsbehandling tager tid, og post er digital."
      ),
      (
        "/f/", "2026-05-10", "Blog", .en, "Digital post in the north",
        "Næste generation Digital Post."
      ),
    ]
    let entries = articles.map { url, date, section, language, title, text in
      let card = SearchCard(
        url: Array(url.utf8), title: Array(title.utf8), date: Array(date.utf8),
        section: Array(section.utf8), authors: [Array("Ida Ø. Bæk".utf8)],
        tags: [Array((url < "/d/" ? "Klart sprog" : "OS2").utf8)], lead: [], language: language)
      let document = SearchDocument(card: card, text: Array(text.utf8))
      let tokens = searchTokens(of: document, concepts: concepts)
      return SearchEntry(card: card, tokens: tokens, text: document.text)
    }
    return byPath(searchIndex(entries, settings: settings, concepts: concepts))
  }

  @Test("each rule of the search finds what it is for") func rules() throws {
    let files = Self.index()
    var reader = try SearchReader(language: .da) { files[$0] }
    // Query, the first results, and how the first word of the best was met.
    let cases: [(String, [String], String)] = [
      ("strategi", ["/a/", "/c/", "/d/"], "word"),
      ("strategierne", ["/a/", "/c/", "/d/"], "word"),
      ("kl", ["/c/", "/b/"], "word"),
      ("kommunernes landsforening", ["/b/", "/c/"], "word"),
      ("ngdp", ["/f/"], "concept"),
      ("tonder", ["/d/"], "spelling"), ("toender", ["/d/"], "word"),
      ("digitaliserings strategi", ["/a/"], "joined"),
      ("sagsbehandling", ["/e/", "/d/"], "word"),
      ("velfaerd", ["/b/"], "word"), ("velfært", ["/b/"], "corrected"),
      ("digitaliseringss", ["/a/"], "beginning"), ("pakk", ["/e/"], "word"),
      ("velf", ["/b/"], "beginning"),
      ("\"digital post\"", ["/f/"], "word"), ("\"post digital\"", [], ""),
      ("xylofon", [], ""), ("og", [], ""), ("", [], ""), ("  ?! ", [], ""),
    ]
    for (query, urls, kind) in cases {
      let answer = try reader.query(query)
      let found = answer.results.prefix(max(urls.count, 1)).map(\.url)
      #expect(found == urls, "\(query): \(answer.results.map(\.url))")
      #expect(answer.results.first?.parts.first?.kind ?? "" == kind, "\(query)")
    }
    reportCases(cases.count, "queries")
  }

  @Test("filters narrow a query down, alone and together") func filters() throws {
    let files = Self.index()
    var reader = try SearchReader(language: .da) { files[$0] }
    let cases: [(String, (inout SearchOptions) -> Void, [String])] = [
      ("strategi", { $0.section = "leder" }, ["/c/", "/d/"]),
      ("strategi", { $0.language = "nb" }, ["/d/"]),
      ("strategi", { $0.year = 2024 }, ["/a/"]),
      ("strategi", { $0.tag = "klart sprog" }, ["/a/", "/c/"]),
      (
        "strategi",
        {
          $0.author = "Ida Ø. Bæk"; $0.year = 2025
        }, ["/c/", "/d/"]
      ),
      ("", { $0.section = "Leder" }, ["/d/", "/c/"]),
      ("", { $0.year = 2026 }, ["/f/", "/e/"]),
      ("strategi", { $0.tag = "findes ikke" }, []),
      ("strategi", { $0.year = 1999 }, []),
    ]
    for (query, change, urls) in cases {
      var options = SearchOptions()
      change(&options)
      #expect(try reader.query(query, options: options).results.map(\.url) == urls, "\(query)")
    }
    reportCases(cases.count, "filters")
  }

  @Test("a misspelt word is said to be so, unless it is meant") func corrections() throws {
    let files = Self.index()
    var reader = try SearchReader(language: .da) { files[$0] }
    #expect(try reader.query("aftale velfært").corrected == "aftale velfærd")
    var options = SearchOptions()
    options.isExact = true
    #expect(try reader.query("velfært", options: options) == SearchAnswer())
    let relaxed = try reader.query("pakker xylofon")
    #expect(relaxed.isRelaxed && relaxed.results.map(\.url) == ["/e/"])
  }

  @Test("two segments answer as one") func segments() throws {
    let entries = Corpus(160, seed: 12).entries()
    var settings = SearchSettings()
    settings.segmentLimit = 100
    let files = byPath(searchIndex(entries, settings: settings))
    let whole = byPath(searchIndex(entries))
    #expect(
      files.keys.contains { $0.hasPrefix("r/") } && !whole.keys.contains { $0.hasPrefix("r/") })
    var reader = try SearchReader(language: .da) { files[$0] }
    var other = try SearchReader(language: .da) { whole[$0] }
    for query in ["post", "strategi", "kommune", "vej", "digital post"] {
      let answer = try reader.query(query)
      let expected = try other.query(query)
      #expect(answer.total == expected.total, "\(query)")
      #expect(answer.results.map(\.url) == expected.results.map(\.url), "\(query)")
    }
    reportCases(5, "queries of two segments")
  }

  @Test("what is missing or broken is an error and never a trap") func brokenFiles() throws {
    let files = Self.index()
    var draw = Draw(11)
    #expect(throws: SearchProblem.missing(path: "m.json")) {
      try SearchReader(language: .da) { _ in nil }
    }
    var errors = 0
    for round in 0..<400 {
      var spoilt = files
      let name = files.keys.sorted()[Int.random(in: 0..<files.count, using: &draw)]
      var bytes = files[name] ?? []
      switch round % 3 {
      case 0: spoilt[name] = nil
      case 1:
        spoilt[name] = Array(bytes.prefix(Int.random(in: 0..<max(bytes.count, 1), using: &draw)))
      default:
        if bytes.isEmpty { continue }
        let place = Int.random(in: 0..<bytes.count, using: &draw)
        bytes[place] = UInt8.random(in: 0...255, using: &draw)
        spoilt[name] = bytes
      }
      do {
        var reader = try SearchReader(language: .da) { spoilt[$0] }
        for query in ["strategi post", "\"digital post\"", "velfærtt"] {
          _ = try reader.query(query)
        }
      } catch { errors += 1 }
    }
    #expect(errors > 50)
    reportCases(400, "spoilt indexes, \(errors) refused")
  }

  @Test("a manifest with other numbers is refused or answers, and never traps") func manifests()
    throws
  {
    let files = Self.index()
    let manifest = try #require(files["m.json"])
    let digits = manifest.indices.filter { manifest[$0] &- UInt8(ascii: "0") < 10 }
    var draw = Draw(13)
    var options = SearchOptions()
    options.year = 2024
    for _ in 0..<300 {
      var bytes = manifest
      let place = digits.randomElement(using: &draw) ?? 0
      let other = ["0", "9", "-1", "99999999999", "9223372036854775807", "1.5", ""]
      bytes.replaceSubrange(place...place, with: (other.randomElement(using: &draw) ?? "").utf8)
      guard
        var reader = try? SearchReader(language: .da, fetch: { $0 == "m.json" ? bytes : files[$0] })
      else { continue }
      for query in ["strategi", ""] { _ = try? reader.query(query, options: options) }
    }
    reportCases(300, "manifests")
  }

  @Test("JSON is read as RFC 8259 writes it, and nothing else is") func json() {
    let good: [(String, JSONValue)] = [
      ("[]", .list([])),
      (
        " {\"a\": [1, -2, true, null]} ",
        .map(["a": .list([.int(1), .int(-2), .bool(true), .null])])
      ),
      (#""\"\\\u00e6\n""#, .text("\"\\æ\n")),
    ]
    for (text, value) in good { #expect(JSONValue(Array(text.utf8)) == value, "\(text)") }
    let bad = [
      "", "[", "[1,]", "{\"a\"}", "\"", "tru", "[1] 2", "\"\\u12\"", "--1",
      String(repeating: "[", count: 99),
    ]
    for text in bad { #expect(JSONValue(Array(text.utf8)) == nil, "\(text)") }
    reportCases(good.count + bad.count, "JSON texts")
  }
}
