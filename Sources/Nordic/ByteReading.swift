// Reading small things off a row of bytes: a number, an offset from UTC, a UTF-8 scalar.
//
// Each takes the index to begin at and moves it past what it read; where there is nothing to read,
// it returns `nil` and leaves the index.

/// Reads decimal digits; at most nine of them, so that nothing overflows.
func readNumber(_ bytes: [UInt8], at index: inout Int) -> Int? {
  var end = index
  var value = 0
  while end < bytes.count, isDigit(bytes[end]), end - index < 10 {
    value = value * 10 + Int(bytes[end] - zero)
    end += 1
  }
  guard end > index, end - index < 10 else { return nil }
  index = end
  return value
}

/// Reads `+01:00`, `-0330`, `+1`: seconds east of UTC, less than a day.
func readOffset(_ bytes: [UInt8], at index: inout Int) -> Int? {
  guard index < bytes.count, bytes[index] == plus || bytes[index] == minus else { return nil }
  var end = index + 1
  let start = end
  guard var hours = readNumber(bytes, at: &end) else { return nil }
  var minutes = 0
  switch end - start {
  case 1, 2:
    if end < bytes.count, bytes[end] == colon {
      let colonIndex = end
      end += 1
      guard let read = readNumber(bytes, at: &end), end - colonIndex == 3 else { return nil }
      minutes = read
    }
  case 4: (hours, minutes) = (hours / 100, hours % 100)
  default: return nil
  }
  guard hours < 24, minutes < 60 else { return nil }
  let sign = bytes[index] == minus ? -1 : 1
  index = end
  return sign * (hours * 3600 + minutes * 60)
}

/// Reads one scalar of UTF-8.
///
/// - Parameter index: less than `bytes.count`.
/// - Returns: U+FFFD for a byte that does not begin a valid sequence; such a byte is skipped alone.
@inline(__always)
func readScalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: inout Int) -> UInt32 {
  let first = bytes[index]
  index += 1
  if first < 0x80 { return UInt32(first) }
  let length: Int
  var scalar: UInt32
  switch first {
  case 0xC2...0xDF: (length, scalar) = (1, UInt32(first & 0x1F))
  case 0xE0...0xEF: (length, scalar) = (2, UInt32(first & 0x0F))
  case 0xF0...0xF4: (length, scalar) = (3, UInt32(first & 0x07))
  default: return 0xFFFD
  }
  guard index + length <= bytes.count else { return 0xFFFD }
  for next in index..<index + length {
    guard bytes[next] & 0xC0 == 0x80 else { return 0xFFFD }
    scalar = scalar << 6 | UInt32(bytes[next] & 0x3F)
  }
  let isOverlong = length == 2 && scalar < 0x800 || length == 3 && scalar < 0x1_0000
  if isOverlong || scalar > 0x10_FFFF || scalar & 0xFFFF_F800 == 0xD800 { return 0xFFFD }
  index += length
  return scalar
}

/// Appends one scalar as UTF-8.
@inline(__always)
func append(_ scalar: UInt32, to output: inout [UInt8]) {
  switch scalar {
  case 0..<0x80:
    output.append(UInt8(truncatingIfNeeded: scalar))
  case 0x80..<0x800:
    output.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
    output.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
  case 0x800..<0x1_0000:
    output.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
    output.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
    output.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
  default:
    output.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
    output.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
    output.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
    output.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
  }
}

/// Whether a byte is an ASCII digit.
@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- zero < 10 }

/// Whether a byte is an ASCII letter.
@inline(__always)
func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

private let zero = UInt8(ascii: "0")
private let plus = UInt8(ascii: "+")
private let minus = UInt8(ascii: "-")
private let colon = UInt8(ascii: ":")
