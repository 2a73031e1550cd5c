// A query from text to results, over the files of an index. The browser's client takes the same
// steps and comes to the same results; this one can also say why.

import Nordic

/// An article that was found.
public struct SearchResult: Sendable, Hashable {
  /// As the card has it.
  public var url: String
  /// As the card has it.
  public var title: String
  /// As the card has it.
  public var date: String
  /// As the card has it.
  public var section: String
  /// As the card has it.
  public var language: String
  /// What results are ordered by, the greatest first.
  public var score: Double
  /// What each word added, before the article's age and language are reckoned in.
  public var parts: [ScorePart]
  /// What the sum of the parts is multiplied with.
  public var factor: Double
}

/// What a query finds.
public struct SearchAnswer: Sendable, Hashable {
  /// The best first, at most as many as were asked for.
  public var results: [SearchResult] = []
  /// How many articles there are, shown or not.
  public var total = 0
  /// The query with its misspelt words replaced.
  public var corrected: String?
  /// Whether articles are among the results that lack some word.
  public var isRelaxed = false
}

/// Answers queries from the files of an index.
public struct SearchReader {
  private var edition: Edition
  private let language: Language

  /// - Parameters:
  ///   - language: of the page that asks.
  ///   - fetch: the bytes of a file of the index, `nil` where there is none.
  public init(
    language: Language, fetch: @escaping (_ path: String) -> [UInt8]?
  ) throws(SearchProblem) {
    edition = try Edition(fetch: fetch)
    self.language = language
  }

  /// Searches.
  public mutating func query(
    _ text: String, options: SearchOptions = SearchOptions()
  ) throws(SearchProblem) -> SearchAnswer {
    var query = ParsedQuery(text, language: language)
    let filters = options.filterKeys
    var answer = SearchAnswer()
    if query.words.isEmpty, filters.isEmpty, options.year == nil { return answer }
    // Articles in the page's language come first where they are not nearly all there is.
    let own = edition.manifest.languageCounts[Language.allCases.firstIndex(of: language) ?? 0]
    let ownKey = filterKey("~", Array(language.code.utf8))
    let isPreferred = own > 0 && Double(own) < 0.8 * Double(edition.manifest.count)
    try expand(&query, further: filters + (isPreferred ? [ownKey] : []), options)

    let found = try hits(query, filters, options)
    let whole = found.filter { $0.parts.count == query.words.count }
    answer.isRelaxed =
      whole.count < 3 && query.words.count > 1 && found.count > whole.count && query.phrases.isEmpty
    let mine = isPreferred ? try edition.postings(ownKey).impacts : [:]
    var ranked = ranked(answer.isRelaxed ? found : whole, query, mine: mine)
    if !query.phrases.isEmpty {
      let verified = try Set(verify(ranked.map(\.hit.article), query.phrases, limit: options.limit))
      ranked.removeAll { !verified.contains($0.hit.article) }
    }
    answer.total = ranked.count
    if query.words.count == 1, filters.isEmpty, options.year == nil, query.phrases.isEmpty {
      for variant in query.words[0].variants where variant.sets.count == 1 {
        answer.total = max(answer.total, try edition.documentCount(variant))
      }
    }
    for (hit, score, factor) in ranked.prefix(max(options.limit, 0)) {
      answer.results.append(try result(hit, score: score, factor: factor))
    }
    if query.words.contains(where: { $0.corrected != nil }) {
      answer.corrected = try corrected(
        query, ranked.prefix(max(options.limit, 0)).map(\.hit.article))
    }
    return answer
  }

  /// Hits in the order of results: those with most words, then the best, then the newest.
  private func ranked(
    _ hits: [Hit], _ query: ParsedQuery, mine: [Int: Int]
  ) -> [(hit: Hit, score: Double, factor: Double)] {
    let now = edition.time(of: edition.manifest.count - 1)
    return hits.map { hit in
      // Without words the newest comes first, and nothing else counts.
      if query.words.isEmpty { return (hit, hit.score, 1) }
      let age = 1 + 0.5 / (2 + now - edition.time(of: hit.article))
      let factor = age * (mine[hit.article] == nil ? 1 : 1.1)
      return (hit, hit.score * factor, factor)
    }.sorted { a, b in
      if a.hit.parts.count != b.hit.parts.count { return a.hit.parts.count > b.hit.parts.count }
      return a.score == b.score ? a.hit.article > b.hit.article : a.score > b.score
    }
  }

  /// Adds every way each word can be met, and loads what it takes.
  private mutating func expand(
    _ query: inout ParsedQuery, further: [[UInt8]], _ options: SearchOptions
  ) throws(SearchProblem) {
    edition.addJoined(&query, language: language)
    try edition.reach(query.keys + further)
    try edition.addConcepts(&query)
    for index in query.words.indices {
      let isLast = index == query.words.count - 1
      let isOpen = query.isOpen && isLast
      try edition.addNear(&query.words[index], isOpen: isOpen, language: language)
    }
    for index in query.words.indices {
      let mayBeMisspelt = !options.isExact && query.words[index].mayBeMisspelt
      if mayBeMisspelt, try articleCount(query.words[index].variants) == 0 {
        try edition.correct(&query.words[index], language: language)
      }
      let certain = query.words[index].variants.filter { $0.kind != .beginning }
      if try articleCount(certain) < 3 {
        try edition.addParts(&query.words[index], language: language)
      }
      if mayBeMisspelt, try articleCount(query.words[index].variants) == 0 {
        try edition.guess(&query.words[index], language: language)
      }
    }
  }

  /// In how many articles one of the variants is met.
  private mutating func articleCount(_ variants: [Variant]) throws(SearchProblem) -> Int {
    var articles: Set<Int> = []
    for variant in variants { articles.formUnion(try edition.hits(variant).keys) }
    return articles.count
  }

  /// The articles that have a word of the query, or, without words, that pass the filters; from the
  /// second tier as well where the first has too few.
  private mutating func hits(
    _ query: ParsedQuery, _ filters: [[UInt8]], _ options: SearchOptions
  ) throws(SearchProblem) -> [Hit] {
    let found = try allowedHits(query, filters, options)
    var partial: [[UInt8]] = []
    for key in query.keys where try !edition.postings(key).isWhole { partial.append(key) }
    let whole = found.filter { $0.parts.count == query.words.count }
    if partial.isEmpty || whole.count >= max(options.limit, 10) { return found }
    try edition.reachSecond(partial)
    return try allowedHits(query, filters, options)
  }

  private mutating func allowedHits(
    _ query: ParsedQuery, _ filters: [[UInt8]], _ options: SearchOptions
  ) throws(SearchProblem) -> [Hit] {
    var allowed: [[Int: Int]] = []
    for filter in filters { allowed.append(try edition.postings(filter).impacts) }
    let all = 0..<edition.manifest.count
    let hits =
      query.words.isEmpty ? all.map { Hit(article: $0, score: 1) } : try edition.hits(query.words)
    return hits.filter { hit in
      (options.year == nil || edition.year(of: hit.article) == options.year)
        && allowed.allSatisfy { $0[hit.article] != nil }
    }
  }

  /// The articles that have every phrase word for word, until there are enough.
  private mutating func verify(
    _ articles: [Int], _ phrases: [[[UInt8]]], limit: Int
  ) throws(SearchProblem) -> [Int] {
    var verified: [Int] = []
    for start in stride(from: 0, to: min(articles.count, 60), by: 10) where verified.count < limit {
      for article in articles[start..<min(start + 10, articles.count)] {
        let card = try edition.card(article)
        let texts = [card[0].bytes, card[6].bytes, try edition.text(article)]
        let rows = texts.map { wholeWords($0).map { foldKey($0.word) } }
        let isMet = phrases.allSatisfy { phrase in rows.contains { $0.containsRun(phrase) } }
        if isMet { verified.append(article) }
      }
    }
    return verified
  }

  private mutating func result(
    _ hit: Hit, score: Double, factor: Double
  ) throws(SearchProblem) -> SearchResult {
    let card = try edition.card(hit.article)
    return SearchResult(
      url: card[1].text ?? "", title: card[0].text ?? "", date: card[2].text ?? "",
      section: card[3].text ?? "", language: card[7].text ?? "", score: score, parts: hit.parts,
      factor: factor)
  }

  /// The query with its misspelt words as the articles found spell them.
  private mutating func corrected(
    _ query: ParsedQuery, _ articles: [Int]
  ) throws(SearchProblem) -> String {
    var spelling: [[UInt8]] = []
    for (word, text) in query.spelling {
      let other = query.words.first { $0.word == word && $0.corrected != nil }
      guard let other, let key = other.corrected else {
        spelling.append(text)
        continue
      }
      spelling.append(try spelt(key, articles) ?? other.spelling ?? key)
    }
    return String(decoding: Array(spelling.joined(separator: [0x20])), as: UTF8.self)
  }

  /// A word whose term is `key`, from the first article that has one where it is seen.
  private mutating func spelt(
    _ key: [UInt8], _ articles: [Int]
  ) throws(SearchProblem) -> [UInt8]? {
    for article in articles {
      let card = try edition.card(article)
      guard let language = Language(code: card[7].text ?? "") else { continue }
      for text in [card[0], card[6]] + (card[5].list ?? []) {
        let found = wholeWords(text.bytes).first { termKey($0.word, in: language) == key }
        if let found { return found.word }
      }
    }
    return nil
  }
}

private extension JSONValue {
  var bytes: [UInt8] { Array((text ?? "").utf8) }
}

private extension [[UInt8]] {
  /// Whether some words stand one after the other among these.
  func containsRun(_ run: [[UInt8]]) -> Bool {
    if run.isEmpty || run.count > count { return run.isEmpty }
    return (0...(count - run.count)).contains { self[$0..<$0 + run.count].elementsEqual(run) }
  }
}
