// Python's `%` formatting: `%s %d %5.2f %(name)s`.

extension Renderer {
  /// `text % value`: the value is a tuple of arguments, a mapping, or one argument.
  func format(text: Value, with value: Value) throws -> Value {
    guard case .string(let pattern) = text else { return text }
    var formatter = Formatter(pattern: pattern, value: try defined(value))
    let output = try formatter.run(limit: set.settings.limits.output) { try defined($0) }
    return .string(Text(output, isSafe: pattern.isSafe))
  }
}

/// One formatting of a text.
private struct Formatter {
  let pattern: Text
  private let arguments: [Value]
  private let map: ValueMap?
  /// Lists and mappings need not be used up, as in Python.
  private let takesAnything: Bool
  private var used = 0
  private var output: [UInt8] = []

  init(pattern: Text, value: Value) {
    self.pattern = pattern
    if case .map(let given) = value { map = given } else { map = nil }
    if case .list(let list) = value, list.isTuple {
      arguments = list.items
      takesAnything = false
    } else {
      arguments = [value]
      if case .list = value { takesAnything = true } else { takesAnything = map != nil }
    }
  }

  /// What stands between `%` and the letter.
  private struct Directive {
    var left = false
    var zero = false
    var plus = false
    var space = false
    var other = false
    var width = 0
    var precision: Int?
  }

  mutating func run(limit: Int, _ check: (Value) throws -> Value) throws -> [UInt8] {
    let bytes = pattern.bytes
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "%") else {
        output.append(bytes[index])
        index += 1
        continue
      }
      index += 1
      let key = try readKey(bytes, &index)
      let directive = try readDirective(bytes, &index)
      guard index < bytes.count else { throw TemplateProblem.badArgument("the format ends in `%`") }
      let letter = bytes[index]
      index += 1
      if letter == UInt8(ascii: "%") {
        output.append(letter)
        continue
      }
      let value = try check(try argument(key))
      let text = try converted(value, letter, directive)
      guard output.count + text.count <= limit else { throw TemplateProblem.textTooLong(limit) }
      output += text
    }
    if !takesAnything, used < arguments.count {
      throw TemplateProblem.badArgument("not all arguments are used by the format")
    }
    return output
  }

  private mutating func argument(_ key: [UInt8]?) throws -> Value {
    if let key {
      guard let value = map?[.bytes(key)] else {
        throw TemplateProblem.badArgument(
          "the format asks for `\(String(decoding: key, as: UTF8.self))`, which is not given")
      }
      return value
    }
    guard used < arguments.count else {
      throw TemplateProblem.badArgument("the format asks for more arguments than are given")
    }
    used += 1
    return arguments[used - 1]
  }

  private func readKey(_ bytes: [UInt8], _ index: inout Int) throws -> [UInt8]? {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "(") else { return nil }
    guard let end = bytes[index...].firstIndex(of: UInt8(ascii: ")")) else {
      throw TemplateProblem.badArgument("a `%(` of the format is never closed")
    }
    let key = Array(bytes[(index + 1)..<end])
    index = end + 1
    return key
  }

  private mutating func readDirective(
    _ bytes: [UInt8], _ index: inout Int
  ) throws -> Directive {
    var directive = Directive()
    flags: while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "-"): directive.left = true
      case UInt8(ascii: "0"): directive.zero = true
      case UInt8(ascii: "+"): directive.plus = true
      case UInt8(ascii: " "): directive.space = true
      case UInt8(ascii: "#"): directive.other = true
      default: break flags
      }
      index += 1
    }
    directive.width = try readNumber(bytes, &index)
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      directive.precision = try readNumber(bytes, &index)
    }
    while index < bytes.count, [0x68, 0x6C, 0x4C].contains(bytes[index]) { index += 1 }
    return directive
  }

  private mutating func readNumber(_ bytes: [UInt8], _ index: inout Int) throws -> Int {
    if index < bytes.count, bytes[index] == UInt8(ascii: "*") {
      index += 1
      guard case .int(let number) = try argument(nil) else {
        throw TemplateProblem.badArgument("`*` in a format needs a whole number")
      }
      return min(max(number, 0), 10_000)
    }
    var number = 0
    while index < bytes.count, digitValue(bytes[index]) < 10 {
      number = min(number * 10 + digitValue(bytes[index]), 10_000)
      index += 1
    }
    return number
  }

  // MARK: Conversions

  private func converted(
    _ value: Value, _ letter: UInt8, _ directive: Directive
  ) throws -> [UInt8] {
    switch letter {
    case UInt8(ascii: "s"), UInt8(ascii: "r"), UInt8(ascii: "a"):
      var text: [UInt8] = []
      if letter == UInt8(ascii: "s") {
        try appendOutput(value, escapes: pattern.isSafe, to: &text)
      } else {
        var plain: [UInt8] = []
        appendRepresentation(value, to: &plain)
        if pattern.isSafe { appendEscaped(plain, to: &text) } else { text = plain }
      }
      if let precision = directive.precision { text = prefix(text, precision) }
      return padded(text, directive)
    case UInt8(ascii: "d"), UInt8(ascii: "i"), UInt8(ascii: "u"):
      return number(try whole(value, letter), 10, directive)
    case UInt8(ascii: "x"): return number(try whole(value, letter), 16, directive, prefix: "0x")
    case UInt8(ascii: "o"): return number(try whole(value, letter), 8, directive, prefix: "0o")
    case UInt8(ascii: "X"):
      return uppercased(number(try whole(value, letter), 16, directive, prefix: "0x"))
    case UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "e"), UInt8(ascii: "E"),
      UInt8(ascii: "g"), UInt8(ascii: "G"):
      return try floating(value, letter, directive)
    case UInt8(ascii: "c"):
      if case .string(let text) = value { return padded(text.bytes, directive) }
      let scalar = Unicode.Scalar(UInt32(clamping: try whole(value, letter)))
      return padded(scalar.map { Array(String($0).utf8) } ?? [], directive)
    default:
      throw TemplateProblem.badArgument(
        "`%\(String(decoding: [letter], as: UTF8.self))` is no format")
    }
  }

  private func whole(_ value: Value, _ letter: UInt8) throws -> Int {
    switch value.number {
    case .int(let number)?: return number
    case .float(let number)?:
      if let whole = Int(exactly: number.rounded(.towardZero)) { return whole }
      throw TemplateProblem.overflow("the number")
    case nil:
      throw TemplateProblem.wrongType(
        what: "`%\(String(decoding: [letter], as: UTF8.self))` needs a number",
        found: value.typeName)
    }
  }

  private func number(
    _ number: Int, _ radix: Int, _ directive: Directive, prefix: String = ""
  ) -> [UInt8] {
    var digits = Array(String(number.magnitude, radix: radix).utf8)
    if let precision = directive.precision, digits.count < precision {
      digits = [UInt8](repeating: UInt8(ascii: "0"), count: precision - digits.count) + digits
    }
    let mark = directive.other ? Array(prefix.utf8) : []
    return signed(mark, digits, isNegative: number < 0, directive)
  }

  private func floating(
    _ value: Value, _ letter: UInt8, _ directive: Directive
  ) throws -> [UInt8] {
    guard let number = value.isNumber ? floatingNumber(of: value) : nil else {
      throw TemplateProblem.wrongType(
        what: "`%\(String(decoding: [letter], as: UTF8.self))` needs a number",
        found: value.typeName)
    }
    let precision = min(directive.precision ?? 6, 400)
    var digits: [UInt8]
    if number.isNaN || number.isInfinite {
      digits = Array((number.isNaN ? "nan" : "inf").utf8)
    } else {
      switch letter | 0x20 {
      case UInt8(ascii: "f"): digits = fixedDigits(number.magnitude, fraction: precision)
      case UInt8(ascii: "e"): digits = scientificDigits(number.magnitude, precision)
      default: digits = generalDigits(number.magnitude, max(precision, 1), directive.other)
      }
    }
    if letter & 0x20 == 0 { digits = uppercased(digits) }
    return signed([], digits, isNegative: number.sign == .minus && !number.isNaN, directive)
  }

  private func signed(
    _ mark: [UInt8], _ digits: [UInt8], isNegative: Bool, _ directive: Directive
  ) -> [UInt8] {
    var head: [UInt8] = []
    if isNegative {
      head = [UInt8(ascii: "-")]
    } else if directive.plus {
      head = [UInt8(ascii: "+")]
    } else if directive.space {
      head = [UInt8(ascii: " ")]
    }
    head += mark
    let missing = directive.width - head.count - digits.count
    if directive.zero, !directive.left, missing > 0 {
      return head + [UInt8](repeating: UInt8(ascii: "0"), count: missing) + digits
    }
    return padded(head + digits, directive)
  }

  private func padded(_ text: [UInt8], _ directive: Directive) -> [UInt8] {
    let missing = directive.width - scalarCount(text)
    guard missing > 0 else { return text }
    let space = [UInt8](repeating: UInt8(ascii: " "), count: missing)
    return directive.left ? text + space : space + text
  }
}

/// `%e`: one digit, `precision` more, and an exponent.
func scientificDigits(_ number: Double, _ precision: Int) -> [UInt8] {
  let (digits, exponent) = significantDigits(number, precision + 1)
  var output = [digits[0]]
  if precision > 0 {
    output.append(UInt8(ascii: "."))
    output += digits[1...]
  }
  return output + exponentText(exponent)
}

private func exponentText(_ exponent: Int) -> [UInt8] {
  var output = Array((exponent < 0 ? "e-" : "e+").utf8)
  if abs(exponent) < 10 { output.append(UInt8(ascii: "0")) }
  appendInteger(abs(exponent), to: &output)
  return output
}

/// `%g`: the shorter of the two, without zeros at the end.
func generalDigits(_ number: Double, _ precision: Int, _ keepsZeros: Bool) -> [UInt8] {
  let (digits, exponent) = significantDigits(number, precision)
  var kept = digits
  if !keepsZeros {
    while kept.count > 1, kept.last == UInt8(ascii: "0") { kept.removeLast() }
  }
  let point = UInt8(ascii: ".")
  if exponent < -4 || exponent >= precision {
    var output = [kept[0]]
    if kept.count > 1 {
      output.append(point)
      output += kept[1...]
    }
    return output + exponentText(exponent)
  }
  if exponent < 0 {
    return Array("0.".utf8) + [UInt8](repeating: UInt8(ascii: "0"), count: -exponent - 1) + kept
  }
  while kept.count < exponent + 1 { kept.append(UInt8(ascii: "0")) }
  if kept.count > exponent + 1 { kept.insert(point, at: exponent + 1) }
  return kept
}

/// So many digits of a number, correctly rounded, and the power of ten of the first.
private func significantDigits(_ number: Double, _ count: Int) -> (digits: [UInt8], exponent: Int) {
  guard number != 0 else { return ([UInt8](repeating: UInt8(ascii: "0"), count: count), 0) }
  // The exponent of the exact value; rounding may carry into one digit more.
  var exponent = exponentOfTen(number)
  for _ in 0..<2 {
    let all = fixedDigits(number, fraction: count - 1 - exponent)
      .filter { $0 != UInt8(ascii: ".") }
    let significant = Array(all.drop { $0 == UInt8(ascii: "0") })
    if significant.count > count, exponent < 0 || significant.count - 1 > exponent {
      let wanted = count
      if exponent >= count - 1 || significant.count == wanted {
        return (Array(significant.prefix(count)), exponent)
      }
      exponent += 1
      continue
    }
    return (Array(significant.prefix(count)), exponent)
  }
  return ([UInt8](repeating: UInt8(ascii: "0"), count: count), exponent)
}

private func exponentOfTen(_ number: Double) -> Int {
  var text: [UInt8] = []
  appendFloat(number, to: &text)
  if let mark = text.firstIndex(of: UInt8(ascii: "e")) {
    return Int(String(decoding: text[(mark + 1)...], as: UTF8.self)) ?? 0
  }
  let point = text.firstIndex(of: UInt8(ascii: ".")) ?? text.count
  if text[0] != UInt8(ascii: "0") { return point - 1 }
  let zeros = text[(point + 1)...].prefix { $0 == UInt8(ascii: "0") }.count
  return -zeros - 1
}
