// What stands in the way of a change and is nobody's of ours; looked for before anything is moved.

import Reporting

extension Stage {
  /// Refuses a change where a file or folder that no build made has a name it needs.
  ///
  /// A folder that somebody replaced by a link counts as such a file: nothing is written through it.
  func checkTheWay(of change: Change) throws(FileProblem) {
    guard let tree = try? OpenFolder(output) else { return }
    defer { tree.close() }
    /// Whether a folder is there; what is below one that is not needs no look.
    var isThere = ["": true]
    func lookAt(_ path: String) throws(FileProblem) -> Bool {
      if let known = isThere[path] { return known }
      var found = false
      if try lookAt(folder(of: path)), let kind = tree.facts(RelativePath(path))?.kind {
        found = kind == .folder
        if !found, !wasMade(path) { throw inTheWay(output + "/" + path, needsFolder: true) }
      }
      isThere[path] = found
      return found
    }
    for file in change.written {
      let path = RelativePath(file.path)
      guard try lookAt(folder(of: file.path)), let kind = tree.facts(path)?.kind else { continue }
      let isRefused =
        kind == .folder
        ? try holdsForeign(path, in: tree) : !wasMade(file.path) && !hasBytes(of: file)
      if isRefused { throw inTheWay(output + "/" + file.path, needsFolder: false) }
    }
  }

  /// Whether somebody else's file is what this build makes; nothing is lost then.
  private func hasBytes(of file: MadeFile) -> Bool {
    let path = output + "/" + file.path
    guard disk.facts(path, followingLinks: false)?.kind == .file, let bytes = try? disk.read(path)
    else { return false }
    return digest(of: bytes) == file.digest
  }

  /// Whether a folder holds something that no build made, or is empty and nothing of ours was in it.
  private func holdsForeign(_ path: RelativePath, in tree: OpenFolder) throws(FileProblem) -> Bool {
    let entries = try tree.list(path)
    for entry in entries {
      let inner = path.appending(entry.name)
      if entry.kind == .folder {
        if try holdsForeign(inner, in: tree) { return true }
      } else if !wasMade(inner.text) {
        return true
      }
    }
    return entries.isEmpty && !hadFiles(path.text)
  }
}
