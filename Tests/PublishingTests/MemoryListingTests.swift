import Markdown
import Metadata
import Nordic
import Reporting
import Testing

@testable import Publishing

/// The digest of what other pages can show of an article moves with that, and with nothing else.
@Suite struct MemoryListingTests {
  static let head = """
    title: En titel
    date: 2026-03-14 08:30
    updated: 2026-03-16
    publish_date: 2026-03-15
    expires: 2027-01-01
    draft: false
    kicker: Kicker
    deck: Manchet
    summary: Resumé
    authors: [kari, {name: Per Nordmann, role: fotograf, url: https://example.org/, email: a@b.no}]
    publisher: redaktionen
    guest: true
    organizations: [ks]
    tags: [identitet, skyer]
    keywords: [søgeord]
    series: {name: Rækken, part: 2}
    type: minutes
    lang: da
    id: den-samme
    slug: en-anden
    url: /et/sted/
    template: page
    weight: 3
    noindex: false
    toc: true
    aliases: [/gammel/]
    source: {name: Avisen, url: https://example.com/, first_published: 2025-01-01}
    image: {src: a.png, alt: Alt, caption: Under, credit: Foto}
    corrections: [{date: 2026-03-17, text: Rettet}]
    meeting: {body: ks, number: 3/2026, start: 2026-03-14 10:00, end: 2026-03-14 12:00, place: Oslo, status: held}
    related: [anden]
    translation_of: original
    extra: {farve: rød, tal: 3.10}
    """

  /// What is replaced in the head, and by what.
  static let changes: [(String, String)] = [
    ("En titel", "En anden titel"), ("08:30", "08:31"), ("2026-03-16", "2026-03-18"),
    ("2026-03-15", "2026-03-13"), ("2027-01-01", "2027"), ("draft: false", "draft: true"),
    ("Kicker", "kicker"), ("Manchet", "Ingress"), ("Resumé", "Resume"), ("[kari, ", "[ola, "),
    ("[kari, ", "["), ("fotograf", "redaktør"), ("https://example.org/", "https://example.org/x"),
    ("a@b.no", "b@b.no"), ("redaktionen", "ks"), ("guest: true", "guest: false"),
    ("[ks]", "[kl]"), ("skyer", "sky"), ("[identitet, skyer]", "[skyer, identitet]"),
    ("[identitet, skyer]", "[identitet]"), ("søgeord", "ord"), ("part: 2", "part: 3"),
    ("Rækken", "Serien"), ("minutes", "agenda"), ("lang: da", "lang: nb"),
    ("den-samme", "en-ny"), ("en-anden", "en-tredje"), ("/et/sted/", "/et/andet/"),
    ("template: page", "template: news"), ("weight: 3", "weight: 4"),
    ("noindex: false", "noindex: true"), ("toc: true", "toc: false"), ("/gammel/", "/ung/"),
    ("Avisen", "Bladet"), ("https://example.com/", "https://example.net/"),
    ("2025-01-01", "2025-01"), ("a.png", "b.png"), ("alt: Alt", "alt: Tekst"),
    ("Under", "Over"), ("Foto", "Fotograf"), ("2026-03-17", "2026-03-19"), ("Rettet", "Fejl"),
    ("body: ks", "body: kl"), ("3/2026", "4/2026"), ("10:00", "09:00"), ("12:00", "13:00"),
    ("Oslo", "Bergen"), ("held", "cancelled"), ("[anden]", "[tredje]"), ("original", "kopi"),
    ("rød", "blå"), ("3.10", "3.1"), ("farve: rød, tal: 3.10", "tal: 3.10, farve: rød"),
    ("kicker: Kicker\n", ""), ("image: {src: a.png, alt: Alt, caption: Under, credit: Foto}\n", ""),
  ]

  /// What may be written otherwise without anybody else noticing.
  static let same: [(String, @Sendable (String) -> String)] = [
    ("a key moved", { $0.replacing("kicker: Kicker\n", with: "") + "kicker: Kicker\n" }),
    ("an empty line in front", { "\n" + $0 }),
    ("a comment", { $0.replacing("deck:", with: "# nyt\ndeck:") }),
    ("quotation marks", { $0.replacing("Manchet", with: "\"Manchet\"") }),
    ("spaces", { $0.replacing("kicker: Kicker", with: "kicker:    Kicker") }),
    ("a list in lines", { $0.replacing("[skyer]", with: "\n  - skyer") }),
  ]

  @Test("what a list can show of an article moves its digest") func heads() {
    let before = digest(Self.head)
    for (old, new) in Self.changes {
      #expect(Self.head.contains(old), "\(old)")
      #expect(digest(Self.head.replacing(old, with: new)) != before, "\(old) → \(new)")
    }
    reportCases(Self.changes.count, "changes of a head")
  }

  @Test("how the head is written does not move it") func writing() {
    let before = digest(Self.head + "\n")
    for (name, change) in Self.same {
      #expect(digest(change(Self.head + "\n")) == before, "\(name)")
    }
    reportCases(Self.same.count, "heads that say the same")
  }

  /// Bodies beside `Self.body`, and whether a list can tell.
  static let bodies: [(String, String, moves: Bool)] = [
    (
      "a word in another word's place", "Første afsnit.\n\n## Én\n\nAndet afsnit [her](b.md).",
      false
    ),
    ("another link", "Første afsnit.\n\n## En\n\nAndet afsnit [her](c.md).", false),
    ("a link to nowhere", "Første afsnit.\n\n## En\n\nAndet afsnit [her]().", false),
    ("another heading", "Første afsnit.\n\n## To\n\nAndet afsnit [her](b.md).", false),
    ("empty lines", "\n\nFørste afsnit.\n\n## En\n\n\nAndet afsnit [her](b.md).", false),
    ("one word more", "Første afsnit.\n\n## En\n\nAndet lange afsnit [her](b.md).", false),
    ("another first paragraph", "Andet afsnit.\n\n## En\n\nAndet afsnit [her](b.md).", true),
  ]

  @Test("of the text its summary counts, and nothing else") func bodies() {
    let head = "title: T\ndate: 2026-03-14"
    let before = digest(head, "Første afsnit.\n\n## En\n\nAndet afsnit [her](b.md).")
    for (name, body, moves) in Self.bodies {
      #expect((digest(head, body) != before) == moves, "\(name)")
    }
    reportCases(Self.bodies.count, "bodies")
  }

  /// What `compose` or others find out, and whether a list can tell.
  static let properties: [(String, moves: Bool, @Sendable (inout Article) -> Void)] = [
    ("language", true, { $0.language = .nn }), ("wordCount", false, { $0.wordCount += 1 }),
    ("summary", true, { $0.summary += "." }), ("slug", true, { $0.slug += "x" }),
    ("isReadable", true, { $0.isReadable = false }),
    ("isDraft", true, { $0.metadata.isDraft.toggle() }),
    ("fileSlug", true, { $0.metadata.fileSlug += "x" }),
    ("profile.name", true, { $0.profile.name? += "x" }),
    ("profile.role", true, { $0.profile.role? += "x" }),
    ("profile.organization", true, { $0.profile.organization? += "x" }),
    ("profile.url", true, { $0.profile.url? += "x" }),
    ("profile.email", true, { $0.profile.email? += "x" }),
    ("profile.photo", true, { $0.profile.photo?.path += "x" }),
    ("profile.photo.alt", true, { $0.profile.photo?.alt += "x" }),
    ("profile.photo.place", false, { $0.profile.photo?.place.line += 1 }),
    ("profile.photo.source", false, { $0.profile.photo?.source?.range = 7..<9 }),
    ("profile.type", true, { $0.profile.type? += "x" }),
    ("profile.description", true, { $0.profile.description? += "x" }),
    ("profile.weight", true, { $0.profile.weight? += 1 }),
    ("profile.pageSize", true, { $0.profile.pageSize? += 1 }),
    ("profile.template", true, { $0.profile.template? += "x" }),
    ("profile.extra", true, { $0.profile.extra = Map() }),
    ("title's place", false, { $0.metadata.title?.range = 7..<9 }),
    ("key's place", false, { $0.metadata.extra.entries[0].keyRange = 7..<9 }),
    ("value's place", false, { $0.metadata.extra.entries[0].node.range = 7..<9 }),
    ("links", false, { $0.links = [] }), ("ids", false, { $0.ids = [] }),
    ("problems", false, { $0.problems = [] }),
    ("body", false, { $0.body = ArticleBody(html: .here([1]), text: .here([1])) }),
  ]

  @Test("of an article's properties those count that others show") func properties() {
    let full = MemoryArticles.full()
    let before = listingDigest(of: full)
    #expect(listingDigest(of: full) == before)
    for (name, moves, change) in Self.properties {
      var article = full
      change(&article)
      #expect((listingDigest(of: article) != before) == moves, "\(name)")
    }
    reportCases(Self.properties.count, "properties")
  }

  @Test("a remembered article has the listing digest it had") func remembering() throws {
    for article in try MemoryArticles.example() {
      let back = try #require(recalled(remembered(article), article.source))
      #expect(listingDigest(of: back) == listingDigest(of: article), "\(article.source.name)")
    }
  }

  private func digest(_ head: String, _ body: String = "Tekst.") -> Digest {
    let text = "---\n\(head)\n---\n\n\(body)\n"
    return listingDigest(of: MemoryArticles.article("blog/a.md", Array(text.utf8)))
  }
}
