// `for` loops and what `loop` knows.

/// A running loop.
struct LoopState {
  var items: [Value]
  /// How many elements have been handed out.
  var position = 0
  /// Whether some round was gone through to its end.
  var isComplete = false
  /// Elements that met the loop's condition.
  var kept: [Value] = []
  /// How many loops that call themselves are around it.
  let depth: Int
  /// What `loop(…)` runs, if it can be called.
  let recursion: Recursion?
  /// What `loop.changed` was asked about last.
  var lastAsked: [Value]?

  /// The routine of a loop that calls itself and where that runs.
  struct Recursion {
    let routine: Int
    let program: Int
    let context: Int
    let outer: Int
  }

  /// The next element, or `nil` at the end.
  @inline(__always)
  mutating func advance() -> Value? {
    guard position < items.count else { return nil }
    position += 1
    return items[position - 1]
  }
}

extension Renderer {
  /// Begins a loop over the top of the stack.
  ///
  /// - Returns: whether there is any element.
  mutating func beginLoop(_ instruction: Instruction, _ frame: Frame) throws -> Bool {
    let sequence = try iterable(stack.pop())
    let depth = pendingLoopDepth
    pendingLoopDepth = 0
    guard !sequence.isEmpty else { return false }
    loops.push(
      LoopState(
        items: sequence, depth: depth,
        recursion: instruction.count == 0
          ? nil
          : LoopState.Recursion(
            routine: Int(instruction.count) - 1, program: frame.program, context: frame.context,
            outer: activations[frame.activation].outer)))
    if instruction.b >= 0 {
      stack[frame.base + Int(instruction.b)] =
        .function(FunctionValue(.loop, loops.count - 1))
    }
    return true
  }

  /// Puts the next element into a slot, or on the stack.
  ///
  /// - Returns: whether there was one.
  @inline(__always)
  mutating func nextElement(into slot: Int?) throws -> Bool {
    try countStep()
    guard let element = loops.top.advance() else { return false }
    if let slot { stack[slot] = element } else { stack.push(element) }
    return true
  }

  /// Keeps the current element of a loop that looks for those that meet its condition.
  mutating func keepElement() {
    let last = loops.count - 1
    loops[last].kept.append(loops[last].items[loops[last].position - 1])
  }

  /// Begins the loop again with the kept elements, or ends it if there are none.
  mutating func restartLoop() -> Bool {
    let last = loops.count - 1
    guard !loops[last].kept.isEmpty else {
      loops.drop()
      return false
    }
    loops[last].items = loops[last].kept
    loops[last].kept = []
    loops[last].position = 0
    return true
  }

  /// The elements of a value that a loop can go through.
  func iterable(_ value: Value) throws -> [Value] {
    switch value {
    case .list(let list): return list.items
    case .map(let map): return map.keys
    case .string(let text): return scalars(of: text)
    case .object(let object):
      if let elements = object.elements { return elements }
    case .undefined(let undefined):
      if set.settings.lenientUndefined || undefined.kind == .inlineElse { return [] }
      throw problem(of: undefined)
    default: break
    }
    throw TemplateProblem.notIterable(value.typeName)
  }

  func scalars(of text: Text) -> [Value] {
    let starts = scalarStarts(text.bytes)
    return (0..<starts.count - 1).map { index in
      // The characters of markup are text: Python's iteration gives plain `str`.
      .bytes(Array(text.bytes[starts[index]..<starts[index + 1]]))
    }
  }

  // MARK: loop

  func loopField(_ instruction: Instruction) throws -> Value {
    try loopField(instruction.flag, of: loops.count - 1 - Int(instruction.count))
  }

  func loopField(_ field: UInt8, of index: Int) throws -> Value {
    guard index >= 0, index < loops.count, let field = LoopField(rawValue: field) else {
      throw TemplateProblem.badArgument("the loop has ended")
    }
    let position = loops[index].position
    let count = loops[index].items.count
    switch field {
    case .index: return .int(position)
    case .index0: return .int(position - 1)
    case .first: return .bool(position == 1)
    case .last: return .bool(position == count)
    case .length: return .int(count)
    case .reversedIndex: return .int(count - position + 1)
    case .reversedIndex0: return .int(count - position)
    case .previous:
      return position < 2 ? .undefined(Undefined(.element)) : loops[index].items[position - 2]
    case .following:
      return position < count ? loops[index].items[position] : .undefined(Undefined(.element))
    case .depth: return .int(loops[index].depth + 1)
    case .depth0: return .int(loops[index].depth)
    case .whole: return .function(FunctionValue(.loop, index))
    }
  }

  /// `loop.cycle(…)` of a loop that is known when compiling.
  mutating func cycleOnStack(_ instruction: Instruction) throws {
    let start = stack.count - Int(instruction.count)
    let position = loops[loops.count - 1 - Int(instruction.a)].position - 1
    stack.keep(start + position % Int(instruction.count), from: start)
  }

  /// `loop.cycle(…)`
  func cycle(_ index: Int, _ values: [Value]) throws -> Value {
    guard index < loops.count else { throw TemplateProblem.badArgument("the loop has ended") }
    guard !values.isEmpty else {
      throw TemplateProblem.badArgument("`cycle` needs at least one argument")
    }
    return values[(loops[index].position - 1) % values.count]
  }

  /// `loop.changed(…)`
  mutating func hasChanged(_ index: Int, _ values: [Value]) throws -> Value {
    guard index < loops.count else { throw TemplateProblem.badArgument("the loop has ended") }
    if let last = loops[index].lastAsked, last.count == values.count,
      try zip(last, values).allSatisfy({ try areEqual($0, $1) })
    {
      return .bool(false)
    }
    loops[index].lastAsked = values
    return .bool(true)
  }

  // MARK: Loops that call themselves

  /// Runs a loop's routine over the top of the stack.
  mutating func callLoop(_ routine: Int, _ frame: Frame, _ address: Int) throws {
    let sequence = stack.pop()
    try runLoop(
      routine, sequence, program: frame.program, context: frame.context,
      outer: frame.activation, depth: 0)
  }

  mutating func runLoop(
    _ routine: Int, _ sequence: Value, program: Int, context: Int, outer: Int, depth: Int
  ) throws {
    let base = stack.count
    stack.addAbsent(max(memory.routine(routine, of: program).slotCount, 1))
    stack[base] = sequence
    pendingLoopDepth = depth
    try runPrepared(routine, of: program, in: context, outer: outer, base: base)
  }

  /// `loop(…)`: leaves the text on the stack.
  mutating func callLoopAgain(_ index: Int, _ sequence: Value) throws {
    guard index < loops.count, let recursion = loops[index].recursion else {
      throw TemplateProblem.badArgument("only a loop marked `recursive` can be called")
    }
    captures.append(page.count)
    try runLoop(
      recursion.routine, sequence, program: recursion.program, context: recursion.context,
      outer: recursion.outer, depth: loops[index].depth + 1)
    endCapture(
      asMarkup: memory.routine(recursion.routine, of: recursion.program).escapes)
  }

  // MARK: Unpacking

  /// Takes a value apart; its first element ends up on top.
  mutating func unpack(_ count: Int) throws {
    let items = try iterable(try defined(stack.pop()))
    guard items.count == count else {
      throw TemplateProblem.wrongCount(expected: count, found: items.count)
    }
    for item in items.reversed() { stack.push(item) }
  }
}
