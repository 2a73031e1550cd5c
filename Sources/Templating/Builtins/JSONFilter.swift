// Values as JSON that is safe inside of HTML: Python's `json.dumps` with sorted keys and ASCII
// only, and `<`, `>`, `&` and `'` as escapes.

/// A value as JSON.
///
/// - Parameter indent: how far each level is indented, on lines of their own; `nil` for one line.
func json(of value: Value, indent: Int? = nil) throws -> [UInt8] {
  var writer = JSONWriter(indent: indent)
  try writer.append(value, level: 0)
  return writer.output
}

private struct JSONWriter {
  var output: [UInt8] = []
  let indent: Int?

  init(indent: Int?) { self.indent = indent }

  mutating func append(_ value: Value, level: Int) throws {
    switch value {
    case .none: output += "null".utf8
    case .bool(let flag): output += (flag ? "true" : "false").utf8
    case .int(let number): appendInteger(number, to: &output)
    case .float(let number): append(number)
    case .string(let text): append(text: text.bytes)
    case .list(let list):
      try append(list.items.count, "[", "]", level) { writer, index in
        try writer.append(list.items[index], level: level + 1)
      }
    case .map(let map): try append(map, level)
    case .object(let object):
      guard let printed = object.printed else {
        throw TemplateProblem.notSerializable(value.typeName)
      }
      try append(printed, level: level)
    case .undefined, .function: throw TemplateProblem.notSerializable(value.typeName)
    }
  }

  private mutating func append(_ map: ValueMap, _ level: Int) throws {
    let entries = try map.entries.sorted { left, right in
      guard let order = ordering(left.key, right.key) else {
        throw TemplateProblem.badArgument("keys of different kinds cannot be sorted for JSON")
      }
      return order < 0
    }
    try append(entries.count, "{", "}", level) { writer, index in
      try writer.append(key: entries[index].key)
      writer.output += ": ".utf8
      try writer.append(entries[index].value, level: level + 1)
    }
  }

  private mutating func append(
    _ count: Int, _ opening: String, _ closing: String, _ level: Int,
    _ element: (inout JSONWriter, Int) throws -> Void
  ) throws {
    output += opening.utf8
    for index in 0..<count {
      if index > 0 { output += (indent == nil ? ", " : ",").utf8 }
      breakLine(level + 1)
      try element(&self, index)
    }
    if count > 0 { breakLine(level) }
    output += closing.utf8
  }

  private mutating func breakLine(_ level: Int) {
    guard let indent else { return }
    output.append(UInt8(ascii: "\n"))
    output += repeatElement(UInt8(ascii: " "), count: max(0, min(indent, 100)) * level)
  }

  private mutating func append(key: Value) throws {
    switch key {
    case .string(let text): append(text: text.bytes)
    case .none, .bool, .int, .float:
      output.append(UInt8(ascii: "\""))
      try append(key, level: 0)
      output.append(UInt8(ascii: "\""))
    default: throw TemplateProblem.badArgument("\(key.typeName) cannot be a key in JSON")
    }
  }

  private mutating func append(_ number: Double) {
    if number.isNaN { return output += "NaN".utf8 }
    if number.isInfinite { return output += (number < 0 ? "-Infinity" : "Infinity").utf8 }
    appendFloat(number, to: &output)
  }

  private mutating func append(text: [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for unit in String(decoding: text, as: UTF8.self).utf16 {
      switch unit {
      case 0x22: output += "\\\"".utf8
      case 0x5C: output += "\\\\".utf8
      case 0x0A: output += "\\n".utf8
      case 0x0D: output += "\\r".utf8
      case 0x09: output += "\\t".utf8
      case 0x08: output += "\\b".utf8
      case 0x0C: output += "\\f".utf8
      case 0x26, 0x27, 0x3C, 0x3E, 0..<0x20, 0x7F...: append(escape: unit)
      default: output.append(UInt8(truncatingIfNeeded: unit))
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  private mutating func append(escape unit: UInt16) {
    let digits = Array("0123456789abcdef".utf8)
    output += "\\u".utf8
    for shift in [12, 8, 4, 0] { output.append(digits[Int(unit >> UInt16(shift)) & 15]) }
  }
}
