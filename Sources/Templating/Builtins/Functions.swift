// The global functions, and the tables of everything that is built in.

/// The filters of a set: the engine's and the site's.
func filterTable(_ settings: TemplateSet.Settings) -> CallableTable {
  var table = CallableTable()
  addTextFilters(to: &table)
  addMarkupFilters(to: &table)
  addNumberFilters(to: &table)
  addListFilters(to: &table)
  addQueryFilters(to: &table)
  for filter in settings.filters {
    table.add(Callable(site: filter.name, filter.parameters, takesInput: true, filter.body))
  }
  return table
}

/// The tests of a set.
func testTable(_ settings: TemplateSet.Settings) -> CallableTable {
  var table = CallableTable()
  addTests(to: &table)
  for test in settings.tests {
    table.add(Callable(site: test.name, test.parameters, takesInput: true, test.body))
  }
  return table
}

/// The global functions of a set.
func functionTable(_ settings: TemplateSet.Settings) -> CallableTable {
  var table = CallableTable()
  addFunctions(to: &table)
  for function in settings.functions {
    table.add(
      Callable(site: function.name, function.parameters, takesInput: false, function.body))
  }
  return table
}

private func addFunctions(to table: inout CallableTable) {
  table.add(
    Callable("range", ["start", .optional("stop"), .optional("step")]) { renderer, operands in
      try renderer.range(operands)
    })
  table.add(
    Callable("dict", [.optional("mapping"), .named]) { renderer, operands in
      try renderer.notTooDeep(.map(renderer.mapping(operands)))
    })
  table.add(
    Callable("namespace", [.optional("mapping"), .named]) { renderer, operands in
      renderer.namespaces.append(try renderer.mapping(operands))
      return .function(FunctionValue(.namespace, renderer.namespaces.count - 1))
    })
  table.add(
    Callable("cycler", [.rest]) { renderer, operands in
      guard case .list(let list) = renderer.stack[operands.start], !list.items.isEmpty else {
        throw TemplateProblem.badCall("the function `cycler` needs at least one argument")
      }
      renderer.cyclers.append((list.items, 0))
      return .function(FunctionValue(.cycler, renderer.cyclers.count - 1))
    })
  table.add(
    Callable("joiner", [.optional("sep")]) { renderer, operands in
      let separator = renderer.stack[operands.start]
      renderer.joiners.append((separator.isAbsent ? .text(", ") : separator, false))
      return .function(FunctionValue(.joiner, renderer.joiners.count - 1))
    })
}

extension Renderer {
  /// The argument of a function; functions have no input before the first.
  private func functionArgument(_ operands: Operands, _ index: Int) -> Value? {
    let value = stack[operands.start + index]
    return value.isAbsent ? nil : value
  }

  func range(_ operands: Operands) throws -> Value {
    var numbers: [Int] = []
    for index in 0..<3 {
      guard let value = functionArgument(operands, index) else { break }
      guard case .int(let number)? = try defined(value).number else {
        throw TemplateProblem.wrongType(
          what: "`range` needs whole numbers", found: value.typeName)
      }
      numbers.append(number)
    }
    let start = numbers.count > 1 ? numbers[0] : 0
    let stop = numbers.count > 1 ? numbers[1] : numbers[0]
    let step = numbers.count > 2 ? numbers[2] : 1
    if step == 0 { throw TemplateProblem.badArgument("the step of a range cannot be 0") }
    var items: [Value] = []
    var next = start
    while step > 0 ? next < stop : next > stop {
      guard items.count < set.settings.limits.range else {
        throw TemplateProblem.rangeTooLong(set.settings.limits.range)
      }
      items.append(.int(next))
      let (sum, overflow) = next.addingReportingOverflow(step)
      if overflow { break }
      next = sum
    }
    return .list(items)
  }

  func mapping(_ operands: Operands) throws -> ValueMap {
    var map = ValueMap()
    switch try functionArgument(operands, 0).map({ try defined($0) }) {
    case nil: break
    case .map(let given)?: map = given
    case .function(let function)? where function.kind == .namespace:
      map = namespaces[Int(function.index)]
    case let other?:
      for pair in try iterable(other) {
        let parts = try iterable(pair)
        guard parts.count == 2 else {
          throw TemplateProblem.wrongCount(expected: 2, found: parts.count)
        }
        map.set(try defined(parts[0]), parts[1])
      }
    }
    if case .map(let named)? = functionArgument(operands, 1) {
      for entry in named.entries { map.set(entry.key, entry.value) }
    }
    return map
  }
}
