// Slugs: the last part of an address, and the name of an anchor, made from a title.
//
// The text is composed (NFC) and lower-cased; letters are spelt as the language spells them, other
// Latin letters lose their marks, and what is neither letter nor digit parts words with a hyphen.
// Letters of other scripts stay: an address may hold them. A slug's slug is itself.

/// Makes a slug.
///
/// `KL’s første år` becomes `kls-foerste-aar` in Danish, `kls-forste-ar` in Norwegian.
///
/// - Returns: at most 80 characters, cut at a word; empty when no letter or digit is left.
public func slug(_ text: String, in language: Language) -> String {
  String(decoding: slug(Array(text.utf8), in: language), as: UTF8.self)
}

/// Makes a slug, in UTF-8.
///
/// - Complexity: O(n) up to a few hundred bytes; what comes after the cut is not looked at.
public func slug(_ text: [UInt8], in language: Language) -> [UInt8] {
  let text = normalized(text)
  var isASCII = true
  // Writing through a pointer takes a third of the time of appending (slug of ASCII titles).
  let whole = [UInt8](unsafeUninitializedCapacity: enoughBytes + 16) { buffer, count in
    var writer = SlugWriter(language: language, output: buffer)
    text.withUnsafeBufferPointer { writer.add($0) }
    count = writer.count
    isASCII = writer.isASCII
  }
  // What was dropped may have kept a mark from its letter.
  return cut(isASCII ? whole : normalized(whole))
}

/// The most characters a slug has.
private let longest = 80
/// More bytes than the longest slug has with the character after it, at four bytes each.
private let enoughBytes = 4 * (longest + 1)

/// Cuts a slug to length: at the last hyphen, or anywhere where there is none.
private func cut(_ slug: [UInt8]) -> [UInt8] {
  if slug.count <= longest { return slug }
  var count = 0
  var lastHyphen = 0
  for (index, byte) in slug.enumerated() where byte & 0xC0 != 0x80 {
    if byte == hyphen { lastHyphen = index }
    if count == longest { return Array(slug[..<(lastHyphen > 0 ? lastHyphen : index)]) }
    count += 1
  }
  return slug
}

/// Writes letters and digits into a buffer, and hyphens between words.
private struct SlugWriter {
  let language: Language
  /// Room for `enoughBytes`, and for what one more scalar can add.
  let output: UnsafeMutableBufferPointer<UInt8>
  /// How much of it is written.
  var count = 0
  /// Whether something parts the next letter from what is written; never before the first.
  var isParted = false
  var isASCII = true

  init(language: Language, output: UnsafeMutableBufferPointer<UInt8>) {
    self.language = language
    self.output = output
  }

  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < bytes.count, count < enoughBytes {
      if bytes[index] < 0x80 {
        addASCII(bytes, at: &index)
      } else {
        addScalar(readScalar(bytes, at: &index))
      }
    }
  }

  /// Adds bytes up to the next that is not ASCII.
  private mutating func addASCII(_ bytes: UnsafeBufferPointer<UInt8>, at index: inout Int) {
    // A copy stays in registers, which halves the time (slug of ASCII titles).
    var writer = self
    while index < bytes.count, bytes[index] < 0x80, writer.count < enoughBytes {
      let byte = bytes[index]
      if isLetter(byte) {
        writer.write(byte | 0x20)
      } else if isDigit(byte) {
        writer.write(byte)
      } else if byte != UInt8(ascii: "'") && byte != UInt8(ascii: "`") {
        writer.isParted = writer.count > 0
      }
      index += 1
    }
    self = writer
  }

  private mutating func addScalar(_ scalar: UInt32) {
    if let plain = plainForm(of: scalar) { return write(plain) }
    let lower = lowercase(scalar)
    var base = lower
    while base >= 0x80 {
      if let letters = spelling(of: base, in: language) {
        return letters.withUTF8Buffer { for letter in $0 { write(letter) } }
      }
      guard let parts = NormalizationTable.shared.parts(of: base) else { break }
      base = parts.first
    }
    if base < 0x80 {
      // A letter, or what is only drawn with one: `≠`, U+037E.
      let letter = UInt8(truncatingIfNeeded: base)
      if isLetter(letter) { write(letter | 0x20) } else { isParted = count > 0 }
    } else if !isJoiner(scalar) {
      addForeign(lower)
    }
  }

  /// Writes a letter or digit of another script, or a mark that belongs to one.
  private mutating func addForeign(_ scalar: UInt32) {
    switch wordPart(of: scalar) {
    case .letter: break
    case .mark:
      // On a Latin letter a mark is an accent and vanishes; in other scripts it may be a vowel.
      guard count > 0, output[count - 1] >= 0x80, !isParted else { return }
    case .none:
      isParted = count > 0
      return
    }
    isASCII = false
    var bytes: [UInt8] = []
    append(scalar, to: &bytes)
    for byte in bytes { write(byte) }
  }

  @inline(__always)
  private mutating func write(_ byte: UInt8) {
    if isParted {
      isParted = false
      output[count] = hyphen
      count += 1
    }
    output[count] = byte
    count += 1
  }
}

private let hyphen = UInt8(ascii: "-")
