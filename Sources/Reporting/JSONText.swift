// Writing JSON text (RFC 8259) into a byte buffer.
//
// The one place that knows how a JSON string is escaped. Everything is UTF-8; escaped is what
// RFC 8259 §7 demands, and DEL. Runs of ordinary bytes are found eight at a time and copied whole.

/// Appends a JSON string with its quotation marks.
///
/// - Parameters:
///   - text: UTF-8; bytes that are not are copied as they are.
///   - output: the buffer to write to.
public func appendJSONString(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
  output.append(quote)
  var start = 0
  while start < text.count {
    let end = endOfOrdinaryRun(in: text, from: start)
    output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<end]))
    if end < text.count { appendEscaped(text[end], to: &output) }
    start = end + 1
  }
  output.append(quote)
}

/// Appends a JSON string with its quotation marks.
public func appendJSONString(_ text: [UInt8], to output: inout [UInt8]) {
  text.withUnsafeBufferPointer { appendJSONString($0, to: &output) }
}

/// Appends a JSON string with its quotation marks.
///
/// - Parameter text: UTF-8; copied into an array first unless it already is one piece of memory.
public func appendJSONString(_ text: some Sequence<UInt8>, to output: inout [UInt8]) {
  let wasContiguous: Void? = text.withContiguousStorageIfAvailable {
    appendJSONString($0, to: &output)
  }
  if wasContiguous == nil { appendJSONString(Array(text), to: &output) }
}

/// Appends a JSON string with its quotation marks.
public func appendJSONString(_ text: String, to output: inout [UInt8]) {
  appendJSONString(text.utf8, to: &output)
}

/// A small JSON document that is put together before it is written: members keep their order.
indirect enum JSONValue {
  case null
  case number(Int)
  case string(String)
  case array([JSONValue])
  case object([(name: String, value: JSONValue)])

  /// Appends the value on one line, without spaces.
  func append(to output: inout [UInt8]) {
    switch self {
    case .null: output.append(contentsOf: "null".utf8)
    case .number(let number): output.append(contentsOf: String(number).utf8)
    case .string(let text): appendJSONString(text, to: &output)
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        element.append(to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        appendJSONString(member.name, to: &output)
        output.append(UInt8(ascii: ":"))
        member.value.append(to: &output)
      }
      output.append(UInt8(ascii: "}"))
    }
  }
}

/// The offset of the first byte at or after `start` that must be escaped; the end if there is none.
private func endOfOrdinaryRun(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  guard let base = text.baseAddress else { return text.count }
  var offset = start
  while offset &+ 8 <= text.count {
    let word = UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self)
    if mayNeedEscape(word) { break }
    offset &+= 8
  }
  while offset < text.count, !needsEscape(text[offset]) { offset &+= 1 }
  return offset
}

private func needsEscape(_ byte: UInt8) -> Bool {
  byte < 0x20 || byte == quote || byte == backslash || byte == 0x7F
}

/// Whether one of eight bytes must be escaped: each term sets the top bit of a byte that is below
/// 0x20, or that is zero after the exclusive or ("Bit Twiddling Hacks", S. E. Anderson).
private func mayNeedEscape(_ word: UInt64) -> Bool {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let tops: UInt64 = 0x8080_8080_8080_8080
  let quotes = word ^ (ones &* 0x22)
  let backslashes = word ^ (ones &* 0x5C)
  let deletes = word ^ (ones &* 0x7F)
  let found =
    ((word &- ones &* 0x20) & ~word)
    | ((quotes &- ones) & ~quotes)
    | ((backslashes &- ones) & ~backslashes)
    | ((deletes &- ones) & ~deletes)
  return found & tops != 0
}

private func appendEscaped(_ byte: UInt8, to output: inout [UInt8]) {
  output.append(backslash)
  switch byte {
  case quote, backslash: output.append(byte)
  case 0x0A: output.append(UInt8(ascii: "n"))
  case 0x0D: output.append(UInt8(ascii: "r"))
  case 0x09: output.append(UInt8(ascii: "t"))
  default:
    output.append(contentsOf: "u00".utf8)
    output.append(hexDigit(byte >> 4))
    output.append(hexDigit(byte & 15))
  }
}

private func hexDigit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}

private let quote = UInt8(ascii: "\"")
private let backslash = UInt8(ascii: "\\")
