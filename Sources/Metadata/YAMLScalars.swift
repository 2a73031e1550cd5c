// Plain (unquoted) scalars, and what may begin a value at all (YAML 1.2.2 §5.3, §7.3.3).
//
// A plain scalar goes on over lines that are indented deeper than its key. Line breaks fold: one
// becomes a space, n blank lines become n line breaks.

extension YAMLParser {
  /// Reads a scalar or flow collection that begins at `position`, and finishes its line.
  mutating func inlineNode(parent: Int, depth: Int) throws(Stop) -> Node {
    let start = position
    switch bytes[start] {
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      return try blockScalar(parent: parent)
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      if start + 1 < end, bytes[start] == UInt8(ascii: "{"), bytes[start + 1] == bytes[start] {
        // A placeholder of a template, `{{ … }}`, is far more likely than a map as a key.
        problems.append(.reservedStart(start..<start + 2, fix: quotedFix(lineContent())))
        throw Stop()
      }
      let node = try flowNode(parent: parent, depth: depth)
      try refuseColon(behind: node.range)
      try finishLine(valueStart: start)
      return node
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let node = try quoted(parent: parent)
      try finishLine(valueStart: start)
      return node
    default:
      try refuseIndicator()
      return try plain(parent: parent)
    }
  }

  /// A list or map cannot be a key.
  private mutating func refuseColon(behind range: Range<Int>) throws(Stop) {
    var after = position
    while after < end, isBlank(bytes[after]) { after += 1 }
    guard after < end, bytes[after] == UInt8(ascii: ":"), isGap(after + 1) else { return }
    position = range.lowerBound
    problems.append(.complexKey(range.lowerBound..<after + 1))
    throw Stop()
  }

  /// Notes what the subset refuses, and what cannot begin a plain scalar.
  mutating func refuseIndicator() throws(Stop) {
    if startsText(position) { return }
    var wordEnd = position
    while !isGap(wordEnd) { wordEnd += 1 }
    problems.append(refusal(word: position..<wordEnd, fix: quotedFix(lineContent())))
    throw Stop()
  }

  /// What is wrong with a value that begins as `word` does.
  func refusal(word: Range<Int>, fix: String) -> MetadataProblem {
    let sign = word.lowerBound..<word.lowerBound + 1
    return switch bytes[word.lowerBound] {
    case UInt8(ascii: "&"): .anchor(word, fix: fix)
    case UInt8(ascii: "*"): .alias(word, fix: fix)
    case UInt8(ascii: "!"): .tag(word, fix: fix)
    case UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "{"): .complexKey(sign)
    case UInt8(ascii: ":"): .colonInValue(sign, fix: fix)
    default: .reservedStart(sign, fix: fix)
    }
  }

  /// Whether a plain scalar may begin with the byte at `offset`.
  func startsText(_ offset: Int) -> Bool {
    switch bytes[offset] {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): !isGap(offset + 1)
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"),
      UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"),
      UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
      false
    default: true
    }
  }

  /// `key: "the value"`, ready to be pasted; an item or a key is the quoted text alone.
  func quotedFix(_ value: Range<Int>) -> String {
    (keyRange.isEmpty ? "" : text(keyRange) + ": ") + quotedText(value)
  }

  /// The bytes as they are, in the quotation marks that need the least escaping.
  func quotedText(_ range: Range<Int>) -> String {
    let typed = bytes[range]
    guard typed.contains(UInt8(ascii: "\"")) || typed.contains(UInt8(ascii: "\\")) else {
      return "\"" + text(range) + "\""
    }
    let doubled = text(range).split(separator: "'", omittingEmptySubsequences: false)
    return "'" + doubled.joined(separator: "''") + "'"
  }
}

// MARK: Plain scalars

extension YAMLParser {
  /// Reads a plain scalar outside brackets and finishes its line.
  private mutating func plain(parent: Int) throws(Stop) -> Node {
    let start = position
    if let colon = passPlainLine() { return colonNode(start: start, colon: colon, parent: parent) }
    let first = start..<trimmedEnd(start, position)
    guard isAtBreak(), lineGoesOn(deeperThan: parent) else {
      if position < end, bytes[position] == UInt8(ascii: "#") { noteTightComment() }
      skipLine()
      advance()
      return plainNode(first)
    }
    return try plainLines(first, parent: parent)
  }

  /// A plain scalar over several lines is always a string.
  private mutating func plainLines(_ first: Range<Int>, parent: Int) throws(Stop) -> Node {
    var content = Array(bytes[first])
    var stop = first.upperBound
    while isAtBreak(), lineGoesOn(deeperThan: parent) {
      appendFold(breakCount: passBreaks(), to: &content)
      let start = position
      if isItem(start) {
        problems.append(.itemUnderText(lineContent()))
        throw Stop()
      }
      if let colon = passPlainLine() {
        position = start
        problems.append(.colonInLaterLine(colon..<colon + 1))
        throw Stop()
      }
      stop = trimmedEnd(start, position)
      content += bytes[start..<stop]
    }
    if position < end, bytes[position] == UInt8(ascii: "#") { noteTightComment() }
    skipLine()
    advance()
    let string = String(decoding: content, as: UTF8.self)
    return Node(string: string, range: first.lowerBound..<stop)
  }

  /// Resolves a plain scalar of one line.
  mutating func plainNode(_ range: Range<Int>) -> Node {
    let typed = text(range)
    let value = coreValue(bytes, range, text: typed)
    if value == nil { problems.append(.numberOutOfRange(range)) }
    return Node(value ?? .string(typed), range: range, text: typed)
  }

  /// Notes `key: A: B` and goes on with the whole line as the value.
  private mutating func colonNode(start: Int, colon: Int, parent: Int) -> Node {
    position = start
    var whole = lineContent()
    if let hash = whole.first(where: { bytes[$0] == UInt8(ascii: "#") && isBlank(bytes[$0 - 1]) }) {
      whole = start..<trimmedEnd(start, hash)
    }
    problems.append(.colonInValue(colon..<colon + 1, fix: quotedFix(whole)))
    skipLines(deeperThan: parent)
    return Node(string: text(whole), range: whole)
  }

  /// Moves to the end of the line or to a comment; returns the offset of a `: ` in between.
  private mutating func passPlainLine() -> Int? {
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        return nil
      case UInt8(ascii: ":") where isGap(position + 1):
        return position
      case UInt8(ascii: "#") where isBlank(bytes[position - 1]):
        return nil
      default:
        position += 1
      }
    }
    return nil
  }
}

// MARK: Folding

extension YAMLParser {
  func isAtBreak() -> Bool { position < end && isBreak(position) }

  /// Whether the next line with content goes on with the scalar: deeper than `parent`, not a
  /// comment and not a document marker.
  func lineGoesOn(deeperThan parent: Int) -> Bool {
    var ahead = position
    while ahead < end {
      let lineStart = lineAfter(ahead)
      ahead = lineStart
      while ahead < end, bytes[ahead] == UInt8(ascii: " ") { ahead += 1 }
      let indent = ahead - lineStart
      while ahead < end, isBlank(bytes[ahead]) { ahead += 1 }
      guard ahead < end else { return false }
      if isBreak(ahead) { continue }
      return indent > parent && bytes[ahead] != UInt8(ascii: "#") && !isMarkerLine(lineStart)
    }
    return false
  }

  private func lineAfter(_ offset: Int) -> Int {
    let isPair =
      bytes[offset] == UInt8(ascii: "\r") && offset + 1 < end
      && bytes[offset + 1] == UInt8(ascii: "\n")
    return offset + (isPair ? 2 : 1)
  }

  /// Goes from a line break to the next content and counts the breaks between.
  mutating func passBreaks() -> Int {
    var count = 0
    while position < end, isBreak(position) {
      skipBreak()
      count += 1
      skipBlanks()
    }
    return count
  }

  /// One break is a space, n + 1 breaks are n line feeds.
  func appendFold(breakCount: Int, to content: inout [UInt8]) {
    if breakCount == 1 {
      content.append(UInt8(ascii: " "))
    } else {
      for _ in 1..<max(breakCount, 1) { content.append(UInt8(ascii: "\n")) }
    }
  }
}
