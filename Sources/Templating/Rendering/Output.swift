// Writing values: as they print, escaped or not, and as Python's `repr` shows them in lists.
//
// Escaping is Jinja2's: `&amp; &lt; &gt; &#39; &#34;`. The bytes between are copied in runs, which
// is four times as fast as one after the other.

extension Renderer {
  /// Writes a value to the page.
  @inline(__always)
  mutating func write(_ value: consuming Value, escapes: Bool) throws {
    if !writePlain(value, escapes: escapes, to: &page) {
      try writeOther(value, escapes: escapes)
    }
  }

  @inline(never)
  private mutating func writeOther(_ value: Value, escapes: Bool) throws {
    var text: [UInt8] = []
    try appendOutput(try definedOrEmpty(value), escapes: escapes, to: &text)
    page.append(text)
  }

  /// Writes what is in a slot of the stack.
  @inline(__always)
  mutating func writeSlot(_ slot: Int, escapes: Bool) throws {
    if !writePlain(stack[slot], escapes: escapes, to: &page) {
      try writeOther(stack[slot], escapes: escapes)
    }
  }

  /// Writes a member of what is in a slot of the stack.
  @inline(__always)
  mutating func writeSlotMember(_ name: Int, _ slot: Int, escapes: Bool) throws {
    if !writePlainMember(name, of: stack[slot], escapes: escapes, spelling, to: &page) {
      try write(try member(name, of: stack[slot]), escapes: escapes)
    }
  }

  /// Writes a root variable.
  @inline(__always)
  mutating func writeRoot(_ slot: Int, _ variables: Int, escapes: Bool) throws {
    if !writePlain(store[variables + slot], escapes: escapes, to: &page) {
      try writeOther(rootValue(slot, variables), escapes: escapes)
    }
  }

  /// Writes a root variable's member.
  @inline(__always)
  mutating func writeRootMember(
    _ name: Int, _ slot: Int, _ variables: Int, escapes: Bool
  ) throws {
    if !writePlainMember(
      name, of: store[variables + slot], escapes: escapes, spelling, to: &page)
    {
      try write(try rootMember(name, slot, variables), escapes: escapes)
    }
  }
}

/// Writes a text or a whole number.
///
/// - Returns: false for any other value, which takes longer to write.
@inline(__always)
private func writePlain(
  _ value: borrowing Value, escapes: Bool, to page: inout PageBuffer
) -> Bool {
  switch value {
  case .string(let text):
    if escapes, !text.isSafe {
      page.appendEscaped(text.bytes)
    } else {
      page.append(text.bytes)
    }
    return true
  case .int(let number):
    page.appendInteger(number)
    return true
  default: return false
  }
}

/// Writes a member of a mapping or object if it is there and plain.
@inline(__always)
private func writePlainMember(
  _ name: Int, of owner: borrowing Value, escapes: Bool, _ spelling: Spelling,
  to page: inout PageBuffer
) -> Bool {
  switch owner {
  case .map(let map):
    guard let index = spelling.index(of: name, in: map) else { return false }
    return writePlain(map.entries[index].value, escapes: escapes, to: &page)
  case .object(let object):
    guard let member = object.member(spelling.names[name]) else { return false }
    return writePlain(member, escapes: escapes, to: &page)
  default: return false
  }
}

/// Appends what printing a value gives. Undefined values print as nothing.
func appendOutput(_ value: Value, escapes: Bool, to output: inout [UInt8]) throws {
  guard escapes else { return try appendText(value, to: &output) }
  switch value {
  case .string(let text):
    if text.isSafe { output += text.bytes } else { appendEscaped(text.bytes, to: &output) }
  case .none, .bool, .int, .float, .undefined: try appendText(value, to: &output)
  case .object(let object):
    guard let printed = object.printed else { throw notPrintable(object) }
    try appendOutput(printed, escapes: true, to: &output)
  case .list, .map, .function:
    var text: [UInt8] = []
    try appendText(value, to: &text)
    appendEscaped(text, to: &output)
  }
}

/// Appends Python's `str` of a value.
func appendText(_ value: Value, to output: inout [UInt8]) throws {
  switch value {
  case .undefined: break
  case .string(let text): output += text.bytes
  case .object(let object):
    guard let printed = object.printed else { throw notPrintable(object) }
    try appendText(printed, to: &output)
  default: appendRepresentation(value, to: &output)
  }
}

private func notPrintable(_ object: any TemplateObject) -> TemplateProblem {
  .notPrintable(withArticle(object.typeName), known: object.memberNames)
}

/// Python's `str` of a value.
func text(of value: Value) throws -> [UInt8] {
  if case .string(let text) = value { return text.bytes }
  var bytes: [UInt8] = []
  try appendText(value, to: &bytes)
  return bytes
}

/// Appends Python's `repr` of a value.
func appendRepresentation(_ value: Value, to output: inout [UInt8]) {
  switch value {
  case .undefined: output += "Undefined".utf8
  case .none: output += "None".utf8
  case .bool(let flag): output += (flag ? "True" : "False").utf8
  case .int(let number): appendInteger(number, to: &output)
  case .float(let number): appendFloat(number, to: &output)
  case .string(let text):
    if text.isSafe { output += "Markup(".utf8 }
    appendQuoted(text.bytes, to: &output)
    if text.isSafe { output.append(UInt8(ascii: ")")) }
  case .list(let list): appendRepresentation(list, to: &output)
  case .map(let map): appendRepresentation(map, to: &output)
  case .object(let object): output += "<\(object.typeName)>".utf8
  case .function(let function):
    output += "<\(function.typeName.drop { $0 != " " }.dropFirst())>".utf8
  }
}

private func appendRepresentation(_ list: ValueList, to output: inout [UInt8]) {
  output.append(UInt8(ascii: list.isTuple ? "(" : "["))
  for (index, item) in list.items.enumerated() {
    if index > 0 { output += ", ".utf8 }
    appendRepresentation(item, to: &output)
  }
  if list.isTuple, list.items.count == 1 { output.append(UInt8(ascii: ",")) }
  output.append(UInt8(ascii: list.isTuple ? ")" : "]"))
}

private func appendRepresentation(_ map: ValueMap, to output: inout [UInt8]) {
  output.append(UInt8(ascii: "{"))
  for (index, entry) in map.entries.enumerated() {
    if index > 0 { output += ", ".utf8 }
    appendRepresentation(entry.key, to: &output)
    output += ": ".utf8
    appendRepresentation(entry.value, to: &output)
  }
  output.append(UInt8(ascii: "}"))
}

/// Appends a text as Python writes it: in single quotation marks unless only those are in it.
private func appendQuoted(_ bytes: [UInt8], to output: inout [UInt8]) {
  let single = UInt8(ascii: "'")
  let quote =
    bytes.contains(single) && !bytes.contains(UInt8(ascii: "\"")) ? UInt8(ascii: "\"") : single
  output.append(quote)
  for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
    appendQuoted(scalar, quote, to: &output)
  }
  output.append(quote)
}

private func appendQuoted(_ scalar: Unicode.Scalar, _ quote: UInt8, to output: inout [UInt8]) {
  switch scalar {
  case "\\": output += "\\\\".utf8
  case "\n": output += "\\n".utf8
  case "\r": output += "\\r".utf8
  case "\t": output += "\\t".utf8
  default:
    if scalar.value == UInt32(quote) {
      output += [UInt8(ascii: "\\"), quote]
    } else if isPrintable(scalar) {
      output += Array(String(scalar).utf8)
    } else {
      let hex = String(scalar.value, radix: 16)
      let (letter, width) =
        scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
      output += "\\\(letter)\(String(repeating: "0", count: width - hex.count))\(hex)".utf8
    }
  }
}

/// `str.isprintable`: everything but control characters, separators other than the space, and
/// what is unassigned or private.
private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.value < 0x7F { return scalar.value >= 0x20 }
  switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
    .paragraphSeparator, .spaceSeparator:
    return false
  default: return true
  }
}

/// Appends text with the five characters of HTML escaped.
@inline(__always)
func appendEscaped(_ bytes: [UInt8], to output: inout [UInt8]) {
  bytes.withUnsafeBufferPointer { appendEscaped($0, to: &output) }
}

func appendEscaped(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
  var start = 0
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    // All five are below 0x3F, which most letters are not.
    guard byte < 0x3F, let entity = entity(byte) else {
      index += 1
      continue
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
    entity.withUTF8Buffer { output.append(contentsOf: $0) }
    index += 1
    start = index
  }
  output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<bytes.count]))
}
