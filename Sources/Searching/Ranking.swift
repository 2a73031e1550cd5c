// Which articles meet a query, and in what order.
//
// An article's score is the sum over the words of the best way it meets each: the variant's weight,
// times the impact, times how rare the word is; then what is new counts up to a quarter more.

import Nordic

/// What one word of the query added to an article's score.
public struct ScorePart: Sendable, Hashable {
  /// As typed, lower case.
  public var word: String
  /// How it was met: `word`, `parts`, `concept`, …
  public var kind: String
  /// Weight of that way times impact.
  public var value: Double
  /// How rare the word is (inverse document frequency).
  public var rarity: Double
}

/// An article that has a word of the query.
struct Hit {
  var article: Int
  var score = 0.0
  var parts: [ScorePart] = []
}

extension Edition {
  /// What each article is worth by one variant.
  mutating func hits(_ variant: Variant) throws(SearchProblem) -> [Int: Double] {
    var all: [Int: Double]?
    for terms in variant.sets {
      var some: [Int: Double] = [:]
      for (key, weight) in terms {
        for (article, impact) in try postings(key).impacts where all?[article] != nil || all == nil
        {
          let value = variant.weight * weight * Double(impact)
          some[article] = max(some[article] ?? 0, value)
        }
      }
      all =
        all.map { before in
          var both: [Int: Double] = [:]
          for (article, value) in some { both[article] = min(value, before[article] ?? value) }
          return both
        } ?? some
    }
    return all ?? [:]
  }

  /// In how many articles a variant is met at most.
  mutating func documentCount(_ variant: Variant) throws(SearchProblem) -> Int {
    var least = Int.max
    for terms in variant.sets {
      var most = 0
      for key in terms.keys { most = max(most, try postings(key).documentCount) }
      least = min(least, most)
    }
    return variant.sets.isEmpty ? 0 : least
  }

  /// Every article that has a word of the query.
  mutating func hits(_ words: [QueryWord]) throws(SearchProblem) -> [Hit] {
    var found: [Int: Hit] = [:]
    for word in words {
      var best: [Int: ScorePart] = [:]
      let text = String(decoding: word.word, as: UTF8.self)
      let ownCount = try word.variants.first.map { first throws(SearchProblem) in
        try documentCount(first)
      }
      for variant in word.variants {
        // Two words that are one are as rare as that one, other ways at least as common as the word.
        var count = try documentCount(variant)
        if variant.kind != .joined { count = max(count, ownCount ?? 0) }
        let rarity = rarity(count, of: manifest.count)
        for (article, value) in try hits(variant)
        where value * rarity > best[article].map({ $0.value * $0.rarity }) ?? 0 {
          best[article] = ScorePart(
            word: text, kind: variant.kind.rawValue, value: value, rarity: rarity)
        }
      }
      for (article, part) in best {
        var hit = found[article] ?? Hit(article: article)
        hit.score += part.value * part.rarity
        hit.parts.append(part)
        found[article] = hit
      }
    }
    return Array(found.values)
  }

  /// When an article was published, in years; nothing like it for those without a date.
  func time(of article: Int) -> Double {
    let years = manifest.years
    let index = years.lastIndex { $0[1] <= article } ?? -1
    let (year, first) = index < 0 ? (0, 0) : (years[index][0], years[index][1])
    let next = index + 1 < years.count ? years[index + 1][1] : manifest.count
    let part = Double(article - first + 1) / Double(next - first)
    return Double(year) + part * (next < manifest.count ? 1 : Double(manifest.lastDay) / 366)
  }

  func year(of article: Int) -> Int {
    let time = time(of: article)
    guard time.isFinite, abs(time) < 1_000_000 else { return 0 }
    let whole = Int(time)
    return Double(whole) < time ? whole : whole - 1
  }
}
