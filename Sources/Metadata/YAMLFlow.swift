// Flow lists and maps, `[a, b]` and `{a: b}` (YAML 1.2.2 §7.4), over one or several lines.
//
// Lines after the first are indented deeper than the key, but the closing bracket may stand in
// the key's own column, where people put it. A comma after the last entry is allowed.

extension YAMLParser {
  /// Reads a flow collection or a scalar inside one; the cursor ends behind it.
  mutating func flowNode(parent: Int, depth: Int) throws(Stop) -> Node {
    let start = position
    switch bytes[start] {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      guard depth <= greatestDepth else {
        problems.append(.tooDeep(start..<start + 1))
        throw Stop()
      }
      return bytes[start] == UInt8(ascii: "[")
        ? try flowList(parent: parent, depth: depth) : try flowMap(parent: parent, depth: depth)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return try quoted(parent: parent)
    default:
      return try flowPlain(parent: parent)
    }
  }

  private mutating func flowList(parent: Int, depth: Int) throws(Stop) -> Node {
    let start = position
    var items: [Node] = []
    position += 1
    while true {
      try passFlowSpace(opening: start, parent: parent)
      if bytes[position] == UInt8(ascii: "]") { break }
      let item = try flowNode(parent: parent, depth: depth + 1)
      items.append(item)
      try passFlowSpace(opening: start, parent: parent)
      if bytes[position] == UInt8(ascii: ":") {
        problems.append(.pairInList(item.range.lowerBound..<position + 1))
        throw Stop()
      }
      if try !passComma(closing: UInt8(ascii: "]")) { break }
    }
    position += 1
    return Node(.list(items), range: start..<position)
  }

  private mutating func flowMap(parent: Int, depth: Int) throws(Stop) -> Node {
    let start = position
    var keys = KeySet()
    var entries: [Map.Entry] = []
    position += 1
    while true {
      try passFlowSpace(opening: start, parent: parent)
      if bytes[position] == UInt8(ascii: "}") { break }
      let (key, range) = try flowKey(opening: start, parent: parent)
      if let earlier = keys.insert(key, entries) {
        problems.append(.duplicateKey(key, range, first: entries[earlier].keyRange))
      }
      let colonEnd = position
      try passFlowSpace(opening: start, parent: parent)
      var node = Node(.null, range: colonEnd..<colonEnd)
      if bytes[position] != UInt8(ascii: ","), bytes[position] != UInt8(ascii: "}") {
        node = try flowNode(parent: parent, depth: depth + 1)
      }
      entries.append(Map.Entry(key: key, keyRange: range, node: node))
      try passFlowSpace(opening: start, parent: parent)
      if try !passComma(closing: UInt8(ascii: "}")) { break }
    }
    position += 1
    return Node(.map(Map(entries)), range: start..<position)
  }

  /// Reads a key in braces and its colon, which may touch its value after a quoted key.
  private mutating func flowKey(
    opening: Int, parent: Int
  ) throws(Stop) -> (String, Range<Int>) {
    let start = position
    let isQuoted = bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'")
    if bytes[start] == UInt8(ascii: "[") || bytes[start] == UInt8(ascii: "{") {
      problems.append(.complexKey(start..<start + 1))
      throw Stop()
    }
    let node = isQuoted ? try quoted(parent: parent) : try flowPlain(parent: parent)
    try passFlowSpace(opening: opening, parent: parent)
    guard bytes[position] == UInt8(ascii: ":"), isQuoted || isFlowGap(position + 1) else {
      problems.append(.keyWithoutValue(node.range))
      throw Stop()
    }
    if !isQuoted, node.text == "<<" {
      problems.append(.mergeKey(node.range))
      throw Stop()
    }
    position += 1
    return (node.text, node.range)
  }

  /// Passes `,`; false at the closing bracket.
  private mutating func passComma(closing: UInt8) throws(Stop) -> Bool {
    switch bytes[position] {
    case UInt8(ascii: ","):
      position += 1
      return true
    case closing:
      return false
    default:
      let mark = String(UnicodeScalar(closing))
      problems.append(.unexpected(position..<position + 1, expected: "`,` or `\(mark)`"))
      throw Stop()
    }
  }

  /// Goes to the next byte that matters, over blanks, comments and line breaks.
  ///
  /// Afterwards there is a byte at `position`.
  private mutating func passFlowSpace(opening: Int, parent: Int) throws(Stop) {
    while position < end {
      let byte = bytes[position]
      if isBlank(byte) {
        position += 1
      } else if isBreak(position) {
        skipBreak()
        let lineStart = position
        skipSpaces()
        let indent = position - lineStart
        skipBlanks()
        guard position < end, !isMarkerLine(lineStart) else { break }
        let isClosing = bytes[position] == UInt8(ascii: "]") || bytes[position] == UInt8(ascii: "}")
        let isEmpty = isBreak(position) || bytes[position] == UInt8(ascii: "#")
        if indent <= parent, !isEmpty, !(isClosing && position - lineStart == parent) { break }
      } else if byte == UInt8(ascii: "#"), isBlank(bytes[position - 1]) || isBreak(position - 1) {
        while position < end, !isBreak(position) { position += 1 }
      } else {
        return
      }
    }
    position = opening
    problems.append(.unclosedBracket(opening..<opening + 1))
    throw Stop()
  }

  private func isFlowGap(_ offset: Int) -> Bool { isGap(offset) || isFlowMark(bytes[offset]) }

  private func isFlowMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      true
    default: false
    }
  }

  /// Reads a plain scalar inside brackets, over one or several lines.
  private mutating func flowPlain(parent: Int) throws(Stop) -> Node {
    let start = position
    try refuseFlowIndicator()
    var stop = passFlowPlainLine()
    guard isAtBreak(), lineGoesOn(deeperThan: parent), !nextLineEndsFlowPlain() else {
      position = stop
      return plainNode(start..<stop)
    }
    var content = Array(bytes[start..<stop])
    while isAtBreak(), lineGoesOn(deeperThan: parent), !nextLineEndsFlowPlain() {
      appendFold(breakCount: passBreaks(), to: &content)
      let lineStart = position
      stop = passFlowPlainLine()
      content += bytes[lineStart..<stop]
    }
    position = stop
    return Node(string: String(decoding: content, as: UTF8.self), range: start..<stop)
  }

  private mutating func refuseFlowIndicator() throws(Stop) {
    let start = position
    let range = start..<start + 1
    switch bytes[start] {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "|"),
      UInt8(ascii: ">"), UInt8(ascii: "#"):
      problems.append(.unexpected(range, expected: "a value"))
    case UInt8(ascii: "-") where isFlowGap(start + 1), UInt8(ascii: ":") where isFlowGap(start + 1):
      problems.append(.unexpected(range, expected: "a value"))
    case UInt8(ascii: "?") where isFlowGap(start + 1):
      problems.append(.complexKey(range))
    default:
      if startsText(start) { return }
      let word = start..<max(passFlowPlainLine(), start + 1)
      position = start
      problems.append(refusal(word: word, fix: quotedText(word)))
    }
    throw Stop()
  }

  /// Moves to what ends the text on this line: a flow mark, `: `, a comment or the line's end.
  ///
  /// - Returns: the end of the text without blanks behind it.
  private mutating func passFlowPlainLine() -> Int {
    let start = position
    while position < end {
      let byte = bytes[position]
      if isBreak(position) || isFlowMark(byte) { break }
      if byte == UInt8(ascii: ":"), isFlowGap(position + 1) { break }
      if byte == UInt8(ascii: "#"), position > start, isBlank(bytes[position - 1]) { break }
      position += 1
    }
    return trimmedEnd(start, position)
  }

  /// Whether the next content is a flow mark or `: `, so that no text goes on there.
  private func nextLineEndsFlowPlain() -> Bool {
    var ahead = self
    _ = ahead.passBreaks()
    guard ahead.position < end else { return true }
    let byte = bytes[ahead.position]
    return isFlowMark(byte) || (byte == UInt8(ascii: ":") && isFlowGap(ahead.position + 1))
  }
}
