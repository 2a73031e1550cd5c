// From a node to a typed value: the conversions behind `MapReader`, one for each type.
//
// Each takes the node and the key it belongs to, and returns `nil` after reporting what is wrong
// with it. Text is checked once, by bytes: control characters, line breaks, normalization form.

import Nordic
import Reporting

extension MapReader {
  mutating func string(_ node: Node, of key: String) -> Located<String>? {
    checked(node, of: key, allowsBreaks: false)
  }

  mutating func text(_ node: Node, of key: String) -> Located<String>? {
    checked(node, of: key, allowsBreaks: true)
  }

  mutating func bool(_ node: Node, of key: String) -> Located<Bool>? {
    if case .bool(let value) = node.value { return Located(value, range: node.range) }
    if isEmptyText(node) { return nil }
    let fix = truth(of: node.text).map { "\(key): \($0)" }
    report(.notABool(key: fullName(key), node.range, found: found(node), fix: fix))
    return nil
  }

  mutating func int(_ node: Node, of key: String) -> Located<Int>? {
    if case .int(let value) = node.value { return Located(value, range: node.range) }
    if isEmptyText(node) { return nil }
    reportType(node, of: key, "a whole number", fix: Int(node.text).map { "\(key): \($0)" })
    return nil
  }

  mutating func moment(_ node: Node, of key: String, in zone: Zone) -> Located<Moment>? {
    switch node.value {
    case .string, .int, .float:
      if isEmptyText(node) { return nil }
      let read = parseMoment(node.text, in: zone) { later, earlier in
        report(
          .skippedTime(
            key: fullName(key), node.range, later: later, earlier: earlier, zone: zone.name))
      }
      switch read {
      case .success(let moment): return Located(moment, range: node.range)
      case .failure(let problem):
        report(.unreadableDate(key: fullName(key), node.range, problem))
      }
    case .null, .bool, .list, .map:
      reportType(node, of: key, "a date")
    }
    return nil
  }

  mutating func url(
    _ node: Node, of key: String, isPicture: Bool = false
  ) -> Located<String>? {
    guard let text = string(node, of: key) else { return nil }
    guard let fault = urlFault(text.value, isPicture: isPicture) else { return text }
    report(.badURL(key: fullName(key), node.range, fault))
    return nil
  }

  /// One `@` with something on both sides, a dot behind it, and no blanks.
  mutating func email(_ node: Node, of key: String) -> Located<String>? {
    guard let text = string(node, of: key) else { return nil }
    let parts = text.value.utf8.split(
      separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    let isOdd = text.value.utf8.contains { byte in
      byte <= 0x20 || [UInt8(ascii: ":"), UInt8(ascii: "<"), UInt8(ascii: ",")].contains(byte)
    }
    if parts.count == 2, !isOdd, !parts[0].isEmpty,
      parts[1].dropFirst().contains(UInt8(ascii: ".")),
      parts[1].last != UInt8(ascii: ".")
    {
      return text
    }
    report(.badEmail(key: fullName(key), node.range))
    return nil
  }

  mutating func language(_ node: Node, of key: String) -> Located<Language>? {
    guard let text = string(node, of: key) else { return nil }
    let name = text.value.lowercased()
    if name == "norsk" || name == "no" || name.hasPrefix("no-") || name.hasPrefix("no_") {
      report(.norwegian(node.range))
      return Located(.nb, range: node.range)
    }
    if let language = languageByName(name) ?? Language(code: name) {
      return Located(language, range: node.range)
    }
    report(.unknownLanguage(key: fullName(key), node.range, found: text.value))
    return nil
  }

  mutating func oneOf(_ node: Node, of key: String, _ allowed: [String]) -> Located<String>? {
    guard let text = string(node, of: key) else { return nil }
    if allowed.contains(text.value) { return text }
    report(.notOneOf(key: fullName(key), node.range, found: text.value, allowed: allowed))
    return nil
  }

  mutating func strings(_ node: Node, of key: String, isSplit: Bool) -> [Located<String>] {
    if case .list(let items) = node.value {
      return items.compactMap { $0.value == .null ? nil : string($0, of: key) }
    }
    guard let whole = string(node, of: key) else { return [] }
    return isSplit ? pieces(of: whole) : [whole]
  }

  mutating func map(_ node: Node, of key: String) -> Map? {
    if case .map(let map) = node.value { return map }
    if !isEmptyText(node) { reportType(node, of: key, "a map of keys and values") }
    return nil
  }

  mutating func nested<Result>(
    _ node: Node, of key: String, _ read: (inout MapReader) -> Result?
  ) -> Result? {
    guard let map = map(node, of: key) else { return nil }
    let opening = map.entries.first?.keyRange ?? node.range
    var reader = MapReader(map, in: source, opening: opening, name: fullName(key))
    let result = read(&reader)
    reader.reportUnknownKeys()
    for problem in reader.problems { report(problem) }
    return result
  }

  mutating func reportType(
    _ node: Node, of key: String, _ expected: String, fix: String? = nil
  ) {
    report(
      .wrongType(
        key: fullName(key), node.range, expected: expected, found: found(node), fix: fix))
  }

  /// Text that says nothing counts as a key that is not there.
  func isEmptyText(_ node: Node) -> Bool {
    guard case .string(let text) = node.value else { return false }
    return text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 }
  }

  private func found(_ node: Node) -> String {
    switch node.value {
    case .null, .list, .map: node.value.kindName
    case .string: "the text `\(shortened(node.text))`"
    case .bool: "`\(node.text)`"
    case .int, .float: "the number `\(shortened(node.text))`"
    }
  }
}

// MARK: Text

extension MapReader {
  private mutating func checked(
    _ node: Node, of key: String, allowsBreaks: Bool
  ) -> Located<String>? {
    switch node.value {
    case .null: return nil
    case .list, .map:
      reportType(node, of: key, "text")
      return nil
    case .string, .bool, .int, .float: break
    }
    let facts = textFacts(node.text)
    if let scalar = facts.control, scalar != "\t" || !allowsBreaks {
      // A character that stands in the file itself has been reported by the parser.
      let isRaw = controlCharacterOffsets(source.bytes, node.range).isEmpty == false
      if !isRaw { report(.controlInValue(key: fullName(key), node.range, scalar)) }
      return nil
    }
    if facts.hasBreak, !allowsBreaks {
      report(.lineBreak(key: fullName(key), node.range))
      return nil
    }
    guard !facts.trimmed.isEmpty else { return nil }
    var text = node.text
    if facts.trimmed.count < text.utf8.count {
      text = String(decoding: Array(text.utf8)[facts.trimmed], as: UTF8.self)
    }
    return Located(facts.mayBeDecomposed ? normalized(text) : text, range: node.range)
  }

  /// The parts between `,` and `;`, each with its own range where the text stands in the file as it
  /// is, else with the range of the whole.
  func pieces(of whole: Located<String>) -> [Located<String>] {
    let bytes = Array(whole.value.utf8)
    let offset = offset(of: bytes, in: whole.range)
    let isComma: (UInt8) -> Bool = { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
    return bytes.split(whereSeparator: isComma).compactMap { piece in
      var piece = piece
      while let last = piece.last, isBlank(last) { piece.removeLast() }
      while let first = piece.first, isBlank(first) { piece.removeFirst() }
      guard !piece.isEmpty else { return nil }
      let range = offset.map { $0 + piece.startIndex..<$0 + piece.endIndex } ?? whole.range
      return Located(String(decoding: piece, as: UTF8.self), range: range)
    }
  }

  /// Where the bytes stand in the file; `nil` when escapes or folding lie between.
  private func offset(of bytes: [UInt8], in range: Range<Int>) -> Int? {
    let range = range.clamped(to: 0..<source.bytes.count)
    return [0, 1].lazy.map { range.lowerBound + $0 }.first { start in
      start + bytes.count <= range.upperBound
        && source.bytes[start..<start + bytes.count].elementsEqual(bytes)
    }
  }
}

private struct TextFacts {
  /// The first control character but LF inside the text.
  var control: Unicode.Scalar?
  var hasBreak = false
  /// There may be characters in two parts, such as `a` and a ring.
  var mayBeDecomposed = false
  /// The bytes without white space around them.
  var trimmed = 0..<0
}

private func textFacts(_ text: String) -> TextFacts {
  var text = text
  return text.withUTF8 { bytes in
    var facts = TextFacts()
    var start = 0
    var end = bytes.count
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    facts.trimmed = start..<end
    for index in start..<end {
      let byte = bytes[index]
      if byte >= 0x20, byte < 0x7F { continue }
      if byte == 0x0A || byte == 0x0D {
        facts.hasBreak = true
      } else if byte < 0x20 || byte == 0x7F {
        facts.control = facts.control ?? Unicode.Scalar(byte)
      } else if byte >= 0xCC {
        facts.mayBeDecomposed = true
      } else if byte == 0xC2, bytes[index + 1] < 0xA0 {
        facts.control = facts.control ?? Unicode.Scalar(bytes[index + 1])
      }
    }
    return facts
  }
}

private func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
}

private func shortened(_ text: String) -> String {
  text.unicodeScalars.count > 40
    ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(40))) + "…" : text
}

/// What somebody who wrote this for a truth value means.
func truth(of text: String) -> Bool? {
  switch text.lowercased() {
  case "true", "yes", "y", "on", "1", "ja", "sand", "sann": true
  case "false", "no", "n", "off", "0", "nei", "nej", "falsk", "usann": false
  default: nil
  }
}

/// Languages by the names that stand under `målform` and `sprog`.
private func languageByName(_ name: String) -> Language? {
  switch name {
  case "dansk", "danish": .da
  case "bokmål": .nb
  case "nynorsk": .nn
  case "english", "engelsk": .en
  default: nil
  }
}
