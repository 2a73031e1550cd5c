// The look at a text before it is parsed: its lines, the syntax it uses, and whether it is within
// the limits.
//
// cmark-gfm 0.29.0.gfm.6 takes quadratic time or memory for a dozen shapes of text (CVE-2023-22483
// … -24824, -37463) and cannot be interrupted. Every such shape needs many of something in one
// line, one block or one text; counting those is one pass, about a nanosecond a byte. The counts
// are upper bounds of what the parser would see: it is not imitated.

/// What one pass over a text finds.
struct BodyScan {
  /// File offsets at which the text's lines begin; one more for the end.
  private(set) var lineStarts: [Int32] = []
  private(set) var syntax: Syntax = []
  private(set) var problems = ProblemList()

  private let bytes: Bytes
  private let limits: MarkdownLimits
  private var reported: Set<String> = []
  private var block = Block()
  private var tableCells = 0
  private var tableRuleBytes = 0
  private var emphasisSteps = 0
  private var references = 0

  /// Counts of a run of lines without an empty one.
  private struct Block {
    var start = 0
    var lineCount = 0
    var pictures = 0
    var declarations = 0
    /// Runs of `*`, `_` and `~` of what can be one paragraph.
    var emphasisMarks = 0
    /// Columns of the table whose rule was seen; 0 before.
    var columns = 0
  }

  /// Counts of a line.
  private struct Line {
    var pipes = 0
    var addresses = 0
    /// Of the addresses, those that are a link's destination.
    var destinations = 0
    var parentheses = 0
    /// The longest run of one mark, and where it ends.
    var run = 0
    var runEnd = 0
  }

  /// Looks at `bytes[start...]`.
  init(_ bytes: Bytes, from start: Int, limits: MarkdownLimits) {
    self.bytes = bytes
    self.limits = limits
    let count = bytes.count - start
    guard count <= min(limits.bytes, mostBytes) else {
      report(
        "bytes", "the text has \(count) bytes", min(limits.bytes, mostBytes), at: start..<start)
      return
    }
    block.start = start
    lineStarts.reserveCapacity(count / 48 + 8)
    var offset = start
    while offset < bytes.count {
      lineStarts.append(Int32(truncatingIfNeeded: offset))
      let end = bytes.offset(of: UInt8(ascii: "\n"), in: offset..<bytes.count) ?? bytes.count
      look(at: offset..<end)
      offset = end + 1
    }
    lineStarts.append(Int32(truncatingIfNeeded: bytes.count))
  }

  private mutating func look(at line: Range<Int>) {
    let prefix = LinePrefix(bytes, line)
    let text = prefix.text
    if prefix.depth > limits.depth { checkDepth(of: line) }
    if text == line.upperBound {
      block = Block()
      block.start = line.upperBound + 1
      return
    }
    block.lineCount &+= 1
    if prefix.beginsItem { block.emphasisMarks = 0 }
    let counts = countMarks(in: line)
    check(counts, in: line)
    checkTable(counts, in: text..<line.upperBound)
    if bytes[text] == UInt8(ascii: "["), isDefinition(text..<line.upperBound) {
      references += 1
      if references > limits.references {
        report(
          "references", "the text has too many references and footnotes", limits.references,
          at: line)
      }
    }
  }

  // MARK: Marks

  /// The pass over every byte. Most are not looked at more than once: one table says so.
  private mutating func countMarks(in line: Range<Int>) -> Line {
    var counts = Line()
    var run = 0
    var lastMark = -2
    let end = line.upperBound
    func byte(_ index: Int) -> UInt8 { index < end ? bytes[index] : 0 }
    byteClasses.withUnsafeBufferPointer { classes in
      var index = line.lowerBound
      while index < end {
        // Four at a time: most bytes are letters.
        while index &+ 4 <= end,
          classes[Int(bytes[index])] | classes[Int(bytes[index &+ 1])]
            | classes[Int(bytes[index &+ 2])] | classes[Int(bytes[index &+ 3])] == 0
        {
          index &+= 4
        }
        guard index < end else { break }
        let mark = bytes[index]
        let kind = classes[Int(mark)]
        if kind == 0 {
          index &+= 1
          continue
        }
        if kind >= firstRunClass {
          run = lastMark == index &- 1 && bytes[lastMark] == mark ? run &+ 1 : 1
          lastMark = index
          if run > counts.run { (counts.run, counts.runEnd) = (run, index &+ 1) }
        }
        switch mark {
        case UInt8(ascii: "w"):
          if byte(index + 1) == mark, byte(index + 2) == mark, byte(index + 3) == UInt8(ascii: ".")
          {
            counts.addresses &+= 1
          }
        case UInt8(ascii: ":"):
          if byte(index + 1) == UInt8(ascii: "/"), byte(index + 2) == UInt8(ascii: "/") {
            counts.addresses &+= 1
            if isDestination(schemeBefore: index, in: line) { counts.destinations &+= 1 }
          }
        case UInt8(ascii: "@"): counts.addresses &+= 1
        case UInt8(ascii: ")"): counts.parentheses &+= 1
        case UInt8(ascii: "|"): counts.pipes &+= 1
        case UInt8(ascii: "*"), UInt8(ascii: "_"):
          if run == 1 { block.emphasisMarks &+= 1 }
        case UInt8(ascii: "~"):
          syntax.insert(.strikethrough)
          if run == 1 { block.emphasisMarks &+= 1 }
        case UInt8(ascii: "]"): emphasisSteps &+= block.emphasisMarks
        case UInt8(ascii: "<"):
          let next = byte(index + 1)
          if next == UInt8(ascii: "?")
            || next == UInt8(ascii: "!") && opensDeclaration(byte(index + 2))
          {
            block.declarations &+= 1
          }
        case UInt8(ascii: "["):
          if index > line.lowerBound, bytes[index - 1] == UInt8(ascii: "!") { block.pictures &+= 1 }
          switch byte(index + 1) {
          case UInt8(ascii: "^"): syntax.insert(.footnotes)
          case UInt8(ascii: " "), UInt8(ascii: "x"), UInt8(ascii: "X"):
            if byte(index + 2) == UInt8(ascii: "]"), byte(index + 3) <= 0x20 {
              syntax.insert(.tasks)
            }
          default: break
          }
        default: break
        }
        index &+= 1
      }
    }
    if counts.addresses > counts.destinations { syntax.insert(.autolinks) }
    if counts.pipes > 0 { syntax.insert(.tables) }
    return counts
  }

  /// Whether the address with this colon stands in `](…)`. Most do, and a text with no others needs
  /// no search for bare addresses, which takes 7 % of the time.
  private func isDestination(schemeBefore colon: Int, in line: Range<Int>) -> Bool {
    var start = colon
    while start > line.lowerBound, bytes[start - 1] | 0x20 >= UInt8(ascii: "a"),
      bytes[start - 1] | 0x20 <= UInt8(ascii: "z")
    {
      start -= 1
    }
    guard start >= line.lowerBound + 2, bytes[start - 1] == UInt8(ascii: "("),
      bytes[start - 2] == UInt8(ascii: "]")
    else { return false }
    var end = colon
    let last = min(line.upperBound, colon + 2048)
    while end < last, bytes[end] > 0x20 {
      if bytes[end] == UInt8(ascii: ")") { return true }
      end += 1
    }
    return false
  }

  private func opensDeclaration(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "[") || byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
  }

  private mutating func check(_ counts: Line, in line: Range<Int>) {
    if line.count > limits.lineBytes {
      report("line_bytes", "the line has \(line.count) bytes", limits.lineBytes, at: line)
    }
    if counts.run > limits.run {
      let mark = String(decoding: [bytes[counts.runEnd - 1]], as: UTF8.self)
      let range = counts.runEnd - counts.run..<counts.runEnd
      report("run", "`\(mark)` is repeated \(counts.run) times", limits.run, at: range)
    }
    if counts.pipes > limits.tableColumns {
      report("table_columns", "the line has \(counts.pipes) `|`", limits.tableColumns, at: line)
    }
    if block.pictures > limits.pictures {
      report(
        "pictures", "more pictures stand together than \(limits.pictures)", limits.pictures,
        at: line)
    }
    if emphasisSteps > limits.emphasisSteps {
      report(
        "emphasis_steps", "too many links and marks of emphasis stand together",
        limits.emphasisSteps, at: line)
    }
    if block.declarations > limits.declarations {
      report(
        "declarations", "more `<?` and `<!` stand together than \(limits.declarations)",
        limits.declarations, at: line)
    }
    guard counts.addresses > 0 else { return }
    if counts.addresses > limits.addresses {
      report("addresses", "the line has \(counts.addresses) addresses", limits.addresses, at: line)
    }
    if counts.parentheses > limits.parentheses {
      report(
        "parentheses", "the line has \(counts.parentheses) `)` beside an address",
        limits.parentheses, at: line)
    }
    if counts.addresses > limits.addressesInWord { checkWords(of: line) }
  }

  /// Counts the addresses of each word: a run of bytes above the space.
  private mutating func checkWords(of line: Range<Int>) {
    var start = line.lowerBound
    while start < line.upperBound {
      var end = start
      while end < line.upperBound, bytes[end] > 0x20 { end += 1 }
      let word = Bytes(rebasing: bytes[start..<end])
      var count = 0
      for index in word.indices
      where word[index] == UInt8(ascii: "w") || word[index] == UInt8(ascii: ":") {
        if word[index...].starts(with: "www.".utf8) || word[index...].starts(with: "://".utf8) {
          count += 1
        }
      }
      if count > limits.addressesInWord {
        report(
          "addresses_in_word", "the word has \(count) addresses", limits.addressesInWord,
          at: start..<end)
      }
      start = end + 1
    }
  }

  // MARK: Tables

  /// A rule makes the parser look for the heading in everything above it in the block, and then
  /// gives every row as many cells as the rule has.
  private mutating func checkTable(_ counts: Line, in text: Range<Int>) {
    tableCells += block.columns
    if isTableRule(bytes, text) {
      block.columns = max(block.columns, counts.pipes + 1)
      tableRuleBytes += text.lowerBound - block.start
      if block.lineCount > limits.tableRuleLine {
        report(
          "table_rule_line", "\(block.lineCount) lines stand above the rule of a table",
          limits.tableRuleLine, at: text)
      }
      if tableRuleBytes > limits.tableRuleBytes {
        report(
          "table_rule_bytes", "too much text stands directly above the rules of tables",
          limits.tableRuleBytes, at: text)
      }
    }
    if tableCells > limits.tableCells {
      report(
        "table_cells", "the tables have more cells than \(limits.tableCells)", limits.tableCells,
        at: text)
    }
  }

  /// Whether a line that begins with `[` defines a reference or a footnote.
  private func isDefinition(_ text: Range<Int>) -> Bool {
    for index in text.dropLast() where bytes[index] == UInt8(ascii: "]") {
      if bytes[index + 1] == UInt8(ascii: ":") { return true }
    }
    return false
  }

  // MARK: Depth

  /// Reports a line that opens too many containers; `- - - -` is a rule and opens none.
  private mutating func checkDepth(of line: Range<Int>) {
    var end = line.upperBound
    while end > line.lowerBound, bytes[end - 1] <= 0x20 { end -= 1 }
    guard end > line.lowerBound else { return }
    let mark = bytes[end - 1]
    if mark == UInt8(ascii: "-") || mark == UInt8(ascii: "*") {
      while end > line.lowerBound, bytes[end - 1] <= 0x20 || bytes[end - 1] == mark { end -= 1 }
    }
    let depth = LinePrefix(bytes, line.lowerBound..<end).depth
    if depth > limits.depth {
      report(
        "depth", "quotes and lists lie \(depth) deep inside each other", limits.depth, at: line)
    }
  }

  /// Reports a limit the first time it is passed.
  private mutating func report(_ name: String, _ what: String, _ allowed: Int, at range: Range<Int>)
  {
    guard reported.insert(name).inserted else { return }
    problems.add(.limit(name: name, what: what, allowed: allowed), at: range)
  }
}

/// More than this the library's own counters cannot hold safely.
private let mostBytes = 1 << 28

/// Marks whose runs count have this class and those above.
private let firstRunClass: UInt8 = 2

/// 0 for bytes that mean nothing here, 1 for what is looked at, 2 for marks whose runs count.
private let byteClasses: [UInt8] = {
  var classes = [UInt8](repeating: 0, count: 256)
  for byte in "w:".utf8 { classes[Int(byte)] = 1 }
  for byte in MarkdownLimits.runMarks.utf8 { classes[Int(byte)] = firstRunClass }
  return classes
}()
