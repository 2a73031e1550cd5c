// Python's methods of lists and mappings that templates call.

extension Renderer {
  /// The result of a method that changes nothing.
  mutating func method(
    _ name: String, of receiver: Value, _ arguments: [Value],
    _ named: [(name: String, value: Value)]
  ) throws -> Value {
    switch receiver {
    case .map(let map):
      if let result = try method(name, of: map, arguments) { return result }
    case .list(let list):
      if let result = try method(name, of: list, arguments) { return result }
    case .string(let text):
      if let result = try method(name, of: text, arguments, named) { return result }
    case .float(let number) where name == "is_integer" && arguments.isEmpty:
      return .bool(number == number.rounded())
    default: break
    }
    if changingMethods.contains(name) { throw TemplateProblem.cannotChange(name) }
    _ = try defined(noItem(.text(name), of: receiver))
    return .none
  }

  private func method(
    _ name: String, of map: ValueMap, _ arguments: [Value]
  ) throws -> Value? {
    switch name {
    case "items": return .list(map.entries.map { .tuple([$0.key, $0.value]) })
    case "keys": return .list(map.keys)
    case "values": return .list(map.values)
    case "copy": return .map(map)
    case "get":
      guard let key = arguments.first else { return nil }
      return map[try defined(key)] ?? (arguments.count > 1 ? arguments[1] : Value.none)
    default: return nil
    }
  }

  private func method(
    _ name: String, of list: ValueList, _ arguments: [Value]
  ) throws -> Value? {
    switch name {
    case "index":
      guard let wanted = arguments.first else { return nil }
      guard let index = list.items.firstIndex(where: { valuesEqual($0, wanted) }) else {
        throw TemplateProblem.badArgument("the list does not hold that element")
      }
      return .int(index)
    case "count":
      guard let wanted = arguments.first else { return nil }
      return .int(list.items.reduce(0) { valuesEqual($1, wanted) ? $0 + 1 : $0 })
    case "copy": return .list(list)
    default: return nil
    }
  }

  /// Changes a list.
  func change(
    _ items: inout [Value], _ name: String, _ arguments: [Value],
    _ named: [(name: String, value: Value)]
  ) throws -> Value {
    switch (name, arguments.count) {
    case ("append", 1): items.append(arguments[0])
    case ("extend", 1): items += try iterable(arguments[0])
    case ("clear", 0): items = []
    case ("reverse", 0): items.reverse()
    case ("sort", 0):
      let reverse = named.first { $0.name == "reverse" }?.value.isTruthy ?? false
      items = try sorted(items, by: items.map { [$0] }, reverse: reverse)
    case ("insert", 2):
      guard case .int(let index) = arguments[0] else { break }
      let place = index < 0 ? max(0, index &+ items.count) : min(index, items.count)
      items.insert(arguments[1], at: place)
    case ("pop", 0...1):
      guard case .int(let index) = arguments.first ?? .int(-1) else { break }
      let place = index < 0 ? index &+ items.count : index
      guard items.indices.contains(place) else {
        throw TemplateProblem.badArgument("the list has no element \(index) to take out")
      }
      return items.remove(at: place)
    case ("remove", 1):
      guard let index = items.firstIndex(where: { valuesEqual($0, arguments[0]) }) else {
        throw TemplateProblem.badArgument("the list does not hold that element")
      }
      items.remove(at: index)
    default: throw TemplateProblem.badCall("`\(name)` of a list has other arguments")
    }
    if items.count > set.settings.limits.elements {
      throw TemplateProblem.listTooLong(set.settings.limits.elements)
    }
    return .none
  }

  /// Changes a mapping.
  mutating func change(
    _ map: inout ValueMap, _ name: String, _ arguments: [Value],
    _ named: [(name: String, value: Value)]
  ) throws -> Value {
    switch (name, arguments.count) {
    case ("update", 0...1):
      if case .map(let other)? = arguments.first {
        for entry in other.entries { map.set(entry.key, entry.value) }
      }
      for (name, value) in named { map.set(.text(name), value) }
    case ("clear", 0): map = ValueMap()
    case ("setdefault", 1...2):
      let key = try defined(arguments[0])
      if let known = map[key] { return known }
      let value = arguments.count > 1 ? arguments[1] : Value.none
      map.set(key, value)
      return value
    case ("pop", 1...2):
      let key = try defined(arguments[0])
      if let value = map.remove(key) { return value }
      guard arguments.count > 1 else {
        throw TemplateProblem.badArgument("the mapping has no such key to take out")
      }
      return arguments[1]
    default:
      if let result = try method(name, of: map, arguments) { return result }
      throw TemplateProblem.badCall("`\(name)` of a mapping has other arguments")
    }
    return .none
  }
}
