// `+ - * / // % **` on values that are there.

/// The result of an operator, or why there is none.
func arithmetic(
  _ op: Arithmetic, _ left: Value, _ right: Value, _ limits: TemplateSet.Limits = .init()
) throws -> Value {
  if case .int(let left) = left, case .int(let right) = right {
    return try arithmetic(op, left, right)
  }
  if let left = left.number, let right = right.number {
    if case .int(let left) = left, case .int(let right) = right {
      return try arithmetic(op, left, right)
    }
    return try arithmetic(op, left.double, right.double)
  }
  switch (op, left, right) {
  case (.add, .string(let left), .string(let right)): return try add(left, right, limits)
  case (.add, .list(let left), .list(let right)) where left.isTuple == right.isTuple:
    guard left.items.count + right.items.count <= limits.elements else {
      throw TemplateProblem.listTooLong(limits.elements)
    }
    return .list(ValueList(left.items + right.items, isTuple: left.isTuple))
  case (.multiply, .string(let text), _):
    if let count = wholeNumber(right) { return try repeated(text, count, limits) }
  case (.multiply, _, .string(let text)):
    if let count = wholeNumber(left) { return try repeated(text, count, limits) }
  case (.multiply, .list(let list), _):
    if let count = wholeNumber(right) { return try repeated(list, count, limits) }
  case (.multiply, _, .list(let list)):
    if let count = wholeNumber(left) { return try repeated(list, count, limits) }
  default: break
  }
  throw TemplateProblem.wrongOperands(
    op.spelling, left: left.typeName, right: right.typeName)
}

private func wholeNumber(_ value: Value) -> Int? {
  if case .int(let number)? = value.number { return number }
  return nil
}

private func arithmetic(_ op: Arithmetic, _ left: Int, _ right: Int) throws -> Value {
  let result: (partialValue: Int, overflow: Bool)
  switch op {
  case .add: result = left.addingReportingOverflow(right)
  case .subtract: result = left.subtractingReportingOverflow(right)
  case .multiply: result = left.multipliedReportingOverflow(by: right)
  case .divide:
    if right == 0 { throw TemplateProblem.divisionByZero }
    return .float(quotient(left, right))
  case .floorDivide:
    if right == 0 { throw TemplateProblem.divisionByZero }
    result = left.dividedReportingOverflow(by: right)
    if !result.overflow, left % right != 0, (left < 0) != (right < 0) {
      return .int(result.partialValue - 1)
    }
  case .modulo:
    if right == 0 { throw TemplateProblem.divisionByZero }
    if right == -1 { return .int(0) }
    let rest = left % right
    return .int(rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest)
  case .power: return try power(left, right)
  }
  if result.overflow {
    throw TemplateProblem.overflow("the result of `\(left) \(op.spelling) \(right)`")
  }
  return .int(result.partialValue)
}

/// The quotient of whole numbers, rounded once: converting large ones first would round twice.
private func quotient(_ left: Int, _ right: Int) -> Double {
  let exact = 1 << 53
  if left.magnitude <= exact, right.magnitude <= exact { return Double(left) / Double(right) }
  if left % right == 0, left != Int.min || right != -1 { return Double(left / right) }
  return Double(left) / Double(right)
}

private func arithmetic(_ op: Arithmetic, _ left: Double, _ right: Double) throws -> Value {
  switch op {
  case .add: return .float(left + right)
  case .subtract: return .float(left - right)
  case .multiply: return .float(left * right)
  case .divide:
    if right == 0 { throw TemplateProblem.divisionByZero }
    return .float(left / right)
  case .floorDivide, .modulo:
    if right == 0 { throw TemplateProblem.divisionByZero }
    let (floor, rest) = floorDivision(left, right)
    return .float(op == .modulo ? rest : floor)
  case .power: return try power(left, right)
  }
}

/// CPython's `float_divmod`: the remainder has the sign of the divisor.
private func floorDivision(_ left: Double, _ right: Double) -> (floor: Double, rest: Double) {
  var rest = left.truncatingRemainder(dividingBy: right)
  var quotient = (left - rest) / right
  if rest != 0 {
    if (right < 0) != (rest < 0) {
      rest += right
      quotient -= 1
    }
  } else {
    rest = right < 0 ? -0.0 : 0.0
  }
  guard quotient != 0 else { return ((left / right).sign == .minus ? -0.0 : 0.0, rest) }
  var floor = quotient.rounded(.down)
  if quotient - floor > 0.5 { floor += 1 }
  return (floor, rest)
}

private func power(_ base: Int, _ exponent: Int) throws -> Value {
  if exponent < 0 {
    if base == 0 { throw TemplateProblem.divisionByZero }
    return try power(Double(base), Double(exponent))
  }
  var result = 1
  var factor = base
  var rest = exponent
  var factorOverflows = false
  while rest > 0 {
    if rest & 1 == 1 {
      let (product, overflow) = result.multipliedReportingOverflow(by: factor)
      if overflow || factorOverflows {
        throw TemplateProblem.overflow("the result of `\(base) ** \(exponent)`")
      }
      result = product
    }
    rest >>= 1
    if rest > 0 {
      let (square, overflow) = factor.multipliedReportingOverflow(by: factor)
      factor = square
      factorOverflows = overflow
    }
  }
  return .int(result)
}

/// By repeated squaring where the exponent is a small whole number, by logarithms elsewhere.
private func power(_ base: Double, _ exponent: Double) throws -> Value {
  if base == 0, exponent < 0 { throw TemplateProblem.divisionByZero }
  if base < 0, exponent != exponent.rounded(), exponent.isFinite {
    throw TemplateProblem.badArgument("a root of a negative number has no real value")
  }
  let result = raise(base, exponent)
  if result.isInfinite, base.isFinite, exponent.isFinite {
    throw TemplateProblem.overflow("the result of `**`")
  }
  return .float(result)
}

private func add(_ left: Text, _ right: Text, _ limits: TemplateSet.Limits) throws -> Value {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(left.bytes.count + right.bytes.count)
  // Markup escapes what is added to it and stays markup.
  let isSafe = left.isSafe || right.isSafe
  for part in [left, right] {
    if isSafe, !part.isSafe {
      appendEscaped(part.bytes, to: &bytes)
    } else {
      bytes += part.bytes
    }
  }
  guard bytes.count <= limits.output else { throw TemplateProblem.textTooLong(limits.output) }
  return .string(Text(bytes, isSafe: isSafe))
}

private func repeated(_ text: Text, _ count: Int, _ limits: TemplateSet.Limits) throws -> Value {
  guard count > 0, !text.bytes.isEmpty else { return .string(Text([], isSafe: text.isSafe)) }
  guard count <= limits.output / text.bytes.count else {
    throw TemplateProblem.textTooLong(limits.output)
  }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.bytes.count * count)
  for _ in 0..<count { bytes += text.bytes }
  return .string(Text(bytes, isSafe: text.isSafe))
}

private func repeated(
  _ list: ValueList, _ count: Int, _ limits: TemplateSet.Limits
) throws -> Value {
  guard count > 0, !list.items.isEmpty else { return .list(ValueList([], isTuple: list.isTuple)) }
  guard count <= limits.elements / list.items.count else {
    throw TemplateProblem.listTooLong(limits.elements)
  }
  var items: [Value] = []
  items.reserveCapacity(list.items.count * count)
  for _ in 0..<count { items += list.items }
  return .list(ValueList(items, isTuple: list.isTuple))
}

/// `-value`
func negated(_ value: Value) throws -> Value {
  switch value.number {
  case .int(let number)?:
    if number == .min { throw TemplateProblem.overflow("the result of `-`") }
    return .int(-number)
  case .float(let number)?: return .float(-number)
  case nil:
    throw TemplateProblem.wrongType(what: "`-` needs a number", found: value.typeName)
  }
}

/// `+value`
func positive(_ value: Value) throws -> Value {
  switch value.number {
  case .int(let number)?: return .int(number)
  case .float(let number)?: return .float(number)
  case nil:
    throw TemplateProblem.wrongType(what: "`+` needs a number", found: value.typeName)
  }
}
