// JSON text (RFC 8259), strictly, into the same nodes as YAML.
//
// The first thing that is not JSON ends the reading: unlike lines of YAML, what follows a mistake
// in JSON can mean anything. Keys that occur twice are a problem and do not end it.

import Reporting

/// Reads a JSON file.
///
/// - Returns: the value, or what was read of it up to the first mistake, and the problems.
public func parseJSON(_ source: SourceText) -> (node: Node, diagnostics: [Diagnostic]) {
  let start = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  var parser = JSONParser(source.bytes, start..<source.bytes.count)
  let node = parser.document()
  return (node, MetadataProblem.diagnostics(parser.problems, in: source))
}

/// Reads a data file: JSON when its name ends in `.json`, else YAML.
public func parseData(_ source: SourceText) -> (node: Node, diagnostics: [Diagnostic]) {
  source.path.utf8.suffix(5).elementsEqual(".json".utf8) ? parseJSON(source) : parseYAML(source)
}

/// Reads one JSON text from a range of bytes.
struct JSONParser {
  private let bytes: [UInt8]
  private let end: Int
  private(set) var position: Int
  private(set) var problems: [MetadataProblem] = []

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    self.position = range.lowerBound
    self.end = range.upperBound
  }

  /// Reads a text that is one value and nothing else.
  mutating func document() -> Node {
    let node = firstValue()
    skipSpace()
    if position < end, problems.isEmpty { note(expected: "nothing more") }
    return node
  }

  /// Reads one value and stops behind it.
  mutating func firstValue() -> Node {
    skipSpace()
    let start = position
    do {
      return try value(depth: 1)
    } catch {
      position = end
      return partial ?? Node(.null, range: start..<start)
    }
  }

  /// What was read of the outermost map when a mistake was met.
  private var partial: Node?

  private mutating func value(depth: Int) throws(Stop) -> Node {
    guard position < end else { throw note(expected: "a value") }
    guard depth <= greatestDepth || !isOpening(bytes[position]) else {
      problems.append(.tooDeep(position..<position + 1))
      throw Stop()
    }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: return try word()
    }
  }

  private mutating func object(depth: Int) throws(Stop) -> Node {
    let start = position
    var entries: [Map.Entry] = []
    do {
      try readEntries(into: &entries, depth: depth)
    } catch {
      if depth == 1 { partial = Node(.map(Map(entries)), range: start..<position) }
      throw error
    }
    return Node(.map(Map(entries)), range: start..<position)
  }

  private mutating func readEntries(
    into entries: inout [Map.Entry], depth: Int
  ) throws(Stop) {
    let start = position
    var keys = KeySet()
    position += 1
    skipSpace()
    if takes(UInt8(ascii: "}")) { return }
    repeat {
      skipSpace()
      guard position < end, bytes[position] == UInt8(ascii: "\"") else {
        throw note(expected: "a key in double quotation marks", opening: start)
      }
      let key = try string()
      skipSpace()
      guard takes(UInt8(ascii: ":")) else { throw note(expected: "`:`", opening: start) }
      skipSpace()
      if let earlier = keys.insert(key.text, entries) {
        problems.append(.duplicateKey(key.text, key.range, first: entries[earlier].keyRange))
      }
      let node = try value(depth: depth + 1)
      entries.append(Map.Entry(key: key.text, keyRange: key.range, node: node))
      skipSpace()
    } while try goesOn(closing: UInt8(ascii: "}"), opening: start)
  }

  private mutating func array(depth: Int) throws(Stop) -> Node {
    let start = position
    var items: [Node] = []
    position += 1
    skipSpace()
    if takes(UInt8(ascii: "]")) { return Node(.list([]), range: start..<position) }
    repeat {
      skipSpace()
      items.append(try value(depth: depth + 1))
      skipSpace()
    } while try goesOn(closing: UInt8(ascii: "]"), opening: start)
    return Node(.list(items), range: start..<position)
  }

  /// Takes `,` and is true, or the closing bracket and is false.
  private mutating func goesOn(closing: UInt8, opening: Int) throws(Stop) -> Bool {
    if takes(closing) { return false }
    let comma = position
    guard takes(UInt8(ascii: ",")) else {
      let mark = String(UnicodeScalar(closing))
      throw note(expected: "`,` or `\(mark)`", opening: opening)
    }
    skipSpace()
    guard position < end, bytes[position] != closing else {
      guard position < end else { throw note(expected: "a value", opening: opening) }
      problems.append(.trailingComma(comma..<comma + 1))
      throw Stop()
    }
    return true
  }

  // MARK: Scalars

  private mutating func string() throws(Stop) -> Node {
    let start = position
    position += 1
    while position < end, bytes[position] != UInt8(ascii: "\""),
      bytes[position] != UInt8(ascii: "\\"), bytes[position] >= 0x20
    {
      position += 1
    }
    var content = Array(bytes[start + 1..<position])
    while position < end {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return Node(string: String(decoding: content, as: UTF8.self), range: start..<position)
      case UInt8(ascii: "\\"):
        try escape(into: &content)
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        problems.append(.unclosedQuote(start..<start + 1))
        throw Stop()
      case 0..<0x20:
        problems.append(.controlCharacter(UnicodeScalar(byte), offset: position))
        throw Stop()
      default:
        content.append(byte)
        position += 1
      }
    }
    problems.append(.unclosedQuote(start..<start + 1))
    throw Stop()
  }

  private mutating func escape(into content: inout [UInt8]) throws(Stop) {
    let start = position
    let letter = position + 1 < end ? bytes[position + 1] : 0
    position += 2
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(letter)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"):
      guard let scalar = escapedScalar(bytes, &position, end: end) else {
        throw badEscape(start, width: 6)
      }
      content += Array(String(scalar).utf8)
    default:
      throw badEscape(start, width: 2)
    }
  }

  private mutating func badEscape(_ start: Int, width: Int) -> Stop {
    position = start
    problems.append(.badEscape(start..<min(start + width, end)))
    return Stop()
  }

  private mutating func number() throws(Stop) -> Node {
    let start = position
    _ = takes(UInt8(ascii: "-"))
    if !takes(UInt8(ascii: "0")) {
      guard takesDigits() else { throw note(expected: "a digit") }
    }
    var isWhole = true
    if takes(UInt8(ascii: ".")) {
      isWhole = false
      guard takesDigits() else { throw note(expected: "a digit") }
    }
    if takes(UInt8(ascii: "e")) || takes(UInt8(ascii: "E")) {
      isWhole = false
      if !takes(UInt8(ascii: "+")) { _ = takes(UInt8(ascii: "-")) }
      guard takesDigits() else { throw note(expected: "a digit") }
    }
    let range = start..<position
    let typed = String(decoding: bytes[range], as: UTF8.self)
    if isWhole, let number = Int(typed) { return Node(.int(number), range: range, text: typed) }
    if !isWhole, let number = Double(typed), number.isFinite {
      return Node(.float(number), range: range, text: typed)
    }
    problems.append(.numberOutOfRange(range))
    throw Stop()
  }

  private mutating func word() throws(Stop) -> Node {
    let start = position
    var stop = position
    while stop < end, 0x61...0x7A ~= bytes[stop] | 0x20 { stop += 1 }
    let typed = String(decoding: bytes[start..<stop], as: UTF8.self)
    let value: Value
    switch typed {
    case "null": value = .null
    case "true": value = .bool(true)
    case "false": value = .bool(false)
    default: throw note(expected: "a value", through: stop)
    }
    position = stop
    return Node(value, range: start..<stop, text: typed)
  }

  // MARK: Bytes

  private func isOpening(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
  }

  private mutating func takes(_ byte: UInt8) -> Bool {
    guard position < end, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func takesDigits() -> Bool {
    let start = position
    while position < end, 0x30...0x39 ~= bytes[position] { position += 1 }
    return position > start
  }

  private mutating func skipSpace() {
    while position < end {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  /// At the end of the file it is the opening bracket that is pointed at.
  @discardableResult
  private mutating func note(
    expected: String, opening: Int? = nil, through stop: Int? = nil
  ) -> Stop {
    if position >= end, let opening {
      problems.append(.unclosedBracket(opening..<opening + 1))
    } else {
      let stop = max(stop ?? position, min(position + 1, end))
      problems.append(.unexpected(position..<stop, expected: expected))
    }
    return Stop()
  }
}
