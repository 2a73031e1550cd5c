import Testing

@testable import Markdown

@Suite struct DestinationScannerTests {
  @Test("destinations are found where the parser can see one")
  func destinations() {
    let cases: [(source: String, found: [String])] = [
      ("", []), ("[a](b)", ["b"]), ("[a](b c)", ["b"]), ("[a](<b c>)", ["b c"]),
      ("[a]( b )", ["b"]),
      ("[a](\n  b)", ["b"]), ("[a](\n> b)", ["b"]), ("[a]()", [""]), ("[a](b(c)d)", ["b(c)d"]),
      ("[a](b\\)c)", ["b\\)c"]), ("[a](<b\\>c>)", ["b\\>c"]), ("[a](<b\nc>)", []), ("[a](", []),
      ("\\[a\\](b)", []), ("[a\\\\](b)", ["b"]), ("`[a](b)`", ["`[a](b)`"]),
      ("`[a](b)", ["b"]), ("``[a](b)`` [c](d)", ["``[a](b)``", "d"]),
      ("`a``b` [c](d)", ["`a``b`", "d"]),
      ("<b title=\"](x)\"> [a](b)", ["b"]), ("<!-- [a](b)\n --> [c](d)", ["d"]),
      ("<!-- [a](b)", ["b"]),
      ("<? ](a) ?> [b](c)", ["c"]), ("a < b [c](d)", ["d"]), ("<b [c](d)\n>", ["d"]),
      ("](a](b)", ["a](b)"]),
      ("\\", []), ("[a]\\", []), ("<", []), ("<a\\", []), ("[a](<", []), ("[a](\\", ["\\"]),
    ]
    for (source, expected) in cases {
      let bytes = Array(source.utf8)
      let found = bytes.withUnsafeBufferPointer { buffer in
        var scanner = DestinationScanner(buffer, 0..<buffer.count)
        var ranges: [Range<Int>] = []
        while let next = scanner.next() {
          switch next {
          case .code(let range), .destination(_, let range): ranges.append(range)
          }
        }
        return ranges
      }
      #expect(
        found.map { String(decoding: bytes[$0], as: UTF8.self) } == expected,
        "\(source.debugDescription)")
    }
    reportCases(cases.count, "sources with destinations")
  }

  @Test("backslashes and entities are resolved as CommonMark resolves them")
  func unescaping() {
    for (text, meaning) in [
      ("a\\(b\\)", "a(b)"), ("a\\b", "a\\b"), ("\\", "\\"), ("\\\\", "\\"), ("&amp;", "&"),
      ("&amp", "&amp"),
      ("&aelig;&#230;&#xe6;", "æææ"), ("\\&amp;", "&amp;"), ("&nope;", "&nope;"), ("&", "&"),
      ("æ\\æ", "æ\\æ"),
    ] {
      let result = Array(text.utf8).withUnsafeBufferPointer { unescaped($0) }
      #expect(String(decoding: result, as: UTF8.self) == meaning, "\(text)")
    }
  }
}
