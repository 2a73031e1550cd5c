// A set of short byte strings, numbered in the order they came, all in one buffer.
//
// A dictionary keyed by arrays would allocate one for every look-up of the many million words of a
// large site; here a look-up allocates nothing.

/// Distinct keys, numbered from 0.
struct KeyPool: Sendable {
  private var bytes: [UInt8] = []
  /// Where each key ends in `bytes`; it begins where the one before ends.
  private var ends: [Int] = []
  /// Open addressing: number of a key plus one; 0 is free. A power of two, at most half full.
  private var slots: [UInt32] = Array(repeating: 0, count: 64)

  var count: Int { ends.count }

  subscript(index: Int) -> ArraySlice<UInt8> { bytes[start(of: index)..<ends[index]] }

  private func start(of index: Int) -> Int { index == 0 ? 0 : ends[index - 1] }

  /// The number of a key; a new one gets the next.
  mutating func insert<Key: RandomAccessCollection<UInt8>>(_ key: Key) -> Int
  where Key.Index == Int {
    let slot = self.slot(of: key)
    if slots[slot] > 0 { return Int(slots[slot]) - 1 }
    bytes.append(contentsOf: key)
    ends.append(bytes.count)
    slots[slot] = UInt32(truncatingIfNeeded: ends.count)
    if ends.count * 2 > slots.count { grow() }
    return ends.count - 1
  }

  /// The number of a key, `nil` where it is not here.
  func find<Key: RandomAccessCollection<UInt8>>(_ key: Key) -> Int? where Key.Index == Int {
    let slot = self.slot(of: key)
    return slots[slot] > 0 ? Int(slots[slot]) - 1 : nil
  }

  /// The slot that holds the key, or the free one where it belongs.
  @inline(__always)
  private func slot<Key: RandomAccessCollection<UInt8>>(of key: Key) -> Int where Key.Index == Int {
    let mask = slots.count - 1
    var slot = hash(key) & mask
    while slots[slot] > 0 {
      let index = Int(slots[slot]) - 1
      let start = self.start(of: index)
      if ends[index] - start == key.count, isEqual(key, at: start) { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }

  @inline(__always)
  private func isEqual<Key: RandomAccessCollection<UInt8>>(_ key: Key, at start: Int) -> Bool
  where Key.Index == Int {
    var place = start
    for byte in key {
      if bytes[place] != byte { return false }
      place += 1
    }
    return true
  }

  @inline(__always)
  private func hash<Key: Collection<UInt8>>(_ key: Key) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in key { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 29) & 0x7FFF_FFFF)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    let mask = slots.count - 1
    for index in 0..<ends.count {
      var slot = hash(self[index]) & mask
      while slots[slot] > 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(truncatingIfNeeded: index + 1)
    }
  }
}
