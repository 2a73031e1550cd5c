// What can be wrong with a date somebody typed, and how to say it to them.

/// Why a text is refused as a date.
public enum DateProblem: Error, Hashable, Sendable {
  /// Nothing but white space.
  case empty
  /// A day and a month only: `20.12`.
  case missingYear
  /// `23.3.20`.
  case twoDigitYear
  /// `03/04/2020`: two days in two orders; both, as ISO 8601 writes them.
  case ambiguous(String, String)
  /// `2020-03-23 09:00-11:00`: when it ends, or how far from UTC; the end as typed, `11:00`.
  case timeSpan(String)
  /// A day, time or weekday that is not in the calendar; the message in full.
  case impossible(String)
  /// Anything else.
  case unreadable

  /// What is wrong: one clause.
  public var message: String {
    switch self {
    case .empty: "the date is empty"
    case .missingYear: "the year is missing"
    case .twoDigitYear: "the year has two digits only"
    case .ambiguous(let first, let second): "the date can mean \(first) or \(second)"
    case .timeSpan(let end): "`-\(end)` can be the end of a span of time or an offset from UTC"
    case .impossible(let reason): reason
    case .unreadable: "this is not a date that can be read"
    }
  }

  /// What to do about it.
  public var help: String {
    switch self {
    case .empty: "write \(DateProblem.forms)"
    case .missingYear: "add the year with four digits, as in `20.12.2022` or `2022-12-20`"
    case .twoDigitYear: "write the year with four digits, as in `20.12.2022` or `2022-12-20`"
    case .ambiguous(let first, let second): "write `\(first)` or `\(second)`"
    case .timeSpan:
      "write when it begins only, and when it ends in a value of its own; or, if it is an offset, "
        + "the seconds too, as in `09:00:00-05:00`"
    case .impossible: "correct what cannot be; a date is written \(DateProblem.forms)"
    case .unreadable: "write \(DateProblem.forms)"
    }
  }

  private static let forms =
    "`2020-03-23`, `2020-03-23 9:05`, `23. marts 2020` or `23.3.2020`; a month or a year alone is "
    + "`2020-03` or `2020`"
}
