import Testing

@testable import Templating

@Suite struct LiteralsTests {
  @Test func readsTextsWithPythonsEscapes() throws {
    let cases: [(String, String?)] = [
      ("a", "a"), ("\\n", "\n"), ("\\x41", "A"), ("\\u00e6", "æ"), ("\\U0001F600", "😀"),
      ("\\101", "A"), ("\\q", "\\q"), ("\\\\", "\\"), ("\\'", "'"), ("a\\\nb", "ab"),
      ("a\r\nb", "a\nb"), ("\\x4", nil), ("\\u12", nil), ("\\ud800", nil), ("\\N{a}", nil),
      ("\\UFFFFFFFF", nil),
    ]
    for (text, wanted) in cases {
      let bytes = Array(text.utf8)
      let value = try? stringValue(bytes, 0..<bytes.count).get()
      #expect(value.map { String(decoding: $0, as: UTF8.self) } == wanted, "\(text)")
    }
    reportCases(cases.count, "texts with escapes")
  }

  @Test func readsWholeNumbersUpTo64Bits() {
    let cases: [(String, Int?)] = [
      ("0", 0), ("1_000", 1000), ("0x1F", 31), ("0b101", 5), ("0o17", 15),
      ("9223372036854775807", .max), ("9223372036854775808", nil),
    ]
    for (text, wanted) in cases { #expect(integerValue(Array(text.utf8)[...]) == wanted) }
  }

  @Test func whiteSpaceIsPythons() {
    for scalar in [0x20, 0x09, 0x1C, 0x85, 0xA0, 0x1680, 0x2003, 0x2028, 0x202F, 0x205F, 0x3000] {
      let bytes = Array(String(Unicode.Scalar(UInt32(scalar)).map(Character.init) ?? " ").utf8)
      #expect(whiteSpaceLength(bytes, 0, bytes.count) == bytes.count)
      #expect(whiteSpaceLengthBefore(bytes, bytes.count, 0) == bytes.count)
    }
    for scalar in [0x41, 0x200B, 0xFEFF, 0xE6] {
      let bytes = Array(String(Unicode.Scalar(UInt32(scalar)).map(Character.init) ?? "a").utf8)
      #expect(whiteSpaceLength(bytes, 0, bytes.count) == 0)
    }
  }
}
