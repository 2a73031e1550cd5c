// What in a template makes escaping worth nothing: attributes without quotation marks, where a
// space in a value begins the next attribute, and `autoescape` switched off.
//
// The text of a template is read as HTML in the order it stands; what it prints is one value
// without a known end. Each branch of an `if` begins where the `if` did. This is no validator: it
// knows tags, attributes, comments and the two elements whose text is not markup.

/// Reads a template's markup; ``problems`` are warnings.
struct MarkupCheck {
  private(set) var problems: [Located] = []
  private let bytes: [UInt8]
  private var state = State()

  /// Where in the markup the reading is.
  private struct State {
    var place = Place.text
    /// Where the name of the current tag or attribute begins and ends.
    var name = 0..<0
    /// The element whose text is not markup: `script` or `style`.
    var rawElement: [UInt8] = []
  }

  private enum Place {
    case text, tagName, tag, attributeName, afterEquals, unquoted, inSingle, inDouble, comment, raw
    /// In a value without quotation marks that is reported already.
    case reported
  }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func read(_ statements: [Statement]) {
    for statement in statements { read(statement) }
  }

  private mutating func read(_ statement: Statement) {
    switch statement.kind {
    case .text(let range): read(range)
    case .output, .print, .include: readValue(at: statement.range.range)
    case .condition(let branches, let otherwise):
      // What follows goes on where the first branch ended.
      let bodies = [otherwise] + branches.map(\.body).reversed()
      let before = state
      for body in bodies { readBranch(body, from: before) }
    case .loop(let loop):
      let before = state
      readBranch(loop.otherwise, from: before)
      readBranch(loop.body, from: before)
    case .filter(_, let body), .with(_, let body): read(body)
    case .autoescape(let flag, let body):
      if case .constant(let value) = flag.kind, !value.isTruthy {
        problems.append(Located(.unescaped, flag.range.range))
      }
      read(body)
    case .block(let block): readApart(block.body)
    case .macro(let macro): readApart(macro.body)
    case .call(let macro, _):
      readApart(macro.body)
      readValue(at: statement.range.range)
    case .setBlock(_, _, let body): readApart(body)
    case .set, .extends, .importModule, .importNames, .evaluate, .leaveLoop, .nextRound: break
    }
  }

  private mutating func readBranch(_ statements: [Statement], from before: State) {
    state = before
    read(statements)
  }

  /// Reads what is written somewhere else, and so begins as text.
  private mutating func readApart(_ statements: [Statement]) {
    let before = state
    state = State()
    read(statements)
    state = before
  }

  private mutating func readValue(at range: Range<Int>) {
    switch state.place {
    case .afterEquals, .unquoted:
      let attribute = String(decoding: bytes[state.name], as: UTF8.self)
      problems.append(Located(.unquotedAttribute(attribute), range))
      state.place = .reported
    case .tag: (state.place, state.name) = (.attributeName, range.upperBound..<range.upperBound)
    default: break
    }
  }

  private mutating func read(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      index += read(bytes[index], at: index, range.upperBound)
    }
  }

  /// - Returns: how many bytes were read.
  private mutating func read(_ byte: UInt8, at index: Int, _ end: Int) -> Int {
    switch (state.place, byte) {
    case (.text, UInt8(ascii: "<")):
      if bytes[index..<end].starts(with: "<!--".utf8) {
        state.place = .comment
        return 4
      }
      let next = index + 1 < end ? bytes[index + 1] : 0
      if isLetter(next) { (state.place, state.name) = (.tagName, index + 1..<index + 1) }
      if next == UInt8(ascii: "/") { (state.place, state.name) = (.tag, index + 2..<index + 2) }
    case (.comment, UInt8(ascii: "-")) where bytes[index..<end].starts(with: "-->".utf8):
      state.place = .text
      return 3
    case (.raw, UInt8(ascii: "<")):
      let word = bytes[index..<end].dropFirst(2).prefix(state.rawElement.count)
      if word.elementsEqual(state.rawElement, by: { $0 | 0x20 == $1 }) {
        (state.place, state.rawElement) = (.tag, [])
      }
    case (.inDouble, UInt8(ascii: "\"")), (.inSingle, UInt8(ascii: "'")): state.place = .tag
    case (.text, _), (.comment, _), (.raw, _), (.inDouble, _), (.inSingle, _): break
    case (_, UInt8(ascii: ">")): endTag(at: index)
    case (.afterEquals, UInt8(ascii: "\"")): state.place = .inDouble
    case (.afterEquals, UInt8(ascii: "'")): state.place = .inSingle
    case (.tagName, _), (.tag, _), (.attributeName, _), (.afterEquals, _), (.unquoted, _),
      (.reported, _):
      readInTag(byte, at: index)
    }
    return 1
  }

  private mutating func readInTag(_ byte: UInt8, at index: Int) {
    let isSpace = byte <= 0x20 || byte == UInt8(ascii: "/")
    switch state.place {
    case .tagName:
      state.name = state.name.lowerBound..<index
      if isSpace { leaveTagName() }
    case .attributeName where byte == UInt8(ascii: "="):
      (state.place, state.name) = (.afterEquals, state.name.lowerBound..<index)
    case .tag where !isSpace: (state.place, state.name) = (.attributeName, index..<index)
    case .afterEquals where byte > 0x20: state.place = .unquoted
    case .attributeName where isSpace, .unquoted where byte <= 0x20,
      .reported where byte <= 0x20:
      state.place = .tag
    default: break
    }
  }

  private mutating func leaveTagName() {
    state.rawElement = bytes[state.name].map { $0 | 0x20 }
    let isRaw = ["script", "style"].contains { state.rawElement.elementsEqual($0.utf8) }
    if !isRaw { state.rawElement = [] }
    state.place = .tag
  }

  private mutating func endTag(at index: Int) {
    if state.place == .tagName {
      state.name = state.name.lowerBound..<index
      leaveTagName()
    }
    let opensRaw = !state.rawElement.isEmpty && bytes[..<index].last != UInt8(ascii: "/")
    state.place = opensRaw ? .raw : .text
    // Its own end tag has no raw text behind it.
    if !opensRaw { state.rawElement = [] }
  }

  private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
