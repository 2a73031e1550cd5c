// Which of many endings a word has: what every stemmer asks again and again.
//
// An ending is at most eight bytes, so it is a number; the last eight bytes of the word are another,
// and each comparison is one instruction.

/// Endings, each with the number of the group it was listed in.
struct SuffixTable: Sendable {
  /// An ending that was found.
  struct Match: Sendable {
    /// Bytes.
    var length: Int
    /// From 0.
    var group: Int
  }

  private struct Entry: Sendable {
    /// The ending's bytes, its last the lowest.
    var value: UInt64
    var mask: UInt64
    var match: Match
  }

  /// By the last byte's lowest five bits, the longest first.
  private var entries: [Entry] = []
  /// Where in `entries` those with each of the 32 values begin; and where the last end.
  private var starts: [Int] = []

  /// Takes groups parted by `|` of endings parted by spaces.
  init(_ text: String) {
    var buckets = [[Entry]](repeating: [], count: 32)
    for (group, list) in text.utf8.split(separator: UInt8(ascii: "|")).enumerated() {
      for ending in list.split(separator: UInt8(ascii: " ")) {
        let value = ending.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let mask = UInt64.max >> UInt64(64 - 8 * min(ending.count, 8))
        buckets[Int(value & 31)].append(
          Entry(value: value, mask: mask, match: Match(length: ending.count, group: group)))
      }
    }
    for bucket in buckets {
      starts.append(entries.count)
      // The longest ending wins, as everywhere in Snowball.
      entries += bucket.sorted { ($1.mask, $0.value) < ($0.mask, $1.value) }
    }
    starts.append(entries.count)
  }

  /// Finds the longest ending of a word that begins at `start` or later.
  func match(_ word: Stemming, from start: Int = 0) -> Match? {
    let tail = word.tail(from: start)
    let bucket = Int(tail & 31)
    // Without the pointer, each look at an entry counts a reference (stemming of vocabularies).
    return entries.withUnsafeBufferPointer { entries in
      var index = starts[bucket]
      let end = starts[bucket + 1]
      while index < end {
        if tail & entries[index].mask == entries[index].value { return entries[index].match }
        index += 1
      }
      return nil
    }
  }
}

/// A word in a buffer while endings are taken off.
struct Stemming {
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  /// How many bytes are left.
  private(set) var count: Int

  init(_ bytes: UnsafeMutableBufferPointer<UInt8>, count: Int) {
    self.bytes = bytes
    self.count = count
  }

  subscript(index: Int) -> UInt8 {
    @inline(__always) get { bytes[index] }
    nonmutating set { bytes[index] = newValue }
  }

  /// The last eight bytes from `start` on as a number, the last the lowest; zeros where fewer are
  /// left.
  @inline(__always)
  func tail(from start: Int) -> UInt64 {
    let length = count - start
    guard length > 0, let base = bytes.baseAddress else { return 0 }
    if count >= 8 {
      let tail = UInt64(
        bigEndian: UnsafeRawPointer(base + (count - 8)).loadUnaligned(as: UInt64.self))
      return length >= 8 ? tail : tail & (1 << UInt64(8 * length) - 1)
    }
    var tail: UInt64 = 0
    for index in start..<count { tail = tail << 8 | UInt64(bytes[index]) }
    return tail
  }

  /// Takes bytes off the end.
  mutating func drop(_ length: Int) { count -= length }

  /// Takes bytes back that were dropped, up to `end`.
  mutating func restore(_ end: Int) { count = end }

  /// Takes bytes off the end and writes others, no more than were taken.
  mutating func replace(_ length: Int, with ending: StaticString) {
    count -= length
    ending.withUTF8Buffer { ending in
      for byte in ending {
        bytes[count] = byte
        count += 1
      }
    }
  }

  /// Writes a byte where one was taken off.
  mutating func append(_ byte: UInt8) {
    bytes[count] = byte
    count += 1
  }

  /// Takes the first byte off.
  mutating func dropFirst() {
    for index in 1..<max(count, 1) { bytes[index - 1] = bytes[index] }
    count -= 1
  }

  /// Whether the bytes before `end` are these; it may be past what is left.
  func ends(_ ending: StaticString, before end: Int? = nil) -> Bool {
    let end = end ?? count
    return ending.withUTF8Buffer { ending in
      guard ending.count <= end else { return false }
      for index in 0..<ending.count where bytes[end - ending.count + index] != ending[index] {
        return false
      }
      return true
    }
  }

  /// Where the character that begins at `index` ends.
  @inline(__always)
  func next(_ index: Int) -> Int {
    var index = index + 1
    while index < count, bytes[index] & 0xC0 == 0x80 { index += 1 }
    return index
  }

  /// Where the character that ends at `index` begins.
  @inline(__always)
  func previous(_ index: Int) -> Int {
    var index = index - 1
    while index > 0, bytes[index] & 0xC0 == 0x80 { index -= 1 }
    return index
  }

  /// How many characters are left.
  var characterCount: Int {
    var characters = 0
    for index in 0..<count where bytes[index] & 0xC0 != 0x80 { characters += 1 }
    return characters
  }

  /// Undoes a doubled letter at the end: `bygg` becomes `byg`.
  ///
  /// - Parameter letters: those that are undone, a bit each from `a`.
  mutating func undouble(_ letters: UInt32, from start: Int = 0) {
    guard count >= 2, count - 1 >= start, bytes[count - 1] == bytes[count - 2],
      isIn(letters, bytes[count - 1])
    else { return }
    count -= 1
  }

  /// Where R1 of the Scandinavian stemmers begins: after the first consonant that follows a vowel,
  /// or after an apostrophe, but never before the fourth character.
  ///
  /// - Parameters:
  ///   - vowels: those of ASCII, a bit each from `a`.
  ///   - others: the second bytes of those that are `C3 xx`, a bit each from `A0`.
  /// - Returns: `nil` when there are fewer than three characters.
  func nordicR1(vowels: UInt32, others: UInt32) -> Int? {
    var least = 0
    for _ in 0..<3 {
      guard least < count else { return nil }
      least = next(least)
    }
    for index in 0..<count where bytes[index] == UInt8(ascii: "'") { return max(index + 1, least) }
    var index = 0
    while index < count, !isVowel(at: index, vowels, others) { index = next(index) }
    while index < count, isVowel(at: index, vowels, others) { index = next(index) }
    return max(index < count ? next(index) : count, least)
  }

  @inline(__always)
  func isVowel(at index: Int, _ vowels: UInt32, _ others: UInt32) -> Bool {
    if bytes[index] != 0xC3 { return isIn(vowels, bytes[index]) }
    return index + 1 < count && bytes[index + 1] >= 0xA0
      && others >> UInt32(bytes[index + 1] & 0x1F) & 1 == 1
  }
}

/// Whether a lower-case letter is in a set.
@inline(__always)
func isIn(_ letters: UInt32, _ byte: UInt8) -> Bool {
  let index = byte &- UInt8(ascii: "a")
  return index < 26 && letters >> UInt32(index) & 1 == 1
}

/// A set of lower-case ASCII letters.
func letterSet(_ letters: StaticString) -> UInt32 {
  letters.withUTF8Buffer { letters in
    letters.reduce(0) { $0 | 1 << UInt32(($1 &- UInt8(ascii: "a")) & 31) }
  }
}
