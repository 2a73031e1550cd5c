// A mapping that keeps the order of its keys.
//
// Up to eight entries are found by comparing hashes one after the other, which beats any table;
// from nine on there is an open-addressing table beside the entries. Keys follow Python: `1`,
// `1.0` and `true` are the same key. Hashes are seeded by nothing, so that the same site gives
// the same bytes.

/// An ordered mapping from values to values.
public struct ValueMap: Sendable {
  /// One key with its value.
  struct Entry: Sendable {
    let hash: Int
    let key: Value
    var value: Value
  }

  /// In the order the keys were first added.
  private(set) var entries: [Entry]
  /// Empty up to eight entries; else a power of two of slots, each 0 or an entry's index + 1.
  private var table: [UInt32] = []

  /// Makes an empty mapping with room for `capacity` entries.
  public init(capacity: Int = 0) {
    entries = []
    entries.reserveCapacity(capacity)
  }

  /// How many keys there are.
  public var count: Int { entries.count }

  /// The keys in order.
  public var keys: [Value] { entries.map(\.key) }

  /// The values in the order of their keys.
  public var values: [Value] { entries.map(\.value) }

  /// The value of a text key, or `nil`.
  public subscript(_ key: String) -> Value? {
    var key = key
    return key.withUTF8 { bytes in
      textIndex(hash: hashOf(bytes), bytes: bytes).map { entries[$0].value }
    }
  }

  /// The value of any key; `nil` where there is none.
  public subscript(_ key: Value) -> Value? {
    guard let hash = key.keyHash, let index = index(of: key, hash) else { return nil }
    return entries[index].value
  }

  /// Sets the value of a key, which keeps its place if it is there already.
  ///
  /// - Returns: whether the key can be one: lists and mappings cannot.
  @discardableResult
  public mutating func set(_ key: Value, _ value: Value) -> Bool {
    guard let hash = key.keyHash else { return false }
    if let index = index(of: key, hash) {
      entries[index].value = value
      return true
    }
    entries.append(Entry(hash: hash, key: key, value: value))
    if entries.count > 8 { addToTable(hash) }
    return true
  }

  /// Removes a key.
  ///
  /// - Returns: its value, or `nil` where there was none.
  /// - Complexity: O(n).
  public mutating func remove(_ key: Value) -> Value? {
    guard let hash = key.keyHash, let index = index(of: key, hash) else { return nil }
    let value = entries.remove(at: index).value
    rebuildTable()
    return value
  }

  /// Where a text key whose hash is known is.
  ///
  /// Plain loops: with closures, every look-up would count references.
  @inline(__always)
  func textIndex(hash: Int, bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    if !table.isEmpty { return probeText(hash: hash, bytes: bytes) }
    for index in 0..<entries.count where entries[index].hash == hash {
      if isText(entries[index].key, bytes) { return index }
    }
    return nil
  }

  private func probeText(hash: Int, bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let mask = table.count - 1
    var slot = hash & mask
    while table[slot] != 0 {
      let index = Int(table[slot]) - 1
      if entries[index].hash == hash, isText(entries[index].key, bytes) { return index }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private func index(of key: Value, _ hash: Int) -> Int? {
    if table.isEmpty {
      return entries.firstIndex { $0.hash == hash && keysEqual($0.key, key) }
    }
    return probe(hash) { keysEqual(entries[$0].key, key) }
  }

  private func probe(_ hash: Int, _ matches: (Int) -> Bool) -> Int? {
    let mask = table.count - 1
    var slot = hash & mask
    while table[slot] != 0 {
      let index = Int(table[slot]) - 1
      if entries[index].hash == hash, matches(index) { return index }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private mutating func addToTable(_ hash: Int) {
    if table.count < entries.count * 2 { return rebuildTable() }
    place(hash, entries.count)
  }

  private mutating func rebuildTable() {
    table = []
    guard entries.count > 8 else { return }
    var size = 32
    while size < entries.count * 4 { size *= 2 }
    table = [UInt32](repeating: 0, count: size)
    for index in entries.indices { place(entries[index].hash, index + 1) }
  }

  private mutating func place(_ hash: Int, _ mark: Int) {
    let mask = table.count - 1
    var slot = hash & mask
    while table[slot] != 0 { slot = (slot + 1) & mask }
    table[slot] = UInt32(mark)
  }
}

/// A hash of bytes that is the same on every machine and in every process.
func hashOf(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
  var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: bytes.count)
  var index = 0
  while index + 8 <= bytes.count {
    let word = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + index)
      .loadUnaligned(as: UInt64.self)
    hash = (hash ^ UInt64(littleEndian: word)) &* 0xD6E8_FEB8_6659_FD93
    hash ^= hash >> 32
    index += 8
  }
  while index < bytes.count {
    hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3
    index += 1
  }
  hash ^= hash >> 29
  return Int(truncatingIfNeeded: hash)
}

/// Whether a key is that text.
@inline(__always)
private func isText(_ key: borrowing Value, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  switch key {
  case .string(let text):
    guard text.bytes.count == bytes.count else { return false }
    for index in 0..<bytes.count where text.bytes[index] != bytes[index] { return false }
    return true
  default: return false
  }
}

extension Value {
  /// The hash of a value that can be a key; `nil` for lists and mappings.
  var keyHash: Int? {
    switch self {
    case .string(let text): return text.bytes.withUnsafeBufferPointer(hashOf)
    case .int(let number): return number &* 0x9E37_79B9
    case .bool(let flag): return flag ? 0x9E37_79B9 : 0
    case .float(let number):
      if let whole = Int(exactly: number) { return whole &* 0x9E37_79B9 }
      return Int(truncatingIfNeeded: number.bitPattern &* 0xD6E8_FEB8_6659_FD93)
    case .none: return 0x5EED
    case .list(let list):
      guard list.isTuple else { return nil }
      var hash = 0x7A91
      for item in list.items {
        guard let next = item.keyHash else { return nil }
        hash = (hash ^ next) &* 0x0100_0193
      }
      return hash
    case .object(let object): return ObjectIdentifier(object).hashValue
    case .undefined, .map, .function: return nil
    }
  }
}

private func keysEqual(_ left: Value, _ right: Value) -> Bool { valuesEqual(left, right) }
