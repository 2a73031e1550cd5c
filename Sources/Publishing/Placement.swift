// What an article's place in the folder says about it.
//
//     blog/x.md             section blog, name x
//     blog/x.nb.md          the same, a translation into Bokmål
//     blog/x/index.md       a page bundle: its pictures lie beside it
//     blog/2024/x.md        section blog, folder blog/2024
//     blog/_index.md        the section itself
//     people/kari.md        a person
//     _drafts/x.md          a draft at the root

import Nordic

/// What a Markdown file is about.
enum TextRole: Sendable, Hashable {
  case article
  /// `_index.md`: the folder of that name, empty for the front page.
  case section
  case person
  case organization
}

/// A Markdown file's place, taken apart.
struct Placement: Sendable, Hashable {
  let role: TextRole
  /// The folder it counts as being in, without `_drafts` and without a bundle's own folder.
  let folder: String
  /// The first folder, empty at the root.
  let section: String
  /// The name without extension and language; a bundle's is its folder's.
  let name: String
  /// From `name.nb.md`.
  let fileLanguage: Language?
  /// For a page bundle the folder its files lie in, as it is called below `content/`.
  let bundle: String?
  let isInDrafts: Bool

  /// Takes a path below `content/` (NFC) apart.
  ///
  /// It is done for every text of every build, so over bytes.
  init(_ path: String) {
    var parts = Array(path.utf8).split(separator: UInt8(ascii: "/"))
    var stem = parts.popLast() ?? []
    if let dot = stem.lastIndex(of: UInt8(ascii: ".")) { stem = stem[..<dot] }
    var language: Language?
    if let dot = stem.lastIndex(of: UInt8(ascii: ".")), dot != stem.startIndex,
      let found = Language(rawValue: text(stem[(dot + 1)...]))
    {
      language = found
      stem = stem[..<dot]
    }
    fileLanguage = language
    let partCount = parts.count
    parts.removeAll { $0.elementsEqual("_drafts".utf8) }
    isInDrafts = parts.count < partCount
    let section = parts.first.map(text) ?? ""
    let own = text(stem)
    if section == "people", parts.count == 1, own != "_index" {
      role = .person
    } else if section == "organizations", parts.count == 1, own != "_index" {
      role = .organization
    } else if own == "_index" || (own == "index" && parts.isEmpty) {
      role = parts.count <= 1 ? .section : .article
    } else {
      role = .article
    }
    if role == .article, own == "index" || own == "_index" {
      bundle = isInDrafts ? Publishing.folder(of: path) : joined(parts)
      name = parts.popLast().map(text) ?? own
    } else {
      bundle = nil
      name = own
    }
    folder = parts.count == 1 ? section : joined(parts)
    self.section = parts.isEmpty ? "" : section
  }

  /// The path that every translation of the article shares.
  var translationKey: String { folder + "/" + name }
}

private func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

private func joined(_ parts: [ArraySlice<UInt8>]) -> String {
  var path: [UInt8] = []
  for part in parts {
    if !path.isEmpty { path.append(UInt8(ascii: "/")) }
    path += part
  }
  return String(decoding: path, as: UTF8.self)
}
