// A folder that is held open and the system calls below it; and what is done with whole folders.
//
// The publisher works by relative paths below a descriptor: a tree that gets another name meanwhile
// stays the same tree, and paths stay short. They are bytes, not text, since a name that somebody
// else put into the output need not be UTF-8. No call here follows a link at the end of a path.

import Glibc

/// A path below an open folder: bytes that end with a NUL. The folder itself is `.`.
struct RelativePath: Sendable, Hashable {
  let bytes: [CChar]

  static let root = RelativePath(bytes: [CChar(bitPattern: UInt8(ascii: ".")), 0])

  init(_ text: String) {
    self = text.isEmpty ? .root : RelativePath(bytes: Array(text.utf8CString))
  }

  init(bytes: [CChar]) { self.bytes = bytes }

  /// What is called so in this folder; the name ends with a NUL.
  func appending(_ name: [CChar]) -> RelativePath {
    if self == .root { return RelativePath(bytes: name) }
    var longer = bytes
    longer[longer.count - 1] = CChar(bitPattern: UInt8(ascii: "/"))
    return RelativePath(bytes: longer + name)
  }

  /// How many folders are above it; 0 for the folder itself and 1 for what is in it.
  var depth: Int {
    self == .root ? 0 : bytes.reduce(1) { $1 == CChar(bitPattern: UInt8(ascii: "/")) ? $0 + 1 : $0 }
  }

  /// As people read it: what is not UTF-8 is shown as a replacement character.
  var text: String {
    self == .root ? "" : String(decoding: bytes.dropLast().lazy.map(UInt8.init), as: UTF8.self)
  }
}

/// A folder held open until `close`.
struct OpenFolder: Sendable {
  /// One name in a folder.
  struct Entry: Sendable {
    /// Ends with a NUL.
    let name: [CChar]
    let kind: FileKind
    let inode: UInt64
  }

  /// For messages.
  let path: String
  private let descriptor: Int32

  init(_ path: String) throws(FileProblem) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw problem("open the folder", path) }
  }

  func close() { Glibc.close(descriptor) }

  /// Describes what a path names, links not followed; `nil` where there is nothing.
  func facts(_ path: RelativePath) -> FileFacts? {
    path.bytes.withUnsafeBufferPointer { $0.baseAddress.flatMap { facts($0) } }
  }

  /// The same for a path in a longer buffer; also of what a link at its end leads to.
  func facts(_ path: UnsafePointer<CChar>, followingLinks: Bool = false) -> FileFacts? {
    var facts = stat()
    let flags = followingLinks ? 0 : AT_SYMLINK_NOFOLLOW
    guard fstatat(descriptor, path, &facts, flags) == 0 else { return nil }
    return FileFacts(facts)
  }

  /// Lists a folder in the system's order, without `.` and `..`.
  func list(_ folder: RelativePath) throws(FileProblem) -> [Entry] {
    let inner = openat(descriptor, folder.bytes, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard inner >= 0, let stream = fdopendir(inner) else {
      throw problem("open the folder", whole(folder))
    }
    defer { closedir(stream) }
    var entries: [Entry] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { text in
        text.withMemoryRebound(to: CChar.self, capacity: 256) {
          Array(UnsafeBufferPointer(start: $0, count: strlen($0) + 1))
        }
      }
      if name == dot || name == dotDot { continue }
      let kind: FileKind =
        switch Int(entry.pointee.d_type) {
        case Int(DT_REG): .file
        case Int(DT_DIR): .folder
        case Int(DT_LNK): .symlink
        case Int(DT_UNKNOWN): facts(folder.appending(name))?.kind ?? .other
        default: .other
        }
      entries.append(Entry(name: name, kind: kind, inode: UInt64(entry.pointee.d_ino)))
      errno = 0
    }
    guard errno == 0 else { throw problem("read the folder", whole(folder)) }
    return entries
  }

  /// Gives a file, link or whatever is no folder the same name below another folder too.
  ///
  /// - Returns: `false` where the two folders, or the file, do not allow it.
  func link(_ path: RelativePath, into other: OpenFolder) throws(FileProblem) -> Bool {
    if linkat(descriptor, path.bytes, other.descriptor, path.bytes, 0) == 0 { return true }
    guard [EXDEV, EPERM, EMLINK, ENOTSUP, ENOSYS, EINVAL].contains(errno) else {
      throw problem("make a link to the file", whole(path))
    }
    return false
  }

  /// Gives something below this folder a name below another; a file there is replaced in one step.
  func move(
    _ path: RelativePath, to other: OpenFolder, as name: RelativePath
  ) throws(FileProblem) {
    guard renameat(descriptor, path.bytes, other.descriptor, name.bytes) == 0 else {
      throw problem("put the file in place", other.whole(name))
    }
  }

  /// Makes one folder with exactly these permissions.
  func makeFolder(_ path: RelativePath, mode: UInt32) throws(FileProblem) {
    guard mkdirat(descriptor, path.bytes, mode_t(mode)) == 0 else {
      throw problem("make the folder", whole(path))
    }
    // The system takes away what the process's mask forbids.
    if mode != 0o755 { setMode(path, mode) }
  }

  /// Changes the permissions of a folder; failing is no harm.
  func setMode(_ path: RelativePath, _ mode: UInt32) {
    fchmodat(descriptor, path.bytes, mode_t(mode), 0)
  }

  /// Removes a file or link; one that is not there is fine.
  func removeFile(_ path: RelativePath) throws(FileProblem) {
    guard unlinkat(descriptor, path.bytes, 0) == 0 || errno == ENOENT || errno == ENOTDIR else {
      throw problem("remove the file", whole(path))
    }
  }

  /// Removes a folder if nothing is in it.
  ///
  /// - Returns: whether it is gone.
  func removeEmptyFolder(_ path: RelativePath) -> Bool {
    unlinkat(descriptor, path.bytes, AT_REMOVEDIR) == 0
  }

  /// Removes whatever a path names and all that is in it.
  func removeTree(_ path: RelativePath, kind: FileKind) throws(FileProblem) {
    guard kind == .folder else { return try removeFile(path) }
    for entry in try list(path) {
      try removeTree(path.appending(entry.name), kind: entry.kind)
    }
    guard removeEmptyFolder(path) else { throw problem("remove the folder", whole(path)) }
  }

  /// Says when a folder last changed; failing is no harm.
  func setModified(_ path: RelativePath, _ nanoseconds: Int64) {
    let second: Int64 = 1_000_000_000
    var (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: second)
    if rest < 0 { (seconds, rest) = (seconds - 1, rest + second) }
    // UTIME_OMIT of <sys/stat.h>, an expression that Swift does not import: not the time of reading.
    let omit = (1 << 30) - 2
    let times = [
      timespec(tv_sec: 0, tv_nsec: omit),
      timespec(tv_sec: Int(seconds), tv_nsec: Int(rest)),
    ]
    utimensat(descriptor, path.bytes, times, AT_SYMLINK_NOFOLLOW)
  }

  /// The path from the root of the disk, or from where the program runs.
  func whole(_ below: RelativePath) -> String {
    below == .root ? path : path + "/" + below.text
  }
}

// MARK: - What is done with whole folders

extension Disk {
  /// Puts a file in place in one step; from another file system its bytes are copied first.
  func move(_ old: String, to new: String) throws(FileProblem) {
    if Glibc.rename(old, new) == 0 { return }
    guard errno == EXDEV else { throw problem("put the file in place", new) }
    let copy = new + ".tidende-new"
    try removeFile(copy)
    try write([try read(old)], to: copy, durably: true)
    try rename(copy, to: new)
    try removeFile(old)
  }

  /// Gives a folder the name of one that is empty or not there.
  ///
  /// - Returns: `false` where that name belongs to another disk.
  func replace(_ empty: String, by folder: String) throws(FileProblem) -> Bool {
    let isAllowed = canExchange()
    if isAllowed, Glibc.rename(folder, empty) == 0 { return true }
    guard !isAllowed || errno == EBUSY || errno == EXDEV else {
      throw problem("put the site in place", empty)
    }
    return false
  }

  /// Exchanges two folders in one step: at no moment is either name without a folder.
  ///
  /// - Returns: `false` where the system or the file system cannot do that with these two.
  func exchange(_ one: String, _ other: String) throws(FileProblem) -> Bool {
    // Swift's Glibc does not know renameat2; systems older than 2018 do not either.
    typealias Call =
      @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
    guard canExchange(), let symbol = dlsym(nil, "renameat2") else { return false }
    let exchanges: UInt32 = 2
    let call = unsafeBitCast(symbol, to: Call.self)
    if call(AT_FDCWD, one, AT_FDCWD, other, exchanges) == 0 { return true }
    guard [EINVAL, ENOSYS, EBUSY, EXDEV, ENOTSUP].contains(errno) else {
      throw problem("put the site in place", other)
    }
    return false
  }

  /// Waits until a file's bytes are on the disk itself.
  func synchronize(_ path: String) throws(FileProblem) {
    guard isDurable else { return }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw problem("open the file", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw problem("write the file", path) }
  }

  /// Waits until everything written to the file system of a folder is on the disk itself.
  func synchronizeAll(_ folder: String) throws(FileProblem) {
    guard isDurable else { return }
    typealias Call = @convention(c) (Int32) -> Int32
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw problem("open the folder", folder) }
    defer { close(descriptor) }
    guard let symbol = dlsym(nil, "syncfs") else { return sync() }
    guard unsafeBitCast(symbol, to: Call.self)(descriptor) == 0 else {
      throw problem("write the files of", folder)
    }
  }
}

private let dot: [CChar] = RelativePath.root.bytes
private let dotDot: [CChar] = Array("..".utf8CString)
