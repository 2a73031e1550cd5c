// Folders that the system tells about (inotify(7)): a watch for each folder, and what its events mean.
//
// A watch belongs to an inode and not to a path. One folder may be reached by several paths, through
// links; and a path may be nowhere yet. So a place knows by which paths it is a watched folder, and
// which names in it stand for paths elsewhere: a file that a link leads to, or a root's own name, so
// that a root that is removed and made again is noticed.

import Glibc

/// What a watch is set for. Writing itself is not: a file is looked at when it is closed.
private let kinds = UInt32(
  IN_CLOSE_WRITE | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO)

/// The watches of some roots.
struct FolderWatch: Sendable {
  /// Readable when there are events.
  let descriptor: Int32
  private let roots: [String]
  private let isIgnored: @Sendable (String) -> Bool
  private var places: [Int32: Place] = [:]
  /// The watch of each folder, by path.
  private var watches: [String: Int32] = [:]
  /// Whether the system refused a watch: it has no more.
  private var isExhausted = false

  private struct Place: Sendable {
    /// The paths by which it is a watched folder.
    var folders: Set<String> = []
    /// For names in it, the paths elsewhere that they stand for.
    var aliases: [String: Set<String>] = [:]
  }

  /// Sets watches; `nil` where the system has none to give.
  init?(roots: [String], isIgnored: @escaping @Sendable (String) -> Bool) {
    let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    self.descriptor = descriptor
    self.roots = roots
    self.isIgnored = isIgnored
    for root in roots { add(root: root) }
    if isExhausted {
      end()
      return nil
    }
  }

  /// Gives all watches back.
  func end() { close(descriptor) }

  /// Reads what has happened.
  mutating func read(_ note: (String, Sighting) -> Void) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return }
      for event in folderEvents(in: buffer[..<count]) { take(event, note) }
    }
  }
}

// MARK: - Setting watches

extension FolderWatch {
  /// Watches a root, and the nearest folder above it that there is.
  private mutating func add(root: String) {
    add(tree: root)
    var path = root
    while let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex {
      let name = String(path[path.index(after: slash)...])
      path = String(path[..<slash])
      if let watch = setWatch(path) {
        places[watch, default: Place()].aliases[name, default: []].insert(root)
        return
      }
    }
  }

  /// Watches a folder and all below it; a link to a file is watched where it leads.
  private mutating func add(tree root: String) {
    var stack = [(path: root, depth: 0)]
    while let (path, depth) = stack.popLast() {
      guard let watch = setWatch(path) else {
        addTarget(of: path)
        continue
      }
      let isCircle = places[watch]?.folders.contains { path.hasPrefix($0 + "/") } ?? false
      guard !isCircle, depth < 64, watches.count < 100_000 else { continue }
      places[watch, default: Place()].folders.insert(path)
      watches[path] = watch
      for entry in entries(of: path) where !isIgnored(entry.name) && entry.mayBeFolder {
        stack.append((path + "/" + entry.name, depth + 1))
      }
    }
  }

  private mutating func addTarget(of link: String) {
    guard isLink(link), let resolved = realpath(link, nil) else { return }
    defer { free(resolved) }
    let target = String(cString: resolved)
    guard let slash = target.utf8.lastIndex(of: UInt8(ascii: "/")),
      let watch = setWatch(slash == target.startIndex ? "/" : String(target[..<slash]))
    else { return }
    let name = String(target[target.index(after: slash)...])
    places[watch, default: Place()].aliases[name, default: []].insert(link)
  }

  /// `nil` for what is no folder, or is not there.
  private mutating func setWatch(_ path: String) -> Int32? {
    let watch = inotify_add_watch(descriptor, path, kinds | UInt32(IN_ONLYDIR))
    if watch < 0, errno == ENOSPC || errno == ENOMEM { isExhausted = true }
    return watch < 0 ? nil : watch
  }

  /// Forgets a folder that is no longer at its path, and all below it.
  private mutating func remove(tree root: String) {
    guard watches[root] != nil else { return }
    for (path, watch) in watches where path == root || path.hasPrefix(root + "/") {
      watches[path] = nil
      places[watch]?.folders.remove(path)
      if let place = places[watch], place.folders.isEmpty, place.aliases.isEmpty {
        inotify_rm_watch(descriptor, watch)
        places[watch] = nil
      }
    }
  }
}

// MARK: - Events

extension FolderWatch {
  private mutating func take(_ event: FolderEvent, _ note: (String, Sighting) -> Void) {
    if event.has(IN_Q_OVERFLOW) {
      // Nobody knows what was lost: everything may have changed, and folders may be unwatched.
      for root in roots {
        add(root: root)
        note(root, .settled)
      }
      return
    }
    if event.has(IN_IGNORED) { return forget(event.watch) }
    guard let place = places[event.watch], !event.name.isEmpty else { return }
    if !isIgnored(event.name) {
      for folder in place.folders { take(event, at: folder + "/" + event.name, note) }
    }
    for path in place.aliases[event.name] ?? [] { take(event, at: path, note) }
  }

  private mutating func take(
    _ event: FolderEvent, at path: String, _ note: (String, Sighting) -> Void
  ) {
    let isRoot = roots.contains(path)
    if event.has(IN_DELETE) || event.has(IN_MOVED_FROM) {
      remove(tree: path)
      // The root may be one of a later day, and what is above it may be gone too.
      if isRoot { add(root: path) }
      return note(path, .unsettled)
    }
    if event.has(IN_CREATE) || event.has(IN_MOVED_TO) {
      if isRoot {
        add(root: path)
      } else if event.has(IN_ISDIR) || isLink(path) {
        add(tree: path)
      }
    }
    let isWhole = event.has(IN_CLOSE_WRITE) || event.has(IN_MOVED_TO) || event.has(IN_ISDIR)
    note(path, isWhole ? .settled : .unsettled)
  }

  /// A watch that the system took away, because its folder is gone.
  private mutating func forget(_ watch: Int32) {
    guard let place = places.removeValue(forKey: watch) else { return }
    for path in place.folders where watches[path] == watch { watches[path] = nil }
    for path in place.aliases.values.joined() where roots.contains(path) { add(root: path) }
  }
}

// MARK: - Reading folders and events

/// One event: which watch, what, and the name in its folder.
struct FolderEvent: Sendable, Hashable {
  var watch: Int32
  var mask: UInt32
  /// Empty for an event about the folder itself.
  var name: String

  fileprivate func has(_ kind: Int32) -> Bool { mask & UInt32(bitPattern: kind) != 0 }
  fileprivate func has(_ kind: UInt32) -> Bool { mask & kind != 0 }
}

/// Takes a buffer of events apart.
///
///     offset  size  meaning, in the machine's byte order
///          0     4  the watch
///          4     4  what happened, bits
///          8     4  joins the two halves of a rename; not used
///         12     4  length of the name with its padding
///         16     n  the name, NUL, padding
func folderEvents(in bytes: ArraySlice<UInt8>) -> [FolderEvent] {
  var events: [FolderEvent] = []
  bytes.withUnsafeBytes { buffer in
    var offset = 0
    while offset + 16 <= buffer.count {
      let length = Int(buffer.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
      let end = offset + 16 + length
      guard end <= buffer.count else { return }
      events.append(
        FolderEvent(
          watch: buffer.loadUnaligned(fromByteOffset: offset, as: Int32.self),
          mask: buffer.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self),
          name: String(decoding: buffer[offset + 16..<end].prefix { $0 != 0 }, as: UTF8.self)))
      offset = end
    }
  }
  return events
}

private func isLink(_ path: String) -> Bool {
  var facts = stat()
  return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFLNK
}
