// Dates as people write them, and those that are refused with which words.
// Data/moments.txt is written by Oracles/moments.py.

import Nordic
import Testing

@Suite struct MomentParsingTests {
  @Test func isoDatesAreReadAsPythonReadsThem() throws {
    let lines = try dataLines("moments.txt")
    let zone = try copenhagen()
    for line in lines {
      let parts = line.split(separator: "|").map(String.init)
      let moment = try parseMoment(parts[0], in: zone).get()
      #expect(moment.unix == Int64(parts[2]), "\(line)")
      #expect("\(moment.precision)" == parts[1], "\(line)")
      #expect(moment.offset == zone.offset(at: moment.unix), "\(line)")
    }
    reportCases(lines.count, "ISO dates")
  }

  @Test func datesAreReadAsPeopleWriteThem() throws {
    let cases: [(String, String)] = [
      // As counted in public front matters.
      ("2023-01-25 13:00:00 -0500", "2023-01-25T19:00:00+01:00 second"),
      ("2014-11-03 9:05:00", "2014-11-03T09:05:00+01:00 second"),
      ("2016-02-08", "2016-02-08T00:00:00+01:00 day"),
      ("2016-02-08T10:30:00-04:00", "2016-02-08T15:30:00+01:00 second"),
      ("2019-6-1 10:00", "2019-06-01T10:00:00+02:00 minute"),
      ("2019-6-1 9:00", "2019-06-01T09:00:00+02:00 minute"),
      ("23 marts, 2020", "2020-03-23T00:00:00+01:00 day"),
      ("26. august 2021", "2021-08-26T00:00:00+02:00 day"),
      ("23.3.2020", "2020-03-23T00:00:00+01:00 day"),
      // Parts of dates.
      ("2019", "2019-01-01T00:00:00+01:00 year"), ("2019-05", "2019-05-01T00:00:00+02:00 month"),
      ("2019-5", "2019-05-01T00:00:00+02:00 month"),
      ("maj 2019", "2019-05-01T00:00:00+02:00 month"),
      ("May 2019", "2019-05-01T00:00:00+02:00 month"),
      ("2019/05", "2019-05-01T00:00:00+02:00 month"),
      // Figures.
      ("23.03.2020", "2020-03-23T00:00:00+01:00 day"),
      ("23. 3. 2020", "2020-03-23T00:00:00+01:00 day"),
      ("3.4.2020", "2020-04-03T00:00:00+02:00 day"), ("23/3/2020", "2020-03-23T00:00:00+01:00 day"),
      ("3/23/2020", "2020-03-23T00:00:00+01:00 day"), ("4/4/2020", "2020-04-04T00:00:00+02:00 day"),
      ("3/4-2020", "2020-04-03T00:00:00+02:00 day"),
      ("23-03-2020", "2020-03-23T00:00:00+01:00 day"),
      ("2020/3/23", "2020-03-23T00:00:00+01:00 day"),
      ("2020.03.23", "2020-03-23T00:00:00+01:00 day"),
      ("20200323", "2020-03-23T00:00:00+01:00 day"),
      ("d. 23/3-2020", "2020-03-23T00:00:00+01:00 day"),
      ("23/3 2020", "2020-03-23T00:00:00+01:00 day"),
      ("23.3 2020", "2020-03-23T00:00:00+01:00 day"),
      ("3/4 2020", "2020-04-03T00:00:00+02:00 day"), ("29.2.2024", "2024-02-29T00:00:00+01:00 day"),
      // Words.
      ("23. marts 2020", "2020-03-23T00:00:00+01:00 day"),
      ("23. mars 2020", "2020-03-23T00:00:00+01:00 day"),
      ("23 March 2020", "2020-03-23T00:00:00+01:00 day"),
      ("March 23, 2020", "2020-03-23T00:00:00+01:00 day"),
      ("March 23rd, 2020", "2020-03-23T00:00:00+01:00 day"),
      ("Mar 23 2020", "2020-03-23T00:00:00+01:00 day"),
      ("23rd March 2020", "2020-03-23T00:00:00+01:00 day"),
      ("23-Mar-2020", "2020-03-23T00:00:00+01:00 day"),
      ("1. DESEMBER 2021", "2021-12-01T00:00:00+01:00 day"),
      ("1. des. 2021", "2021-12-01T00:00:00+01:00 day"),
      ("17. mai 2021", "2021-05-17T00:00:00+02:00 day"),
      ("17.maj 2021", "2021-05-17T00:00:00+02:00 day"),
      ("den 5. juni 2014", "2014-06-05T00:00:00+02:00 day"),
      ("mandag den 23. marts 2020", "2020-03-23T00:00:00+01:00 day"),
      ("måndag 23. mars 2020", "2020-03-23T00:00:00+01:00 day"),
      ("ma\u{30A}ndag 23. mars 2020", "2020-03-23T00:00:00+01:00 day"),
      ("LØRDAG den 2. maj 2020", "2020-05-02T00:00:00+02:00 day"),
      ("laurdag 2. mai 2020", "2020-05-02T00:00:00+02:00 day"),
      ("Monday 23 March 2020", "2020-03-23T00:00:00+01:00 day"),
      ("man. d. 23.3.2020", "2020-03-23T00:00:00+01:00 day"),
      // Ends.
      ("  2020-03-23\t", "2020-03-23T00:00:00+01:00 day"),
      ("0001-01-01", "0001-01-01T00:00:00+01:00 day"),
    ]
    let zone = try copenhagen()
    for (text, expected) in cases {
      let shown =
        switch parseMoment(text, in: zone) {
        case .success(let moment): "\(rfc3339(moment)) \(moment.precision)"
        case .failure(let problem): problem.message
        }
      #expect(shown == expected, "\(text)")
    }
    reportCases(cases.count, "dates as people write them")
  }

  @Test func datesThatCannotBeOrCouldBeTwoAreRefusedWithTheReason() throws {
    let unreadable = "this is not a date that can be read"
    let missing = "the year is missing"
    let twoDigits = "the year has two digits only"
    let cases: [(String, String)] = [
      ("", "the date is empty"),
      (" \n", "the date is empty"),
      ("20.12", missing),
      ("20.12.", missing),
      ("20/12", missing),
      ("20-12", missing),
      ("24.12 kl. 9", missing),
      ("20. december", missing),
      ("20. december kl. 13", missing),
      ("20. december 13:00", missing),
      ("December 20", missing),
      ("december", missing),
      ("mandag 23. marts", missing),
      ("20/12 1300", missing),
      ("20.12 13.00", missing),
      ("23.3.20", twoDigits),
      ("23. marts 20", twoDigits),
      ("20-03-23", twoDigits),
      ("3/23/20", twoDigits),
      ("March 23, 20", twoDigits),
      ("03/04/2020", "the date can mean 2020-04-03 or 2020-03-04"),
      ("3-4-2020", "the date can mean 2020-04-03 or 2020-03-04"),
      ("31.2.2021", "there is no 31 February 2021"),
      ("2021-02-31", "there is no 31 February 2021"),
      ("29. februar 2023", "there is no 29 February 2023"),
      ("2020-13-01", "there is no month 13"),
      ("2020-00-01", "there is no month 0"),
      ("0. marts 2020", "there is no 0 March 2020"),
      ("2020-3-0", "there is no 0 March 2020"),
      ("0000-01-01", "there is no year 0"),
      ("31/4/2020", "there is no 31 April 2020"),
      ("40/50/2020", "there is no month 50"),
      ("tirsdag den 23. marts 2020", "23 March 2020 is a Monday, not a Tuesday"),
      ("i morgen", unreadable),
      ("2020-W13", unreadable),
      ("2020-03-23x", unreadable),
      ("2020-03 9:05", unreadable),
      ("2020 9:05", unreadable),
      ("123", unreadable),
      ("12345", unreadable),
      ("23", unreadable),
      ("23.", unreadable),
      ("2020-03/23", unreadable),
      ("2020-03-", unreadable),
      ("2020-003-01", unreadable),
      ("23.3.2020.", unreadable),
      ("23.3.202", unreadable),
      ("23.martsk 2020", unreadable),
      ("23. marts 20201", unreadable),
      ("-2020-03-23", unreadable),
      ("99999999999999", unreadable),
      ("2019-2020", unreadable),
      ("3.10", missing),
      ("1.2.3", unreadable),
      ("~", unreadable),
      ("today", unreadable),
    ]
    let zone = try copenhagen()
    for (text, expected) in cases {
      switch parseMoment(text, in: zone) {
      case .success(let moment): Issue.record("\(text) is read as \(rfc3339(moment))")
      case .failure(let problem):
        #expect(problem.message == expected, "\(text)")
        #expect(!problem.help.isEmpty)
      }
    }
    reportCases(cases.count, "refused dates")
  }

  @Test func everyDateThatIsWrittenIsReadBack() throws {
    var random = Random(seed: 23)
    let zone = try copenhagen()
    var count = 0
    for _ in 0..<500 {
      let unix = Int64.random(in: 320_000_000...2_140_000_000, using: &random)
      let moment = Moment(unix: unix, in: zone)
      for language in Language.allCases {
        for style in [
          "short", "long", "full", "iso", "datetime", "month", "year", "rfc3339", "rfc822",
        ] {
          let text = try show(moment, style, language)
          if style == "short", language == .en, moment.civil.day <= 12 { continue }
          let readBack = try parseMoment(text, in: zone).get()
          #expect(try show(readBack, style, language) == text)
          count += 1
        }
      }
    }
    reportCases(count, "dates read back")
  }

  @Test func aTimeThatClocksSkipIsToldWithBothMomentsItMayMean() throws {
    let zone = try copenhagen()
    let cases: [(String, told: [String])] = [
      ("2026-03-29 02:30", ["2026-03-29T03:30:00+02:00", "2026-03-29T01:30:00+01:00"]),
      ("29. marts 2026 kl. 2.00", ["2026-03-29T03:00:00+02:00", "2026-03-29T01:00:00+01:00"]),
      ("2026-03-29 02:30 +01:00", []), ("2026-03-29 02:30 +02:00", []), ("2026-03-29 03:30", []),
      ("2026-03-29 01:59:59", []), ("2026-03-29", []), ("2026-10-25 02:30", []),
    ]
    for (text, expected) in cases {
      var told: [String] = []
      let moment = try parseMoment(text, in: zone) { told = [rfc3339($0), rfc3339($1)] }.get()
      #expect(told == expected, "\(text)")
      #expect(try moment == parseMoment(text, in: zone).get(), "\(text)")
    }
    reportCases(cases.count, "times around the clocks' changes")
  }

  @Test func mutatedDatesNeverTrap() throws {
    let seeds = [
      "2023-01-25 13:00:00 -0500", "2020-03-23T09:05:06.123+01:00",
      "mandag den 23. marts 2020 kl. 9.05",
      "March 23, 2020 9:05 PM", "23/3-2020", "03/04/2020", "Mon, 23 Mar 2020 09:05:00 GMT",
      "2019-05",
      "lørdag d. 2.5.2020, kl. 0905", "20200323T090506Z",
    ].map { Array($0.utf8) }
    let zone = try copenhagen()
    var random = Random(seed: 2612)
    var readCount = 0
    for round in 0..<30_000 {
      var bytes = seeds[round % seeds.count]
      for _ in 0...Int.random(in: 0..<2, using: &random) {
        let index = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where index < bytes.count: bytes.remove(at: index)
        case 1:
          bytes.insert(bytes[Int.random(in: 0..<max(bytes.count, 1), using: &random)], at: index)
        case 2 where index < bytes.count: bytes[index] = .random(in: 0x20...0xC3, using: &random)
        default:
          bytes.insert(
            contentsOf: Array("0123456789.:-+/ ".utf8).shuffled(using: &random).prefix(1), at: index
          )
        }
        if bytes.isEmpty { bytes = [0x32] }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      guard let moment = try? parseMoment(text, in: zone).get() else { continue }
      readCount += 1
      // What was read means the same again when it is written down in full.
      let again = try parseMoment(rfc3339(moment), in: zone).get()
      #expect(again.unix == moment.unix, "\(text)")
      #expect(
        1...9999 ~= moment.civil.year || moment.civil.year == 0 || moment.civil.year == 10_000)
    }
    reportCases(30_000, "mutated dates, \(readCount) of them read")
  }
}
