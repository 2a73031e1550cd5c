// Publishing in one step: the output folder is exchanged with its twin.
//
// The twin is the site before this one, kept beside the output, hard-linked where equal. A build
// makes it like the output, puts its own changes in, and exchanges the two names; nothing of the
// size of the site is copied or deleted. A file that changes always gets a new inode, since writing
// in place would reach both trees. While the twin is worked on it has another name, so that a later
// build knows whether its log still tells how the two differ.

/// What one build changes in the output.
struct Change: Sendable {
  /// New or with other bytes, by path.
  var written: [MadeFile]
  /// Made by an earlier build and not by this one.
  var removed: [String]
  /// Where the bytes of a file wait, below the folder beside the output.
  var waiting: @Sendable (String) -> String
}

/// The output folder and its twin.
struct Twin: Sendable {
  let disk: Disk
  let output: String
  let lock: BuildLock
  let jobs: Int
  private var twin: String { lock.folder + "/twin" }
  private var work: String { lock.folder + "/work" }

  /// Publishes a change of a site that is there.
  ///
  /// - Parameter log: what the last build left.
  /// - Returns: the folders of the output; `nil` where it cannot be exchanged, and is as it was.
  func publish(_ change: Change, after log: OutputLog) throws(FileProblem) -> [FolderStamp]? {
    let from = try OpenFolder(output)
    defer { from.close() }
    let isKnown =
      log.twinInode != 0 && log.outputInode == from.facts(.root)?.inode
      && log.twinInode == disk.facts(twin, followingLinks: false)?.inode
    if disk.facts(work, followingLinks: false) == nil {
      if disk.facts(twin, followingLinks: false) != nil {
        try disk.rename(twin, to: work)
      } else {
        try disk.makeFolders(work)
      }
    }
    let to = try OpenFolder(work)
    defer { to.close() }
    let mirror = Mirror(from: from, to: to, jobs: jobs)
    let equal = try isKnown ? mirror.renew(log) : mirror.match([.root], isDeep: true)
    guard let equal else { return nil }
    let waiting = try OpenFolder(lock.folder)
    defer { waiting.close() }
    let touched = try apply(change, from: waiting, to: to, like: from)
    return try exchange(equal, touched: touched, from: from, to: to) {
      log.index(of: $0) != nil || $0 == manifestPath
    }
  }

  /// Publishes a first build where there is nothing yet.
  ///
  /// - Returns: `false` where the output cannot be replaced: a disk begins there.
  func begin(_ next: String) throws(FileProblem) -> Bool {
    if let facts = disk.facts(output) {
      let tree = try OpenFolder(next)
      defer { tree.close() }
      tree.setMode(.root, facts.mode)
    }
    guard try disk.replace(output, by: next) else { return false }
    for old in [twin, work] { try? disk.removeTree(old) }
    return true
  }

  /// Publishes a first build into a folder that holds only what somebody else put there.
  func publish(first next: String) throws(FileProblem) -> [FolderStamp]? {
    for old in [twin, work] { try disk.removeTree(old) }
    let from = try OpenFolder(output)
    defer { from.close() }
    let to = try OpenFolder(next)
    defer { to.close() }
    let mirror = Mirror(from: from, to: to, jobs: jobs, keepsOwn: true)
    guard let equal = try mirror.match([.root], isDeep: true) else { return nil }
    try disk.rename(next, to: work)
    return try exchange(equal, touched: nil, from: from, to: to) { _ in false }
  }

  /// The step itself; after it nothing may fail any more.
  ///
  /// - Parameter touched: folders in which the two trees differ; `nil`: all.
  private func exchange(
    _ equal: [FolderStamp], touched: Set<RelativePath>?, from: OpenFolder, to: OpenFolder,
    isOurs: (String) -> Bool
  ) throws(FileProblem) -> [FolderStamp]? {
    guard try disk.exchange(work, output) else { return nil }
    let late = takeOver(arrivalsSince: equal, from: from, to: to, isOurs: isOurs)
    try? disk.rename(work, to: twin)
    guard var touched else { return [] }
    touched.formUnion(late)
    var stamps = equal
    for index in stamps.indices where touched.remove(stamps[index].path) != nil {
      stamps[index].modified = 0
    }
    return stamps + touched.map { FolderStamp(path: $0, modified: 0, mode: 0) }
  }

  /// Puts the change into the twin; folders whose names stay the same keep their time.
  ///
  /// - Returns: the folders it touched.
  private func apply(
    _ change: Change, from waiting: OpenFolder, to: OpenFolder, like old: OpenFolder
  ) throws(FileProblem) -> Set<RelativePath> {
    var touched: Set<String> = []
    var reshaped: Set<String> = []
    for path in change.removed {
      try to.removeFile(RelativePath(path))
      var above = folder(of: path)
      reshaped.insert(above)
      while !above.isEmpty, to.removeEmptyFolder(RelativePath(above)) {
        above = folder(of: above)
        reshaped.insert(above)
      }
    }
    for file in change.written {
      let above = folder(of: file.path)
      let path = RelativePath(file.path)
      if touched.insert(above).inserted { try make(above, in: to, reshaping: &reshaped) }
      if to.facts(path) == nil { reshaped.insert(above) }
      try waiting.move(RelativePath(change.waiting(file.path)), to: to, as: path)
    }
    for folder in touched.subtracting(reshaped) {
      let path = RelativePath(folder)
      if let facts = old.facts(path) { to.setModified(path, facts.modified) }
    }
    return Set(touched.union(reshaped).map { RelativePath($0) })
  }

  private func make(
    _ path: String, in tree: OpenFolder, reshaping reshaped: inout Set<String>
  ) throws(FileProblem) {
    guard !path.isEmpty, tree.facts(RelativePath(path)) == nil else { return }
    try make(folder(of: path), in: tree, reshaping: &reshaped)
    try tree.makeFolder(RelativePath(path), mode: 0o755)
    reshaped.formUnion([path, folder(of: path)])
  }

  /// Brings what somebody put into the old tree while this build looked elsewhere.
  ///
  /// - Returns: the folders that were looked into once more.
  private func takeOver(
    arrivalsSince equal: [FolderStamp], from: OpenFolder, to: OpenFolder,
    isOurs: (String) -> Bool
  ) -> Set<RelativePath> {
    let moment = lock.moment
    let isLate = concurrentMap(equal.count, jobs: jobs, chunk: 64) { index in
      from.facts(equal[index].path)?.modified != equal[index].modified
        || !OutputLog.isSettled(equal[index].modified, at: moment)
    }
    let late = equal.indices.filter { isLate[$0] }.map { equal[$0].path }
    guard !late.isEmpty else { return [] }
    let known = Set(equal.map(\.path))
    for folder in late {
      for entry in (try? from.list(folder)) ?? [] {
        let path = folder.appending(entry.name)
        let present = to.facts(path)
        if present?.inode == entry.inode || isOurs(path.text) { continue }
        if entry.kind == .folder, present != nil || known.contains(path) { continue }
        var reshaped: Set<String> = []
        try? make(folder.text, in: to, reshaping: &reshaped)
        try? from.move(path, to: to, as: path)
      }
    }
    return Set(late)
  }
}

extension Mirror {
  /// Makes the twin like the output again where the two differ or somebody was at work.
  func renew(_ log: OutputLog) throws(FileProblem) -> [FolderStamp]? {
    let stamps = log.folders
    let isEqual = concurrentMap(stamps.count, jobs: jobs, chunk: 64) { index in
      guard OutputLog.isSettled(stamps[index].modified, at: log.moment),
        let facts = from.facts(stamps[index].path)
      else { return false }
      return facts.modified == stamps[index].modified && facts.mode == stamps[index].mode
    }
    let others = stamps.indices.filter { !isEqual[$0] }.map { stamps[$0].path }
    guard let renewed = try match(others, isDeep: false) else { return nil }
    return stamps.indices.filter { isEqual[$0] }.map { stamps[$0] } + renewed
  }
}
