// How often each of many words occurs, the words known by their hashes alone.
//
// Open addressing in one array: a look-up is one place in memory, and nothing is hashed again.

/// Counts by hash.
struct HashCounts: Sendable {
  private struct Slot: Sendable {
    var hash: UInt64 = 0
    /// 0 where the slot is free.
    var count: UInt32 = 0
  }

  /// A power of two, at most half full.
  private var slots: [Slot]
  private(set) var count = 0

  /// Makes room for some words.
  init(room: Int = 0) {
    var size = 1024
    while size < room * 2 { size *= 2 }
    slots = Array(repeating: Slot(), count: size)
  }

  /// How often a word occurs; 0 for one that is not known.
  subscript(hash: UInt64) -> Int { Int(slots[place(of: hash)].count) }

  /// Adds to a word's count.
  mutating func add(_ more: Int, to hash: UInt64) {
    guard more > 0 else { return }
    let place = place(of: hash)
    if slots[place].count == 0 {
      slots[place].hash = hash
      count += 1
    }
    let sum = Int(slots[place].count) + more
    slots[place].count = UInt32(clamping: sum)
    if count * 2 > slots.count { grow() }
  }

  /// Every word and its count.
  func forEach(_ body: (_ hash: UInt64, _ count: Int) -> Void) {
    for slot in slots where slot.count > 0 { body(slot.hash, Int(slot.count)) }
  }

  @inline(__always)
  private func place(of hash: UInt64) -> Int {
    let mask = slots.count - 1
    // The upper bits of a product depend on all bits of the hash.
    let spread = (hash &* 0x9E37_79B9_7F4A_7C15) >> 32
    var place = Int(truncatingIfNeeded: spread) & mask
    while slots[place].count > 0, slots[place].hash != hash { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    var larger = HashCounts(room: slots.count)
    forEach { larger.slots[larger.place(of: $0)] = Slot(hash: $0, count: UInt32(clamping: $1)) }
    larger.count = count
    self = larger
  }
}
