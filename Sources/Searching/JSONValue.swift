// JSON as the index writes it, read back by the reader in Swift (RFC 8259).
//
// Reading stops at what is not JSON and answers `nil`; nesting is bounded. Fractions and exponents
// do not occur in the index and are not read.

/// A JSON value.
enum JSONValue: Sendable, Hashable {
  case text(String)
  case int(Int)
  case list([JSONValue])
  case map([String: JSONValue])
  case bool(Bool)
  case null

  init?(_ bytes: [UInt8]) {
    var parser = JSONParser(bytes: bytes)
    guard let value = parser.value(depth: 0), parser.isAtEnd() else { return nil }
    self = value
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var int: Int? { if case .int(let int) = self { int } else { nil } }
  var list: [JSONValue]? { if case .list(let list) = self { list } else { nil } }

  subscript(key: String) -> JSONValue? { if case .map(let map) = self { map[key] } else { nil } }
}

private struct JSONParser {
  let bytes: [UInt8]
  var index = 0

  mutating func value(depth: Int) -> JSONValue? {
    skipSpace()
    guard index < bytes.count, depth < 8 else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "\""): return string().map { .text($0) }
    case UInt8(ascii: "["): return list(depth: depth)
    case UInt8(ascii: "{"): return map(depth: depth)
    case UInt8(ascii: "t"): return word("true", .bool(true))
    case UInt8(ascii: "f"): return word("false", .bool(false))
    case UInt8(ascii: "n"): return word("null", .null)
    default: return int()
    }
  }

  mutating func isAtEnd() -> Bool {
    skipSpace()
    return index == bytes.count
  }

  private mutating func skipSpace() {
    while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
  }

  /// Takes a byte after any space.
  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) -> JSONValue? {
    let end = index + word.utf8CodeUnitCount
    guard end <= bytes.count, word.withUTF8Buffer({ bytes[index..<end].elementsEqual($0) }) else {
      return nil
    }
    index = end
    return value
  }

  private mutating func int() -> JSONValue? {
    let start = index
    if bytes[index] == UInt8(ascii: "-") { index += 1 }
    while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
    return Int(String(decoding: bytes[start..<index], as: UTF8.self)).map { .int($0) }
  }

  private mutating func list(depth: Int) -> JSONValue? {
    index += 1
    var values: [JSONValue] = []
    if take(UInt8(ascii: "]")) { return .list([]) }
    while let value = value(depth: depth + 1) {
      values.append(value)
      if take(UInt8(ascii: "]")) { return .list(values) }
      guard take(UInt8(ascii: ",")) else { return nil }
    }
    return nil
  }

  private mutating func map(depth: Int) -> JSONValue? {
    index += 1
    var values: [String: JSONValue] = [:]
    if take(UInt8(ascii: "}")) { return .map([:]) }
    while true {
      skipSpace()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\""), let key = string(),
        take(UInt8(ascii: ":")), let value = value(depth: depth + 1)
      else { return nil }
      values[key] = value
      if take(UInt8(ascii: "}")) { return .map(values) }
      guard take(UInt8(ascii: ",")) else { return nil }
    }
  }

  private mutating func string() -> String? {
    index += 1
    var text: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return nil }
        text += String(scalar).utf8
      default: text.append(byte)
      }
    }
    return nil
  }

  /// What follows a backslash; the index escapes no more than it must.
  private mutating func escape() -> Unicode.Scalar? {
    guard index < bytes.count else { return nil }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      guard index + 4 <= bytes.count else { return nil }
      index += 4
      let digits = String(decoding: bytes[(index - 4)..<index], as: UTF8.self)
      return UInt32(digits, radix: 16).flatMap { Unicode.Scalar($0) }
    default: return Unicode.Scalar(byte)
    }
  }
}
