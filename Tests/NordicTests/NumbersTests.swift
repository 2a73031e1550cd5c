// Numbers and percentages against ICU.
// Data/numbers.txt is written by Oracles/icu.mjs.

import Nordic
import Testing

@Suite struct NumbersTests {
  @Test func numbersAreWrittenAsICUWritesThem() throws {
    let lines = try dataLines("numbers.txt")
    for line in lines {
      let parts = line.split(separator: "|", omittingEmptySubsequences: false)
      let value = try #require(Double(parts[0]))
      let language = try #require(Language(code: String(parts[1])))
      let text = written { appendNumber(value, decimals: Int(parts[2]), in: language, to: &$0) }
      #expect(text == parts[3], "\(line)")
    }
    reportCases(lines.count, "numbers")
  }

  @Test func wholeNumbersAreGrouped() {
    let cases: [(Int, Int?, String, String, String)] = [
      (0, nil, "0", "0", "0"), (7, nil, "7", "7", "7"), (-7, nil, "−7", "−7", "−7"),
      (999, nil, "999", "999", "999"), (1234, nil, "1.234", "1234", "1,234"),
      (12345, nil, "12.345", "12\u{A0}345", "12,345"),
      (1_234_567, 2, "1.234.567,00", "1\u{A0}234\u{A0}567,00", "1,234,567.00"),
      (
        .max, nil, "9.223.372.036.854.775.807",
        "9\u{A0}223\u{A0}372\u{A0}036\u{A0}854\u{A0}775\u{A0}807",
        "9,223,372,036,854,775,807"
      ),
      (
        .min, nil, "−9.223.372.036.854.775.808",
        "−9\u{A0}223\u{A0}372\u{A0}036\u{A0}854\u{A0}775\u{A0}808", "−9,223,372,036,854,775,808"
      ),
    ]
    for (value, decimals, da, nb, en) in cases {
      for (language, expected) in [(Language.da, da), (.nb, nb), (.nn, nb), (.en, en)] {
        let text = written { appendNumber(value, decimals: decimals, in: language, to: &$0) }
        #expect(text == expected)
      }
    }
    reportCases(4 * cases.count, "whole numbers")
  }

  @Test func percentagesHaveANoBreakSpaceInTheNordicLanguages() {
    let cases: [(Double, Int?, String, String)] = [
      (25.6, nil, "25,6\u{A0}%", "25.6%"), (100, nil, "100\u{A0}%", "100%"),
      (33.333, 1, "33,3\u{A0}%", "33.3%"), (-2, 0, "−2\u{A0}%", "−2%"),
    ]
    for (value, decimals, nordic, english) in cases {
      for language in Language.allCases {
        let text = written { appendPercent(value, decimals: decimals, in: language, to: &$0) }
        #expect(text == (language == .en ? english : nordic))
      }
    }
    reportCases(4 * cases.count, "percentages")
  }

  @Test func whatIsNotANumberDoesNotTrap() {
    let cases: [(Double, Int?, String)] = [
      (.nan, nil, "–"), (.infinity, 2, "∞"), (-.infinity, 2, "−∞"), (0.4, -5, "0"),
      (0.5, 99, "0,50000000000000000000"), (-0.0, 2, "0,00"), (.leastNonzeroMagnitude, 3, "0,000"),
    ]
    for (value, decimals, expected) in cases {
      #expect(written { appendNumber(value, decimals: decimals, in: .da, to: &$0) } == expected)
    }
    let longest = written { appendNumber(Double.greatestFiniteMagnitude, in: .da, to: &$0) }
    #expect(longest.count == 309 + 102)
    let smallest = written { appendNumber(Double.leastNonzeroMagnitude, in: .da, to: &$0) }
    #expect(smallest.count == 326 && smallest.hasSuffix("5"))
  }
}
