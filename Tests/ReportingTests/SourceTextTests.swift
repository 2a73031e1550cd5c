import Testing

@testable import Reporting

@Suite("Positions in a file") struct SourceTextTests {
  static let positions: [(text: String, offset: Int, line: Int, column: Int)] = [
    ("", 0, 1, 1), ("", 5, 1, 1), ("abc", -1, 1, 1), ("abc", 2, 1, 3), ("abc", 3, 1, 4),
    ("a\nb", 1, 1, 2), ("a\nb", 2, 2, 1), ("a\n", 2, 2, 1), ("\n\n\n", 3, 4, 1),
    ("æøå\nblåbær", 2, 1, 2), ("æøå\nblåbær", 11, 2, 4), ("\u{FEFF}abc", 3, 1, 1),
    ("\u{FEFF}abc", 0, 1, 1), ("\u{FEFF}a\nb", 6, 2, 2), ("a\r\nb", 3, 2, 1), ("😀x", 4, 1, 2),
    ("e\u{301}x", 3, 1, 3), (String(repeating: "linje\n", count: 100) + "x", 600, 101, 1),
  ]

  @Test("an offset becomes the line and column an editor shows")
  func lineAndColumn() {
    for (text, offset, line, column) in Self.positions {
      let found = SourceText(path: "a.md", text: text).lineAndColumn(at: offset)
      #expect(found == (line, column), "\(text.debugDescription) at \(offset)")
    }
    reportCases(Self.positions.count, "positions")
  }

  static let places: [(text: String, range: Range<Int>, place: Place)] = [
    ("title: A", 0..<5, Place(path: "a.md", line: 1, column: 1, length: 5, excerpt: "title: A")),
    ("a\r\nbø\r\n", 4..<6, Place(path: "a.md", line: 2, column: 2, length: 1, excerpt: "bø")),
    // What points at the line break points behind the last letter, and never into it.
    ("ab\r\nc", 2..<4, Place(path: "a.md", line: 1, column: 3, length: 1, excerpt: "ab")),
    ("ab\r\nc", 3..<4, Place(path: "a.md", line: 1, column: 3, length: 1, excerpt: "ab")),
    ("ab\ncd\nef", 1..<7, Place(path: "a.md", line: 1, column: 2, length: 1, excerpt: "ab")),
    ("ab\n", 3..<3, Place(path: "a.md", line: 2, column: 1, length: 1, excerpt: "")),
    ("ab", 7..<9, Place(path: "a.md", line: 1, column: 3, length: 1, excerpt: "ab")),
    ("\u{FEFF}ab", 0..<4, Place(path: "a.md", line: 1, column: 1, length: 1, excerpt: "ab")),
  ]

  @Test("a range becomes a place with its line of text")
  func place() {
    for (text, range, place) in Self.places {
      #expect(
        SourceText(path: "a.md", text: text).place(range) == place, "\(text.debugDescription)")
    }
    reportCases(Self.places.count, "places")
  }

  @Test("the column of what follows invalid bytes counts them as they are shown")
  func invalidBytes() {
    let latin1: [UInt8] = [0xBB, 0xE6, 0x62, 0xA7, 0x78]  // »æb§x in Latin-1
    let place = SourceText(path: "a.md", bytes: latin1).place(4..<5)
    #expect(place.excerpt == "\u{FFFD}\u{FFFD}b\u{FFFD}x")
    #expect(place.column == 5)
  }

  @Test("of a very long line, a place keeps the part around the position, whole characters only")
  func longLine() {
    let text = SourceText(path: "a.md", text: String(repeating: "å", count: 100_000))
    let place = text.place(80_001..<80_003)
    #expect(place.excerpt?.utf8.count ?? 0 <= 1028)
    #expect(place.excerpt?.unicodeScalars.allSatisfy { $0 == "å" } == true)
    #expect(place.column - place.excerptColumn < 300)
    #expect(text.place(at: 0).excerptColumn == 1)
  }

  @Test("a line number becomes the offset at which the line begins")
  func offsetOfLine() {
    let text = SourceText(path: "a.md", text: "\u{FEFF}a\nbø\n")
    #expect((0...5).map { text.offset(ofLine: $0) } == [3, 3, 5, 9, 9, 9])
  }

  @Test("no range in any bytes is out of reach")
  func fuzz() {
    var random = SeededGenerator(seed: 2026)
    for _ in 0..<2000 {
      let alphabet: [UInt8] = [0x0A, 0x0D, 0x61, 0xC3, 0xA6, 0xEF, 0xBB, 0xBF, 0xF0, 0x00]
      let bytes = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      let lower = Int.random(in: -3...15, using: &random)
      let upper = lower + Int.random(in: 0...9, using: &random)
      let text = SourceText(path: "a.md", bytes: bytes)
      let place = text.place(lower..<upper)
      #expect(place.line >= 1 && place.column >= 1 && place.length >= 1)
      #expect(
        draw([Diagnostic(.error, "T101", "x", at: place)], as: .human, color: true, limit: 1).count
          > 0)
    }
    reportCases(2000, "random ranges, seed 2026")
  }
}

/// Numbers that are the same on every machine (SplitMix64, Steele et al. 2014).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
