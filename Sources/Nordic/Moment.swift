// An instant, the clock it is read on, and how precisely it is known.
//
// A moment does not know its zone, only the distance to UTC that holds at that instant: enough to
// write it down. Zones are `Zone.swift`'s, reading is `MomentParsing.swift`'s, writing is
// `DateFormat.swift`'s.

/// A date and a time of day as a calendar and a clock on the wall show them.
public struct CivilTime: Hashable, Sendable {
  /// 1...9999.
  public var year: Int
  /// 1...12.
  public var month: Int
  /// 1...31.
  public var day: Int
  /// 0...23.
  public var hour: Int
  /// 0...59.
  public var minute: Int
  /// 0...59: leap seconds are not counted.
  public var second: Int

  /// Makes a time from its parts; nothing is checked until it is converted.
  public init(
    year: Int, month: Int = 1, day: Int = 1, hour: Int = 0, minute: Int = 0, second: Int = 0
  ) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  /// Reads a clock that shows UTC.
  init(seconds: Int) {
    let number = quotient(seconds, 86_400)
    let (year, month, day) = date(ofDay: number)
    let rest = seconds - number * 86_400
    self.init(
      year: year, month: month, day: day,
      hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60)
  }

  /// Seconds since 1970-01-01T00:00:00 on the same clock. Each part is first moved into its range,
  /// so 31 February is the last of February.
  var seconds: Int {
    let year = min(max(year, 1), 9999)
    let month = min(max(month, 1), 12)
    let day = min(max(day, 1), dayCount(ofMonth: month, in: year))
    let time = min(max(hour, 0), 23) * 3600 + min(max(minute, 0), 59) * 60 + min(max(second, 0), 59)
    return dayNumber(year: year, month: month, day: day) * 86_400 + time
  }
}

/// An instant, the clock it is read on, and how precisely it is known.
public struct Moment: Hashable, Sendable, Comparable {
  /// The smallest unit that was stated; ``unix`` is the beginning of that unit.
  public enum Precision: UInt8, Sendable {
    /// `2019`.
    case year
    /// `2019-05`.
    case month
    /// `2019-05-23`.
    case day
    /// `2019-05-23 9:05`.
    case minute
    /// `2019-05-23 9:05:30`.
    case second
  }

  /// Seconds since 1970-01-01T00:00:00Z.
  public let unix: Int64
  /// Seconds east of UTC that ``civil`` is expressed in: less than a day either way.
  public let offset: Int
  /// How much of it was stated.
  public let precision: Precision

  /// Makes a moment as a clock with this distance to UTC shows it.
  ///
  /// What that clock would show outside the years 1...9999, or a day or more from UTC, is moved to
  /// the nearest end.
  public init(unix: Int64, offset: Int, precision: Precision) {
    self.offset = min(max(offset, -86_399), 86_399)
    let difference = Int64(self.offset)
    self.unix = min(max(unix, Moment.earliest - difference), Moment.latest - difference)
    self.precision = precision
  }

  /// Makes a moment as clocks in this zone show it.
  public init(unix: Int64, in zone: Zone, precision: Precision = .second) {
    self.init(unix: unix, offset: zone.offset(at: unix), precision: precision)
  }

  /// What the calendar and the clock show.
  public var civil: CivilTime { CivilTime(seconds: Int(unix) + offset) }

  /// Earlier first; of two at the same instant the less precise one.
  public static func < (left: Moment, right: Moment) -> Bool {
    (left.unix, left.precision.rawValue, left.offset)
      < (right.unix, right.precision.rawValue, right.offset)
  }

  /// The day on the calendar, counted from 1970-01-01.
  var dayNumber: Int { quotient(Int(unix) + offset, 86_400) }

  /// The first second of the year 1 and the last of 9999.
  private static let earliest: Int64 = -62_135_596_800
  private static let latest: Int64 = 253_402_300_799
}
