// What a splitter of compounds has learnt, as bytes: learning takes longer than reading it back.
//
//   four tables one after the other, each: count, 8 bytes; of each word its hash, 8, and its count, 4
//
// forms, Danish stems, Norwegian stems, and the stems of heads of many compounds. Little endian; the
// order of the words means nothing.

extension CompoundSplitter {
  /// What it has learnt of words; overrides are not in it.
  public var learnt: [UInt8] {
    var heads = HashCounts(room: knowledge.productiveStems.count)
    for stem in knowledge.productiveStems { heads.add(1, to: stem) }
    var bytes: [UInt8] = []
    for table in knowledge.tables.map({ knowledge[keyPath: $0] }) + [heads] {
      bytes.reserveCapacity(bytes.count + 8 + table.count * 12)
      appendFixed(UInt64(table.count), to: &bytes)
      table.forEach { hash, count in
        appendFixed(hash, to: &bytes)
        appendFixed(UInt32(clamping: count), to: &bytes)
      }
    }
    return bytes
  }

  /// Knows what another splitter has learnt; `nil` for bytes that no splitter gave.
  ///
  /// - Parameter overrides: as in the initializer that learns.
  public init?(learnt bytes: [UInt8], overrides: [CompoundOverride] = []) {
    self.init(words: [], overrides: overrides)
    var offset = 0
    func next<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
      let size = MemoryLayout<Number>.size
      guard bytes.count - offset >= size else { return nil }
      defer { offset += size }
      return bytes.withUnsafeBytes {
        Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: type))
      }
    }
    func table() -> HashCounts? {
      guard let count = next(UInt64.self), count <= UInt64(bytes.count - offset) / 12 else {
        return nil
      }
      var table = HashCounts(room: Int(count))
      for _ in 0..<count {
        guard let hash = next(UInt64.self), let count = next(UInt32.self) else { return nil }
        table.add(Int(count), to: hash)
      }
      return table
    }
    for path in knowledge.tables {
      guard let found = table() else { return nil }
      knowledge[keyPath: path] = found
    }
    guard let heads = table(), offset == bytes.count else { return nil }
    var stems: Set<UInt64> = []
    heads.forEach { hash, _ in stems.insert(hash) }
    knowledge.productiveStems = stems
  }
}

extension CompoundKnowledge {
  fileprivate var tables: [WritableKeyPath<CompoundKnowledge, HashCounts>] {
    [\.countOfForm, \.countOfDanishStem, \.countOfNorwegianStem]
  }
}

private func appendFixed(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
  withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
}
