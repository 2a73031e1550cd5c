import Testing

@testable import Markdown

@Suite struct TagScannerTests {
  @Test("tags are read as a browser reads them")
  func tags() {
    let cases: [(source: String, tag: String?)] = [
      ("<a>", "a"), ("</a>", "/a"), ("<A HREF=b>", "a href=b"),
      ("<a href='b c' x>", "a href=b c x="),
      ("<a\nhref = \"b\"\n>", "a href=b"), ("<br/>", "br"), ("<br / >", "br"),
      ("<img src=a/b>", "img src=a/b"),
      ("<a x=1 y='2'z=\"3\">", "a x=1 y=2 z=3"), ("<a =b>", "a =b="), ("<a b=>", "a b="),
      ("<svg:a>", "svg:a"),
      ("<æ>", nil), ("<1>", nil), ("< a>", nil), ("<", nil), ("</", nil), ("</ a>", nil),
      ("<a", nil), ("<a b", nil),
      ("<a b=", nil), ("<a b='", nil), ("<a b=\"c>", nil), ("<a/", nil),
    ]
    for (source, expected) in cases {
      let bytes = Array(source.utf8)
      let tag = bytes.withUnsafeBufferPointer { readTag($0, at: 0) }
      let shown = tag.map { tag in
        let attributes = tag.attributes.map { attribute in
          " \(attribute.name)=" + String(decoding: bytes[attribute.value], as: UTF8.self)
        }
        return (tag.isClosing ? "/" : "") + tag.name + attributes.joined()
      }
      #expect(shown == expected, "\(source.debugDescription)")
      if let tag { #expect(tag.range == 0..<bytes.count, "\(source.debugDescription)") }
    }
    reportCases(cases.count, "tags")
  }
}
