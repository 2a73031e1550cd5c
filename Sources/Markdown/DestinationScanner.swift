// What in a block's source can be a link's destination.
//
// A small part of CommonMark's inline rules: backslash escapes (§6.1), code spans (§6.3), tags and
// comments (§6.10) are passed over, `](` begins a destination (§6.6). Labels are not matched to
// brackets; whoever asks compares destinations.

/// Walks the source of one block.
struct DestinationScanner {
  private let bytes: Bytes
  private let end: Int
  private var index: Int
  /// Lengths of backtick runs, by bit, that are known to have no other of their length behind them.
  private var unmatchedRuns: UInt64 = 0
  private var hasNoCommentEnd = false
  /// Up to here, on the line, there is no `>`.
  private var noTagEndBefore = 0

  /// What is found.
  enum Found {
    case code(Range<Int>)
    /// The offset of the `]`, and the destination without `<` and `>`.
    case destination(bracket: Int, Range<Int>)
  }

  init(_ bytes: Bytes, _ range: Range<Int>) {
    self.bytes = bytes
    index = range.lowerBound
    end = range.upperBound
  }

  /// The next code span or destination.
  mutating func next() -> Found? {
    while index < end {
      // Eight at a time: most bytes are letters.
      while index &+ 8 <= end, !hasMark(bytes, at: index) { index &+= 8 }
      guard index < end else { break }
      switch bytes[index] {
      case UInt8(ascii: "\\"): index &+= 2
      case UInt8(ascii: "`"):
        if let code = codeSpan() { return .code(code) }
      case UInt8(ascii: "<"): index = endOfTag()
      case UInt8(ascii: "]"):
        index &+= 1
        guard index < end, bytes[index] == UInt8(ascii: "(") else { continue }
        guard let found = destination(at: index + 1) else { continue }
        let bracket = index - 1
        index = found.upperBound
        return .destination(bracket: bracket, found)
      default: index &+= 1
      }
    }
    return nil
  }

  /// The destination that begins at an offset, spaces and a line break passed over: between `<` and
  /// `>`, or up to a space or an unmatched `)`. Empty where there is none before the `)`.
  mutating func destination(at offset: Int) -> Range<Int>? {
    var start = offset
    while start < end, bytes[start] <= 0x20 {
      start += 1
      guard bytes[start - 1] == 0x0A else { continue }
      // A quote's mark, when the destination stands on its next line.
      while start < end, bytes[start] == 0x20 || bytes[start] == UInt8(ascii: ">") { start += 1 }
    }
    guard start < end else { return nil }
    var stop = start
    if bytes[start] == UInt8(ascii: "<") {
      stop = endOfAngle(start)
      return stop < end && bytes[stop] == UInt8(ascii: ">") ? start + 1..<stop : nil
    }
    var depth = 0
    while stop < end, bytes[stop] > 0x20 {
      switch bytes[stop] {
      case UInt8(ascii: "\\"): stop += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth < 0 { return start..<stop }
      default: break
      }
      stop += 1
    }
    return start..<min(stop, end)
  }

  /// Passes over a run of backticks, and the code behind it where another of its length follows.
  private mutating func codeSpan() -> Range<Int>? {
    let start = index
    while index < end, bytes[index] == UInt8(ascii: "`") { index &+= 1 }
    let length = index - start
    let bit: UInt64 = length < 64 ? 1 << UInt64(length) : 0
    guard bit != 0, unmatchedRuns & bit == 0 else { return nil }
    var close = index
    while close < end {
      guard bytes[close] == UInt8(ascii: "`") else {
        close &+= 1
        continue
      }
      let run = close
      while close < end, bytes[close] == UInt8(ascii: "`") { close &+= 1 }
      if close - run == length {
        index = close
        return start..<close
      }
    }
    unmatchedRuns |= bit
    return nil
  }

  /// Where to go on after a `<`: behind a tag that ends on its line, or a comment; else behind it.
  private mutating func endOfTag() -> Int {
    let next = index + 1 < end ? bytes[index + 1] : 0
    switch next {
    case UInt8(ascii: "!"), UInt8(ascii: "?"):
      guard !hasNoCommentEnd else { return index + 1 }
      var stop = index + 2
      while stop < end, bytes[stop] != UInt8(ascii: ">") || !endsComment(stop, next) { stop += 1 }
      if stop < end { return stop + 1 }
      hasNoCommentEnd = true
      return index + 1
    case UInt8(ascii: "/"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      let stop = endOfAngle(index)
      return stop < end && bytes[stop] == UInt8(ascii: ">") ? stop + 1 : index + 1
    default: return index + 1
    }
  }

  /// The offset of the `>` on the line of a `<`, or where it is known that there is none.
  private mutating func endOfAngle(_ open: Int) -> Int {
    if open < noTagEndBefore { return end }
    var stop = open + 1
    while stop < end, bytes[stop] != UInt8(ascii: ">"), bytes[stop] != 0x0A {
      stop += bytes[stop] == UInt8(ascii: "\\") ? 2 : 1
    }
    if stop >= end || bytes[stop] == 0x0A { noTagEndBefore = stop }
    return stop
  }

  private func endsComment(_ offset: Int, _ opener: UInt8) -> Bool {
    if opener == UInt8(ascii: "?") { return bytes[offset - 1] == opener }
    return bytes[offset - 1] == UInt8(ascii: "-") && bytes[offset - 2] == UInt8(ascii: "-")
  }
}

/// Whether one of eight bytes is ``\ ` < ]``.
private func hasMark(_ bytes: Bytes, at index: Int) -> Bool {
  let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
  func zeroBytes(_ value: UInt64) -> UInt64 { (value &- 0x0101_0101_0101_0101) & ~value }
  let found =
    zeroBytes(word ^ 0x5C5C_5C5C_5C5C_5C5C) | zeroBytes(word ^ 0x6060_6060_6060_6060)
    | zeroBytes(word ^ 0x3C3C_3C3C_3C3C_3C3C) | zeroBytes(word ^ 0x5D5D_5D5D_5D5D_5D5D)
  return found & 0x8080_8080_8080_8080 != 0
}

/// Resolves backslash escapes and entities.
func unescaped(_ text: Bytes) -> [UInt8] { resolved(text, backslashes: true) }

/// Resolves entities.
func unescapedEntities(_ text: Bytes) -> [UInt8] { resolved(text, backslashes: false) }

private func resolved(_ text: Bytes, backslashes: Bool) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(text.count)
  var index = 0
  while index < text.count {
    let byte = text[index]
    if byte == UInt8(ascii: "\\"), backslashes, index + 1 < text.count,
      isPunctuation(text[index + 1])
    {
      result.append(text[index + 1])
      index += 2
    } else if byte == UInt8(ascii: "&"),
      let entity = decodedEntity(Bytes(rebasing: text[(index + 1)...]))
    {
      result += entity.utf8
      index += 1 + entity.length
    } else {
      result.append(byte)
      index += 1
    }
  }
  return result
}

/// ASCII punctuation (CommonMark 0.29 §2.1).
private func isPunctuation(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
  default: false
  }
}
