// Concepts: one thing with several names, such as an abbreviation and what it stands for.
//
// A name is recognised in the articles while they are read, so that a query for any of the names
// finds every article that uses one of them, and the browser needs no list of synonyms: in the index
// a concept is one more term, and each name's first word leads to it (an alias).

import Nordic

/// The names of one thing: `KL`, `Kommunernes Landsforening`.
public struct SearchConcept: Sendable, Hashable {
  /// In any language; the first also names the term in the index.
  public var names: [[UInt8]]

  /// A concept with these names.
  public init(names: [String]) { self.names = names.map { Array($0.utf8) } }
}

/// The concepts of a site, ready to be recognised.
///
/// What `searchTokens` makes of an article depends on the article and on this.
public struct SearchConcepts: Sendable {
  /// A name as terms of the index, stop words left out.
  struct Name: Sendable, Hashable {
    var first: [UInt8]
    var rest: [[UInt8]]
    var concept: [UInt8]
  }

  /// Sorted by first term, then the longest name first.
  let names: [Name]
  /// First terms, numbered as they first occur in `names`.
  private var firsts = KeyPool()
  /// Where the names of each first term are.
  private var ranges: [Range<Int>] = []

  /// Makes the names of concepts ready.
  public init(_ concepts: [SearchConcept] = []) {
    var all: Set<Name> = []
    for concept in concepts where concept.names.count > 1 {
      guard let key = concept.names.lazy.map({ conceptKey($0) }).first(where: { $0.count > 1 })
      else { continue }
      for name in concept.names {
        for language in stemLanguages {
          let terms = Self.words(of: name).map { termKey($0, in: language) }
          guard let first = terms.first else { continue }
          all.insert(Name(first: first, rest: Array(terms.dropFirst()), concept: key))
        }
      }
    }
    names = all.sorted(by: Self.isBefore)
    for (index, name) in names.enumerated() {
      let number = firsts.insert(name.first)
      if number == ranges.count { ranges.append(index..<index) }
      ranges[number] = ranges[number].lowerBound..<index + 1
    }
  }

  /// The names that begin with a term.
  func names(from term: [UInt8]) -> ArraySlice<Name> {
    guard let number = firsts.find(term) else { return [] }
    return names[ranges[number]]
  }

  /// The words of a text that stand for themselves: of `it-drift` its parts, and no stop words.
  static func words(of text: [UInt8]) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var whole: [UInt8] = []
    for token in tokens(of: text) {
      if token.kind == .part {
        if !whole.isEmpty { words.removeLast() }
        whole = []
        words.append(token.word)
      } else {
        whole = token.word
        words.append(token.word)
      }
    }
    return words.filter { !isStopWord($0) }
  }

  private static func isBefore(_ a: Name, _ b: Name) -> Bool {
    if a.first != b.first { return comesBefore(a.first, b.first) }
    if a.rest.count != b.rest.count { return a.rest.count > b.rest.count }
    for (one, other) in zip(a.rest, b.rest) where one != other { return comesBefore(one, other) }
    return comesBefore(a.concept, b.concept)
  }
}

/// The languages that stem differently: Bokmål and Nynorsk share a stemmer.
let stemLanguages: [Language] = [.da, .nb, .en]

/// A term of the index is no longer than this many bytes of UTF-8.
let longestKey = 40

/// What a word is in the index: stemmed, folded, and cut to `longestKey`.
func termKey(_ word: [UInt8], in language: Language) -> [UInt8] {
  let key = searchTerm(word, in: language)
  return key.count > longestKey ? Array(key.prefix(longestKey)) : key
}

/// The term of a tag, section or author: a sigil and the name's words, folded, not stemmed.
///
/// `#` tag, `/` section, `@` author, `~` language; none of them begins a word.
func filterKey(_ sigil: Character, _ name: [UInt8]) -> [UInt8] {
  var key = Array(String(sigil).utf8)
  for token in tokens(of: name) where token.kind == .whole {
    if key.count > 1 { key.append(UInt8(ascii: "-")) }
    key += foldKey(token.word)
  }
  return Array(key.prefix(longestKey))
}

/// The term of a concept: a name's words, folded, and `=`. The sigil comes last, so that a short name
/// and what it stands for are in the same shard.
private func conceptKey(_ name: [UInt8]) -> [UInt8] {
  filterKey("=", name).dropFirst().prefix(longestKey - 1) + [UInt8(ascii: "=")]
}

/// Whether a form is a term of its own and not a word.
func isOwnTerm(_ form: ArraySlice<UInt8>) -> Bool {
  isOwnTerm(from: form.first ?? 0, to: form.last ?? 0)
}

/// Whether a form with this first and this last byte is one.
func isOwnTerm(from first: UInt8, to last: UInt8) -> Bool {
  isSigil(first) || last == UInt8(ascii: "=")
}

/// Whether a term is a tag, section, author or language.
func isFilter(_ term: ArraySlice<UInt8>) -> Bool { isSigil(term.first ?? 0) }

private func isSigil(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "#"), UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: "~"): true
  default: false
  }
}
