// What this build makes, on its way to the output folder.
//
// A page is handed on as soon as it is made. If the output already holds the same bytes, nothing is
// written; otherwise it waits in a staging folder beside the output. Only `publish`, and only when
// the whole build has no error, moves what waits into place:
//
//     <parent>/.<name>.tidende/        the staging folder; a leftover of a dead build is removed
//     <output>/.tidende/manifest.json  path, digest and size of every file a build made
//
// Folders that the output does not have yet are moved whole, so that a first build costs a handful
// of renames. A file of an earlier build that this one did not make is removed, and so are folders
// that become empty by it. A file that no build made is never touched, unless this build makes a
// file of that very name.

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
}

/// The staging folder of one build.
struct Stage: Sendable {
  let disk: Disk
  /// The output folder, with links in its path followed.
  let output: String
  private let staging: String

  /// Looks at the output folder and clears what a dead build left beside it.
  init(for output: String, on disk: Disk) throws(FileProblem) {
    self.disk = disk
    let real = disk.realPath(output) ?? output
    if let facts = disk.facts(real), facts.kind != .folder {
      throw FileProblem(
        "publish", output, reason: "the output is a file, not a folder",
        help: "move it away, or choose another folder with --out")
    }
    self.output = real
    let above = folder(of: real)
    let prefix = above.isEmpty ? (real.hasPrefix("/") ? "/" : "") : above + "/"
    staging = prefix + "." + baseName(of: real) + ".tidende"
    try discard()
  }

  /// Takes one finished file.
  ///
  /// - Parameters:
  ///   - pieces: the content in order; joined only on the disk.
  ///   - path: below the output folder, without a slash at the start.
  func take(_ pieces: [[UInt8]], as path: String) throws(FileProblem) -> MadeFile {
    var stream = DigestStream()
    var size = 0
    for piece in pieces {
      stream.update(piece)
      size += piece.count
    }
    let isChanged = !disk.file(output + "/" + path, holds: pieces)
    if isChanged { try disk.write(pieces, to: staging + "/" + path) }
    return MadeFile(path: path, digest: stream.finish(), size: size, isChanged: isChanged)
  }

  /// Forgets everything that waits: the build has errors.
  func discard() throws(FileProblem) {
    try disk.removeTree(staging)
  }

  /// Moves what waits into place and removes what earlier builds made and this one did not.
  ///
  /// - Parameter files: every file of this build.
  /// - Returns: the paths that were removed.
  func publish(_ files: [MadeFile]) throws(FileProblem) -> [String] {
    let files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let earlier = earlierPaths()
    let manifest = manifestText(files)
    let manifestPath = ".tidende/manifest.json"
    if !disk.file(output + "/" + manifestPath, holds: [manifest]) {
      try disk.write([manifest], to: staging + "/" + manifestPath)
    }
    do throws(FileProblem) {
      try checkTheWay(for: files, madeEarlier: Set(earlier))
    } catch {
      try discard()
      throw error
    }
    try clearTheWay(for: files, madeEarlier: Set(earlier))
    if disk.facts(staging) != nil { try move(staging, to: output) }
    let made = Set(files.map(\.path))
    let orphans = earlier.filter { !made.contains($0) }
    try remove(orphans)
    return orphans
  }

  /// What stands in the way and is nobody's of ours; looked for before anything is moved.
  private func checkTheWay(
    for files: [MadeFile], madeEarlier: Set<String>
  ) throws(FileProblem) {
    var free: Set<String> = [""]
    for file in files where file.isChanged {
      var above = folder(of: file.path)
      while free.insert(above).inserted {
        let kind = disk.facts(output + "/" + above)?.kind
        if let kind, kind != .folder, !madeEarlier.contains(above) {
          throw FileProblem(
            "publish", output + "/" + above, reason: "a file is where the site needs a folder",
            help: "move it away: no earlier build made it")
        }
        above = folder(of: above)
      }
      if disk.facts(output + "/" + file.path, followingLinks: false)?.kind == .folder,
        try holdsForeign(file.path, madeEarlier: madeEarlier)
      {
        throw FileProblem(
          "publish", output + "/" + file.path, reason: "a folder is where the site needs a file",
          help: "move it away: no earlier build made all that is in it")
      }
    }
  }

  /// Whether a folder of the output is empty of ours, or holds something else too.
  private func holdsForeign(
    _ path: String, madeEarlier: Set<String>
  ) throws(FileProblem) -> Bool {
    var isEmpty = true
    for entry in try disk.list(output + "/" + path) {
      isEmpty = false
      let inner = path + "/" + entry.name
      if entry.kind == .folder {
        if try holdsForeign(inner, madeEarlier: madeEarlier) { return true }
      } else if !madeEarlier.contains(inner) {
        return true
      }
    }
    return isEmpty
  }

  /// An earlier build's file where this one needs a folder, or the other way round.
  private func clearTheWay(
    for files: [MadeFile], madeEarlier: Set<String>
  ) throws(FileProblem) {
    guard !madeEarlier.isEmpty else { return }
    for file in files where file.isChanged {
      var above = folder(of: file.path)
      while !above.isEmpty {
        if madeEarlier.contains(above) { try disk.removeFile(output + "/" + above) }
        above = folder(of: above)
      }
      if disk.facts(output + "/" + file.path, followingLinks: false)?.kind == .folder {
        try remove(madeEarlier.filter { $0.hasPrefix(file.path + "/") }.sorted())
      }
    }
  }

  private func move(_ source: String, to target: String) throws(FileProblem) {
    guard disk.facts(target, followingLinks: false) != nil else {
      try disk.makeFolders(folder(of: target).isEmpty ? "/" : folder(of: target))
      return try disk.rename(source, to: target)
    }
    for entry in try disk.list(source) {
      let from = source + "/" + entry.name
      let to = target + "/" + entry.name
      if entry.kind == .folder {
        try move(from, to: to)
      } else {
        try disk.rename(from, to: to)
      }
    }
    disk.removeEmptyFolder(source)
  }

  private func remove(_ paths: [String]) throws(FileProblem) {
    for path in paths {
      try disk.removeFile(output + "/" + path)
      var above = folder(of: path)
      while !above.isEmpty, disk.removeEmptyFolder(output + "/" + above) {
        above = folder(of: above)
      }
    }
  }
}
