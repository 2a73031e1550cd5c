// Form C against Python's unicodedata and the standard library's canonical equivalence.
// Data/normalization.txt is written by Oracles/normalization.py.

import Testing

@testable import Nordic

@Suite struct NormalizationTests {
  @Test func compositionIsThatOfPythonsUnicodedata() throws {
    let lines = try dataLines("normalization.txt")
    for line in lines {
      let sides = line.split(separator: "=").map { side in
        side.split(separator: " ").compactMap { UInt32($0, radix: 16) }
      }
      let result = normalized(utf8(sides[0]))
      #expect(result == utf8(sides[1]), "\(line)")
    }
    reportCases(lines.count, "compositions")
  }

  @Test func everyScalarStaysCanonicallyEquivalent() {
    var count = 0
    for value in UInt32(0x80)...0x1F_FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(Character(scalar))
      // The standard library's `==` is canonical equivalence.
      if normalized(text) != text { Issue.record("U+\(String(value, radix: 16))") }
      count += 1
    }
    reportCases(count, "scalars")
  }

  @Test func textsAreComposed() {
    let cases: [(String, String)] = [
      ("", ""), ("abc", "abc"), ("æøå ÆØÅ – “ja” … 5 €", "æøå ÆØÅ – “ja” … 5 €"),
      ("A\u{30A}rhus", "\u{C5}rhus"), ("ø\u{301}", "\u{1FF}"), ("s\u{323}\u{307}", "\u{1E69}"),
      ("s\u{307}\u{323}", "\u{1E69}"), ("\u{212B}", "\u{C5}"),
      ("\u{1112}\u{1161}\u{11AB}", "\u{D55C}"),
      ("a\u{200D}\u{30A}", "a\u{200D}\u{30A}"), ("\u{2000}", "\u{2002}"), ("\u{30A}", "\u{30A}"),
    ]
    for (text, expected) in cases {
      #expect(Array(normalized(text).utf8) == Array(expected.utf8), "\(text)")
      #expect(normalized(Array(text.utf8)) == Array(expected.utf8), "\(text)")
    }
    reportCases(cases.count, "composed texts")
  }

  @Test func bytesThatAreNotUTF8NeverTrap() {
    var random = Random(seed: 30)
    let seeds: [[UInt8]] = [
      Array("a\u{30A}e\u{301}\u{323} 각\u{1112}\u{1161}".utf8), Array("“blåbær” – ½ €".utf8),
    ]
    for round in 0..<2000 {
      var bytes = seeds[round % 2]
      for _ in 0...Int.random(in: 0..<4, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
          in: 0...255, using: &random)
      }
      let once = normalized(bytes)
      // What may change at all comes out valid, and stays.
      if once != bytes { #expect(normalized(once) == once, "\(bytes)") }
    }
    reportCases(2000, "mutated texts")
  }

  private func utf8(_ scalars: [UInt32]) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in scalars { append(scalar, to: &bytes) }
    return bytes
  }
}
