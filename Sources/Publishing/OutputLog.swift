// What the last build left in the output folder, to the inode: so that the next one need not read it.
//
//     offset  size
//          0    16  "tidende output 1"
//         16    16  digest of all that follows
//         32     8  inode of the output folder
//         40     8  inode of its twin; 0 where there is none
//         48     8  1 where folders cannot be exchanged here
//         56     8  number of files
//         64     8  number of folders
//         72        per file: digest 16, size 8, inode 8, time 8, mode 4, length of the path 4
//                   per folder: time 8, mode 4, length of the path 4
//                   the paths in the same order, each with a NUL; files sorted by bytes
//
// Numbers are little-endian; times are nanoseconds since 1970. A log that is not whole, or of another
// version, is no log.

/// How a file looked when a build last knew its bytes.
struct StatKey: Sendable, Hashable {
  var size = 0
  var inode: UInt64 = 0
  var modified: Int64 = 0
  var mode: UInt32 = 0
}

extension StatKey {
  init(_ facts: FileFacts) {
    self.init(
      size: facts.size, inode: facts.inode, modified: facts.modified, mode: facts.mode)
  }
}

/// A folder of the output, known to be equal in its twin.
struct FolderStamp: Sendable, Hashable {
  var path: RelativePath
  /// In nanoseconds since 1970; 0 where the twin is not known to be equal.
  var modified: Int64
  var mode: UInt32
}

/// The files and folders of an output.
struct OutputLog: Sendable, Hashable {
  /// One file of the output.
  struct File: Sendable, Hashable {
    var path: String
    var digest: Digest
    var key: StatKey
  }

  var outputInode: UInt64 = 0
  var twinInode: UInt64 = 0
  var isWithoutExchange = false
  /// Sorted by the bytes of the paths.
  var files: [File] = []
  /// All folders of the output, also those that no build made; empty without a twin.
  var folders: [FolderStamp] = []
  /// When it was written, in nanoseconds since 1970.
  var moment: Int64 = 0

  /// Whether every stat key tells the bytes: nothing changed just before the log was written.
  var isSettled: Bool {
    files.allSatisfy { OutputLog.isSettled($0.key.modified, at: moment) }
  }

  /// Where a path is in `files`.
  func index(of path: String) -> Int? {
    let index = firstIndex(notBefore: path)
    return index < files.count && files[index].path == path ? index : nil
  }

  /// Whether a folder has files below it.
  func hasFiles(below folder: String) -> Bool {
    let index = firstIndex(notBefore: folder + "/")
    return index < files.count && files[index].path.hasPrefix(folder + "/")
  }

  private func firstIndex(notBefore path: String) -> Int {
    var low = 0
    var high = files.count
    while low < high {
      let middle = (low + high) / 2
      if precedes(files[middle].path, path) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether a file or folder last changed so long before a moment that a later change shows.
  ///
  /// Clocks of disks tick. Two changes within one tick look like one, so what changed just before
  /// somebody looked may have changed again after it. Whole milliseconds are the stamps of file
  /// systems that tick every second or two; all others tick a hundred times a second or more.
  static func isSettled(_ modified: Int64, at moment: Int64) -> Bool {
    let margin: Int64 = modified % 1_000_000 == 0 ? 3_000_000_000 : 50_000_000
    return modified != 0 && moment >= margin && modified < moment - margin
  }
}

/// The order of the bytes.
func precedes(_ one: String, _ other: String) -> Bool {
  let order = one.utf8.withContiguousStorageIfAvailable { one in
    other.utf8.withContiguousStorageIfAvailable { other in
      one.lexicographicallyPrecedes(other)
    }
  }
  return (order ?? nil) ?? one.utf8.lexicographicallyPrecedes(other.utf8)
}

// MARK: - Bytes

private let magic = Array("tidende output 1".utf8)
private let headSize = 72
private let fileSize = 48
private let folderSize = 16

extension OutputLog {
  /// The log as it is on the disk.
  func encoded() -> [UInt8] {
    var body: [UInt8] = []
    body.reserveCapacity(headSize + files.count * (fileSize + 48) + folders.count * 64)
    body.put(outputInode)
    body.put(twinInode)
    body.put(UInt64(isWithoutExchange ? 1 : 0))
    body.put(UInt64(files.count))
    body.put(UInt64(folders.count))
    for file in files {
      body.put(file.digest.high)
      body.put(file.digest.low)
      body.put(UInt64(file.key.size))
      body.put(file.key.inode)
      body.put(UInt64(bitPattern: file.key.modified))
      body.put(file.key.mode)
      body.put(UInt32(truncatingIfNeeded: file.path.utf8.count))
    }
    for folder in folders {
      body.put(UInt64(bitPattern: folder.modified))
      body.put(folder.mode)
      body.put(UInt32(truncatingIfNeeded: folder.path.bytes.count - 1))
    }
    for file in files {
      body.append(contentsOf: file.path.utf8)
      body.append(0)
    }
    for folder in folders {
      folder.path.bytes.withUnsafeBytes { body.append(contentsOf: $0) }
    }
    let sum = Publishing.digest(of: body)
    var bytes = magic
    bytes.reserveCapacity(body.count + 32)
    bytes.put(sum.high)
    bytes.put(sum.low)
    return bytes + body
  }

  /// Reads a log; `nil` where it is not one of this version, whole.
  init?(_ bytes: [UInt8], moment: Int64) {
    guard bytes.count >= headSize, bytes.starts(with: magic) else { return nil }
    var sum = DigestStream()
    bytes.withUnsafeBytes { sum.update(UnsafeRawBufferPointer(rebasing: $0[32...])) }
    guard sum.finish() == Digest(high: bytes.number(16), low: bytes.number(24)) else { return nil }
    self.moment = moment
    outputInode = bytes.number(32)
    twinInode = bytes.number(40)
    isWithoutExchange = bytes.number(48) as UInt64 != 0
    let room = UInt64(bytes.count)
    let fileCount: UInt64 = bytes.number(56)
    let folderCount: UInt64 = bytes.number(64)
    guard fileCount < room, folderCount < room,
      fileCount * UInt64(fileSize) + folderCount * UInt64(folderSize) + UInt64(headSize) <= room
    else { return nil }
    let foldersStart = headSize + Int(fileCount) * fileSize
    var text = foldersStart + Int(folderCount) * folderSize
    /// The next path with its NUL.
    func path(_ count: UInt32) -> ArraySlice<UInt8>? {
      let end = text + Int(count) + 1
      guard end <= bytes.count, bytes[end - 1] == 0 else { return nil }
      defer { text = end }
      return bytes[text..<end]
    }
    files.reserveCapacity(Int(fileCount))
    for offset in stride(from: headSize, to: foldersStart, by: fileSize) {
      guard let path = path(bytes.number(offset + 44)) else { return nil }
      let key = StatKey(
        size: Int(truncatingIfNeeded: bytes.number(offset + 16) as UInt64),
        inode: bytes.number(offset + 24),
        modified: Int64(bitPattern: bytes.number(offset + 32)), mode: bytes.number(offset + 40))
      files.append(
        File(
          path: String(decoding: path.dropLast(), as: UTF8.self),
          digest: Digest(high: bytes.number(offset), low: bytes.number(offset + 8)), key: key))
    }
    folders.reserveCapacity(Int(folderCount))
    let foldersEnd = foldersStart + Int(folderCount) * folderSize
    for offset in stride(from: foldersStart, to: foldersEnd, by: folderSize) {
      guard let path = path(bytes.number(offset + 12)) else { return nil }
      folders.append(
        FolderStamp(
          path: RelativePath(bytes: path.map { CChar(bitPattern: $0) }),
          modified: Int64(bitPattern: bytes.number(offset)), mode: bytes.number(offset + 8)))
    }
  }
}

extension [UInt8] {
  fileprivate mutating func put(_ number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }

  /// - Parameter offset: checked by the caller to be followed by enough bytes.
  fileprivate func number<Number: FixedWidthInteger>(_ offset: Int) -> Number {
    withUnsafeBytes {
      Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }
  }
}
