// Stage 1: which files there are below `content/`.
//
// Nothing is opened here; a file's bytes are read once, by the stage that needs them. What the
// walk passes over: dot-files (but `.well-known/`), what editors leave behind, names that begin
// with `_` (but `_index.md` and `_drafts/`), and anything that is neither file nor folder.

import Nordic
import Reporting

/// One file below `content/`.
struct Source: Sendable {
  /// The path below `content/`, by its real bytes: how the file is opened.
  var path: String
  /// The path in NFC: how the file is compared, named and published.
  var name: String
  /// How the file was found before anything was read; `nil` where it is gone or was not looked at.
  var stat: StatKey?
}

/// What the folder holds, sorted by path.
struct Sources: Sendable {
  /// Markdown: articles, sections, people, organizations.
  var texts: [Source] = []
  /// Everything that is copied as it is.
  var files: [Source] = []
  /// `data/*.yaml` and `data/*.json`.
  var data: [Source] = []
  var problems: [Diagnostic] = []
}

extension Sources {
  /// Looks at every text and file, without opening them.
  mutating func look(in folder: String, jobs: Int, on disk: Disk) {
    guard let open = try? OpenFolder(folder) else { return }
    defer { open.close() }
    for list in [\Sources.texts, \Sources.files] {
      let sources = self[keyPath: list]
      let stats = concurrentMap(sources.count, jobs: jobs, chunk: 64) {
        sources[$0].path.withCString { open.facts($0, followingLinks: true) }.map(StatKey.init)
      }
      for (index, stat) in stats.enumerated() { self[keyPath: list][index].stat = stat }
    }
  }
}

/// Walks `content/`.
///
/// - Parameter output: the output folder's real path; refused where it lies inside `content/`.
func readFolder(_ content: String, output: String, on disk: Disk) throws(FileProblem) -> Sources {
  var walk = Walk(disk: disk, content: content, root: disk.realPath(content) ?? content)
  if let inside = relative(output, to: walk.root) {
    throw FileProblem(
      "publish", inside.isEmpty ? content : content + "/" + inside,
      reason: "the output folder lies inside the content folder",
      help: "choose another folder with --out")
  }
  guard let facts = disk.facts(content) else {
    throw FileProblem(
      "find the magazine", content, reason: "there is no folder `content` here",
      help: "name the folder it is in with --root, or begin one with `tidende new site DIR`")
  }
  guard facts.kind == .folder else {
    throw FileProblem("open the folder", content, reason: "it is not a folder")
  }
  try walk.visit("", ancestors: [facts.identity])
  return walk.finish()
}

private struct Walk {
  let disk: Disk
  let content: String
  let root: String
  var found = Sources()

  mutating func visit(_ folder: String, ancestors: [FileIdentity]) throws(FileProblem) {
    for entry in try disk.list(folder.isEmpty ? content : content + "/" + folder) {
      let path = folder.isEmpty ? entry.name : folder + "/" + entry.name
      guard !isPassedOver(entry.name, in: folder) else { continue }
      guard entry.isReadable else {
        warn(path, "T903", "the file's name is not UTF-8, so it is left out", "rename the file")
        continue
      }
      if entry.kind == .file {
        add(Source(path: path, name: normalized(path)))
        continue
      }
      guard let facts = disk.facts(content + "/" + path) else {
        warn(path, "T903", "the link leads nowhere, so it is left out", "mend or remove the link")
        continue
      }
      if entry.kind == .symlink, !staysInside(path) {
        warn(
          path, "T903", "the link leads out of the content folder, so it is left out",
          "copy what it names into the folder")
        continue
      }
      switch facts.kind {
      case .folder:
        guard !ancestors.contains(facts.identity) else {
          warn(path, "T903", "the link leads in a circle, so it is left out", "remove the link")
          continue
        }
        try visit(path, ancestors: ancestors + [facts.identity])
      case .file:
        add(Source(path: path, name: normalized(path)))
      case .symlink, .other:
        warn(path, "T903", "it is neither a file nor a folder, so it is left out", "remove it")
      }
    }
  }

  private mutating func add(_ source: Source) {
    let kind = fileExtension(of: source.name)
    let top = source.name.prefix { $0 != "/" }
    if top == "data" && (kind == "yaml" || kind == "yml" || kind == "json") {
      found.data.append(source)
    } else if kind == "md" || kind == "markdown" {
      found.texts.append(source)
    } else {
      found.files.append(source)
    }
  }

  /// A regular entry that the type of a listing does not tell is a link until it is looked at.
  private func staysInside(_ path: String) -> Bool {
    disk.realPath(content + "/" + path).flatMap { relative($0, to: root) } != nil
  }

  private mutating func warn(_ path: String, _ code: String, _ message: String, _ help: String) {
    found.problems.append(
      Diagnostic(.warning, code, message, at: .file("content/" + path), help: [help]))
  }

  /// Sorts, and refuses two names that are one in NFC. Only the first goes on: with both, each later
  /// stage would tell of the same two files in its own way.
  consuming func finish() -> Sources {
    var found = found
    for list in [\Sources.texts, \Sources.files, \Sources.data] {
      found[keyPath: list].sort { left, right in
        if precedes(left.name, right.name) { return true }
        if precedes(right.name, left.name) { return false }
        return left.isCombined || !right.isCombined && precedes(left.path, right.path)
      }
      var sources: [Source] = []
      sources.reserveCapacity(found[keyPath: list].count)
      for source in found[keyPath: list] {
        guard let before = sources.last, before.name == source.name else {
          sources.append(source)
          continue
        }
        let names = [before, source].map {
          "\(spelled($0.path)) (\($0.isCombined ? "combined characters" : "separate marks"))"
        }
        found.problems.append(
          Diagnostic(
            .error, "T904", "two files have the same name in different Unicode forms",
            at: .file("content/" + source.name),
            notes: ["they are \(names[0]) and \(names[1])"],
            help: ["keep one of them; a shell removes the second by `rm \(spelled(source.path))`"]))
      }
      found[keyPath: list] = sources
    }
    return found
  }
}

/// As bash and zsh read it, all bytes that are not ASCII spelled out: `$'content/bla\xCC\x8A.md'`.
private func spelled(_ path: String) -> String {
  let bytes = path.utf8.map { byte in
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\\"): "\\" + String(UnicodeScalar(byte))
    case 0x20..<0x7F: String(UnicodeScalar(byte))
    default: (byte < 0x10 ? "\\x0" : "\\x") + String(byte, radix: 16, uppercase: true)
    }
  }
  return "$'content/" + bytes.joined() + "'"
}

extension Source {
  /// Whether its name on the disk is in NFC.
  fileprivate var isCombined: Bool { path.utf8.elementsEqual(name.utf8) }
}

private func isPassedOver(_ name: String, in folder: String) -> Bool {
  if name.hasPrefix(".") { return !(folder.isEmpty && name == ".well-known") }
  if name.hasPrefix("_") { return !(name.hasPrefix("_index.") || name == "_drafts") }
  if folder.isEmpty, name == "site.yaml" || name == "glossary.yaml" { return true }
  return name.hasSuffix("~") || name.hasPrefix("#") && name.hasSuffix("#") || name == "4913"
    || name.hasSuffix(".swp") || name == "Thumbs.db"
}

/// Names a file on the disk, whatever path led there.
struct FileIdentity: Hashable, Sendable {
  var device: UInt64
  var inode: UInt64
}

extension FileFacts {
  var identity: FileIdentity { FileIdentity(device: device, inode: inode) }
}

/// A path below a folder, both real; empty for the folder itself, `nil` outside it.
private func relative(_ path: String, to folder: String) -> String? {
  if path == folder { return "" }
  guard path.hasPrefix(folder + "/") else { return nil }
  return String(path.dropFirst(folder.count + 1))
}
