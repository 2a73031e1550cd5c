// `pprint`: Python's `pprint.pformat`, 80 columns wide.

/// A value over as many lines as it needs.
func prettyPrinted(_ value: Value) -> [UInt8] {
  var printer = PrettyPrinter()
  printer.append(value, indent: 0, allowance: 0, level: 1)
  return printer.output
}

private struct PrettyPrinter {
  var output: [UInt8] = []
  private let width = 80

  /// - Parameters:
  ///   - indent: the column this begins in.
  ///   - allowance: how many characters follow on the last line.
  mutating func append(_ value: Value, indent: Int, allowance: Int, level: Int) {
    let plain = representation(value)
    guard scalarCount(plain) > width - indent - allowance else { return output += plain }
    switch value {
    case .map(let map) where map.count > 0: append(map, indent, allowance + 1, level)
    case .list(let list) where !list.items.isEmpty:
      let end = list.isTuple ? (list.items.count == 1 ? ",)" : ")") : "]"
      output.append(UInt8(ascii: list.isTuple ? "(" : "["))
      for (index, item) in list.items.enumerated() {
        let isLast = index == list.items.count - 1
        append(
          item, indent: indent + 1, allowance: isLast ? allowance + end.utf8.count : 1,
          level: level + 1)
        if !isLast { breakLine(indent + 1) }
      }
      output += end.utf8
    case .string(let text) where !text.isSafe: append(text.bytes, indent, allowance, level)
    default: output += plain
    }
  }

  private mutating func append(_ map: ValueMap, _ indent: Int, _ allowance: Int, _ level: Int) {
    output.append(UInt8(ascii: "{"))
    let entries = sortedEntries(map)
    for (index, entry) in entries.enumerated() {
      let isLast = index == entries.count - 1
      let key = representation(entry.key)
      output += key
      output += ": ".utf8
      append(
        entry.value, indent: indent + 1 + scalarCount(key) + 2, allowance: isLast ? allowance : 1,
        level: level + 1)
      if !isLast { breakLine(indent + 1) }
    }
    output.append(UInt8(ascii: "}"))
  }

  /// A long text as several literals, which Python would join.
  private mutating func append(
    _ text: [UInt8], _ column: Int, _ allowance: Int, _ level: Int
  ) {
    let indent = level == 1 ? column + 1 : column
    let allowance = level == 1 ? allowance + 1 : allowance
    var chunks: [[UInt8]] = []
    let all = lines(text, keepEnds: true)
    for (index, line) in all.enumerated() {
      let last = index == all.count - 1
      let whole = quoted(line)
      if scalarCount(whole) <= width - indent - (last ? allowance : 0) {
        chunks.append(whole)
      } else {
        chunks += pieces(of: line, width - indent, last ? allowance : 0)
      }
    }
    if chunks.count == 1 { return output += chunks[0] }
    if level == 1 { output.append(UInt8(ascii: "(")) }
    for (index, chunk) in chunks.enumerated() {
      if index > 0 {
        output.append(UInt8(ascii: "\n"))
        output += repeatElement(UInt8(ascii: " "), count: indent)
      }
      output += chunk
    }
    if level == 1 { output.append(UInt8(ascii: ")")) }
  }

  /// A line as literals that break behind white space.
  private func pieces(of line: [UInt8], _ width: Int, _ allowance: Int) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var index = 0
    while index < line.count {
      let start = index
      while index < line.count, whiteSpaceLength(line, index, line.count) == 0 { index += 1 }
      while index < line.count {
        let space = whiteSpaceLength(line, index, line.count)
        if space == 0 { break }
        index += space
      }
      words.append(Array(line[start..<index]))
    }
    var chunks: [[UInt8]] = []
    var current: [UInt8] = []
    for (index, word) in words.enumerated() {
      let limit = index == words.count - 1 ? width - allowance : width
      if scalarCount(quoted(current + word)) > limit {
        if !current.isEmpty { chunks.append(quoted(current)) }
        current = word
      } else {
        current += word
      }
    }
    if !current.isEmpty { chunks.append(quoted(current)) }
    return chunks
  }

  private mutating func breakLine(_ indent: Int) {
    output += ",\n".utf8
    output += repeatElement(UInt8(ascii: " "), count: indent)
  }
}

/// Python's `repr`, but with the keys of mappings sorted.
private func representation(_ value: Value) -> [UInt8] {
  var output: [UInt8] = []
  appendRepresentation(withSortedKeys(value), to: &output)
  return output
}

private func withSortedKeys(_ value: Value) -> Value {
  switch value {
  case .list(let list):
    return .list(ValueList(list.items.map(withSortedKeys), isTuple: list.isTuple))
  case .map(let map):
    var sorted = ValueMap(capacity: map.count)
    for entry in sortedEntries(map) { sorted.set(entry.key, withSortedKeys(entry.value)) }
    return .map(sorted)
  default: return value
  }
}

/// By key, and keys that cannot be compared by the names Python has for their types.
private func sortedEntries(_ map: ValueMap) -> [ValueMap.Entry] {
  map.entries.sorted { left, right in
    if let order = ordering(left.key, right.key) { return order < 0 }
    return pythonType(left.key).utf8.lexicographicallyPrecedes(pythonType(right.key).utf8)
  }
}

private func pythonType(_ key: Value) -> String {
  switch key {
  case .none: "NoneType"
  case .bool: "bool"
  case .int: "int"
  case .float: "float"
  case .string(let text): text.isSafe ? "markupsafe.Markup" : "str"
  case .list: "tuple"
  default: "object"
  }
}

private func quoted(_ text: [UInt8]) -> [UInt8] {
  var output: [UInt8] = []
  appendRepresentation(.bytes(text), to: &output)
  return output
}
