// Python's `"{:>5}".format(…)`: the method, not the filter.
//
// Fields are positions or names; what follows the colon is fill, alignment, sign, width,
// thousands, precision and type. Attributes and elements inside of a field are not supported.

extension Renderer {
  func format(
    braces text: Text, _ arguments: [Value], _ named: [(name: String, value: Value)]
  ) throws -> Value {
    var output: [UInt8] = []
    let bytes = text.bytes
    var index = 0
    var next = 0
    while index < bytes.count {
      let byte = bytes[index]
      let isDoubled = index + 1 < bytes.count && bytes[index + 1] == byte
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}"), isDoubled {
        output.append(byte)
        index += 2
      } else if byte == UInt8(ascii: "{") {
        guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "}")) else {
          throw TemplateProblem.badArgument("a `{` of the format is never closed")
        }
        let field = bytes[(index + 1)..<end]
        let colon = field.firstIndex(of: UInt8(ascii: ":")) ?? end
        let value = try fieldValue(field[..<colon], arguments, named, &next)
        var piece = try FieldFormat(Array(field[colon...].dropFirst())).format(value)
        if text.isSafe, !isMarkup(value) { piece = escaped(piece) }
        output += piece
        index = end + 1
      } else if byte == UInt8(ascii: "}") {
        throw TemplateProblem.badArgument("a `}` of the format closes nothing")
      } else {
        output.append(byte)
        index += 1
      }
      try checkLength(output.count)
    }
    return .string(Text(output, isSafe: text.isSafe))
  }

  private func fieldValue(
    _ name: ArraySlice<UInt8>, _ arguments: [Value], _ named: [(name: String, value: Value)],
    _ next: inout Int
  ) throws -> Value {
    let text = String(decoding: name, as: UTF8.self)
    if let value = named.first(where: { $0.name == text })?.value { return try defined(value) }
    let index = text.isEmpty ? next : Int(text) ?? -1
    if text.isEmpty { next += 1 }
    guard arguments.indices.contains(index) else {
      throw TemplateProblem.badArgument("the format asks for `{\(text)}`, which is not given")
    }
    return try defined(arguments[index])
  }
}

private func isMarkup(_ value: Value) -> Bool {
  if case .string(let text) = value { return text.isSafe }
  return false
}

/// What stands behind the colon of a field.
private struct FieldFormat {
  private var fill: [UInt8] = [0x20]
  private var align: UInt8 = 0
  private var sign: UInt8 = UInt8(ascii: "-")
  private var width = 0
  private var group: UInt8?
  private var precision: Int?
  private var type: UInt8 = 0

  init(_ spec: [UInt8]) throws {
    var rest = spec[...]
    let alignments = Array("<>^=".utf8)
    if let first = rest.first {
      let length = min(scalarLength(first), rest.count)
      if let mark = rest.dropFirst(length).first, alignments.contains(mark) {
        fill = Array(rest.prefix(length))
        align = mark
        rest = rest.dropFirst(length + 1)
      } else if alignments.contains(first) {
        align = first
        rest = rest.dropFirst()
      }
    }
    if let mark = rest.first, "+- ".utf8.contains(mark) {
      sign = mark
      rest = rest.dropFirst()
    }
    if rest.first == UInt8(ascii: "0") {
      if align == 0 {
        fill = [UInt8(ascii: "0")]
        align = UInt8(ascii: "=")
      }
      rest = rest.dropFirst()
    }
    width = number(&rest) ?? 0
    if let mark = rest.first, ",_".utf8.contains(mark) {
      group = mark
      rest = rest.dropFirst()
    }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      precision = number(&rest)
    }
    type = rest.first ?? 0
    guard rest.count <= 1 else {
      throw TemplateProblem.badArgument(
        "`\(String(decoding: spec, as: UTF8.self))` is no format")
    }
  }

  private func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
    var value: Int?
    while let digit = rest.first, digitValue(digit) < 10 {
      value = min((value ?? 0) * 10 + digitValue(digit), 10_000)
      rest = rest.dropFirst()
    }
    return value
  }

  func format(_ value: Value) throws -> [UInt8] {
    guard let number = value.number, !isText(value) else {
      var bytes = try text(of: value)
      if let precision { bytes = prefix(bytes, precision) }
      return padded([], bytes, UInt8(ascii: "<"))
    }
    var isNegative = false
    var digits: [UInt8]
    switch (number, type) {
    case (.int(let whole), 0), (.int(let whole), UInt8(ascii: "d")):
      isNegative = whole < 0
      digits = grouped(Array(String(whole.magnitude).utf8))
    case (.int(let whole), UInt8(ascii: "x")), (.int(let whole), UInt8(ascii: "X")):
      isNegative = whole < 0
      digits = Array(String(whole.magnitude, radix: 16, uppercase: type < 0x60).utf8)
    case (.int(let whole), UInt8(ascii: "b")):
      isNegative = whole < 0
      digits = Array(String(whole.magnitude, radix: 2).utf8)
    default:
      isNegative = number.double < 0
      digits = try floating(number.double.magnitude)
    }
    var head: [UInt8] = []
    if isNegative {
      head = [UInt8(ascii: "-")]
    } else if sign != UInt8(ascii: "-") {
      head = [sign]
    }
    return padded(head, digits, UInt8(ascii: ">"))
  }

  private func isText(_ value: Value) -> Bool {
    if case .bool = value { return type == 0 }
    return type == UInt8(ascii: "s")
  }

  private func floating(_ number: Double) throws -> [UInt8] {
    switch type {
    case UInt8(ascii: "f"), UInt8(ascii: "F"):
      return grouped(fixedDigits(number, fraction: min(precision ?? 6, 400)))
    case UInt8(ascii: "%"):
      return fixedDigits(number * 100, fraction: min(precision ?? 6, 400)) + [type]
    case UInt8(ascii: "e"): return scientificDigits(number, min(precision ?? 6, 400))
    case UInt8(ascii: "g"): return generalDigits(number, max(1, min(precision ?? 6, 400)), false)
    case 0:
      if let precision { return generalDigits(number, max(1, precision), false) }
      var digits: [UInt8] = []
      appendFloat(number, to: &digits)
      return grouped(digits)
    default:
      throw TemplateProblem.badArgument(
        "`\(String(decoding: [type], as: UTF8.self))` is no format for a number")
    }
  }

  private func grouped(_ digits: [UInt8]) -> [UInt8] {
    guard let group else { return digits }
    let whole = digits.prefix { digitValue($0) < 10 }
    var output: [UInt8] = []
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { output.append(group) }
      output.append(digit)
    }
    return output + digits.dropFirst(whole.count)
  }

  private func padded(_ head: [UInt8], _ body: [UInt8], _ standard: UInt8) -> [UInt8] {
    let missing = max(0, width - head.count - scalarCount(body))
    func space(_ count: Int) -> [UInt8] { Array(repeatElement(fill, count: count).joined()) }
    switch align == 0 ? standard : align {
    case UInt8(ascii: "<"): return head + body + space(missing)
    case UInt8(ascii: "^"): return space(missing / 2) + head + body + space(missing - missing / 2)
    case UInt8(ascii: "="): return head + space(missing) + body
    default: return space(missing) + head + body
    }
  }
}
