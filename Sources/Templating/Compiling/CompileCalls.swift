// Calls, filters and tests: binding arguments to parameters.
//
// Filters and tests are known when a template is compiled, so their arguments are put in the
// order of the parameters here, and a wrong number or an unknown name is an error here. What is
// called by a variable's name is bound while rendering; where the name can only mean one of the
// site's functions, its arguments are checked here all the same.

extension Compiler {
  // MARK: Filters and tests

  mutating func compileFilter(
    _ value: Expression, _ name: String, _ nameRange: SourceRange, _ arguments: Arguments,
    _ range: SourceRange
  ) {
    compile(value)
    guard let number = shared.filters.number(name) else {
      return report(.unknownFilter(name, known: shared.filters.names), nameRange)
    }
    let callable = shared.filters[number]
    let range = SourceRange(nameRange.range.lowerBound..<range.range.upperBound)
    checkNamed(callable, arguments)
    if arguments.list != nil || arguments.map != nil {
      let shape = compileShape(arguments)
      emit(.filterShaped, flag: escapes ? 1 : 0, a: number, b: shape, range)
    } else {
      let count = compileBound(arguments, to: callable, "the filter", nameRange)
      emit(.filter, flag: escapes ? 1 : 0, count: count + 1, a: number, range)
    }
  }

  mutating func compileTest(
    _ value: Expression, _ name: String, _ nameRange: SourceRange, _ arguments: Arguments,
    _ range: SourceRange
  ) {
    compile(value)
    guard let number = shared.tests.number(name) else {
      return report(.unknownTest(name, known: shared.tests.names), nameRange)
    }
    let range = SourceRange(nameRange.range.lowerBound..<range.range.upperBound)
    if arguments.list != nil || arguments.map != nil {
      emit(.testShaped, a: number, b: compileShape(arguments), range)
    } else {
      let count = compileBound(arguments, to: shared.tests[number], "the test", nameRange)
      emit(.test, count: count + 1, a: number, range)
    }
  }

  /// Filters that take another's name find a wrong one here when it is a constant.
  private mutating func checkNamed(_ callable: Callable, _ arguments: Arguments) {
    let index: Int
    switch callable.name {
    case "map", "select", "reject": index = 0
    case "selectattr", "rejectattr": index = 1
    default: return
    }
    guard arguments.positional.count > index else { return }
    let argument = arguments.positional[index]
    guard case .constant(.string(let text)) = argument.kind else { return }
    let name = String(decoding: text.bytes, as: UTF8.self)
    if callable.name == "map" {
      if shared.filters.number(name) == nil {
        report(.unknownFilter(name, known: shared.filters.names), argument.range)
      }
    } else if shared.tests.number(name) == nil {
      report(.unknownTest(name, known: shared.tests.names), argument.range)
    }
  }

  /// Compiles arguments in the order of the parameters.
  ///
  /// - Returns: how many values are on the stack.
  private mutating func compileBound(
    _ arguments: Arguments, to callable: Callable, _ kind: String, _ range: SourceRange
  ) -> Int {
    if let problem = callable.problem(with: arguments, kind) {
      report(problem, callable.unknownArgument(in: arguments) ?? range)
    }
    var position = 0
    for parameter in callable.parameters {
      switch parameter.kind {
      case .required, .optional:
        let named = arguments.named.first { $0.name == parameter.name }?.value
        if position < arguments.positional.count {
          compile(arguments.positional[position])
          position += 1
        } else if let named {
          compile(named)
        } else {
          emitConstant(.absent, range)
        }
      case .rest:
        let rest = arguments.positional.dropFirst(position)
        for value in rest { compile(value) }
        emit(.list, flag: 1, count: rest.count, range)
        position = arguments.positional.count
      case .named:
        let known = Set(callable.parameters.filter { $0.kind != .named }.map(\.name))
        let rest = arguments.named.filter { !known.contains($0.name) }
        for argument in rest {
          emitConstant(.text(argument.name), argument.range)
          compile(argument.value)
        }
        emit(.map, count: rest.count, range)
      }
    }
    return callable.parameters.count
  }

  // MARK: Calls

  /// Compiles a call; `caller` puts a `call` block's body on the stack behind the arguments.
  mutating func compileCall(
    _ callee: Expression, _ arguments: Arguments, _ range: SourceRange, isOutput: Bool,
    caller: ((inout Compiler) -> Void)? = nil
  ) {
    let flag: UInt8 = (isOutput ? 1 : 0) | (escapes ? 2 : 0)
    switch callee.kind {
    case .name(let name):
      checkFunction(name, arguments, callee.range, hasCaller: caller != nil)
      if case .root(let slot) = binding(of: name) {
        program.rootNames.insert(slot)
        let shape = compileShape(arguments, caller)
        let count = program.shapes[shape].count
        emit(.callRoot, flag: flag, count: count, a: slot, b: shape, range)
        return
      }
      compile(callee)
      let shape = compileShape(arguments, caller)
      emit(.callValue, flag: flag, count: program.shapes[shape].count, b: shape, range)
    case .member(let receiver, let name):
      if compileCycle(receiver, name, arguments, range) { return }
      compileMethod(receiver, name, arguments, flag, range, caller)
    default:
      compile(callee)
      let shape = compileShape(arguments, caller)
      emit(.callValue, flag: flag, count: program.shapes[shape].count, b: shape, range)
    }
  }

  private mutating func compileMethod(
    _ receiver: Expression, _ name: Int, _ arguments: Arguments, _ flag: UInt8,
    _ range: SourceRange, _ caller: ((inout Compiler) -> Void)?
  ) {
    compile(receiver)
    let shape = compileShape(arguments, caller)
    let count = program.shapes[shape].count
    let changes = changingMethods.contains(shared.names[name])
    let flag = flag | (mapMethods.contains(shared.names[name]) ? 4 : 0)
    guard changes, isVariable(receiver) else {
      emit(.callMethod, flag: flag, count: count, a: name, b: shape, range)
      return
    }
    // → result, changed receiver; the variable gets the latter.
    emit(.callChanging, flag: flag, count: count, a: name, b: shape, range)
    storeBack(receiver)
  }

  /// Compiles `loop.cycle(…)` where it is known which loop that is.
  private mutating func compileCycle(
    _ receiver: Expression, _ name: Int, _ arguments: Arguments, _ range: SourceRange
  ) -> Bool {
    guard case .name(let variable) = receiver.kind, let distance = loopDistance(variable),
      shared.names[name] == "cycle", !arguments.positional.isEmpty, arguments.named.isEmpty,
      arguments.list == nil, arguments.map == nil
    else { return false }
    for value in arguments.positional { compile(value) }
    emit(.cycle, count: arguments.positional.count, a: distance, range)
    return true
  }

  private func isVariable(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .name: true
    case .member(let owner, _): if case .name = owner.kind { true } else { false }
    default: false
    }
  }

  /// Stores the top of the stack where a variable's value came from, whatever frame that is.
  private mutating func storeBack(_ expression: Expression) {
    let range = expression.range
    switch expression.kind {
    case .name(let name):
      switch binding(of: name) {
      case .local(let slot): emit(.storeLocal, a: slot, range)
      case .outer(let levels, let slot): emit(.storeOuter, count: levels, a: slot, range)
      case .root(let slot): emit(.storeRoot, flag: 0, a: slot, range)
      }
    case .member(let owner, let member):
      compile(owner)
      emit(.storeMember, flag: 3, b: member, range)
    default: emit(.drop, range)
    }
  }

  private mutating func compileShape(
    _ arguments: Arguments, _ caller: ((inout Compiler) -> Void)? = nil
  ) -> Int {
    for argument in arguments.positional { compile(argument) }
    for argument in arguments.named { compile(argument.value) }
    if let list = arguments.list { compile(list) }
    if let map = arguments.map { compile(map) }
    caller?(&self)
    let shape = CallShape(
      positional: arguments.positional.count, named: arguments.named.map(\.name),
      numbers: arguments.named.map { shared.names.number($0.name) },
      hasList: arguments.list != nil, hasMap: arguments.map != nil, hasCaller: caller != nil)
    if let known = program.shapes.firstIndex(of: shape) { return known }
    program.shapes.append(shape)
    return program.shapes.count - 1
  }

  /// Reports a call that no variable can make right.
  private mutating func checkFunction(
    _ name: Int, _ arguments: Arguments, _ range: SourceRange, hasCaller: Bool
  ) {
    guard localBinding(of: name) == nil, !shared.assignedNames.contains(name) else { return }
    let text = shared.names[name]
    guard let number = shared.functions.number(text) else {
      let isSpecial = ["loop", "caller", "super", "self", "varargs", "kwargs"].contains(text)
      if !isSpecial { report(.unknownFunction(text, known: shared.functions.names), range) }
      return
    }
    guard arguments.list == nil, arguments.map == nil, !hasCaller else { return }
    if let problem = shared.functions[number].problem(with: arguments, "the function") {
      report(problem, shared.functions[number].unknownArgument(in: arguments) ?? range)
    }
  }
}

extension Callable {
  /// Where an argument is named that is no parameter's.
  fileprivate func unknownArgument(in arguments: Arguments) -> SourceRange? {
    guard arity.most.map({ arguments.positional.count <= $0 }) ?? true else { return nil }
    return arguments.named.first { argument in
      parameters.allSatisfy { $0.name != argument.name && $0.kind != .named }
    }?.range
  }

  /// What is wrong with arguments, if anything is.
  func problem(with arguments: Arguments, _ kind: String) -> TemplateProblem? {
    guard arguments.list == nil, arguments.map == nil else { return nil }
    return problem(
      positional: arguments.positional.count, named: arguments.named.map(\.name), kind)
  }

  /// What is wrong with that many positional arguments and those named ones.
  func problem(positional: Int, named: [String], _ kind: String) -> TemplateProblem? {
    let (_, most) = arity
    if let most, positional > most {
      let takes =
        most == 0 ? "no argument" : most == 1 ? "at most one argument" : "at most \(most) arguments"
      return .badCall("\(kind) `\(name)` takes \(takes), found \(positional)")
    }
    let plain = parameters.filter { $0.kind == .required || $0.kind == .optional }
    let takesAll = parameters.contains { $0.kind == .named }
    for argument in named {
      guard let index = plain.firstIndex(where: { $0.name == argument }) else {
        if takesAll { continue }
        return .unknownArgument(argument, of: "\(kind) `\(name)`", known: plain.map(\.name))
      }
      if index < positional { return .badCall("`\(argument)` is given twice") }
    }
    for (index, parameter) in plain.enumerated()
    where parameter.kind == .required && index >= positional && !named.contains(parameter.name) {
      return .badCall("\(kind) `\(name)` needs the argument `\(parameter.name)`")
    }
    return nil
  }
}

/// The methods of Python's lists and dicts that change them.
let changingMethods: Set<String> = [
  "append", "extend", "insert", "pop", "remove", "clear", "update", "setdefault", "sort",
  "reverse", "popitem",
]
