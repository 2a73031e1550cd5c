// Date patterns in the notation of C's strftime, and the parts all styles are written with.

/// Whether every directive of a pattern is known.
func isReadable(_ pattern: [UInt8]) -> Bool {
  var index = 0
  while let directive = nextDirective(in: pattern, at: &index) {
    guard directive.isKnown else { return false }
  }
  return true
}

/// Writes a moment as a pattern says, in the words of a language.
///
/// - Parameter pattern: one that ``isReadable(_:)``.
func appendPattern(
  _ pattern: [UInt8], _ moment: Moment, _ civil: CivilTime, in language: Language,
  to output: inout [UInt8]
) {
  var index = 0
  var copied = 0
  while let directive = nextDirective(in: pattern, at: &index) {
    output.append(contentsOf: pattern[copied..<directive.start])
    copied = index
    append(directive, moment, civil, in: language, to: &output)
  }
  output.append(contentsOf: pattern[copied...])
}

/// One `%` and what belongs to it.
private struct Directive {
  /// Where the `%` is.
  var start: Int
  /// `0` for none, `-` for no padding, `:` for a colon in an offset.
  var flag: UInt8
  /// `0` at the end of the pattern.
  var letter: UInt8

  var isKnown: Bool {
    switch letter {
    case UInt8(ascii: "Y"), UInt8(ascii: "y"), UInt8(ascii: "m"), UInt8(ascii: "d"),
      UInt8(ascii: "e"), UInt8(ascii: "H"), UInt8(ascii: "I"), UInt8(ascii: "M"),
      UInt8(ascii: "S"), UInt8(ascii: "j"), UInt8(ascii: "V"), UInt8(ascii: "G"),
      UInt8(ascii: "u"), UInt8(ascii: "s"):
      flag != UInt8(ascii: ":")
    case UInt8(ascii: "z"): flag != UInt8(ascii: "-")
    case UInt8(ascii: "B"), UInt8(ascii: "b"), UInt8(ascii: "h"), UInt8(ascii: "A"),
      UInt8(ascii: "a"), UInt8(ascii: "p"), UInt8(ascii: "Z"), UInt8(ascii: "F"),
      UInt8(ascii: "T"), UInt8(ascii: "R"), UInt8(ascii: "n"), UInt8(ascii: "t"),
      UInt8(ascii: "%"):
      flag == 0
    default: false
    }
  }
}

private func nextDirective(in pattern: [UInt8], at index: inout Int) -> Directive? {
  while index < pattern.count, pattern[index] != UInt8(ascii: "%") { index += 1 }
  guard index < pattern.count else { return nil }
  var directive = Directive(start: index, flag: 0, letter: 0)
  index += 1
  if index < pattern.count,
    pattern[index] == UInt8(ascii: "-") || pattern[index] == UInt8(ascii: ":")
  {
    directive.flag = pattern[index]
    index += 1
  }
  if index < pattern.count {
    directive.letter = pattern[index]
    index += 1
  }
  return directive
}

/// Writes one directive; a `switch` over all of them, hence its length.
private func append(
  _ directive: Directive, _ moment: Moment, _ civil: CivilTime, in language: Language,
  to output: inout [UInt8]
) {
  func number(_ value: Int, _ width: Int) {
    appendNumeral(value, width: directive.flag == 0 ? width : 1, to: &output)
  }
  let day = moment.dayNumber
  switch directive.letter {
  case UInt8(ascii: "Y"): number(civil.year, 4)
  case UInt8(ascii: "y"): number(civil.year % 100, 2)
  case UInt8(ascii: "m"): number(civil.month, 2)
  case UInt8(ascii: "d"): number(civil.day, 2)
  case UInt8(ascii: "e"):
    if directive.flag == 0, civil.day < 10 { output.append(UInt8(ascii: " ")) }
    number(civil.day, 1)
  case UInt8(ascii: "H"): number(civil.hour, 2)
  case UInt8(ascii: "I"): number((civil.hour + 11) % 12 + 1, 2)
  case UInt8(ascii: "p"): appendText(civil.hour < 12 ? "AM" : "PM", to: &output)
  case UInt8(ascii: "M"): number(civil.minute, 2)
  case UInt8(ascii: "S"): number(civil.second, 2)
  case UInt8(ascii: "j"): number(day - dayNumber(year: civil.year, month: 1, day: 1) + 1, 3)
  case UInt8(ascii: "V"): number(isoWeek(ofDay: day).week, 2)
  case UInt8(ascii: "G"): number(isoWeek(ofDay: day).year, 4)
  case UInt8(ascii: "u"): number(weekday(ofDay: day), 1)
  case UInt8(ascii: "s"): number(Int(moment.unix), 1)
  case UInt8(ascii: "B"): appendText(monthName(civil.month, in: language), to: &output)
  case UInt8(ascii: "b"), UInt8(ascii: "h"):
    appendShort(monthName(civil.month, in: language), to: &output)
  case UInt8(ascii: "A"): appendText(weekdayName(weekday(ofDay: day), in: language), to: &output)
  case UInt8(ascii: "a"): appendShort(weekdayName(weekday(ofDay: day), in: language), to: &output)
  case UInt8(ascii: "z"):
    appendOffset(moment.offset, colon: directive.flag != 0, to: &output)
  case UInt8(ascii: "Z"):
    // A moment knows how far it is from UTC, not what the zone is called.
    if moment.offset == 0 {
      appendText("UTC", to: &output)
    } else {
      appendOffset(moment.offset, colon: true, to: &output)
    }
  case UInt8(ascii: "F"): appendISODate(civil, precision: .day, to: &output)
  case UInt8(ascii: "T"): appendClock(civil, to: &output)
  case UInt8(ascii: "R"):
    appendNumeral(civil.hour, width: 2, to: &output)
    output.append(UInt8(ascii: ":"))
    appendNumeral(civil.minute, width: 2, to: &output)
  case UInt8(ascii: "n"): output.append(UInt8(ascii: "\n"))
  case UInt8(ascii: "t"): output.append(UInt8(ascii: "\t"))
  default: output.append(UInt8(ascii: "%"))
  }
}

// MARK: Parts

/// Writes `2020-03-23`, or as much of it as is known.
func appendISODate(_ civil: CivilTime, precision: Moment.Precision, to output: inout [UInt8]) {
  appendNumeral(civil.year, width: 4, to: &output)
  if precision == .year { return }
  output.append(UInt8(ascii: "-"))
  appendNumeral(civil.month, width: 2, to: &output)
  if precision == .month { return }
  output.append(UInt8(ascii: "-"))
  appendNumeral(civil.day, width: 2, to: &output)
}

/// Writes `09:05:00`.
func appendClock(_ civil: CivilTime, to output: inout [UInt8]) {
  appendNumeral(civil.hour, width: 2, to: &output)
  output.append(UInt8(ascii: ":"))
  appendNumeral(civil.minute, width: 2, to: &output)
  output.append(UInt8(ascii: ":"))
  appendNumeral(civil.second, width: 2, to: &output)
}

/// Writes `+0100` or `+01:00`; seconds are dropped.
func appendOffset(_ offset: Int, colon: Bool, to output: inout [UInt8]) {
  output.append(offset < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
  let minutes = abs(offset) / 60
  appendNumeral(minutes / 60, width: 2, to: &output)
  if colon { output.append(UInt8(ascii: ":")) }
  appendNumeral(minutes % 60, width: 2, to: &output)
}

/// Writes digits, with zeros in front up to a width.
func appendNumeral(_ value: Int, width: Int = 1, to output: inout [UInt8]) {
  if value < 0 { output.append(UInt8(ascii: "-")) }
  appendDigits(value.magnitude, width: width, to: &output)
}

/// Writes at least so many digits: those before the last first, by calling itself.
private func appendDigits(_ value: UInt, width: Int, to output: inout [UInt8]) {
  if value >= 10 || width > 1 { appendDigits(value / 10, width: width - 1, to: &output) }
  output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10))
}

/// Writes a fixed text.
func appendText(_ text: StaticString, to output: inout [UInt8]) {
  text.withUTF8Buffer { output.append(contentsOf: $0) }
}

/// Writes the first three letters of a name.
func appendShort(_ name: StaticString, to output: inout [UInt8]) {
  name.withUTF8Buffer { bytes in
    var letterCount = 0
    for byte in bytes {
      if byte & 0xC0 != 0x80 { letterCount += 1 }
      if letterCount > 3 { return }
      output.append(byte)
    }
  }
}
