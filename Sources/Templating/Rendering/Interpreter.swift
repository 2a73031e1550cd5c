// The loop that runs a program.
//
// One switch over all instructions: it is long because it is a table, and splitting it would cost
// a call for each instruction. What takes more than a few lines is a method elsewhere.

extension Renderer {
  /// Runs instructions until the routine is finished.
  mutating func run(_ frame: Frame, from start: Int) throws {
    var address = start
    do {
      try execute(frame, &address)
    } catch {
      if failure == nil { failure = (frame, address, trace) }
      throw error
    }
  }

  private mutating func execute(_ frame: Frame, _ address: inout Int) throws {
    let program = memory.programs[frame.program]
    guard let literals = memory.literals.baseAddress else { return }
    let base = frame.base
    let variables = contexts[frame.context].base
    while true {
      let instruction = memory.code[program.code &+ address]
      let a = Int(instruction.a)
      let b = Int(instruction.b)
      var next = address &+ 1
      switch instruction.operation {
      // MARK: Output
      case .literal:
        page.append(literals + program.literals + a, b)
      case .output:
        try write(stack.pop(), escapes: instruction.flag != 0)
      case .outputLocal:
        try writeSlot(base &+ a, escapes: instruction.flag != 0)
      case .outputRoot:
        try writeRoot(a, variables, escapes: instruction.flag != 0)
      case .outputLocalMember:
        try writeSlotMember(b, base &+ a, escapes: instruction.flag != 0)
      case .outputRootMember:
        try writeRootMember(b, a, variables, escapes: instruction.flag != 0)
      case .outputMember:
        try write(try member(b, of: stack.pop()), escapes: instruction.flag != 0)

      // MARK: Loading and storing
      case .constant: stack.push(memory.constants[program.constants &+ a])
      case .local: stack.push(stack[base &+ a])
      case .outer: stack.push(outerValue(frame, Int(instruction.count), a))
      case .root: stack.push(rootValue(a, variables))
      case .localMember: stack.push(try slotMember(b, base + a))
      case .rootMember: stack.push(try rootMember(b, a, variables))
      case .member: stack.push(try member(b, of: stack.pop()))
      case .item:
        let key = stack.pop()
        stack.push(try item(of: stack.pop(), key))
      case .slice: try slice(parts: instruction.flag)
      case .loopField: stack.push(try loopField(instruction))
      case .storeLocal: stack[base &+ a] = stack.pop()
      case .storeOuter: storeOuter(frame, Int(instruction.count), a, stack.pop())
      case .storeRoot: store[variables &+ a] = stack.pop()
      case .storeMember: try storeMember(b, instruction.flag)
      case .drop: stack.drop()
      case .dropBelow:
        let value = stack.pop()
        stack.top = value
      case .unpack: try unpack(Int(instruction.count))

      // MARK: Computing
      case .arithmetic: try computeArithmetic(instruction.flag)
      case .compare:
        let right = stack.pop()
        stack.push(.bool(try compare(instruction.flag, stack.pop(), right)))
      case .compareKeeping:
        let right = stack.pop()
        let result = try compare(instruction.flag, stack.pop(), right)
        stack.push(right)
        stack.push(.bool(result))
      case .not: stack.push(.bool(!stack.pop().isTruthy))
      case .negative: stack.push(try negated(defined(stack.pop())))
      case .positive: stack.push(try positive(defined(stack.pop())))
      case .concatenate: try concatenate(Int(instruction.count), asMarkup: instruction.flag != 0)
      case .list: try makeList(Int(instruction.count), isTuple: instruction.flag != 0)
      case .map: try makeMap(Int(instruction.count))
      case .inlineElse: stack.push(.undefined(Undefined(.inlineElse)))

      // MARK: Jumping
      case .jump: next = a
      case .jumpIfFalse: if !stack.pop().isTruthy { next = a }
      case .jumpIfTrue: if stack.pop().isTruthy { next = a }
      case .jumpIfFalseOrDrop:
        if stack.top.isTruthy { stack.drop() } else { next = a }
      case .jumpIfTrueOrDrop:
        if stack.top.isTruthy { next = a } else { stack.drop() }
      case .jumpIfGiven: if !stack[base &+ b].isAbsent { next = a }
      case .jumpIfExtended: if parent >= 0 { next = a }

      // MARK: Calling
      case .filter:
        let start = stack.count - Int(instruction.count)
        running = (frame.program, address)
        escapes = instruction.flag != 0
        let result = try set.filters[a].body(
          &self, Operands(start: start, count: Int(instruction.count)))
        stack.truncate(to: start)
        if case .list(let list) = result, Int(list.nesting) > set.settings.limits.nesting {
          throw TemplateProblem.nestedValue(set.settings.limits.nesting)
        }
        stack.push(result)
      case .test:
        let start = stack.count - Int(instruction.count)
        running = (frame.program, address)
        let result = try set.tests[a].body(
          &self, Operands(start: start, count: Int(instruction.count)))
        stack.truncate(to: start)
        stack.push(.bool(result.isTruthy))
      case .filterShaped:
        escapes = instruction.flag != 0
        try callShaped(set.filters[a], "the filter", frame, b)
      case .testShaped:
        try callShaped(set.tests[a], "the test", frame, b)
        stack.push(.bool(stack.pop().isTruthy))
      case .callRoot:
        let callee = rootValue(a, variables)
        if try call(callee, instruction, frame, address) { next += 1 }
      case .callValue:
        let callee = stack[stack.count - Int(instruction.count) - 1]
        let wrote = try call(callee, instruction, frame, address)
        dropBelow(wrote)
        if wrote { next += 1 }
      case .callMethod:
        if try callMethod(instruction, frame, address) { next += 1 }
      case .callChanging: try callChanging(instruction, frame, address)

      // MARK: Loops
      case .beginLoop:
        if try !beginLoop(instruction, frame) { next = a }
      case .first:
        if try !nextElement(into: base &+ b) { next = a }
      case .firstOnStack:
        if try !nextElement(into: nil) { next = a }
      case .again:
        if try nextElement(into: base &+ b) { next = a }
      case .againOnStack:
        if try nextElement(into: nil) { next = a }
      case .cycle: try cycleOnStack(instruction)
      case .keep: keepElement()
      case .restart: if !restartLoop() { next = a }
      case .complete: loops.top.isComplete = true
      case .endLoop:
        if instruction.flag != 0, !loops.top.isComplete { next = a }
        loops.drop()
      case .callLoop: try callLoop(a, frame, address)

      // MARK: Templates
      case .block: try runBlock(instruction, frame, address)
      case .parentBlock: stack.push(parentBlock(a, frame))
      case .extend: try extend(a, frame)
      case .include: try include(instruction, frame, address)
      case .importTemplate: try importTemplate(instruction, frame, address)
      case .beginFragment: if try beginFragment(instruction, frame) { next = a }
      case .endFragment: endFragment()
      case .export: stack.push(try exported(b))
      case .macro: stack.push(makeMacro(a, frame))

      // MARK: Capturing
      case .beginCapture: captures.append(page.count)
      case .endCapture: endCapture(asMarkup: instruction.flag != 0)
      case .finish: return
      }
      address = next
    }
  }

  /// Takes away the callee under a result.
  @inline(__always)
  private mutating func dropBelow(_ wrote: Bool) {
    if wrote {
      _ = stack.pop()
    } else {
      let result = stack.pop()
      stack.top = result
    }
  }

  /// Ends a capture; leaves what was written on the stack.
  mutating func endCapture(asMarkup: Bool) {
    let start = captures.popLast() ?? page.count
    let text = Array(page.bytes(from: start))
    page.truncate(to: start)
    stack.push(.string(Text(text, isSafe: asMarkup)))
  }

  // MARK: Variables

  /// A root variable: the context's, or else what the set gives everyone.
  @inline(__always)
  func rootValue(_ slot: Int, _ variables: Int) -> Value {
    let value = store[variables + slot]
    return value.isAbsent ? standardValue(slot) : value
  }

  @inline(never)
  func standardValue(_ slot: Int) -> Value {
    let standard = set.standards[slot]
    if !standard.isAbsent { return standard }
    return .undefined(Undefined(.variable, name: set.rootNames[slot]))
  }

  private func slotIndex(_ frame: Frame, _ levels: Int, _ slot: Int) -> Int? {
    var activation = frame.activation
    for _ in 0..<levels {
      guard activation >= 0 else { return nil }
      activation = activations[activation].outer
    }
    guard activation >= 0, activation < activations.count else { return nil }
    return activations[activation].base + slot
  }

  func outerValue(_ frame: Frame, _ levels: Int, _ slot: Int) -> Value {
    guard let index = slotIndex(frame, levels, slot), index < stack.count else {
      return .undefined(Undefined(.variable))
    }
    return stack[index]
  }

  private mutating func storeOuter(_ frame: Frame, _ levels: Int, _ slot: Int, _ value: Value) {
    if let index = slotIndex(frame, levels, slot), index < stack.count { stack[index] = value }
  }
}
