// Where each kind of page is published: the patterns of `paths` in `site.yaml`.

import Nordic
import Reporting

/// A URL pattern: text with `{names}` in it.
struct PathPattern: Sendable, Hashable {
  let text: String

  /// Puts values in; a value that is empty takes one of the slashes around it away.
  func filled(_ values: [(String, String)]) -> String {
    var path: [UInt8] = []
    path.reserveCapacity(text.utf8.count + 48)
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "{"), let end = bytes.firstIndex(of: UInt8(ascii: "}")) else {
        if byte == slash, path.last == slash { continue }
        path.append(byte)
        continue
      }
      let name = bytes[..<end]
      if let value = values.first(where: { $0.0.utf8.elementsEqual(name) })?.1 {
        path += value.utf8
      }
      bytes = bytes[(end + 1)...]
    }
    return String(decoding: path, as: UTF8.self)
  }

  /// What is wrong with a pattern for a page with these names, in words; `nil` when nothing is.
  static func problem(_ text: String, names: [String], required: String?) -> String? {
    guard text.hasPrefix("/") else { return "a path begins with a slash" }
    guard !text.contains("//"), !text.contains("?"), !text.contains("#"), !text.contains("\\"),
      !text.split(separator: "/").contains(where: { $0 == "." || $0 == ".." })
    else { return "it is not a path" }
    var rest = text[...]
    var used: [String] = []
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else { return "a `{` is never closed" }
      used.append(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    if let unknown = used.first(where: { !names.contains($0) }) {
      let known = names.map { "`{\($0)}`" }.joined(separator: ", ")
      return "`{\(unknown)}` is not known here; there is \(known)"
    }
    if let required, !used.contains(required) {
      return "`{\(required)}` is missing, so all of them would have one address"
    }
    return nil
  }
}

private let slash = UInt8(ascii: "/")

/// The names of patterns, as they are written in `site.yaml`.
enum PathName: String, CaseIterable, Sendable {
  case article, page, section, tags, tag, people, person, archives, archive, search, feed
  case listPage = "list_page"

  /// The names a pattern may hold.
  var names: [String] {
    switch self {
    case .article, .page: ["section", "folder", "slug", "year", "month", "day", "lang"]
    case .section: ["section"]
    case .tag, .person: ["slug"]
    case .archive: ["year"]
    case .listPage: ["number"]
    case .tags, .people, .archives, .search, .feed: []
    }
  }

  /// The name without which every page of the kind would have one address.
  var required: String? {
    switch self {
    case .article, .page, .tag, .person: "slug"
    case .section: "section"
    case .archive: "year"
    case .listPage: "number"
    case .tags, .people, .archives, .search, .feed: nil
    }
  }

  /// The pattern a site has that says nothing.
  func standard(in language: Language) -> PathPattern {
    let isEnglish = language == .en
    let text =
      switch self {
      case .article: "/{folder}/{slug}/"
      case .page: "/{slug}/"
      case .section: "/{section}/"
      case .tags: "/tags/"
      case .tag: "/tags/{slug}/"
      case .people: people(in: language)
      case .person: people(in: language) + "{slug}/"
      case .archives: isEnglish ? "/archive/" : "/arkiv/"
      case .archive: (isEnglish ? "/archive/" : "/arkiv/") + "{year}/"
      case .search: isEnglish ? "/search/" : language == .da ? "/soeg/" : "/sok/"
      case .feed: "/feed.xml"
      case .listPage: isEnglish ? "/page/{number}/" : "/side/{number}/"
      }
    return PathPattern(text: text)
  }

  private func people(in language: Language) -> String {
    switch language {
    case .da, .nb: "/personer/"
    case .nn: "/personar/"
    case .en: "/people/"
    }
  }
}

/// All patterns of a site.
struct PathPatterns: Sendable {
  private var patterns: [PathName: PathPattern]

  init(language: Language) {
    patterns = Dictionary(
      uniqueKeysWithValues: PathName.allCases.map { ($0, $0.standard(in: language)) })
  }

  subscript(_ name: PathName) -> PathPattern {
    get { patterns[name] ?? PathPattern(text: "/") }
    set { patterns[name] = newValue }
  }

  /// The address of a page of a list.
  ///
  /// - Parameter number: a numbered page, or `nil` for the front list, which has the list's own.
  func list(_ front: String, page number: Int?) -> String {
    guard let number else { return front }
    return beside(front, self[.listPage].filled([("number", String(number))]))
  }

  /// The address of the feed that belongs to a list.
  func feed(of front: String) -> String { beside(front, self[.feed].text) }

  private func beside(_ front: String, _ path: String) -> String {
    (front.hasSuffix("/") ? String(front.dropLast()) : front) + path
  }
}
