// Every system call of a build.
//
// Paths are given whole; names are opened by their real bytes, whatever Unicode form they have.
// Nothing here knows what a site is.

import Glibc

/// The file system, as a build sees it.
public struct Disk: Sendable {
  /// How a folder's listing is ordered before anything sees it; tests inject others.
  let order: @Sendable (String, String) -> Bool
  /// Whether to wait until bytes are on the disk itself; tests of other things need not.
  var isDurable = true
  /// Asked before folders are exchanged; tests say no, or do something at that moment.
  var canExchange: @Sendable () -> Bool = { true }

  /// The disk of this machine, listing folders by the bytes of their names.
  public init() {
    self.init(order: precedes)
  }

  init(order: @escaping @Sendable (String, String) -> Bool) {
    self.order = order
  }
}

/// What a path names.
enum FileKind: Sendable, Hashable {
  case file, folder, symlink, other
}

/// A file as the system describes it.
struct FileFacts: Sendable, Hashable {
  var kind: FileKind
  /// In bytes.
  var size: Int
  var device: UInt64
  var inode: UInt64
  /// The permission bits.
  var mode: UInt32
  /// When the bytes last changed, in nanoseconds since 1970.
  var modified: Int64
  /// When the bytes, the name, the owner or the permissions last changed, likewise.
  var changed: Int64
}

/// One name in a folder.
struct FolderEntry: Sendable {
  var name: String
  /// `false` for a name that is not UTF-8; `name` is then only fit to be shown.
  var isReadable: Bool
  var kind: FileKind
}

// MARK: - Reading

extension Disk {
  /// Reads a regular file whole.
  public func read(_ path: String) throws(FileProblem) -> [UInt8] {
    try readWithFacts(path).bytes
  }

  /// Reads a regular file whole, and describes it as it was when it was opened.
  ///
  /// A file that was written to after that has other facts the next time.
  func readWithFacts(
    _ path: String
  ) throws(FileProblem) -> (bytes: [UInt8], facts: FileFacts) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw problem("read the file", path) }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw problem("read the file", path) }
    guard facts.st_mode & S_IFMT == S_IFREG else {
      throw FileProblem("read the file", path, reason: "it is not a regular file")
    }
    var failure: Int32 = 0
    var bytes = [UInt8](unsafeUninitializedCapacity: Int(facts.st_size) + 1) { buffer, count in
      count = fill(buffer, from: descriptor, failure: &failure)
    }
    // A file that grew meanwhile, or one whose size is not told (in /proc): go on until its end.
    while failure == 0, bytes.count > Int(facts.st_size) {
      let more = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        count = fill(buffer, from: descriptor, failure: &failure)
      }
      bytes += more
      if more.count < 1 << 16 { break }
    }
    guard failure == 0 else {
      errno = failure
      throw problem("read the file", path)
    }
    return (bytes, FileFacts(facts))
  }

  /// Reads the first bytes of a regular file, all of it where it is shorter than the limit.
  func readHead(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw problem("read the file", path) }
    defer { close(descriptor) }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      count = fill(buffer, from: descriptor, failure: &failure)
    }
    guard failure == 0 else {
      errno = failure
      throw problem("read the file", path)
    }
    return bytes
  }

  /// Describes what a path names; `nil` where there is nothing.
  func facts(_ path: String, followingLinks: Bool = true) -> FileFacts? {
    var facts = stat()
    guard (followingLinks ? stat(path, &facts) : lstat(path, &facts)) == 0 else { return nil }
    return FileFacts(facts)
  }

  /// Lists a folder, without `.` and `..`.
  func list(_ path: String) throws(FileProblem) -> [FolderEntry] {
    guard let folder = opendir(path) else { throw problem("open the folder", path) }
    defer { closedir(folder) }
    var entries: [FolderEntry] = []
    // The end of the folder and a failure look alike but for this.
    errno = 0
    while let entry = readdir(folder) {
      defer { errno = 0 }
      let kind: FileKind =
        switch Int(entry.pointee.d_type) {
        case Int(DT_REG): .file
        case Int(DT_DIR): .folder
        case Int(DT_LNK): .symlink
        // Some file systems do not say; who sees a link asks again.
        case Int(DT_UNKNOWN): .symlink
        default: .other
        }
      let (name, isReadable) = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { text in
          (String(cString: text), String(validatingCString: text) != nil)
        }
      }
      if name == "." || name == ".." { continue }
      entries.append(FolderEntry(name: name, isReadable: isReadable, kind: kind))
    }
    guard errno == 0 else { throw problem("read the folder", path) }
    return entries.sorted { order($0.name, $1.name) }
  }

  /// The path with every link in it followed; `nil` where it leads nowhere.
  func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Whether a file holds exactly these bytes.
  func file(_ path: String, holds pieces: some Collection<[UInt8]>) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var facts = stat()
    let size = pieces.reduce(0) { $0 + $1.count }
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
      Int(facts.st_size) == size
    else { return false }
    return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
      for piece in pieces {
        let same = piece.withUnsafeBytes { wanted in
          var offset = 0
          while offset < wanted.count {
            let count = Glibc.read(
              descriptor, buffer.baseAddress, min(buffer.count, wanted.count - offset))
            guard count > 0, let have = buffer.baseAddress, let want = wanted.baseAddress,
              memcmp(have, want + offset, count) == 0
            else { return false }
            offset += count
          }
          return true
        }
        if !same { return false }
      }
      return true
    }
  }
}

// MARK: - Writing

extension Disk {
  /// Makes a new file; the folders above it are made when the first attempt says they are missing.
  ///
  /// - Parameter durably: waits until the bytes are on the disk itself.
  /// - Returns: the file as it is when it is whole.
  @discardableResult func write(
    _ pieces: some Collection<[UInt8]>, to path: String, durably: Bool = false
  ) throws(FileProblem) -> FileFacts {
    // Most files are an `index.html` in a folder of their own, which is not there yet.
    if path.hasSuffix("/index.html") { mkdir(parent(of: path), 0o755) }
    var descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    if descriptor < 0, errno == ENOENT {
      try makeFolders(parent(of: path))
      descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    }
    guard descriptor >= 0 else { throw problem("write the file", path) }
    var failure = put(pieces, into: descriptor)
    var facts = stat()
    if failure == 0, durably, isDurable, fsync(descriptor) != 0 { failure = errno }
    if failure == 0, fstat(descriptor, &facts) != 0 { failure = errno }
    if close(descriptor) != 0, failure == 0 { failure = errno }
    guard failure == 0 else {
      unlink(path)
      errno = failure
      throw problem("write the file", path)
    }
    return FileFacts(facts)
  }

  /// Makes a folder and those above it; one that is there is fine.
  func makeFolders(_ path: String) throws(FileProblem) {
    if mkdir(path, 0o755) == 0 { return }
    let reason = errno
    if reason == EEXIST, facts(path)?.kind == .folder { return }
    guard reason == ENOENT, path.contains("/") else {
      errno = reason
      throw problem("make the folder", path)
    }
    try makeFolders(parent(of: path))
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw problem("make the folder", path) }
  }

  /// Gives a file or folder another name; a file there is replaced in one step.
  func rename(_ old: String, to new: String) throws(FileProblem) {
    guard Glibc.rename(old, new) == 0 else { throw problem("put the file in place", new) }
  }

  /// Removes a file; one that is not there is fine.
  func removeFile(_ path: String) throws(FileProblem) {
    guard unlink(path) == 0 || errno == ENOENT else { throw problem("remove the file", path) }
  }

  /// Removes a folder if nothing is in it.
  ///
  /// - Returns: whether it is gone.
  @discardableResult func removeEmptyFolder(_ path: String) -> Bool { rmdir(path) == 0 }

  /// Removes a folder and all that is in it; links are removed, not followed.
  func removeTree(_ path: String) throws(FileProblem) {
    guard let kind = facts(path, followingLinks: false)?.kind else { return }
    guard kind == .folder else { return try removeFile(path) }
    for entry in try list(path) { try removeTree(path + "/" + entry.name) }
    guard rmdir(path) == 0 else { throw problem("remove the folder", path) }
  }
}

private func parent(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// Writes pieces one after another. Small ones are put together first: an index may have ten thousand.
///
/// - Returns: 0, or why it failed.
private func put(_ pieces: some Collection<[UInt8]>, into descriptor: Int32) -> Int32 {
  if pieces.count == 1, let only = pieces.first {
    return only.withUnsafeBytes { put($0, into: descriptor) }
  }
  return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
    var used = 0
    func flush() -> Int32 {
      defer { used = 0 }
      return put(UnsafeRawBufferPointer(rebasing: buffer[..<used]), into: descriptor)
    }
    for piece in pieces {
      let failure: Int32 = piece.withUnsafeBytes { bytes in
        if bytes.count > buffer.count - used {
          let failure = flush()
          if failure != 0 || bytes.count > buffer.count / 2 {
            return failure != 0 ? failure : put(bytes, into: descriptor)
          }
        }
        UnsafeMutableRawBufferPointer(rebasing: buffer[used...]).copyMemory(from: bytes)
        used += bytes.count
        return 0
      }
      if failure != 0 { return failure }
    }
    return flush()
  }
}

private func put(_ bytes: UnsafeRawBufferPointer, into descriptor: Int32) -> Int32 {
  var offset = 0
  while offset < bytes.count {
    let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { return errno }
    offset += count
  }
  return 0
}

private func fill(
  _ buffer: UnsafeMutableBufferPointer<UInt8>, from descriptor: Int32, failure: inout Int32
) -> Int {
  var filled = 0
  while filled < buffer.count {
    let count = read(descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
    if count < 0, errno == EINTR { continue }
    if count < 0 { failure = errno }
    guard count > 0 else { break }
    filled += count
  }
  return filled
}

extension FileFacts {
  init(_ facts: stat) {
    kind =
      switch facts.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .symlink
      default: .other
      }
    size = Int(facts.st_size)
    device = UInt64(facts.st_dev)
    inode = UInt64(facts.st_ino)
    mode = facts.st_mode & 0o7777
    modified = nanoseconds(facts.st_mtim)
    changed = nanoseconds(facts.st_ctim)
  }
}

/// Years beyond 2262 wrap around, which makes them differ all the same.
private func nanoseconds(_ time: timespec) -> Int64 {
  Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
}

/// Words for the last failed call; `errno` is read at once.
func problem(_ action: String, _ path: String) -> FileProblem {
  let code = errno
  switch code {
  case EACCES, EPERM:
    return FileProblem(
      action, path, reason: "permission denied", help: "check who owns it and its permissions")
  case ENOSPC, EDQUOT:
    return FileProblem(action, path, reason: "the disk is full", help: "free some space")
  case EROFS:
    return FileProblem(
      action, path, reason: "the disk is read-only", help: "choose another folder with --out")
  case EMFILE, ENFILE:
    return FileProblem(
      action, path, reason: "too many files are open", help: "use fewer workers with --jobs")
  case ENOENT: return FileProblem(action, path, reason: "it is not there")
  case ENOTDIR: return FileProblem(action, path, reason: "a part of the path is not a folder")
  case EISDIR: return FileProblem(action, path, reason: "it is a folder")
  case EEXIST: return FileProblem(action, path, reason: "it is already there")
  case ENAMETOOLONG: return FileProblem(action, path, reason: "the name is too long")
  case ELOOP: return FileProblem(action, path, reason: "its links lead in a circle")
  case EIO:
    return FileProblem(
      action, path, reason: "the disk reported an error", help: "check the disk")
  default: return FileProblem(action, path, reason: String(cString: strerror(code)).lowercased())
  }
}
