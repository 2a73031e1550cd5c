// Numbers as Python prints them.

/// Appends a whole number in decimal.
func appendInteger(_ number: Int, to output: inout [UInt8]) {
  if number >= 0, number < 10 { return output.append(UInt8(ascii: "0") + UInt8(number)) }
  var rest = number.magnitude
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
    var index = 20
    while rest > 0 {
      index -= 1
      digits[index] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    if number < 0 { output.append(UInt8(ascii: "-")) }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: digits[index..<20]))
  }
}

/// Appends Python's `repr` of a float: the shortest digits that read back as the same number,
/// with an exponent below 1e-4 and from 1e16 on.
func appendFloat(_ number: Double, to output: inout [UInt8]) {
  if number.isNaN { return output += "nan".utf8 }
  if number.sign == .minus { output.append(UInt8(ascii: "-")) }
  if number.isInfinite { return output += "inf".utf8 }
  let (digits, exponent) = shortestDigits(number.magnitude)
  if exponent < -4 || exponent >= 16 {
    output.append(digits[0])
    if digits.count > 1 {
      output.append(UInt8(ascii: "."))
      output += digits[1...]
    }
    output += (exponent < 0 ? "e-" : "e+").utf8
    if abs(exponent) < 10 { output.append(UInt8(ascii: "0")) }
    appendInteger(abs(exponent), to: &output)
  } else if exponent < 0 {
    output += "0.".utf8
    output += repeatElement(UInt8(ascii: "0"), count: -exponent - 1)
    output += digits
  } else {
    let whole = exponent + 1
    output += digits.prefix(whole)
    output += repeatElement(UInt8(ascii: "0"), count: max(0, whole - digits.count))
    output.append(UInt8(ascii: "."))
    if digits.count > whole { output += digits[whole...] } else { output.append(UInt8(ascii: "0")) }
  }
}

/// The shortest decimal digits of a number that is not negative, and the power of ten of the first.
private func shortestDigits(_ number: Double) -> (digits: [UInt8], exponent: Int) {
  if number == 0 { return ([UInt8(ascii: "0")], 0) }
  // Swift prints the shortest digits, laid out in its own way.
  let text = Array(number.description.utf8)
  var digits: [UInt8] = []
  var pointAt: Int?
  var exponent = 0
  for (index, byte) in text.enumerated() {
    if byte == UInt8(ascii: ".") {
      pointAt = digits.count
    } else if byte == UInt8(ascii: "e") {
      exponent = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
      break
    } else {
      digits.append(byte)
    }
  }
  exponent += (pointAt ?? digits.count) - 1
  let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
  digits.removeFirst(leading)
  exponent -= leading
  while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
  return (digits, exponent)
}
