// What a page makes of front matter that was written to attack: markup, attributes, addresses,
// style and JSON-LD. Each attack stands in the title and under `extra`.

import Testing

@testable import Publishing

@Suite struct InjectionTests {
  /// A theme's article page; a line for each way of printing.
  private static let template = """
    -- content/_theme/templates/article.html --
    <title>{{ article.title }}</title>
    <a title="{{ article.title }}">
    <a title='{{ article.extra.x }}'>
    <a href="{{ article.extra.x | safe_url }}">
    <p{{ {"title": article.extra.x} | xmlattr }}>
    <p style="color: {{ article.extra.x }}">
    <script type="application/ld+json">{"a": {{ article.title | tojson }}, "b": {{ article.extra | tojson }}}</script>
    <p>{{ article.title | striptags }}|{{ article.extra.x | plain }}|{{ article.extra.x | urlencode }}</p>

    """

  private struct Attack {
    /// As it stands in the front matter.
    var text: String
    /// How text and attributes show it.
    var shown: String
    /// What `safe_url` leaves of it.
    var address: String
    /// How JSON has it.
    var json: String
  }

  private static let attacks = [
    Attack(
      text: "</title><script>alert(1)</script>",
      shown: "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
      address: "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
      json: #"\u003c/title\u003e\u003cscript\u003ealert(1)\u003c/script\u003e"#),
    Attack(
      text: "\" onmouseover=\"alert(1)", shown: "&#34; onmouseover=&#34;alert(1)",
      address: "&#34; onmouseover=&#34;alert(1)", json: #"\" onmouseover=\"alert(1)"#),
    Attack(
      text: "' autofocus onfocus='alert(1)", shown: "&#39; autofocus onfocus=&#39;alert(1)",
      address: "&#39; autofocus onfocus=&#39;alert(1)",
      json: #"\u0027 autofocus onfocus=\u0027alert(1)"#),
    Attack(
      text: "javascript:alert(1)", shown: "javascript:alert(1)", address: "",
      json: "javascript:alert(1)"),
    Attack(
      text: "JaVaScRiPt:alert(1)", shown: "JaVaScRiPt:alert(1)", address: "",
      json: "JaVaScRiPt:alert(1)"),
    Attack(
      text: "data:text/html,<script>alert(1)</script>",
      shown: "data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;", address: "",
      json: #"data:text/html,\u003cscript\u003ealert(1)\u003c/script\u003e"#),
    Attack(
      text: "vbscript:msgbox(1)", shown: "vbscript:msgbox(1)", address: "",
      json: "vbscript:msgbox(1)"),
    Attack(
      text: "</script><script>alert(1)//", shown: "&lt;/script&gt;&lt;script&gt;alert(1)//",
      address: "&lt;/script&gt;&lt;script&gt;alert(1)//",
      json: #"\u003c/script\u003e\u003cscript\u003ealert(1)//"#),
    Attack(
      text: "<!--<script>", shown: "&lt;!--&lt;script&gt;", address: "&lt;!--&lt;script&gt;",
      json: #"\u003c!--\u003cscript\u003e"#),
    Attack(
      text: "red\"><img src=x onerror=alert(1)>",
      shown: "red&#34;&gt;&lt;img src=x onerror=alert(1)&gt;",
      address: "red&#34;&gt;&lt;img src=x onerror=alert(1)&gt;",
      json: #"red\"\u003e\u003cimg src=x onerror=alert(1)\u003e"#),
    Attack(
      text: "&#106;avascript:alert(1)", shown: "&amp;#106;avascript:alert(1)",
      address: "&amp;#106;avascript:alert(1)", json: #"\u0026#106;avascript:alert(1)"#),
    Attack(
      text: "https://example.org/?a=1&b=2", shown: "https://example.org/?a=1&amp;b=2",
      address: "https://example.org/?a=1&amp;b=2", json: #"https://example.org/?a=1\u0026b=2"#),
    Attack(text: "{{ 7 * 7 }}", shown: "{{ 7 * 7 }}", address: "{{ 7 * 7 }}", json: "{{ 7 * 7 }}"),
  ]

  @Test("front matter never becomes markup, script or a dangerous address") func attacks() throws {
    for attack in Self.attacks {
      let quoted = "'" + attack.text.replacing("'", with: "''") + "'"
      let site = try SiteFixture(
        Self.template + "-- content/blog/a.md --\n---\ntitle: \(quoted)\nslug: a\n"
          + "date: 2026-01-02\nextra: {x: \(quoted)}\n---\nText.\n")
      let report = site.build()
      #expect(report.problems.allSatisfy { $0.severity != .error }, "\(report.problems)")
      let lines = site.text("public/blog/a/index.html").split(separator: "\n").map(String.init)
      let expected = [
        "<title>\(attack.shown)</title>", "<a title=\"\(attack.shown)\">",
        "<a title='\(attack.shown)'>", "<a href=\"\(attack.address)\">",
        "<p title=\"\(attack.shown)\">", "<p style=\"color: \(attack.shown)\">",
        "<script type=\"application/ld+json\">{\"a\": \"\(attack.json)\", "
          + "\"b\": {\"x\": \"\(attack.json)\"}}</script>",
      ]
      #expect(Array(lines.prefix(7)) == expected, "\(attack.text)")
      let last = lines.last?.dropFirst(3).dropLast(4) ?? "nothing"
      #expect(!last.contains { "<>\"'".contains($0) }, "\(last)")
    }
    reportCases(Self.attacks.count * 8, "attacks through front matter")
  }
}
