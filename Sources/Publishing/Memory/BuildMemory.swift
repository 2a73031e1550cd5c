// What a build leaves for the next one, in `.tidende/<output>/` beside `content/`: two files.
//
// `state` is small and read first: it says whether anything at all has changed. `pages` holds the
// remembered articles, what each page was made from, and what came of it. Both, and
// `search` (SearchMemory.swift), are laid out alike:
//
//     offset  size  meaning
//     0       8     `TDNMEM01`; another format has another number
//     8       16    digest of everything behind it (MurmurHash3_x64_128), high half first
//     24      8     length n of the head in bytes, little endian
//     32      n     the head, as `Memory/Codec.swift` writes it; it begins with the engine's name
//     32+n    …     what the head lists, one behind the other: remembered articles
//
// A file that is missing, older, newer, cut off or garbled is no memory, and a full build follows.

import Nordic
import Reporting

extension StatKey: Remembered {
  static var blank: StatKey { StatKey() }

  mutating func pass<Coder: MemoryCoder>(through coder: inout Coder) {
    var parts = parts
    for index in parts.indices { coder.field(&parts[index]) }
    guard Coder.reads else { return }
    self = StatKey(
      size: parts[0], inode: UInt64(truncatingIfNeeded: parts[1]), modified: Int64(parts[2]),
      mode: UInt32(truncatingIfNeeded: parts[3]))
  }

  /// All that it is, for digests and the memory.
  var parts: [Int] { [size, Int(truncatingIfNeeded: inode), Int(modified), Int(mode)] }

  /// Whether the key may stand in for the bytes: what was written just before it was taken may be
  /// written again within one tick of the file system's clock.
  func isTrusted(takenAt seconds: Int) -> Bool {
    modified != 0 && modified < (Int64(seconds) - 3) * 1_000_000_000
  }
}

extension Digest: Remembered {
  static var blank: Digest { Digest(high: 0, low: 0) }

  mutating func pass<Coder: MemoryCoder>(through coder: inout Coder) {
    var (high, low) = (high, low)
    for shift in stride(from: 0, to: 64, by: 8) {
      coder.part(of: &high, shift)
      coder.part(of: &low, shift)
    }
    if Coder.reads { self = Digest(high: high, low: low) }
  }
}

extension MemoryCoder {
  fileprivate mutating func part(of word: inout UInt64, _ shift: Int) {
    var value = UInt8(truncatingIfNeeded: word >> UInt64(shift))
    byte(&value)
    word = word & ~(0xFF << UInt64(shift)) | UInt64(value) << UInt64(shift)
  }
}

/// A file below `content/` as the last build found it.
struct SeenFile: Remembered, Sendable {
  /// By its real bytes.
  var path = ""
  var stat = StatKey()
  /// The digest of its bytes; only of texts.
  var fingerprint = Digest(high: 0, low: 0)

  static var blank: SeenFile { SeenFile() }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&path)
    coder.field(&stat)
    coder.field(&fingerprint)
  }
}

/// The file `state`.
struct BuildState: Sendable {
  /// Digest of settings, theme, data, flags, and of what was wrong with them.
  var environment = Digest(high: 0, low: 0)
  /// When the files were looked at, in seconds since 1970.
  var takenAt = 0
  /// The instants between which the same articles are published, `until` excluded, in seconds since
  /// 1970.
  var validFrom = 0
  var validUntil = 0
  var texts: [SeenFile] = []
  var files: [SeenFile] = []
  var report = BuildReport()
}

extension BuildState: Remembered {
  static var blank: BuildState { BuildState() }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&environment)
    coder.field(&takenAt)
    coder.field(&validFrom)
    coder.field(&validUntil)
    coder.field(&texts)
    coder.field(&files)
    coder.field(&report)
  }
}

extension BuildReport: Remembered {
  static var blank: BuildReport { BuildReport() }

  mutating func pass<Coder: MemoryCoder>(through coder: inout Coder) {
    coder.field(&problems)
    coder.field(&pageCount)
    coder.field(&feedCount)
    coder.field(&withheld)
    coder.field(&nextChange)
    coder.field(&language)
    var name = zone.name
    coder.field(&name)
    if Coder.reads {
      guard let zone = Zone(name) else { return coder.fail() }
      self.zone = zone
    }
  }
}

extension BuildReport.Withheld: Remembered {
  static var blank: BuildReport.Withheld { BuildReport.Withheld(path: "", state: .draft) }

  mutating func pass<Coder: MemoryCoder>(through coder: inout Coder) {
    var path = path
    coder.field(&path)
    var (kind, moment): (Int, Moment?) =
      switch state {
      case .draft: (0, nil)
      case .scheduled(let start): (1, start)
      case .expired(let end): (2, end)
      case .published: (3, nil)
      case .broken: (4, nil)
      }
    coder.field(&kind)
    coder.field(&moment)
    guard Coder.reads else { return }
    switch (kind, moment) {
    case (0, nil): self = BuildReport.Withheld(path: path, state: .draft)
    case (1, let start?): self = BuildReport.Withheld(path: path, state: .scheduled(start))
    case (2, let end?): self = BuildReport.Withheld(path: path, state: .expired(end))
    default: coder.fail()
    }
  }
}

/// A fact by the name of what it is about, and its value.
struct SeenFact: Remembered, Sendable {
  var kind = 0
  /// Of an article its place in `PageMemory.articles`, else a place in `PageMemory.names`.
  var subject = 0
  var value = Digest(high: 0, low: 0)

  static var blank: SeenFact { SeenFact() }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&kind)
    coder.field(&subject)
    coder.field(&value)
  }
}

/// A page as the last build made it.
struct SeenPage: Remembered, Sendable {
  /// Below the output folder.
  var path = ""
  /// What the plan was.
  var identity = Digest(high: 0, low: 0)
  /// The closure of its template; blank for a page without one.
  var template = Digest(high: 0, low: 0)
  /// What was made.
  var output = Digest(high: 0, low: 0)
  var problems: [Diagnostic] = []
  /// Places in `PageMemory.facts`.
  var facts: [Int] = []

  static var blank: SeenPage { SeenPage() }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&path)
    coder.field(&identity)
    coder.field(&template)
    coder.field(&output)
    coder.field(&problems)
    coder.field(&facts)
  }
}

/// A remembered article: where its bytes are.
struct SeenArticle: Remembered, Sendable {
  var path = ""
  var fingerprint = Digest(high: 0, low: 0)
  var listing = Digest(high: 0, low: 0)
  /// See `Links.arePlain`.
  var hasPlainLinks = false
  var size = 0

  static var blank: SeenArticle { SeenArticle() }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&path)
    coder.field(&fingerprint)
    coder.field(&listing)
    coder.field(&hasPlainLinks)
    coder.field(&size)
  }
}

/// The file `pages`.
struct PageMemory: Sendable {
  /// Digest of what every article is composed with.
  var composition = Digest(high: 0, low: 0)
  /// Digest of what every page is made with.
  var environment = Digest(high: 0, low: 0)
  /// See `LinkResolver.landmarks`.
  var landmarks = Digest(high: 0, low: 0)
  /// Sorted by path.
  var articles: [SeenArticle] = []
  var names: [String] = []
  var facts: [SeenFact] = []
  var pages: [SeenPage] = []
  var search = SeenSearch()
  /// The whole file; the articles' bytes are at its end.
  var bytes: [UInt8] = []
  /// Where each article's bytes begin in `bytes`; one more for the end.
  var starts: [Int] = []
}

extension PageMemory: Remembered {
  static var blank: PageMemory { PageMemory() }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&composition)
    coder.field(&environment)
    coder.field(&landmarks)
    coder.field(&articles)
    coder.field(&names)
    coder.field(&facts)
    coder.field(&pages)
    coder.field(&search)
  }
}

// MARK: Files

/// Where the memory of one output is.
struct MemoryFolder: Sendable {
  let path: String
  /// What made it: another engine's memory is none.
  let engine: String
  let disk: Disk

  /// Removes what a build that was killed left half written.
  func removeLeftovers() {
    for entry in (try? disk.list(path)) ?? [] where entry.name.hasSuffix(".new") {
      try? disk.removeFile(path + "/" + entry.name)
    }
  }

  /// Reads `state`; `nil` where there is none that can be used.
  func state() -> BuildState? { read("state", BuildState.self)?.value }

  /// Reads `pages`; `nil` where there is none that can be used.
  func pages() -> PageMemory? {
    guard let (value, bytes, end) = read("pages", PageMemory.self) else { return nil }
    var memory = value
    var start = end
    memory.starts.reserveCapacity(memory.articles.count + 1)
    for article in memory.articles {
      memory.starts.append(start)
      guard article.size >= 0, article.size <= bytes.count - start else { return nil }
      start += article.size
    }
    memory.starts.append(start)
    memory.bytes = bytes
    return start == bytes.count ? memory : nil
  }

  /// Reads a file; `nil` where there is none that this program wrote whole.
  ///
  /// - Returns: the head, the whole file, and where in it the head ends.
  func read<Value: Remembered>(
    _ name: String, _ type: Value.Type
  ) -> (value: Value, bytes: [UInt8], end: Int)? {
    guard let bytes = try? disk.read(path + "/" + name), bytes.count >= 32,
      bytes[..<8].elementsEqual(magic)
    else { return nil }
    return bytes.withUnsafeBytes { buffer -> (Value, [UInt8], Int)? in
      func word(_ offset: Int) -> UInt64 {
        UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      }
      var stream = DigestStream()
      stream.update(UnsafeRawBufferPointer(rebasing: buffer[24...]))
      guard stream.finish() == Digest(high: word(8), low: word(16)),
        let length = Int(exactly: word(24)), length <= bytes.count - 32
      else { return nil }
      var reader = MemoryReader(UnsafeRawBufferPointer(rebasing: buffer[32..<32 + length]))
      let engine: String = reader.passed(nil)
      guard engine == self.engine else { return nil }
      let value: Value = reader.passed(nil)
      guard !reader.isFailed, reader.bytesLeft == 0 else { return nil }
      return (value, bytes, 32 + length)
    }
  }

  /// A file, in pieces.
  func encoded(_ value: some Remembered, followedBy blobs: [[UInt8]] = []) -> [[UInt8]] {
    var writer = MemoryWriter()
    _ = writer.passed(engine)
    _ = writer.passed(value)
    var length: [UInt8] = []
    let head = writer.pieces
    appendWord(UInt64(head.reduce(0) { $0 + $1.count }), to: &length)
    let body = [length] + head + blobs
    var stream = DigestStream()
    for piece in body { stream.update(piece) }
    let digest = stream.finish()
    var start = magic
    appendWord(digest.high, to: &start)
    appendWord(digest.low, to: &start)
    return [start] + body
  }

  /// Replaces a file in one step.
  func write(_ name: String, _ pieces: [[UInt8]]) throws(FileProblem) {
    try? disk.removeFile(path + "/" + name + ".new")
    try disk.write(pieces, to: path + "/" + name + ".new")
    try disk.rename(path + "/" + name + ".new", to: path + "/" + name)
  }
}

private let magic = Array("TDNMEM01".utf8)

private func appendWord(_ word: UInt64, to bytes: inout [UInt8]) {
  withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
}
