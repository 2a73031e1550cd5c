import Foundation
import Testing

@testable import Reporting

@Suite("JSON strings") struct JSONTextTests {
  static let cases: [(text: String, json: String)] = [
    ("", #""""#), ("abc", #""abc""#), ("a\"b", #""a\"b""#), ("\\", #""\\""#),
    ("a\nb\r\tc", #""a\nb\r\tc""#), ("\u{0}\u{1F}\u{7F}", #""\u0000\u001f\u007f""#),
    ("blåbærgrød 😀", #""blåbærgrød 😀""#), ("</script>", #""</script>""#),
    ("12345678\"2345678\\", #""12345678\"2345678\\""#), ("ÿ\u{80}\u{2028}", "\"ÿ\u{80}\u{2028}\""),
    ("\u{8}\u{C}", #""\u0008\u000c""#),
  ]

  @Test("a text is escaped where RFC 8259 demands it, from any kind of bytes")
  func escapes() {
    for (text, json) in Self.cases {
      var fromString: [UInt8] = []
      appendJSONString(text, to: &fromString)
      var fromArray: [UInt8] = []
      appendJSONString(Array(text.utf8), to: &fromArray)
      var fromSequence: [UInt8] = []
      appendJSONString(Array(text.utf8).lazy.map { $0 }, to: &fromSequence)
      #expect(String(decoding: fromString, as: UTF8.self) == json)
      #expect(fromArray == fromString)
      #expect(fromSequence == fromString)
    }
    reportCases(Self.cases.count, "JSON strings")
  }

  @Test("what is written reads back as the same text, wherever the escapes fall")
  func roundTrip() throws {
    var random = SeededGenerator(seed: 8259)
    let scalars: [Unicode.Scalar] = ["a", "b", "c", "d", "e", "æ", "\"", "\\", "\n", "\u{1}", "😀"]
    for _ in 0..<1000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        // Mostly plain, so that the runs of eight bytes are met.
        let kind = Int.random(in: 0..<40, using: &random)
        text.unicodeScalars.append(scalars[kind < scalars.count ? kind : kind % 5])
      }
      var json: [UInt8] = []
      appendJSONString(text, to: &json)
      let read = try JSONDecoder().decode(String.self, from: Data(json))
      #expect(read == text)
    }
    reportCases(1000, "JSON round trips, seed 8259")
  }
}
