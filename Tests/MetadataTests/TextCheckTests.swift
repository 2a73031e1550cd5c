// Encoding, line breaks and control characters, at every offset of the fast path.

import Reporting
import Testing

@testable import Metadata

@Suite struct TextCheckTests {
  @Test func aByteIsFoundAtEveryOffset() {
    let odd: [(bytes: [UInt8], code: String)] = [
      ([0x00], "T002"), ([0x07], "T004"), ([0x1F], "T004"), ([0x7F], "T004"), ([0x0D], "T003"),
      ([0xE6], "T001"), ([0xC2, 0x80], "T004"), ([0xC2, 0x9F], "T004"), ([0xFF], "T001"),
      ([0xEF, 0xBF, 0xBF], "T004"), ([0x80], "T001"), ([0xED, 0xA0, 0x80], "T001"),
    ]
    for (bytes, code) in odd {
      for offset in 0...24 {
        let before = Array(repeating: UInt8(ascii: "a"), count: offset)
        let source = SourceText(path: "a.md", bytes: before + bytes + Array("aaaaaaaaaaaa".utf8))
        let diagnostics = checkText(source)
        #expect(diagnostics.map(\.code) == [code], "\(bytes) at \(offset)")
        #expect(diagnostics.first?.place?.column == offset + 1)
      }
    }
    reportCases(odd.count * 25, "odd bytes")
  }

  @Test(arguments: [
    "", "a", "\n", "a\r\nb\r\n", "\u{FEFF}a", "æøå ÆØÅ", "tab\tis fine", "😀 𝄞 中 \u{10FFFF}",
    "\u{A0}\u{FFFD}\u{E000}\u{200B}", "12345678\n12345678\n", "e\u{301}",
  ])
  func goodTextHasNoDiagnostics(_ text: String) {
    #expect(checkText(SourceText(path: "a.md", text: text)).isEmpty)
  }

  @Test func validityIsWhatTheStandardLibrarySays() {
    var random = SeededGenerator(seed: 7)
    let pool: [UInt8] = [
      0x20, 0x61, 0x7E, 0xA0, 0x80, 0xBF, 0xC0, 0xC1, 0xC3, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4,
      0xF5, 0x9F, 0x90, 0x8F, 0xA9,
    ]
    for _ in 0..<20_000 {
      let length = Int.random(in: 0..<24, using: &random)
      let bytes = (0..<length).map { _ in pool.randomElement(using: &random) ?? 0x61 }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      let found = checkText(SourceText(path: "a.md", bytes: bytes)).contains { $0.code == "T001" }
      if found == isValid { Issue.record("\(bytes)") }
    }
    reportCases(20_000, "random bytes")
  }

  @Test func controlCharactersOfFrontMatterAreLeftToItsParser() {
    let head = "---\ntitle: A\u{7}\n---\n"
    #expect(checkText(SourceText(path: "a.md", text: head + "b")).isEmpty)
    let both = checkText(SourceText(path: "a.md", text: head + "b\u{7}\nc\u{8}"))
    #expect(both.map(\.code) == ["T004"])
    #expect(both.first?.place?.line == 4)
    #expect(both.first?.notes == ["at byte 19, and 1 more in the file"])
    #expect(checkText(SourceText(path: "a.yaml", text: "a: \u{7}"), kind: .data).isEmpty)
  }

  @Test func removingLeavesEverythingElse() {
    let text = "a\u{0}b\u{7}\tc\r\nd\u{7F}e\u{80}f\u{9F}g\u{A0}h\u{FFFE}i\u{FFFF}j\u{FFFD}æ"
    let kept = "ab\tc\r\ndefg\u{A0}hij\u{FFFD}æ"
    #expect(removingControlCharacters(Array(text.utf8)) == Array(kept.utf8))
    #expect(removingControlCharacters(Array(kept.utf8)) == Array(kept.utf8))
    #expect(checkText(SourceText(path: "a.md", text: kept)).isEmpty)
  }
}
