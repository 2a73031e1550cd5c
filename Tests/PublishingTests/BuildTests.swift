import Foundation
import Reporting
import Testing

@testable import Publishing

@Suite struct BuildTests {
  static let magazine = """
    -- content/site.yaml --
    title: Magasinet
    base_url: https://example.org/blad/
    language: da
    page_size: 2
    -- content/leder/_index.md --
    ---
    title: Ledere
    ---
    -- content/leder/en.md --
    ---
    title: En leder
    date: 2026-01-02
    authors: [kari]
    tags: [OS2, Åben kode]
    aliases: [/gammel/]
    ---
    Se [to](../blog/to.md#afsnit) og ![Et hus](hus.svg).

    [Et afsnit](#her) med en note.[^1]

    [^1]: Noten.

    ## Her
    -- content/leder/hus.svg --
    <svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"></svg>
    -- content/blog/to.md --
    ---
    title: To
    date: 2026-01-03 08:00
    tags: [OS2]
    ---
    ## Afsnit
    Tekst.
    -- content/blog/tre/index.md --
    ---
    title: Tre
    date: 2026-01-04
    slug: nummer-tre
    tags: [OS2, ærlig]
    ---
    ![Kort](kort.svg)
    -- content/blog/tre/kort.svg --
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 20"></svg>
    -- content/blog/fire.md --
    ---
    title: Fire
    date: 2026-01-05
    ---
    Fire.
    -- content/blog/fem.md --
    ---
    title: Fem
    date: 2026-01-06
    ---
    Fem.
    -- content/om.md --
    ---
    title: Om
    type: page
    ---
    Om os.
    -- content/people/kari.md --
    ---
    name: Kari Nordmann
    ---
    Redaktør.
    -- content/fil med æøå.txt --
    Hej
    -- content/.well-known/security.txt --
    Contact: mailto:a@example.org
    """

  @Test("a magazine becomes exactly these files") func outputs() throws {
    let site = try SiteFixture(Self.magazine)
    let report = site.build()
    #expect(report.failure == nil, "\(report.problems.map(line))")
    let tree = site.tree()
    let made = tree.keys.filter { !$0.hasPrefix("assets/") && !$0.hasPrefix("search/") }.sorted()
    #expect(tree["search/m.json"] != nil)
    #expect(
      made
        == [
          ".nojekyll", ".tidende/manifest.json", ".well-known/security.txt", "404.html",
          "arkiv/2026/index.html", "arkiv/index.html", "blog/feed.xml", "blog/fem/index.html",
          "blog/fire/index.html", "blog/index.html", "blog/nummer-tre/index.html",
          "blog/nummer-tre/kort.svg", "blog/side/1/index.html", "blog/to/index.html", "feed.xml",
          "fil med æøå.txt", "gammel/index.html", "index.html", "leder/en/index.html",
          "leder/feed.xml", "leder/hus.svg", "leder/index.html", "om/index.html",
          "personer/index.html", "personer/kari/index.html", "robots.txt", "side/1/index.html",
          "sitemap.xml", "soeg/index.html", "tags/aaben-kode/feed.xml",
          "tags/aaben-kode/index.html", "tags/aerlig/feed.xml", "tags/aerlig/index.html",
          "tags/index.html", "tags/os2/feed.xml", "tags/os2/index.html",
        ].sorted())
    reportCases(made.count, "files of a magazine")
  }

  @Test("links and pictures are resolved below the path of the base address") func links() throws {
    let site = try SiteFixture(Self.magazine)
    _ = site.build()
    let page = site.text("public/leder/en/index.html")
    #expect(page.contains(#"<a href="/blad/blog/to/#afsnit">to</a>"#))
    #expect(page.contains(#"src="/blad/leder/hus.svg" width="40" height="30""#))
    #expect(page.contains("<a href=\"#her\">"))
    #expect(
      site.text("public/blog/nummer-tre/index.html").contains(
        #"src="/blad/blog/nummer-tre/kort.svg" width="10" height="20""#))
    #expect(site.text("public/gammel/index.html").contains(#"url=/blad/leder/en/"#))
    #expect(
      site.text("public/robots.txt").contains("Sitemap: https://example.org/blad/sitemap.xml"))
  }

  @Test("every address in a feed is absolute, and its identities are permanent") func feed() throws
  {
    let site = try SiteFixture(Self.magazine)
    _ = site.build()
    let feed = site.text("public/leder/feed.xml")
    #expect(feed.contains(#"<a href="https://example.org/blad/blog/to/#afsnit">"#))
    #expect(feed.contains(#"src="https://example.org/blad/leder/hus.svg""#))
    #expect(feed.contains(#"<a href="https://example.org/blad/leder/en/#her">"#))
    #expect(feed.contains(#"<guid isPermaLink="false">tag:example.org,2026-01-02:leder/en</guid>"#))
    #expect(feed.contains("<pubDate>Fri, 02 Jan 2026 00:00:00 +0100</pubDate>"))
    #expect(feed.contains("<dc:creator>Kari Nordmann</dc:creator>"))
    #expect(feed.contains(#"id="en-her""#))
    #expect(feed.contains(##"href="https://example.org/blad/leder/en/#fn"##))
    #expect(!feed.contains("href=\"#"))
  }

  @Test("lists hold the newest first and number their pages from the oldest") func lists() throws {
    let site = try SiteFixture(Self.magazine)
    _ = site.build()
    let front = site.text("public/index.html")
    #expect(front.contains("Fem") && front.contains("Fire") && front.contains("Tre"))
    #expect(!front.contains("En leder"))
    #expect(front.contains(#"<a rel="next" href="/blad/side/1/">"#))
    let oldest = site.text("public/side/1/index.html")
    #expect(oldest.contains("En leder") && oldest.contains(">To<"))
    #expect(oldest.contains(#"<a rel="prev" href="/blad/">"#))
    let tags = site.text("public/tags/index.html")
    let order = ["OS2", "ærlig", "Åben kode"].map {
      tags.range(of: $0)?.lowerBound ?? tags.endIndex
    }
    #expect(order == order.sorted())
  }

  @Test("built again with nothing changed, no file is written") func nothingChanged() throws {
    let site = try SiteFixture(Self.magazine)
    _ = site.build()
    let before = site.stamps()
    let report = site.build()
    #expect(report.failure == nil)
    #expect(report.writtenCount == 0)
    #expect(site.stamps() == before)
    #expect(!site.exists(".public.tidende"))
  }

  @Test("workers, folder and order of listings do not change a byte") func sameBytes() throws {
    let first = try SiteFixture(Self.magazine)
    let second = try SiteFixture(Self.magazine)
    _ = first.build(jobs: 1)
    let backwards = Disk(order: { $1.utf8.lexicographicallyPrecedes($0.utf8) })
    _ = second.build(jobs: 4, disk: backwards)
    #expect(first.tree() == second.tree())
    #expect(first.tree().count > 30)
  }

  @Test("one changed article rewrites only what shows it") func oneChange() throws {
    let site = try SiteFixture(Self.magazine)
    _ = site.build()
    let before = site.stamps()
    try site.write(
      "-- content/blog/to.md --\n---\ntitle: To\ndate: 2026-01-03 08:00\ntags: [OS2]\nsummary: Tekst.\n---\n## Afsnit\nNy tekst.\n"
    )
    _ = site.build()
    let after = site.stamps()
    let changed = after.filter { before[$0.key] != $0.value }.map(\.key)
      .filter { !$0.hasPrefix("search/") }.sorted()
    #expect(
      changed == [
        ".tidende/manifest.json", "blog/feed.xml", "blog/to/index.html", "feed.xml",
        "tags/os2/feed.xml",
      ])
  }

  @Test("what an earlier build made and this one does not is removed; the rest is left")
  func orphans() throws {
    let site = try SiteFixture(Self.magazine)
    _ = site.build()
    try site.write("public/egen/fil.txt", Array("min".utf8))
    try site.write("public/blog/egen.txt", Array("min".utf8))
    try site.remove("content/blog/fem.md")
    let report = site.build()
    #expect(report.failure == nil, "\(report.problems.map(line))")
    #expect(!site.exists("public/blog/fem/index.html"))
    #expect(!site.exists("public/blog/fem"))
    #expect(site.text("public/egen/fil.txt") == "min")
    #expect(site.text("public/blog/egen.txt") == "min")
  }

  @Test("drafts, scheduled and expired articles stay out and are listed") func withheld() throws {
    let site = try SiteFixture(
      """
      -- content/site.yaml --
      title: T
      language: da
      -- content/blog/a.md --
      ---
      title: A
      date: 2026-01-01
      draft: true
      ---
      -- content/blog/b.md --
      ---
      title: B
      date: 2026-12-01 08:00
      ---
      -- content/blog/c.md --
      ---
      title: C
      date: 2026-01-01
      expires: 2026-11-21 12:59
      ---
      -- content/_drafts/d.md --
      ---
      title: D
      ---
      -- content/blog/e.md --
      ---
      title: E
      date: 2026-11-21 13:00
      ---
      """)
    let report = site.build()
    #expect(
      report.withheldSummary
        == "not published: 2 drafts, 1 scheduled (next 2026-12-01 08:00 Europe/Copenhagen), 1 expired"
    )
    #expect(site.exists("public/blog/e/index.html"))
    for name in ["a", "b", "c", "d"] { #expect(!site.exists("public/blog/\(name)/index.html")) }
    let all = site.build {
      $0.drafts = true
      $0.future = true
      $0.expired = true
    }
    #expect(all.withheldSummary == nil)
    for name in ["a", "b", "c"] { #expect(site.exists("public/blog/\(name)/index.html")) }
  }

  @Test("every output can be switched off") func outputsOff() throws {
    for output in Output.allCases {
      let site = try SiteFixture(Self.magazine)
      try site.write(
        "content/site.yaml",
        Array(
          "title: M\nbase_url: https://example.org/\noutputs: {\(output.rawValue): false}\n".utf8))
      let report = site.build()
      #expect(
        report.problems.allSatisfy { $0.severity != .error || $0.code == "T305" },
        "\(output): \(report.problems.map(line))")
    }
    reportCases(Output.allCases.count, "outputs switched off")
  }

  @Test("every key of the settings is read without a complaint") func allSettings() throws {
    let site = try SiteFixture(Self.magazine)
    try site.write(
      """
      -- content/site.yaml --
      title: M
      tagline: {da: En linje, en: A line}
      base_url: https://example.org/
      language: da
      time_zone: Europe/Oslo
      publisher: {name: F, url: https://f.example/, email: a@f.example}
      editor: Kari
      contact: a@f.example
      copyright: Alle
      logo: leder/hus.svg
      image: {src: leder/hus.svg, alt: Et hus}
      theme: avis
      sections: {leder: Ledere, blog: {title: B, type: blog, description: d, weight: 1, page_size: 3}}
      menus: {main: [/leder/, {title: Om, url: /om/}], footer: []}
      page_size: 5
      feeds: {count: 3, content: summary}
      paths: {article: "/{year}/{slug}/", page: "/{slug}/", tag: "/emne/{slug}/", tags: /emner/,
        people: /folk/, person: "/folk/{slug}/", archives: /gammelt/, archive: "/gammelt/{year}/",
        search: /find/, feed: /rss.xml, section: "/{section}/", list_page: "/p/{number}/"}
      outputs: {robots: false}
      unsafe_html: false
      limits: {file_size: 100000}
      extra: {a: [1, {b: c}]}
      """)
    let report = site.build()
    #expect(report.problems.map(line) == [])
    for path in [
      "2026/en/index.html", "emne/os2/rss.xml", "folk/kari/index.html", "find/index.html",
      "gammelt/2026/index.html",
    ] {
      #expect(site.exists("public/" + path), "\(path)")
    }
  }

  @Test("a folder of Markdown without settings is a magazine") func noSettings() throws {
    let site = try SiteFixture(
      "-- content/blog/a.md --\n---\ntitle: A\ndate: 2026-01-01\n---\nTekst.\n-- content/b.md --\n---\ntitle: B\n---\n"
    )
    let report = site.build()
    #expect(report.failure == nil, "\(report.problems.map(line))")
    #expect(report.problems.filter { $0.severity == .note }.map(\.code) == ["T062", "T070"])
    #expect(site.exists("public/blog/a/index.html"))
    #expect(site.exists("public/b/index.html"))
  }

  @Test("byte order marks, CRLF, NFD names and æøå in names work") func tolerance() throws {
    let site = try SiteFixture("-- content/site.yaml --\ntitle: T\nlanguage: da\n")
    try site.write(
      "content/blog/blåbær.md",
      Array("\u{FEFF}---\r\ntitle: Blåbær\r\ndate: 2026-01-01\r\n---\r\n[x](får.md)\r\n".utf8))
    try site.write(
      "content/blog/fa\u{30A}r.md",
      Array("---\ntitle: Å\ndate: 2026-01-02\n---\n[y](blåbær.md)\n".utf8))
    let report = site.build()
    #expect(report.failure == nil, "\(report.problems.map(line))")
    #expect(site.exists("public/blog/blaabaer/index.html"))
    #expect(site.exists("public/blog/faar/index.html"))
  }

  @Test("an output folder that is a file, or lies inside content, is refused") func badOutput()
    throws
  {
    let site = try SiteFixture(Self.magazine)
    try site.write("public", Array("fil".utf8))
    let report = site.build()
    #expect(report.failure == .files)
    #expect(site.text("public") == "fil")
    let inside = site.build { $0.output = site.folder + "/content/public" }
    #expect(inside.failure == .files)
  }

  @Test("what stands in the way in the output is found before anything is moved") func inTheWay()
    throws
  {
    let site = try SiteFixture(Self.magazine)
    _ = site.build()
    try site.write("public/blog/ny", Array("min".utf8))
    let before = site.tree()
    try site.write("-- content/blog/ny.md --\n---\ntitle: Ny\ndate: 2026-02-01\n---\nx\n")
    #expect(site.build().failure == .files)
    #expect(site.tree() == before)
    #expect(!site.exists(".public.tidende"))
  }

  @Test("a folder without content is no magazine") func noContent() throws {
    let site = try SiteFixture(Self.magazine)
    _ = site.build()
    let before = site.tree()
    try site.remove("content")
    #expect(site.build().failure == .files)
    #expect(site.tree() == before)
  }

  @Test("a template that is not text is refused") func badTemplate() throws {
    let site = try SiteFixture(Self.magazine)
    try site.write("content/_theme/templates/article.html", [0xFF] + Array("{{ page.title }}".utf8))
    let report = site.build()
    #expect(report.failure == .content, "\(report.problems.map(line))")
  }

  @Test("a warning keeps the output under strict") func strict() throws {
    let site = try SiteFixture(
      "-- content/site.yaml --\ntitel: T\n-- content/a.md --\n---\ntitle: A\n---\n")
    #expect(site.build { $0.strict = true }.failure == .warnings)
    #expect(!site.exists("public/a/index.html"))
    #expect(site.build().failure == nil)
    #expect(site.exists("public/a/index.html"))
  }

  @Test("a translation by file name is linked both ways and listed once") func translations() throws
  {
    let site = try SiteFixture(
      """
      -- content/site.yaml --
      title: T
      language: da
      -- content/blog/a.md --
      ---
      title: Dansk
      date: 2026-01-01
      ---
      -- content/blog/a.nn.md --
      ---
      title: Nynorsk
      date: 2026-01-01
      ---
      -- content/_theme/templates/article.html --
      {{ page.language }}:{% for other in article.translations %}{{ other.language }}={{ other.url }};{% endfor %}
      """)
    let report = site.build()
    #expect(report.failure == nil, "\(report.problems.map(line))")
    #expect(site.text("public/blog/a/index.html").contains("da:nn=/nn/blog/a/;"))
    #expect(site.text("public/nn/blog/a/index.html").contains("nn:da=/blog/a/;"))
    #expect(!site.text("public/blog/index.html").contains("Nynorsk"))
  }
}
