// The keys of an article's front matter, and every other name that is read as one of them.

import Reporting

/// A key of the front matter. The order is that of the manual, and of `metadataJSON`.
enum ArticleKey: Int, CaseIterable {
  case title, date, updated, publishDate, expires, draft, kicker, deck, summary, authors,
    publisher, guest, organizations, tags, keywords, series, type, lang, id, slug, url, template,
    weight, noindex, toc, aliases, source, image, imageAlt, corrections, meeting, related,
    translationOf, extra

  /// The names a key goes by; the first is its own.
  var names: [String] {
    switch self {
    case .title: ["title", "titel", "tittel"]
    case .date: ["date", "pubdate", "dato"]
    case .updated: ["updated", "lastmod", "modified", "last_modified_at"]
    case .publishDate: ["publish_date", "publishDate"]
    case .expires: ["expires", "expiryDate", "expirydate", "unpublishdate", "expiration_date"]
    case .draft: ["draft", "published", "publish", "status"]
    case .kicker: ["kicker"]
    case .deck: ["deck", "manchet", "ingress", "subtitle", "lead"]
    case .summary: ["summary", "description", "excerpt"]
    case .authors: ["authors", "author", "forfatter"]
    case .publisher: ["publisher"]
    case .guest: ["guest"]
    case .organizations: ["organizations"]
    case .tags: ["tags", "topics", "categories", "emner"]
    case .keywords: ["keywords"]
    case .series: ["series"]
    case .type: ["type"]
    case .lang: ["lang", "language", "locale", "sprog", "språk", "målform"]
    case .id: ["id"]
    case .slug: ["slug"]
    case .url: ["url", "permalink", "path"]
    case .template: ["template", "layout"]
    case .weight: ["weight"]
    case .noindex: ["noindex"]
    case .toc: ["toc"]
    case .aliases: ["aliases", "redirect_from"]
    case .source: ["source", "source_url"]
    case .image: ["image", "featured_image", "cover", "hero"]
    case .imageAlt: ["image_alt"]
    case .corrections: ["corrections"]
    case .meeting: ["meeting"]
    case .related: ["related"]
    case .translationOf: ["translation_of"]
    case .extra: ["extra"]
    }
  }

  /// The key's own name.
  var name: String { names.first ?? "" }

  /// The key that goes by a name.
  static func named(_ name: String) -> ArticleKey? { keysByName[name] }

  /// The names that may have been meant by one that is unknown.
  ///
  /// `nearNames` measures exactly, which costs too much for all names and every unknown key of
  /// every article. The letters two words have in common rule out nearly all of them first.
  static func namesNear(_ name: String) -> [String] {
    let wanted = Letters(name)
    return nearNames(to: name, in: knownLetters.filter { wanted.mayBeNear($0.letters) }.map(\.name))
  }

  private static let keysByName = Dictionary(
    allCases.flatMap { key in key.names.map { ($0, key) } }, uniquingKeysWith: { first, _ in first }
  )

  private static let knownLetters = allCases.flatMap(\.names).map { ($0, Letters($0)) }
    .map { (name: $0.0, letters: $0.1) }
}

/// Which letters a word has, and how many: two words that are near share most of both.
private struct Letters {
  private var present: UInt32 = 0
  private var count = 0

  init(_ word: String) {
    for byte in word.utf8 where byte != UInt8(ascii: "-") && byte != UInt8(ascii: "_") {
      present |= 1 << UInt32(byte & 31)
      if byte & 0xC0 != 0x80 { count += 1 }
    }
  }

  /// False only for words that `nearNames` would not call near: each of its at most three edits
  /// changes two letters at most.
  func mayBeNear(_ other: Letters) -> Bool {
    let allowed = count <= 4 ? 1 : count <= 8 ? 2 : 3
    return abs(count - other.count) <= allowed
      && (present ^ other.present).nonzeroBitCount <= 4 * allowed
  }
}
