// Values that live in the renderer's tables: namespaces, cyclers, joiners, `loop`, modules, `self`.

extension Renderer {
  /// A member of a value that is a handle; `nil` where there is none.
  mutating func handleMember(_ name: Int, of function: FunctionValue) throws -> Value? {
    let text = set.names[name]
    switch function.kind {
    case .namespace: return namespaces[Int(function.index)][text]
    case .loop:
      guard let field = LoopField.names.first(where: { $0.0 == text })?.1 else { return nil }
      return try loopField(field.rawValue, of: Int(function.index))
    case .cycler:
      return text == "current" ? cycled(function, moves: false) : nil
    case .module: return moduleMember(name, Int(function.index))
    case .blocks:
      return .function(FunctionValue(.block, name))
    case .block:
      // `super.super` is the block one further up.
      guard text == "super" else { return nil }
      return .function(
        FunctionValue(.block, Int(function.index), depth: Int(function.depth) + 1))
    case .macro:
      let macro = macros[Int(function.index)]
      let routine = set.programs[macro.program].routines[macro.routine]
      switch text {
      case "name": return routine.name < 0 ? Value.none : .text(set.names[routine.name])
      case "arguments": return .tuple(routine.parameters.map { .text(set.names[$0]) })
      case "caller": return .bool(routine.callerSlot >= 0)
      case "catch_kwargs": return .bool(routine.namedSlot >= 0)
      case "catch_varargs": return .bool(routine.restSlot >= 0)
      default: return nil
      }
    case .global, .custom, .method, .joiner: return nil
    }
  }

  /// Sets a member of a namespace: namespace, value →
  ///
  /// - Parameter flag: bit 1: the namespace is on top; bit 2: anything but a namespace is a value
  ///   that has no variable to be changed in.
  mutating func storeMember(_ name: Int, _ flag: UInt8) throws {
    let top = stack.pop()
    let below = stack.pop()
    let (owner, value) = flag & 1 == 0 ? (below, top) : (top, below)
    guard case .function(let function) = owner, function.kind == .namespace else {
      if case .undefined(let undefined) = owner { throw problem(of: undefined) }
      if flag & 2 != 0 { throw TemplateProblem.cannotChange(set.names[name]) }
      throw TemplateProblem.notANamespace(owner.typeName)
    }
    namespaces[Int(function.index)].set(.text(set.names[name]), value)
  }

  /// The current element of a cycler.
  mutating func cycled(_ function: FunctionValue, moves: Bool) -> Value {
    let index = Int(function.index)
    let position = cyclers[index].position
    let items = cyclers[index].items
    if moves { cyclers[index].position = (position + 1) % items.count }
    return items[position]
  }

  /// Nothing the first time, then the separator.
  mutating func joined(_ function: FunctionValue) -> Value {
    let index = Int(function.index)
    if joiners[index].isUsed { return joiners[index].separator }
    joiners[index].isUsed = true
    return .text("")
  }

  /// What an imported template exports under a name.
  func moduleMember(_ name: Int, _ context: Int) -> Value? {
    guard let slot = set.exports[contexts[context].template][name] else { return nil }
    let value = store[contexts[context].base + slot]
    return value.isAbsent ? nil : value
  }
}
