// Numbers, offsets and scalars read off a row of bytes.
// The replacement of invalid UTF-8 is one U+FFFD a byte.

import Testing

@testable import Nordic

@Suite struct ByteReadingTests {
  @Test func offsetsAreReadUpToTheirEnd() {
    let cases: [(String, Int?, Int)] = [
      ("+01:00", 3600, 6), ("-0330", -12_600, 5), ("+1", 3600, 2), ("+01", 3600, 3),
      ("+01:0", nil, 0),
      ("-00:30x", -1800, 6), ("+24", nil, 0), ("+0160", nil, 0), ("+123", nil, 0),
      ("01:00", nil, 0),
      ("+", nil, 0), ("", nil, 0), ("+23:59", 86_340, 6), ("+01:000", nil, 0), ("+1:30", 5400, 5),
    ]
    for (text, expected, end) in cases {
      var index = 0
      #expect(readOffset(Array(text.utf8), at: &index) == expected, "\(text)")
      #expect(index == end, "\(text)")
    }
    reportCases(cases.count, "offsets")
  }

  @Test func numbersHaveAtMostNineDigits() {
    let cases: [(String, Int?, Int)] = [
      ("0", 0, 1), ("007", 7, 3), ("999999999", 999_999_999, 9), ("1234567890", nil, 0),
      ("x", nil, 0),
      ("", nil, 0), ("12.5", 12, 2),
    ]
    for (text, expected, end) in cases {
      var index = 0
      #expect(readNumber(Array(text.utf8), at: &index) == expected, "\(text)")
      #expect(index == end, "\(text)")
    }
    reportCases(cases.count, "numbers")
  }

  @Test func scalarsAreReadAsTheStandardLibraryReadsValidText() {
    let text = "aæ€😀\u{7FF}\u{800}\u{FFFF}\u{10FFFF}\u{D7FF}\u{E000}"
    #expect(scalars(Array(text.utf8)) == text.unicodeScalars.map(\.value))
  }

  @Test func bytesThatAreNoScalarAreReplaced() {
    let cases: [([UInt8], [UInt32])] = [
      ([0xFF, 0x61], [0xFFFD, 0x61]), ([0xC0, 0x80], [0xFFFD, 0xFFFD]), ([0xC3], [0xFFFD]),
      ([0xE2, 0x82, 0x61], [0xFFFD, 0xFFFD, 0x61]),
      ([0xED, 0xA0, 0x80], [0xFFFD, 0xFFFD, 0xFFFD]),
      ([0xF4, 0x90, 0x80, 0x80], [0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD]), ([0x80], [0xFFFD]),
      ([0xE0, 0x80, 0x80], [0xFFFD, 0xFFFD, 0xFFFD]),
    ]
    for (bytes, expected) in cases { #expect(scalars(bytes) == expected, "\(bytes)") }
    reportCases(cases.count, "invalid sequences")
  }

  private func scalars(_ bytes: [UInt8]) -> [UInt32] {
    var found: [UInt32] = []
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count { found.append(readScalar(buffer, at: &index)) }
    }
    return found
  }
}
