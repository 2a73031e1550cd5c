// Statements to instructions.

extension Compiler {
  mutating func compile(_ statements: [Statement]) {
    for statement in statements { compile(statement) }
  }

  private mutating func compile(_ statement: Statement) {
    let range = statement.range
    if stack.isLow { return report(.nestedTooDeep(Expression.maximumDepth), range) }
    switch statement.kind {
    case .text(let text): output(range) { $0.emitText(text, range) }
    case .output(let value): output(range) { $0.compileOutput(value) }
    case .print(let values):
      for value in values { output(range) { $0.compileOutput(value) } }
    case .condition(let branches, let otherwise): compileCondition(branches, otherwise, range)
    case .loop(let loop): compileLoop(loop, range)
    case .set(let target, let value): compileSet(target, value)
    case .setBlock(let target, let value, let body):
      compileCapture(value, body, range)
      // As in Jinja2, what a block's filters make is markup again, be it a number.
      if escapes, case .filter = value.kind, !unescapes(value),
        let safe = shared.filters.number("safe")
      {
        emit(.filter, flag: 1, count: 1, a: safe, range)
      }
      emitStore(target, range)
    case .block(let block): compileBlock(block, range)
    case .extends(let template): compileExtends(template, range)
    case .include(let include): compileInclude(include, range)
    case .importModule(let include, let name):
      compileImport(include, range)
      emitStore(name, range)
    case .importNames(let include, let names): compileImportNames(include, names, range)
    case .macro(let macro):
      compileMacro(macro, .macro, range)
      emitStore(macro.name, range)
    case .call(let macro, let call): compileCallBlock(macro, call, range)
    case .filter(let value, let body):
      compileCapture(value, body, range)
      // What was written is escaped already. Only `striptags` makes text of it again.
      emit(.output, flag: escapes && unescapes(value) ? 1 : 0, range)
    case .with(let pairs, let body): compileWith(pairs, body, range)
    case .autoescape(let flag, let body): compileAutoescape(flag, body, range)
    case .evaluate(let value):
      compile(value)
      emit(.drop, range)
    case .leaveLoop, .nextRound: compileJumpOut(statement)
    }
  }

  /// Compiles something that writes at the top level: nothing, once the template has a parent.
  private mutating func output(_ range: SourceRange, _ compile: (inout Compiler) -> Void) {
    guard extended != .no, isTopLevel else { return compile(&self) }
    if extended == .certainly { return }
    let jump = emit(.jumpIfExtended, range)
    compile(&self)
    land(jump)
  }

  /// Whether what is compiled belongs to the template itself and goes to its output.
  private var isTopLevel: Bool { routines.count == 1 && captureDepth == 0 && site < 0 }

  /// Appends template text with its newlines normalised.
  private mutating func emitText(_ text: Range<Int>, _ range: SourceRange) {
    guard bytes[text].contains(UInt8(ascii: "\r")) else { return emitLiteral(bytes[text], range) }
    var normalised: [UInt8] = []
    var index = text.lowerBound
    while index < text.upperBound {
      let isReturn = bytes[index] == UInt8(ascii: "\r")
      normalised.append(isReturn ? UInt8(ascii: "\n") : bytes[index])
      let isPair =
        isReturn && index + 1 < text.upperBound && bytes[index + 1] == UInt8(ascii: "\n")
      index += isPair ? 2 : 1
    }
    emitLiteral(normalised, range)
  }

  // MARK: if, set, with

  private mutating func compileCondition(
    _ branches: [(test: Expression, body: [Statement])], _ otherwise: [Statement],
    _ range: SourceRange
  ) {
    conditionDepth += 1
    defer { conditionDepth -= 1 }
    var ends: [Int] = []
    for (index, branch) in branches.enumerated() {
      let next = compileTest(branch.test)
      compile(branch.body)
      if index < branches.count - 1 || !otherwise.isEmpty { ends.append(emit(.jump, range)) }
      land(next)
    }
    compile(otherwise)
    for end in ends { land(end) }
  }

  /// Compiles a condition.
  ///
  /// - Returns: the jump that is taken when it does not hold.
  mutating func compileTest(_ test: Expression) -> Int {
    if case .not(let inner) = test.kind {
      compile(inner)
      return emit(.jumpIfTrue, test.range)
    }
    compile(test)
    return emit(.jumpIfFalse, test.range)
  }

  private mutating func compileSet(_ target: Target, _ value: Expression) {
    if case .member(let name, let member, let range) = target {
      emitLoad(binding(of: name), range)
      compile(value)
      emit(.storeMember, b: member, range)
      return
    }
    compile(value)
    emitStore(target, value.range)
  }

  /// Stores the top of the stack in a target.
  mutating func emitStore(_ target: Target, _ range: SourceRange) {
    switch target {
    case .name(let name, let range): emitStore(name, range)
    case .member(let name, let member, let range):
      // The namespace belongs below the value, which is on the stack already.
      emitLoad(binding(of: name), range)
      emit(.storeMember, flag: 1, b: member, range)
    case .tuple(let targets, let range):
      emit(.unpack, count: targets.count, range)
      for target in targets { emitStore(target, range) }
    }
  }

  private mutating func compileWith(
    _ pairs: [(Target, Expression)], _ body: [Statement], _ range: SourceRange
  ) {
    for (_, value) in pairs { compile(value) }
    scoped { compiler in
      var names: [Int] = []
      for (target, _) in pairs { target.collectNames(&names) }
      for name in names { compiler.declare(name) }
      for (target, _) in pairs.reversed() { compiler.emitStore(target, range) }
      compiler.declareStored(in: body, range)
      compiler.compile(body)
    }
  }

  private mutating func compileAutoescape(
    _ flag: Expression, _ body: [Statement], _ range: SourceRange
  ) {
    let outside = escapes
    defer { escapes = outside }
    if case .constant(let value) = folded(flag).kind {
      escapes = value.isTruthy
      scoped { compiler in
        compiler.declareStored(in: body, range)
        compiler.compile(body)
      }
      return
    }
    // Computed flags are rare: the body is compiled once for either answer.
    computedEscapes += 1
    defer { computedEscapes -= 1 }
    if computedEscapes > 3 { return report(.nestedTooDeep(3), flag.range) }
    let otherwise = compileTest(flag)
    for answer in [true, false] {
      escapes = answer
      scoped { compiler in
        compiler.declareStored(in: body, range)
        compiler.compile(body)
      }
      if answer {
        let end = emit(.jump, range)
        land(otherwise)
        pendingEnd = end
      }
    }
    land(pendingEnd)
  }

  /// Compiles a body whose output becomes a value that filters may change; leaves it on the stack.
  private mutating func compileCapture(
    _ value: Expression, _ body: [Statement], _ range: SourceRange
  ) {
    emit(.beginCapture, range)
    captureDepth += 1
    scoped { compiler in
      compiler.declareStored(in: body, range)
      compiler.compile(body)
    }
    captureDepth -= 1
    emit(.endCapture, flag: escapes ? 1 : 0, range)
    compile(value)
  }

  /// Whether one of a block's filters resolves entities.
  private func unescapes(_ value: Expression) -> Bool {
    guard case .filter(let inner, let name, _, _) = value.kind else { return false }
    return name == "striptags" || unescapes(inner)
  }

  // MARK: for

  private mutating func compileLoop(_ loop: ForLoop, _ range: SourceRange) {
    guard loop.isRecursive else {
      compile(loop.sequence)
      return compileRounds(loop, range)
    }
    compile(loop.sequence)
    let over = emit(.jump, range)
    let name = shared.names.number("loop")
    let outerLoops = loops
    let outerCaptures = captureDepth
    loops = []
    captureDepth = 0
    let routine = beginRoutine(.loop, name: name)
    scoped { compiler in
      // Slot 0 holds what to go through, slot 1 how deep this is.
      let slot = compiler.takeSlot()
      compiler.emit(.local, a: slot, range)
      compiler.compileRounds(loop, range)
    }
    endRoutine()
    loops = outerLoops
    captureDepth = outerCaptures
    land(over)
    emit(.callLoop, a: routine, range)
  }

  /// Compiles a loop over what is on the stack.
  private mutating func compileRounds(_ loop: ForLoop, _ range: SourceRange) {
    let loopName = shared.names.number("loop")
    let usesLoop =
      loop.isRecursive || mentions(loopName, in: loop.body, stack) || hasScopedBlock(loop.body)
    var toElse: [Int] = []
    scoped { compiler in
      compiler.scopes[compiler.scopes.count - 1].isLoop = true
      let loopSlot = usesLoop ? compiler.declare(loopName) : -1
      var names: [Int] = []
      loop.target.collectNames(&names)
      for name in names { compiler.declare(name) }
      toElse.append(
        compiler.emit(
          .beginLoop, count: loop.isRecursive ? compiler.program.routines.count : 0,
          b: loopSlot, loop.sequence.range))
      let filtersFirst = loop.condition != nil && (usesLoop || !loop.otherwise.isEmpty)
      if filtersFirst, let condition = loop.condition {
        toElse.append(compiler.compileFiltering(loop.target, condition, range))
      }
      let jump = compiler.compileRound(loop, filtersFirst ? nil : loop.condition, range)
      if let jump { toElse.append(jump) }
    }
    if loop.otherwise.isEmpty {
      for jump in toElse { land(jump) }
      return
    }
    let end = emit(.jump, range)
    for jump in toElse { land(jump) }
    scoped { compiler in
      compiler.declareStored(in: loop.otherwise, range)
      compiler.compile(loop.otherwise)
    }
    land(end)
  }

  /// - Returns: a jump that is taken when `else` is to run although there were elements.
  private mutating func compileRound(
    _ loop: ForLoop, _ condition: Expression?, _ range: SourceRange
  ) -> Int? {
    let end = emitNext(loop.target, range)
    let start = label()
    if case .name = loop.target {} else { emitStore(loop.target, range) }
    declareStored(in: loop.body, range)
    loops.append(LoopLabels(captureDepth: captureDepth))
    if let condition { loops[loops.count - 1].again.append(compileTest(condition)) }
    compile(loop.body)
    let labels = loops.removeLast()
    // Jinja2 runs `else` also when each round was left early.
    let leavesEarly = labels.leaving.count + labels.again.count > (condition == nil ? 0 : 1)
    if leavesEarly, !loop.otherwise.isEmpty { emit(.complete, range) }
    for jump in labels.again { land(jump) }
    emitNext(loop.target, goingTo: start, range)
    land(end)
    for jump in labels.leaving { land(jump) }
    guard leavesEarly, !loop.otherwise.isEmpty else {
      emit(.endLoop, range)
      return nil
    }
    return emit(.endLoop, flag: 1, range)
  }

  /// Goes through the elements once to find those that meet the condition.
  ///
  /// - Returns: the jump that is taken when there are none.
  private mutating func compileFiltering(
    _ target: Target, _ condition: Expression, _ range: SourceRange
  ) -> Int {
    let end = emitNext(target, range)
    let start = label()
    if case .name = target {} else { emitStore(target, range) }
    // In the condition `loop` is still that of the loop around this one.
    let name = shared.names.number("loop")
    let own = scopes[scopes.count - 1].slots.removeValue(forKey: name)
    let skip = compileTest(condition)
    scopes[scopes.count - 1].slots[name] = own
    emit(.keep, range)
    land(skip)
    emitNext(target, goingTo: start, range)
    land(end)
    return emit(.restart, range)
  }

  /// Asks for the first element.
  ///
  /// - Returns: the jump that is taken when there is none.
  private mutating func emitNext(_ target: Target, _ range: SourceRange) -> Int {
    guard case .name(let name, _) = target else { return emit(.firstOnStack, range) }
    return emit(.first, b: declare(name), range)
  }

  /// Asks for another element; if there is one, it goes back to the beginning of the round.
  private mutating func emitNext(_ target: Target, goingTo start: Int, _ range: SourceRange) {
    guard case .name(let name, _) = target else {
      emit(.againOnStack, a: start, range)
      return
    }
    emit(.again, a: start, b: declare(name), range)
  }

  private mutating func compileJumpOut(_ statement: Statement) {
    guard let loop = loops.last else { return }
    for _ in loop.captureDepth..<max(captureDepth, loop.captureDepth) {
      emit(.endCapture, statement.range)
      emit(.drop, statement.range)
    }
    if case .nextRound = statement.kind {
      loops[loops.count - 1].again.append(emit(.jump, statement.range))
    } else {
      loops[loops.count - 1].leaving.append(emit(.jump, statement.range))
    }
  }

  private func hasScopedBlock(_ statements: [Statement]) -> Bool {
    statements.contains { statement in
      switch statement.kind {
      case .block(let block): block.isScoped || hasScopedBlock(block.body)
      case .condition(let branches, let otherwise):
        branches.contains { hasScopedBlock($0.body) } || hasScopedBlock(otherwise)
      case .loop(let loop): hasScopedBlock(loop.body) || hasScopedBlock(loop.otherwise)
      case .with(_, let body), .filter(_, let body), .autoescape(_, let body),
        .setBlock(_, _, let body):
        hasScopedBlock(body)
      default: false
      }
    }
  }
}
