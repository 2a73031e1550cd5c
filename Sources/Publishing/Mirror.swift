// Making one tree of folders like another, by hard links.
//
// Folder by folder, each level in parallel: what has the same inode on both sides is the same, so
// nothing is read and a file that is equal costs no call of its own.

import Reporting

/// Two trees, of which the second is made like the first.
struct Mirror: Sendable {
  let from: OpenFolder
  let to: OpenFolder
  let jobs: Int
  /// `true`: names that only the second has stay, and are never replaced: they are this build's.
  var keepsOwn = false

  /// Makes some folders equal, and those below that are new.
  ///
  /// - Parameters:
  ///   - folders: below `from`; what is not there any more is passed over.
  ///   - isDeep: all folders below, not only new ones.
  /// - Returns: the folders and when they last changed before they were read; `nil` where files
  ///   here cannot have a second name.
  func match(_ folders: [RelativePath], isDeep: Bool) throws(FileProblem) -> [FolderStamp]? {
    var found: [FolderStamp] = []
    var waiting = Dictionary(
      grouping: folders.map { (path: $0, isNew: false) }, by: \.path.depth)
    var known = Set(folders)
    var depth = 0
    // A folder before those in it: they may have to be made.
    while !waiting.isEmpty {
      let level = waiting.removeValue(forKey: depth) ?? []
      depth += 1
      let results = concurrentMap(level.count, jobs: jobs) { index in
        Result { () throws(FileProblem) in
          try match(level[index].path, isDeep: isDeep, isNew: level[index].isNew)
        }
      }
      for result in results {
        guard let matched = try result.get() else { return nil }
        found += matched.stamp
        for folder in matched.below where known.insert(folder.path).inserted {
          waiting[depth, default: []].append(folder)
        }
      }
    }
    return found
  }

  private struct Matched: Sendable {
    /// One, or none where the folder has gone.
    var stamp: [FolderStamp] = []
    /// Those that were just made have nothing in them yet.
    var below: [(path: RelativePath, isNew: Bool)] = []
  }

  private func match(
    _ folder: RelativePath, isDeep: Bool, isNew: Bool
  ) throws(FileProblem) -> Matched? {
    guard let facts = from.facts(folder), facts.kind == .folder else { return Matched() }
    var have: [[CChar]: OpenFolder.Entry] = [:]
    if !isNew { for entry in try to.list(folder) { have[entry.name] = entry } }
    let isEmpty = have.isEmpty
    let stamp = FolderStamp(path: folder, modified: facts.modified, mode: facts.mode)
    var matched = Matched(stamp: [stamp])
    for entry in try from.list(folder) {
      let path = folder.appending(entry.name)
      let present = have.removeValue(forKey: entry.name)
      if entry.kind == .folder, present?.kind == .folder {
        if isDeep { matched.below.append((path, false)) }
      } else if present?.inode != entry.inode {
        if let present { try clear(path, present, for: entry) }
        if entry.kind == .folder {
          try to.makeFolder(path, mode: from.facts(path)?.mode ?? 0o755)
          matched.below.append((path, true))
        } else if try !from.link(path, into: to) {
          return nil
        }
      }
    }
    if !keepsOwn {
      for entry in have.values { try to.removeTree(folder.appending(entry.name), kind: entry.kind) }
    }
    if to.facts(folder)?.mode != facts.mode { to.setMode(folder, facts.mode) }
    if !keepsOwn || isEmpty { to.setModified(folder, facts.modified) }
    return matched
  }

  /// Makes room for what somebody else has in the first tree.
  private func clear(
    _ path: RelativePath, _ present: OpenFolder.Entry, for entry: OpenFolder.Entry
  ) throws(FileProblem) {
    if keepsOwn, path.text != manifestPath,
      entry.kind != .file || present.kind != .file || !haveSameBytes(path)
    {
      throw inTheWay(from.whole(path), needsFolder: present.kind == .folder)
    }
    try to.removeTree(path, kind: present.kind)
  }

  private func haveSameBytes(_ path: RelativePath) -> Bool {
    guard let bytes = try? Disk().read(to.whole(path)) else { return false }
    return Disk().file(from.whole(path), holds: [bytes])
  }
}

/// A file or folder that no build made has the name of one that this build makes.
func inTheWay(_ path: String, needsFolder: Bool) -> FileProblem {
  FileProblem(
    "publish", path,
    reason: needsFolder
      ? "something that no build made is where the site needs a folder"
      : "something that no build made is where the site needs a file",
    help: "move it away, or choose another folder with --out", code: "T907")
}
