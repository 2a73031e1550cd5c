// Block maps and block lists: the parts of YAML whose shape is their indentation.
//
// A map or list ends at the first line that is indented less than it. A line indented deeper than
// the entries, or differently from each map around it, is a problem at that line.

extension YAMLParser {
  /// Reads the node that begins at `position`, in column `column`.
  ///
  /// - Parameter parent: the column of the map or list it belongs to; -1 at the top.
  mutating func blockNode(parent: Int, depth: Int) throws(Stop) -> Node {
    let isList = isItem(position)
    guard isList || isKeyAhead() else { return try inlineNode(parent: parent, depth: depth) }
    guard depth <= greatestDepth else {
      problems.append(.tooDeep(position..<position + 1))
      throw Stop()
    }
    return isList
      ? blockList(indent: column, parent: parent, depth: depth)
      : blockMap(indent: column, depth: depth)
  }

  /// Reads keys and values in column `indent`. The cursor is on the first key.
  mutating func blockMap(indent: Int, depth: Int) -> Node {
    let start = position
    var stop = start
    var keys = KeySet()
    var entries: [Map.Entry] = []
    entries.reserveCapacity(8)
    var isLoose = false
    while column >= indent {
      do {
        guard column == indent else { throw misplaced() }
        let (key, range) = try blockKey(isToldAlready: isLoose)
        isLoose = false
        if let earlier = keys.insert(key, entries) {
          problems.append(.duplicateKey(key, range, first: entries[earlier].keyRange))
        }
        let node = value(of: range, indent: indent, depth: depth)
        stop = max(range.upperBound, node.range.upperBound)
        entries.append(Map.Entry(key: key, keyRange: range, node: node))
      } catch {
        isLoose = true
        skipLines(deeperThan: indent)
      }
    }
    return Node(.map(Map(entries)), range: start..<stop)
  }

  /// Reads `- ` items in column `indent`. The cursor is on the first dash.
  mutating func blockList(indent: Int, parent: Int, depth: Int) -> Node {
    let start = position
    var stop = start
    var items: [Node] = []
    while column >= indent {
      do {
        guard column == indent else { throw misplaced() }
        guard isItem(position) else {
          // In a list at its key's own column the next key ends the list.
          if indent == parent { break }
          problems.append(.keyAmongItems(lineContent()))
          throw Stop()
        }
        let item = try blockItem(indent: indent, depth: depth)
        stop = max(stop + 1, item.range.upperBound)
        items.append(item)
      } catch {
        skipLines(deeperThan: indent)
      }
    }
    return Node(.list(items), range: start..<stop)
  }

  private mutating func blockItem(indent: Int, depth: Int) throws(Stop) -> Node {
    position += 1
    let dashEnd = position
    keyRange = 0..<0
    skipBlanks()
    if isLineDone(after: dashEnd) {
      return nodeBelow(indent: indent, depth: depth, allowsItems: false, emptyAt: dashEnd)
    }
    let hasTab = bytes[dashEnd..<position].contains(UInt8(ascii: "\t"))
    if hasTab, isItem(position) || isKeyAhead() {
      problems.append(.tabIndentation(dashEnd..<position))
      throw Stop()
    }
    column += position - contentOffset
    contentOffset = position
    return try blockNode(parent: indent, depth: depth + 1)
  }

  /// Reads what belongs to a key; null after a problem.
  private mutating func value(of key: Range<Int>, indent: Int, depth: Int) -> Node {
    let valueStart = position
    keyRange = key
    do {
      skipBlanks()
      if isLineDone(after: valueStart) {
        return nodeBelow(indent: indent, depth: depth, allowsItems: true, emptyAt: valueStart)
      }
      if isItem(position) {
        problems.append(.listOnKeyLine(position..<position + 1))
        throw Stop()
      }
      return try inlineNode(parent: indent, depth: depth + 1)
    } catch {
      skipLines(deeperThan: indent)
      return Node(.null, range: valueStart..<valueStart)
    }
  }

  /// Whether nothing but a comment is left of the line.
  private mutating func isLineDone(after start: Int) -> Bool {
    guard position < end, !isBreak(position) else { return true }
    guard bytes[position] == UInt8(ascii: "#"), position > start else { return false }
    noteTightComment()
    return true
  }

  /// Reads the node on the lines below a key or dash, null when there is none.
  private mutating func nodeBelow(
    indent: Int, depth: Int, allowsItems: Bool, emptyAt: Int
  ) -> Node {
    skipLine()
    advance()
    let isItemHere = allowsItems && column == indent && isItem(position)
    guard column > indent || isItemHere else { return Node(.null, range: emptyAt..<emptyAt) }
    do {
      return try blockNode(parent: indent, depth: depth + 1)
    } catch {
      skipLines(deeperThan: indent)
      return Node(.null, range: emptyAt..<emptyAt)
    }
  }

  /// Notes content that is indented deeper than the entries it stands among.
  private mutating func misplaced() -> Stop {
    // A line that is deeper because of its tabs has had its message.
    let isTabbed = contentOffset > 0 && bytes[contentOffset - 1] == UInt8(ascii: "\t")
    if !isTabbed { problems.append(.wrongIndentation(lineContent())) }
    return Stop()
  }

  /// `#word` directly behind a value or key is more often a hashtag or a number than a comment.
  mutating func noteTightComment() {
    guard position + 1 < end, !isGap(position + 1), bytes[position + 1] != UInt8(ascii: "#"),
      bytes[position + 1] != UInt8(ascii: "!")
    else { return }
    problems.append(.tightComment(lineContent(), key: text(keyRange)))
  }
}

// MARK: Keys

extension YAMLParser {
  /// `- `, or a dash at the end of its line.
  func isItem(_ offset: Int) -> Bool {
    offset < end && bytes[offset] == UInt8(ascii: "-") && isGap(offset + 1)
  }

  /// Whether the line goes on as `key: `, in quotes or without.
  func isKeyAhead() -> Bool {
    guard position < end else { return false }
    switch bytes[position] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      guard var after = quoteEnd(position) else { return false }
      while after < end, isBlank(bytes[after]) { after += 1 }
      return after < end && bytes[after] == UInt8(ascii: ":") && isGap(after + 1)
    default:
      return startsText(position) && plainKeyColon(position) != nil
    }
  }

  /// Whether a later line, before the end of the document, is a key in this column.
  func hasKeyBelow(column wanted: Int) -> Bool {
    var ahead = self
    ahead.skipLine()
    ahead.advance()
    while ahead.column >= 0 {
      if ahead.column == wanted, ahead.isKeyAhead() { return true }
      ahead.skipLine()
      ahead.advance()
    }
    return false
  }

  /// Reads a key and its colon.
  ///
  /// - Parameter isToldAlready: the line before was no key either; one message is enough.
  private mutating func blockKey(isToldAlready: Bool) throws(Stop) -> (String, Range<Int>) {
    let start = position
    keyRange = 0..<0
    switch bytes[position] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      guard let stop = quoteEnd(position) else {
        problems.append(.unclosedQuote(start..<start + 1))
        throw Stop()
      }
      let node = try quoted(parent: -1)
      position = stop
      skipBlanks()
      guard position < end, bytes[position] == UInt8(ascii: ":"), isGap(position + 1) else {
        position = start
        throw missingColon()
      }
      position += 1
      return (node.text, start..<stop)
    case UInt8(ascii: "-") where isGap(position + 1):
      problems.append(.itemAmongKeys(lineContent()))
      throw Stop()
    case UInt8(ascii: ":") where isGap(position + 1):
      if !isToldAlready { problems.append(.unexpected(start..<start + 1, expected: "a key")) }
      throw Stop()
    default:
      try refuseIndicator()
      guard startsText(start), let colon = plainKeyColon(start) else {
        if isToldAlready { throw Stop() }
        throw missingColon()
      }
      return (try plainKey(start, colon), start..<trimmedEnd(start, colon))
    }
  }

  private mutating func plainKey(_ start: Int, _ colon: Int) throws(Stop) -> String {
    let key = text(start..<trimmedEnd(start, colon))
    if key == "<<" {
      problems.append(.mergeKey(start..<start + 2))
      throw Stop()
    }
    position = colon + 1
    return key
  }

  private mutating func missingColon() -> Stop {
    problems.append(.missingColon(lineContent(), fix: spacedColon()))
    return Stop()
  }

  /// `title:Text` with a space put in, or `nil` when there is no such colon.
  private func spacedColon() -> String? {
    let line = lineContent()
    guard let colon = line.first(where: { bytes[$0] == UInt8(ascii: ":") }), colon > position,
      colon + 1 < line.upperBound, bytes[colon + 1] != UInt8(ascii: "/"),
      !bytes[position..<colon].contains(UInt8(ascii: " "))
    else { return nil }
    return text(position..<colon + 1) + " " + text(colon + 1..<line.upperBound)
  }

  func trimmedEnd(_ start: Int, _ stop: Int) -> Int {
    var stop = stop
    while stop > start, isBlank(bytes[stop - 1]) { stop -= 1 }
    return stop
  }

  /// The colon that ends a plain key on this line.
  private func plainKeyColon(_ start: Int) -> Int? {
    var index = start
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        return nil
      case UInt8(ascii: ":") where isGap(index + 1):
        return index
      case UInt8(ascii: "#") where index > start && isBlank(bytes[index - 1]):
        return nil
      default:
        index += 1
      }
    }
    return nil
  }
}

/// The keys of one map so far. Few keys are compared one by one, which is faster than hashing.
struct KeySet {
  private var indexes: [String: Int] = [:]

  /// The index of the entry that has this key already.
  ///
  /// - Parameter entries: those before it; with the key and without a second like it.
  mutating func insert(_ key: String, _ entries: [Map.Entry]) -> Int? {
    if entries.count < 24 { return entries.firstIndex { $0.key == key } }
    if indexes.isEmpty {
      for (index, entry) in entries.enumerated() where indexes[entry.key] == nil {
        indexes[entry.key] = index
      }
    }
    if let earlier = indexes[key] { return earlier }
    indexes[key] = entries.count
    return nil
  }
}
