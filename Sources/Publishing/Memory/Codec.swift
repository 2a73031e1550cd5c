// The bytes in which a build writes down what the next one need not compute again: numbers are
// LEB128 (seven bits a byte, the lowest first, 0x80 where more follow), signed ones zigzag
// (0, −1, 1, −2 …), and a text is its length in bytes and its UTF-8.
//
// There are no tags and no version: what reads must be what wrote, so the engine's version is kept
// beside the bytes. They may be anything nevertheless: what is wrong with them makes the reader
// fail, and it never asks for more memory at once than there are bytes left.

/// What values pass through: a writer that takes them in, or a reader that fills them.
protocol MemoryCoder {
  /// Whether values are filled; known when the code is specialized, so that asking costs nothing.
  static var reads: Bool { get }
  /// Whether byte offsets and places in files pass; a digest of what is said leaves them out.
  var keepsPlaces: Bool { get }

  mutating func byte(_ value: inout UInt8)
  mutating func number(_ value: inout UInt64)
  mutating func text(_ value: inout String)
  /// The number of elements that follow, each of at least one byte.
  mutating func count(_ value: inout Int)
  /// Goes one level down in something that may hold itself, or back up.
  mutating func descend()
  mutating func ascend()
  /// Says that what was read can be nothing that was ever written. All that follows fails too.
  mutating func fail()
  var isFailed: Bool { get }
  /// How much a reader has left.
  var bytesLeft: Int { get }
}

/// A value that can be written down and read back. It lists its fields once, for both directions.
protocol Remembered {
  /// Anything, to be filled by a reader.
  static var blank: Self { get }
  /// Passes the fields, in the same order in both directions. A writer changes nothing.
  mutating func pass(through coder: inout some MemoryCoder)
}

extension MemoryCoder {
  /// Passes one field.
  mutating func field(_ value: inout some Remembered) { value.pass(through: &self) }

  /// Passes a value that is not a stored property; a reader takes no notice of it.
  mutating func passed<Field: Remembered>(_ value: Field?) -> Field {
    var value = value ?? Field.blank
    value.pass(through: &self)
    return value
  }
}

/// Collects bytes.
struct MemoryWriter: MemoryCoder {
  static var reads: Bool { false }

  /// What was written, in pieces of a size that takes the place of what was let go before: one
  /// array that grows would need room of its own, twice.
  var pieces: [[UInt8]] { full + [last] }
  /// All in one.
  var bytes: [UInt8] { full.isEmpty ? last : Array(pieces.joined()) }
  private var full: [[UInt8]] = []
  private var last: [UInt8] = []
  let keepsPlaces: Bool

  /// Makes a writer with nothing in it.
  ///
  /// - Parameter keepsPlaces: `false` makes bytes that are good for a digest alone.
  init(keepsPlaces: Bool = true) { self.keepsPlaces = keepsPlaces }

  mutating func byte(_ value: inout UInt8) { last.append(value) }

  mutating func number(_ value: inout UInt64) { append(value) }

  mutating func count(_ value: inout Int) { append(UInt64(truncatingIfNeeded: value)) }

  mutating func text(_ value: inout String) {
    if last.count > pieceSize {
      full.append(last)
      last = []
      last.reserveCapacity(pieceSize + pieceSize / 8)
    }
    value.withUTF8 { utf8 in
      append(UInt64(truncatingIfNeeded: utf8.count))
      last.append(contentsOf: utf8)
    }
  }

  mutating func descend() {}
  mutating func ascend() {}
  mutating func fail() {}
  var isFailed: Bool { false }
  var bytesLeft: Int { 0 }

  private mutating func append(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      last.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    last.append(UInt8(truncatingIfNeeded: rest))
  }
}

/// No piece before the last is shorter.
private let pieceSize = 65_536

/// Fills values from bytes.
///
/// Once it has failed there is nothing left to read: numbers, texts and counts stay as they are,
/// loops are over at once, and what has been read is not to be used.
struct MemoryReader: MemoryCoder {
  static var reads: Bool { true }

  /// Whether the bytes turned out to be nothing that was ever written.
  private(set) var isFailed = false
  /// How many bytes are read.
  private(set) var offset = 0
  private var depth = 0
  private let bytes: UnsafeRawBufferPointer

  /// Begins to read. The bytes must outlive the reader; what it fills does not point into them.
  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var keepsPlaces: Bool { true }
  var bytesLeft: Int { bytes.count &- offset }

  mutating func byte(_ value: inout UInt8) {
    guard offset < bytes.count else { return fail() }
    value = bytes[offset]
    offset &+= 1
  }

  mutating func number(_ value: inout UInt64) {
    if let number = nextNumber() { value = number }
  }

  mutating func count(_ value: inout Int) {
    if let count = nextCount() { value = count }
  }

  mutating func text(_ value: inout String) {
    guard let count = nextCount() else { return }
    guard count > 0 else { return value = "" }
    let end = offset &+ count
    let part = UnsafeRawBufferPointer(rebasing: bytes[offset..<end])
    guard let utf8 = try? UTF8Span(validating: part.assumingMemoryBound(to: UInt8.self).span)
    else { return fail() }
    value = String(copying: utf8)
    offset = end
  }

  mutating func descend() {
    depth &+= 1
    if depth > greatestMemoryDepth { fail() }
  }

  mutating func ascend() { depth &-= 1 }

  mutating func fail() {
    isFailed = true
    offset = bytes.count
  }

  private mutating func nextNumber() -> UInt64? {
    if offset < bytes.count, bytes[offset] < 0x80 {
      offset &+= 1
      return UInt64(bytes[offset &- 1])
    }
    return nextLongNumber()
  }

  /// Most numbers are one byte; not so this one.
  private mutating func nextLongNumber() -> UInt64? {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      offset &+= 1
      // The tenth byte has room for one bit.
      if shift == 63, byte > 1 { break }
      number |= UInt64(byte & 0x7F) &<< shift
      if byte < 0x80 { return number }
      shift &+= 7
    }
    fail()
    return nil
  }

  /// A number that is not larger than that of the bytes left.
  private mutating func nextCount() -> Int? {
    guard let number = nextNumber() else { return nil }
    guard let count = Int(exactly: number), count <= bytesLeft else {
      fail()
      return nil
    }
    return count
  }
}

/// More than front matter can be nested, and few enough for any stack.
private let greatestMemoryDepth = 100
