// What can be wrong with a link: facts first, words when the whole site is known.
//
// Finding what somebody may have meant looks at every name of the site, so it is done once for all
// broken links together, and only where there are any.

import Nordic
import Reporting

/// What is wrong with a link.
enum LinkFault: Sendable {
  /// No file or page has this path.
  case missing(String)
  /// No heading or element of the article has this id.
  case anchor(String, article: Int)
  case noDestination
  /// A `%` without two digits.
  case badEscape(String)
  case unpublished(String, PublicationState)
  /// What the settings switch off.
  case switchedOff(String, Output)
  case organization(String)
  /// `javascript:` and the like, where a menu names it.
  case dangerous(String)
}

/// Words for broken links, with what may have been meant.
struct LinkAdvice {
  private let site: Site
  /// Files and articles by folder, and their paths by base name; below `content/`.
  private var namesByFolder: [String: [String]] = [:]
  private var pathsByName: [String: [String]] = [:]
  /// The addresses of the site by the folder they are in.
  private var addressesByFolder: [String: [String]] = [:]
  /// What the settings switch off, by address.
  private let outputsByPath: [String: Output]

  init(site: Site, plan: Plan) {
    self.site = site
    outputsByPath = site.outputsByPath()
    for path in site.articles.map(\.source.name) + site.files.map(\.source.name) {
      namesByFolder[folder(of: path), default: []].append(baseName(of: path))
      pathsByName[baseName(of: path), default: []].append(path)
    }
    for page in plan.pages {
      addressesByFolder[parent(of: page.sitePath), default: []].append(page.sitePath)
    }
  }

  /// The problem in words; its place is added by who knows it.
  func diagnostic(for fault: LinkFault, from article: Article?) -> Diagnostic {
    switch fault {
    case .missing(let path): return missing(path, from: article)
    case .anchor(let name, let target): return anchor(name, in: site.articles[target])
    case .noDestination:
      return Diagnostic(
        .error, "T303", "the link leads nowhere: it has no destination",
        help: ["write an address between the parentheses"])
    case .badEscape(let path):
      return Diagnostic(
        .error, "T303", "`\(path)` is not a path: a `%` in it is not followed by two digits",
        help: ["write `%25` for a percent sign"])
    case .unpublished(let path, let state):
      return Diagnostic(
        .error, "T305", "`\(path)` is not published: it is \(state.words)",
        help: ["publish it, or take the link out until then"])
    case .switchedOff(let path, let output):
      return Diagnostic(
        .error, "T305", "`\(path)` is not published: the settings switch off `\(output.rawValue)`",
        help: [output.cure])
    case .dangerous(let url):
      return Diagnostic(
        .error, "T307", "`\(url)` is not an address a reader can be sent to",
        help: ["write a path of the site, or an address with https:, http:, mailto: or tel:"])
    case .organization(let path):
      return Diagnostic(
        .error, "T306", "`\(path)` is an organization, which has no page of its own",
        help: ["link to its own site"])
    }
  }

  private func missing(_ path: String, from article: Article?) -> Diagnostic {
    let isFromRoot = path.hasPrefix("/") || article == nil
    if isFromRoot, let output = switchedOff(at: path) {
      return diagnostic(for: .switchedOff(path, output), from: article)
    }
    let place = article.flatMap { joined(folder(of: $0.source.name), path) }
    let meant = isFromRoot ? addresses(near: path) : files(near: path, place)
    let notes =
      isFromRoot ? [] : [place.map { "looked for content/\($0)" } ?? "the path leaves content/"]
    return Diagnostic(
      .error, "T301", "there is no page or file `\(path)`", notes: notes,
      help: meant.isEmpty ? [] : ["there is \(meant.map { "`\($0)`" }.joined(separator: ", "))"])
  }

  /// What would be at an address from the root, with or without the path of `base_url`.
  private func switchedOff(at path: String) -> Output? {
    let path = path.hasPrefix("/") ? path : "/" + path
    let base = site.settings.base.path
    let own = path.hasPrefix(base) ? String(path.dropFirst(base.utf8.count - 1)) : path
    return [path, path + "/", own, own + "/"].lazy.compactMap { outputsByPath[$0] }.first
  }

  /// Files of the same name elsewhere, else of a near name in the same folder.
  private func files(near path: String, _ place: String?) -> [String] {
    let name = baseName(of: path)
    let same = (pathsByName[name] ?? []) + (pathsByName[name + ".md"] ?? [])
    if !same.isEmpty { return same.prefix(3).map { "content/" + $0 } }
    guard let place else { return [] }
    let above = folder(of: place)
    return nearNames(to: name, in: namesByFolder[above] ?? []).map {
      "content/" + (above.isEmpty ? $0 : above + "/" + $0)
    }
  }

  private func addresses(near path: String) -> [String] {
    let path = path.hasPrefix("/") ? path : "/" + path
    return nearNames(to: path, in: addressesByFolder[parent(of: path)] ?? [])
  }

  private func anchor(_ name: String, in article: Article) -> Diagnostic {
    let some = article.ids.prefix(6).map { "`#\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      .error, "T304", "there is no anchor `#\(name)` in \(article.path)",
      help: [
        suggestion(for: name, in: article.ids)
          ?? (some.isEmpty ? "the page has no anchors" : "the page has \(some)")
      ])
  }
}

/// `/blog/x/` and `/blog/x.png` are both in `/blog`.
private func parent(of address: String) -> String {
  folder(of: address.hasSuffix("/") ? String(address.dropLast()) : address)
}

extension PublicationState {
  /// As in `it is a draft`.
  fileprivate var words: String {
    switch self {
    case .published: "published"
    case .draft: "a draft"
    case .scheduled: "scheduled for later"
    case .expired: "expired"
    case .broken: "broken"
    }
  }
}

extension Output {
  /// What to do about a link to it when it is switched off.
  fileprivate var cure: String {
    let isOn = "switch it on with `outputs: {\(rawValue): true}` in content/site.yaml"
    return switch self {
    case .files: isOn + ", or write the whole address, `https://…`, where the file is published"
    default: isOn + ", or take the link out"
    }
  }
}
