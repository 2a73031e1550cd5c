// Reading dates as people write them, in four languages, and refusing those that could mean two.
//
// The forms: ISO 8601 with `T` or a space, one or two digits, whole or only a year or a month;
// `23.3.2020`, `23/3-2020`; `23. marts 2020`, `March 23, 2020`, both also after a weekday; then
// perhaps a time, `9:05`, `kl. 9.05`, `9:05 pm`, and an offset, `Z`, `+01:00`, ` -0500`. A weekday
// that is not the date's is refused: one of the two is a mistake. The time is `ClockParsing.swift`'s.

/// Reads a date, with or without a time.
///
/// - Parameters:
///   - text: surrounding white space is ignored.
///   - zone: where the clock is read that shows the time, unless an offset is typed; also where the
///     moment is expressed, even then: readers live in the site's zone, not in the author's.
///   - skipped: is called where clocks never show the time that was typed, since they are put forward
///     past it: with what is returned, and with the other moment that may be meant.
/// - Returns: a moment no more precise than what was typed; a date is the start of its day.
public func parseMoment(
  _ text: String, in zone: Zone, skipped: (_ later: Moment, _ earlier: Moment) -> Void = { _, _ in }
) -> Result<Moment, DateProblem> {
  var reader = MomentReader(normalized(Array(text.utf8)))
  do {
    let moment = try reader.read(in: zone)
    if let earlier = reader.earlier { skipped(moment, earlier) }
    return .success(moment)
  } catch {
    return .failure(error)
  }
}

/// Goes through the bytes of a date once, from left to right.
struct MomentReader {
  private(set) var bytes: [UInt8]
  var index = 0
  /// Where the text ends but for white space.
  private(set) var end: Int
  private var weekday: Int?
  /// The other moment that may be meant, where the time that was read is skipped.
  private(set) var earlier: Moment?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    end = bytes.count
    // A no-break space, U+00A0, is as good as two others.
    for index in bytes.indices.dropFirst() where bytes[index] == 0xA0 && bytes[index - 1] == 0xC2 {
      self.bytes.replaceSubrange(index - 1...index, with: [0x20, 0x20])
    }
    while end > 0, isSpace(self.bytes[end - 1]) { end -= 1 }
    skipSpaces()
  }

  mutating func read(in zone: Zone) throws(DateProblem) -> Moment {
    guard index < end else { throw .empty }
    skipWeekday()
    var (civil, precision) = try readDate()
    try check(civil, isWhole: precision == .day)
    var typedOffset: Int?
    if precision == .day, let time = try readTime() {
      (civil.hour, civil.minute, civil.second) = (time.hour, time.minute, time.second)
      precision = time.precision
      typedOffset = time.offset
    }
    guard index == end else { throw .unreadable }
    if let typedOffset {
      return Moment(unix: Int64(civil.seconds - typedOffset), in: zone, precision: precision)
    }
    let (unix, other) = zone.instants(of: civil)
    // Of a day alone nobody has said that it begins at midnight.
    if let other, precision > .day { earlier = Moment(unix: other, in: zone, precision: precision) }
    return Moment(unix: unix, in: zone, precision: precision)
  }

  // MARK: Dates

  private typealias Reading = (CivilTime, Moment.Precision)

  private mutating func readDate() throws(DateProblem) -> Reading {
    if isAtLetter { return try readMonthFirst() }
    let number = try readDigits()
    switch number.width {
    case 4: return try readYearFirst(number.value)
    case 8:
      let (year, rest) = number.value.quotientAndRemainder(dividingBy: 10_000)
      return (CivilTime(year: year, month: rest / 100, day: rest % 100), .day)
    case 1, 2: return try readDayFirst(number.value)
    default: throw .unreadable
    }
  }

  /// Reads on after `2020`: `-03-23`, `-3`, `/3/23`, or nothing.
  private mutating func readYearFirst(_ year: Int) throws(DateProblem) -> Reading {
    if index == end { return (CivilTime(year: year), .year) }
    guard let mark = take("-", "/", ".") else { throw .unreadable }
    let month = try readDigits(upTo: 2)
    if index == end { return (CivilTime(year: year, month: month), .month) }
    guard take("-", "/", ".") == mark else { throw .unreadable }
    return (CivilTime(year: year, month: month, day: try readDigits(upTo: 2)), .day)
  }

  /// Reads on after `23`: `.3.2020`, `/3-2020`, ` marts 2020`.
  private mutating func readDayFirst(_ day: Int) throws(DateProblem) -> Reading {
    let start = index
    skipOrdinal()
    let mark = take(".", "/", "-")
    if mark != "/" { skipSpaces() }
    if isAtLetter, mark != "/" {
      guard index > start, let month = takeMonth() else { throw .unreadable }
      return (CivilTime(year: try readYear(), month: month, day: day), .day)
    }
    guard let mark, isAtDigit else { throw .unreadable }
    let month = try readDigits(upTo: 2)
    let (year, isOrderOpen) = try readYear(afterMonthAfter: mark)
    return try order(CivilTime(year: year, month: month, day: day), isOpen: isOrderOpen)
  }

  /// Reads what stands between month and year in figures, and the year.
  ///
  /// - Returns: the year, and whether the marks leave it open which number is the day. A full stop
  ///   does not, nor do `23/3-2020` and `23/3 2020`, which only Scandinavians write.
  private mutating func readYear(
    afterMonthAfter mark: Unicode.Scalar
  ) throws(DateProblem) -> (year: Int, isOrderOpen: Bool) {
    let second = take(".", "/", "-")
    skipSpaces()
    guard isAtDigit else { throw .missingYear }
    let year = try readYear()
    guard let second else {
      // Without a mark four digits may as well be a time: `20/12 1300`.
      guard 1900...2199 ~= year else { throw .missingYear }
      return (year, false)
    }
    guard second == mark || second == "-" else { throw .unreadable }
    return (year, second == mark && mark != ".")
  }

  /// Decides which number is the day where American and European order look the same.
  private func order(_ date: CivilTime, isOpen: Bool) throws(DateProblem) -> Reading {
    guard isOpen, date.day <= 12, date.day != date.month else { return (date, .day) }
    let american = CivilTime(year: date.year, month: date.day, day: date.month)
    if date.month > 12 { return (american, .day) }
    throw .ambiguous(isoDate(date), isoDate(american))
  }

  /// Reads `March 23, 2020` or `March 2020`.
  private mutating func readMonthFirst() throws(DateProblem) -> Reading {
    guard let month = takeMonth() else { throw .unreadable }
    skipYearMark()
    if index == end { throw .missingYear }
    let number = try readDigits()
    if number.width == 4 { return (CivilTime(year: number.value, month: month), .month) }
    guard number.width <= 2 else { throw .unreadable }
    skipOrdinal()
    return (CivilTime(year: try readYear(), month: month, day: number.value), .day)
  }

  /// Reads four digits, after what may part them from the month.
  private mutating func readYear() throws(DateProblem) -> Int {
    skipYearMark()
    guard isAtDigit else { throw .missingYear }
    let number = try readDigits()
    if number.width == 4 { return number.value }
    // `23. marts 13:00`: the digits are the time's.
    if take(":", ".") != nil { throw .missingYear }
    throw number.width == 2 ? .twoDigitYear : .unreadable
  }

  // MARK: Words

  /// Passes over `mandag den`, `Mon,`, `d.`.
  private mutating func skipWeekday() {
    guard isAtLetter else { return }
    let start = index
    let word = takeWord()
    weekday = Nordic.weekday(named: word)
    if weekday != nil {
      _ = take(".")
      _ = take(",")
      skipSpaces()
    } else {
      index = start
    }
    let article = index
    switch takeWord() {
    case "den", "d", "the":
      _ = take(".")
      skipSpaces()
    default: index = article
    }
  }

  /// Takes a month's name and the full stop of a shortened one.
  private mutating func takeMonth() -> Int? {
    guard let month = month(named: takeWord()) else { return nil }
    _ = take(".")
    return month
  }

  /// Passes over the `rd` of `23rd`.
  private mutating func skipOrdinal() {
    guard isAtLetter else { return }
    let start = index
    switch takeWord() {
    case "st", "nd", "rd", "th": break
    default: index = start
    }
  }

  /// Passes over what may part day or month from the year: `. `, `, `, `-`.
  private mutating func skipYearMark() {
    _ = take(".")
    _ = take(",", "-")
    skipSpaces()
  }

  // MARK: The calendar

  private func check(_ date: CivilTime, isWhole: Bool) throws(DateProblem) {
    guard date.year >= 1 else { throw .impossible("there is no year \(date.year)") }
    guard 1...12 ~= date.month else { throw .impossible("there is no month \(date.month)") }
    let month = monthName(date.month, in: .en)
    guard 1...dayCount(ofMonth: date.month, in: date.year) ~= date.day else {
      throw .impossible("there is no \(date.day) \(month) \(date.year)")
    }
    guard isWhole, let typed = weekday else { return }
    let number = dayNumber(year: date.year, month: date.month, day: date.day)
    let actual = Nordic.weekday(ofDay: number)
    guard typed == actual else {
      let names = (weekdayName(actual, in: .en), weekdayName(typed, in: .en))
      throw .impossible("\(date.day) \(month) \(date.year) is a \(names.0), not a \(names.1)")
    }
  }

  // MARK: Bytes

  var isAtDigit: Bool { index < end && isDigit(bytes[index]) }

  /// Whether a word begins here: a letter, or any byte outside ASCII.
  var isAtLetter: Bool { index < end && (isLetter(bytes[index]) || bytes[index] >= 0x80) }

  /// Passes over white space.
  mutating func skipSpaces() {
    while index < end, isSpace(bytes[index]) { index += 1 }
  }

  /// Takes one byte if it is one of these.
  mutating func take(
    _ first: Unicode.Scalar, _ second: Unicode.Scalar? = nil, _ third: Unicode.Scalar? = nil
  ) -> Unicode.Scalar? {
    guard index < end else { return nil }
    let mark = Unicode.Scalar(bytes[index])
    guard mark == first || mark == second || mark == third else { return nil }
    index += 1
    return mark
  }

  /// Takes letters up to the next byte that is none, in lower case; empty where there are none, or
  /// more than any word here has.
  mutating func takeWord() -> String {
    let start = index
    while isAtLetter { index += 1 }
    guard 1...15 ~= index - start else { return "" }
    return String(unsafeUninitializedCapacity: index - start) { word in
      for (position, byte) in bytes[start..<index].enumerated() {
        // `Ø` and `Å` are 0xC3 0x98 and 0xC3 0x85: the same bit makes them small.
        word[position] = byte < 0xA0 ? byte | 0x20 : byte
      }
      return word.count
    }
  }

  /// Takes a number of one to nine digits.
  mutating func readDigits() throws(DateProblem) -> (value: Int, width: Int) {
    let start = index
    guard let value = readNumber(bytes, at: &index) else { throw .unreadable }
    return (value, index - start)
  }

  /// Takes a number of at most so many digits.
  mutating func readDigits(upTo width: Int) throws(DateProblem) -> Int {
    let number = try readDigits()
    guard number.width <= width else { throw .unreadable }
    return number.value
  }
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 < 5 }

private func isoDate(_ date: CivilTime) -> String {
  var output: [UInt8] = []
  appendISODate(date, precision: .day, to: &output)
  return String(decoding: output, as: UTF8.self)
}
