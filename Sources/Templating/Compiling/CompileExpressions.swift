// Expressions to instructions.

extension Compiler {
  /// Compiles an expression; leaves its value on the stack.
  mutating func compile(_ expression: Expression) {
    let range = expression.range
    if stack.isLow { return report(.nestedTooDeep(Expression.maximumDepth), range) }
    switch folded(expression).kind {
    case .constant(let value): emitConstant(value, range)
    case .captured: break
    case .name(let name): compileName(name, range)
    case .member(let value, let name): compileMember(value, name, range)
    case .item(let value, let key):
      compile(value)
      compile(key)
      emit(.item, range)
    case .slice(let value, let from, let to, let step):
      compileSlice(value, [from, to, step], range)
    case .call(let callee, let arguments):
      compileCall(callee, arguments, range, isOutput: false)
    case .filter(let value, let name, let nameRange, let arguments):
      compileFilter(value, name, nameRange, arguments, range)
    case .test(let value, let name, let nameRange, let arguments):
      compileTest(value, name, nameRange, arguments, range)
    case .list(let parts):
      compile(parts)
      emit(.list, count: parts.count, range)
    case .tuple(let parts):
      compile(parts)
      emit(.list, flag: 1, count: parts.count, range)
    case .map(let pairs):
      for pair in pairs {
        compile(pair.key)
        compile(pair.value)
      }
      emit(.map, count: pairs.count, range)
    case .negative(let value):
      compile(value)
      emit(.negative, range)
    case .positive(let value):
      compile(value)
      emit(.positive, range)
    case .not(let value):
      compile(value)
      emit(.not, range)
    case .and(let left, let right): compileShort(.jumpIfFalseOrDrop, left, right)
    case .or(let left, let right): compileShort(.jumpIfTrueOrDrop, left, right)
    case .arithmetic(.power, let left, let right)
    where isNegative(left) && !isConstant(right):
      // As in Python, and in Jinja2 where the base is a constant: `-2 ** n` is `-(2 ** n)`.
      compile(Expression(kind: .negative(folded(left)), range: left.range, depth: 1))
      compile(right)
      emit(.arithmetic, flag: Arithmetic.power.rawValue, range)
      emit(.negative, range)
    case .arithmetic(let op, let left, let right):
      compile(left)
      compile(right)
      emit(.arithmetic, flag: op.rawValue, range)
    case .concatenation(let parts):
      compile(parts)
      emit(.concatenate, flag: escapes ? 1 : 0, count: parts.count, range)
    case .comparison(let first, let operands): compileComparison(first, operands, range)
    case .conditional(let test, let then, let otherwise):
      compileConditional(test, then, otherwise, range)
    }
  }

  private func isNegative(_ expression: Expression) -> Bool {
    switch folded(expression).kind {
    case .constant(.int(let number)): number < 0
    case .constant(.float(let number)): number.sign == .minus
    default: false
    }
  }

  private func isConstant(_ expression: Expression) -> Bool {
    if case .constant = folded(expression).kind { true } else { false }
  }

  private mutating func compile(_ parts: [Expression]) {
    for part in parts { compile(part) }
  }

  // MARK: Output

  /// Compiles `{{ … }}`.
  mutating func compileOutput(_ expression: Expression) {
    let flag: UInt8 = escapes ? 1 : 0
    let range = expression.range
    let value = folded(expression)
    switch value.kind {
    case .constant(let constant):
      var text: [UInt8] = []
      if (try? appendOutput(constant, escapes: escapes, to: &text)) != nil {
        return emitLiteral(text, range)
      }
      emitConstant(constant, range)
      emit(.output, flag: flag, range)
    case .name(let name) where loopDistance(name) == nil:
      switch binding(of: name) {
      case .local(let slot): emit(.outputLocal, flag: flag, a: slot, range)
      case .root(let slot):
        program.rootNames.insert(slot)
        emit(.outputRoot, flag: flag, a: slot, range)
      case let outer:
        emitLoad(outer, range)
        emit(.output, flag: flag, range)
      }
    case .member(let owner, let name): compileOutputMember(owner, name, flag, range)
    case .call(let callee, let arguments):
      compileCall(callee, arguments, range, isOutput: true)
      emit(.output, flag: flag, range)
    default:
      compile(value)
      emit(.output, flag: flag, range)
    }
  }

  private mutating func compileOutputMember(
    _ owner: Expression, _ name: Int, _ flag: UInt8, _ range: SourceRange
  ) {
    guard case .name(let variable) = owner.kind, !isLoopField(variable, name) else {
      if case .name = owner.kind {
        compileMember(owner, name, range)
        emit(.output, flag: flag, range)
      } else {
        compile(owner)
        emit(.outputMember, flag: flag, b: name, range)
      }
      return
    }
    switch binding(of: variable) {
    case .local(let slot): emit(.outputLocalMember, flag: flag, a: slot, b: name, range)
    case .root(let slot):
      program.rootNames.insert(slot)
      emit(.outputRootMember, flag: flag, a: slot, b: name, range)
    case let outer:
      emitLoad(outer, range)
      emit(.outputMember, flag: flag, b: name, range)
    }
  }

  // MARK: Names and members

  private mutating func compileName(_ name: Int, _ range: SourceRange) {
    if isSelf(name) { return emitConstant(.function(FunctionValue(.blocks, 0)), range) }
    emitLoad(binding(of: name), range)
  }

  /// Whether a name means the template's own blocks.
  private func isSelf(_ name: Int) -> Bool {
    shared.names[name] == "self" && !shared.assignedNames.contains(name)
  }

  private mutating func compileMember(_ value: Expression, _ name: Int, _ range: SourceRange) {
    guard case .name(let variable) = value.kind, !isSelf(variable) else {
      compile(value)
      emit(.member, b: name, range)
      return
    }
    if let distance = loopDistance(variable), let field = loopField(name) {
      emit(.loopField, flag: field.rawValue, count: distance, range)
      return
    }
    switch binding(of: variable) {
    case .local(let slot): emit(.localMember, a: slot, b: name, range)
    case .root(let slot):
      program.rootNames.insert(slot)
      emit(.rootMember, a: slot, b: name, range)
    case let outer:
      emitLoad(outer, value.range)
      emit(.member, b: name, range)
    }
  }

  /// How many loops further out in this routine the loop is that a name means, if it means one.
  func loopDistance(_ name: Int) -> Int? {
    guard shared.names[name] == "loop" else { return nil }
    var distance = 0
    for scope in scopes.reversed() {
      guard scope.level == routines.count - 1 else { return nil }
      if scope.slots[name] != nil { return scope.isLoop ? distance : nil }
      if scope.isLoop { distance += 1 }
    }
    return nil
  }

  private func loopField(_ name: Int) -> LoopField? {
    LoopField.names.first { $0.0 == shared.names[name] }?.1
  }

  private func isLoopField(_ variable: Int, _ name: Int) -> Bool {
    loopDistance(variable) != nil && loopField(name) != nil
  }

  private mutating func compileSlice(
    _ value: Expression, _ parts: [Expression?], _ range: SourceRange
  ) {
    compile(value)
    var flag: UInt8 = 0
    for (index, part) in parts.enumerated() {
      guard let part else { continue }
      compile(part)
      flag |= 1 << UInt8(index)
    }
    emit(.slice, flag: flag, range)
  }

  // MARK: Operators

  private mutating func compileShort(
    _ jump: Operation, _ left: Expression, _ right: Expression
  ) {
    compile(left)
    let end = emit(jump, left.range)
    compile(right)
    land(end)
  }

  /// `a < b < c` asks for `b` once and stops at the first comparison that fails.
  private mutating func compileComparison(
    _ first: Expression, _ operands: [(Comparison, Expression)], _ range: SourceRange
  ) {
    compile(first)
    var ends: [Int] = []
    for (index, (comparison, operand)) in operands.enumerated() {
      compile(operand)
      if index == operands.count - 1 {
        emit(.compare, flag: comparison.rawValue, range)
      } else {
        emit(.compareKeeping, flag: comparison.rawValue, range)
        ends.append(emit(.jumpIfFalseOrDrop, range))
      }
    }
    guard !ends.isEmpty else { return }
    // Where a comparison failed, its answer lies on top of the kept operand.
    let over = emit(.jump, range)
    for end in ends { land(end) }
    emit(.dropBelow, range)
    land(over)
  }

  private mutating func compileConditional(
    _ test: Expression, _ then: Expression, _ otherwise: Expression?, _ range: SourceRange
  ) {
    let toElse = compileTest(test)
    compile(then)
    let end = emit(.jump, range)
    land(toElse)
    if let otherwise { compile(otherwise) } else { emit(.inlineElse, range) }
    land(end)
  }
}
