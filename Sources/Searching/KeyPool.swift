// A set of short byte strings, numbered in the order they came, all in one buffer.
//
// A dictionary keyed by arrays would allocate one for every look-up of the many million words of a
// large site; here a look-up allocates nothing, and mostly compares one key.

/// Distinct keys, numbered from 0.
struct KeyPool: Sendable {
  private var bytes: [UInt8] = []
  /// Where each key ends in `bytes`; it begins where the one before ends.
  private var ends: [Int] = []
  /// Open addressing: a key's hash in the upper half, its number plus one in the lower; 0 is free.
  /// A power of two, at most half full.
  private var slots: [UInt64] = Array(repeating: 0, count: 64)

  var count: Int { ends.count }

  subscript(index: Int) -> ArraySlice<UInt8> { bytes[start(of: index)..<ends[index]] }

  private func start(of index: Int) -> Int { index == 0 ? 0 : ends[index - 1] }

  /// The number of a key; a new one gets the next.
  mutating func insert(_ key: some Collection<UInt8>) -> Int {
    key.withContiguousStorageIfAvailable { insert(bytes: $0) } ?? insert(Array(key))
  }

  /// The number of a key; a new one gets the next.
  mutating func insert(bytes key: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = hash(key)
    let slot = slot(of: key, hash)
    if slots[slot] > 0 { return number(slots[slot]) }
    bytes.append(contentsOf: key)
    ends.append(bytes.count)
    slots[slot] = hash << 32 | UInt64(truncatingIfNeeded: ends.count)
    if ends.count * 2 > slots.count { grow() }
    return ends.count - 1
  }

  /// The number of a key, `nil` where it is not here.
  func find(_ key: [UInt8]) -> Int? {
    key.withUnsafeBufferPointer { key in
      let found = slots[slot(of: key, hash(key))]
      return found > 0 ? number(found) : nil
    }
  }

  @inline(__always)
  private func number(_ slot: UInt64) -> Int { Int(slot & 0xFFFF_FFFF) - 1 }

  /// The slot that holds the key, or the free one where it belongs.
  @inline(__always)
  private func slot(of key: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] > 0 {
      if slots[slot] >> 32 == hash, isEqual(key, number(slots[slot])) { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }

  @inline(__always)
  private func isEqual(_ key: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let start = start(of: index)
    guard ends[index] - start == key.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      for offset in 0..<key.count where bytes[start + offset] != key[offset] { return false }
      return true
    }
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
