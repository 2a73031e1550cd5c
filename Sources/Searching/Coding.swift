// Small codings shared by every file of the index: LEB128 numbers, fixed numbers, FNV-1a, hex.
//
// Reading never traps: what is not there is `nil`, and every count is checked against what is left.

/// Appends an unsigned number in LEB128: seven bits a byte, the lowest first.
@inline(__always)
func appendVarint(_ value: Int, to output: inout [UInt8]) {
  var rest = UInt(bitPattern: value)
  while rest >= 0x80 {
    output.append(UInt8(truncatingIfNeeded: rest) | 0x80)
    rest >>= 7
  }
  output.append(UInt8(truncatingIfNeeded: rest))
}

/// Appends a number as four bytes, the lowest first.
func appendUInt32(_ value: UInt32, to output: inout [UInt8]) {
  for shift in stride(from: 0, through: 24, by: 8) {
    output.append(UInt8(truncatingIfNeeded: value >> UInt32(shift)))
  }
}

/// Reads numbers and bytes from the front of a row of bytes.
struct ByteReader {
  let bytes: [UInt8]
  var index: Int
  /// No byte at or after this is read.
  let end: Int

  init(_ bytes: [UInt8], from start: Int = 0, to end: Int? = nil) {
    self.bytes = bytes
    self.end = min(max(end ?? bytes.count, 0), bytes.count)
    index = max(start, 0)
  }

  var left: Int { max(end - index, 0) }

  @inline(__always)
  mutating func byte() -> Int? {
    guard index < end else { return nil }
    index += 1
    return Int(bytes[index - 1])
  }

  /// Reads LEB128 of at most 31 bits; `nil` at the end, or for a larger number.
  @inline(__always)
  mutating func varint() -> Int? {
    var value = 0
    var shift = 0
    while index < end, shift <= 28 {
      let byte = Int(bytes[index])
      index += 1
      value |= (byte & 0x7F) << shift
      if byte < 0x80 { return value <= Int(Int32.max) ? value : nil }
      shift += 7
    }
    return nil
  }

  mutating func uint32() -> UInt32? {
    guard left >= 4 else { return nil }
    var value: UInt32 = 0
    for offset in 0..<4 { value |= UInt32(bytes[index + offset]) << UInt32(8 * offset) }
    index += 4
    return value
  }

  /// Takes the next `count` bytes as a range of `bytes`.
  mutating func take(_ count: Int) -> Range<Int>? {
    guard count >= 0, count <= left else { return nil }
    index += count
    return index - count..<index
  }
}

/// FNV-1a in 32 bits: enough to notice a broken file or another version, not to withstand an enemy.
struct Checksum {
  private(set) var value: UInt32 = 2_166_136_261

  mutating func add(_ bytes: [UInt8], from start: Int = 0) {
    var hash = value
    for index in min(start, bytes.count)..<bytes.count {
      hash = (hash ^ UInt32(bytes[index])) &* 16_777_619
    }
    value = hash
  }

  /// Eight digits, lower case.
  var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    let shifts = stride(from: 28, through: 0, by: -4)
    return String(decoding: shifts.map { digits[Int(value >> UInt32($0) & 15)] }, as: UTF8.self)
  }
}

/// Whether `a` comes before `b`, byte by byte; a beginning comes before what goes on.
@inline(__always)
func comesBefore<A: Sequence<UInt8>, B: Sequence<UInt8>>(_ a: A, _ b: B) -> Bool {
  a.lexicographicallyPrecedes(b)
}

/// How many bytes two rows begin with in common.
func commonPrefixCount(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Int {
  let limit = min(a.count, b.count)
  var count = 0
  while count < limit, a[a.startIndex + count] == b[b.startIndex + count] { count += 1 }
  return count
}
