// Filters that pick, order and group the elements of lists.

/// Adds the filters that pick, order and group.
func addQueryFilters(to table: inout CallableTable) {
  table.add(Callable("map", [.rest, .named]) { try $0.mapFilter($1) })
  table.add(Callable("select", [.rest, .named]) { try $0.pick($1, byMember: false, keeps: true) })
  table.add(Callable("reject", [.rest, .named]) { try $0.pick($1, byMember: false, keeps: false) })
  table.add(
    Callable("selectattr", [.rest, .named]) { try $0.pick($1, byMember: true, keeps: true) })
  table.add(
    Callable("rejectattr", [.rest, .named]) { try $0.pick($1, byMember: true, keeps: false) })
  table.add(
    Callable(
      "sort", [.optional("reverse"), .optional("case_sensitive"), .optional("attribute")]
    ) { try $0.sortFilter($1) })
  table.add(
    Callable("unique", [.optional("case_sensitive"), .optional("attribute")]) {
      try $0.uniqueFilter($1)
    })
  table.add(
    Callable(
      "groupby", ["attribute", .optional("default"), .optional("case_sensitive")]
    ) { try $0.groupFilter($1) })
  table.alias("group_by", of: "groupby")
  table.add(
    Callable(
      "dictsort", [.optional("case_sensitive"), .optional("by"), .optional("reverse")]
    ) { try $0.dictsortFilter($1) })
}

extension Renderer {
  mutating func mapFilter(_ operands: Operands) throws -> Value {
    let items = try elementsIfAny(operands)
    let positional = rest(operands, 0)
    var named = named(operands, 1)
    if positional.isEmpty, let attribute = named.remove(.text("attribute")) {
      let standard = named.remove(.text("default"))
      if case .string(let text)? = named.keys.first {
        throw TemplateProblem.badCall(
          "the filter `map` has no parameter `\(String(decoding: text.bytes, as: UTF8.self))`")
      }
      let path = try path(attribute)
      let replacement = standard.flatMap { $0.isNone ? nil : $0 }
      return .list(try items.map { try follow(path, from: $0, standard: replacement) })
    }
    guard let first = positional.first else {
      throw TemplateProblem.badCall(
        "the filter `map` needs the name of a filter or `attribute`")
    }
    let name = String(decoding: try softText(first).bytes, as: UTF8.self)
    let arguments = Array(positional.dropFirst())
    return .list(try items.map { try apply(filter: name, to: $0, arguments, named) })
  }

  /// The elements of what is filtered; none of what is false, as Jinja2 has it.
  private func elementsIfAny(_ operands: Operands) throws -> [Value] {
    let value = input(operands)
    if !value.isTruthy { return [] }
    return try iterable(value)
  }

  mutating func pick(
    _ operands: Operands, byMember: Bool, keeps: Bool
  ) throws -> Value {
    let items = try elementsIfAny(operands)
    var arguments = rest(operands, 0)
    var path: [Value] = []
    if byMember {
      guard let first = arguments.first else {
        throw TemplateProblem.badCall("the name of a member is missing")
      }
      path = try self.path(first)
      arguments.removeFirst()
    }
    let named = named(operands, 1)
    let test = try arguments.first.map {
      String(decoding: try softText($0).bytes, as: UTF8.self)
    }
    let others = Array(arguments.dropFirst())
    var picked: [Value] = []
    for item in items {
      let value = try follow(path, from: item)
      let passes = try test.map { try self.passes(test: $0, value, others, named) }
      if (passes ?? value.isTruthy) == keeps { picked.append(item) }
    }
    return .list(picked)
  }

  mutating func sortFilter(_ operands: Operands) throws -> Value {
    let isSensitive = flag(operands, 1)
    var paths: [[Value]] = []
    if case .string(let text)? = argument(operands, 2) {
      paths = text.bytes.split(
        separator: UInt8(ascii: ","), omittingEmptySubsequences: false
      ).map { pathParts(Array($0)) }
    } else {
      paths = [try path(argument(operands, 2))]
    }
    let items = try elements(operands)
    let keys = try items.map { item in
      try paths.map { folded(try follow($0, from: item), caseSensitive: isSensitive) }
    }
    return .list(try sorted(items, by: keys, reverse: flag(operands, 0), byLists: true))
  }

  mutating func uniqueFilter(_ operands: Operands) throws -> Value {
    let isSensitive = flag(operands, 0)
    let path = try path(argument(operands, 1))
    var seen = ValueMap()
    var seenUndefined = false
    var unique: [Value] = []
    for item in try elements(operands) {
      let found = try definedOrEmpty(try follow(path, from: item))
      if found.isUndefined {
        if !seenUndefined { unique.append(item) }
        seenUndefined = true
        continue
      }
      let key = folded(found, caseSensitive: isSensitive)
      guard seen[key] == nil else { continue }
      guard seen.set(key, .none) else {
        throw TemplateProblem.badArgument("\(key.typeName) cannot be compared for `unique`")
      }
      unique.append(item)
    }
    return .list(unique)
  }

  mutating func groupFilter(_ operands: Operands) throws -> Value {
    let isSensitive = flag(operands, 2)
    let path = try path(argument(operands, 0))
    let standard = argument(operands, 1).flatMap { $0.isNone ? nil : $0 }
    let items = try elements(operands)
    let keys = try items.map { item in
      [folded(try follow(path, from: item, standard: standard), caseSensitive: isSensitive)]
    }
    var groups: [(key: Value, items: [Value])] = []
    let pairs = zip(items, keys).map { Value.tuple([$0.0, $0.1[0]]) }
    for pair in try sorted(pairs, by: keys, reverse: false) {
      guard case .list(let parts) = pair else { continue }
      if let last = groups.last, valuesEqual(last.key, parts.items[1]) {
        groups[groups.count - 1].items.append(parts.items[0])
      } else {
        groups.append((parts.items[1], [parts.items[0]]))
      }
    }
    return .list(
      try groups.map { group in
        let key =
          isSensitive ? group.key : try follow(path, from: group.items[0], standard: standard)
        return .tuple([key, .list(group.items)])
      })
  }

  func dictsortFilter(_ operands: Operands) throws -> Value {
    guard case .map(let map) = try definedInput(operands) else {
      throw TemplateProblem.wrongType(
        what: "`dictsort` needs a mapping", found: input(operands).typeName)
    }
    let by = try optionalText(operands, 1).map { String(decoding: $0.bytes, as: UTF8.self) }
    guard by == nil || by == "key" || by == "value" else {
      throw TemplateProblem.badArgument("`by` is `key` or `value`")
    }
    let isSensitive = flag(operands, 0)
    let keys = map.entries.map { entry in
      [folded(by == "value" ? entry.value : entry.key, caseSensitive: isSensitive)]
    }
    let pairs = map.entries.map { Value.tuple([$0.key, $0.value]) }
    return .list(try sorted(pairs, by: keys, reverse: flag(operands, 2)))
  }
}
