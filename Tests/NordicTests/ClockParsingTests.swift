// Times and offsets after a date: what is read, and what is refused with which words.
// Dates by themselves are in MomentParsingTests.swift.

import Nordic
import Testing

@Suite struct ClockParsingTests {
  @Test func timesAndOffsetsAreReadAfterADate() throws {
    let cases: [(String, String)] = [
      ("mandag den 23. marts 2020 kl. 9.05", "2020-03-23T09:05:00+01:00 minute"),
      ("23. marts 2020 kl. 9", "2020-03-23T09:00:00+01:00 minute"),
      ("23. marts 2020, kl 9:05", "2020-03-23T09:05:00+01:00 minute"),
      ("23. mars 2020 kl. 0905", "2020-03-23T09:05:00+01:00 minute"),
      ("23. mars 2020 klokka 14.05.02,3", "2020-03-23T14:05:02+01:00 second"),
      ("23 March 2020 at 9:05", "2020-03-23T09:05:00+01:00 minute"),
      ("March 23, 2020 9:05 PM", "2020-03-23T21:05:00+01:00 minute"),
      ("March 23, 2020, 12:05 a.m.", "2020-03-23T00:05:00+01:00 minute"),
      ("March 23, 2020 at 9 pm", "2020-03-23T21:00:00+01:00 minute"),
      ("23.3.2020 9.05", "2020-03-23T09:05:00+01:00 minute"),
      ("23.3.2020 09:05:06", "2020-03-23T09:05:06+01:00 second"),
      ("Mon, 23 Mar 2020 09:05:00 +0100", "2020-03-23T09:05:00+01:00 second"),
      ("Mon, 23 Mar 2020 09:05:00 GMT", "2020-03-23T10:05:00+01:00 second"),
      ("2020-03-23 09:05 UTC", "2020-03-23T10:05:00+01:00 minute"),
      ("2020-03-23T09", "2020-03-23T09:00:00+01:00 minute"),
      ("2020-03-23t09:05z", "2020-03-23T10:05:00+01:00 minute"),
      ("20200323T090506Z", "2020-03-23T10:05:06+01:00 second"),
      ("2020-03-23T09:05:06.123456789123Z", "2020-03-23T10:05:06+01:00 second"),
      ("2020-03-23T03:00-05:00", "2020-03-23T09:00:00+01:00 minute"),
      ("2020-03-23 11:00-05:00", "2020-03-23T17:00:00+01:00 minute"),
      ("2020-03-29 02:30", "2020-03-29T03:30:00+02:00 minute"),
      ("2020-10-25 02:30", "2020-10-25T02:30:00+02:00 minute"),
      ("9999-12-31 23:59:59", "9999-12-31T23:59:59+01:00 second"),
      ("2020-03-23 03:00 -0500", "2020-03-23T09:00:00+01:00 minute"),
      ("23.\u{A0}marts\u{A0}2020\u{A0}kl.\u{A0}9.05\u{A0}", "2020-03-23T09:05:00+01:00 minute"),
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
    reportCases(cases.count, "times")
  }

  @Test func timesThatCannotBeAreRefusedWithTheReason() throws {
    let unreadable = "this is not a date that can be read"
    let cases: [(String, String)] = [
      ("2020-03-23 24:00", "there is no time 24:00"),
      ("2020-03-23 9:60", "there is no time 9:60"),
      ("2020-03-23 23:59:60", "there is no second 60"),
      ("March 23, 2020 13:00 pm", "there is no 13 pm on a clock"),
      ("2020-03-23 09:00-11:00", "`-11:00` can be the end of a span of time or an offset from UTC"),
      ("2020-03-23 x", unreadable),
      ("2020-03-23 9", unreadable),
      ("2020-03-23 9:5", unreadable),
      ("2020-03-23 9:05 x", unreadable),
      ("2020-03-23 9:05.30", unreadable),
      ("2020-03-23 9:05:", unreadable),
      ("2020-03-23 9:05 CET", unreadable),
      ("2020-03-23T", unreadable),
      ("2020-03-23T09:05:00.Z", unreadable),
      ("2020-03-23T09:05+1:0", unreadable),
      ("2020-03-23 09:00–11:00", unreadable),
    ]
    let zone = try copenhagen()
    for (text, expected) in cases {
      switch parseMoment(text, in: zone) {
      case .success(let moment): Issue.record("\(text) is read as \(rfc3339(moment))")
      case .failure(let problem): #expect(problem.message == expected, "\(text)")
      }
    }
    reportCases(cases.count, "refused times")
  }
}
