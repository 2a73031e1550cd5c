// What connects templates and their parts: blocks, extends, include, import, macros, calls.

import Reporting

extension Compiler {
  // MARK: Blocks

  mutating func compileBlock(_ block: Block, _ range: SourceRange) {
    let routine = program.routines.count
    program.routines.append(
      Routine(kind: .block, name: block.name, start: 0, slotCount: 0, escapes: escapes))
    program.blocks.append((block.name, routine))
    pendingBlocks.append((block, routine))
    if extended == .certainly, routines.count == 1, scopes.isEmpty { return }
    let jump = extended == .perhaps && routines.count == 1 ? emit(.jumpIfExtended, range) : nil
    let visible = block.isScoped ? visibleNames() : 0
    emit(
      .block, flag: (block.isScoped ? 1 : 0) | (block.isRequired ? 2 : 0), a: block.name,
      b: visible, block.nameRange)
    if let jump { land(jump) }
  }

  /// Compiles what a block writes, apart from the frames it stands in.
  mutating func compileBody(of block: Block, _ routine: Int) {
    let range = block.nameRange
    program.routines[routine] = Routine(
      kind: .block, name: block.name, start: label(), slotCount: 0, escapes: escapes)
    routines.append((0, 0, routine))
    scoped { compiler in
      compiler.compileSelfAndSuper(block, range)
      compiler.declareStored(in: block.body, range)
      compiler.compile(block.body)
    }
    endRoutine()
  }

  private mutating func compileSelfAndSuper(_ block: Block, _ range: SourceRange) {
    let superName = shared.names.number("super")
    guard mentions(superName, in: block.body, stack) else { return }
    let slot = declare(superName)
    emit(.parentBlock, a: block.name, range)
    emit(.storeLocal, a: slot, range)
  }

  mutating func compileExtends(_ template: Expression, _ range: SourceRange) {
    guard routines.count == 1, scopes.isEmpty, site < 0, captureDepth == 0 else {
      return report(.extendsInside, range)
    }
    guard extended != .certainly else { return report(.extendsTwice, range) }
    if let index = constantTemplate(template) {
      guard let index else { return }
      program.references.append(index)
      if conditionDepth == 0, extended == .no { program.parent = index }
      emit(.extend, a: index, template.range)
    } else {
      program.hasComputedReference = true
      compile(template)
      emit(.extend, a: -1, template.range)
    }
    extended = conditionDepth == 0 ? .certainly : .perhaps
  }

  /// The index of a template whose name is a constant: `nil` if it is computed, an inner `nil`
  /// if there is no such template, which is reported.
  private mutating func constantTemplate(
    _ expression: Expression, ignoresMissing: Bool = false
  ) -> Int?? {
    var names: [String] = []
    switch folded(expression).kind {
    case .constant(.string(let text)): names = [String(decoding: text.bytes, as: UTF8.self)]
    case .constant(.list(let list)):
      for case .string(let text) in list.items {
        names.append(String(decoding: text.bytes, as: UTF8.self))
      }
      guard names.count == list.items.count else { return nil }
    case .list(let parts), .tuple(let parts):
      for part in parts {
        guard case .constant(.string(let text)) = folded(part).kind else { return nil }
        names.append(String(decoding: text.bytes, as: UTF8.self))
      }
    default: return nil
    }
    for name in names {
      if let index = shared.templates[name] { return .some(index) }
    }
    if !ignoresMissing {
      let known = shared.sources.map(\.name)
      report(.missingTemplate(names, known: known), expression.range)
    }
    return .some(nil)
  }

  // MARK: include, import

  mutating func compileInclude(_ include: Include, _ range: SourceRange) {
    let place = include.template.range
    if let index = constantTemplate(include.template, ignoresMissing: include.ignoresMissing) {
      guard let index else { return }
      program.references.append(index)
      if include.withContext, canInline(index) { return compileInline(index, place) }
      emit(
        .include, flag: include.withContext ? IncludeFlag.withContext : 0, a: index,
        b: include.withContext ? visibleNames() : 0, place)
      return
    }
    program.hasComputedReference = true
    compile(include.template)
    let flag =
      (include.ignoresMissing ? IncludeFlag.ignoresMissing : 0)
      | (include.withContext ? IncludeFlag.withContext : 0)
    emit(.include, flag: flag, a: -1, b: include.withContext ? visibleNames() : 0, place)
  }

  /// Whether a template means the same when it is compiled into the one that includes it.
  private func canInline(_ index: Int) -> Bool {
    guard index != template, !inlined.contains(index), inlined.count < 8 else { return false }
    guard program.code.count < 20_000 else { return false }
    return shared.isInlinable(index)
  }

  /// Compiles a template into this one; inside of a loop as a fragment that can be kept.
  private mutating func compileInline(_ index: Int, _ range: SourceRange) {
    guard scopes.contains(where: \.isLoop), let fragment = shared.fragmentInputs(of: index, stack)
    else { return inline(index, range) }
    for input in fragment.inputs { emitLoad(binding(of: input.name), range) }
    program.fragments.append(fragment)
    let known = emit(
      .beginFragment, count: fragment.inputs.count, b: program.fragments.count - 1, range)
    inline(index, range)
    emit(.endFragment, range)
    land(known)
  }

  private mutating func inline(_ index: Int, _ range: SourceRange) {
    let outside = (bytes, escapes, site)
    program.sites.append(
      InlineSite(template: index, includedFrom: Origin(range: range, site: site)))
    bytes = shared.sources[index].source.bytes
    escapes = shared.escapes(index)
    site = Int32(program.sites.count - 1)
    inlined.append(index)
    // A loop around it is not its own.
    let loops = loops
    self.loops = []
    scoped { compiler in
      let statements = compiler.shared.trees[index].statements
      compiler.declareStored(in: statements, SourceRange(0..<0))
      compiler.compile(statements)
    }
    self.loops = loops
    inlined.removeLast()
    (bytes, escapes, site) = outside
  }

  mutating func compileImport(_ include: Include, _ range: SourceRange) {
    let flag = include.withContext ? IncludeFlag.withContext : 0
    let place = include.template.range
    if let index = constantTemplate(include.template) {
      guard let index else { return emitConstant(.none, range) }
      program.references.append(index)
      let visible = include.withContext ? visibleNames() : 0
      emit(.importTemplate, flag: flag, a: index, b: visible, place)
      return
    }
    program.hasComputedReference = true
    compile(include.template)
    let visible = include.withContext ? visibleNames() : 0
    emit(.importTemplate, flag: flag, a: -1, b: visible, place)
  }

  mutating func compileImportNames(
    _ include: Include, _ names: [(name: Int, alias: Int)], _ range: SourceRange
  ) {
    compileImport(include, range)
    for (name, alias) in names {
      emit(.export, b: name, range)
      emitStore(alias, range)
    }
    emit(.drop, range)
  }

  // MARK: Macros

  /// Compiles a macro or the body of a `call` block; leaves it on the stack.
  mutating func compileMacro(_ macro: Macro, _ kind: Routine.Kind, _ range: SourceRange) {
    let over = emit(.jump, range)
    let outside = (loops, captureDepth)
    loops = []
    captureDepth = 0
    let routine = beginRoutine(kind, name: macro.name)
    scoped { compiler in
      for parameter in macro.parameters { compiler.declare(parameter.name) }
      compiler.program.routines[routine].parameters = macro.parameters.map(\.name)
      compiler.declareRest(of: macro, routine)
      for parameter in macro.parameters {
        guard let standard = parameter.standard else { continue }
        let slot = compiler.declare(parameter.name)
        let given = compiler.emit(.jumpIfGiven, b: slot, standard.range)
        compiler.compile(standard)
        compiler.emit(.storeLocal, a: slot, standard.range)
        compiler.land(given)
      }
      compiler.declareStored(in: macro.body, range)
      compiler.compile(macro.body)
    }
    program.routines[routine].hasDefault = macro.parameters.map { $0.standard != nil }
    endRoutine()
    (loops, captureDepth) = outside
    land(over)
    emit(.macro, a: routine, range)
  }

  /// `varargs`, `kwargs` and `caller` exist where the body asks for them.
  private mutating func declareRest(of macro: Macro, _ routine: Int) {
    for (word, path) in restNames {
      let name = shared.names.number(word)
      guard macro.parameters.allSatisfy({ $0.name != name }), mentions(name, in: macro.body, stack)
      else { continue }
      program.routines[routine][keyPath: path] = declare(name)
    }
    let caller = shared.names.number("caller")
    if let index = macro.parameters.firstIndex(where: { $0.name == caller }) {
      program.routines[routine].callerSlot = index
    }
  }

  mutating func compileCallBlock(_ macro: Macro, _ call: Expression, _ range: SourceRange) {
    guard case .call(let callee, let arguments) = call.kind else { return }
    compileCall(callee, arguments, call.range, isOutput: true) { compiler in
      compiler.compileMacro(macro, .call, range)
    }
    emit(.output, flag: escapes ? 1 : 0, range)
  }
}

private let restNames: [(String, WritableKeyPath<Routine, Int> & Sendable)] = [
  ("varargs", \.restSlot), ("kwargs", \.namedSlot), ("caller", \.callerSlot),
]
