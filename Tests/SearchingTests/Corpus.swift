// Invented articles, drawn from a seed: the same for the same seed, on every machine.

import Foundation
import Nordic

@testable import Searching

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Draw: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  /// Small numbers far more often than large ones, as words in a language.
  mutating func zipf(_ count: Int) -> Int {
    let x = Double.random(in: 0..<1, using: &self)
    return min(Int(exp(x * log(Double(count) + 1))) - 1, count - 1)
  }
}

/// A magazine of invented articles.
struct Corpus {
  static let parts =
    ("vej projekt plan strategi digital kommune borger service bil barn bog løsning sikkerhed data "
    + "skole tønder ålborg årsag være næste måde sprog hus lov sag møde møte språk køb år øre "
    + "æble system net sky post arkiv nøgle register norsk dansk over skab fælles drift kontor")
    .split(separator: " ").map(String.init)
  static let endings = ["", "", "en", "er", "erne", "ene", "et", "ets", "s", "ing", "isering", "e"]
  static let odd = [
    "OS2's", "KLs", "it-drift", "Москва", "naïve", "CO₂", "co\u{AD}operative", "2026", "日本", "a’b",
  ]

  var documents: [SearchDocument] = []

  /// - Parameters:
  ///   - length: about how many words a text has.
  ///   - days: over how many days the articles are spread, ending on 2026-11-20.
  init(_ count: Int, seed: Int, length: Int = 60, days: Int = 1500) {
    var draw = Draw(seed)
    var vocabulary: [String] = []
    for _ in 0..<max(400, count) {
      let size = Int.random(in: 1...2, using: &draw)
      let word = (0..<size).map { _ in Self.parts.randomElement(using: &draw) ?? "" }.joined()
      vocabulary.append(word + (Self.endings.randomElement(using: &draw) ?? ""))
    }
    vocabulary += Self.odd
    func text(_ words: Int) -> String {
      (0..<words).map { _ in vocabulary[draw.zipf(vocabulary.count)] }.joined(separator: " ")
    }
    for index in 0..<count {
      let day = CalendarDay(daysBeforeLast: (count - 1 - index) * days / max(count, 1))
      let language = [Language.da, .da, .da, .nb, .nn, .en][Int.random(in: 0..<6, using: &draw)]
      let body = text(Int.random(in: 1...(2 * length), using: &draw))
      let card = SearchCard(
        url: Array("/blog/\(String(format: "%06d", index))/".utf8), title: Array(text(5).utf8),
        date: Array(day.text.utf8),
        section: Array(["Blog", "Leder", "Nyheder"][index % 3].utf8),
        authors: [Array("Ida \(Self.parts[index % 7])".utf8)],
        tags: [Array(Self.parts[draw.zipf(20)].utf8), Array("Digital Post".utf8)],
        lead: Array(text(12).utf8), language: language)
      documents.append(
        SearchDocument(card: card, headings: [Array(text(3).utf8)], text: Array(body.utf8)))
    }
  }

  func entries(_ concepts: SearchConcepts = SearchConcepts()) -> [SearchEntry] {
    documents.map {
      SearchEntry(card: $0.card, tokens: searchTokens(of: $0, concepts: concepts), text: $0.text)
    }
  }
}

/// A day as `2026-11-20`.
struct CalendarDay {
  var text: String

  init(daysBeforeLast days: Int) {
    let date = Date(timeIntervalSince1970: 1_795_132_800 - Double(days) * 86400)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? calendar.timeZone
    let parts = calendar.dateComponents([.year, .month, .day], from: date)
    text = String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
  }
}

/// On several threads, in no particular order.
struct ThreadedMap: ParallelMap {
  func map<Result: Sendable>(
    _ count: Int, _ transform: @Sendable (Int) -> Result
  ) -> [Result] {
    let lock = NSLock()
    nonisolated(unsafe) var results = [Result?](repeating: nil, count: count)
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = transform(index)
      lock.withLock { results[index] = result }
    }
    return results.compactMap { $0 }
  }
}

/// The files of an index by path.
func byPath(_ files: [SearchFile]) -> [String: [UInt8]] {
  Dictionary(files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { a, _ in a })
}
