// What an unquoted scalar is: YAML 1.2.2, chapter 10.3.2, the core schema's table.
//
// `yes no on off`, dates, `1_000` and `12:30` are strings in YAML 1.2, whatever older parsers say.

/// Resolves a plain scalar of one line.
///
/// - Parameters:
///   - bytes: the file.
///   - range: the scalar's bytes; one that is empty is null.
///   - text: the same bytes as text.
/// - Returns: `nil` for a number that 64 bits cannot hold: rounding it would change it in silence.
func coreValue(_ bytes: [UInt8], _ range: Range<Int>, text: String) -> Value? {
  guard let first = range.first else { return .null }
  switch bytes[first] {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
    UInt8(ascii: "."):
    return numberValue(bytes, range, text: text)
  case UInt8(ascii: "~") where range.count == 1:
    return .null
  case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"),
    UInt8(ascii: "f"), UInt8(ascii: "F"):
    return wordValue(text)
  default:
    return .string(text)
  }
}

private func wordValue(_ text: String) -> Value {
  switch text {
  case "null", "Null", "NULL": .null
  case "true", "True", "TRUE": .bool(true)
  case "false", "False", "FALSE": .bool(false)
  default: .string(text)
  }
}

private func numberValue(_ bytes: [UInt8], _ range: Range<Int>, text: String) -> Value? {
  switch text {
  case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .float(.infinity)
  case "-.inf", "-.Inf", "-.INF": return .float(-.infinity)
  case ".nan", ".NaN", ".NAN": return .float(.nan)
  default: break
  }
  if let radix = radixOfPrefix(bytes, range) {
    return Int(text.dropFirst(2), radix: radix).map(Value.int)
  }
  switch numberShape(bytes, range) {
  case .whole: return Int(text).map(Value.int)
  case .fraction:
    guard let number = Double(text), number.isFinite else { return nil }
    return .float(number)
  case .none: return .string(text)
  }
}

/// 8 for `0o17`, 16 for `0xFF`; `nil` for everything else. A sign is not allowed before them.
private func radixOfPrefix(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
  guard range.count > 2, bytes[range.lowerBound] == UInt8(ascii: "0") else { return nil }
  let digits = bytes[range.dropFirst(2)]
  switch bytes[range.lowerBound + 1] {
  case UInt8(ascii: "o"): return digits.allSatisfy { 0x30...0x37 ~= $0 } ? 8 : nil
  case UInt8(ascii: "x"): return digits.allSatisfy { hexValue($0) != nil } ? 16 : nil
  default: return nil
  }
}

private enum NumberShape {
  case whole, fraction, none
}

/// `[-+]? [0-9]+` is whole; `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
/// is a fraction.
private func numberShape(_ bytes: [UInt8], _ range: Range<Int>) -> NumberShape {
  var index = range.lowerBound
  let end = range.upperBound
  skipSign(bytes, &index, end)
  var digitCount = skipDigits(bytes, &index, end)
  if index == end { return digitCount > 0 ? .whole : .none }
  if bytes[index] == UInt8(ascii: ".") {
    index += 1
    digitCount += skipDigits(bytes, &index, end)
  }
  guard digitCount > 0 else { return .none }
  if index < end, bytes[index] | 0x20 == UInt8(ascii: "e") {
    index += 1
    skipSign(bytes, &index, end)
    guard skipDigits(bytes, &index, end) > 0 else { return .none }
  }
  return index == end ? .fraction : .none
}

private func skipSign(_ bytes: [UInt8], _ index: inout Int, _ end: Int) {
  guard index < end else { return }
  if bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
}

private func skipDigits(_ bytes: [UInt8], _ index: inout Int, _ end: Int) -> Int {
  let start = index
  while index < end, 0x30...0x39 ~= bytes[index] { index += 1 }
  return index - start
}
