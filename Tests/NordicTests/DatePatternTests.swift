// strftime patterns against Python's, and in the words of each language.
// Data/patterns.txt is written by Oracles/calendar_days.py.

import Testing

@testable import Nordic

@Suite struct DatePatternTests {
  @Test func patternsAreWrittenAsPythonWritesThem() throws {
    let lines = try dataLines("patterns.txt")
    let patterns = lines[0].split(separator: "|").map(String.init)
    for line in lines.dropFirst() {
      let parts = line.split(separator: "|").map(String.init)
      let moment = Moment(
        unix: try #require(Int64(parts[0])), offset: try #require(Int(parts[1])), precision: .second
      )
      for (pattern, expected) in zip(patterns, parts.dropFirst(2)) {
        let format = try #require(DateFormat(pattern))
        let text = written { appendDate(moment, format, in: .en, to: &$0) }
        #expect(text == expected, "\(pattern) \(line)")
      }
    }
    reportCases((lines.count - 1) * patterns.count, "patterns")
  }

  @Test func patternsUseTheWordsOfTheLanguage() throws {
    let cases: [(Language, String, String)] = [
      (.da, "%a %-d. %b %Y", "lør 2. maj 2020"), (.nb, "%A %-d. %B", "lørdag 2. mai"),
      (.nn, "%A %a %B", "laurdag lau mai"), (.en, "%A %a %h", "Saturday Sat May"),
      (.da, "blå %d æ", "blå 02 æ"), (.da, "%:z|%z|%Z", "+02:00|+0200|+02:00"),
      (.da, "%s", "1588370707"), (.da, "%n%t%%", "\n\t%"),
      (.da, "uge %-V/%G dag %u", "uge 18/2020 dag 6"),
    ]
    let moment = Moment(unix: 1_588_370_707, offset: 7200, precision: .second)
    for (language, pattern, expected) in cases {
      let format = try #require(DateFormat(pattern))
      #expect(written { appendDate(moment, format, in: language, to: &$0) } == expected)
    }
    let utc = Moment(unix: 0, in: .utc)
    let zone = try #require(DateFormat("%Z"))
    #expect(written { appendDate(utc, zone, in: .da, to: &$0) } == "UTC")
    reportCases(cases.count, "patterns in words")
  }

  @Test func numeralsArePadded() {
    let cases: [(Int, Int, String)] = [
      (0, 1, "0"), (5, 2, "05"), (12, 2, "12"), (123, 2, "123"), (7, 4, "0007"), (-7, 2, "-07"),
      (.max, 1, "9223372036854775807"), (.min, 1, "-9223372036854775808"), (1000, 1, "1000"),
    ]
    for (value, width, expected) in cases {
      #expect(written { appendNumeral(value, width: width, to: &$0) } == expected)
    }
    reportCases(cases.count, "numerals")
  }
}
