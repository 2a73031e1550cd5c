// Python's methods of texts that templates call.
//
// Of markup they give markup, and what is put into it is escaped, as markupsafe does.

extension Renderer {
  /// The result of a text's method; `nil` for what is none.
  func method(
    _ name: String, of text: Text, _ arguments: [Value],
    _ named: [(name: String, value: Value)]
  ) throws -> Value? {
    let call = TextCall(text: text, arguments: arguments)
    if name == "format" { return try format(braces: text, arguments, named) }
    if let result = try changed(name, call) {
      try checkLength(result.count)
      return call.same(result)
    }
    if let parts = try parted(name, call) { return parts }
    return try asked(name, call)
  }

  /// Methods that give a text.
  private func changed(_ name: String, _ call: TextCall) throws -> [UInt8]? {
    let bytes = call.text.bytes
    switch name {
    case "upper": return uppercased(bytes)
    case "lower", "casefold": return lowercased(bytes)
    case "capitalize": return capitalized(bytes)
    case "title": return pythonTitled(bytes)
    case "swapcase": return swapCased(bytes)
    case "strip": return trimmed(bytes, try call.optionalText(0))
    case "lstrip": return trimmed(bytes, try call.optionalText(0), right: false)
    case "rstrip": return trimmed(bytes, try call.optionalText(0), left: false)
    case "replace":
      return replacing(
        bytes, try call.text(0), try call.inserted(1), try call.whole(2) ?? -1)
    case "removeprefix":
      let part = try call.text(0)
      return bytes.starts(with: part) ? Array(bytes.dropFirst(part.count)) : bytes
    case "removesuffix":
      let part = try call.text(0)
      return bytes.suffix(part.count).elementsEqual(part) ? bytes.dropLast(part.count) : bytes
    case "center", "ljust", "rjust":
      let width = try call.whole(0) ?? 0
      try checkLength(width)
      let fill = call.arguments.count > 1 ? try call.inserted(1) : [0x20]
      if name == "center" { return centered(bytes, width, fill) }
      let missing = max(0, width - scalarCount(bytes))
      let space = Array(repeatElement(fill, count: missing).joined())
      return name == "ljust" ? bytes + space : space + bytes
    case "zfill":
      let width = try call.whole(0) ?? 0
      try checkLength(width)
      let hasSign = bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+")
      let zeros = [UInt8](
        repeating: UInt8(ascii: "0"), count: max(0, width - scalarCount(bytes)))
      return hasSign ? bytes.prefix(1) + zeros + bytes.dropFirst() : zeros + bytes
    case "expandtabs": return expanded(bytes, try call.whole(0) ?? 8)
    case "join":
      let parts = try iterable(call.arguments.first ?? .none).map { part in
        guard case .string(let piece) = part else {
          throw TemplateProblem.wrongType(what: "`join` needs texts", found: part.typeName)
        }
        return call.text.isSafe && !piece.isSafe ? escaped(piece.bytes) : piece.bytes
      }
      return Array(parts.joined(separator: bytes))
    default: return nil
    }
  }

  /// Methods that give several texts.
  private func parted(_ name: String, _ call: TextCall) throws -> Value? {
    let bytes = call.text.bytes
    switch name {
    case "split", "rsplit":
      let most = try call.whole(1) ?? -1
      let separator = try call.optionalText(0)
      if let separator, separator.isEmpty {
        throw TemplateProblem.badArgument("a text cannot be split at nothing")
      }
      if name == "split" || most < 0 {
        let parts =
          separator.map { split(bytes, at: $0, most: most) } ?? splitAtSpace(bytes, most: most)
        return .list(parts.map(call.same))
      }
      return .list(splitFromRight(bytes, separator, most).map(call.same))
    case "splitlines":
      return .list(
        lines(bytes, keepEnds: call.arguments.first?.isTruthy ?? false).map(call.same))
    case "partition", "rpartition":
      let separator = try call.text(0)
      let parts = split(bytes, at: separator)
      guard parts.count > 1 else {
        let whole = call.same(bytes)
        let empty = call.same([])
        return .tuple(name == "partition" ? [whole, empty, empty] : [empty, empty, whole])
      }
      let cut = name == "partition" ? 1 : parts.count - 1
      return .tuple(
        [
          Array(parts[..<cut].joined(separator: separator)), separator,
          Array(parts[cut...].joined(separator: separator)),
        ].map(call.same))
    default: return nil
    }
  }

  /// Methods that answer a question.
  private func asked(_ name: String, _ call: TextCall) throws -> Value? {
    let bytes = call.text.bytes
    switch name {
    case "startswith", "endswith":
      var patterns = [call.arguments.first ?? .none]
      if case .list(let list)? = call.arguments.first { patterns = list.items }
      for pattern in patterns {
        guard case .string(let part) = pattern else {
          throw TemplateProblem.wrongType(what: "`\(name)` needs a text", found: pattern.typeName)
        }
        let found =
          name == "startswith"
          ? bytes.starts(with: part.bytes)
          : bytes.suffix(part.bytes.count).elementsEqual(part.bytes)
        if found, call.arguments.count == 1 { return .bool(true) }
        if found, let start = try call.whole(1) {
          return .bool(scalarCount(bytes) - scalarCount(part.bytes) >= start)
        }
      }
      return .bool(false)
    case "find", "index":
      if let index = find(try call.text(0), in: bytes, from: 0) {
        return .int(scalarCount(Array(bytes[..<index])))
      }
      if name == "find" { return .int(-1) }
      throw TemplateProblem.badArgument("the text does not hold that part")
    case "count":
      let part = try call.text(0)
      return .int(part.isEmpty ? scalarCount(bytes) + 1 : split(bytes, at: part).count - 1)
    case "isdigit", "isdecimal", "isnumeric": return call.all { $0.properties.numericType != nil }
    case "isalpha": return call.all { $0.properties.isAlphabetic }
    case "isalnum":
      return call.all { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    case "isspace": return call.all { $0.properties.isWhitespace }
    case "islower": return .bool(hasCase(bytes, isUpper: false))
    case "isupper": return .bool(hasCase(bytes, isUpper: true))
    default: return nil
    }
  }
}

/// A call of a text's method.
private struct TextCall {
  let text: Text
  let arguments: [Value]

  func same(_ bytes: [UInt8]) -> Value { .string(Text(bytes, isSafe: text.isSafe)) }

  func text(_ index: Int) throws -> [UInt8] {
    guard arguments.count > index, case .string(let text) = arguments[index] else {
      throw TemplateProblem.wrongType(
        what: "the method needs a text",
        found: arguments.count > index ? arguments[index].typeName : "nothing")
    }
    return text.bytes
  }

  func optionalText(_ index: Int) throws -> [UInt8]? {
    guard arguments.count > index, !arguments[index].isNone else { return nil }
    return try text(index)
  }

  /// An argument that becomes part of the text.
  func inserted(_ index: Int) throws -> [UInt8] {
    let bytes = try text(index)
    guard text.isSafe, case .string(let given) = arguments[index], !given.isSafe else {
      return bytes
    }
    var output: [UInt8] = []
    appendEscaped(bytes, to: &output)
    return output
  }

  func whole(_ index: Int) throws -> Int? {
    guard arguments.count > index else { return nil }
    guard case .int(let number)? = arguments[index].number else {
      throw TemplateProblem.wrongType(
        what: "the method needs a whole number", found: arguments[index].typeName)
    }
    return number
  }

  func all(_ holds: (Unicode.Scalar) -> Bool) -> Value {
    let scalars = String(decoding: text.bytes, as: UTF8.self).unicodeScalars
    return .bool(!scalars.isEmpty && scalars.allSatisfy(holds))
  }
}

/// Python's `title`: a word is a run of letters, so `don't` has two.
private func pythonTitled(_ bytes: [UInt8]) -> [UInt8] {
  var output: [UInt8] = []
  var isInWord = false
  for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
    let properties = scalar.properties
    output += Array((isInWord ? properties.lowercaseMapping : properties.titlecaseMapping).utf8)
    isInWord = properties.isCased
  }
  return output
}

private func swapCased(_ bytes: [UInt8]) -> [UInt8] {
  String(decoding: bytes, as: UTF8.self).unicodeScalars.flatMap { scalar -> [UInt8] in
    let properties = scalar.properties
    if properties.isUppercase { return Array(properties.lowercaseMapping.utf8) }
    return properties.isLowercase
      ? Array(properties.uppercaseMapping.utf8) : Array(String(scalar).utf8)
  }
}

private func expanded(_ bytes: [UInt8], _ size: Int) -> [UInt8] {
  var output: [UInt8] = []
  var column = 0
  for byte in bytes {
    if byte == UInt8(ascii: "\t") {
      let count = size > 0 ? min(size, 1000) - column % min(size, 1000) : 0
      output += repeatElement(UInt8(ascii: " "), count: count)
      column += count
    } else {
      output.append(byte)
      if byte & 0xC0 != 0x80 { column += 1 }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { column = 0 }
    }
  }
  return output
}

private func splitFromRight(_ bytes: [UInt8], _ separator: [UInt8]?, _ most: Int) -> [[UInt8]] {
  guard let separator else {
    let parts = splitAtSpace(bytes)
    guard parts.count > most + 1 else { return parts }
    var rest = trimmed(bytes, left: false)
    for part in parts.suffix(most).reversed() {
      rest = trimmed(rest.dropLast(part.count), left: false)
    }
    return [trimmed(rest, right: false)] + parts.suffix(most)
  }
  let parts = split(bytes, at: separator)
  guard parts.count > most + 1 else { return parts }
  let cut = parts.count - most
  return [Array(parts[..<cut].joined(separator: separator))] + parts[cut...]
}
