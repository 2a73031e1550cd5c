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
  init(_ path: String) {
    var parts = path.split(separator: "/").map(String.init)
    var stem = parts.removeLast()
    if let dot = stem.utf8.lastIndex(of: UInt8(ascii: ".")) { stem = String(stem[..<dot]) }
    var language: Language?
    if let dot = stem.utf8.lastIndex(of: UInt8(ascii: ".")), dot != stem.startIndex,
      let found = Language(rawValue: String(stem[stem.utf8.index(after: dot)...]))
    {
      language = found
      stem = String(stem[..<dot])
    }
    fileLanguage = language
    isInDrafts = parts.contains("_drafts")
    parts.removeAll { $0 == "_drafts" }
    let top = parts.first ?? ""
    if top == "people", parts.count == 1, stem != "_index" {
      role = .person
    } else if top == "organizations", parts.count == 1, stem != "_index" {
      role = .organization
    } else if stem == "_index" || (stem == "index" && parts.isEmpty) {
      role = parts.count <= 1 ? .section : .article
    } else {
      role = .article
    }
    if role == .article, stem == "index" || stem == "_index" {
      bundle = isInDrafts ? Publishing.folder(of: path) : parts.joined(separator: "/")
      name = parts.popLast() ?? stem
    } else {
      bundle = nil
      name = stem
    }
    folder = parts.joined(separator: "/")
    section = parts.first ?? ""
  }

  /// The path that every translation of the article shares.
  var translationKey: String { folder + "/" + name }
}
