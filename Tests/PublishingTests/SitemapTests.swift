// Sitemaps: what is in them, and which of them an edit changes.

import Foundation
import FoundationXML
import Testing

@testable import Publishing

@Suite struct SitemapTests {
  /// 1,001 articles of three years and a page; everything that is not in a sitemap is left out.
  private func largeSite() throws -> SiteFixture {
    var text = """
      -- content/site.yaml --
      base_url: https://example.org/
      outputs: {tags: false, tag_feeds: false, people: false, archives: false, search: false}
      -- content/om.md --
      ---
      title: Om
      ---
      T.

      """
    for number in 0...1000 {
      text += """
        -- content/blog/a\(number).md --
        ---
        title: A \(number)
        date: \(2023 + number % 3)-05-0\(1 + number % 9)
        \(number == 500 ? "noindex: true" : "weight: 0")
        ---
        T.

        """
    }
    return try SiteFixture(text)
  }

  /// The text of each `loc` of a sitemap, or of a list of them.
  private func locations(_ site: SiteFixture, _ path: String) throws -> [String] {
    let document = try XMLDocument(data: Data(site.text("public" + path).utf8))
    return try document.nodes(forXPath: "//*[local-name()='loc']").compactMap(\.stringValue)
  }

  private func sitemaps(_ site: SiteFixture) throws -> [String: String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: site.output)
      .filter { $0.hasPrefix("sitemap") }
    return Dictionary(uniqueKeysWithValues: names.map { ($0, site.text("public/" + $0)) })
  }

  @Test("a large site has a sitemap for each year, and all of them together have each page once")
  func years() throws {
    let site = try largeSite()
    #expect(site.build().failure == nil)
    let base = "https://example.org"
    let parts = try locations(site, "/sitemap.xml").map { String($0.dropFirst(base.count)) }
    #expect(
      parts == [
        "/sitemap-2023.xml", "/sitemap-2024.xml", "/sitemap-2025.xml", "/sitemap-pages.xml",
      ])
    #expect(
      try Set(sitemaps(site).keys) == Set(parts.map { String($0.dropFirst()) } + ["sitemap.xml"]))
    var expected: Set<String> = []
    for case let path as String in FileManager.default.enumerator(atPath: site.output) ?? .init()
    where path.hasSuffix("index.html") && path != "blog/a500/index.html" {
      expected.insert(base + "/" + path.dropLast("index.html".count))
    }
    var found: [String] = []
    for (number, part) in parts.enumerated() {
      let own = try locations(site, part)
      found += own
      guard number < 3 else { continue }
      let articles = (0...1000).filter { $0 % 3 == number && $0 != 500 }
      #expect(Set(own) == Set(articles.map { base + "/blog/a\($0)/" }), "\(part)")
    }
    #expect(Set(found) == expected)
    #expect(found.count == expected.count)
    reportCases(found.count, "addresses in sitemaps")
  }

  @Test("an edit of an article changes the sitemap of its year and no other") func edit() throws {
    let site = try largeSite()
    #expect(site.build().failure == nil)
    let before = try sitemaps(site)
    try site.write(
      "-- content/blog/a7.md --\n---\ntitle: A 7\ndate: 2024-05-08\nupdated: 2025-01-01\n---\nT.\n")
    #expect(site.build().failure == nil)
    let after = try sitemaps(site)
    // The front page of the section says when its newest article last changed.
    let changed = after.keys.filter { after[$0] != before[$0] }.sorted()
    #expect(changed == ["sitemap-2024.xml"])
    #expect(after["sitemap-2024.xml"]?.contains("<lastmod>2025-01-01</lastmod>") == true)
  }

  @Test("a small site has one sitemap") func small() throws {
    let site = try SiteFixture(
      """
      -- content/site.yaml --
      base_url: https://example.org/
      -- content/blog/en.md --
      ---
      title: En
      date: 2026-01-02
      ---
      T.
      """)
    #expect(site.build().failure == nil)
    #expect(try sitemaps(site).keys.sorted() == ["sitemap.xml"])
    #expect(try locations(site, "/sitemap.xml").contains("https://example.org/blog/en/"))
  }
}
