// Filters on lists and mappings.
//
// Where Python's would give a generator, these give a list: it can be printed, counted and gone
// through twice, and it is false when it is empty.

/// Adds the filters on lists and mappings.
func addListFilters(to table: inout CallableTable) {
  table.add(
    Callable("default", [.optional("default_value"), .optional("boolean")]) {
      renderer, operands in
      let value = renderer.input(operands)
      let isMissing = value.isUndefined || (renderer.flag(operands, 1) && !value.isTruthy)
      return isMissing ? renderer.argument(operands, 0) ?? .text("") : value
    })
  table.alias("d", of: "default")
  table.add(
    Callable("length") { renderer, operands in
      .int(try renderer.length(of: renderer.input(operands)))
    })
  table.alias("count", of: "length")
  table.add(
    Callable("first") { renderer, operands in
      try renderer.elements(operands).first ?? .undefined(Undefined(.element))
    })
  table.add(
    Callable("last") { renderer, operands in
      if case .string(let text) = renderer.input(operands), text.isSafe {
        // Going backwards, Python takes characters of markup by index, which leaves them markup.
        return try renderer.item(of: .string(text), .int(-1))
      }
      return try renderer.elements(operands).last ?? .undefined(Undefined(.element))
    })
  table.add(
    Callable("list") { renderer, operands in
      .list(try renderer.elements(operands))
    })
  table.add(Callable("join", [.optional("d"), .optional("attribute")]) { try $0.join($1) })
  table.add(
    Callable("reverse") { renderer, operands in
      if case .string(let text) = try renderer.definedOrEmpty(renderer.input(operands)) {
        let reversed = renderer.scalars(of: text).reversed().flatMap { scalar -> [UInt8] in
          if case .string(let text) = scalar { text.bytes } else { [] }
        }
        return .string(Text(reversed, isSafe: text.isSafe))
      }
      return .list(try renderer.elements(operands).reversed())
    })
  table.add(
    Callable("items") { renderer, operands in
      let value = renderer.input(operands)
      if value.isUndefined { return .list([]) }
      guard case .map(let map) = value else {
        throw TemplateProblem.wrongType(what: "`items` needs a mapping", found: value.typeName)
      }
      return .list(map.entries.map { .tuple([$0.key, $0.value]) })
    })
  table.add(
    Callable("batch", ["linecount", .optional("fill_with")]) { try $0.batch($1) })
  table.add(Callable("slice", ["slices", .optional("fill_with")]) { try $0.slices($1) })
  table.add(
    Callable("nth", ["n"]) { renderer, operands in
      let index = try renderer.whole(operands, 0, "n") ?? 0
      let items = try renderer.elements(operands)
      return items.indices.contains(index) ? items[index] : .undefined(Undefined(.element))
    })
  table.add(
    Callable("concat", ["with"]) { renderer, operands in
      var items = try renderer.elements(operands)
      let other = try renderer.defined(renderer.argument(operands, 0) ?? .none)
      if case .list(let list) = other { items += list.items } else { items.append(other) }
      return .list(items)
    })
  table.add(
    Callable("split", ["pat"]) { renderer, operands in
      let text = try renderer.textInput(operands)
      let pattern = try renderer.softText(renderer.argument(operands, 0) ?? .none).bytes
      guard !pattern.isEmpty else {
        throw TemplateProblem.badArgument("a text cannot be split at nothing")
      }
      return .list(
        split(text.bytes, at: pattern).map { .string(Text($0, isSafe: text.isSafe)) })
    })
  table.add(
    Callable("attr", ["name"]) { renderer, operands in
      let name = try renderer.softText(renderer.argument(operands, 0) ?? .none)
      return try renderer.member(
        named: String(decoding: name.bytes, as: UTF8.self), of: renderer.input(operands))
    })
}

extension Renderer {
  /// How many elements a value has.
  func length(of value: Value) throws -> Int {
    switch value {
    case .string(let text): return scalarCount(text.bytes)
    case .list(let list): return list.items.count
    case .map(let map): return map.count
    case .object(let object):
      if let elements = object.elements { return elements.count }
    case .undefined(let undefined):
      if set.settings.lenientUndefined || undefined.kind == .inlineElse { return 0 }
      throw problem(of: undefined)
    case .function(let function) where function.kind == .loop:
      return Int(function.index) < loops.count
        ? loops[Int(function.index)].items.count : 0
    default: break
    }
    throw TemplateProblem.wrongType(
      what: "only texts, lists and mappings have a length", found: value.typeName)
  }

  mutating func join(_ operands: Operands) throws -> Value {
    var items = try elements(operands)
    let separator = try argument(operands, 0).map { try softText($0) } ?? Text([])
    if let attribute = argument(operands, 1), !attribute.isNone {
      let path = try path(attribute)
      for index in items.indices { items[index] = try follow(path, from: items[index]) }
    }
    var isSafe = escapes && separator.isSafe
    if escapes, !isSafe {
      isSafe = items.contains { item in
        // markupsafe asks for markup, and a lenient undefined has that: nothing.
        if case .string(let text) = item { text.isSafe } else { item.isUndefined }
      }
    }
    var output: [UInt8] = []
    for (index, item) in items.enumerated() {
      if index > 0 {
        try appendOutput(.string(separator), escapes: isSafe, to: &output)
      }
      try appendOutput(try definedOrEmpty(item), escapes: isSafe, to: &output)
      try checkLength(output.count)
    }
    return .string(Text(output, isSafe: isSafe))
  }

  func batch(_ operands: Operands) throws -> Value {
    let count = try whole(operands, 0, "linecount") ?? 1
    let fill = argument(operands, 1) ?? .none
    var batches: [Value] = []
    var batch: [Value] = []
    for item in try elements(operands) {
      if batch.count == count {
        batches.append(.list(batch))
        batch = []
      }
      batch.append(item)
    }
    if !batch.isEmpty {
      if !fill.isNone, batch.count < count {
        guard count <= set.settings.limits.elements else {
          throw TemplateProblem.listTooLong(set.settings.limits.elements)
        }
        batch += repeatElement(fill, count: count - batch.count)
      }
      batches.append(.list(batch))
    }
    return .list(batches)
  }

  func slices(_ operands: Operands) throws -> Value {
    let count = try whole(operands, 0, "slices") ?? 1
    let items = try elements(operands)
    if count == 0 { throw TemplateProblem.divisionByZero }
    guard count > 0 else { return .list([]) }
    guard count <= set.settings.limits.elements else {
      throw TemplateProblem.listTooLong(set.settings.limits.elements)
    }
    let fill = argument(operands, 1) ?? .none
    let (size, extra) = items.count.quotientAndRemainder(dividingBy: count)
    var slices: [Value] = []
    var start = 0
    for index in 0..<count {
      let end = start + size + (index < extra ? 1 : 0)
      var slice = Array(items[start..<end])
      if !fill.isNone, index >= extra { slice.append(fill) }
      slices.append(.list(slice))
      start = end
    }
    return .list(slices)
  }
}
