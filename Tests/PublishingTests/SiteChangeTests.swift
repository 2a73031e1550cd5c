import Foundation
import Reporting
import Testing

@testable import Publishing

@Suite struct SiteChangeTests {
  static let magazine = """
    -- content/site.yaml --
    title: Magasinet
    base_url: https://example.org/blad/
    language: da
    outputs: {search: false, archives: false, tags: false, tag_feeds: false, people: false}
    -- content/blog/en.md --
    ---
    title: En
    date: 2026-01-02
    aliases: [/gammel/, "/åben & fri/"]
    ---
    Tekst.
    -- content/blog/to.md --
    ---
    title: To
    date: 2026-01-03
    expires: 2027-05-01 06:00
    ---
    Tekst.
    """

  /// Edits, and what the build after each changed: `+` added, `~` changed, `-` removed, `>` redirects.
  static let edits: [(name: String, files: String, removed: [String], change: [String])] = [
    (
      "the first build", "", [],
      [
        "+.nojekyll", "+404.html", "+blog/en/index.html", "+blog/feed.xml", "+blog/index.html",
        "+blog/to/index.html", "+feed.xml", "+gammel/index.html", "+index.html", "+robots.txt",
        "+sitemap.xml", "+åben & fri/index.html", ">/blad/gammel/ nil /blad/blog/en/",
        ">/blad/%C3%A5ben%20&%20fri/ nil /blad/blog/en/",
      ]
    ),
    ("nothing", "", [], []),
    (
      "a text",
      "-- content/blog/to.md --\n---\ntitle: To\ndate: 2026-01-03\nexpires: 2027-05-01 06:00\n---\nAnden.\n",
      [],
      ["~blog/feed.xml", "~blog/index.html", "~blog/to/index.html", "~feed.xml", "~index.html"]
    ),
    (
      "an alias that moves and one that goes",
      "-- content/blog/en.md --\n---\ntitle: En\ndate: 2026-01-02\n---\nTekst.\n"
        + "-- content/blog/to.md --\n---\ntitle: To\ndate: 2026-01-03\naliases: [/gammel/]\n---\nAnden.\n",
      [],
      [
        "~gammel/index.html", "-åben & fri/index.html",
        ">/blad/gammel/ /blad/blog/en/ /blad/blog/to/",
        ">/blad/%C3%A5ben%20&%20fri/ /blad/blog/en/ nil",
      ]
    ),
    (
      "an article that goes", "", ["content/blog/en.md"],
      [
        "~blog/feed.xml", "~blog/index.html", "~feed.xml", "~index.html", "~sitemap.xml",
        "-blog/en/index.html",
      ]
    ),
    (
      "a page in place of a redirect, and one that leads on",
      "-- content/ny.md --\n---\ntitle: Ny\nurl: /gammel/\naliases: [/blog/to/]\n---\nTekst.\n",
      ["content/blog/to.md"],
      [
        "~blog/to/index.html", "~feed.xml",
        "~gammel/index.html", "~index.html", "~sitemap.xml",
        "-blog/feed.xml", "-blog/index.html",
        ">/blad/blog/to/ nil /blad/gammel/", ">/blad/gammel/ /blad/blog/to/ nil",
      ]
    ),
  ]

  @Test(
    "a build tells what it added, changed and removed, remembered or not", arguments: [true, false])
  func changes(remembers: Bool) throws {
    let site = try SiteFixture(Self.magazine)
    for edit in Self.edits {
      try site.write(edit.files)
      for path in edit.removed { try site.remove(path) }
      let report = site.build {
        $0.remembers = remembers
        $0.startedAt = 4_000_000_000
        $0.tellsChange = true
      }
      #expect(report.failure == nil, "\(edit.name): \(report.problems.map(line))")
      let change = report.change
      // What the theme makes of a page is not the question; a menu may change every page.
      let made =
        change.added.map { "+" + $0 } + change.changed.map { "~" + $0 }
        + change.removed.map { "-" + $0 }
        + change.redirects.map { ">\($0.from) \($0.before ?? "nil") \($0.to ?? "nil")" }
      let told = made.filter { !$0.contains("assets/") }
      #expect(told == edit.change, "\(edit.name)")
      #expect(change.removed.count == report.removedCount)
      #expect(change.added.count + change.changed.count == report.writtenCount)
    }
    reportCases(Self.edits.count, "edits of a site")
  }

  @Test("a build that is not asked tells only what it removed") func unasked() throws {
    let site = try SiteFixture(Self.magazine)
    #expect(site.build().change == SiteChange())
    try site.remove("content/blog/en.md")
    let change = site.build().change
    #expect(change.removed.contains("blog/en/index.html") && change.changed.isEmpty)
  }

  @Test("an address that is gone is a note of one build, unless something leads on") func lost()
    throws
  {
    let site = try SiteFixture(Self.magazine)
    func notes() -> [Diagnostic] {
      let report = site.build {
        $0.remembers = true
        $0.startedAt = 4_000_000_000
        $0.strict = true
      }
      #expect(report.failure == nil, "\(report.problems.map(line))")
      return report.problems.filter { $0.code == "T314" }
    }
    #expect(notes().isEmpty)
    try site.remove("content/blog/to.md")
    let one = notes()
    #expect(one.map(\.message) == ["an address that was published is gone: /blog/to/"])
    #expect(one.first?.help == ["what took its place can lead readers on: `aliases: [/blog/to/]`"])
    #expect(notes().isEmpty)
    try site.remove("content/blog/en.md")
    try site.write("-- content/blog/tre.md --\n---\ntitle: Tre\ndate: 2026-01-04\n---\nTekst.\n")
    let several = notes()
    #expect(several.map(\.message) == ["3 addresses that were published are gone"])
    #expect(several.first?.notes == ["/blog/en/ /gammel/ /åben & fri/"])
    try site.remove("content/blog/tre.md")
    try site.write(
      "-- content/blog/fire.md --\n---\ntitle: F\ndate: 2026-01-04\naliases: [/blog/tre/]\n---\nT.\n"
    )
    #expect(notes().isEmpty)
  }

  @Test("assets, the search index and files for machines are not missed by anybody") func machines()
  {
    let paths = [
      "assets/main.1a2b3c4d.css", "search/m.json", "search/da.0123.bin", "sitemap-2.xml",
      "robots.txt", "_headers", "_redirects", "nginx-redirects.map", ".nojekyll",
    ]
    for path in paths { #expect(SiteChange(removed: [path]).lost == nil, "\(path)") }
    for path in ["a.pdf", "blog/feed.xml", "index.html", "search/index.html", "x/kort.png"] {
      #expect(SiteChange(removed: [path]).lost != nil, "\(path)")
    }
    let many = SiteChange(removed: (10...29).map { "blog/\($0)/index.html" }).lost
    #expect(many?.notes.first?.hasSuffix("/blog/19/ and 10 more") == true)
    reportCases(paths.count + 6, "removed files")
  }

  @Test("only a page that this program wrote leads on, and its address comes back as it was")
  func targets() {
    let page = """
      <!DOCTYPE html>
      <html lang="da">
      <head>
      <meta http-equiv="refresh" content="0; url=/a&amp;b/%C3%A6/">
      """
    #expect(redirectTarget(Array(page.utf8)) == "/a&b/%C3%A6/")
    for other in [
      "", "<html>", "<!DOCTYPE html>\n<html lang=", " " + page, String(page.prefix(60)),
    ] {
      #expect(redirectTarget(Array(other.utf8)) == nil, "\(other)")
    }
  }
}
