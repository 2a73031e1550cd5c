// What this build makes, on its way to the output folder.
//
// A page is handed on as soon as it is made. If the output already holds the same bytes, nothing is
// written; otherwise it waits beside the output. Only `publish`, and only when the whole build has
// no error, puts what waits in place, in one step:
//
//     no output yet        what waits is the whole site and gets the output's name
//     an output            its twin takes the changes and is exchanged with it (Twin.swift)
//     it cannot be          a journal of the changes is written and followed (Journal.swift)
//
// A file of an earlier build that this one did not make is removed, and so are folders that become
// empty by it. A file that no build made is never touched.

import Reporting

/// One file a build made, as the manifest lists it.
struct MadeFile: Sendable, Hashable {
  /// The path below the output folder.
  var path: String
  var digest: Digest
  /// In bytes.
  var size: Int
  /// Whether its bytes differ from what the output held.
  var isChanged: Bool
  /// How the file looks, where it waits or where it is.
  var key = StatKey()
}

/// The staging folder of one build.
struct Stage: Sendable {
  let disk: Disk
  /// The output folder, with links in its path followed.
  let output: String
  /// Whether the output holds nothing that an earlier build made.
  let isFresh: Bool
  /// A note where the memory of the last build is of no use.
  let problems: [Diagnostic]
  /// What earlier builds made; without stat keys where only the manifest tells it.
  private let earlier: OutputLog
  /// Whether `earlier` tells how the output looks, and not only what was made.
  private let isRemembered: Bool
  /// How the files of `earlier` look now, in the same order; empty where they were not looked at.
  private let keys: [StatKey?]
  private let memory: String?
  /// `nil` for a build that does not write.
  private let lock: BuildLock?

  /// Looks at what the last build left.
  ///
  /// - Parameter memory: the folder where this output's log is, made when it is first written;
  ///   `nil`: nothing is remembered.
  init(_ place: OutputPlace, memory: String? = nil, jobs: Int = 1, on disk: Disk) {
    self.disk = disk
    output = place.path
    lock = place.lock
    self.memory = memory
    var log: OutputLog?
    var problems: [Diagnostic] = []
    if let memory, let (bytes, facts) = try? disk.readWithFacts(memory + "/" + logName) {
      log = OutputLog(bytes, moment: facts.modified)
      if log == nil { problems.append(useless(memory + "/" + logName)) }
    }
    let isThere = disk.facts(output) != nil
    let state = isThere ? history(of: output, log: log, on: disk) : (OutputLog(), false)
    (earlier, isRemembered) = state
    isFresh = earlier.files.isEmpty
    self.problems = problems
    keys = isRemembered ? place.keys(of: earlier.files, jobs: jobs) : []
  }

  /// The same where there is nothing else to do meanwhile.
  init(
    for output: String, memory: String? = nil, writes: Bool = true, on disk: Disk
  ) throws(FileProblem) {
    self.init(try OutputPlace(output, writes: writes, on: disk), memory: memory, on: disk)
  }

  /// Where texts can wait; `nil` for a build that does not write.
  func textStore() -> TextStore? {
    lock.flatMap { NamelessFile($0.folder + "/" + textsName) }.map(TextStore.init)
  }

  /// Takes one finished file.
  ///
  /// - Parameters:
  ///   - pieces: the content in order; joined only on the disk.
  ///   - path: below the output folder, without a slash at the start.
  func take(
    _ pieces: some Collection<[UInt8]>, as path: String
  ) throws(FileProblem) -> MadeFile {
    var stream = DigestStream()
    var size = 0
    for piece in pieces {
      stream.update(piece)
      size += piece.count
    }
    var made = MadeFile(path: path, digest: stream.finish(), size: size, isChanged: false)
    if let (key, known) = look(at: path), key.size == size {
      made.key = key
      if let known {
        if known == made.digest { return made }
      } else if disk.file(output + "/" + path, holds: pieces) {
        return made
      }
    }
    guard let lock else { return made }
    made.isChanged = true
    made.key = StatKey(try disk.write(pieces, to: lock.folder + "/" + waiting(path)))
    return made
  }

  /// An output of an earlier build that is to stay as it is.
  ///
  /// - Returns: `nil` when it is not there, or not with these bytes.
  func keep(_ path: String, _ wanted: Digest) -> MadeFile? {
    guard let (key, known) = look(at: path) else { return nil }
    let file = MadeFile(path: path, digest: wanted, size: key.size, isChanged: false, key: key)
    if let known { return known == wanted ? file : nil }
    guard let bytes = try? disk.read(output + "/" + path), digest(of: bytes) == wanted else {
      return nil
    }
    return file
  }

  /// Whether every file of the last build is there untouched.
  func everythingStands(jobs: Int) -> Bool {
    guard isRemembered, !isFresh else { return false }
    // What was written just before the log has to be read.
    let stands = concurrentMap(keys.count, jobs: jobs, chunk: 64) { index in
      let file = earlier.files[index]
      guard let key = keys[index] else { return false }
      return key == file.key && OutputLog.isSettled(key.modified, at: earlier.moment)
        || keep(file.path, file.digest) != nil
    }
    guard stands.allSatisfy({ $0 }) else { return false }
    var log = earlier
    log.folders = knownFolders
    for (index, key) in keys.enumerated() {
      if let key { log.files[index].key = key }
    }
    remember(log)
    return true
  }

  /// Forgets everything that waits: the build has errors, or nothing to do.
  func discard() throws(FileProblem) {
    guard let lock, lock.isHeld else { return }
    // It has no name any more, unless that could not be taken away.
    try? disk.removeFile(lock.folder + "/" + textsName)
    try disk.removeTree(lock.folder + "/next")
    lock.release()
  }

  /// Puts what waits in place and removes what earlier builds made and this one did not.
  ///
  /// - Parameter made: every file of this build.
  /// - Returns: the paths that were removed.
  func publish(_ made: [MadeFile], jobs: Int = 1) throws(FileProblem) -> [String] {
    do throws(FileProblem) {
      let removed = try commit(made, jobs: jobs)
      try? discard()
      return removed
    } catch {
      try? discard()
      throw error
    }
  }
}

// MARK: - Publishing

/// What is published beside the site.
let manifestPath = ".tidende/manifest.json"
private let logName = "output.log"
private let textsName = "texts"

extension Stage {
  private func commit(_ made: [MadeFile], jobs: Int) throws(FileProblem) -> [String] {
    guard let lock else { return [] }
    var files = made.sorted { precedes($0.path, $1.path) }
    let manifest = try take([manifestText(files)], as: manifestPath)
    files.insert(manifest, at: files.firstIndex { precedes(manifestPath, $0.path) } ?? files.count)
    var log = OutputLog()
    log.files = files.map { OutputLog.File(path: $0.path, digest: $0.digest, key: $0.key) }
    let change = Change(
      written: files.filter(\.isChanged), removed: removed(by: files),
      waiting: { path in
        let name = waiting(path)
        return disk.facts(lock.folder + "/" + name) != nil ? name : "work/" + path
      })
    log.isWithoutExchange = earlier.isWithoutExchange
    if change.written.isEmpty, change.removed.isEmpty {
      log.folders = knownFolders
      remember(log)
      return []
    }
    try checkTheWay(of: change)
    try settle(change, in: lock.folder)
    let folders = try exchange(change, lock, jobs: jobs, &log)
    if let folders {
      log.folders = folders
    } else {
      try Journal(disk: disk, output: output, folder: lock.folder).publish(change)
      try? disk.removeTree(lock.folder + "/work")
      try? disk.removeTree(lock.folder + "/twin")
    }
    remember(log)
    return change.removed
  }

  /// The change in one step.
  ///
  /// - Returns: the folders of the output; `nil` where that is not possible, and nothing was done.
  private func exchange(
    _ change: Change, _ lock: BuildLock, jobs: Int, _ log: inout OutputLog
  ) throws(FileProblem) -> [FolderStamp]? {
    let twin = Twin(disk: disk, output: output, lock: lock, jobs: jobs)
    if log.isWithoutExchange { return nil }
    let result: [FolderStamp]?
    if !isFresh {
      result = try twin.publish(change, after: earlier)
    } else if try isEmpty(output) {
      result = try twin.begin(lock.folder + "/next") ? [] : nil
    } else {
      result = try twin.publish(first: lock.folder + "/next")
    }
    log.isWithoutExchange = result == nil
    return result
  }

  private func isEmpty(_ folder: String) throws(FileProblem) -> Bool {
    guard disk.facts(folder) != nil else { return true }
    return try disk.list(folder).isEmpty
  }

  /// What earlier builds made and this one did not; both are sorted.
  func removed(by files: [MadeFile]) -> [String] {
    var removed: [String] = []
    var index = 0
    for old in earlier.files {
      while index < files.count, precedes(files[index].path, old.path) { index += 1 }
      if index < files.count, files[index].path == old.path { continue }
      if isInside(old.path) { removed.append(old.path) }
    }
    return removed
  }

  /// Whether an earlier build made a file of that name.
  func wasMade(_ path: String) -> Bool {
    earlier.index(of: path) != nil || path == manifestPath
  }

  /// Whether an earlier build made a file in a folder.
  func hadFiles(_ folder: String) -> Bool { earlier.hasFiles(below: folder) }

  /// Waits until what waits is on the disk itself, so that a site is whole after a power cut too.
  private func settle(_ change: Change, in folder: String) throws(FileProblem) {
    // Each file costs a round to the disk; everything at once costs what others write as well.
    guard change.written.count <= 50 else { return try disk.synchronizeAll(folder) }
    for file in change.written { try disk.synchronize(folder + "/" + waiting(file.path)) }
  }

  /// Where a file waits, below the folder beside the output.
  private func waiting(_ path: String) -> String {
    // The first build's files wait in the very tree that becomes the output; later ones need no
    // folders of their own.
    isFresh ? "next/" + path : "next/" + digest(of: Array(path.utf8)).hex
  }

  /// How a file of the output looks, and the digest of one that looks as a build left it; `nil`
  /// where there is none.
  private func look(at path: String) -> (StatKey, Digest?)? {
    if isFresh { return nil }
    guard !keys.isEmpty, let index = earlier.index(of: path) else {
      guard let facts = disk.facts(output + "/" + path, followingLinks: false), facts.kind == .file
      else { return nil }
      return (StatKey(facts), nil)
    }
    guard let key = keys[index] else { return nil }
    let isKnown =
      earlier.files[index].key == key && OutputLog.isSettled(key.modified, at: earlier.moment)
    return (key, isKnown ? earlier.files[index].digest : nil)
  }

  /// The folders of the last log, where nothing was published since; a later log must not believe
  /// more of them, nor those of a copy.
  private var knownFolders: [FolderStamp] {
    guard let lock, disk.facts(output)?.inode == earlier.outputInode,
      disk.facts(lock.folder + "/twin", followingLinks: false)?.inode == earlier.twinInode
    else { return [] }
    return earlier.folders.map { folder in
      var folder = folder
      if !OutputLog.isSettled(folder.modified, at: earlier.moment) { folder.modified = 0 }
      return folder
    }
  }

  /// Writes the log, if it says something new; a build does not fail by it.
  private func remember(_ log: OutputLog) {
    guard let memory, let lock else { return }
    var log = log
    log.outputInode = disk.facts(output)?.inode ?? 0
    let twin = disk.facts(lock.folder + "/twin", followingLinks: false)?.inode ?? 0
    log.twinInode = log.folders.isEmpty ? 0 : twin
    log.moment = earlier.moment
    if isRemembered, log == earlier, earlier.isSettled { return }
    let path = memory + "/" + logName
    try? disk.removeFile(path + ".new")
    guard (try? disk.write([log.encoded()], to: path + ".new")) != nil else { return }
    try? disk.rename(path + ".new", to: path)
  }
}

// MARK: - The output before this build

/// What earlier builds made in an output, and whether the log tells how it looks.
private func history(
  of output: String, log: OutputLog?, on disk: Disk
) -> (OutputLog, isRemembered: Bool) {
  let manifest = try? disk.read(output + "/" + manifestPath)
  if let log, let manifest, let index = log.index(of: manifestPath),
    log.files[index].digest == digest(of: manifest)
  {
    return (log, true)
  }
  var earlier = OutputLog()
  earlier.isWithoutExchange = log?.isWithoutExchange ?? false
  if let paths = manifest.flatMap({ manifestPaths($0, of: output) }) {
    // Another build published since the log was written, or nothing is remembered.
    earlier.files = (paths + [manifestPath]).sorted(by: precedes).map {
      OutputLog.File(path: $0, digest: Digest(high: 0, low: 0), key: StatKey())
    }
    return (earlier, false)
  }
  earlier.files = log?.files ?? []
  return (earlier, log != nil)
}

private func useless(_ path: String) -> Diagnostic {
  Diagnostic(
    .note, "T909", "what is remembered of the last build cannot be used", at: .file(path),
    help: ["nothing needs to be done: everything is made and compared once more"])
}
