import Foundation
import Testing

@testable import Publishing

@Suite struct ChangeReportTests {
  private func report(_ site: SiteFixture, _ change: (inout BuildRequest) -> Void = { _ in })
    -> String
  {
    var asked: BuildRequest?
    let report = site.build {
      $0.tellsChange = true
      $0.remembers = true
      $0.startedAt = 4_000_000_000
      change(&$0)
      asked = $0
    }
    return asked.map { String(decoding: changeReport(report, of: $0), as: UTF8.self) } ?? ""
  }

  @Test("a report lists addresses and files, and is the same for the same builds") func report()
    throws
  {
    let text = """
      -- content/site.yaml --
      base_url: https://example.org/blad/
      language: da
      outputs: {search: false, archives: false, tags: false, tag_feeds: false, people: false, feed: false, section_feeds: false, not_found: false, sitemap: false, robots: false, nojekyll: false, sections: false, home: false}
      -- content/blog/æ.md --
      ---
      title: "Æ"
      date: 2026-01-02
      url: /blog/æ/
      aliases: [/gl.html]
      ---
      -- content/blog/snart.md --
      ---
      title: Snart
      date: 2026-12-01 08:00
      ---
      """
    let first = try SiteFixture(text)
    let golden = """
      {
      "version": 1, "base_url": "https://example.org/blad/", "as_of": "2026-11-21T13:00:00+01:00",
      "drafts": false, "review": false, "next": "2026-12-01T08:00:00+01:00",
      "counts": {"added": 3, "changed": 0, "removed": 0, "redirects": 1},
      "added": [
      {"url": "https://example.org/blad/assets/main.HASH.css", "path": "/blad/assets/main.HASH.css", "file": "assets/main.HASH.css"},
      {"url": "https://example.org/blad/blog/%C3%A6/", "path": "/blad/blog/%C3%A6/", "file": "blog/æ/index.html"},
      {"url": "https://example.org/blad/gl.html", "path": "/blad/gl.html", "file": "gl.html"}],
      "changed": [],
      "removed": [],
      "redirects": [
      {"from": "/blad/gl.html", "to": "/blad/blog/%C3%A6/", "before": null}]
      }

      """
    let told = report(first)
    let hash = told.split(separator: "main.").dropFirst().first?.prefix { $0 != "." } ?? ""
    #expect(told.replacingOccurrences(of: hash, with: "HASH") == golden)
    #expect(report(try SiteFixture(text)) == told)
    #expect(report(try SiteFixture(text)) { $0.jobs = 1 } == told)
    #expect((try? JSONSerialization.jsonObject(with: Data(told.utf8))) != nil)
    // Nothing changed: looked at, and by the memory alone.
    for _ in 1...2 {
      let again = report(first)
      #expect(again.contains("\"counts\": {\"added\": 0, \"changed\": 0, \"removed\": 0, "))
      #expect(again.contains("\"next\": \"2026-12-01T08:00:00+01:00\""))
      #expect(again.contains("\"as_of\": \"2026-11-21T13:00:00+01:00\""))
    }
  }

  @Test("without an address there are paths, and what ends by itself comes next too") func next()
    throws
  {
    let site = try SiteFixture(
      """
      -- content/site.yaml --
      language: da
      -- content/blog/a.md --
      ---
      title: A
      date: 2026-01-02
      expires: 2026-11-30
      ---
      """)
    let told = report(site)
    #expect(told.contains("\"base_url\": null"))
    #expect(told.contains("\"next\": \"2026-11-30T00:00:00+01:00\""))
    #expect(told.contains("{\"url\": \"/blog/a/\", \"path\": \"/blog/a/\""))
    let later = report(site) { $0.clock = .instant(1_800_000_000) }
    #expect(later.contains("\"next\": null") && later.contains("\"removed\": [\n"))
  }
}
