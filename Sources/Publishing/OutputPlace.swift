// Where a build writes: the output folder itself, and the right to it.

import Reporting

/// The output folder of one build, and its lock.
struct OutputPlace: Sendable {
  /// The output folder, with links in its path followed.
  let path: String
  /// `nil` for a build that does not write.
  let lock: BuildLock?

  /// Waits for the output's lock, and clears what a dead build left beside it.
  ///
  /// - Parameter writes: `false` for a build that only looks for problems.
  init(_ output: String, writes: Bool, on disk: Disk) throws(FileProblem) {
    path = try realOutput(output, on: disk)
    lock = writes ? try BuildLock(folderBeside(path), for: output, on: disk) : nil
    guard let lock else { return }
    try Journal(disk: disk, output: path, folder: lock.folder).complete()
    try disk.removeTree(lock.folder + "/next")
  }

  /// How files of an earlier build look; `nil` for what is no file, or not there.
  func keys(of files: [OutputLog.File], jobs: Int) -> [StatKey?] {
    guard let folder = try? OpenFolder(path) else {
      return [StatKey?](repeating: nil, count: files.count)
    }
    defer { folder.close() }
    return concurrentMap(files.count, jobs: jobs, chunk: 64) { index in
      guard let facts = files[index].path.withCString({ folder.facts($0) }), facts.kind == .file
      else { return nil }
      return StatKey(facts)
    }
  }
}

/// The output folder with links followed; it need not be there.
private func realOutput(_ output: String, on disk: Disk) throws(FileProblem) -> String {
  let real = disk.realPath(output)
  if let real, real != "/", disk.facts(real)?.kind == .folder { return real }
  if real == nil, disk.facts(output, followingLinks: false) == nil { return output }
  throw FileProblem(
    "publish", output,
    reason: real == "/"
      ? "the output is the root of the disk"
      : real == nil
        ? "the output is a link that leads nowhere" : "the output is a file, not a folder",
    help: "move it away, or choose another folder with --out")
}

private func folderBeside(_ output: String) -> String {
  let above = folder(of: output)
  let prefix = above.isEmpty ? (output.hasPrefix("/") ? "/" : "") : above + "/"
  return prefix + "." + baseName(of: output) + ".tidende"
}
