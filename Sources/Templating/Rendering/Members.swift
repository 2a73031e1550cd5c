// Members, elements and slices of values.
//
// Jinja2 first looks for a Python attribute and then for an element. Here the methods of texts,
// lists and mappings are found when they are called; a member without a call is an element.

/// How the names of the set are spelt, as pointers that are good for one rendering: names are
/// looked up all the time, and an array inside of the set would be retained for each.
struct Spelling {
  let names: UnsafeBufferPointer<Name>
  let hashes: UnsafeBufferPointer<Int>
  /// The UTF-8 of all names, one after the other.
  let bytes: UnsafeBufferPointer<UInt8>
  /// Where each name ends; the first begins at 0.
  let ends: UnsafeBufferPointer<Int>

  /// Where a mapping holds the key of that name.
  @inline(__always)
  func index(of name: Int, in map: borrowing ValueMap) -> Int? {
    let start = name == 0 ? 0 : ends[name - 1]
    return map.textIndex(
      hash: hashes[name], bytes: UnsafeBufferPointer(rebasing: bytes[start..<ends[name]]))
  }
}

extension Renderer {
  /// The member with the name of that number.
  @inline(__always)
  mutating func member(_ name: Int, of value: borrowing Value) throws -> Value {
    switch value {
    case .object(let object):
      if let found = object.member(spelling.names[name]) { return found }
    case .map(let map):
      if let index = spelling.index(of: name, in: map) { return map.entries[index].value }
    default: return try otherMember(name, of: copy value)
    }
    return noMember(name, of: copy value)
  }

  @inline(never)
  private mutating func noMember(_ name: Int, of owner: Value) -> Value {
    serial &+= 1
    missing = (serial, owner, .text(set.names[name]))
    return .undefined(Undefined(.member, name: name, serial: serial))
  }

  @inline(never)
  private mutating func otherMember(_ name: Int, of value: Value) throws -> Value {
    switch value {
    case .undefined:
      if set.settings.lenientUndefined { return value }
      _ = try defined(value)
    case .function(let function):
      if let found = try handleMember(name, of: function) { return found }
    case .list(let list) where list.isTuple && list.items.count == 2:
      // The pairs of `groupby` have names for their parts.
      if set.names[name] == "grouper" { return list.items[0] }
      if set.names[name] == "list" { return list.items[1] }
    case .list, .string, .int, .float, .bool, .none, .object, .map: break
    }
    return noMember(name, of: value)
  }

  /// A root variable's member.
  @inline(__always)
  mutating func rootMember(_ name: Int, _ slot: Int, _ variables: Int) throws -> Value {
    if case .object(let object) = store[variables + slot],
      let found = object.member(spelling.names[name])
    {
      return found
    }
    return try member(name, of: rootValue(slot, variables))
  }

  /// A member of what is in a slot of the stack.
  @inline(__always)
  mutating func slotMember(_ name: Int, _ slot: Int) throws -> Value {
    switch stack[slot] {
    case .object(let object):
      if let found = object.member(spelling.names[name]) { return found }
    case .map(let map):
      if let index = spelling.index(of: name, in: map) { return map.entries[index].value }
    default: break
    }
    return try member(name, of: stack[slot])
  }

  /// A member by a name that is known while rendering only.
  mutating func member(named text: String, of value: Value) throws -> Value {
    if let known = set.names.known(text) { return try member(known, of: value) }
    switch value {
    case .object(let object):
      if let found = object.member(Name(id: -1, text: text)) { return found }
    case .map(let map): if let found = map[text] { return found }
    case .undefined:
      if set.settings.lenientUndefined { return value }
      _ = try defined(value)
    case .function(let function):
      if function.kind == .namespace, let found = namespaces[Int(function.index)][text] {
        return found
      }
    default: break
    }
    return noItem(.text(text), of: value)
  }

  /// `value[key]`.
  mutating func item(of value: Value, _ key: Value) throws -> Value {
    switch (value, key) {
    case (.list(let list), .string(let name)) where list.isTuple && list.items.count == 2:
      // The pairs of `groupby` have names for their parts.
      if name.bytes.elementsEqual("grouper".utf8) { return list.items[0] }
      if name.bytes.elementsEqual("list".utf8) { return list.items[1] }
    case (.list(let list), .int(let index)):
      if let place = position(index, list.items.count) { return list.items[place] }
    case (.list(let list), .bool(let flag)):
      if let place = position(flag ? 1 : 0, list.items.count) { return list.items[place] }
    case (.string(let text), .int(let index)):
      if let scalar = scalar(at: index, of: text) { return scalar }
    case (.map(let map), _):
      if let found = map[set.settings.lenientUndefined ? key : try defined(key)] { return found }
    case (.undefined, _):
      if set.settings.lenientUndefined { return value }
      _ = try defined(value)
    case (_, .string(let text)):
      return try member(named: String(decoding: text.bytes, as: UTF8.self), of: value)
    default: break
    }
    return noItem(key, of: value)
  }

  mutating func noItem(_ key: Value, of owner: Value) -> Value {
    serial &+= 1
    missing = (serial, owner, key)
    return .undefined(Undefined(.item, serial: serial))
  }

  private func position(_ index: Int, _ count: Int) -> Int? {
    let position = index < 0 ? index &+ count : index
    return position >= 0 && position < count ? position : nil
  }

  private func scalar(at index: Int, of text: Text) -> Value? {
    let starts = scalarStarts(text.bytes)
    guard let place = position(index, starts.count - 1) else { return nil }
    return .string(
      Text(Array(text.bytes[starts[place]..<starts[place + 1]]), isSafe: text.isSafe))
  }

  // MARK: Slices

  /// `value[from:to:step]`; what is there of the parts lies on the stack.
  mutating func slice(parts: UInt8) throws {
    var bounds: [Int?] = [nil, nil, nil]
    for index in [2, 1, 0] where parts & (1 << UInt8(index)) != 0 {
      switch try defined(stack.pop()) {
      case .int(let number): bounds[index] = number
      case .bool(let flag): bounds[index] = flag ? 1 : 0
      case .none: break
      case let other:
        throw TemplateProblem.wrongType(
          what: "the bounds of a slice are whole numbers", found: other.typeName)
      }
    }
    if bounds[2] == 0 { throw TemplateProblem.badArgument("the step of a slice cannot be 0") }
    let value = stack.pop()
    switch value {
    case .list(let list):
      let items = sliceIndexes(list.items.count, bounds).map { list.items[$0] }
      stack.push(.list(ValueList(items, isTuple: list.isTuple)))
    case .string(let text):
      let starts = scalarStarts(text.bytes)
      var bytes: [UInt8] = []
      for index in sliceIndexes(starts.count - 1, bounds) {
        bytes += text.bytes[starts[index]..<starts[index + 1]]
      }
      stack.push(.string(Text(bytes, isSafe: text.isSafe)))
    case .undefined:
      if set.settings.lenientUndefined { return stack.push(value) }
      _ = try defined(value)
    default: stack.push(noItem(.text("slice"), of: value))
    }
  }

  private func sliceIndexes(_ count: Int, _ bounds: [Int?]) -> [Int] {
    let step = bounds[2] ?? 1
    let isForward = step > 0
    let lowest = isForward ? 0 : -1
    let highest = isForward ? count : count - 1
    func clamped(_ bound: Int?, _ standard: Int) -> Int {
      guard let bound else { return standard }
      return min(max(bound < 0 ? bound &+ count : bound, lowest), highest)
    }
    var index = clamped(bounds[0], isForward ? 0 : count - 1)
    let end = clamped(bounds[1], isForward ? count : -1)
    var indexes: [Int] = []
    while isForward ? index < end : index > end {
      indexes.append(index)
      let (sum, overflow) = index.addingReportingOverflow(step)
      if overflow { break }
      index = sum
    }
    return indexes
  }
}

/// Where the scalars of a text begin, and its end.
func scalarStarts(_ bytes: [UInt8]) -> [Int] {
  var starts: [Int] = []
  starts.reserveCapacity(bytes.count + 1)
  for index in bytes.indices where bytes[index] & 0xC0 != 0x80 { starts.append(index) }
  if starts.first != 0 && !bytes.isEmpty { starts.insert(0, at: 0) }
  starts.append(bytes.count)
  return starts
}
