// Tokens: the words of a text as search knows them. The browser's module does the same.
//
// A word is letters and digits with what joins them: marks, apostrophes and hyphens between two, and
// soft hyphens. `KL’s` and `KLs` are `kl`; `it-drift` is `itdrift` and its parts `it` and `drift`; `CO₂` is
// `co2`; the `kl.` of a time is none. Everything comes out in lower case. Expects no markup.

/// How a token stands in its text.
public enum TokenKind: Sendable, Hashable {
  /// A word; one with hyphens without them.
  case whole
  /// What stands between hyphens, or between soft hyphens where each piece has three letters.
  case part
}

/// A word of a text, or a part of one.
public struct Token: Sendable, Hashable {
  /// Lower case, form C.
  public var word: [UInt8]
  /// Whether it stands for itself.
  public var kind: TokenKind

  /// Puts together a token.
  public init(word: [UInt8], kind: TokenKind) {
    self.word = word
    self.kind = kind
  }
}

/// Finds the tokens of a text, in order.
public func tokens(of text: [UInt8]) -> [Token] {
  var tokens: [Token] = []
  tokenize(text) { tokens.append(Token(word: Array($0), kind: $1)) }
  return tokens
}

/// Calls `body` with each token of a text, in order: a word, then its parts, if it has any.
///
/// - Parameters:
///   - text: UTF-8; it is composed first (NFC).
///   - body: gets bytes that hold during the call only. A word is at most 64 UTF-16 units long;
///     longer ones, which are no words, are left out.
/// - Complexity: O(n)
public func tokenize(
  _ text: [UInt8], _ body: (_ word: UnsafeBufferPointer<UInt8>, _ kind: TokenKind) -> Void
) {
  normalized(text).withUnsafeBufferPointer { bytes in
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longestPlainWord) { letters in
      var builder = WordBuilder()
      var index = 0
      while index < bytes.count {
        let start = index
        let count = readPlainWord(bytes, at: &index, into: letters)
        if count > 0 {
          body(UnsafeBufferPointer(rebasing: letters[..<count]), .whole)
          continue
        }
        if classify(bytes, at: &index).kind != .letter { continue }
        builder.clear()
        index = start
        builder.read(bytes, at: &index)
        if index - start == 2, isClock(bytes, start) { continue }
        builder.give(to: body)
      }
    }
  }
}

private let longestPlainWord = 64

/// Reads a word of which nothing special is known: letters of Latin-1 and digits, and behind them
/// something else in ASCII that joins nothing. Nearly all words are such, and most of the time that an
/// index takes goes into their bytes.
///
/// - Returns: how many bytes it has in lower case; 0 for every other word, with the index where it was.
@inline(__always)
private func readPlainWord(
  _ bytes: UnsafeBufferPointer<UInt8>, at index: inout Int,
  into letters: UnsafeMutableBufferPointer<UInt8>
) -> Int {
  var place = index
  var count = 0
  scan: while place < bytes.count, count < longestPlainWord - 1 {
    let byte = bytes[place]
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      letters[count] = byte
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): letters[count] = byte | 0x20
    case 0xC3:
      guard place + 1 < bytes.count else { return 0 }
      let second = bytes[place + 1]
      // × and ÷ are in the middle of the letters.
      guard second & 0xC0 == 0x80, second & 0x1F != 0x17 else { return 0 }
      letters[count] = byte
      letters[count + 1] = second < 0x9F ? second + 0x20 : second
      count += 1
      place += 1
    case UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "-"), 0x80...: return 0
    default: break scan
    }
    count += 1
    place += 1
  }
  if count == 0 || count >= longestPlainWord - 1 { return 0 }
  // The genitive of an abbreviation, `KLs`, and the `kl.` of a time.
  let isAbbreviation = bytes[index] < UInt8(ascii: "a") || bytes[index] == 0xC3
  if isAbbreviation, count > 2, bytes[place - 1] == UInt8(ascii: "s") { return 0 }
  if count == 2, letters[1] == UInt8(ascii: "l"), letters[0] == UInt8(ascii: "k") { return 0 }
  index = place
  return count
}

/// Whether two letters are the `kl.` of a time, `kl. 9.05`: else each would be found with KL.
private func isClock(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
  guard bytes[start] | 0x20 == UInt8(ascii: "k"), bytes[start + 1] == UInt8(ascii: "l") else {
    return false
  }
  var index = start + 2
  if index < bytes.count, bytes[index] == UInt8(ascii: ".") { index += 1 }
  guard index < bytes.count else { return false }
  switch readScalar(bytes, at: &index) {
  case 0x20, 0xA0: return index < bytes.count && isDigit(bytes[index])
  default: return false
  }
}

/// What a character is to a word.
private enum CharacterKind {
  /// A letter or a digit: what words begin with.
  case letter
  case mark
  /// Has no width: does not show, and is left out.
  case joiner
  case softHyphen
  /// Joins two letters.
  case apostrophe, hyphen
  case other
}

/// Reads one character and finds out what it is to a word; it comes in lower case.
@inline(__always)
private func classify(
  _ bytes: UnsafeBufferPointer<UInt8>, at index: inout Int
) -> (kind: CharacterKind, scalar: UInt32) {
  let byte = bytes[index]
  if byte < 0x80 {
    index += 1
    let lower = byte | 0x20
    if lower &- UInt8(ascii: "a") < 26 { return (.letter, UInt32(lower)) }
    if byte &- UInt8(ascii: "0") < 10 { return (.letter, UInt32(byte)) }
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "`"): return (.apostrophe, UInt32(byte))
    case UInt8(ascii: "-"): return (.hyphen, UInt32(byte))
    default: return (.other, UInt32(byte))
    }
  }
  return classify(readScalar(bytes, at: &index))
}

private func classify(_ scalar: UInt32) -> (kind: CharacterKind, scalar: UInt32) {
  switch scalar {
  case 0xC0...0xD6, 0xD8...0xDE: (.letter, scalar + 0x20)
  case 0xDF...0xF6, 0xF8...0xFF, 0xAA, 0xB5, 0xBA: (.letter, scalar)
  case 0xB2, 0xB3: (.letter, scalar - 0x80)
  case 0xAD: (.softHyphen, scalar)
  case 0xB4, 0x2018, 0x2019: (.apostrophe, scalar)
  case 0..<0x100: (.other, scalar)
  case 0x2010, 0x2011: (.hyphen, scalar)
  case 0x200B...0x200F, 0x2060...0x2064, 0xFEFF: (.joiner, scalar)
  case 0x2080...0x2089: (.letter, scalar - 0x2050)
  case 0x3C2: (.letter, 0x3C3)  // ς is σ at the end of a word
  default:
    switch wordPart(of: scalar) {
    case .letter: (.letter, lowercase(scalar))
    case .mark: (.mark, scalar)
    case .none: (.other, scalar)
    }
  }
}

/// One word while it is read: its letters, and where its hyphens were.
private struct WordBuilder {
  /// Without hyphens of either kind.
  private var letters: [UInt8] = []
  /// Where in `letters` a part ends that a hyphen follows.
  private var hyphenOffsets: [Int] = []
  private var softOffsets: [Int] = []
  /// How many capitals and digits the part is made of so far; ``notCapitals`` when of others too.
  private var capitalCount = 0
  private static let notCapitals = -1
  /// In place of the count: two or more of them, then an `s`.
  private static let genitive = -2

  mutating func clear() {
    capitalCount = 0
    letters.removeAll(keepingCapacity: true)
    hyphenOffsets.removeAll(keepingCapacity: true)
    softOffsets.removeAll(keepingCapacity: true)
  }

  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, at index: inout Int) {
    while index < bytes.count {
      let start = index
      let (kind, scalar) = classify(bytes, at: &index)
      switch kind {
      case .letter, .mark:
        append(scalar, to: &letters)
        watch(bytes, start)
        // The one letter whose lower case is two scalars.
        if scalar == 0x69, bytes[start] == 0xC4 { append(0x307, to: &letters) }
        continue
      case .joiner: continue
      case .softHyphen:
        capitalCount = Self.notCapitals
        softOffsets.append(letters.count)
        continue
      case .apostrophe where isLetter(bytes, index):
        capitalCount = Self.notCapitals
        letters.append(UInt8(ascii: "'"))
        continue
      case .hyphen where isLetter(bytes, index):
        dropGenitive()
        hyphenOffsets.append(letters.count)
        continue
      case .other, .apostrophe, .hyphen: break
      }
      index = start
      break
    }
    dropGenitive()
  }

  private func isLetter(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    var index = index
    return index < bytes.count && classify(bytes, at: &index).kind == .letter
  }

  /// Looks for an abbreviation and its genitive: `KLs`.
  @inline(__always)
  private mutating func watch(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) {
    if capitalCount < 0 {
      capitalCount = Self.notCapitals
      return
    }
    switch bytes[index] {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      capitalCount += 1
    case 0xC3 where [0x85, 0x86, 0x98].contains(bytes[index + 1]): capitalCount += 1  // Å Æ Ø
    case UInt8(ascii: "s") where capitalCount > 1: capitalCount = Self.genitive
    default: capitalCount = Self.notCapitals
    }
  }

  /// Takes `'s` off the part that ends here, or the `s` of `KLs`.
  private mutating func dropGenitive() {
    let isGenitive = capitalCount == Self.genitive
    capitalCount = 0
    if isGenitive {
      letters.removeLast()
      return
    }
    guard letters.count > 2, letters[letters.count - 1] == UInt8(ascii: "s"),
      letters[letters.count - 2] == UInt8(ascii: "'")
    else { return }
    letters.removeLast(2)
    while let last = softOffsets.last, last >= letters.count { softOffsets.removeLast() }
  }

  func give(to body: (UnsafeBufferPointer<UInt8>, TokenKind) -> Void) {
    letters.withUnsafeBufferPointer { letters in
      give(letters, .whole, to: body)
      if hyphenOffsets.isEmpty && softOffsets.isEmpty { return }
      var start = 0
      for end in hyphenOffsets + [letters.count] {
        if !hyphenOffsets.isEmpty {
          give(UnsafeBufferPointer(rebasing: letters[start..<end]), .part, to: body)
        }
        giveSoftPieces(letters, start..<end, to: body)
        start = end
      }
    }
  }

  private func give(
    _ word: UnsafeBufferPointer<UInt8>, _ kind: TokenKind,
    to body: (UnsafeBufferPointer<UInt8>, TokenKind) -> Void
  ) {
    if utf16Count(word) <= 64 { body(word, kind) }
  }

  private func giveSoftPieces(
    _ letters: UnsafeBufferPointer<UInt8>, _ part: Range<Int>,
    to body: (UnsafeBufferPointer<UInt8>, TokenKind) -> Void
  ) {
    var pieces: [UnsafeBufferPointer<UInt8>] = []
    var start = part.lowerBound
    for end in softOffsets.filter(part.contains) + [part.upperBound] where end > start {
      pieces.append(UnsafeBufferPointer(rebasing: letters[start..<end]))
      start = end
    }
    // Soft hyphens at every syllable part no words.
    guard pieces.count > 1, pieces.allSatisfy({ utf16Count($0) > 2 }) else { return }
    for piece in pieces { give(piece, .part, to: body) }
  }

  private func utf16Count(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    if word.count <= 2 { return word.count }
    var count = 0
    for byte in word where byte & 0xC0 != 0x80 { count += byte < 0xF0 ? 1 : 2 }
    return count
  }
}
