import Testing

@testable import Publishing

@Suite struct URLsTests {
  @Test("a base address is http or https with a host, and nothing behind its path") func bases() {
    let cases: [(String, String?)] = [
      ("https://example.org", "https://example.org/"),
      ("https://example.org/", "https://example.org/"),
      ("HTTPS://example.org/", nil),
      ("https://Example.ORG/blad", "https://example.org/blad/"),
      ("http://localhost:8080/a/b/", "http://localhost:8080/a/b/"),
      ("https://example.org/a//b", "https://example.org/a/b/"),
      ("example.org", nil), ("ftp://example.org", nil), ("https://", nil), ("https:///a", nil),
      ("https://example.org/?a", nil), ("https://example.org/#a", nil), ("https://a b/", nil),
      ("https://user@example.org/", nil), ("https://example.org/../x", nil),
    ]
    for (text, expected) in cases {
      #expect(BaseURL(text).map { $0.origin + $0.path } == expected, "\(text)")
    }
    reportCases(cases.count, "base addresses")
  }

  @Test("links begin with the path of the base address and are percent-encoded") func links() {
    let base = BaseURL("https://example.org/blad/") ?? .none
    #expect(base.href("/blog/x/") == "/blad/blog/x/")
    #expect(base.href("/") == "/blad/")
    #expect(base.href("/æ ø?.png") == "/blad/%C3%A6%20%C3%B8%3F.png")
    #expect(base.permalink("/blog/x/") == "https://example.org/blad/blog/x/")
    #expect(BaseURL.none.href("/x/") == "/x/")
    #expect(BaseURL.none.permalink("/x/") == "/x/")
  }

  @Test("decoding undoes encoding") func roundTrip() {
    let cases = ["/a/b/", "/æøå/", "/100%/", "/a b/\"'<>&", "/日本/", "/e\u{301}/"]
    for path in cases { #expect(percentDecoded(percentEncoded(path)) == path) }
    for broken in ["%", "%4", "%zz", "%ff"] { #expect(percentDecoded(broken) == nil, "\(broken)") }
    reportCases(cases.count + 4, "encoded paths")
  }

  @Test("a relative path is resolved below its folder and never leaves the root") func paths() {
    let cases: [(String, String, String?)] = [
      ("blog", "x.md", "blog/x.md"), ("blog", "../leder/y.md", "leder/y.md"),
      ("blog", "./x.md", "blog/x.md"), ("", "x.md", "x.md"), ("", "../x.md", nil),
      ("a/b", "../../x", "x"), ("a/b", "../../../x", nil), ("a", "b//c", "a/b/c"),
    ]
    for (folder, path, expected) in cases { #expect(joined(folder, path) == expected, "\(path)") }
    reportCases(cases.count, "relative paths")
  }

  @Test("only relative addresses and http, https, mailto and tel are safe") func safety() {
    let safe = [
      "https://a.example/", "http://a", "mailto:a@b.example", "tel:+4512345678", "/x/", "x.md",
      "#a", "?q=a:b", "a/b:c",
    ]
    let unsafe = [
      "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x",
      "java\nscript:x",
      "\u{1}javascript:x", " javascript:x", "file:///etc/passwd", "blob:x", "a\\b",
    ]
    for url in safe { #expect(isSafeURL(url), "\(url)") }
    for url in unsafe { #expect(!isSafeURL(url), "\(url)") }
    reportCases(safe.count + unsafe.count, "addresses judged")
  }
}
