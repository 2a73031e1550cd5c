// Blocks, inheritance, includes and imports while rendering.

extension Renderer {
  // MARK: Blocks

  /// Runs the most derived form of a block.
  mutating func runBlock(_ instruction: Instruction, _ frame: Frame, _ address: Int) throws {
    let name = Int(instruction.a)
    let chain = contexts[frame.context].blocks.chains[name] ?? []
    if instruction.flag & 2 != 0, chain.count <= 1 {
      throw TemplateProblem.requiredBlock(set.names[name])
    }
    guard let entry = chain.first else { return }
    trace.append(
      TraceEntry(kind: .block, program: frame.program, address: address, name: name))
    if instruction.flag & 1 != 0 {
      try inDerivedContext(of: frame, seeing: Int(instruction.b)) { renderer, context in
        try renderer.runRoutine(entry.routine, of: entry.program, in: context, outer: -1)
      }
    } else {
      try runRoutine(entry.routine, of: entry.program, in: frame.context, outer: -1)
    }
    trace.removeLast()
  }

  /// Runs a block for `super()` or `self.name()`.
  mutating func runBlockEntry(
    _ name: Int, _ depth: Int, _ frame: Frame, _ address: Int
  ) throws {
    let chain = contexts[frame.context].blocks.chains[name] ?? []
    guard depth < chain.count else { throw TemplateProblem.noParentBlock(set.names[name]) }
    trace.append(
      TraceEntry(kind: .block, program: frame.program, address: address, name: name))
    try runRoutine(
      chain[depth].routine, of: chain[depth].program, in: frame.context, outer: -1)
    trace.removeLast()
  }

  /// What `super` means in the running block.
  func parentBlock(_ name: Int, _ frame: Frame) -> Value {
    let chain = contexts[frame.context].blocks.chains[name] ?? []
    let position = chain.firstIndex { $0.program == frame.program } ?? 0
    return .function(FunctionValue(.block, name, depth: position + 1))
  }

  // MARK: Inheritance

  /// Remembers the parent of the running template, and adds its blocks.
  mutating func extend(_ template: Int, _ frame: Frame) throws {
    if parent >= 0 { throw TemplateProblem.extendsTwice }
    var index = template
    if index < 0 {
      guard let found = try findTemplate(stack.pop()) else { return }
      index = found
    }
    parent = index
    if !contexts[frame.context].isComplete {
      contexts[frame.context].blocks.add(set.programs[index], index)
    }
  }

  /// The template that a value names, or the first there is of several.
  private func findTemplate(_ value: Value) throws -> Int? {
    var names: [Value] = [try defined(value)]
    if case .list(let list) = value { names = list.items }
    var tried: [String] = []
    for name in names {
      guard case .string(let text) = try defined(name) else {
        throw TemplateProblem.wrongType(
          what: "a template's name is a text", found: name.typeName)
      }
      let name = String(decoding: text.bytes, as: UTF8.self)
      if let index = set.templates[name] { return index }
      tried.append(name)
    }
    throw TemplateProblem.missingTemplate(tried, known: set.programs.map(\.name))
  }

  // MARK: include

  mutating func include(_ instruction: Instruction, _ frame: Frame, _ address: Int) throws {
    guard let index = try templateIndex(instruction) else { return }
    trace.append(
      TraceEntry(kind: .include, program: frame.program, address: address, name: index))
    if instruction.flag & IncludeFlag.withContext == 0 {
      let context = makeContext(for: index)
      try runTemplate(index, in: context)
      release(context)
    } else {
      try inContext(for: index, of: frame, seeing: Int(instruction.b)) { renderer, context in
        try renderer.runTemplate(index, in: context)
      }
    }
    trace.removeLast()
  }

  private mutating func templateIndex(_ instruction: Instruction) throws -> Int? {
    if instruction.a >= 0 { return Int(instruction.a) }
    let name = stack.pop()
    guard instruction.flag & IncludeFlag.ignoresMissing != 0 else {
      return try findTemplate(name)
    }
    do {
      return try findTemplate(name)
    } catch TemplateProblem.missingTemplate {
      return nil
    }
  }

  /// Runs something in a new context that begins with the variables of the running one.
  private mutating func inContext(
    for template: Int, of frame: Frame, seeing visible: Int,
    _ body: (inout Renderer, Int) throws -> Void
  ) throws {
    let context = makeContext(for: template)
    copyVariables(of: frame, seeing: visible, to: context)
    try body(&self, context)
    release(context)
  }

  /// The same for a scoped block, which keeps the blocks of the running context.
  private mutating func inDerivedContext(
    of frame: Frame, seeing visible: Int, _ body: (inout Renderer, Int) throws -> Void
  ) throws {
    let context = makeContext(for: contexts[frame.context].template)
    contexts[context].blocks = contexts[frame.context].blocks
    copyVariables(of: frame, seeing: visible, to: context)
    try body(&self, context)
    release(context)
  }

  private mutating func copyVariables(of frame: Frame, seeing visible: Int, to context: Int) {
    let from = contexts[frame.context].base
    let to = contexts[context].base
    for slot in 0..<set.rootNames.count { store[to + slot] = store[from + slot] }
    for name in set.programs[frame.program].visibles[visible] {
      let value = outerValue(frame, Int(name.levels), Int(name.slot))
      // What was never set inside is what it is outside.
      if case .undefined(let undefined) = value,
        undefined.kind == .absent || undefined.kind == .variable
      {
        continue
      }
      store[to + name.name] = value
    }
  }

  /// Gives a context back, if it is the last and nothing can have kept it.
  private mutating func release(_ context: Int) {
    guard context == contexts.count - 1,
      macros.last.map({ $0.context < context }) ?? true
    else { return }
    store.truncate(to: contexts[context].base)
    contexts.drop()
  }

  // MARK: import

  mutating func importTemplate(
    _ instruction: Instruction, _ frame: Frame, _ address: Int
  ) throws {
    guard let index = try templateIndex(instruction) else { return }
    let withContext = instruction.flag & IncludeFlag.withContext != 0
    if !withContext, let known = modules[index] {
      return stack.push(.function(FunctionValue(.module, known)))
    }
    let context = makeContext(for: index)
    if withContext { copyVariables(of: frame, seeing: Int(instruction.b), to: context) }
    if !withContext { modules[index] = context }
    trace.append(
      TraceEntry(kind: .import_, program: frame.program, address: address, name: index))
    captures.append(page.count)
    try runTemplate(index, in: context)
    endCapture(asMarkup: false)
    _ = stack.pop()
    trace.removeLast()
    stack.push(.function(FunctionValue(.module, context)))
  }

  /// An export of the module on top of the stack.
  mutating func exported(_ name: Int) throws -> Value {
    guard case .function(let function) = stack.top, function.kind == .module else {
      return .undefined(Undefined(.export, name: name))
    }
    return moduleMember(name, Int(function.index)) ?? .undefined(Undefined(.export, name: name))
  }
}
