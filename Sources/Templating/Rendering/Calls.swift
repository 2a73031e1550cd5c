// Calling what templates call: functions, macros, loops, blocks, methods.

extension Renderer {
  /// Calls a value with the arguments on the stack, and takes them away.
  ///
  /// - Returns: whether the result was written to the page already, so that the instruction that
  ///   would write it is to be skipped. If not, the result is on the stack.
  mutating func call(
    _ callee: Value, _ instruction: Instruction, _ frame: Frame, _ address: Int
  ) throws -> Bool {
    let shape = Int(instruction.b)
    let start = stack.count - Int(instruction.count)
    guard case .function(let function) = callee else {
      if case .undefined(let undefined) = callee { throw problem(of: undefined) }
      throw TemplateProblem.notCallable(callee.typeName)
    }
    escapes = instruction.flag & 2 != 0
    running = (frame.program, address)
    switch function.kind {
    case .global:
      let callable = set.functions[Int(function.index)]
      try callShaped(callable, "the function", frame, shape)
    case .custom:
      guard let custom = function.boxed.first else { return false }
      let callable = Callable(site: custom.name, custom.parameters, takesInput: false, custom.body)
      try callShaped(callable, "the function", frame, shape)
    case .macro:
      return try callMacro(function, instruction, frame, address)
    case .loop:
      let arguments = try positional(frame, shape, "a loop", most: 1)
      guard let sequence = arguments.first else {
        throw TemplateProblem.badCall("`loop` needs the elements to go through")
      }
      try callLoopAgain(Int(function.index), sequence)
    case .block:
      _ = try positional(frame, shape, "a block", most: 0)
      let isDirect = instruction.flag & 1 != 0
      if !isDirect { captures.append(page.count) }
      try runBlockEntry(Int(function.index), Int(function.depth), frame, address)
      if isDirect { return true }
      endCapture(asMarkup: escapes)
    case .cycler, .joiner:
      _ = try positional(frame, shape, function.typeName, most: 0)
      stack.push(function.kind == .joiner ? joined(function) : cycled(function, moves: true))
    case .module, .namespace, .blocks, .method:
      throw TemplateProblem.notCallable(callee.typeName)
    }
    let result = stack.pop()
    stack.truncate(to: start)
    stack.push(result)
    return false
  }

  /// The positional arguments of a call that takes no others.
  mutating func positional(
    _ frame: Frame, _ shape: Int, _ what: String, most: Int?
  ) throws -> [Value] {
    let written = try arguments(frame, shape)
    if let name = written.named.first?.name {
      throw TemplateProblem.badCall("\(what) has no parameter `\(name)`")
    }
    if let most, written.positional.count > most {
      throw TemplateProblem.badCall(
        "\(what) takes at most \(most) arguments, found \(written.positional.count)")
    }
    return written.positional
  }

  /// A call's arguments, with `*list` and `**mapping` spread out, taken from the stack.
  mutating func arguments(
    _ frame: Frame, _ shape: Int
  ) throws -> (positional: [Value], named: [(name: String, value: Value)], caller: Value?) {
    let shape = set.programs[frame.program].shapes[shape]
    let start = stack.count - shape.count
    var positional: [Value] = []
    positional.reserveCapacity(shape.positional)
    for index in 0..<shape.positional { positional.append(stack[start + index]) }
    var named: [(name: String, value: Value)] = []
    var next = start + shape.positional
    for name in shape.named {
      named.append((name, stack[next]))
      next += 1
    }
    if shape.hasList {
      positional += try iterable(stack[next])
      next += 1
    }
    if shape.hasMap {
      try spread(stack[next], into: &named)
      next += 1
    }
    let caller = shape.hasCaller ? stack[next] : nil
    stack.truncate(to: start)
    return (positional, named, caller)
  }

  private func spread(_ value: Value, into named: inout [(name: String, value: Value)]) throws {
    guard case .map(let map) = try defined(value) else {
      throw TemplateProblem.wrongType(what: "`**` needs a mapping", found: value.typeName)
    }
    for entry in map.entries {
      guard case .string(let text) = entry.key else {
        throw TemplateProblem.badCall("the keys of a `**` mapping are texts")
      }
      let name = String(decoding: text.bytes, as: UTF8.self)
      if named.contains(where: { $0.name == name }) {
        throw TemplateProblem.badCall("the argument `\(name)` is given twice")
      }
      named.append((name, entry.value))
    }
  }

  /// Calls a filter, test or function whose arguments lie on the stack as they were written.
  mutating func callShaped(
    _ callable: Callable, _ kind: String, _ frame: Frame, _ shape: Int
  ) throws {
    let written = memory.shape(shape, of: frame.program)
    let takesInput = kind != "the function"
    let start = stack.count - written.count - (takesInput ? 1 : 0)
    let plainCount = callable.parameters.count
    if written.isPlain, written.positional <= plainCount,
      callable.parameters.allSatisfy({ $0.kind == .required || $0.kind == .optional }),
      callable.arity.least <= written.positional
    {
      stack.addAbsent(plainCount - written.positional)
    } else {
      try bind(callable, kind, frame, shape)
    }
    let result = try callable.body(&self, Operands(start: start, count: stack.count - start))
    stack.truncate(to: start)
    if case .list = result { stack.push(try notTooDeep(result)) } else { stack.push(result) }
  }

  /// Puts arguments in the order of the parameters.
  private mutating func bind(
    _ callable: Callable, _ kind: String, _ frame: Frame, _ shape: Int
  ) throws {
    var (positional, named, caller) = try arguments(frame, shape)
    if let caller { named.append(("caller", caller)) }
    try bind(callable, kind, positional, named)
  }

  /// Pushes arguments in the order of the parameters.
  mutating func bind(
    _ callable: Callable, _ kind: String, _ positional: [Value],
    _ given: [(name: String, value: Value)]
  ) throws {
    var named = given
    let problem = callable.problem(
      positional: positional.count, named: named.map(\.name), kind)
    if let problem { throw problem }
    var position = 0
    for parameter in callable.parameters {
      switch parameter.kind {
      case .required, .optional:
        if position < positional.count {
          stack.push(positional[position])
          position += 1
        } else if let index = named.firstIndex(where: { $0.name == parameter.name }) {
          stack.push(named.remove(at: index).value)
        } else {
          stack.push(.absent)
        }
      case .rest:
        stack.push(.tuple(Array(positional[min(position, positional.count)...])))
        position = positional.count
      case .named: stack.push(.map(named))
      }
    }
  }

  /// Calls what the site brought along.
  mutating func callSite(
    _ name: String, _ parameters: [Parameter], _ takesInput: Bool, _ operands: Operands,
    _ body: (inout Call) throws -> Value
  ) throws -> Value {
    var rest: [Value] = []
    var named: [(name: String, value: Value)] = []
    var values: [Value?] = []
    let first = operands.start + (takesInput ? 1 : 0)
    for (index, parameter) in parameters.enumerated() {
      let value = stack[first + index]
      switch (parameter.kind, value) {
      case (.rest, .list(let list)): rest = list.items
      case (.named, .map(let map)):
        for entry in map.entries {
          named.append((String(decoding: try text(of: entry.key), as: UTF8.self), entry.value))
        }
      default: values.append(value.isAbsent ? nil : value)
      }
    }
    var call = Call(
      name: name, input: takesInput ? stack[operands.start] : .missing, arguments: values,
      rest: rest, named: named, userInfo: userInfo, subject: subject, escapes: escapes,
      parameters: parameters, site: currentSite())
    defer { warnings += call.warnings }
    return try body(&call)
  }

  // MARK: Macros

  /// Makes a macro that belongs to the running frame.
  mutating func makeMacro(_ routine: Int, _ frame: Frame) -> Value {
    macros.append(
      MacroRecord(
        program: frame.program, routine: routine, context: frame.context,
        activation: frame.activation, activationSerial: activations[frame.activation].serial))
    return .function(FunctionValue(.macro, macros.count - 1))
  }

  private mutating func callMacro(
    _ function: FunctionValue, _ instruction: Instruction, _ frame: Frame, _ address: Int
  ) throws -> Bool {
    try countStep()
    let macro = macros[Int(function.index)]
    let routine = memory.routine(macro.routine, of: macro.program)
    let start = stack.count - Int(instruction.count)
    let base = try placeArguments(routine, frame, Int(instruction.b))
    let isDirect = instruction.flag & 1 != 0
    if !isDirect { captures.append(page.count) }
    trace.append(
      TraceEntry(
        kind: routine.kind == .call ? .caller : .macro, program: frame.program, address: address,
        name: routine.name))
    let isAlive =
      macro.activation < activations.count
      && activations[macro.activation].serial == macro.activationSerial
    try runPrepared(
      macro.routine, of: macro.program, in: macro.context,
      outer: isAlive ? macro.activation : -1, base: base)
    stack.truncate(to: start)
    trace.removeLast()
    if isDirect { return true }
    // As in Jinja2, whether the result is markup depends on who calls.
    endCapture(asMarkup: instruction.flag & 2 != 0)
    return false
  }

  /// Makes a routine's slots of the arguments on the stack: in their place, or above them.
  ///
  /// - Returns: the index of the first.
  private mutating func placeArguments(
    _ routine: FlatRoutine, _ frame: Frame, _ shape: Int
  ) throws -> Int {
    let written = memory.shape(shape, of: frame.program)
    var base = stack.count - written.count
    let takesNoMore = routine.restSlot < 0 && routine.namedSlot < 0
    if written.isPlain, takesNoMore, written.positional <= routine.parameterCount,
      routine.callerSlot < 0
    {
      stack.addAbsent(routine.slotCount - written.positional)
    } else if takesNoMore, fits(written, routine) {
      place(written, from: base, routine)
      base += written.count
    } else {
      let given = try arguments(frame, shape)
      stack.addAbsent(routine.slotCount)
      try place(given.positional, given.named, given.caller, routine, base)
    }
    for index in 0..<routine.parameterCount where stack[base + index].isAbsent {
      let parameter = memory.parameter(index, of: routine)
      if !parameter.hasDefault {
        stack[base + index] = .undefined(Undefined(.parameter, name: parameter.name))
      }
    }
    return base
  }

  /// Whether each argument has its own parameter, so that nothing is left and nothing is wrong.
  private func fits(_ written: FlatShape, _ routine: FlatRoutine) -> Bool {
    guard !written.isSpread, written.positional <= routine.parameterCount,
      !written.hasCaller || routine.callerSlot >= routine.parameterCount
    else { return false }
    return (0..<written.namedCount).allSatisfy { index in
      parameter(memory.argumentNames[written.named + index], of: routine) >= written.positional
    }
  }

  /// The index of the parameter of that name, or −1.
  private func parameter(_ name: Int, of routine: FlatRoutine) -> Int {
    for index in 0..<routine.parameterCount
    where memory.parameter(index, of: routine).name == name {
      return index
    }
    return -1
  }

  /// Copies arguments that fit into new slots.
  private mutating func place(_ written: FlatShape, from start: Int, _ routine: FlatRoutine) {
    let base = stack.count
    stack.addAbsent(routine.slotCount)
    for index in 0..<written.positional { stack[base + index] = stack[start + index] }
    for index in 0..<written.namedCount {
      let slot = parameter(memory.argumentNames[written.named + index], of: routine)
      stack[base + slot] = stack[start + written.positional + index]
    }
    if written.hasCaller {
      stack[base + routine.callerSlot] = stack[start + written.count - 1]
    } else if routine.callerSlot >= routine.parameterCount {
      stack[base + routine.callerSlot] = .undefined(
        Undefined(.variable, name: set.names.known("caller") ?? 0))
    }
  }

  private mutating func place(
    _ positional: [Value], _ named: [(name: String, value: Value)], _ caller: Value?,
    _ routine: FlatRoutine, _ base: Int
  ) throws {
    let name = routine.name >= 0 ? set.names[routine.name] : "caller"
    for (index, value) in positional.prefix(routine.parameterCount).enumerated() {
      stack[base + index] = value
    }
    let rest = Array(positional.dropFirst(routine.parameterCount))
    if routine.restSlot >= 0 {
      stack[base + routine.restSlot] = try notTooDeep(.tuple(rest))
    } else if !rest.isEmpty {
      throw TemplateProblem.badCall(
        "the macro `\(name)` takes at most \(routine.parameterCount) arguments, "
          + "found \(positional.count)")
    }
    var others = ValueMap()
    for (argument, value) in named {
      let index = (0..<routine.parameterCount).first { index in
        set.names[memory.parameter(index, of: routine).name] == argument
      }
      let isGiven = index.map { $0 < positional.count } ?? false
      if let index, !isGiven {
        stack[base + index] = value
      } else if isGiven, routine.namedSlot < 0 {
        throw TemplateProblem.badCall("the argument `\(argument)` is given twice")
      } else if argument == "caller", routine.callerSlot >= 0 {
        stack[base + routine.callerSlot] = value
      } else if routine.namedSlot >= 0 {
        others.set(.text(argument), value)
      } else {
        throw TemplateProblem.badCall("the macro `\(name)` has no parameter `\(argument)`")
      }
    }
    if routine.namedSlot >= 0 { stack[base + routine.namedSlot] = try notTooDeep(.map(others)) }
    try place(caller, routine, base, name)
  }

  private mutating func place(
    _ caller: Value?, _ routine: FlatRoutine, _ base: Int, _ name: String
  ) throws {
    guard let caller else {
      let slot = routine.callerSlot
      if slot >= routine.parameterCount, stack[base + slot].isAbsent {
        stack[base + slot] = .undefined(Undefined(.variable, name: set.names.known("caller") ?? 0))
      }
      return
    }
    guard routine.callerSlot >= 0 else {
      throw TemplateProblem.badCall("the macro `\(name)` never uses `caller`")
    }
    stack[base + routine.callerSlot] = caller
  }
}
