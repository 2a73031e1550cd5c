// Dates as header fields have them: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
//
// The calendar arithmetic is Howard Hinnant's `civil_from_days`, which is in the public domain.

/// Writes an instant.
///
/// - Parameter unix: seconds since 1970-01-01T00:00:00Z; held within the years 1970...9999.
func httpDate(unix: Int64) -> String {
  let seconds = min(max(unix, 0), 253_402_300_799)
  let (days, second) = (seconds / 86400, seconds % 86400)
  let (year, month, day) = civil(days)
  let names = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  let date = "\(two(day)) \(months[month - 1]) \(year)"
  return "\(names[Int(days % 7)]), \(date) "
    + "\(two(Int(second / 3600))):\(two(Int(second / 60 % 60))):\(two(Int(second % 60))) GMT"
}

private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// The day of a count of days since 1970-01-01, which is not negative.
private func civil(_ days: Int64) -> (year: Int64, month: Int, day: Int) {
  let shifted = days + 719_468
  let era = shifted / 146_097
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let shiftedMonth = (5 * dayOfYear + 2) / 153
  let day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  let month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
  return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}
