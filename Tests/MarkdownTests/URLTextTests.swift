import Testing

@testable import Markdown

@Suite struct URLTextTests {
  /// What `cmark-gfm` 0.29.0.gfm.6 leaves as it is, asked for every byte.
  private let plain =
    "!#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~"

  @Test("URLs are escaped as cmark escapes them")
  func escaping() {
    for byte in UInt8.min...UInt8.max {
      var output: [UInt8] = []
      appendEscapedURL([byte], to: &output)
      let text = String(decoding: output, as: UTF8.self)
      let expected =
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "'"): "&#x27;"
        case _ where plain.utf8.contains(byte): String(decoding: [byte], as: UTF8.self)
        default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
      #expect(text == expected)
    }
    reportCases(256, "bytes of URLs")
  }

  @Test("a destination with a scheme or a host is absolute")
  func absolute() {
    for text in ["http://a", "HTTPS:", "mailto:a@b", "tel:1", "//host", "//", "a1+-.:x", "x:"] {
      #expect(link(text).isAbsolute, "\(text)")
    }
    for text in [
      "", "/a", "a/b:c", "#a", "?a", "a", ":a", "1a:b", "-a:b", "æ:b", "a b:c", "/", "../a:b",
    ] {
      #expect(!link(text).isAbsolute, "\(text)")
    }
  }

  @Test("what a browser would run or open on the reader's machine is dangerous")
  func dangerous() {
    for text in [
      "javascript:x", "JavaScript:x", " javascript:x", "\u{1}javascript:x", "java\nscript:x",
      "j\tavascript:",
      "vbscript:x", "file:///etc", "FILE:x", "blob:https://x", "data:text/html,x", "data:",
      "data:image/svg+xml,x",
    ] {
      #expect(isDangerous(text), "\(text)")
    }
    for text in [
      "", "javascript", "x/javascript:", "#javascript:", "data:image/png;base64,x",
      "data:image/webp,x", "filer/x",
      "https://a", "blobfisk", "vb", "/file:x",
    ] {
      #expect(!isDangerous(text), "\(text)")
    }
  }

  private func link(_ text: String) -> Link {
    Link(kind: .link, destination: text, text: "", range: 0..<0)
  }

  private func isDangerous(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { isDangerousURL($0) }
  }
}
