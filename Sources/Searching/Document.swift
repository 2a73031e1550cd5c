// What the index is told of one article, and what it answers with: values only.
//
// All text is UTF-8. The index knows nothing of files, sites or templates; whoever makes the site
// hands over plain text and gets files back.

import Nordic

/// What a result shows of an article before its text is fetched.
public struct SearchCard: Sendable, Hashable {
  /// Link to the article, ready for `href`; its identity in the index.
  public var url: [UInt8]
  /// Plain text, as all that follows.
  public var title: [UInt8]
  /// `2026-11-21`, or empty where the article has no date.
  public var date: [UInt8]
  /// The section's title, or empty.
  public var section: [UInt8]
  /// Their names, as a filter gives them.
  public var authors: [[UInt8]]
  /// Their names, as a filter gives them.
  public var tags: [[UInt8]]
  /// The first words of the article; kept to 170 characters in the index.
  public var lead: [UInt8]
  /// The language it is written in.
  public var language: Language

  /// A card of these parts.
  public init(
    url: [UInt8], title: [UInt8], date: [UInt8], section: [UInt8], authors: [[UInt8]],
    tags: [[UInt8]], lead: [UInt8], language: Language
  ) {
    self.url = url
    self.title = title
    self.date = date
    self.section = section
    self.authors = authors
    self.tags = tags
    self.lead = lead
    self.language = language
  }
}

/// All that is searched of one article.
public struct SearchDocument: Sendable {
  /// What a result shows; all of it is searched as well.
  public var card: SearchCard
  /// Without the title.
  public var headings: [[UInt8]]
  /// Further words it should be found by: the front matter's `keywords`.
  public var keywords: [[UInt8]]
  /// People and organizations it names outside its text.
  public var names: [[UInt8]]
  /// The plain text, headings and lead included.
  public var text: [UInt8]
  /// Per cent of the usual weight, 1...1000.
  public var boost: Int

  /// An article of these parts.
  public init(
    card: SearchCard, headings: [[UInt8]] = [], keywords: [[UInt8]] = [], names: [[UInt8]] = [],
    text: [UInt8], boost: Int = 100
  ) {
    self.card = card
    self.headings = headings
    self.keywords = keywords
    self.names = names
    self.text = text
    self.boost = boost
  }
}

/// One article as `searchIndex` wants it.
public struct SearchEntry: Sendable {
  /// What a result shows.
  public var card: SearchCard
  /// What `searchTokens` made of it.
  public var tokens: [UInt8]
  /// The plain text, for snippets and phrases; `nil` where somebody else makes its file.
  public var text: [UInt8]?
  /// The text's `textHash`.
  public var textHash: UInt32

  /// An entry of these parts.
  public init(card: SearchCard, tokens: [UInt8], text: [UInt8]) {
    self.init(card: card, textHash: Searching.textHash(text))
    self.tokens = tokens
    self.text = text
  }

  /// An entry whose words and text are elsewhere: in a `SearchChunk` and a file.
  public init(card: SearchCard, textHash: UInt32) {
    self.card = card
    self.tokens = []
    self.textHash = textHash
  }
}

/// A file of the index.
public struct SearchFile: Sendable, Hashable {
  /// Below the folder of the index: `m.json`, `b/digi.bin`.
  public var path: String
  /// What is in it.
  public var bytes: [UInt8]

  /// A file of these parts.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// Applies a function to numbers, on as many threads as its maker likes.
///
/// The index starts no threads of its own. Results come back in order, so that the number of workers
/// never shows in a file.
public protocol ParallelMap: Sendable {
  func map<Result: Sendable>(_ count: Int, _ transform: @Sendable (Int) -> Result) -> [Result]
}

/// One after the other, on the caller's thread.
public struct SerialMap: ParallelMap {
  /// The workers of a single thread.
  public init() {}

  /// Applies the function to 0..<count in order.
  public func map<Result: Sendable>(
    _ count: Int, _ transform: @Sendable (Int) -> Result
  ) -> [Result] {
    (0..<count).map(transform)
  }
}
