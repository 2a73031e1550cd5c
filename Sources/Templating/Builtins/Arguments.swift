// How the engine's own filters, tests and functions read their arguments.

extension Renderer {
  /// What is filtered or tested.
  func input(_ operands: Operands) -> Value { stack[operands.start] }

  /// What is filtered, which must be there.
  func definedInput(_ operands: Operands) throws -> Value {
    try defined(stack[operands.start])
  }

  /// An argument of a filter or test, or `nil` if it was not given.
  func argument(_ operands: Operands, _ index: Int) -> Value? {
    let slot = operands.start + 1 + index
    guard index + 1 < operands.count, !stack[slot].isAbsent else { return nil }
    return stack[slot]
  }

  /// What is filtered as a text: anything else as it prints.
  func textInput(_ operands: Operands) throws -> Text {
    try softText(stack[operands.start])
  }

  /// A value as a text, markup if it is one.
  func softText(_ value: Value) throws -> Text {
    if case .string(let text) = value { return text }
    return Text(try text(of: try definedOrEmpty(value)))
  }

  /// The elements of what is filtered.
  func elements(_ operands: Operands) throws -> [Value] {
    try iterable(stack[operands.start])
  }

  /// An argument that is a whole number.
  func whole(_ operands: Operands, _ index: Int, _ name: String) throws -> Int? {
    guard let value = argument(operands, index) else { return nil }
    switch try defined(value) {
    case .int(let number): return number
    case .bool(let flag): return flag ? 1 : 0
    case let other:
      throw TemplateProblem.wrongType(
        what: "`\(name)` is a whole number", found: other.typeName)
    }
  }

  /// An argument that is true or false.
  func flag(_ operands: Operands, _ index: Int) -> Bool {
    argument(operands, index)?.isTruthy ?? false
  }

  /// An argument that is a text; `nil` if it was not given or is `none`.
  func optionalText(_ operands: Operands, _ index: Int) throws -> Text? {
    guard let value = argument(operands, index), !value.isNone else { return nil }
    return try softText(value)
  }

  /// The argument of a `rest` parameter.
  func rest(_ operands: Operands, _ index: Int) -> [Value] {
    if case .list(let list)? = argument(operands, index) { return list.items }
    return []
  }

  /// The argument of a `named` parameter.
  func named(_ operands: Operands, _ index: Int) -> ValueMap {
    if case .map(let map)? = argument(operands, index) { return map }
    return ValueMap()
  }

  // MARK: Paths such as `author.name`

  /// A path of names and indexes.
  func path(_ value: Value?) throws -> [Value] {
    switch value {
    case nil, .some(.none): return []
    case .string(let text)?: return pathParts(text.bytes)
    case let other?: return [try defined(other)]
    }
  }

  func pathParts(_ path: [UInt8]) -> [Value] {
    path.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { part in
      let isNumber = !part.isEmpty && part.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
      if isNumber, let index = Int(String(decoding: part, as: UTF8.self)) { return .int(index) }
      return .bytes(Array(part))
    }
  }

  /// What a path leads to; `standard` replaces what is not there on the way.
  mutating func follow(_ path: [Value], from value: Value, standard: Value? = nil) throws -> Value {
    var value = value
    for part in path {
      value = try item(of: value, part)
      if value.isUndefined, let standard { value = standard }
    }
    return value
  }

  // MARK: Order

  /// The order of two values, which must have one.
  func order(_ left: Value, _ right: Value) throws -> Int {
    if let order = ordering(try defined(left), try defined(right)) { return order }
    throw TemplateProblem.wrongOperands("<", left: left.typeName, right: right.typeName)
  }

  /// Texts in lower case, everything else as it is: how filters compare unless told otherwise.
  func folded(_ value: Value, caseSensitive: Bool) -> Value {
    guard !caseSensitive, case .string(let text) = value else { return value }
    return .bytes(lowercased(text.bytes))
  }

  /// Sorts by keys; what is equal keeps its order, also when it is reversed.
  ///
  /// - Parameter byLists: whether keys are compared as Python compares lists, where a lenient
  ///   undefined is equal to another, and not one by one, where it has no order.
  func sorted(
    _ items: [Value], by keys: [[Value]], reverse: Bool, byLists: Bool = false
  ) throws -> [Value] {
    let allowsUndefined = byLists && set.settings.lenientUndefined
    let indexes = try items.indices.sorted { left, right in
      for (first, second) in zip(keys[left], keys[right]) {
        if allowsUndefined, first.isUndefined, second.isUndefined { continue }
        if first.isUndefined || second.isUndefined || !valuesEqual(first, second) {
          let order = try order(first, second)
          if order != 0 { return reverse ? order > 0 : order < 0 }
        }
      }
      return left < right
    }
    return indexes.map { items[$0] }
  }

  // MARK: Filters and tests by name

  /// Applies the filter of that name.
  mutating func apply(
    filter name: String, to value: Value, _ positional: [Value], _ named: ValueMap
  ) throws -> Value {
    guard let number = set.filters.number(name) else {
      throw TemplateProblem.unknownFilter(name, known: set.filters.names)
    }
    return try apply(set.filters[number], "the filter", to: value, positional, named)
  }

  /// Whether a value passes the test of that name.
  mutating func passes(
    test name: String, _ value: Value, _ positional: [Value], _ named: ValueMap
  ) throws -> Bool {
    guard let number = set.tests.number(name) else {
      throw TemplateProblem.unknownTest(name, known: set.tests.names)
    }
    return try apply(set.tests[number], "the test", to: value, positional, named).isTruthy
  }

  private mutating func apply(
    _ callable: Callable, _ kind: String, to value: Value, _ positional: [Value],
    _ named: ValueMap
  ) throws -> Value {
    try countStep()
    let start = stack.count
    stack.push(value)
    let pairs = named.entries.map { entry in
      var name: [UInt8] = []
      appendRepresentation(entry.key, to: &name)
      if case .string(let text) = entry.key { name = text.bytes }
      return (name: String(decoding: name, as: UTF8.self), value: entry.value)
    }
    try bind(callable, kind, positional, pairs)
    let result = try callable.body(&self, Operands(start: start, count: stack.count - start))
    stack.truncate(to: start)
    return result
  }
}
