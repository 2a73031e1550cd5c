// Writing dates and times: eleven named styles, and patterns in the notation of C's strftime.
//
// The words are those of the language of the text; nothing asks the machine for its locale. What a
// style would show and the moment does not know is left out.

/// How a date is written.
public struct DateFormat: Sendable, Hashable {
  let style: Style

  /// Finds a style, or reads a pattern.
  ///
  /// - Parameter name: one of ``names``; or a pattern holding `%` and only directives that
  ///   are known: `%Y %y %m %d %e %H %I %p %M %S %B %b %h %A %a %j %V %G %u %s %z %:z %Z %F %T %R
  ///   %n %t %%`, numbers also as `%-d` without padding.
  /// - Returns: `nil` for anything else.
  public init?(_ name: String) {
    if let style = Style(name: name) {
      self.style = style
    } else if name.utf8.contains(percent) {
      let pattern = Array(name.utf8)
      guard isReadable(pattern) else { return nil }
      style = .pattern(pattern)
    } else {
      return nil
    }
  }

  /// The names of the styles.
  public static let names = [
    "short", "long", "full", "iso", "time", "datetime", "month", "year", "week", "rfc3339",
    "rfc822",
  ]

  enum Style: Hashable {
    case short, long, full, iso, time, datetime, month, year, week, rfc3339, rfc822
    case pattern([UInt8])

    init?(name: String) {
      switch name {
      case "short": self = .short
      case "long": self = .long
      case "full": self = .full
      case "iso": self = .iso
      case "time": self = .time
      case "datetime": self = .datetime
      case "month": self = .month
      case "year": self = .year
      case "week": self = .week
      case "rfc3339": self = .rfc3339
      case "rfc822": self = .rfc822
      default: return nil
      }
    }
  }
}

/// Writes a date.
///
/// | style | da | nb, nn | en |
/// |---|---|---|---|
/// | short | 23.3.2020 | 23.3.2020 | 23/03/2020 |
/// | long | 23. marts 2020 | 23. mars 2020 | 23 March 2020 |
/// | full | mandag den 23. marts 2020 | mandag (måndag) 23. mars 2020 | Monday 23 March 2020 |
/// | time | kl. 9.05 | kl. 9.05 | 9:05 |
/// | datetime | 23. marts 2020 kl. 9.05 | 23. mars 2020 kl. 9.05 | 23 March 2020 at 9:05 |
/// | month | marts 2020 | mars 2020 | March 2020 |
/// | week | uge 13 | uke (veke) 13 | week 13 |
///
/// `year` is `2020`, `iso` `2020-03-23`, `rfc3339` `2020-03-23T09:05:00+01:00` and `rfc822`
/// `Mon, 23 Mar 2020 09:05:00 +0100`, in every language.
///
/// A moment that is only a month or a year is written as `marts 2020` or `2020` where the style
/// wants a day (`iso`: `2020-03`); `time` of a moment that is only a date is nothing, `datetime`
/// the date. The two formats for machines and patterns show its beginning.
public func appendDate(
  _ moment: Moment, _ format: DateFormat, in language: Language, to output: inout [UInt8]
) {
  let civil = moment.civil
  switch format.style {
  case .iso:
    appendISODate(civil, precision: moment.precision, to: &output)
  case .rfc3339:
    appendISODate(civil, precision: .day, to: &output)
    output.append(UInt8(ascii: "T"))
    appendClock(civil, to: &output)
    appendOffset(moment.offset, colon: true, to: &output)
  case .rfc822:
    appendRFC822(moment, civil, to: &output)
  case .pattern(let pattern):
    appendPattern(pattern, moment, civil, in: language, to: &output)
  case .year:
    appendNumeral(civil.year, to: &output)
  case .time:
    if moment.precision >= .minute { appendTime(civil, in: language, to: &output) }
  case .month:
    appendMonth(civil, moment.precision, in: language, to: &output)
  case .short, .long, .full, .datetime, .week:
    if moment.precision < .day {
      appendMonth(civil, moment.precision, in: language, to: &output)
    } else {
      appendDay(moment, civil, format.style, in: language, to: &output)
    }
  }
}

private func appendDay(
  _ moment: Moment, _ civil: CivilTime, _ style: DateFormat.Style, in language: Language,
  to output: inout [UInt8]
) {
  switch style {
  case .short:
    let isEnglish = language == .en
    let mark = isEnglish ? UInt8(ascii: "/") : UInt8(ascii: ".")
    appendNumeral(civil.day, width: isEnglish ? 2 : 1, to: &output)
    output.append(mark)
    appendNumeral(civil.month, width: isEnglish ? 2 : 1, to: &output)
    output.append(mark)
    appendNumeral(civil.year, to: &output)
  case .week:
    appendText(weekWord(in: language), to: &output)
    appendNumeral(isoWeek(ofDay: moment.dayNumber).week, to: &output)
  default:
    if style == .full {
      appendText(weekdayName(weekday(ofDay: moment.dayNumber), in: language), to: &output)
      appendText(language == .da ? " den " : " ", to: &output)
    }
    appendNumeral(civil.day, to: &output)
    appendText(language == .en ? " " : ". ", to: &output)
    appendMonth(civil, .month, in: language, to: &output)
    if style == .datetime, moment.precision >= .minute {
      appendText(language == .en ? " at " : " ", to: &output)
      appendTime(civil, in: language, to: &output)
    }
  }
}

private func weekWord(in language: Language) -> StaticString {
  switch language {
  case .da: "uge "
  case .nb: "uke "
  case .nn: "veke "
  case .en: "week "
  }
}

/// Writes `marts 2020`, or `2020` where no month is known.
private func appendMonth(
  _ civil: CivilTime, _ precision: Moment.Precision, in language: Language,
  to output: inout [UInt8]
) {
  if precision > .year {
    appendText(monthName(civil.month, in: language), to: &output)
    output.append(space)
  }
  appendNumeral(civil.year, to: &output)
}

private func appendTime(_ civil: CivilTime, in language: Language, to output: inout [UInt8]) {
  if language != .en { appendText("kl. ", to: &output) }
  appendNumeral(civil.hour, to: &output)
  output.append(language == .en ? UInt8(ascii: ":") : UInt8(ascii: "."))
  appendNumeral(civil.minute, width: 2, to: &output)
}

/// RFC 822 §5 as RSS wants it: four digits for the year (RFC 1123 §5.2.14).
private func appendRFC822(_ moment: Moment, _ civil: CivilTime, to output: inout [UInt8]) {
  appendShort(weekdayName(weekday(ofDay: moment.dayNumber), in: .en), to: &output)
  appendText(", ", to: &output)
  appendNumeral(civil.day, width: 2, to: &output)
  output.append(space)
  appendShort(monthName(civil.month, in: .en), to: &output)
  output.append(space)
  appendNumeral(civil.year, width: 4, to: &output)
  output.append(space)
  appendClock(civil, to: &output)
  output.append(space)
  appendOffset(moment.offset, colon: false, to: &output)
}

private let percent = UInt8(ascii: "%")
private let space = UInt8(ascii: " ")

extension Moment.Precision: Comparable {
  /// The coarser first.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
