// Keys words are looked up by, so that each spelling of a letter finds the others.
//
// The index key is a folded stem: `æ` is `ae`, `å` is `aa`, `é` is `e`; nothing is lost but accents,
// so `måde` and `made` stay apart. The route key goes on to one letter each, and is the same for
// `tønder`, `toender` and `tonder`. Stemming comes first: its rules count letters.

/// The key a word is indexed by: its extended stem, folded.
public func searchTerm(_ word: [UInt8], in language: Language) -> [UInt8] {
  foldKey(extendedStem(word, in: language))
}

/// Folds a stem to an index key: ASCII for whatever is written in Latin letters.
///
/// - Parameter stem: lower case, form C.
public func foldKey(_ stem: [UInt8]) -> [UInt8] {
  var output: [UInt8] = []
  output.reserveCapacity(stem.count + 4)
  stem.withUnsafeBufferPointer { bytes in
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        if bytes[index] != UInt8(ascii: "'") { output.append(bytes[index]) }
        index += 1
      } else {
        fold(readScalar(bytes, at: &index), to: &output)
      }
    }
  }
  return output
}

/// Folds an index key further, to the key its place in the index is found by.
///
/// - Parameter key: what ``foldKey(_:)`` gives.
/// - Returns: the key with `a` for `ae`, `aa` and `ao`, and `o` for `oe`, each pair once, from the
///   left.
public func routeKey(_ key: [UInt8]) -> [UInt8] {
  var output: [UInt8] = []
  output.reserveCapacity(key.count)
  var index = 0
  while index < key.count {
    let byte = key[index]
    output.append(byte)
    index += 1
    guard index < key.count else { break }
    switch (byte, key[index]) {
    case (UInt8(ascii: "a"), UInt8(ascii: "a")), (UInt8(ascii: "a"), UInt8(ascii: "e")),
      (UInt8(ascii: "a"), UInt8(ascii: "o")), (UInt8(ascii: "o"), UInt8(ascii: "e")):
      index += 1
    default: break
    }
  }
  return output
}

private func fold(_ scalar: UInt32, to output: inout [UInt8]) {
  switch scalar {
  case 0x300...0x36F: return  // A mark that no letter took in.
  case 0xC0...0x24F, 0x1E00...0x1EFF: break
  default: return append(scalar, to: &output)
  }
  if let letters = letters(for: scalar) { return add(letters, to: &output) }
  var base = scalar
  while let parts = NormalizationTable.shared.parts(of: base) { base = parts.first }
  if let letters = letters(for: base) { return add(letters, to: &output) }
  append(base, to: &output)
}

private func add(_ letters: StaticString, to output: inout [UInt8]) {
  letters.withUTF8Buffer { output.append(contentsOf: $0) }
}

/// What stands for a letter that is more than a base with an accent.
private func letters(for scalar: UInt32) -> StaticString? {
  switch scalar {
  case 0xE6, 0xE4: "ae"  // æ ä
  case 0xF8, 0xF6, 0x153: "oe"  // ø ö œ
  case 0xE5: "aa"  // å
  case 0xFC: "y"  // ü
  case 0xDF: "ss"  // ß
  case 0xFE: "th"  // þ
  case 0xF0, 0x111: "d"  // ð đ
  case 0x127: "h"  // ħ
  case 0x131: "i"  // ı
  case 0x142: "l"  // ł
  case 0x14B: "n"  // ŋ
  case 0x167: "t"  // ŧ
  default: nil
  }
}
