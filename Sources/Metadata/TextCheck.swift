// What must be true of a file's bytes before anything reads them.
//
// UTF-8 without NUL, with LF or CR LF between lines. Control characters in the text of an article
// are taken out with a warning, since feeds may not hold them (XML 1.0 §2.2) and browsers ignore
// them; in front matter and data files the parser refuses them.

import Reporting

/// What kind of file a text comes from.
public enum TextKind: Sendable {
  /// Front matter and text; control characters in the text are a warning.
  case article
  /// YAML or JSON; its parser reports control characters.
  case data
}

/// Checks the bytes of a file: UTF-8, NUL, line breaks, control characters.
///
/// - Returns: at most one diagnostic of each kind, at the first place, with the number of others.
///   With an error among them the file should not be parsed.
/// - Complexity: O(bytes), eight at a time where they are ASCII.
public func checkText(_ source: SourceText, kind: TextKind = .article) -> [Diagnostic] {
  let found = scanText(source.bytes)
  guard found.isAnything else { return [] }
  return problems(found, in: source, kind: kind).map { $0.diagnostic(in: source) }
}

/// Takes control characters out of an article's text: what `checkText` warned of.
///
/// TAB, LF and CR stay; so do bytes that are not UTF-8.
public func removingControlCharacters(_ bytes: some Collection<UInt8>) -> [UInt8] {
  let bytes = Array(bytes)
  var output: [UInt8] = []
  output.reserveCapacity(bytes.count)
  var start = 0
  for offset in controlCharacterOffsets(bytes, 0..<bytes.count) {
    output += bytes[start..<offset]
    start = offset + scalarWidth(bytes[offset])
  }
  output += bytes[start...]
  return output
}

/// The offsets of control characters other than TAB, LF and CR, and of U+FFFE and U+FFFF.
func controlCharacterOffsets(_ bytes: [UInt8], _ range: Range<Int>) -> [Int] {
  var offsets: [Int] = []
  forEachOddOffset(bytes, range) { offset in
    if isControl(bytes, offset, range.upperBound) { offsets.append(offset) }
    return offset + 1
  }
  return offsets
}

/// C0 but TAB, LF and CR; DEL; C1 (C2 80…C2 9F); the noncharacters EF BF BE and EF BF BF.
private func isControl(_ bytes: [UInt8], _ offset: Int, _ end: Int) -> Bool {
  switch bytes[offset] {
  case 0x09, 0x0A, 0x0D: false
  case 0x00..<0x20, 0x7F: true
  case 0xC2: offset + 1 < end && bytes[offset + 1] < 0xA0
  case 0xEF:
    offset + 2 < end && bytes[offset + 1] == 0xBF && bytes[offset + 2] | 1 == 0xBF
  default: false
  }
}

private struct TextFacts {
  var invalid: [Int] = []
  var nulOffset: Int?
  var nulCount = 0
  var returnOffset: Int?
  var returnCount = 0
  var controls: [Int] = []

  var isAnything: Bool {
    !invalid.isEmpty || nulOffset != nil || returnOffset != nil || !controls.isEmpty
  }
}

/// Visits every byte that is not printable ASCII; `body` says where to go on. Line feeds and
/// well-formed characters U+00C0…U+07FF, `æ` among them, are passed over: they are never odd.
private func forEachOddOffset(
  _ bytes: [UInt8], _ range: Range<Int>, _ body: (Int) -> Int
) {
  bytes.withUnsafeBytes { buffer in
    var index = range.lowerBound
    let end = min(range.upperBound, buffer.count)
    while index < end {
      if index + 8 <= end {
        let word = buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if isPlain(word) {
          index += 8
          continue
        }
      }
      // Up to the next eight, byte by byte.
      let stop = min(index + 8, end)
      while index < stop {
        let byte = buffer[index]
        if byte >= 0x20 && byte < 0x7F || byte == 0x0A {
          index &+= 1
        } else if byte >= 0xC3, byte <= 0xDF, index &+ 1 < end,
          buffer[index &+ 1] & 0xC0 == 0x80
        {
          index &+= 2
        } else {
          index = max(body(index), index + 1)
        }
      }
    }
  }
}

/// Whether all eight bytes are 0x20…0x7E: none has its top bit, none borrows when 0x20 is taken
/// from it, and none reaches 0x80 when one is added.
private func isPlain(_ word: UInt64) -> Bool {
  let top: UInt64 = 0x8080_8080_8080_8080
  let low = (word | top) &- 0x2020_2020_2020_2020
  let high = word &+ 0x0101_0101_0101_0101
  return (word | ~low | high) & top == 0
}

private func scanText(_ bytes: [UInt8]) -> TextFacts {
  var facts = TextFacts()
  forEachOddOffset(bytes, 0..<bytes.count) { offset in
    switch bytes[offset] {
    case 0x09, 0x0A:
      break
    case 0x0D:
      if offset + 1 < bytes.count, bytes[offset + 1] == 0x0A { return offset + 2 }
      facts.returnOffset = facts.returnOffset ?? offset
      facts.returnCount += 1
    case 0x00:
      facts.nulOffset = facts.nulOffset ?? offset
      facts.nulCount += 1
    case 0x01..<0x20, 0x7F:
      facts.controls.append(offset)
    default:
      let width = validWidth(bytes, offset)
      if width == 0 { facts.invalid.append(offset) }
      if width > 1, isControl(bytes, offset, bytes.count) { facts.controls.append(offset) }
      return offset + max(width, 1)
    }
    return offset + 1
  }
  return facts
}

/// How many bytes the well-formed character at `offset` has; 0 when there is none (Unicode, table
/// 3-7).
private func validWidth(_ bytes: [UInt8], _ offset: Int) -> Int {
  let first = bytes[offset]
  let width = scalarWidth(first)
  guard first >= 0xC2, first <= 0xF4, offset + width <= bytes.count else { return 0 }
  let second = bytes[offset + 1]
  let allowed: ClosedRange<UInt8> =
    switch first {
    case 0xE0: 0xA0...0xBF
    case 0xED: 0x80...0x9F
    case 0xF0: 0x90...0xBF
    case 0xF4: 0x80...0x8F
    default: 0x80...0xBF
    }
  guard allowed ~= second else { return 0 }
  for index in offset + 2..<max(offset + width, offset + 2) where bytes[index] & 0xC0 != 0x80 {
    return 0
  }
  return width
}

/// The number of bytes that a first byte announces.
private func scalarWidth(_ first: UInt8) -> Int {
  switch first {
  case 0..<0xC0: 1
  case 0xC0..<0xE0: 2
  case 0xE0..<0xF0: 3
  default: 4
  }
}

/// The character at `offset`, U+FFFD where there is none.
func scalarValue(_ bytes: [UInt8], at offset: Int) -> Unicode.Scalar {
  let stop = min(offset + scalarWidth(bytes[offset]), bytes.count)
  return String(decoding: bytes[offset..<stop], as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
}

private func problems(
  _ facts: TextFacts, in source: SourceText, kind: TextKind
) -> [MetadataProblem] {
  let bytes = source.bytes
  if let encoding = wideEncoding(bytes, facts) {
    return [.notUTF8(offset: 0, byte: bytes[0], encoding: encoding, count: 0)]
  }
  var problems: [MetadataProblem] = []
  if let first = facts.invalid.first {
    let isCut = first + scalarWidth(bytes[first]) > bytes.count && facts.invalid.count == 1
    let encoding = isCut && bytes[first] >= 0xC2 ? .cutOff : narrowEncoding(bytes, facts.invalid)
    problems.append(
      .notUTF8(
        offset: first, byte: bytes[first], encoding: encoding, count: facts.invalid.count))
  }
  if let first = facts.nulOffset { problems.append(.nul(offset: first, count: facts.nulCount)) }
  if let first = facts.returnOffset {
    problems.append(.loneReturn(offset: first, count: facts.returnCount))
  }
  if kind == .article, !facts.controls.isEmpty {
    let bodyOffset = readFrontMatter(source).bodyOffset
    let inBody = facts.controls.filter { $0 >= bodyOffset }
    if let first = inBody.first {
      let scalar = scalarValue(bytes, at: first)
      problems.append(.controlInText(scalar, offset: first, count: inBody.count))
    }
  }
  return problems
}

/// What a file that is not UTF-8 may be.
enum Encoding: String, Hashable, Sendable {
  case utf16 = "UTF-16"
  case utf32 = "UTF-32"
  case latin1 = "Latin-1 (ISO 8859-1)"
  case windows1252 = "Windows-1252"
  case cutOff = "UTF-8 that is cut off in the middle of a character"
  case unknown = "no encoding we know"
}

/// UTF-16 and UTF-32 by their byte order mark, or by a NUL in nearly every second byte.
private func wideEncoding(_ bytes: [UInt8], _ facts: TextFacts) -> Encoding? {
  if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
    return .utf32
  }
  if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return .utf16 }
  return facts.nulCount > 1 && facts.nulCount * 5 >= bytes.count * 2 ? .utf16 : nil
}

/// Latin-1 has letters from A0 on and nothing in 80…9F, where Windows-1252 has its quotation
/// marks and dashes. Invalid bytes beside valid characters mean neither.
private func narrowEncoding(_ bytes: [UInt8], _ invalid: [Int]) -> Encoding {
  let highCount = bytes.reduce(0) { $1 >= 0x80 ? $0 + 1 : $0 }
  guard invalid.count * 10 >= highCount * 9 else { return .unknown }
  let values = invalid.map { bytes[$0] }
  if values.allSatisfy({ $0 >= 0xA0 }) { return .latin1 }
  let isUnassigned = values.contains { [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains($0) }
  return isUnassigned ? .unknown : .windows1252
}
