// Writing numbers for people: decimal marks, groups of three, percentages.
//
// Danish 1.234.567,89, Norwegian 1 234 567,89 with no-break spaces, English 1,234,567.89. Four
// digits may be grouped or not in all of them: here they are in Danish and English, as in CLDR, and
// are not in Norwegian, where a space in 1 234 looks like two numbers. A negative number begins with
// U+2212, the minus sign. What machines read (CSV, JSON) is not written with this.

/// Writes a whole number.
///
/// - Parameter decimals: how many zeros to add after the decimal mark; 0...20.
public func appendNumber(
  _ value: Int, decimals: Int? = nil, in language: Language, to output: inout [UInt8]
) {
  var digits: [UInt8] = []
  appendNumeral(Int(clamping: value.magnitude), to: &digits)
  if value == .min { digits[digits.count - 1] += 1 }
  append(
    Decimal(isNegative: value < 0, digits: digits, pointIndex: digits.count), decimals: decimals,
    in: language, to: &output)
}

/// Writes a number.
///
/// - Parameter decimals: how many digits to round to, half away from zero, 0...20; `nil` for as
///   many as the number has. What is rounded is the number as it is usually written: 2.675 to two
///   decimals is 2.68, although the nearest binary fraction is less.
public func appendNumber(
  _ value: Double, decimals: Int? = nil, in language: Language, to output: inout [UInt8]
) {
  if value.isNaN { return appendText("–", to: &output) }
  if value.isInfinite { return appendText(value < 0 ? "−∞" : "∞", to: &output) }
  append(Decimal(value), decimals: decimals, in: language, to: &output)
}

/// Writes a percentage: `25,6 %` with a no-break space, in English `25.6%`.
///
/// - Parameter value: of a hundred: 25.6, not 0.256.
public func appendPercent(
  _ value: Double, decimals: Int? = nil, in language: Language, to output: inout [UInt8]
) {
  appendNumber(value, decimals: decimals, in: language, to: &output)
  appendText(language == .en ? "%" : "\u{A0}%", to: &output)
}

/// A number as decimal digits.
private struct Decimal {
  var isNegative: Bool
  /// ASCII.
  var digits: [UInt8]
  /// How many of the digits stand before the decimal mark; less than 0 where zeros follow it.
  var pointIndex: Int

  init(isNegative: Bool, digits: [UInt8], pointIndex: Int) {
    self.isNegative = isNegative
    self.digits = digits
    self.pointIndex = pointIndex
  }

  /// Takes the shortest digits that mean this very number, as the standard library finds them:
  /// `-12.5`, `1e-07`, `1.5e+20`.
  init(_ value: Double) {
    isNegative = false
    digits = []
    pointIndex = 0
    var exponent = 0
    var exponentSign = 1
    var isAfterPoint = false
    var isExponent = false
    for byte in value.description.utf8 {
      switch byte {
      case UInt8(ascii: "-"): if isExponent { exponentSign = -1 } else { isNegative = true }
      case UInt8(ascii: "."): isAfterPoint = true
      case UInt8(ascii: "e"): isExponent = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if isExponent {
          exponent = exponent * 10 + Int(byte - UInt8(ascii: "0"))
        } else {
          digits.append(byte)
          if !isAfterPoint { pointIndex += 1 }
        }
      default: break
      }
    }
    pointIndex += exponentSign * exponent
    while digits.count > max(pointIndex, 0), digits.last == UInt8(ascii: "0") {
      digits.removeLast()
    }
  }

  /// Rounds half away from zero.
  mutating func round(to decimals: Int) {
    let kept = pointIndex + decimals
    guard kept < digits.count else { return }
    let isUp = kept >= 0 && digits[kept] >= UInt8(ascii: "5")
    digits.removeSubrange(max(kept, 0)...)
    guard isUp else { return }
    var index = kept - 1
    while index >= 0, digits[index] == UInt8(ascii: "9") {
      digits[index] = UInt8(ascii: "0")
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits.insert(UInt8(ascii: "1"), at: 0)
      pointIndex += 1
    }
  }

  /// The digit so many places before (0 is the ones) or after (-1 is the tenths) the mark.
  func digit(at place: Int) -> UInt8 {
    let index = pointIndex - 1 - place
    return digits.indices.contains(index) ? digits[index] : UInt8(ascii: "0")
  }
}

private func append(
  _ number: Decimal, decimals: Int?, in language: Language, to output: inout [UInt8]
) {
  var number = number
  let wanted = decimals.map { min(max($0, 0), 20) }
  if let wanted { number.round(to: wanted) }
  let decimalCount = wanted ?? max(number.digits.count - number.pointIndex, 0)
  let isZero = number.digits.allSatisfy { $0 == UInt8(ascii: "0") }
  if number.isNegative && !isZero { appendText("−", to: &output) }
  let wholeCount = max(number.pointIndex, 1)
  let isGrouped = wholeCount > (language == .nb || language == .nn ? 4 : 3)
  for place in stride(from: wholeCount - 1, through: 0, by: -1) {
    output.append(number.digit(at: place))
    if isGrouped, place > 0, place % 3 == 0 { appendText(groupMark(in: language), to: &output) }
  }
  guard decimalCount > 0 else { return }
  output.append(language == .en ? UInt8(ascii: ".") : UInt8(ascii: ","))
  for place in 1...decimalCount { output.append(number.digit(at: -place)) }
}

private func groupMark(in language: Language) -> StaticString {
  switch language {
  case .da: "."
  case .nb, .nn: "\u{A0}"
  case .en: ","
  }
}
