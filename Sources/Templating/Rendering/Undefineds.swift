// What happens to values that are not there.
//
// Strict, which is the default: asking for them is allowed, using them is an error. Lenient:
// they print as nothing and have undefined members. In conditions they are false either way.

extension Renderer {
  /// The value, unless it is undefined, which is an error.
  @inline(__always)
  func defined(_ value: consuming Value) throws -> Value {
    if case .undefined(let undefined) = value { throw problem(of: undefined) }
    return value
  }

  /// The value for a place where a lenient undefined counts as an empty text or list.
  @inline(__always)
  func definedOrEmpty(_ value: Value) throws -> Value {
    if case .undefined(let undefined) = value {
      if set.settings.lenientUndefined || undefined.kind == .inlineElse { return value }
      throw problem(of: undefined)
    }
    return value
  }

  /// What there is to say about a value that is not there.
  @inline(never)
  func problem(of undefined: Undefined) -> TemplateProblem {
    let name =
      undefined.nameIndex == UInt32(Undefined.unknownName)
      ? nil : set.names.names[Int(undefined.nameIndex)].text
    let isRecent = undefined.serial == missing.serial && serial != 0
    switch undefined.kind {
    case .variable, .absent:
      return .undefinedVariable(name ?? "?", known: contextNames.sorted())
    case .member:
      guard isRecent else { return .undefinedMember(name ?? "?", of: "it", known: []) }
      return .undefinedMember(
        name ?? "?", of: description(of: missing.owner), known: memberNames(of: missing.owner))
    case .item:
      guard isRecent else { return .undefinedItem("of that key", of: "it", known: []) }
      if case .string(let text) = missing.key {
        return .undefinedMember(
          String(decoding: text.bytes, as: UTF8.self), of: description(of: missing.owner),
          known: memberNames(of: missing.owner))
      }
      var key: [UInt8] = []
      appendRepresentation(missing.key, to: &key)
      return .undefinedItem(
        String(decoding: key, as: UTF8.self), of: description(of: missing.owner),
        known: memberNames(of: missing.owner))
    case .parameter: return .undefinedParameter(name ?? "?")
    case .element: return .undefinedElement
    case .inlineElse: return .noElse
    case .export: return .undefinedExport(name ?? "?")
    }
  }

  private func description(of owner: Value) -> String {
    switch owner {
    case .map: "the mapping"
    case .list(let list):
      list.items.count == 1
        ? "the list of one element" : "the list of \(list.items.count) elements"
    case .string: "the text"
    case .object(let object): "the \(object.typeName)"
    case .function(let function):
      function.typeName.hasPrefix("a ") ? "the \(function.typeName.dropFirst(2))" : "it"
    default: owner.typeName
    }
  }

  func memberNames(of owner: Value) -> [String] {
    switch owner {
    case .object(let object): return object.memberNames
    case .map(let map):
      return map.keys.compactMap { key in
        guard case .string(let text) = key else { return nil }
        return String(decoding: text.bytes, as: UTF8.self)
      }
    case .function(let function):
      guard function.kind == .namespace else { return [] }
      return memberNames(of: .map(namespaces[Int(function.index)]))
    default: return []
    }
  }
}
