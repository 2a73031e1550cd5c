// Sets of short byte strings, numbered in the order they came, all in one buffer.
//
// A dictionary keyed by arrays would allocate one for every look-up of the many million words of a
// large site; here a look-up allocates nothing, and mostly compares one key.

/// Byte strings one behind the other, numbered from 0.
struct FormList: Sendable {
  private var bytes: [UInt8] = []
  /// Where each ends in `bytes`; it begins where the one before ends.
  private var ends: [UInt32] = []

  /// Makes an empty list with room for some strings of eight bytes.
  init(room: Int = 0) {
    bytes.reserveCapacity(room * 8)
    ends.reserveCapacity(room)
  }

  var count: Int { ends.count }
  var byteCount: Int { bytes.count }

  subscript(index: Int) -> ArraySlice<UInt8> { bytes[start(of: index)..<Int(ends[index])] }

  @inline(__always)
  private func start(of index: Int) -> Int { index == 0 ? 0 : Int(ends[index - 1]) }

  @inline(__always)
  func length(of index: Int) -> Int { Int(ends[index]) - start(of: index) }

  mutating func append(_ string: some Collection<UInt8>) {
    bytes.append(contentsOf: string)
    ends.append(UInt32(truncatingIfNeeded: bytes.count))
  }

  /// Lends the bytes of one string; the slice that the subscript gives would count references.
  @inline(__always)
  func withBytes<Result>(of index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[start(of: index)..<Int(ends[index])]))
    }
  }

  /// Appends a string to some bytes.
  @inline(__always)
  func append(_ index: Int, to output: inout [UInt8]) {
    withBytes(of: index) { output.append(contentsOf: $0) }
  }

  @inline(__always)
  func isEqual(_ index: Int, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard length(of: index) == other.count else { return false }
    return withBytes(of: index) { bytes in
      for offset in 0..<other.count where bytes[offset] != other[offset] { return false }
      return true
    }
  }
}

/// Distinct keys, numbered from 0.
struct KeyPool: Sendable {
  private(set) var keys: FormList
  /// Open addressing: a key's hash in the upper half, its number plus one in the lower; 0 is free.
  /// A power of two, at most half full.
  private var slots: [UInt64]

  /// Makes an empty pool with room for some keys.
  init(room: Int = 0) {
    var slotCount = 64
    while slotCount < room * 2 { slotCount *= 2 }
    slots = Array(repeating: 0, count: slotCount)
    keys = FormList(room: room)
  }

  var count: Int { keys.count }

  subscript(index: Int) -> ArraySlice<UInt8> { keys[index] }

  /// The number of a key; a new one gets the next.
  mutating func insert(_ key: some Collection<UInt8>) -> Int {
    key.withContiguousStorageIfAvailable { insert(bytes: $0) } ?? insert(Array(key))
  }

  /// The number of a key; a new one gets the next.
  mutating func insert(bytes key: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = hash(key)
    let slot = slot(of: key, hash)
    if slots[slot] > 0 { return number(slots[slot]) }
    keys.append(key)
    slots[slot] = hash << 32 | UInt64(truncatingIfNeeded: keys.count)
    if keys.count * 2 > slots.count { grow() }
    return keys.count - 1
  }

  /// The number of a key, `nil` where it is not here.
  func find(_ key: some Collection<UInt8>) -> Int? {
    key.withContiguousStorageIfAvailable { find(bytes: $0) } ?? find(Array(key))
  }

  private func find(bytes key: UnsafeBufferPointer<UInt8>) -> Int? {
    let found = slots[slot(of: key, hash(key))]
    return found > 0 ? number(found) : nil
  }

  @inline(__always)
  private func number(_ slot: UInt64) -> Int { Int(slot & 0xFFFF_FFFF) - 1 }

  /// The slot that holds the key, or the free one where it belongs.
  @inline(__always)
  private func slot(of key: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] > 0 {
      if slots[slot] >> 32 == hash, keys.isEqual(number(slots[slot]), key) { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }

  /// 32 bits; eight bytes at a time are multiplied, and the halves of the product folded.
  @inline(__always)
  private func hash(_ key: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: key.count) &+ 0x9E37_79B9_7F4A_7C15
    var index = 0
    let raw = UnsafeRawBufferPointer(key)
    while index + 8 <= key.count {
      hash = folded(hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var rest: UInt64 = 0
    while index < key.count {
      rest = rest << 8 | UInt64(key[index])
      index += 1
    }
    return folded(hash ^ rest) & 0xFFFF_FFFF
  }

  @inline(__always)
  private func folded(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 2)
    let mask = larger.count - 1
    for old in slots where old > 0 {
      var slot = Int(truncatingIfNeeded: old >> 32) & mask
      while larger[slot] > 0 { slot = (slot + 1) & mask }
      larger[slot] = old
    }
    slots = larger
  }
}
