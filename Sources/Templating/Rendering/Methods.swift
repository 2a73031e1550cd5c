// Methods of texts, lists and mappings, as far as templates use Python's, and those of handles.

extension Renderer {
  /// Calls a method: receiver and arguments are on the stack.
  ///
  /// - Returns: whether the result was written already; see `call`.
  mutating func callMethod(
    _ instruction: Instruction, _ frame: Frame, _ address: Int
  ) throws -> Bool {
    let name = Int(instruction.a)
    let receiver = stack[stack.count - Int(instruction.count) - 1]
    switch receiver {
    case .object:
      let callee = try member(name, of: receiver)
      return try callMember(callee, instruction, frame, address)
    case .function(let function):
      if let result = try callHandleMethod(name, function, instruction, frame) {
        _ = stack.pop()
        stack.push(result)
        return false
      }
      let callee = try member(name, of: receiver)
      return try callMember(callee, instruction, frame, address)
    case .undefined(let undefined):
      if set.settings.lenientUndefined, set.names[name] != "items" {
        throw problem(of: undefined)
      }
      throw problem(of: undefined)
    default:
      let text = set.names[name]
      if case .map(let map) = receiver, instruction.flag & 4 == 0, map[text] != nil {
        return try callMember(try member(name, of: receiver), instruction, frame, address)
      }
      if instruction.count == 0 {
        stack.drop()
        stack.push(try method(text, of: receiver, [], []))
        return false
      }
      let written = try arguments(frame, Int(instruction.b))
      stack.drop()
      stack.push(try method(text, of: receiver, written.positional, written.named))
      return false
    }
  }

  private mutating func callMember(
    _ callee: Value, _ instruction: Instruction, _ frame: Frame, _ address: Int
  ) throws -> Bool {
    let wrote = try call(callee, instruction, frame, address)
    if wrote {
      _ = stack.pop()
    } else {
      let result = stack.pop()
      stack.top = result
    }
    return wrote
  }

  /// Methods of `loop` and of cyclers; `nil` for what is no such method.
  private mutating func callHandleMethod(
    _ name: Int, _ function: FunctionValue, _ instruction: Instruction, _ frame: Frame
  ) throws -> Value? {
    let text = set.names[name]
    let index = Int(function.index)
    let shape = Int(instruction.b)
    switch (function.kind, text) {
    case (.loop, "cycle"):
      return try cycle(index, try positional(frame, shape, "`cycle`", most: nil))
    case (.loop, "changed"):
      return try hasChanged(index, try positional(frame, shape, "`changed`", most: nil))
    case (.cycler, "next"):
      _ = try positional(frame, shape, "`next`", most: 0)
      return cycled(function, moves: true)
    case (.cycler, "reset"):
      _ = try positional(frame, shape, "`reset`", most: 0)
      cyclers[index].position = 0
      return Value.none
    default: return nil
    }
  }

  /// Calls a method that changes its receiver: → result, changed receiver.
  mutating func callChanging(
    _ instruction: Instruction, _ frame: Frame, _ address: Int
  ) throws {
    let name = set.names[Int(instruction.a)]
    let receiver = stack[stack.count - Int(instruction.count) - 1]
    switch receiver {
    case .list(let list) where !list.isTuple:
      let written = try arguments(frame, Int(instruction.b))
      _ = stack.pop()
      var items = list.items
      let result = try change(&items, name, written.positional, written.named)
      stack.push(result)
      stack.push(try notTooDeep(.list(items)))
    case .map(let map) where instruction.flag & 4 != 0:
      let written = try arguments(frame, Int(instruction.b))
      _ = stack.pop()
      var changed = map
      let result = try change(&changed, name, written.positional, written.named)
      stack.push(result)
      stack.push(try notTooDeep(.map(changed)))
    default:
      let wrote = try callMethod(instruction, frame, address)
      if wrote { stack.push(.none) }
      stack.push(receiver)
    }
  }
}

let mapMethods: Set<String> = [
  "items", "keys", "values", "get", "pop", "update", "setdefault", "clear", "copy", "popitem",
]
