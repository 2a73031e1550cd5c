// Which addresses may become links, and which paths a page may have.

import Testing

@testable import Metadata

@Suite struct AddressesTests {
  @Test(arguments: [
    "https://example.org", "http://example.org/a?b=c#d", "HTTPS://EXAMPLE.ORG/",
    "https://æøå.example/rødgrød", "https://user@example.org/", "https://example.org:8080/",
    "https://[::1]/", "mailto:a@example.org", "tel:+4712345678", "/om/", "../blog/x.md#afsnit",
    "a.png", "#a", "?a=b:c", "a/b:c", "./a:b", "https://example.org/?a=1&amp;b=2", "a&amp;b",
    "x?u=javascript:alert(1)",
  ])
  func anAddressIsFine(_ text: String) { #expect(urlFault(text) == nil) }

  @Test(arguments: [
    ("javascript:alert(1)", URLFault.scheme("javascript")),
    ("JAVASCRIPT:alert(1)", .scheme("javascript")), ("vbscript:x", .scheme("vbscript")),
    ("data:text/html,a", .scheme("data")), ("blob:https://a/b", .scheme("blob")),
    ("file:///etc/passwd", .scheme("file")), ("ftp://example.org", .scheme("ftp")),
    ("a:b", .scheme("a")), (":a", .scheme("")), ("c:/a.png", .scheme("c")),
    ("javascript&#58;alert(1)", .hiddenScheme), ("javascript&#x3A;alert(1)", .hiddenScheme),
    ("javascript&#58alert(1)", .hiddenScheme), ("javascript&colon;alert(1)", .hiddenScheme),
    ("java&#115;cript:alert(1)", .hiddenScheme), ("&#106;avascript:alert(1)", .hiddenScheme),
    ("java&Tab;script:alert(1)", .hiddenScheme), ("java&NewLine;script:x", .hiddenScheme),
    ("&#1;javascript:alert(1)", .hiddenScheme), ("java&#0000009;script:x", .hiddenScheme),
    ("java\tscript:alert(1)", .controlCharacter), ("\u{1}javascript:x", .controlCharacter),
    ("https://example.org/a b", .space), (" javascript:x", .space), ("a\\b", .backslash),
    ("\\\\example.org", .backslash), ("/\\example.org", .backslash),
    ("//example.org/", .noScheme), ("https:example.org", .noHost), ("https:/example.org", .noHost),
    ("https:///a", .noHost), ("http://", .noHost), ("http://:80", .noHost), ("http://@", .noHost),
    ("mailto:", .noAddress), ("tel:", .noAddress),
  ])
  func anAddressIsRefused(_ text: String, fault: URLFault) { #expect(urlFault(text) == fault) }

  @Test func aPictureHasNoMailAddress() {
    #expect(urlFault("mailto:a@example.org", isPicture: true) == .scheme("mailto"))
    #expect(urlFault("tel:1", isPicture: true) == .scheme("tel"))
    #expect(urlFault("https://example.org/a.png", isPicture: true) == nil)
  }

  @Test(arguments: [
    ("/om/", "/om/"), ("om", "/om"), ("a/b.html", "/a/b.html"), ("/", "/"),
    ("/r%C3%B8d/", "/rød/"), ("/rød/", "/rød/"), ("/a%20b/", "/a b/"), ("/a b/", "/a b/"),
    ("/...a/", "/...a/"), ("/a..b/", "/a..b/"), ("/12:30/", "/12:30/"),
    ("/" + String(repeating: "a", count: 255), "/" + String(repeating: "a", count: 255)),
  ])
  func aPathIsReadWithPercentSignsDecoded(_ text: String, path: String) {
    #expect(sitePath(text) == .success(path))
  }

  @Test(arguments: [
    ("", PathFault.empty), ("//a/", .host), ("https://a/", .scheme), ("javascript:x", .scheme),
    ("/../", .dots), ("..", .dots), ("/a/./b", .dots), ("/%2e%2e/", .dots), ("/%2E./", .dots),
    ("/a%2Fb", .dots), ("/a\\b", .backslash), ("/a%5Cb", .backslash), ("/a%00b", .controlCharacter),
    ("/a\u{7}b", .controlCharacter), ("/?p=1", .query), ("/a#b", .query), ("/a//b", .emptyPart),
    ("/:title/", .placeholder), ("/100%", .percent), ("/%zz", .percent), ("/%FF", .percent),
    ("/" + String(repeating: "æ", count: 128), .tooLong),
  ])
  func aPathIsRefused(_ text: String, fault: PathFault) {
    #expect(sitePath(text) == .failure(fault))
  }

  @Test func aSlugIsOnePartOfAnAddress() {
    for text in ["a", "ny-loesning", "2024", "v1.2", "Привет", "a_b~c", "..a"] {
      #expect(isSlug(text), "\(text)")
    }
    let refused = [
      "", ".", "..", "a b", "a/b", "a?b", "a#b", "a%b", "a:b", "a\\b", "a\u{7}", "<a>", "a'b",
      String(repeating: "a", count: 256),
    ]
    for text in refused { #expect(!isSlug(text), "\(text)") }
  }
}
