// Instants and the clocks they are read on.
// Zones are in ZoneTests.swift.

import Testing

@testable import Nordic

@Suite struct MomentTests {
  @Test func aMomentShowsTheClockOfItsOffset() {
    let moment = Moment(unix: 1_584_950_707, offset: 3600, precision: .second)
    #expect(
      moment.civil == CivilTime(year: 2020, month: 3, day: 23, hour: 9, minute: 5, second: 7))
    let earlier = Moment(unix: -1, offset: 0, precision: .second)
    #expect(
      earlier.civil == CivilTime(year: 1969, month: 12, day: 31, hour: 23, minute: 59, second: 59))
  }

  @Test func whatIsOutOfRangeIsMovedToTheNearestEnd() {
    let first = Moment(unix: .min, offset: 0, precision: .second)
    #expect(first.civil == CivilTime(year: 1))
    let last = Moment(unix: .max, offset: 0, precision: .second)
    #expect(
      last.civil == CivilTime(year: 9999, month: 12, day: 31, hour: 23, minute: 59, second: 59))
    #expect(Moment(unix: 0, offset: .max, precision: .day).offset == 86_399)
    #expect(
      CivilTime(year: 2021, month: 2, day: 31).seconds
        == CivilTime(year: 2021, month: 2, day: 28).seconds)
  }

  @Test func momentsAreOrderedByInstantThenPrecisionThenOffset() {
    let moments = [
      Moment(unix: -5, offset: 0, precision: .second), Moment(unix: 0, offset: 0, precision: .year),
      Moment(unix: 0, offset: 0, precision: .day), Moment(unix: 0, offset: 3600, precision: .day),
      Moment(unix: 1, offset: -3600, precision: .year),
    ]
    #expect(moments.reversed().sorted() == moments)
  }

  @Test func secondsOfACivilTimeAreReadBack() {
    var random = Random(seed: 1582)
    for _ in 0..<5000 {
      let seconds = Int.random(in: -62_135_596_800...253_402_300_799, using: &random)
      #expect(CivilTime(seconds: seconds).seconds == seconds)
    }
    reportCases(5000, "civil times")
  }
}
