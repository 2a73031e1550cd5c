// Sort keys: byte strings that compare as the words they stand for are ordered in a dictionary.
//
// Retskrivningsordbogen §4 for Danish; the tailoring of CLDR for Norwegian; plain letters for
// English. Of the two ways that §4.4 has for several words this is (b), »ingenting før noget«:
// word by word, so `IT-arkitektur` and `IT og skole` come before `Italien`. A hyphen parts words.
//
// A key is four parts, each of which decides only when those before it are equal:
//
//     letters  00  accents  00  case  00  the text itself
//
// letters  02 between words · 03, count + 1, digits for a number · 10...29 a...z · 2A æ · 2B ø ·
//          2C å · the UTF-8 bytes of a letter of another script
// accents  01 none · 02 aa for å · 03 a foreign letter (ä, ü, ð, þ …) · 04 any accent;
//          trailing 01 are left out
// case     01 for what comes first (capitals in Danish, small letters elsewhere) · 02 for the other

/// Makes a sort key; compare keys with `lexicographicallyPrecedes`.
///
/// - In Danish and Norwegian æ, ø and å come after z; `aa`, `Aa` and `AA` are å wherever they
///   stand, as a table cannot know compounds; ä is æ, ö and ő are ø, ü and ű are y, ð and đ are d, þ is th, œ is oe.
///   In English they are the letters they look like. In all of them other accents are ignored, until
///   nothing else differs.
/// - Numbers inside a text are compared by value: `OS2` before `OS10`.
/// - Whatever is neither letter nor digit parts words, but for apostrophes; what is at either end,
///   such as a quotation mark, does not count.
/// - Of words that differ in nothing else the capital comes first in Danish (§4.1), the small letter
///   in the other languages.
///
/// - Returns: a key no other text has: at the very end the bytes of the text decide.
public func collationKey(_ text: String, in language: Language) -> [UInt8] {
  let bytes = Array(text.utf8)
  var writer = CollationWriter(language: language, capacity: bytes.count)
  normalized(bytes).withUnsafeBufferPointer { writer.add($0) }
  return writer.key(endingIn: bytes)
}

private struct CollationWriter {
  let language: Language
  let hasNordicLetters: Bool
  var letters: [UInt8] = []
  var accents: [UInt8] = []
  var cases: [UInt8] = []
  /// Whether a word ended and the next has not begun.
  var isParted = false

  init(language: Language, capacity: Int) {
    self.language = language
    hasNordicLetters = language != .en
    letters.reserveCapacity(4 * capacity + 8)
    accents.reserveCapacity(capacity)
    cases.reserveCapacity(capacity)
  }

  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if isDigit(byte) {
        addNumber(bytes, at: &index)
      } else if hasNordicLetters, index + 1 < bytes.count, isDoubleA(byte, bytes[index + 1]) {
        addLetter(Weight.å, accent: Accent.doubled, isCapital: byte == capitalA)
        cases.append(caseWeight(isCapital: bytes[index + 1] == capitalA))
        index += 2
      } else if byte < 0x80 {
        addPlain(byte, isCapital: byte & 0x20 == 0)
        index += 1
      } else {
        add(readScalar(bytes, at: &index))
      }
    }
  }

  private mutating func add(_ scalar: UInt32) {
    if let plain = plainForm(of: scalar) {
      return isDigit(plain) ? addNumber([plain]) : addPlain(plain, isCapital: false)
    }
    let lower = lowercase(scalar)
    let isCapital = lower != scalar
    var base = lower
    while base >= 0x80 {
      if hasNordicLetters, let (letter, accent) = nordicLetter(base) {
        return addLetter(
          letter, accent: base == lower ? accent : Accent.accented, isCapital: isCapital)
      }
      if let expansion = spelling(of: base, in: language) {
        return addExpansion(expansion, isCapital: isCapital)
      }
      guard let parts = NormalizationTable.shared.parts(of: base) else { break }
      base = parts.first
    }
    if base < 0x80 {
      let letter = UInt8(truncatingIfNeeded: base)
      addPlain(letter, accent: base == lower ? Accent.none : Accent.accented, isCapital: isCapital)
    } else if !isJoiner(scalar) {
      addForeign(lower, isCapital: isCapital)
    }
  }

  private func nordicLetter(_ scalar: UInt32) -> (letter: UInt8, accent: UInt8)? {
    switch scalar {
    case 0xE6: (Weight.æ, Accent.none)
    case 0xF8: (Weight.ø, Accent.none)
    case 0xE5: (Weight.å, Accent.none)
    case 0xE4: (Weight.æ, Accent.foreign)  // ä
    case 0xF6, 0x151: (Weight.ø, Accent.foreign)  // ö ő
    case 0xFC, 0x171: (Weight.a + 24, Accent.foreign)  // ü ű
    default: nil
    }
  }

  private mutating func addPlain(
    _ byte: UInt8, accent: UInt8 = Accent.none, isCapital: Bool
  ) {
    if isLetter(byte) {
      addLetter(Weight.a + (byte | 0x20) - letterA, accent: accent, isCapital: isCapital)
    } else if !isJoiner(UInt32(byte)) {
      isParted = true
    }
  }

  private mutating func addExpansion(_ expansion: StaticString, isCapital: Bool) {
    expansion.withUTF8Buffer {
      for byte in $0 { addPlain(byte, accent: Accent.foreign, isCapital: isCapital) }
    }
  }

  private mutating func addLetter(_ weight: UInt8, accent: UInt8, isCapital: Bool) {
    partIfNeeded()
    letters.append(weight)
    accents.append(accent)
    cases.append(caseWeight(isCapital: isCapital))
  }

  /// Adds a letter or digit of another script, or a mark that belongs to one.
  private mutating func addForeign(_ scalar: UInt32, isCapital: Bool) {
    switch wordPart(of: scalar) {
    case .letter: partIfNeeded()
    case .mark: guard let last = letters.last, last >= 0x80, !isParted else { return }
    case .none:
      isParted = true
      return
    }
    append(scalar, to: &letters)
    accents.append(Accent.none)
    cases.append(caseWeight(isCapital: isCapital))
  }

  private mutating func addNumber(_ bytes: UnsafeBufferPointer<UInt8>, at index: inout Int) {
    let start = index
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    addNumber(bytes[start..<index])
  }

  /// Adds a number: how many digits it has without leading zeros, then these. A count of 254 or
  /// more is written as so many bytes of 255 and the rest.
  private mutating func addNumber(_ digits: some Collection<UInt8>) {
    partIfNeeded()
    let significant = digits.drop { $0 == UInt8(ascii: "0") }
    letters.append(Weight.number)
    var count = significant.count
    while count >= 254 {
      letters.append(255)
      count -= 254
    }
    letters.append(UInt8(truncatingIfNeeded: count + 1))
    letters.append(contentsOf: significant)
  }

  private mutating func partIfNeeded() {
    if isParted && !letters.isEmpty { letters.append(Weight.gap) }
    isParted = false
  }

  private func caseWeight(isCapital: Bool) -> UInt8 { isCapital == (language == .da) ? 1 : 2 }

  /// Puts the parts together.
  func key(endingIn text: [UInt8]) -> [UInt8] {
    var key = letters
    key.append(0)
    key.append(contentsOf: accents[..<((accents.lastIndex { $0 != Accent.none } ?? -1) + 1)])
    key.append(0)
    key.append(contentsOf: cases[..<((cases.lastIndex { $0 != 1 } ?? -1) + 1)])
    key.append(0)
    key.append(contentsOf: text)
    return key
  }
}

private enum Weight {
  static let gap: UInt8 = 0x02
  static let number: UInt8 = 0x03
  static let a: UInt8 = 0x10
  static let æ: UInt8 = 0x2A
  static let ø: UInt8 = 0x2B
  static let å: UInt8 = 0x2C
}

private enum Accent {
  static let none: UInt8 = 1
  static let doubled: UInt8 = 2
  static let foreign: UInt8 = 3
  static let accented: UInt8 = 4
}

private let letterA = UInt8(ascii: "a")
private let capitalA = UInt8(ascii: "A")

/// Whether two letters are one å. `aA` is not: there another word begins, as in `dataArk`.
private func isDoubleA(_ first: UInt8, _ second: UInt8) -> Bool {
  second == letterA && first | 0x20 == letterA || first == capitalA && second == capitalA
}
