// A query in parts: its words, its phrases, and the ways each word can be met.

import Nordic

/// What narrows a query down.
public struct SearchOptions: Sendable, Hashable {
  /// The name of a tag.
  public var tag: String?
  /// The title of a section.
  public var section: String?
  /// The name of an author.
  public var author: String?
  /// The year of publication.
  public var year: Int?
  /// The code of a language: `nb`.
  public var language: String?
  /// How many results at most.
  public var limit = 10
  /// Whether misspelt words are left as they are.
  public var isExact = false

  /// Everything, and ten results.
  public init() {}

  /// The terms every result must have.
  var filterKeys: [[UInt8]] {
    let values: [(Character, String?)] = [
      ("#", tag), ("/", section), ("@", author), ("~", language),
    ]
    return values.compactMap { sigil, value in
      guard let value, !value.isEmpty else { return nil }
      return filterKey(sigil, Array(value.utf8))
    }
  }
}

/// One way to meet a word: sets of terms, of each of which one must stand in the article.
struct Variant {
  enum Kind: String {
    case word, hyphen, joined, concept, spelling, beginning, neighbour, parts, corrected
  }
  var kind: Kind
  var weight: Double
  /// Each set: terms, and what each is worth.
  var sets: [[[UInt8]: Double]]

  init(_ kind: Kind, _ weight: Double, _ sets: [[[UInt8]: Double]]) {
    self.kind = kind
    self.weight = weight
    self.sets = sets
  }

  /// All its terms.
  var keys: [[UInt8]] { sets.flatMap(\.keys) }

  init(_ kind: Kind, _ weight: Double, keys: [[UInt8]]) {
    self.init(kind, weight, [Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: { a, _ in a })])
  }
}

/// A word of the query.
struct QueryWord {
  var word: [UInt8]
  /// Folded, not stemmed, cut as a key is.
  var folded: [UInt8]
  /// What it is in the index, in each language.
  var terms: [[UInt8]: Double]
  var variants: [Variant]
  /// The term that is meant instead.
  var corrected: [UInt8]?
  /// How that is spelt, where a list of common words says so.
  var spelling: [UInt8]?

  /// Whether it may be misspelt: a word of some length, without digits.
  var mayBeMisspelt: Bool {
    folded.count >= 4 && !folded.contains { $0 &- UInt8(ascii: "0") < 10 }
  }
}

/// A query, taken apart.
struct ParsedQuery {
  var words: [QueryWord] = []
  /// Folded words that must stand one after the other.
  var phrases: [[[UInt8]]] = []
  /// All words, stop words too, and how each is written: with its hyphens.
  var spelling: [(word: [UInt8], text: [UInt8])] = []
  /// Whether the last word may go on.
  var isOpen = false

  init(_ text: String, language: Language) {
    var found: [(word: [UInt8], parts: [[UInt8]])] = []
    for (index, piece) in splitAtQuotes(Array(text.utf8)).enumerated() {
      let words = wholeWords(piece)
      if index % 2 == 1, !words.isEmpty { phrases.append(words.map { foldKey($0.word) }) }
      found += words
    }
    spelling = found.map { word in
      let text = word.parts.joined(separator: [UInt8(ascii: "-")])
      return (word.word, word.parts.isEmpty ? word.word : Array(text))
    }
    let telling = found.filter { !isStopWord($0.word) }
    words = (telling.isEmpty ? found : telling).prefix(12).map { word, parts in
      let terms = queryTerms(word, language: language)
      var variants = [Variant(.word, 1, [terms])]
      if !parts.isEmpty {
        variants.append(Variant(.hyphen, 0.75, parts.map { queryTerms($0, language: language) }))
      }
      let folded = Array(foldKey(word).prefix(longestKey))
      return QueryWord(word: word, folded: folded, terms: terms, variants: variants)
    }
    isOpen = text.unicodeScalars.last.map(isLetterOrNumber) ?? false
  }

  /// Every term of every variant.
  var keys: [[UInt8]] { words.flatMap { $0.variants.flatMap(\.keys) } }
}

/// The terms of a word in every language, with what each is worth on a page in one of them.
func queryTerms(_ word: [UInt8], language: Language) -> [[UInt8]: Double] {
  var terms: [[UInt8]: Double] = [:]
  for other in stemLanguages {
    let weight = stemGroup(other) == stemGroup(language) ? 1 : 0.8
    for spelling in [word, unfolded(word)] {
      let key = termKey(spelling, in: other)
      terms[key] = max(terms[key] ?? 0, weight)
    }
  }
  return terms
}

/// The words of a text with the parts of those that have a hyphen.
func wholeWords(_ text: [UInt8]) -> [(word: [UInt8], parts: [[UInt8]])] {
  var words: [(word: [UInt8], parts: [[UInt8]])] = []
  for token in tokens(of: text) {
    if token.kind == .part, !words.isEmpty {
      words[words.count - 1].parts.append(token.word)
    } else {
      words.append((token.word, []))
    }
  }
  return words
}

/// The word with æ, ø and å where they are spelt with two letters.
func unfolded(_ word: [UInt8]) -> [UInt8] {
  var output: [UInt8] = []
  var index = 0
  while index < word.count {
    let next = index + 1 < word.count ? word[index + 1] : 0
    switch (word[index], next) {
    case (UInt8(ascii: "a"), UInt8(ascii: "e")): output += "æ".utf8
    case (UInt8(ascii: "o"), UInt8(ascii: "e")): output += "ø".utf8
    case (UInt8(ascii: "a"), UInt8(ascii: "a")): output += "å".utf8
    default:
      output.append(word[index])
      index -= 1
    }
    index += 2
  }
  return output
}

/// The pieces of a text between its quotation marks; every second is quoted.
private func splitAtQuotes(_ text: [UInt8]) -> [[UInt8]] {
  var pieces: [[UInt8]] = [[]]
  for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
    switch scalar {
    case "\"", "“", "”", "„", "«", "»": pieces.append([])
    default: pieces[pieces.count - 1] += String(scalar).utf8
    }
  }
  return pieces
}

private func isLetterOrNumber(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
    .decimalNumber, .letterNumber, .otherNumber:
    true
  default: false
  }
}
