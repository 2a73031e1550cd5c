// Stems against Snowball's own, on its vocabularies. Data/stems-*.txt are written by
// Oracles/stems.py, which says where the words are from.

import Testing

@testable import Nordic

@Suite struct StemTests {
  @Test func stemsAreThoseOfSnowball() throws {
    for (file, languages) in [("da", [Language.da]), ("no", [.nb, .nn]), ("en", [.en])] {
      let lines = try dataLines("stems-\(file).txt")
      var differences = 0
      for line in lines {
        let (word, expected) = sides(of: line)
        for language in languages where stem(word, in: language) != expected {
          differences += 1
          if differences < 20 {
            Issue.record("\(line): \(String(decoding: stem(word, in: language), as: UTF8.self))")
          }
        }
      }
      #expect(differences == 0, "\(file)")
      reportCases(lines.count, "stems, \(file)")
    }
  }

  @Test func noBytesTrap() {
    var random = Random(seed: 61)
    let pieces: [[UInt8]] =
      [
        "å", "e", "er", "'", "s", "ing", "eed", "hed", "lig", "st", "t", "y", "løst", "ers", "ies",
      ].map { Array($0.utf8) } + [[0xC3], [0xFF], [0xE2, 0x80], [0xA5], []]
    for round in 0..<40_000 {
      var word: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<7, using: &random) {
        word += pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }
      let language = Language.allCases[round % 4]
      #expect(stem(word, in: language).count <= word.count)
    }
    reportCases(40_000, "random words")
  }

  /// `stem/rest`, or `word stem`.
  private func sides(of line: String) -> (word: [UInt8], stem: [UInt8]) {
    let bytes = Array(line.utf8)
    if let slash = bytes.firstIndex(of: UInt8(ascii: "/")) {
      return (Array(bytes[..<slash] + bytes[(slash + 1)...]), Array(bytes[..<slash]))
    }
    let parts = bytes.split(separator: UInt8(ascii: " "))
    return (Array(parts[0]), Array(parts[1]))
  }
}
