// The ways a word can be met beyond itself, each found in the shards that are there anyway: names
// for the same thing, other spellings, words that go on, the parts of a compound, the word meant.

import Nordic

extension Edition {
  /// Two words that may belong together: `digitaliserings strategi`.
  func addJoined(_ query: inout ParsedQuery, language: Language) {
    for index in query.words.indices.dropLast() {
      let (first, second) = (query.words[index].word, query.words[index + 1].word)
      var terms = queryTerms(first + [UInt8(ascii: "s")] + second, language: language)
      terms.merge(queryTerms(first + second, language: language)) { $1 }
      query.words[index].variants.append(Variant(.joined, 0.9, [terms]))
      query.words[index + 1].variants.append(Variant(.joined, 0.9, [terms]))
    }
  }

  /// Abbreviations and names of several words: the term of what they mean.
  mutating func addConcepts(_ query: inout ParsedQuery) throws(SearchProblem) {
    var found: [(concept: [UInt8], words: Range<Int>)] = []
    for (start, word) in query.words.enumerated() {
      for key in word.terms.keys {
        for alias in aliases(of: key) {
          let end = start + 1 + alias.rest.count
          guard end <= query.words.count,
            zip(query.words[(start + 1)..<end], alias.rest).allSatisfy({ $0.terms[$1] != nil })
          else { continue }
          found.append((alias.concept, start..<end))
        }
      }
    }
    try reach(found.map(\.concept))
    for (concept, words) in found {
      for index in words {
        query.words[index].variants.append(Variant(.concept, 0.8, keys: [concept]))
      }
    }
  }

  /// Spellings that differ in how æ, ø and å are written, and words that go on.
  mutating func addNear(
    _ word: inout QueryWord, isOpen: Bool, language: Language
  ) throws(SearchProblem) {
    let isKnown = try !hits(word.variants[0]).isEmpty
    let folded = word.folded
    if !isKnown {
      let routes = Set(word.terms.keys.map(routeKey))
      let keys = terms(in: shards(of: word.terms.keys)) { routes.contains(routeKey($0)) }
      try add(.spelling, 0.8, keys, to: &word)
    }
    guard isOpen, folded.count >= 3 else { return }
    // Words that begin so stand between these two keys; a word without its last letters has no stem.
    let keys = [folded, folded + [UInt8(ascii: "~")]]
    try reach(keys)
    let text = word.word
    let whole = Set(
      ["e", "n", "r", "s", "t", "g", "ng"].map { termKey(text + $0.utf8, in: language) })
    let own = word.terms
    let all = terms(in: shards(of: keys)) { key in
      own[key] == nil && (key.starts(with: folded) || !isKnown && whole.contains(key))
    }
    try add(.beginning, 0.35, Array(all.prefix(40)), to: &word)
  }

  /// What else a word may be that hardly any article has: the same word in the neighbour's spelling,
  /// and the two parts of a compound.
  mutating func addParts(_ word: inout QueryWord, language: Language) throws(SearchProblem) {
    let text = word.word
    let neighbours = [Language.nb, .da].flatMap { other in
      let isNorwegian = other == .nb
      let spellings = [respelt(text, soft: isNorwegian), turned(text, toNorwegian: isNorwegian)]
      return spellings.filter { $0 != text }.map {
        Variant(.neighbour, 0.5, keys: [termKey($0, in: other)])
      }
    }
    let starts = text.indices.filter { text[$0] & 0xC0 != 0x80 } + [text.count]
    var splits: [Variant] = []
    for start in starts.dropFirst(3).reversed() {
      let rest = text[start...]
      let modifier = queryTerms(Array(text[..<start]), language: language)
      for link in [[], [UInt8(ascii: "s")], [UInt8(ascii: "e")]] where rest.starts(with: link) {
        let head = Array(rest.dropFirst(link.count))
        guard letterCount(head) >= 3 else { continue }
        splits.append(Variant(.parts, 0.5, [modifier, queryTerms(head, language: language)]))
      }
    }
    try reach(neighbours.flatMap(\.keys) + splits.flatMap { $0.sets[0].keys })
    var known: [Variant] = []
    for split in splits where known.count < 12 {
      if try !hits(Variant(.parts, 1, [split.sets[0]])).isEmpty { known.append(split) }
    }
    try reach(known.flatMap(\.keys))
    for neighbour in neighbours where try !hits(neighbour).isEmpty {
      word.variants.append(neighbour)
    }
    for split in known where try !hits(split).isEmpty {
      word.variants.append(split)
      return
    }
  }

  /// The word that is meant by one that no article has: with one letter changed, so that its ending
  /// is an ending again.
  mutating func correct(_ word: inout QueryWord, language: Language) throws(SearchProblem) {
    let near = Set(oneLetterChanged(word.word).map { termKey($0, in: language) })
    let key = terms(in: shards(of: word.terms.keys)) { near.contains($0) }.first
    guard let key else { return }
    word.corrected = key
    try add(.corrected, 0.5, [key], to: &word)
  }

  /// Or else a common word that is near.
  mutating func guess(_ word: inout QueryWord, language: Language) throws(SearchProblem) {
    let most = word.folded.count < 8 ? 1 : 2
    var least = most + 1
    for line in try file("c.txt").split(separator: 0x0A) {
      let common = Array(foldKey(Array(line)).prefix(longestKey))
      let count = mistakeCount(word.folded, common, most: most)
      if count < least { (least, word.spelling) = (count, Array(line)) }
    }
    guard let spelling = word.spelling else { return }
    word.corrected = termKey(spelling, in: language)
    try add(.corrected, 0.5, Array(queryTerms(spelling, language: language).keys), to: &word)
  }

  /// Adds a variant of some terms, which are worth the same.
  private mutating func add(
    _ kind: Variant.Kind, _ weight: Double, _ keys: [[UInt8]], to word: inout QueryWord
  ) throws(SearchProblem) {
    try reach(keys)
    if !keys.isEmpty { word.variants.append(Variant(kind, weight, keys: keys)) }
  }

  /// The terms of shards that pass a test, the most frequent first.
  private func terms(in shards: [ReadShard], where test: ([UInt8]) -> Bool) -> [[UInt8]] {
    var found: [[UInt8]: Int] = [:]
    for shard in shards {
      for (key, entry) in shard.entries
      where entry.documentCount > 0 && !isOwnTerm(key[...]) && test(key) {
        found[key, default: 0] += entry.documentCount
      }
    }
    return found.sorted { a, b in
      a.value == b.value ? comesBefore(a.key, b.key) : a.value > b.value
    }.map(\.key)
  }
}
