// How the files below some paths look at one moment, for systems that do not tell of changes.

import Glibc

/// Size, time and inode of every file, by path.
struct Snapshot: Sendable {
  private struct Facts: Sendable, Hashable {
    var size: Int
    var seconds: Int
    var nanoseconds: Int
    var inode: UInt64
    var mode: UInt32
  }

  private var files: [String: Facts] = [:]

  /// Looks at everything below the paths, links followed, circles of links left.
  init(of paths: [String], isIgnored: (String) -> Bool) {
    for path in paths { add(path, above: [], isIgnored) }
  }

  /// The files that are new, gone or other than before.
  func differences(from earlier: Snapshot) -> Set<String> {
    var paths: Set<String> = []
    for (path, facts) in files where earlier.files[path] != facts { paths.insert(path) }
    for path in earlier.files.keys where files[path] == nil { paths.insert(path) }
    return paths
  }

  /// - Parameter above: device and inode of the folders on the way here.
  private mutating func add(_ path: String, above: [[UInt64]], _ isIgnored: (String) -> Bool) {
    var found = stat()
    guard stat(path, &found) == 0 else { return }
    guard found.st_mode & S_IFMT == S_IFDIR else {
      files[path] = Facts(
        size: Int(found.st_size), seconds: found.st_mtim.tv_sec,
        nanoseconds: found.st_mtim.tv_nsec, inode: UInt64(found.st_ino), mode: found.st_mode)
      return
    }
    let identity = [UInt64(found.st_dev), UInt64(found.st_ino)]
    guard !above.contains(identity), above.count < 64 else { return }
    for entry in entries(of: path) where !isIgnored(entry.name) {
      add(path + "/" + entry.name, above: above + [identity], isIgnored)
    }
  }
}

/// A name in a folder.
struct Entry: Sendable {
  var name: String
  /// A folder, or a link, or what the file system does not say.
  var mayBeFolder: Bool
}

/// What is in a folder, without `.` and `..`; nothing where it cannot be opened.
func entries(of path: String) -> [Entry] {
  guard let folder = opendir(path) else { return [] }
  defer { closedir(folder) }
  var entries: [Entry] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name == "." || name == ".." { continue }
    let kind = Int(entry.pointee.d_type)
    let mayBeFolder = kind == Int(DT_DIR) || kind == Int(DT_LNK) || kind == Int(DT_UNKNOWN)
    entries.append(Entry(name: name, mayBeFolder: mayBeFolder))
  }
  return entries
}

/// Whether a path is on a file system on which another machine may write without this one being told.
func isRemote(_ paths: [String]) -> Bool {
  let kinds: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "vboxsf", "fuse.sshfs", "fuse.vmhgfs-fuse", "afs",
    "ceph", "fuse.osxfs", "fuse.grpcfuse",
  ]
  guard let file = fopen("/proc/self/mounts", "r") else { return false }
  defer { fclose(file) }
  var mounts: [(path: String, kind: String)] = []
  var line = [CChar](repeating: 0, count: 4096)
  while fgets(&line, Int32(line.count), file) != nil {
    let text = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let words = text.split(separator: UInt8(ascii: " "))
    guard words.count > 2 else { continue }
    let (path, kind) = (
      String(decoding: words[1], as: UTF8.self), String(decoding: words[2], as: UTF8.self)
    )
    mounts.append((path, kind))
  }
  return paths.contains { path in
    guard let resolved = realpath(path, nil) else { return false }
    defer { free(resolved) }
    let real = String(cString: resolved)
    let mount = mounts.filter { $0.path == "/" || real == $0.path || real.hasPrefix($0.path + "/") }
      .max { $0.path.utf8.count < $1.path.utf8.count }
    return kinds.contains(mount?.kind ?? "")
  }
}
