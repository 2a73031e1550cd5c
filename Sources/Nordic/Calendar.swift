// The Gregorian calendar as arithmetic on day numbers.
//
// Days are counted from 1970-01-01, which is day 0. The conversions are those of Howard Hinnant's
// "chrono-compatible low-level date algorithms" (eras of 400 years that begin on 1 March), the
// weeks those of ISO 8601. The calendar is extended to before 1582 as ISO 8601 does it.

/// The number of days in a month: 28...31, or 0 where there is no such month.
func dayCount(ofMonth month: Int, in year: Int) -> Int {
  switch month {
  case 1, 3, 5, 7, 8, 10, 12: 31
  case 4, 6, 9, 11: 30
  case 2: isLeapYear(year) ? 29 : 28
  default: 0
  }
}

/// Whether February has 29 days.
func isLeapYear(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

/// The number of a day.
///
/// - Parameters:
///   - year: -9999...99999, so that nothing overflows.
///   - month: 1...12.
///   - day: 1...31; a day after the month's last is counted on into the next month.
func dayNumber(year: Int, month: Int, day: Int) -> Int {
  let shifted = month > 2 ? year : year - 1
  let era = (shifted >= 0 ? shifted : shifted - 399) / 400
  let yearOfEra = shifted - era * 400
  let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

/// The date of a day number; the reverse of ``dayNumber(year:month:day:)``.
func date(ofDay number: Int) -> (year: Int, month: Int, day: Int) {
  let shifted = number + 719_468
  let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let shiftedMonth = (5 * dayOfYear + 2) / 153
  let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
}

/// The weekday of a day number: 1 for Monday ... 7 for Sunday, as ISO 8601 counts them.
func weekday(ofDay number: Int) -> Int { remainder(number + 3, 7) + 1 }

/// The week of a day number, and the year it is counted in, which at New Year may be another year
/// than the date's own (ISO 8601: week 1 is the one with the year's first Thursday).
func isoWeek(ofDay number: Int) -> (year: Int, week: Int) {
  let thursday = number - weekday(ofDay: number) + 4
  let year = date(ofDay: thursday).year
  return (year, (thursday - dayNumber(year: year, month: 1, day: 1)) / 7 + 1)
}

/// The remainder of a division rounded down, so never negative.
@inline(__always)
func remainder(_ value: Int, _ divisor: Int) -> Int {
  let rest = value % divisor
  return rest < 0 ? rest + divisor : rest
}

/// The quotient of a division rounded down.
@inline(__always)
func quotient(_ value: Int, _ divisor: Int) -> Int {
  value / divisor - (value % divisor < 0 ? 1 : 0)
}
