// From the map of an article's front matter to its meaning.
//
// Keys are sorted out first, once: which are known under which of their names, which mean the same,
// which are nobody's. Then each is read, in the order of the manual.

import Nordic
import Reporting

/// What front matter is read against.
public struct ArticleOptions: Sendable {
  /// The zone of dates that name none.
  public var zone: Zone
  /// The language of an article that names none.
  public var language: Language
  /// The file's name without extension and language, the folder's name for `index.md`: Jekyll puts
  /// date and slug there.
  public var fileStem: String
  /// Whether the file is under `_drafts/`.
  public var isUnderDrafts: Bool
  /// Whether an article of this kind must have a date; one of type `page` never must.
  public var requiresDate: Bool
  /// `FrontMatter.isWhole`: whether what is absent is truly missing.
  public var isWhole: Bool

  /// Sets what an article is read against.
  public init(
    zone: Zone, language: Language, fileStem: String = "", isUnderDrafts: Bool = false,
    requiresDate: Bool = true, isWhole: Bool = true
  ) {
    self.zone = zone
    self.language = language
    self.fileStem = fileStem
    self.isUnderDrafts = isUnderDrafts
    self.requiresDate = requiresDate
    self.isWhole = isWhole
  }
}

/// Reads the front matter of an article.
///
/// - Parameters:
///   - map: what `readFrontMatter` found.
///   - source: the file it was found in.
/// - Returns: everything that could be read, and what is wrong.
public func readArticle(
  _ map: Map, in source: SourceText, options: ArticleOptions
) -> (ArticleMetadata, [Diagnostic]) {
  var reader = ArticleReader(map, in: source, options: options)
  let article = reader.article()
  return (article, reader.values.diagnostics)
}

private struct ArticleReader {
  var values: MapReader
  private let options: ArticleOptions
  /// The entry of each key, by the key's raw value; -1 where there is none.
  private var entryIndexes: [Int]
  private var unknown: [Map.Entry] = []

  init(_ map: Map, in source: SourceText, options: ArticleOptions) {
    values = MapReader(map, in: source)
    self.options = options
    entryIndexes = Array(repeating: -1, count: ArticleKey.allCases.count)
    for index in map.entries.indices { sort(map.entries[index], index) }
  }

  private mutating func sort(_ entry: Map.Entry, _ index: Int) {
    guard let key = ArticleKey.named(entry.key) else {
      unknown.append(entry)
      let near = ArticleKey.knownNames.near(entry.key)
      if !near.isEmpty {
        values.report(.unknownKey(key: entry.key, entry.keyRange, near: near, isKept: true))
      }
      return
    }
    // `draft:` with nothing behind it is not taken for a decision to publish.
    guard entry.node.value != .null || entry.key == "draft" else { return }
    let earlierIndex = entryIndexes[key.rawValue]
    guard earlierIndex >= 0 else {
      entryIndexes[key.rawValue] = index
      return
    }
    let earlier = values.map.entries[earlierIndex]
    // The parser has told of the same key twice.
    guard earlier.key != entry.key else { return }
    values.report(
      .sameMeaning(
        key: entry.key, entry.keyRange, other: earlier.key, otherRange: earlier.keyRange))
  }

  mutating func article() -> ArticleMetadata {
    var article = ArticleMetadata()
    readText(&article)
    readTimes(&article)
    readTerms(&article)
    readAddresses(&article)
    readParts(&article)
    article.extra = extra()
    article.isDraft = options.isUnderDrafts || article.draft?.value ?? false
    if options.isWhole { reportMissing(article) }
    return article
  }

  /// A key as it was named, and its value; `nil` when it is absent or null.
  private func entry(_ key: ArticleKey) -> Map.Entry? {
    let index = entryIndexes[key.rawValue]
    return index < 0 ? nil : values.map.entries[index]
  }

  // MARK: Keys

  private mutating func readText(_ article: inout ArticleMetadata) {
    article.title = string(.title)
    article.set(\.kicker, string(.kicker))
    article.deck = text(.deck)
    article.summary = text(.summary)
    article.set(\.id, string(.id))
    article.set(\.translationOf, string(.translationOf))
    article.set(\.series, entry(.series).flatMap { values.series($0.node, of: $0.key) })
    article.set(\.weight, entry(.weight).flatMap { values.int($0.node, of: $0.key) })
    article.set(\.noindex, bool(.noindex))
    article.set(\.toc, bool(.toc))
    article.set(\.guest, bool(.guest))
    article.draft = draft()
    article.language = entry(.lang).flatMap { values.language($0.node, of: $0.key) }
    article.type = entry(.type).flatMap { values.articleType($0.node, of: $0.key) }
  }

  private mutating func readTimes(_ article: inout ArticleMetadata) {
    article.date = moment(.date)
    article.set(\.updated, moment(.updated))
    article.set(\.publishDate, moment(.publishDate))
    article.set(\.expires, moment(.expires))
    readFileName(&article)
    guard let expires = article.expires, let start = article.publishDate ?? article.date else {
      return
    }
    let startKey = article.publishDate == nil ? ArticleKey.date : .publishDate
    values.check(expires, of: name(.expires), isAfter: start, of: name(startKey))
  }

  /// Who and what it is about.
  private mutating func readTerms(_ article: inout ArticleMetadata) {
    article.authors = entry(.authors).map { values.contributors($0.node, of: $0.key) } ?? []
    article.set(
      \.publisher, string(.publisher).map { Located(Reference($0.value), range: $0.range) })
    article.set(
      \.organizations,
      strings(.organizations, isSplit: true).map {
        Located(Reference($0.value), range: $0.range)
      })
    article.tags = tags(strings(.tags, isSplit: true))
    article.set(\.keywords, strings(.keywords, isSplit: true))
    article.set(\.related, strings(.related, isSplit: false))
  }

  private mutating func readAddresses(_ article: inout ArticleMetadata) {
    let language = article.language?.value ?? options.language
    article.set(\.slug, entry(.slug).flatMap { values.slug($0.node, of: $0.key, in: language) })
    article.set(\.url, string(.url).flatMap { values.path($0, of: name(.url)) })
    article.set(
      \.template, string(.template).flatMap { values.templateName($0, of: name(.template)) })
    article.set(
      \.aliases,
      strings(.aliases, isSplit: false).compactMap { values.alias($0, of: name(.aliases)) })
  }

  private mutating func readParts(_ article: inout ArticleMetadata) {
    let zone = options.zone
    article.set(\.source, entry(.source).flatMap { values.source($0.node, of: $0.key, in: zone) })
    article.set(\.image, entry(.image).flatMap { values.image($0.node, of: $0.key) })
    if let alt = text(.imageAlt) { values.add(alt, to: &article.image) }
    article.set(
      \.corrections,
      entry(.corrections).map { values.corrections($0.node, of: $0.key, in: zone) } ?? [])
    guard let meeting = entry(.meeting) else { return }
    article.meeting = values.nested(meeting.node, of: meeting.key) { reader in
      Located(reader.meeting(in: zone), range: meeting.node.range)
    }
  }

  // MARK: Values

  private func name(_ key: ArticleKey) -> String { entry(key)?.key ?? key.name }

  private mutating func string(_ key: ArticleKey) -> Located<String>? {
    entry(key).flatMap { values.string($0.node, of: $0.key) }
  }

  private mutating func text(_ key: ArticleKey) -> Located<String>? {
    entry(key).flatMap { values.text($0.node, of: $0.key) }
  }

  private mutating func bool(_ key: ArticleKey) -> Located<Bool>? {
    entry(key).flatMap { values.bool($0.node, of: $0.key) }
  }

  private mutating func moment(_ key: ArticleKey) -> Located<Moment>? {
    entry(key).flatMap { values.moment($0.node, of: $0.key, in: options.zone) }
  }

  private mutating func strings(_ key: ArticleKey, isSplit: Bool) -> [Located<String>] {
    entry(key).map { values.strings($0.node, of: $0.key, isSplit: isSplit) } ?? []
  }

  /// `published: false` and `publish: false` turn `draft` round; `status` says it in a word.
  private mutating func draft() -> Located<Bool>? {
    guard let entry = entry(.draft) else { return nil }
    if entry.key == "status" {
      let word = values.oneOf(entry.node, of: entry.key, ["draft", "published"])
      return word.map { Located($0.value == "draft", range: $0.range) }
    }
    if values.isEmptyText(entry.node) {
      values.report(.notABool(key: entry.key, entry.node.range, found: "empty", fix: nil))
    }
    let value = values.bool(entry.node, of: entry.key)
    return entry.key == "draft" ? value : value.map { Located(!$0.value, range: $0.range) }
  }

  /// Tags without `#` before them, each once.
  private func tags(_ typed: [Located<String>]) -> [Located<String>] {
    var tags: [Located<String>] = []
    var known: Set<String> = []
    for var tag in typed {
      let hashCount = tag.value.utf8.prefix { $0 == UInt8(ascii: "#") }.count
      if hashCount > 0 { tag.value = trimmed(tag.value.dropFirst(hashCount)) }
      if !tag.value.isEmpty, known.insert(tag.value).inserted { tags.append(tag) }
    }
    return tags
  }

  /// Jekyll's `2021-08-26-slug`: the date counts when there is no other.
  private mutating func readFileName(_ article: inout ArticleMetadata) {
    article.fileSlug = options.fileStem
    guard let (date, slug) = jekyllName(options.fileStem) else { return }
    article.fileSlug = slug
    guard article.date == nil, isUnwritten(.date) else { return }
    switch parseMoment(date, in: options.zone) {
    case .success(let moment): article.date = Located(moment, range: 0..<0)
    case .failure(let problem):
      values.report(.impossibleFileDate(options.fileStem, problem))
    }
  }

  /// What `extra` holds, and after it what no key is known for.
  private mutating func extra() -> Map {
    guard let entry = entry(.extra), let map = values.map(entry.node, of: entry.key) else {
      return Map(unknown)
    }
    let inner = Dictionary(
      map.entries.map { ($0.key, $0.keyRange) }, uniquingKeysWith: { first, _ in first })
    for entry in unknown {
      guard let range = inner[entry.key] else { continue }
      values.report(
        .sameMeaning(
          key: entry.key, entry.keyRange, other: "extra." + entry.key, otherRange: range))
    }
    return Map(map.entries + unknown.filter { inner[$0.key] == nil })
  }

  private mutating func reportMissing(_ article: ArticleMetadata) {
    let opening = frontMatterOpening(values.source.bytes)
    if article.title == nil, isUnwritten(.title) {
      values.report(.missing(key: "title", opening, help: "add a line `title: …`"))
    }
    let isPage = article.type?.value == .page
    if article.date == nil, options.requiresDate, !isPage, isUnwritten(.date),
      jekyllName(options.fileStem) == nil
    {
      let help = "add a line such as `date: 2020-03-23`; pages of `type: page` need none"
      values.report(.missing(key: "date", opening, help: help))
    }
  }

  /// Whether there is nothing at a key; a value that could not be read has had its message.
  private func isUnwritten(_ key: ArticleKey) -> Bool {
    entry(key).map { values.isEmptyText($0.node) } ?? true
  }
}

/// Splits `2021-08-26-slug`.
private func jekyllName(_ stem: String) -> (date: String, slug: String)? {
  let bytes = Array(stem.utf8)
  guard bytes.count > 11 else { return nil }
  for (index, byte) in bytes.prefix(11).enumerated() {
    let isDash = index == 4 || index == 7 || index == 10
    guard isDash ? byte == UInt8(ascii: "-") : 0x30...0x39 ~= byte else { return nil }
  }
  let date = String(decoding: bytes.prefix(10), as: UTF8.self)
  return (date, String(decoding: bytes.dropFirst(11), as: UTF8.self))
}

private func trimmed(_ text: Substring) -> String {
  String(text.drop { $0 == " " })
}
