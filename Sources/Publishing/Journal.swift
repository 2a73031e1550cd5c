// Publishing file by file, where folders cannot be exchanged: on a mount point, on file systems
// without hard links.
//
// Each file is put in place in one step, but the whole is not. So what is to be done is written down
// first; if the build dies half-way, the next one completes it before anything else.
//
//     "tidende journal 1" and a NUL, then the digest of the rest in hexadecimal and a NUL, then
//     "+", where the bytes wait, NUL, path, NUL     for a file that is put in place
//     "-", path, NUL                                for a file that is removed

/// The journal of an output folder.
struct Journal: Sendable {
  let disk: Disk
  let output: String
  /// The folder beside the output.
  let folder: String
  private var path: String { folder + "/journal" }

  /// Publishes a change; from the moment it is written down, a later build completes it.
  func publish(_ change: Change) throws(FileProblem) {
    let body = encoded(change)
    let head = Array("tidende journal 1\0\(digest(of: body).hex)\0".utf8)
    try disk.removeFile(path + ".new")
    try disk.write([head, body], to: path + ".new", durably: true)
    try disk.rename(path + ".new", to: path)
    try complete()
  }

  /// Does what a journal says, from the start: what has been done already is passed over.
  func complete() throws(FileProblem) {
    try disk.removeFile(path + ".new")
    guard disk.facts(path, followingLinks: false) != nil else { return }
    for step in steps(try disk.read(path)) {
      if let waiting = step.waiting {
        guard disk.facts(folder + "/" + waiting, followingLinks: false) != nil else { continue }
        try disk.makeFolders(output + "/" + folderOf(step.path))
        try disk.move(folder + "/" + waiting, to: output + "/" + step.path)
      } else {
        let facts = disk.facts(output + "/" + step.path, followingLinks: false)
        if let facts, facts.kind != .folder { try disk.removeFile(output + "/" + step.path) }
        var above = folderOf(step.path)
        while !above.isEmpty, disk.removeEmptyFolder(output + "/" + above) {
          above = folderOf(above)
        }
      }
    }
    try disk.removeFile(path)
  }

  private func folderOf(_ path: String) -> String { Publishing.folder(of: path) }

  /// What makes room for new files goes first, other removals last: a page that is read meanwhile
  /// finds what it names.
  private func encoded(_ change: Change) -> [UInt8] {
    var taken: Set<String> = []
    for file in change.written {
      var path = file.path
      while !path.isEmpty, taken.insert(path).inserted { path = folderOf(path) }
    }
    let written = Set(change.written.map(\.path))
    var first: [UInt8] = []
    var last: [UInt8] = []
    for path in change.removed {
      var above = path
      while !above.isEmpty, !written.contains(above) { above = folderOf(above) }
      let step = Array("-\(path)\0".utf8)
      if taken.contains(path) || !above.isEmpty { first += step } else { last += step }
    }
    for file in change.written {
      first += "+\(change.waiting(file.path))\0\(file.path)\0".utf8
    }
    return first + last
  }

  private struct Step {
    var waiting: String?
    var path: String
  }

  /// Nothing for a journal that is not whole, or not ours.
  private func steps(_ bytes: [UInt8]) -> [Step] {
    let parts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].elementsEqual("tidende journal 1".utf8),
      parts[1].elementsEqual(digest(of: Array(parts[2])).hex.utf8)
    else { return [] }
    var steps: [Step] = []
    var waiting: String?
    for part in parts[2].split(separator: 0) {
      let text = String(decoding: part, as: UTF8.self)
      if let source = waiting {
        if isInside(text) { steps.append(Step(waiting: source, path: text)) }
        waiting = nil
      } else if text.hasPrefix("+") {
        waiting = String(text.dropFirst())
      } else if isInside(String(text.dropFirst())) {
        steps.append(Step(waiting: nil, path: String(text.dropFirst())))
      }
    }
    return steps
  }
}
