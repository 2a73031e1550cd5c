// Filters that make, unmake or check markup.

/// Adds the filters for markup and URLs.
func addMarkupFilters(to table: inout CallableTable) {
  table.add(
    Callable("escape") { renderer, operands in
      let text = try renderer.textInput(operands)
      return text.isSafe ? .string(text) : .safe(renderer.escaped(text.bytes))
    })
  table.alias("e", of: "escape")
  table.alias("escape_xml", of: "escape")
  table.add(
    Callable("forceescape") { renderer, operands in
      .safe(renderer.escaped(try renderer.textInput(operands).bytes))
    })
  table.add(
    Callable("safe") { renderer, operands in
      .safe(try renderer.textInput(operands).bytes)
    })
  table.add(
    Callable("striptags") { renderer, operands in
      .bytes(withoutTags(try renderer.textInput(operands).bytes))
    })
  table.add(
    Callable("urlencode") { renderer, operands in
      .bytes(try renderer.urlencode(renderer.definedOrEmpty(renderer.input(operands))))
    })
  table.add(
    Callable(
      "urlize",
      [
        .optional("trim_url_limit"), .optional("nofollow"), .optional("target"),
        .optional("rel"), .optional("extra_schemes"),
      ]
    ) { try $0.urlizeFilter($1) })
  table.add(Callable("xmlattr", [.optional("autospace")]) { try $0.xmlattr($1) })
  table.add(
    Callable("tojson", [.optional("indent")]) { renderer, operands in
      let indent =
        renderer.argument(operands, 0).map(\.isNone) ?? true
        ? nil : try renderer.whole(operands, 0, "indent")
      return .safe(try json(of: renderer.definedInput(operands), indent: indent))
    })
  table.add(
    Callable("json_encode", [.optional("pretty")]) { renderer, operands in
      .safe(
        try json(
          of: renderer.definedInput(operands), indent: renderer.flag(operands, 0) ? 2 : nil))
    })
  table.add(
    Callable("pprint") { renderer, operands in
      .bytes(prettyPrinted(renderer.input(operands)))
    })
}

extension Renderer {
  func urlencode(_ value: Value) throws -> [UInt8] {
    var pairs: [(Value, Value)] = []
    switch value {
    case .map(let map): pairs = map.entries.map { ($0.key, $0.value) }
    case .list(let list):
      for item in list.items {
        let parts = try iterable(item)
        guard parts.count == 2 else {
          throw TemplateProblem.wrongCount(expected: 2, found: parts.count)
        }
        pairs.append((parts[0], parts[1]))
      }
    default: return percentEncoded(try text(of: value), isQuery: false)
    }
    var output: [UInt8] = []
    for (index, (key, value)) in pairs.enumerated() {
      if index > 0 { output.append(UInt8(ascii: "&")) }
      output += percentEncoded(try text(of: defined(key)), isQuery: true)
      output.append(UInt8(ascii: "="))
      output += percentEncoded(try text(of: defined(value)), isQuery: true)
    }
    return output
  }

  func xmlattr(_ operands: Operands) throws -> Value {
    guard case .map(let map) = try definedInput(operands) else {
      throw TemplateProblem.wrongType(
        what: "`xmlattr` needs a mapping", found: input(operands).typeName)
    }
    var output: [UInt8] = []
    let spaced = argument(operands, 0)?.isTruthy ?? true
    for entry in map.entries where !entry.value.isNone && !entry.value.isUndefined {
      let key = try text(of: entry.key)
      guard !key.contains(where: isForbiddenInKey) else {
        throw TemplateProblem.badArgument(
          "`\(String(decoding: key, as: UTF8.self))` cannot be the name of an attribute")
      }
      if spaced || !output.isEmpty { output.append(UInt8(ascii: " ")) }
      try appendOutput(entry.key, escapes: true, to: &output)
      output += "=\"".utf8
      try appendOutput(entry.value, escapes: true, to: &output)
      output.append(UInt8(ascii: "\""))
    }
    return .string(Text(output, isSafe: escapes))
  }
}

private func isForbiddenInKey(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x09...0x0D, 0x20, UInt8(ascii: "/"), UInt8(ascii: ">"), UInt8(ascii: "="): true
  default: false
  }
}

/// Percent-encodes all but unreserved characters (RFC 3986 §2.3), and `/` outside of a query.
func percentEncoded(_ bytes: [UInt8], isQuery: Bool) -> [UInt8] {
  var output: [UInt8] = []
  for byte in bytes {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      output.append(byte)
    case UInt8(ascii: "/") where !isQuery: output.append(byte)
    case UInt8(ascii: " ") where isQuery: output.append(UInt8(ascii: "+"))
    default:
      output.append(UInt8(ascii: "%"))
      output.append(upperHex(byte >> 4))
      output.append(upperHex(byte & 15))
    }
  }
  return output
}

private func upperHex(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
}

/// Takes comments and tags away, joins white space, and resolves entities.
func withoutTags(_ bytes: [UInt8]) -> [UInt8] {
  let uncommented = removing(bytes, from: Array("<!--".utf8), to: Array("-->".utf8))
  let plain = removing(uncommented, from: [UInt8(ascii: "<")], to: [UInt8(ascii: ">")])
  return unescaped(Array(splitAtSpace(plain).joined(separator: [UInt8(ascii: " ")])))
}

private func removing(_ bytes: [UInt8], from opening: [UInt8], to closing: [UInt8]) -> [UInt8] {
  var output: [UInt8] = []
  var start = 0
  while let first = find(opening, in: bytes, from: start),
    let last = find(closing, in: bytes, from: first)
  {
    output += bytes[start..<first]
    start = last + closing.count
  }
  return output + bytes[start...]
}
