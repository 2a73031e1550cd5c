// What a build changed in the output: which files are new, which have other bytes, which are gone,
// and which of their addresses lead on to another one.
//
// It is worked out between the last page and the publishing, while both the old site and the new one
// can be looked at. A redirect of the old site is known by the page that an earlier build wrote.

import Reporting

/// What one build added, changed and removed; all empty where nothing changed.
public struct SiteChange: Sendable, Hashable {
  /// An address that leads on to another, or did.
  public struct Redirect: Sendable, Hashable {
    /// Below the base path, percent-encoded.
    public var from: String
    /// Where it leads; `nil` where it no longer does.
    public var to: String?
    /// Where it led before; `nil` for a new one.
    public var before: String?
  }

  /// Files that are new: paths below the output folder, sorted by bytes, without the manifest.
  public var added: [String] = []
  /// Files that have other bytes.
  public var changed: [String] = []
  /// Files of earlier builds that are gone.
  public var removed: [String] = []
  /// Redirects that are new, gone or lead elsewhere, by their files.
  public var redirects: [Redirect] = []
}

extension Stage {
  /// What publishing these files would change.
  func change(by files: [MadeFile], _ plan: Plan, _ base: BaseURL) -> SiteChange {
    let sorted = files.sorted { precedes($0.path, $1.path) }
    var change = SiteChange()
    for file in sorted where file.isChanged {
      if wasMade(file.path) {
        change.changed.append(file.path)
      } else {
        change.added.append(file.path)
      }
    }
    change.removed = removed(by: sorted).filter { $0 != manifestPath }
    var targets: [String: String] = [:]
    for page in plan.pages {
      guard case .redirect(let target) = page.kind else { continue }
      targets[outputFile(for: page.sitePath)] = base.href(target)
    }
    for path in (change.added + change.changed + change.removed).sorted(by: precedes) {
      let before = oldTarget(of: path)
      let target = targets[path]
      if before == target { continue }
      change.redirects.append(
        SiteChange.Redirect(from: base.href(sitePath(ofFile: path)), to: target, before: before))
    }
    return change
  }

  /// Where a page of the output leads on to; `nil` for any other file.
  private func oldTarget(of path: String) -> String? {
    guard path.hasSuffix(".html"), let facts = disk.facts(output + "/" + path),
      facts.kind == .file, facts.size < 8192, let bytes = try? disk.read(output + "/" + path)
    else { return nil }
    return redirectTarget(bytes)
  }
}

/// The address that a page made by `Shelf.redirect` leads to, as it stands there.
func redirectTarget(_ page: [UInt8]) -> String? {
  let text = String(decoding: page, as: UTF8.self)
  let mark = redirectMark.utf8
  guard text.hasPrefix("<!DOCTYPE html>\n<html lang=") else { return nil }
  var rest = text.utf8[...]
  while !rest.starts(with: mark) {
    guard let line = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    rest = rest[rest.index(after: line)...]
  }
  let address = rest.dropFirst(mark.count).prefix { $0 != UInt8(ascii: "\"") }
  return Substring(address).split(separator: "&amp;", omittingEmptySubsequences: false)
    .joined(separator: "&")
}

/// The line of a redirecting page that says where it leads.
let redirectMark = "<meta http-equiv=\"refresh\" content=\"0; url="

/// The address of a file of the output: `blog/x/index.html` is found at `/blog/x/`.
func sitePath(ofFile path: String) -> String {
  let isPage = path == "index.html" || path.hasSuffix("/index.html")
  return "/" + (isPage ? String(path.dropLast("index.html".utf8.count)) : path)
}

// MARK: - What readers had and have no longer

extension SiteChange {
  /// One note on addresses that were published and are gone with nothing that leads on; `nil` where
  /// there are none.
  var lost: Diagnostic? {
    let paths = removed.filter(isAddressPeopleKeep).map(sitePath(ofFile:))
    guard let first = paths.first else { return nil }
    let shown = paths.prefix(10)
    let more = paths.count - shown.count
    return Diagnostic(
      .note, "T314",
      paths.count == 1
        ? "an address that was published is gone: \(first)"
        : "\(paths.count) addresses that were published are gone",
      notes: paths.count == 1
        ? [] : [shown.joined(separator: " ") + (more > 0 ? " and \(more) more" : "")],
      help: [
        paths.count == 1
          ? "what took its place can lead readers on: `aliases: [\(first)]`"
          : "what took the place of one can lead readers on: `aliases: [/its/address/]`"
      ])
  }

  /// Not what a page or a robot asks for by itself: hashed assets, the search index, sitemaps.
  private func isAddressPeopleKeep(_ path: String) -> Bool {
    if path.hasSuffix(".html") { return true }
    let top = path.prefix { $0 != "/" }
    return !["assets", "search", ".tidende"].contains(top) && !path.hasPrefix("sitemap")
      && !["robots.txt", "index.json", ".nojekyll"].contains(path)
      && !hostFiles.contains(path)
  }
}
