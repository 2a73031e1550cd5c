// The exact decimal digits of a floating-point number.
//
// A `Double` is m · 2^e, so its decimal expansion ends. Python rounds that expansion, half to
// even, and so does this: on whole numbers of any size, base 10^9.

/// The digits of a number that is finite and not negative, rounded to `fraction` places behind the
/// point; a negative `fraction` rounds before it.
func fixedDigits(_ number: Double, fraction: Int) -> [UInt8] {
  let places = min(max(fraction, -400), 1100)
  var value = BigNumber(significand(of: number))
  var exponent = exponent(of: number)
  if places > 0 { for _ in 0..<places { value.multiply(by: 10) } }
  if exponent > 0 {
    value.shiftLeft(exponent)
    exponent = 0
  }
  var digits: [UInt8]
  if places < 0 {
    // Rounding before the point: by the digits, since what is cut off may be halves exactly.
    digits = value.roundedDigits(shiftedRight: -exponent, dropping: -places)
    digits += [UInt8](repeating: UInt8(ascii: "0"), count: -places)
  } else {
    digits = value.roundedDigits(shiftedRight: -exponent, dropping: 0)
  }
  guard places > 0 else { return trimmedZeros(digits) }
  while digits.count <= places { digits.insert(UInt8(ascii: "0"), at: 0) }
  digits.insert(UInt8(ascii: "."), at: digits.count - places)
  return digits
}

private func trimmedZeros(_ digits: [UInt8]) -> [UInt8] {
  let rest = digits.drop { $0 == UInt8(ascii: "0") }
  return rest.isEmpty ? [UInt8(ascii: "0")] : Array(rest)
}

/// m of m · 2^e, a whole number.
private func significand(of number: Double) -> UInt64 {
  let fraction = number.significandBitPattern
  return number.exponentBitPattern == 0 ? fraction : fraction | (1 << 52)
}

/// e of m · 2^e.
private func exponent(of number: Double) -> Int {
  number.exponentBitPattern == 0 ? -1074 : Int(number.exponentBitPattern) - 1075
}

/// A whole number of any size, least significant 32 bits first.
private struct BigNumber {
  private var limbs: [UInt32]

  init(_ value: UInt64) {
    limbs = [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)]
  }

  mutating func multiply(by factor: UInt32) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = UInt64(limbs[index]) * UInt64(factor) + carry
      limbs[index] = UInt32(truncatingIfNeeded: product)
      carry = product >> 32
    }
    if carry > 0 { limbs.append(UInt32(carry)) }
  }

  mutating func shiftLeft(_ bits: Int) {
    for _ in 0..<(bits / 31) { multiply(by: 1 << 31) }
    multiply(by: 1 << UInt32(bits % 31))
  }

  /// The decimal digits of this · 2^-bits ÷ 10^places, rounded half to even.
  func roundedDigits(shiftedRight bits: Int, dropping places: Int) -> [UInt8] {
    var whole = BigNumber(0)
    var hasRest = false
    var half = 0
    // What is cut off by the shift: less than, exactly, or more than a half.
    (whole.limbs, half, hasRest) = shifted(bits)
    var digits = whole.decimalDigits()
    guard places > 0 else {
      let isOdd = (digits.last ?? 0) & 1 == 1
      if half == 1, hasRest || isOdd { increment(&digits) }
      return digits
    }
    while digits.count < places + 1 { digits.insert(UInt8(ascii: "0"), at: 0) }
    let cut = digits.suffix(places)
    digits.removeLast(places)
    let first = cut.first ?? UInt8(ascii: "0")
    let isRestZero = cut.dropFirst().allSatisfy { $0 == UInt8(ascii: "0") } && half == 0 && !hasRest
    let isOdd = (digits.last ?? 0) & 1 == 1
    if first > UInt8(ascii: "5") || (first == UInt8(ascii: "5") && (!isRestZero || isOdd)) {
      increment(&digits)
    }
    return digits
  }

  /// The number without its lowest bits, the highest of those, and whether another of them is set.
  private func shifted(_ bits: Int) -> (limbs: [UInt32], half: Int, hasRest: Bool) {
    guard bits > 0 else { return (limbs, 0, false) }
    let limbCount = bits / 32
    let bitCount = UInt32(bits % 32)
    var result: [UInt32] = []
    for index in limbs.indices.dropFirst(limbCount) {
      let high = index + 1 < limbs.count ? UInt64(limbs[index + 1]) << 32 : 0
      result.append(UInt32(truncatingIfNeeded: (high | UInt64(limbs[index])) >> UInt64(bitCount)))
    }
    let halfBit = bits - 1
    let half = bit(halfBit) ? 1 : 0
    var hasRest = false
    for index in limbs.indices where index * 32 < halfBit {
      let below = min(32, halfBit - index * 32)
      let mask = below == 32 ? UInt32.max : (1 << UInt32(below)) - 1
      if limbs[index] & mask != 0 { hasRest = true }
    }
    return (result.isEmpty ? [0] : result, half, hasRest)
  }

  private func bit(_ index: Int) -> Bool {
    index / 32 < limbs.count && limbs[index / 32] >> UInt32(index % 32) & 1 == 1
  }

  private func decimalDigits() -> [UInt8] {
    var rest = limbs
    var groups: [UInt32] = []
    while let last = rest.last {
      if last == 0 {
        rest.removeLast()
        continue
      }
      var remainder: UInt64 = 0
      for index in rest.indices.reversed() {
        let value = remainder << 32 | UInt64(rest[index])
        rest[index] = UInt32(value / 1_000_000_000)
        remainder = value % 1_000_000_000
      }
      groups.append(UInt32(remainder))
    }
    var digits: [UInt8] = []
    for group in groups.reversed() {
      let text = Array(String(group).utf8)
      if !digits.isEmpty { digits += repeatElement(UInt8(ascii: "0"), count: 9 - text.count) }
      digits += text
    }
    return digits.isEmpty ? [UInt8(ascii: "0")] : digits
  }

  private func increment(_ digits: inout [UInt8]) {
    for index in digits.indices.reversed() {
      if digits[index] < UInt8(ascii: "9") {
        digits[index] += 1
        return
      }
      digits[index] = UInt8(ascii: "0")
    }
    digits.insert(UInt8(ascii: "1"), at: 0)
  }
}
