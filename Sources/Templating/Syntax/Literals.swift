// Numbers, texts and white space as Python's lexer and `str` define them.
//
// White space is what `str.isspace` says (Unicode 15: bidirectional class WS, B or S, or
// category Zs), because Jinja2 strips with Python's `\s`.

/// Where a floating-point number that starts at `start` ends; `nil` if there is none.
func floatEnd(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
  guard var index = digitsEnd(bytes, start, end) else { return nil }
  var isFloat = false
  if index < end, bytes[index] == UInt8(ascii: "."),
    let fraction = digitsEnd(bytes, index + 1, end)
  {
    index = fraction
    isFloat = true
  }
  if index < end, bytes[index] | 0x20 == UInt8(ascii: "e") {
    var exponent = index + 1
    if exponent < end, bytes[exponent] == UInt8(ascii: "+") || bytes[exponent] == UInt8(ascii: "-")
    {
      exponent += 1
    }
    if let exponentEnd = digitsEnd(bytes, exponent, end) {
      index = exponentEnd
      isFloat = true
    }
  }
  return isFloat ? index : nil
}

/// Where a whole number that starts at `start` ends: decimal, or `0b`, `0o`, `0x`.
func integerEnd(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
  if bytes[start] == UInt8(ascii: "0") {
    if start + 1 < end, let radix = radix(of: bytes[start + 1]),
      let digits = groupedEnd(bytes, start + 2, end, radix, mayStartWithBar: true)
    {
      return digits
    }
    return groupedEnd(bytes, start, end, 1) ?? start + 1
  }
  return groupedEnd(bytes, start, end, 10) ?? start + 1
}

private func radix(of byte: UInt8) -> Int? {
  switch byte | 0x20 {
  case UInt8(ascii: "b"): 2
  case UInt8(ascii: "o"): 8
  case UInt8(ascii: "x"): 16
  default: nil
  }
}

private func digitsEnd(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
  groupedEnd(bytes, start, end, 10)
}

/// The end of digits that may be parted by single underscores; radix 1 means zeros only.
private func groupedEnd(
  _ bytes: [UInt8], _ start: Int, _ end: Int, _ radix: Int, mayStartWithBar: Bool = false
) -> Int? {
  var index = start
  var last: Int?
  while index < end {
    if digitValue(bytes[index]) < radix {
      index += 1
      last = index
    } else if bytes[index] == UInt8(ascii: "_"),
      last == index || (mayStartWithBar && index == start),
      index + 1 < end, digitValue(bytes[index + 1]) < radix
    {
      index += 1
    } else {
      break
    }
  }
  return last
}

/// The value of a digit up to 15; 99 for what is none.
func digitValue(_ byte: UInt8) -> Int {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) - 48
  case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte) - 87
  case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte) - 55
  default: 99
  }
}

/// The value of a whole number's digits; `nil` if it does not fit into 64 bits.
func integerValue(_ bytes: ArraySlice<UInt8>) -> Int? {
  var digits = bytes.filter { $0 != UInt8(ascii: "_") }
  var base = 10
  if digits.count > 2, digits[0] == UInt8(ascii: "0"), let prefix = radix(of: digits[1]) {
    base = prefix
    digits.removeFirst(2)
  }
  var value = 0
  for digit in digits {
    let (product, tooLarge) = value.multipliedReportingOverflow(by: base)
    let (sum, overflow) = product.addingReportingOverflow(digitValue(digit))
    if tooLarge || overflow { return nil }
    value = sum
  }
  return value
}

/// Decodes a string literal without its quotation marks, with Python's escapes.
///
/// - Returns: UTF-8 with newlines as `\n`, or what is wrong and where.
func stringValue(_ bytes: [UInt8], _ range: Range<Int>) -> Result<[UInt8], Located> {
  var output: [UInt8] = []
  output.reserveCapacity(range.count)
  var index = range.lowerBound
  while index < range.upperBound {
    let byte = bytes[index]
    if byte == UInt8(ascii: "\r") {
      output.append(UInt8(ascii: "\n"))
      index += index + 1 < range.upperBound && bytes[index + 1] == UInt8(ascii: "\n") ? 2 : 1
    } else if byte != UInt8(ascii: "\\") || index + 1 >= range.upperBound {
      output.append(byte)
      index += 1
    } else {
      let start = index
      guard let scalar = escape(bytes, &index, range.upperBound, &output) else {
        return .failure(Located(.badEscape, start..<min(index, range.upperBound)))
      }
      if let scalar {
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }
  return .success(output)
}

/// Reads one escape. The outer optional is `nil` if it is wrong, the inner one if it stands for
/// nothing or was written already.
private func escape(
  _ bytes: [UInt8], _ index: inout Int, _ end: Int, _ output: inout [UInt8]
) -> Unicode.Scalar?? {
  let kind = bytes[index + 1]
  index += 2
  switch kind {
  case UInt8(ascii: "n"): return .some("\n")
  case UInt8(ascii: "t"): return .some("\t")
  case UInt8(ascii: "r"): return .some("\r")
  case UInt8(ascii: "a"): return .some("\u{7}")
  case UInt8(ascii: "b"): return .some("\u{8}")
  case UInt8(ascii: "f"): return .some("\u{C}")
  case UInt8(ascii: "v"): return .some("\u{B}")
  case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""):
    return .some(Unicode.Scalar(kind))
  case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
    if kind == UInt8(ascii: "\r"), index < end, bytes[index] == UInt8(ascii: "\n") { index += 1 }
    return .some(nil)
  case UInt8(ascii: "0")...UInt8(ascii: "7"):
    var value = UInt32(kind) - 48
    var count = 1
    while count < 3, index < end, case 0...7 = digitValue(bytes[index]) {
      value = value * 8 + UInt32(digitValue(bytes[index]))
      index += 1
      count += 1
    }
    return Unicode.Scalar(value).map { .some($0) }
  case UInt8(ascii: "x"): return hexEscape(bytes, &index, end, 2)
  case UInt8(ascii: "u"): return hexEscape(bytes, &index, end, 4)
  case UInt8(ascii: "U"): return hexEscape(bytes, &index, end, 8)
  case UInt8(ascii: "N"): return nil
  default:
    // What is no escape stays as it is written, as in Python.
    output.append(UInt8(ascii: "\\"))
    index -= 1
    return .some(nil)
  }
}

private func hexEscape(
  _ bytes: [UInt8], _ index: inout Int, _ end: Int, _ count: Int
) -> Unicode.Scalar?? {
  var value: UInt32 = 0
  for _ in 0..<count {
    guard index < end, digitValue(bytes[index]) < 16, value < 0x0800_0000 else { return nil }
    value = value * 16 + UInt32(digitValue(bytes[index]))
    index += 1
  }
  return Unicode.Scalar(value).map { .some($0) }
}

/// How many bytes of white space begin at `index`: 0 if there is none.
@inline(__always)
func whiteSpaceLength(_ bytes: [UInt8], _ index: Int, _ end: Int) -> Int {
  let byte = bytes[index]
  if byte < 0x80 { return isASCIISpace(byte) ? 1 : 0 }
  return wideSpaceLength(bytes, index, end)
}

/// How many bytes of white space end before `index`: 0 if there is none.
func whiteSpaceLengthBefore(_ bytes: [UInt8], _ index: Int, _ start: Int) -> Int {
  let byte = bytes[index - 1]
  if byte < 0x80 { return isASCIISpace(byte) ? 1 : 0 }
  for length in 2...3 where index - length >= start {
    if wideSpaceLength(bytes, index - length, index) == length { return length }
  }
  return 0
}

/// White space below U+0080, as Python sees it: the information separators belong to it.
@inline(__always)
func isASCIISpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) || (byte >= 0x1C && byte <= 0x1F)
}

private func wideSpaceLength(_ bytes: [UInt8], _ index: Int, _ end: Int) -> Int {
  guard index + 1 < end else { return 0 }
  if bytes[index] == 0xC2 { return bytes[index + 1] == 0x85 || bytes[index + 1] == 0xA0 ? 2 : 0 }
  guard index + 2 < end else { return 0 }
  switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
  case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9),
    (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
    return 3
  default: return 0
  }
}

/// The length of the UTF-8 sequence that a byte begins; 1 for a byte that begins none.
func scalarLength(_ byte: UInt8) -> Int {
  switch byte {
  case 0xC2...0xDF: 2
  case 0xE0...0xEF: 3
  case 0xF0...0xF4: 4
  default: 1
  }
}
