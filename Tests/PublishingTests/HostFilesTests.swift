import Foundation
import Reporting
import Testing

@testable import Publishing

@Suite struct HostFilesTests {
  static let magazine = """
    -- content/site.yaml --
    title: Magasinet
    base_url: https://example.org/blad/
    language: da
    outputs: {nginx_redirects: true, netlify: true}
    -- content/blog/en.md --
    ---
    title: En
    date: 2026-01-02
    aliases: [/gammel/, "/åben vej/", /side.html, "/pris$ 5*:/"]
    ---
    Tekst.
    """

  @Test("they are off unless the settings ask for them") func off() throws {
    let site = try SiteFixture(
      "-- content/blog/a.md --\n---\ntitle: A\ndate: 2026-01-02\naliases: [/b/]\n---\n")
    _ = site.build()
    for file in hostFiles { #expect(!site.exists("public/" + file), "\(file)") }
  }

  @Test("old addresses lead on, with and without the slash, below the base path") func redirects()
    throws
  {
    let site = try SiteFixture(Self.magazine)
    let report = site.build()
    #expect(report.failure == nil, "\(report.problems.map(line))")
    #expect(
      site.text("public/nginx-redirects.map") == #"""
        # Where old addresses lead, for nginx: map $uri $moved { include THIS FILE; }
        "/blad/gammel/" "/blad/blog/en/";
        "/blad/gammel" "/blad/blog/en/";
        "/blad/pris$ 5*:/" "/blad/blog/en/";
        "/blad/pris$ 5*:" "/blad/blog/en/";
        "/blad/side.html" "/blad/blog/en/";
        "/blad/åben vej/" "/blad/blog/en/";
        "/blad/åben vej" "/blad/blog/en/";

        """#)
    #expect(
      site.text("public/_redirects") == """
        /blad/gammel/ /blad/blog/en/ 301!
        /blad/gammel /blad/blog/en/ 301!
        /blad/pris$%205%2A%3A/ /blad/blog/en/ 301!
        /blad/pris$%205%2A%3A /blad/blog/en/ 301!
        /blad/side.html /blad/blog/en/ 301!
        /blad/%C3%A5ben%20vej/ /blad/blog/en/ 301!
        /blad/%C3%A5ben%20vej /blad/blog/en/ 301!

        """)
  }

  @Test("without pages that lead on, hosts are not told to insist") func withoutPages() throws {
    let site = try SiteFixture(
      Self.magazine.replacingOccurrences(
        of: "netlify: true", with: "netlify: true, redirects: false"))
    #expect(site.build().failure == nil)
    #expect(site.text("public/_redirects").hasPrefix("/blad/gammel/ /blad/blog/en/ 301\n"))
    #expect(!site.exists("public/gammel/index.html"))
  }

  @Test("an old address that would hide a page is an error also without pages that lead on")
  func shadows() throws {
    for outputs in ["netlify: true", "netlify: true, redirects: false"] {
      let site = try SiteFixture(
        Self.magazine.replacingOccurrences(of: "netlify: true", with: outputs)
          .replacingOccurrences(of: "/side.html", with: "/Blog/"))
      let report = site.build()
      #expect(report.problems.contains { $0.code == "T302" && $0.severity == .error }, "\(outputs)")
    }
  }

  @Test("the headers are the one policy, and what never changes is kept for a year") func headers()
    throws
  {
    let site = try SiteFixture(Self.magazine)
    _ = site.build()
    let text = site.text("public/_headers")
    #expect(
      text.hasPrefix("/blad/*\n  Content-Security-Policy: default-src 'none'; script-src 'self';"))
    let lines = text.split(separator: "\n").map(String.init)
    let asset = lines.firstIndex { $0.hasPrefix("/blad/assets/main.") } ?? 0
    #expect(
      lines[asset...].dropFirst().first == "  Cache-Control: public, max-age=31536000, immutable")
    #expect(!text.contains("X-Robots-Tag"))
    let published = site.exists(String("public" + lines[asset].dropFirst("/blad".count)))
    #expect(published)
  }

  @Test("the policy of the checks and of the example configuration is the program's")
  func onePolicy() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let python = try String(
      contentsOf: root.appending(path: "Tests/Checks/served.py"), encoding: .utf8)
    let joined = python.replacingOccurrences(of: "\"\n          \"", with: "")
    #expect(joined.contains(contentSecurityPolicy))
    let nginx = try String(
      contentsOf: root.appending(path: ".github/publish/nginx.conf"), encoding: .utf8)
    for (name, value) in securityHeaders {
      #expect(nginx.contains("add_header \(name) \"\(value)\" always;"), "\(name)")
    }
  }

  @Test("a copy for reviewers is closed to search engines and says so on every page") func review()
    throws
  {
    let site = try SiteFixture(
      Self.magazine + """

        -- content/blog/kladde.md --
        ---
        title: Kladde
        date: 2026-01-02
        draft: true
        ---
        -- content/_theme/templates/base.html --
        {% if site.review %}REVIEW{% endif %}{% if page.noindex %} HIDDEN{% endif %}{% block main %}{% endblock %}
        """)
    func build(isReview: Bool) {
      let report = site.build {
        $0.remembers = true
        $0.startedAt = 4_000_000_000
        $0.isReview = isReview
        $0.drafts = isReview
      }
      #expect(report.failure == nil, "\(report.problems.map(line))")
    }
    for isReview in [true, false, true, false] {
      build(isReview: isReview)
      #expect(site.text("public/blog/en/index.html").contains("REVIEW HIDDEN") == isReview)
      #expect(site.text("public/index.html").contains("REVIEW HIDDEN") == isReview)
      #expect(site.exists("public/blog/kladde/index.html") == isReview)
      #expect(site.exists("public/sitemap.xml") != isReview)
      #expect(site.text("public/_headers").contains("X-Robots-Tag: noindex") == isReview)
      let robots = site.text("public/robots.txt")
      #expect(
        robots.contains("Disallow: /\n") == isReview && robots.contains("Sitemap:") != isReview)
    }
  }
}
