// Days, weeks and months against Python's datetime.
// Data/days.txt is written by Oracles/calendar_days.py.

import Testing

@testable import Nordic

@Suite struct CalendarTests {
  @Test func daysAndWeeksAreThoseOfPythonsDatetime() throws {
    let lines = try dataLines("days.txt")
    for line in lines {
      let parts = line.split(separator: " ").compactMap { Int($0) }
      let (day, year, month, dayOfMonth) = (parts[0], parts[1], parts[2], parts[3])
      #expect(dayNumber(year: year, month: month, day: dayOfMonth) == day, "\(line)")
      #expect(date(ofDay: day) == (year, month, dayOfMonth), "\(line)")
      #expect(weekday(ofDay: day) == parts[4], "\(line)")
      #expect(isoWeek(ofDay: day) == (parts[5], parts[6]), "\(line)")
    }
    reportCases(lines.count, "days")
  }

  @Test func everyDayOfTenThousandYearsFollowsTheOneBefore() {
    var number = dayNumber(year: 1, month: 1, day: 1)
    for year in 1...9999 {
      for month in 1...12 {
        let count = dayCount(ofMonth: month, in: year)
        if dayNumber(year: year, month: month, day: 1) != number {
          Issue.record("\(year)-\(month)")
        }
        if date(ofDay: number + count - 1) != (year, month, count) {
          Issue.record("end of \(year)-\(month)")
        }
        number += count
      }
    }
    reportCases(9999 * 12, "months")
  }

  @Test func divisionRoundsDown() {
    let cases = [
      (7, 7, 1, 0), (6, 7, 0, 6), (0, 7, 0, 0), (-1, 7, -1, 6), (-7, 7, -1, 0), (-8, 7, -2, 6),
      (Int.max, 2, Int.max / 2, 1), (.min, 2, .min / 2, 0), (.min, 10, .min / 10 - 1, 2),
    ]
    for (value, divisor, quotient, remainder) in cases {
      #expect(Nordic.quotient(value, divisor) == quotient)
      #expect(Nordic.remainder(value, divisor) == remainder)
    }
    reportCases(cases.count, "divisions")
  }

  @Test func leapYearsAreTheGregorianOnes() {
    for year in [2000, 2004, 2024, 1600] { #expect(dayCount(ofMonth: 2, in: year) == 29) }
    for year in [1900, 2001, 2100, 2023] { #expect(dayCount(ofMonth: 2, in: year) == 28) }
    for month in [0, 13, -1] { #expect(dayCount(ofMonth: month, in: 2020) == 0) }
  }
}
