// Filters on numbers.

/// Adds the filters on numbers.
func addNumberFilters(to table: inout CallableTable) {
  table.add(
    Callable("abs") { renderer, operands in
      let value = try renderer.definedInput(operands)
      switch value.number {
      case .int(let number)?:
        if number == .min { throw TemplateProblem.overflow("the result of `abs`") }
        return .int(abs(number))
      case .float(let number)?: return .float(abs(number))
      case nil: throw TemplateProblem.wrongType(what: "`abs` needs a number", found: value.typeName)
      }
    })
  table.add(
    Callable("int", [.optional("default"), .optional("base")]) { renderer, operands in
      let standard = renderer.argument(operands, 0) ?? .int(0)
      let base = try renderer.whole(operands, 1, "base") ?? 10
      return try wholeNumber(of: renderer.definedInput(operands), base, standard)
    })
  table.add(
    Callable("float", [.optional("default")]) { renderer, operands in
      let standard = renderer.argument(operands, 0) ?? .float(0)
      return floatingNumber(of: try renderer.definedInput(operands)).map(Value.float) ?? standard
    })
  table.add(
    Callable("round", [.optional("precision"), .optional("method")]) { renderer, operands in
      let method = try renderer.optionalText(operands, 1)?.bytes ?? Array("common".utf8)
      return try rounded(
        renderer.definedInput(operands), try renderer.whole(operands, 0, "precision") ?? 0,
        String(decoding: method, as: UTF8.self))
    })
  table.add(
    Callable("filesizeformat", [.optional("binary")]) { renderer, operands in
      let value = try renderer.definedInput(operands)
      guard let size = floatingNumber(of: value) else {
        throw TemplateProblem.wrongType(
          what: "`filesizeformat` needs a number", found: value.typeName)
      }
      return .bytes(fileSize(size, binary: renderer.flag(operands, 0)))
    })
  table.add(
    Callable("sum", [.optional("attribute"), .optional("start")]) { renderer, operands in
      let path = try renderer.path(renderer.argument(operands, 0))
      var sum = renderer.argument(operands, 1) ?? .int(0)
      if case .string = sum {
        throw TemplateProblem.badArgument(
          "texts are joined by `join`, `sum` is for numbers and lists")
      }
      for item in try renderer.elements(operands) {
        let value = try renderer.defined(try renderer.follow(path, from: item))
        guard sum.isNumber == value.isNumber else {
          throw TemplateProblem.wrongOperands("+", left: sum.typeName, right: value.typeName)
        }
        sum = try arithmetic(.add, sum, value)
      }
      return sum
    })
  table.add(
    Callable("min", [.optional("case_sensitive"), .optional("attribute")]) {
      try $0.extreme($1, isLargest: false)
    })
  table.add(
    Callable("max", [.optional("case_sensitive"), .optional("attribute")]) {
      try $0.extreme($1, isLargest: true)
    })
}

extension Renderer {
  mutating func extreme(_ operands: Operands, isLargest: Bool) throws -> Value {
    let isSensitive = flag(operands, 0)
    let path = try path(argument(operands, 1))
    var best: (key: Value, item: Value)?
    for item in try elements(operands) {
      let key = folded(try follow(path, from: item), caseSensitive: isSensitive)
      guard let known = best else {
        best = (key, item)
        continue
      }
      let order = try order(key, known.key)
      if isLargest ? order > 0 : order < 0 { best = (key, item) }
    }
    return best?.item ?? .undefined(Undefined(.element))
  }
}

/// Python's `int`, or the default where it fails.
private func wholeNumber(of value: Value, _ base: Int, _ standard: Value) throws -> Value {
  switch value {
  case .int(let number): return .int(number)
  case .bool(let flag): return .int(flag ? 1 : 0)
  case .float(let number): return try truncated(number) ?? standard
  case .string(let text):
    if let number = parseWhole(trimmed(text.bytes), base) { return .int(number) }
    guard let number = floatingNumber(of: value) else { return standard }
    if number.isInfinite { return standard }
    return try truncated(number) ?? standard
  default: return standard
  }
}

private func truncated(_ number: Double) throws -> Value? {
  if number.isNaN { return nil }
  guard let whole = Int(exactly: number.rounded(.towardZero)) else {
    throw TemplateProblem.overflow("the number")
  }
  return .int(whole)
}

/// Reads a whole number as Python's `int(text, base)` does; `nil` if it is none.
private func parseWhole(_ bytes: [UInt8], _ base: Int) -> Int? {
  var digits = bytes[...]
  var isNegative = false
  if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
    isNegative = sign == UInt8(ascii: "-")
    digits.removeFirst()
  }
  var base = base
  if digits.count > 2, digits.first == UInt8(ascii: "0") {
    let prefix = digits[digits.startIndex + 1] | 0x20
    let radix = prefix == UInt8(ascii: "x") ? 16 : prefix == UInt8(ascii: "o") ? 8 : 2
    let isPrefix = [UInt8(ascii: "x"), UInt8(ascii: "o"), UInt8(ascii: "b")].contains(prefix)
    if isPrefix, base == radix || base == 0 {
      digits.removeFirst(2)
      base = radix
      if digits.first == UInt8(ascii: "_") { digits.removeFirst() }
    }
  }
  if base == 0 { base = 10 }
  guard (2...36).contains(base), !digits.isEmpty else { return nil }
  var text = isNegative ? "-" : ""
  var afterDigit = false
  for byte in digits {
    if byte == UInt8(ascii: "_") {
      guard afterDigit else { return nil }
      afterDigit = false
    } else {
      guard byte < 0x80 else { return nil }
      text.unicodeScalars.append(Unicode.Scalar(byte))
      afterDigit = true
    }
  }
  guard afterDigit, let first = text.utf8.last, first != UInt8(ascii: "-") else { return nil }
  if text.utf8.dropFirst(isNegative ? 1 : 0).contains(where: { $0 == 0x2B || $0 == 0x2D }) {
    return nil
  }
  return Int(text, radix: base)
}

/// Python's `float`; `nil` where it fails.
func floatingNumber(of value: Value) -> Double? {
  switch value {
  case .int(let number): return Double(number)
  case .bool(let flag): return flag ? 1 : 0
  case .float(let number): return number
  case .string(let text):
    let bytes = trimmed(text.bytes)
    var cleaned: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "_") {
        let isBetween =
          index > 0 && index + 1 < bytes.count && digitValue(bytes[index - 1]) < 10
          && digitValue(bytes[index + 1]) < 10
        guard isBetween else { return nil }
      } else {
        cleaned.append(byte)
      }
    }
    let text = String(decoding: cleaned, as: UTF8.self).lowercased()
    switch text {
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    case "nan", "+nan", "-nan": return .nan
    default: break
    }
    // Swift also reads hexadecimal numbers, which Python does not.
    guard text.utf8.allSatisfy({ digitValue($0) < 10 || "+-.e".utf8.contains($0) }) else {
      return nil
    }
    if let number = Double(text) { return number }
    // "1." and ".5" are numbers in Python.
    if text.utf8.last == UInt8(ascii: ".") { return Double(text + "0") }
    return nil
  default: return nil
  }
}

/// Jinja2's `round`; `common` is Python's, half to even on the exact value.
func rounded(_ value: Value, _ precision: Int, _ method: String) throws -> Value {
  guard let number = value.number else {
    throw TemplateProblem.wrongType(what: "`round` needs a number", found: value.typeName)
  }
  guard ["common", "ceil", "floor"].contains(method) else {
    throw TemplateProblem.badArgument("`method` is `common`, `ceil` or `floor`")
  }
  if method == "common" { return try roundedHalfEven(number, precision) }
  let factor = try arithmetic(.power, .int(10), .int(min(max(precision, -400), 400)))
  let scaled = try arithmetic(.multiply, numberValue(number), factor)
  guard let product = scaled.number else { return value }
  let whole: Double =
    method == "ceil" ? product.double.rounded(.up) : product.double.rounded(.down)
  if case .int = product { return try arithmetic(.divide, scaled, factor) }
  guard whole.isFinite else { throw TemplateProblem.overflow("the result of `round`") }
  let result: Value = Int(exactly: whole).map { .int($0) } ?? .float(whole)
  return try arithmetic(.divide, result, factor)
}

private func numberValue(_ number: Number) -> Value {
  switch number {
  case .int(let value): .int(value)
  case .float(let value): .float(value)
  }
}

private func roundedHalfEven(_ number: Number, _ precision: Int) throws -> Value {
  switch number {
  case .float(let value):
    guard value.isFinite else { return .float(value) }
    if precision > 330 { return .float(value) }
    if precision < -330 { return .float(0) }
    var digits = fixedDigits(value.magnitude, fraction: precision)
    if value.sign == .minus { digits.insert(UInt8(ascii: "-"), at: 0) }
    return .float(Double(String(decoding: digits, as: UTF8.self)) ?? value)
  case .int(let value):
    guard precision < 0 else { return .int(value) }
    guard precision > -19 else { return .int(0) }
    var unit = 1
    for _ in 0..<(-precision) { unit *= 10 }
    let rest = value % unit
    let base = value - rest
    let doubled = rest.magnitude * 2
    let isOdd = (base / unit) % 2 != 0
    guard doubled > UInt(unit) || (doubled == UInt(unit) && isOdd) else { return .int(base) }
    let (result, overflow) = base.addingReportingOverflow(value < 0 ? -unit : unit)
    if overflow { throw TemplateProblem.overflow("the result of `round`") }
    return .int(result)
  }
}

private func fileSize(_ size: Double, binary: Bool) -> [UInt8] {
  let base: Double = binary ? 1024 : 1000
  if size == 1 { return Array("1 Byte".utf8) }
  var output: [UInt8] = []
  if size < base {
    appendInteger(Int(size.isFinite ? max(size, -1e18) : 0), to: &output)
    return output + Array(" Bytes".utf8)
  }
  var unit = base
  for (index, letter) in "kMGTPEZY".enumerated() {
    unit *= base
    // 10^24 is no `Double`: the nearest is below it, and Python compares exactly.
    let isBelow = size < unit || (size == unit && unit == 1e24)
    guard isBelow || index == 7 else { continue }
    output = fixedDigits(base * size / unit, fraction: 1)
    let prefix = binary ? "\(letter.uppercased())iB" : "\(letter)B"
    return output + Array(" \(prefix)".utf8)
  }
  return output
}
