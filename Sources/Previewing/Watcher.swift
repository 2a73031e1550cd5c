// Noticing that files change: by inotify(7), or where that cannot be by looking again and again.
//
// Paths are told as they were given, with what lies below appended: a link that leads into a watched
// folder is told by its own name. Nothing here reads a file.

import Dispatch

/// Watches files and folders until it is told to stop.
public struct Watcher: Sendable {
  /// Whether the system tells of changes, or they are looked for twice a second.
  public let isTold: Bool
  private let bell = Bell()

  /// Begins to watch; what changes from now on is told.
  ///
  /// - Parameters:
  ///   - paths: files and folders, which need not exist; folders with all that is below them.
  ///   - isIgnored: names of files and folders that are not looked at.
  ///   - changed: is given the paths that were made, written or removed. A folder among them stands
  ///     for everything below it. Called on one thread of the watcher's own; what changes meanwhile
  ///     is told by the next call.
  public init(
    paths: [String], ignoring isIgnored: @escaping @Sendable (String) -> Bool = isLeftover,
    changed: @escaping @Sendable (Set<String>) -> Void
  ) {
    self.init(
      paths: paths, canBeTold: !isRemote(paths), ignoring: isIgnored, changed: changed)
  }

  init(
    paths: [String], canBeTold: Bool, ignoring isIgnored: @escaping @Sendable (String) -> Bool,
    changed: @escaping @Sendable (Set<String>) -> Void
  ) {
    let watch = canBeTold ? FolderWatch(roots: paths, isIgnored: isIgnored) : nil
    isTold = watch != nil
    let queue = DispatchQueue(label: "tidende.watcher")
    if let watch {
      queue.async { [bell] in listen(to: watch, until: bell, changed) }
    } else {
      let start = Snapshot(of: paths, isIgnored: isIgnored)
      queue.async { [bell] in
        look(at: paths, start, isIgnored: isIgnored, until: bell, changed)
      }
    }
  }

  /// Ends the watch; a call that has begun goes on to its end.
  public func stop() { bell.ring() }
}

/// Whether a name is what editors and systems leave behind: `~`, `.#x`, `#x#`, `.x.swp`, `4913`.
@Sendable public func isLeftover(_ name: String) -> Bool {
  let bytes = name.utf8
  if [".git", ".hg", ".svn", ".tidende", "node_modules", ".DS_Store", "4913"].contains(name) {
    return true
  }
  if bytes.last == UInt8(ascii: "~") || name.hasPrefix(".#") { return true }
  if bytes.first == UInt8(ascii: "#"), bytes.last == UInt8(ascii: "#") { return true }
  return bytes.first == UInt8(ascii: ".")
    && [".swp", ".swo", ".swx", ".swpx"].contains { name.hasSuffix($0) }
}

/// Waits for what the system tells.
private func listen(
  to watch: FolderWatch, until bell: Bell, _ changed: (Set<String>) -> Void
) {
  var watch = watch
  var debounce = Debounce()
  var poller = Poller(slotCount: 2)
  poller.set(0, bell.descriptor, .reading)
  poller.set(1, watch.descriptor, .reading)
  while true {
    let timeout = debounce.due.map { max(0, $0 - monotonicMilliseconds()) } ?? -1
    poller.wait(timeout: timeout)
    if poller.readiness(of: 0) != nil { break }
    let now = monotonicMilliseconds()
    if poller.readiness(of: 1) != nil {
      watch.read { debounce.note($0, $1, now: now) }
    } else if let due = debounce.due, due <= now {
      changed(debounce.collect())
    }
  }
  watch.end()
}

/// Looks twice a second, or less often where looking takes long.
private func look(
  at paths: [String], _ start: Snapshot, isIgnored: @Sendable (String) -> Bool, until bell: Bell,
  _ changed: (Set<String>) -> Void
) {
  var last = start
  var pause = 500
  var poller = Poller(slotCount: 1)
  poller.set(0, bell.descriptor, .reading)
  while true {
    poller.wait(timeout: pause)
    if poller.readiness(of: 0) != nil { return }
    let begin = monotonicMilliseconds()
    let next = Snapshot(of: paths, isIgnored: isIgnored)
    pause = max(500, (monotonicMilliseconds() - begin) * 20)
    let differences = next.differences(from: last)
    last = next
    if !differences.isEmpty { changed(differences) }
  }
}
