// Every style in every language; the long ones against ICU.
// Data/dates.txt is written by Oracles/icu.mjs.

import Nordic
import Testing

@Suite struct DateFormatTests {
  @Test func eachStyleIsWrittenInEachLanguage() throws {
    // Style, then da, nb, nn, en; of 23 March 2020, 9:05:07 in Copenhagen.
    let cases: [(String, String, String, String, String)] = [
      ("short", "23.3.2020", "23.3.2020", "23.3.2020", "23/03/2020"),
      ("long", "23. marts 2020", "23. mars 2020", "23. mars 2020", "23 March 2020"),
      (
        "full", "mandag den 23. marts 2020", "mandag 23. mars 2020", "måndag 23. mars 2020",
        "Monday 23 March 2020"
      ),
      ("iso", "2020-03-23", "2020-03-23", "2020-03-23", "2020-03-23"),
      ("time", "kl. 9.05", "kl. 9.05", "kl. 9.05", "9:05"),
      (
        "datetime", "23. marts 2020 kl. 9.05", "23. mars 2020 kl. 9.05", "23. mars 2020 kl. 9.05",
        "23 March 2020 at 9:05"
      ),
      ("month", "marts 2020", "mars 2020", "mars 2020", "March 2020"),
      ("year", "2020", "2020", "2020", "2020"),
      ("week", "uge 13", "uke 13", "veke 13", "week 13"),
      (
        "rfc3339", "2020-03-23T09:05:07+01:00", "2020-03-23T09:05:07+01:00",
        "2020-03-23T09:05:07+01:00", "2020-03-23T09:05:07+01:00"
      ),
      (
        "rfc822", "Mon, 23 Mar 2020 09:05:07 +0100", "Mon, 23 Mar 2020 09:05:07 +0100",
        "Mon, 23 Mar 2020 09:05:07 +0100", "Mon, 23 Mar 2020 09:05:07 +0100"
      ),
    ]
    let moment = try #require(try? parse("2020-03-23 9:05:07"))
    for (style, da, nb, nn, en) in cases {
      for (language, expected) in [(Language.da, da), (.nb, nb), (.nn, nn), (.en, en)] {
        #expect(try show(moment, style, language) == expected)
      }
    }
    #expect(cases.map(\.0) == DateFormat.names)
    reportCases(4 * cases.count, "styles")
  }

  @Test func momentsShowNoMoreThanIsKnown() throws {
    let cases: [(String, String, String)] = [
      ("2019", "long", "2019"), ("2019", "full", "2019"), ("2019", "short", "2019"),
      ("2019", "iso", "2019"), ("2019", "datetime", "2019"), ("2019", "month", "2019"),
      ("2019", "week", "2019"), ("2019", "time", ""), ("2019", "year", "2019"),
      ("2019", "rfc3339", "2019-01-01T00:00:00+01:00"),
      ("2019-05", "long", "maj 2019"), ("2019-05", "short", "maj 2019"),
      ("2019-05", "iso", "2019-05"),
      ("2019-05", "week", "maj 2019"), ("2019-05", "datetime", "maj 2019"),
      ("2019-05-03", "datetime", "3. maj 2019"), ("2019-05-03", "time", ""),
      ("2019-05-03", "short", "3.5.2019"), ("2019-05-03", "%Y-%m-%d %H:%M", "2019-05-03 00:00"),
      ("2019-05", "%B %Y", "maj 2019"), ("0987-01-02", "long", "2. januar 987"),
      ("0987-01-02", "iso", "0987-01-02"), ("2019-12-30", "week", "uge 1"),
    ]
    for (text, style, expected) in cases {
      #expect(try show(parse(text), style, .da) == expected, "\(text) \(style)")
    }
    reportCases(cases.count, "partial moments")
  }

  @Test func datesAreThoseOfICU() throws {
    let lines = try dataLines("dates.txt")
    for line in lines {
      let parts = line.split(separator: "|").map(String.init)
      let moment = Moment(unix: try #require(Int64(parts[0])), in: .utc)
      let language = try #require(Language(code: parts[1]))
      for (style, expected) in zip(["long", "full", "month"], parts.dropFirst(2)) {
        #expect(try show(moment, style, language) == expected, "\(line)")
      }
    }
    reportCases(3 * lines.count, "dates")
  }

  @Test func unknownStylesAreRefused() {
    let names = [
      "", "Long", "lang", "dd.mm.yyyy", "%", "%Q", "%-B", "%:m", "100%", "%Y %", "%-", "%x",
    ]
    for name in names { #expect(DateFormat(name) == nil, "\(name)") }
    reportCases(names.count, "refused styles")
  }

  private func parse(_ text: String) throws -> Moment {
    try parseMoment(text, in: copenhagen()).get()
  }
}
