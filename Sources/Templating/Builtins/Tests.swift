// Tests: what may follow `is`.

/// Adds Jinja2's tests and three more.
func addTests(to table: inout CallableTable) {
  addKindTests(to: &table)
  addComparisonTests(to: &table)
  addTextTests(to: &table)
  addEngineTests(to: &table)
}

private func addKindTests(to table: inout CallableTable) {
  table.addTest("defined") { !$0.isUndefined }
  table.addTest("undefined") { $0.isUndefined }
  table.addTest("none") { $0.isNone }
  table.addTest("boolean") { if case .bool = $0 { true } else { false } }
  table.addTest("true") { if case .bool(true) = $0 { true } else { false } }
  table.addTest("false") { if case .bool(false) = $0 { true } else { false } }
  table.addTest("integer") { if case .int = $0 { true } else { false } }
  table.addTest("float") { if case .float = $0 { true } else { false } }
  table.addTest("number") { $0.isNumber }
  table.addTest("string") { if case .string = $0 { true } else { false } }
  table.addTest("mapping") { if case .map = $0 { true } else { false } }
  table.addTest("callable") { value in
    // An undefined value can be called in Python: the call is what fails.
    guard case .function(let function) = value else { return value.isUndefined }
    return ![.module, .namespace, .cycler, .blocks].contains(function.kind)
  }
  table.add(
    Callable("sequence") { renderer, operands in
      switch renderer.input(operands) {
      case .string, .list, .map: .bool(true)
      case .object(let object): .bool(object.elements != nil)
      case .undefined(let undefined):
        .bool(renderer.set.settings.lenientUndefined || undefined.kind == .inlineElse)
      default: .bool(false)
      }
    })
  table.add(
    Callable("iterable") { renderer, operands in
      switch renderer.input(operands) {
      case .string, .list, .map: .bool(true)
      case .object(let object): .bool(object.elements != nil)
      case .undefined(let undefined):
        if renderer.set.settings.lenientUndefined || undefined.kind == .inlineElse {
          .bool(true)
        } else {
          throw renderer.problem(of: undefined)
        }
      case .function(let function): .bool(function.kind == .loop)
      default: .bool(false)
      }
    })
}

private func addComparisonTests(to table: inout CallableTable) {
  let comparisons: [([String], Comparison)] = [
    (["eq", "equalto", "=="], .equal), (["ne", "!="], .notEqual),
    (["lt", "lessthan", "<"], .less), (["le", "<="], .lessEqual),
    (["gt", "greaterthan", ">"], .greater), (["ge", ">="], .greaterEqual), (["in"], .isIn),
  ]
  for (names, comparison) in comparisons {
    for name in names {
      table.add(
        Callable(name, ["other"]) { renderer, operands in
          let other = renderer.argument(operands, 0) ?? .none
          return .bool(
            try renderer.compare(comparison.rawValue, renderer.input(operands), other))
        })
    }
  }
  table.add(
    Callable("sameas", ["other"]) { renderer, operands in
      .bool(isSame(renderer.input(operands), renderer.argument(operands, 0) ?? .none))
    })
  for (name, rest) in [("odd", 1), ("even", 0)] {
    table.add(
      Callable(name) { renderer, operands in
        let value = try renderer.definedInput(operands)
        return .bool(
          valuesEqual(try renderer.remainder(value, .int(2)), .int(rest)))
      })
  }
  table.add(
    Callable("divisibleby", ["num"]) { renderer, operands in
      let value = try renderer.definedInput(operands)
      let divisor = renderer.argument(operands, 0) ?? .none
      return .bool(valuesEqual(try renderer.remainder(value, divisor), .int(0)))
    })
}

extension Renderer {
  func nameInput(_ operands: Operands) throws -> [UInt8] {
    let value = try definedOrEmpty(input(operands))
    switch value {
    case .string(let text): return text.bytes
    case .list, .map:
      // Python looks the name up in a mapping, and not all of these can be keys.
      guard try canBeKey(value) else {
        throw TemplateProblem.wrongType(what: "a name is a text", found: value.typeName)
      }
      return []
    default: return []
    }
  }

  private func canBeKey(_ value: Value) throws -> Bool {
    switch try definedOrEmpty(value) {
    case .map: false
    case .list(let list): try list.isTuple && list.items.allSatisfy { try canBeKey($0) }
    default: true
    }
  }

  func remainder(_ value: Value, _ divisor: Value) throws -> Value {
    if case .string = value { return try format(text: value, with: divisor) }
    return try arithmetic(.modulo, value, defined(divisor))
  }
}

private func isSame(_ left: Value, _ right: Value) -> Bool {
  switch (left, right) {
  case (.bool(let left), .bool(let right)): left == right
  case (.none, .none): true
  case (.bool, _), (_, .bool), (.undefined, _): false
  case (.int, .float), (.float, .int): false
  default: valuesEqual(left, right)
  }
}

private func addTextTests(to table: inout CallableTable) {
  table.add(
    Callable("lower") { renderer, operands in
      .bool(hasCase(try renderer.textInput(operands).bytes, isUpper: false))
    })
  table.add(
    Callable("upper") { renderer, operands in
      .bool(hasCase(try renderer.textInput(operands).bytes, isUpper: true))
    })
  table.add(
    Callable("starting_with", ["pat"]) { renderer, operands in
      let pattern = try renderer.softText(renderer.argument(operands, 0) ?? .none).bytes
      return .bool(try renderer.textInput(operands).bytes.starts(with: pattern))
    })
  table.add(
    Callable("ending_with", ["pat"]) { renderer, operands in
      let pattern = try renderer.softText(renderer.argument(operands, 0) ?? .none).bytes
      return .bool(
        try renderer.textInput(operands).bytes.reversed().starts(with: pattern.reversed()))
    })
  table.add(
    Callable("containing", ["pat"]) { renderer, operands in
      let pattern = renderer.argument(operands, 0) ?? .none
      return .bool(try renderer.contains(renderer.input(operands), pattern))
    })
}

/// Python's `islower` and `isupper`: some letter has that case and none the other.
func hasCase(_ bytes: [UInt8], isUpper: Bool) -> Bool {
  var found = false
  for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
    let properties = scalar.properties
    if properties.generalCategory == .titlecaseLetter { return false }
    if isUpper ? properties.isLowercase : properties.isUppercase { return false }
    if isUpper ? properties.isUppercase : properties.isLowercase { found = true }
  }
  return found
}

private func addEngineTests(to table: inout CallableTable) {
  table.add(
    Callable("escaped") { renderer, operands in
      switch renderer.input(operands) {
      case .string(let text): .bool(text.isSafe)
      case .undefined(let undefined):
        .bool(renderer.set.settings.lenientUndefined && undefined.kind != .inlineElse)
      default: .bool(false)
      }
    })
  table.add(
    Callable("filter") { renderer, operands in
      let name = try renderer.nameInput(operands)
      return .bool(renderer.set.filters.number(String(decoding: name, as: UTF8.self)) != nil)
    })
  table.add(
    Callable("test") { renderer, operands in
      let name = try renderer.nameInput(operands)
      return .bool(renderer.set.tests.number(String(decoding: name, as: UTF8.self)) != nil)
    })
}

extension CallableTable {
  mutating func addTest(_ name: String, _ test: @escaping @Sendable (Value) -> Bool) {
    add(Callable(name) { renderer, operands in .bool(test(renderer.input(operands))) })
  }
}
