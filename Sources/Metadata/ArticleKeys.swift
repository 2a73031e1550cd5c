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

  /// Every name of every key, to find what an unknown one was meant to be.
  static let knownNames = KnownNames(allCases.flatMap(\.names))

  private static let keysByName = Dictionary(
    allCases.flatMap { key in key.names.map { ($0, key) } }, uniquingKeysWith: { first, _ in first }
  )
}
