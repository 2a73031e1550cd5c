import Foundation
import Reporting
import Testing

@testable import Publishing

/// Sites with outputs switched off, made with the theme that is built in.
@Suite struct SwitchedOffTests {
  static let magazine = """
    -- content/site.yaml --
    title: Magasinet
    base_url: https://example.org/blad/
    language: da
    page_size: 1
    publisher: Kommunen
    extra: {mark: maerke.svg}
    -- content/maerke.svg --
    <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>
    -- content/blog/a.md --
    ---
    title: A
    date: 2025-01-02
    authors: [kari, Ole Olsen]
    tags: [OS2, Åben kode]
    aliases: [/gammel/]
    ---
    Tekst.
    -- content/blog/b.md --
    ---
    title: B
    date: 2026-01-02
    tags: [OS2]
    ---
    Tekst.
    -- content/referater/c.md --
    ---
    title: C
    date: 2026-01-03
    type: minutes
    ---
    Tekst.
    -- content/om.md --
    ---
    title: Om
    ---
    Tekst.
    -- content/people/kari.md --
    ---
    name: Kari Nordmann
    ---
    """

  static let article = "-- content/blog/d.md --\n---\ntitle: D\ndate: 2026-01-04\n"

  /// What is written, with what switched off, and the place and the message that is expected.
  static let links: [(off: String, files: String, expected: String)] = [
    (
      "files", article + "---\n![Et mærke](../maerke.svg)\n",
      "content/blog/d.md:5:13 error T305 `../maerke.svg` is not published: the settings switch off "
        + "`files`"
    ),
    (
      "files", article + "---\n[x](/maerke.svg)\n",
      "content/blog/d.md:5:5 error T305 `/maerke.svg` is not published"
    ),
    (
      "files", article + "image: {src: ../maerke.svg, alt: Et}\n---\n",
      "content/blog/d.md:4:14 error T305 `../maerke.svg` is not published"
    ),
    (
      "files", "-- content/people/kari.md --\n---\nname: Kari\nphoto: ../maerke.svg\n---\n",
      "content/people/kari.md:3:8 error T305 `../maerke.svg` is not published"
    ),
    (
      "files", "logo: maerke.svg\n",
      "content/site.yaml:8:7 error T305 `maerke.svg` is not published"
    ),
    (
      "sections", article + "---\n[x](/blog/)\n",
      "content/blog/d.md:5:5 error T305 `/blog/` is not published: the settings switch off "
        + "`sections`"
    ),
    (
      "sections",
      "-- content/blog/_index.md --\n---\ntitle: Blog\n---\n" + article + "---\n[x](_index.md)\n",
      "content/blog/d.md:5:5 error T305 `_index.md` is not published"
    ),
    (
      "people", article + "---\n[x](../people/kari.md)\n",
      "content/blog/d.md:5:5 error T305 `../people/kari.md` is not published: the settings switch "
        + "off `people`"
    ),
    (
      "tags", article + "---\n[x](/tags/os2/)\n",
      "content/blog/d.md:5:5 error T305 `/tags/os2/` is not published"
    ),
    (
      "archives", article + "---\n[x](/arkiv/2025)\n",
      "content/blog/d.md:5:5 error T305 `/arkiv/2025` is not published"
    ),
    (
      "feed", article + "---\n[x](/feed.xml)\n",
      "content/blog/d.md:5:5 error T305 `/feed.xml` is not published"
    ),
    (
      "home", article + "---\n[x](/)\n",
      "content/blog/d.md:5:5 error T305 `/` is not published: the settings switch off `home`"
    ),
    (
      "home",
      "-- content/_index.md --\n---\ntitle: M\n---\n" + article + "---\n[x](../_index.md)\n",
      "content/blog/d.md:5:5 error T305 `../_index.md` is not published"
    ),
    (
      "files", "menus: {main: [maerke.svg]}\n",
      "content/site.yaml:8:16 error T305 `maerke.svg` is not published"
    ),
    (
      "sections", "menus: {main: [/blad/referater/]}\n",
      "content/site.yaml:8:16 error T305 `/blad/referater/` is not published"
    ),
    ("home", "menus: {main: [/]}\n", "content/site.yaml:8:16 error T305 `/` is not published"),
  ]

  @Test("the theme makes no link to what is switched off", arguments: Output.allCases)
  func themeLinks(_ output: Output) throws {
    let site = try SiteFixture(Self.magazine)
    try switchOff(output.rawValue, in: site)
    let report = try buildWithTheTheme(site)
    #expect(report.problems.map(line) == [], "\(output)")
    #expect(try deadLinks(in: site) == [], "\(output)")
  }

  @Test(
    "the theme makes no link to what is not there where all is switched off, or nothing written")
  func hardlyAnything() throws {
    let site = try SiteFixture(Self.magazine)
    try switchOff(
      Output.allCases.map(\.rawValue).joined(separator: ": false, "),
      in: site)
    #expect(try buildWithTheTheme(site).failure == nil)
    #expect(site.exists("public/blog/a/index.html") && !site.exists("public/index.html"))
    #expect(try deadLinks(in: site) == [])
    let empty = try SiteFixture(
      "-- content/site.yaml --\ntitle: M\nbase_url: https://example.org/blad/\n")
    #expect(try buildWithTheTheme(empty).failure == nil)
    #expect(empty.exists("public/soeg/index.html"))
    #expect(try deadLinks(in: empty) == [])
  }

  @Test("a front page of the site's own is linked to as the program's is, in warm builds too")
  func ownFrontPage() throws {
    let site = try SiteFixture(Self.magazine)
    try switchOff("home", in: site)
    let own: [(path: String, text: String)] = [
      ("content/index.html", "<h1>Velkommen</h1>"),
      ("content/forside.md", "---\ntitle: Velkommen\nurl: /\n---\n"),
      ("content/velkommen.md", "---\ntitle: Velkommen\naliases: [/]\n---\n"),
    ]
    func linksHome() throws -> [Bool] {
      #expect(try buildWithTheTheme(site).problems.filter { $0.code != "T314" }.map(line) == [])
      #expect(try deadLinks(in: site) == [])
      return ["public/404.html", "public/blog/a/index.html"].map {
        site.text($0).contains("href=\"/blad/\" rel=\"home\"")
      }
    }
    #expect(try linksHome() == [false, false])
    for (path, text) in own {
      try site.write(path, Array(text.utf8))
      #expect(try linksHome() == [true, true], "\(path)")
      try site.remove(path)
      #expect(try linksHome() == [false, false], "\(path)")
    }
    reportCases(own.count, "front pages of a site's own")
  }

  @Test("what somebody wrote leads to what is switched off: an error at its place, with the cure")
  func writtenLinks() throws {
    for (off, files, expected) in Self.links {
      let site = try SiteFixture(Self.magazine)
      if files.hasPrefix("-- ") { try site.write(files) }
      try switchOff(off, in: site, and: files.hasPrefix("-- ") ? "" : files)
      let problems = site.build().problems
      #expect(problems.count == 1, "\(files): \(problems.map(line))")
      #expect(problems.first.map(line)?.hasPrefix(expected) == true, "\(problems.map(line))")
      #expect(problems.first?.help.first?.contains("`outputs: {\(off): true}`") == true)
    }
    reportCases(Self.links.count, "links to what is switched off")
  }

  @Test("a feed whose own page is switched off leads to the front page") func feedLinks() throws {
    let site = try SiteFixture(Self.magazine)
    #expect(site.build().failure == nil)
    #expect(
      site.text("public/blog/feed.xml").contains("<link>https://example.org/blad/blog/</link>"))
    try switchOff("sections: false, tags", in: site)
    #expect(site.build().failure == nil)
    for feed in ["blog/feed.xml", "tags/os2/feed.xml"] {
      #expect(site.text("public/" + feed).contains("<link>https://example.org/blad/</link>"))
    }
  }

  // MARK: Helpers

  private func switchOff(_ outputs: String, in site: SiteFixture, and more: String = "") throws {
    let settings = site.text("content/site.yaml")
    try site.write(
      "content/site.yaml", Array((settings + "outputs: {\(outputs): false}\n" + more).utf8))
  }

  private func buildWithTheTheme(_ site: SiteFixture) throws -> BuildReport {
    let theme = try Self.theme.get()
    return site.build {
      $0.builtInTheme = theme
      $0.remembers = true
    }
  }

  private static let theme = Result {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../themes/avis").standardizedFileURL.path
    return try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().compactMap {
      path -> ThemeFile? in
      guard let bytes = FileManager.default.contents(atPath: folder + "/" + path),
        path.contains(".")
      else { return nil }
      return ThemeFile(name: path, path: "built-in theme/" + path, bytes: Array(bytes))
    }
  }

  /// Every link of every page that stays on the site and leads to no file.
  private func deadLinks(in site: SiteFixture) throws -> [String] {
    let tree = site.tree()
    let pattern = try Regex(" (?:href|src|action|data-client)=\"(/[^\"#?]*)")
    var dead: Set<String> = []
    var count = 0
    for (path, bytes) in tree where path.hasSuffix(".html") {
      let text = String(decoding: bytes, as: UTF8.self)
      for match in text.matches(of: pattern) {
        let link = match.output[1].substring.map(String.init) ?? ""
        count += 1
        var file = String(link.dropFirst("/blad/".count))
        if link.hasSuffix("/") { file += "index.html" }
        if !link.hasPrefix("/blad/") || tree[file] == nil { dead.insert("\(path): \(link)") }
      }
    }
    #expect(count > 10)
    return dead.sorted()
  }
}
