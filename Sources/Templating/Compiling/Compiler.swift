// From trees to programs: the state, the emitting of instructions, and how names are found.
//
// Scoping is Jinja2's. A template's own top level keeps its variables in the context, by name,
// where blocks and included templates find them. Every other frame (a loop's body, `with`, a
// macro, a block…) keeps what is set in it in slots; it begins with the values outside and
// leaves nothing behind. A name that no frame holds is a root variable.

import Reporting

/// Compiles one template after the other into the tables they share.
struct Compiler {
  /// What all templates of the set share.
  var shared: SharedTables
  var program: Program
  /// Index of the template being compiled.
  let template: Int
  let stack = StackGuard()
  /// The bytes the statements being compiled were read from; another's inside of an include.
  var bytes: [UInt8]
  /// Whether the output being compiled is escaped.
  var escapes: Bool
  /// Index of the inline site being compiled, or −1.
  var site: Int32 = -1
  /// Templates being compiled into this one, to stop at a circle.
  var inlined: [Int] = []
  var scopes: [Scope] = []
  /// The routines being compiled, outermost first: how many slots each uses and needs.
  var routines: [(used: Int, most: Int, index: Int)] = []
  /// Labels point to here: what was emitted before must not be merged with what comes.
  var barrier = 0
  var captureDepth = 0
  /// How many `if` are around what is compiled.
  var conditionDepth = 0
  var loops: [LoopLabels] = []
  /// Blocks to compile once the template itself is done.
  var pendingBlocks: [(Block, Int)] = []
  var extended = Extension.no
  /// The jump over the second form of a body that is compiled twice.
  var pendingEnd = 0
  /// How many `autoescape` with a computed flag are around what is compiled.
  var computedEscapes = 0

  /// What is known about `extends` at this point of a template.
  enum Extension { case no, perhaps, certainly }

  /// A frame that keeps variables in slots.
  struct Scope {
    /// Slots by name.
    var slots: [Int: Int] = [:]
    /// Which routine's slots they are: an index into `routines`.
    let level: Int
    /// Whether it is a loop's, so that `loop` is found there.
    var isLoop = false
  }

  /// Where `break` and `continue` go.
  struct LoopLabels {
    var leaving: [Int] = []
    var again: [Int] = []
    let captureDepth: Int
  }

  init(_ shared: SharedTables, template: Int) {
    self.shared = shared
    self.template = template
    let source = shared.sources[template]
    bytes = source.source.bytes
    escapes = shared.escapes(template)
    program = Program(name: source.name, source: source.source, escapes: escapes)
  }

  /// Compiles the template.
  mutating func compile() {
    beginRoutine(.template, name: -1)
    compile(shared.trees[template].statements)
    endRoutine()
    // Blocks write wherever an ancestor runs them.
    extended = .no
    while let (block, routine) = pendingBlocks.popLast() { compileBody(of: block, routine) }
    // The renderer wants an address to count from, even if nothing is there.
    if program.literals.isEmpty { program.literals = [0] }
  }

  // MARK: Emitting

  /// Appends an instruction.
  ///
  /// - Returns: its address.
  @discardableResult
  mutating func emit(
    _ operation: Operation, flag: UInt8 = 0, count: Int = 0, a: Int = 0, b: Int = 0,
    _ range: SourceRange
  ) -> Int {
    program.code.append(
      Instruction(
        operation: operation, flag: flag, count: UInt16(truncatingIfNeeded: count),
        a: Int32(truncatingIfNeeded: a), b: Int32(truncatingIfNeeded: b)))
    program.origins.append(Origin(range: range, site: site))
    return program.code.count - 1
  }

  /// Appends literal text; what follows a literal directly becomes part of it.
  mutating func emitLiteral(_ text: some Collection<UInt8>, _ range: SourceRange) {
    guard !text.isEmpty else { return }
    let start = program.literals.count
    program.literals += text
    if program.code.count > barrier, let last = program.code.last, last.operation == .literal,
      Int(last.a) + Int(last.b) == start
    {
      program.code[program.code.count - 1].b += Int32(truncatingIfNeeded: text.count)
    } else {
      emit(.literal, a: start, b: text.count, range)
    }
  }

  /// The address of the next instruction, for jumping back to.
  mutating func label() -> Int {
    barrier = program.code.count
    return program.code.count
  }

  /// Makes a jump that was emitted before go to the next instruction.
  mutating func land(_ jump: Int) {
    program.code[jump].a = Int32(truncatingIfNeeded: program.code.count)
    barrier = program.code.count
  }

  mutating func emitConstant(_ value: Value, _ range: SourceRange) {
    program.constants.append(value)
    emit(.constant, a: program.constants.count - 1, range)
  }

  mutating func report(_ problem: TemplateProblem, _ range: SourceRange) {
    report(Located(problem, range.range))
  }

  mutating func report(_ problem: Located) {
    // A template that is compiled into another has reported its own problems already.
    guard site < 0 else { return }
    shared.report(problem, in: template)
  }

  // MARK: Routines

  /// Begins a routine at the next instruction.
  ///
  /// - Returns: its index.
  @discardableResult
  mutating func beginRoutine(_ kind: Routine.Kind, name: Int) -> Int {
    let index = program.routines.count
    program.routines.append(
      Routine(kind: kind, name: name, start: label(), slotCount: 0, escapes: escapes))
    routines.append((0, 0, index))
    return index
  }

  mutating func endRoutine() {
    emit(.finish, SourceRange(0..<0))
    if let routine = routines.popLast() {
      program.routines[routine.index].slotCount = routine.most
    }
  }

  /// Takes a free slot of the routine being compiled.
  mutating func takeSlot() -> Int {
    let last = routines.count - 1
    let slot = routines[last].used
    routines[last].used += 1
    routines[last].most = max(routines[last].most, slot + 1)
    return slot
  }

  // MARK: Scopes

  /// Runs `compile` in a new frame and gives its slots back afterwards.
  mutating func scoped<Result>(_ compile: (inout Compiler) -> Result) -> Result {
    let used = routines[routines.count - 1].used
    scopes.append(Scope(level: routines.count - 1))
    defer {
      scopes.removeLast()
      routines[routines.count - 1].used = used
    }
    return compile(&self)
  }

  /// Gives a name a slot in the innermost frame.
  @discardableResult
  mutating func declare(_ name: Int) -> Int {
    if let slot = scopes[scopes.count - 1].slots[name] { return slot }
    let slot = takeSlot()
    scopes[scopes.count - 1].slots[name] = slot
    return slot
  }

  /// Gives what is set in `statements` slots, which begin with the values outside.
  mutating func declareStored(in statements: [Statement], _ range: SourceRange) {
    for name in storedNames(statements) where scopes[scopes.count - 1].slots[name] == nil {
      let outside = binding(of: name)
      let slot = declare(name)
      emitLoad(outside, range)
      emit(.storeLocal, a: slot, range)
    }
  }

  /// Where a name's value is.
  enum Binding {
    case local(Int)
    case outer(levels: Int, slot: Int)
    case root(Int)
  }

  func localBinding(of name: Int) -> Binding? {
    for scope in scopes.reversed() {
      guard let slot = scope.slots[name] else { continue }
      let levels = routines.count - 1 - scope.level
      return levels == 0 ? .local(slot) : .outer(levels: levels, slot: slot)
    }
    return nil
  }

  mutating func binding(of name: Int) -> Binding {
    localBinding(of: name) ?? .root(shared.rootSlot(name))
  }

  mutating func emitLoad(_ binding: Binding, _ range: SourceRange) {
    switch binding {
    case .local(let slot): emit(.local, a: slot, range)
    case .outer(let levels, let slot): emit(.outer, count: levels, a: slot, range)
    case .root(let slot):
      program.rootNames.insert(slot)
      emit(.root, a: slot, range)
    }
  }

  /// Stores the top of the stack in a variable of the innermost frame.
  mutating func emitStore(_ name: Int, _ range: SourceRange) {
    if scopes.isEmpty {
      emit(.storeRoot, a: shared.rootSlot(name), range)
    } else {
      emit(.storeLocal, a: declare(name), range)
    }
  }

  /// What an included template can see of the frames around it.
  mutating func visibleNames() -> Int {
    var seen: Set<Int> = []
    var visible: [VisibleName] = []
    for scope in scopes.reversed() {
      let levels = routines.count - 1 - scope.level
      for (name, slot) in scope.slots.sorted(by: { $0.key < $1.key })
      where seen.insert(name).inserted {
        visible.append(
          VisibleName(
            name: shared.rootSlot(name), slot: Int32(slot), levels: UInt16(levels)))
      }
    }
    program.visibles.append(visible)
    return program.visibles.count - 1
  }
}

/// Whether a template's output is escaped: that of HTML and XML is.
func escapesByName(_ name: String) -> Bool {
  [".html", ".htm", ".xml", ".xhtml", ".svg"].contains { name.hasSuffix($0) }
}
