// Reading the time of day that may follow a date, and its offset from UTC.
//
// `T09:05:30.5+01:00`, ` 9:05`, `, 9:05 pm`, ` kl. 9.05`, ` kl. 9`, ` kl. 0905`, ` at 9:05`.
// Fractions of a second are dropped; 24:00 and leap seconds are refused, as most calendars do.

/// A time of day as it was typed.
struct ClockTime {
  var hour = 0
  var minute = 0
  var second = 0
  var precision = Moment.Precision.minute
  /// Seconds east of UTC; `nil` where nothing was typed.
  var offset: Int?
}

extension MomentReader {
  /// Reads what follows a date.
  ///
  /// - Returns: `nil` at the end of the text.
  mutating func readTime() throws(DateProblem) -> ClockTime? {
    if index == end { return nil }
    let isISO = take("T", "t") != nil
    let isNamed = isISO ? false : try skipToTime()
    let number = try readDigits()
    var time = ClockTime()
    var mark: Unicode.Scalar?
    var isHourOnly = false
    switch number.width {
    case 4 where isISO || isNamed:
      (time.hour, time.minute) = number.value.quotientAndRemainder(dividingBy: 100)
    case 6 where isISO:
      time = ClockTime(
        hour: number.value / 10_000, minute: number.value / 100 % 100, second: number.value % 100,
        precision: .second)
    case 1, 2:
      time.hour = number.value
      mark = take(":", ".")
      if mark == nil { isHourOnly = true } else { time.minute = try readTwoDigits() }
    default: throw .unreadable
    }
    if let mark, take(mark) != nil {
      time.second = try readTwoDigits()
      time.precision = .second
    }
    if time.precision == .second, take(".", ",") != nil {
      guard isAtDigit else { throw .unreadable }
      while isAtDigit { index += 1 }
    }
    let isTwelveHour = try readHalfOfDay(&time)
    guard !isHourOnly || isISO || isNamed || isTwelveHour else { throw .unreadable }
    try check(time)
    time.offset = try readUTCOffset(after: time, isISO: isISO)
    return time
  }

  /// Passes over `, kl. ` and the like.
  ///
  /// - Returns: whether a word says that a time follows.
  private mutating func skipToTime() throws(DateProblem) -> Bool {
    let start = index
    _ = take(",")
    skipSpaces()
    guard index > start else { throw .unreadable }
    guard isAtLetter else { return false }
    switch takeWord() {
    case "kl", "klokken", "klokka", "at":
      _ = take(".")
      skipSpaces()
      return true
    default: throw .unreadable
    }
  }

  private mutating func readTwoDigits() throws(DateProblem) -> Int {
    let number = try readDigits()
    guard number.width == 2 else { throw .unreadable }
    return number.value
  }

  /// Reads `am`, `p.m.`, and turns the hour into that of a day of 24.
  private mutating func readHalfOfDay(_ time: inout ClockTime) throws(DateProblem) -> Bool {
    let start = index
    skipSpaces()
    var half = takeWord()
    if half == "a" || half == "p", take(".") != nil {
      half += takeWord()
      _ = take(".")
    }
    guard half == "am" || half == "pm" else {
      index = start
      return false
    }
    guard 1...12 ~= time.hour else {
      throw .impossible("there is no \(time.hour) \(half) on a clock")
    }
    time.hour = time.hour % 12 + (half == "pm" ? 12 : 0)
    return true
  }

  private func check(_ time: ClockTime) throws(DateProblem) {
    let padding = time.minute < 10 ? "0" : ""
    guard time.hour < 24, time.minute < 60 else {
      throw .impossible("there is no time \(time.hour):\(padding)\(time.minute)")
    }
    guard time.second < 60 else { throw .impossible("there is no second \(time.second)") }
  }

  private mutating func readUTCOffset(
    after time: ClockTime, isISO: Bool
  ) throws(DateProblem) -> Int? {
    let typedEnd = index
    skipSpaces()
    let start = index
    switch takeWord() {
    case "": break
    case "z", "utc", "gmt": return 0
    default: throw .unreadable
    }
    guard let offset = readOffset(bytes, at: &index) else { return nil }
    // `09:00-11:00` is far more often a span of time than a clock in the Pacific.
    if !isISO, start == typedEnd, time.precision == .minute,
      -offset > time.hour * 3600 + time.minute * 60
    {
      throw .timeSpan(String(decoding: bytes[start + 1..<index], as: UTF8.self))
    }
    return offset
  }
}
