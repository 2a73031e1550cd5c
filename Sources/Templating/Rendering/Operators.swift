// Python's operators on values.
//
// Whole numbers are 64 bits: what does not fit is an error that says so, never a trap and never a
// wrong result.

extension Renderer {
  /// left, right → result
  mutating func computeArithmetic(_ flag: UInt8) throws {
    let right = stack.pop()
    let left = stack.pop()
    let op = Arithmetic(rawValue: flag) ?? .add
    if op == .modulo, case .string = left {
      return stack.push(try format(text: left, with: right))
    }
    if op == .add, right.isUndefined, set.settings.lenientUndefined, case .string(let text) = left,
      text.isSafe
    {
      // markupsafe asks what is added for its markup, and a lenient undefined has that: nothing.
      return stack.push(left)
    }
    stack.push(try arithmetic(op, try defined(left), try defined(right), set.settings.limits))
  }

  /// Whether a comparison holds.
  func compare(_ flag: UInt8, _ left: Value, _ right: Value) throws -> Bool {
    let comparison = Comparison(rawValue: flag) ?? .equal
    switch comparison {
    case .equal, .notEqual:
      return try areEqual(left, right) == (comparison == .equal)
    case .isIn, .notIn:
      return try contains(right, left) == (comparison == .isIn)
    default:
      let order = try precedes(comparison, try defined(left), try defined(right))
      return order
    }
  }

  /// `==`, which an undefined value takes part in only when it is lenient.
  func areEqual(_ left: Value, _ right: Value) throws -> Bool {
    if left.isUndefined || right.isUndefined {
      let left = try definedOrEmpty(left)
      let right = try definedOrEmpty(right)
      return left.isUndefined && right.isUndefined
    }
    switch (left, right) {
    case (.list(let left), .list(let right)):
      guard left.isTuple == right.isTuple, left.items.count == right.items.count else {
        return false
      }
      return try zip(left.items, right.items).allSatisfy { try areEqual($0, $1) }
    default: return valuesEqual(left, right)
    }
  }

  /// `element in container`
  func contains(_ container: Value, _ element: Value) throws -> Bool {
    switch container {
    case .list(let list):
      for item in list.items where try areEqual(item, element) { return true }
      return false
    case .map(let map):
      if try definedOrEmpty(element).isUndefined { return false }
      let key = element
      guard key.keyHash != nil else {
        throw TemplateProblem.badArgument("\(key.typeName) cannot be a key")
      }
      return map[key] != nil
    case .string(let text):
      guard case .string(let part) = try defined(element) else {
        throw TemplateProblem.wrongOperands(
          "in", left: element.typeName, right: container.typeName)
      }
      return find(part.bytes, in: text.bytes, from: 0) != nil
    case .undefined(let undefined):
      if set.settings.lenientUndefined || undefined.kind == .inlineElse { return false }
      throw problem(of: undefined)
    default:
      for item in try iterable(container) where try areEqual(item, element) { return true }
      return false
    }
  }

  private func precedes(_ comparison: Comparison, _ left: Value, _ right: Value) throws -> Bool {
    if case .float(let number) = left, number.isNaN { return false }
    if case .float(let number) = right, number.isNaN { return false }
    guard let order = ordering(left, right) else {
      throw TemplateProblem.wrongOperands(
        comparison.spelling, left: left.typeName, right: right.typeName)
    }
    return switch comparison {
    case .less: order < 0
    case .lessEqual: order <= 0
    case .greater: order > 0
    default: order >= 0
    }
  }

  /// `a ~ b`: the texts of all, in markup if any is and the template escapes.
  mutating func concatenate(_ count: Int, asMarkup: Bool) throws {
    let start = stack.count - count
    var isSafe = false
    if asMarkup {
      for index in start..<stack.count {
        if case .string(let text) = stack[index], text.isSafe { isSafe = true }
      }
    }
    var bytes: [UInt8] = []
    for index in start..<stack.count {
      let value = try definedOrEmpty(stack[index])
      if isSafe {
        try appendOutput(value, escapes: true, to: &bytes)
      } else {
        try appendText(value, to: &bytes)
      }
    }
    try checkLength(bytes.count)
    stack.truncate(to: start)
    stack.push(.string(Text(bytes, isSafe: isSafe)))
  }

  func checkLength(_ count: Int) throws {
    if count > set.settings.limits.output {
      throw TemplateProblem.textTooLong(set.settings.limits.output)
    }
  }

  /// The value, unless its lists and mappings are nested too deep: what goes through them, and
  /// what frees them, calls itself that often.
  @inline(__always)
  func notTooDeep(_ value: consuming Value) throws -> Value {
    switch value {
    case .list(let list):
      if Int(list.nesting) > set.settings.limits.nesting {
        throw TemplateProblem.nestedValue(set.settings.limits.nesting)
      }
    case .map:
      if value.nesting > set.settings.limits.nesting {
        throw TemplateProblem.nestedValue(set.settings.limits.nesting)
      }
    default: break
    }
    return value
  }

  mutating func makeList(_ count: Int, isTuple: Bool) throws {
    let start = stack.count - count
    var items: [Value] = []
    items.reserveCapacity(count)
    for index in start..<stack.count { items.append(stack[index]) }
    stack.truncate(to: start)
    stack.push(try notTooDeep(.list(ValueList(items, isTuple: isTuple))))
  }

  mutating func makeMap(_ count: Int) throws {
    let start = stack.count - count * 2
    var map = ValueMap(capacity: count)
    for index in 0..<count {
      let key = try defined(stack[start + index * 2])
      guard map.set(key, stack[start + index * 2 + 1]) else {
        throw TemplateProblem.badArgument("\(key.typeName) cannot be a key")
      }
    }
    stack.truncate(to: start)
    stack.push(try notTooDeep(.map(map)))
  }
}

extension Value {
  var isNumber: Bool {
    switch self {
    case .int, .float, .bool: true
    default: false
    }
  }

  /// A number with `true` and `false` as 1 and 0.
  var number: Number? {
    switch self {
    case .int(let value): .int(value)
    case .bool(let value): .int(value ? 1 : 0)
    case .float(let value): .float(value)
    default: nil
    }
  }
}

/// A whole or a floating-point number.
enum Number {
  case int(Int)
  case float(Double)

  var double: Double {
    switch self {
    case .int(let value): Double(value)
    case .float(let value): value
    }
  }
}

/// Python's `==` on values that are there.
func valuesEqual(_ left: Value, _ right: Value) -> Bool {
  switch (left, right) {
  case (.string(let left), .string(let right)): return left.bytes == right.bytes
  case (.int(let left), .int(let right)): return left == right
  case (.none, .none): return true
  case (.list(let left), .list(let right)):
    return left.isTuple == right.isTuple && left.items.count == right.items.count
      && zip(left.items, right.items).allSatisfy { valuesEqual($0, $1) }
  case (.map(let left), .map(let right)):
    return left.count == right.count
      && left.entries.allSatisfy { entry in
        right[entry.key].map { valuesEqual(entry.value, $0) } ?? false
      }
  case (.object(let left), .object(let right)):
    guard let identity = left.identity, identity == right.identity else { return left === right }
    return type(of: left) == type(of: right)
  case (.function(let left), .function(let right)):
    return left.kind == right.kind && left.index == right.index && left.boxed.isEmpty
      && right.boxed.isEmpty
  case (.undefined, .undefined): return true
  default:
    guard let left = left.number, let right = right.number else { return false }
    return compareNumbers(left, right) == 0
  }
}

/// The order of two numbers, exact also where a whole number is too large for a `Double`.
func compareNumbers(_ left: Number, _ right: Number) -> Int {
  switch (left, right) {
  case (.int(let left), .int(let right)): return left < right ? -1 : left == right ? 0 : 1
  case (.float(let left), .float(let right)): return left < right ? -1 : left == right ? 0 : 1
  case (.int(let left), .float(let right)): return compare(left, right)
  case (.float(let left), .int(let right)): return -compare(right, left)
  }
}

private func compare(_ left: Int, _ right: Double) -> Int {
  if right >= 0x1p63 { return -1 }
  if right < -0x1p63 { return 1 }
  if right.isNaN { return 1 }
  let whole = Int(right.rounded(.towardZero))
  if left != whole { return left < whole ? -1 : 1 }
  let fraction = right - right.rounded(.towardZero)
  return fraction > 0 ? -1 : fraction < 0 ? 1 : 0
}

/// The order of two values; `nil` where they have none.
func ordering(_ left: Value, _ right: Value) -> Int? {
  switch (left, right) {
  case (.string(let left), .string(let right)):
    if left.bytes == right.bytes { return 0 }
    return left.bytes.lexicographicallyPrecedes(right.bytes) ? -1 : 1
  case (.list(let left), .list(let right)):
    guard left.isTuple == right.isTuple else { return nil }
    for (first, second) in zip(left.items, right.items) where !valuesEqual(first, second) {
      return ordering(first, second)
    }
    return left.items.count - right.items.count
  default:
    guard let left = left.number, let right = right.number else { return nil }
    return compareNumbers(left, right)
  }
}

/// Where bytes occur in others.
func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
  guard !needle.isEmpty else { return start <= bytes.count ? start : nil }
  guard bytes.count >= needle.count else { return nil }
  return bytes.withUnsafeBufferPointer { bytes in
    needle.withUnsafeBufferPointer { needle in
      let first = needle[0]
      var index = start
      let last = bytes.count - needle.count
      while index <= last {
        if bytes[index] == first {
          var offset = 1
          while offset < needle.count, bytes[index + offset] == needle[offset] { offset += 1 }
          if offset == needle.count { return index }
        }
        index += 1
      }
      return nil
    }
  }
}
