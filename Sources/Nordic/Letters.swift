// Letters from outside ASCII: their lower case, and what stands for them where only ASCII may.
//
// The table is that of CLDR's Latin-ASCII transform, but for the letters each language spells in its
// own way, with the digits and ligatures of Unicode's compatibility decompositions that people do
// type (CO₂, m², ﬁ copied from a PDF).

/// The lower case of a scalar, by the simple rule that does not look at what stands around it.
///
/// - Returns: one scalar; of `İ`, whose lower case is two, the first.
func lowercase(_ scalar: UInt32) -> UInt32 {
  switch scalar {
  case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE: return scalar + 0x20
  case 0..<0x100: return scalar
  default:
    guard let properties = Unicode.Scalar(scalar)?.properties, properties.changesWhenLowercased
    else { return scalar }
    return properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar
  }
}

/// What a language writes for a lower-case letter in an address.
///
/// - Returns: ASCII letters or digits; `nil` where the letter's base should be tried, or where there
///   is nothing.
func spelling(of scalar: UInt32, in language: Language) -> StaticString? {
  switch scalar {
  case 0xE6: return "ae"  // æ
  case 0xF8: return language == .da ? "oe" : "o"  // ø
  case 0xE5: return language == .da ? "aa" : "a"  // å
  case 0xE4: return language == .en ? "a" : "ae"  // ä, as æ
  case 0xF6: return language == .da ? "oe" : "o"  // ö, as ø
  case 0xDF: return "ss"  // ß
  case 0xF0, 0x111, 0x256, 0x257: return "d"  // ð đ ɖ ɗ
  case 0xFE: return "th"  // þ
  case 0x153: return "oe"  // œ
  case 0x131, 0x268, 0x2071: return "i"  // ı ɨ ⁱ
  case 0x142, 0x140, 0x19A: return "l"  // ł ŀ ƚ
  case 0x127: return "h"  // ħ
  case 0x14B, 0x149, 0x207F: return "n"  // ŋ ŉ ⁿ
  case 0x167: return "t"  // ŧ
  case 0x138: return "q"  // ĸ
  case 0x17F: return "s"  // ſ
  case 0x133: return "ij"  // ĳ
  case 0x192: return "f"  // ƒ
  case 0x180, 0x253: return "b"  // ƀ ɓ
  case 0x188: return "c"  // ƈ
  case 0x1E5: return "g"  // ǥ
  case 0x199: return "k"  // ƙ
  case 0x1A5: return "p"  // ƥ
  case 0x1B6, 0x225, 0x292: return "z"  // ƶ ȥ ʒ
  case 0x1B4: return "y"  // ƴ
  case 0x1C6: return "dz"  // ǆ
  case 0x1C9: return "lj"  // ǉ
  case 0x1CC: return "nj"  // ǌ
  case 0xAA: return "a"  // ª
  case 0xBA: return "o"  // º
  case 0xFB00: return "ff"
  case 0xFB01: return "fi"
  case 0xFB02: return "fl"
  case 0xFB03: return "ffi"
  case 0xFB04: return "ffl"
  case 0xFB05, 0xFB06: return "st"
  default: return nil
  }
}

/// The ASCII digit or letter that a superscript, subscript or full-width one stands for.
func plainForm(of scalar: UInt32) -> UInt8? {
  switch scalar {
  case 0xB9: UInt8(ascii: "1")
  case 0xB2, 0xB3: UInt8(truncatingIfNeeded: scalar - 0x80)
  case 0x2070, 0x2074...0x2079: UInt8(truncatingIfNeeded: scalar - 0x2040)
  case 0x2080...0x2089: UInt8(truncatingIfNeeded: scalar - 0x2050)
  case 0xFF10...0xFF19: UInt8(truncatingIfNeeded: scalar - 0xFEE0)
  case 0xFF21...0xFF3A: UInt8(truncatingIfNeeded: scalar - 0xFEE0 + 0x20)
  case 0xFF41...0xFF5A: UInt8(truncatingIfNeeded: scalar - 0xFEE0)
  default: nil
  }
}

/// Whether a scalar joins what stands around it rather than parting it: apostrophes, soft hyphens,
/// and what has no width.
func isJoiner(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x27, 0x60, 0xAD, 0xB4, 0x2B9, 0x2BC, 0x2018, 0x2019, 0x201B, 0x2032: true
  case 0x200B...0x200F, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF: true
  default: false
  }
}

/// What a scalar outside ASCII is to a word.
enum WordPart {
  /// A letter or a digit.
  case letter
  /// What is written over, under or around the letter before it.
  case mark
}

/// Finds out what a scalar is to a word; `nil` where it parts words.
func wordPart(of scalar: UInt32) -> WordPart? {
  switch Unicode.Scalar(scalar)?.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
    .decimalNumber, .letterNumber:
    .letter
  case .nonspacingMark, .spacingMark, .enclosingMark: .mark
  default: nil
  }
}
