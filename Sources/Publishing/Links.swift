// What the destinations written in articles resolve to.
//
// A destination is a source file (`../blog/x.md#afsnit`), a file beside the article, an address of
// the site (`/blog/x/`), a place on the page (`#afsnit`), or another site's. All but the last are
// checked here, anchors included; `render` only copies what was found.

import Markdown
import Nordic
import Reporting

/// What one link of an article resolves to.
struct ResolvedLink: Sendable {
  /// For `href` or `src`, escaped; empty where the link is broken or leads to another site.
  var href: [UInt8] = []
  /// The picture's file in `site.files`; −1 for others.
  var file = -1
}

/// All links of all articles, and the sizes of the pictures they show.
struct Links: Sendable {
  /// By article, then by link; `nil` where all is as in the last build and nobody has asked yet.
  var resolved: [[ResolvedLink]?] = []
  /// By index in `site.files`.
  var sizes: [Int: PictureSize] = [:]
  var problems: [LateProblem] = []
  /// Problems with pictures that the settings name.
  var settingsProblems: [Diagnostic] = []
}

/// Resolves every link and measures every picture that is shown.
///
/// - Parameter isKnown: whether an article's links lead where they led, and none is broken or shows
///   a picture.
func resolveLinks(
  _ resolver: LinkResolver, folder: String, jobs: Int, on disk: Disk,
  unless isKnown: @Sendable (Int) -> Bool = { _ in false }
) -> Links {
  let site = resolver.site
  let found = concurrentMap(site.articles.count, jobs: jobs) { index in
    isKnown(index) ? (nil, []) : resolver.resolve(articleAt: index)
  }
  var links = Links()
  links.resolved = found.map(\.0)
  if found.contains(where: { !$0.1.isEmpty }) {
    let advice = LinkAdvice(site: site, plan: resolver.plan)
    for (index, (_, faults)) in found.enumerated() {
      for (link, fault) in faults {
        let diagnostic = advice.diagnostic(for: fault, from: site.articles[index])
        let range = site.articles[index].links[link].range
        links.problems.append(LateProblem(diagnostic: diagnostic, article: index, range: range))
      }
    }
  }
  let named = resolver.metadataPictures()
  var pictures = named.files
  links.problems += named.problems
  links.settingsProblems = named.settingsProblems
  for resolved in links.resolved {
    for link in resolved ?? [] where link.file >= 0 { pictures.insert(link.file) }
  }
  let order = pictures.sorted()
  let sizes = concurrentMap(order.count, jobs: jobs, chunk: 1) { place in
    measure(site.files[order[place]], in: folder, on: disk)
  }
  for (file, size) in zip(order, sizes) {
    switch size {
    case .success(let size): links.sizes[file] = size
    case .failure(let problem):
      guard let owner = firstArticle(showing: file, in: links) else { continue }
      links.problems.append(
        LateProblem(
          diagnostic: Diagnostic(
            .warning, "T403",
            "the picture content/\(site.files[file].source.name) has no size: \(problem.message)",
            notes: ["a picture without width and height makes the page jump while it loads"],
            help: problem.help.map { [$0] } ?? []),
          article: owner.article, range: owner.range(in: site)))
    }
  }
  return links
}

/// A link of an article, by index.
private struct LinkPlace {
  let article: Int
  let link: Int

  func range(in site: Site) -> Range<Int> {
    link < 0 ? 0..<0 : site.articles[article].links[link].range
  }
}

private func firstArticle(showing file: Int, in links: Links) -> LinkPlace? {
  for (article, resolved) in links.resolved.enumerated() {
    if let link = resolved?.firstIndex(where: { $0.file == file }) {
      return LinkPlace(article: article, link: link)
    }
  }
  return nil
}

/// Reads as much of a picture as its header needs.
func measure(
  _ file: PublishedFile, in folder: String, on disk: Disk
) -> Result<PictureSize, PictureProblem> {
  let path = folder + "/" + file.source.path
  var limit = pictureHeadByteCount
  while true {
    guard let head = try? disk.readHead(path, limit: limit) else { return .failure(.unreadable) }
    let size = pictureSize(of: head, name: file.source.name)
    // A JPEG may have more than this before its size.
    guard case .failure(.needsMore(let wanted)) = size, head.count == limit, wanted > limit else {
      return size
    }
    limit = max(wanted, limit * 4)
  }
}

/// What a destination leads to.
enum LinkTarget {
  case elsewhere
  /// A place on the same page.
  case fragment
  /// An address of the site; `article` and `file` are −1 where it is neither.
  case address(String, article: Int, file: Int)
  case broken(LinkFault)
}

/// Finds what destinations mean, for one site.
struct LinkResolver: Sendable {
  let site: Site
  let plan: Plan
  private let fileBySource: [String: Int]
  private let personBySource: [String: Int]

  init(site: Site, plan: Plan) {
    self.site = site
    self.plan = plan
    var files: [String: Int] = [:]
    for (index, file) in site.files.enumerated() { files[file.source.name] = index }
    fileBySource = files
    var people: [String: Int] = [:]
    for (index, person) in site.people.enumerated() where person.text >= 0 {
      people[site.articles[person.text].source.name] = index
    }
    personBySource = people
  }

  /// What each link of an article resolves to, and which of them are broken, by index.
  func resolve(articleAt index: Int) -> ([ResolvedLink]?, [(Int, LinkFault)]) {
    let links = site.articles[index].links
    guard !links.isEmpty, site.isPublished(index) else { return ([], []) }
    let above = folder(of: site.articles[index].source.name)
    var faults: [(Int, LinkFault)] = []
    var resolved = [ResolvedLink](repeating: ResolvedLink(), count: links.count)
    for (number, link) in links.enumerated() {
      let parts = Destination(link.destination)
      switch target(of: parts, fromFolder: above, at: site.sitePaths[index]) {
      case .elsewhere: break
      case .fragment:
        if let fault = fault(withAnchor: parts.fragment, in: index) {
          faults.append((number, fault))
        }
        resolved[number].href = escaped("#" + parts.fragment)
      case .address(let path, let target, let file):
        if target >= 0, let fault = fault(withAnchor: parts.fragment, in: target) {
          faults.append((number, fault))
        }
        resolved[number].href =
          target >= 0 && parts.tail.isEmpty && !site.hrefs[target].contains(ampersand)
          ? site.hrefs[target] : escaped(site.settings.base.href(path) + parts.tail)
        if link.kind == .picture { resolved[number].file = file }
      case .broken(let fault): faults.append((number, fault))
      }
    }
    return (resolved, faults)
  }

  /// Finds a destination; the fragment is not looked at.
  ///
  /// - Parameters:
  ///   - folder: where the article is, below `content/`.
  ///   - sitePath: where it is published.
  func target(
    of parts: Destination, fromFolder folder: String, at sitePath: String
  ) -> LinkTarget {
    if parts.isElsewhere { return .elsewhere }
    if parts.path.isEmpty {
      if parts.tail.hasPrefix("#") { return .fragment }
      return parts.tail.isEmpty
        ? .broken(.noDestination) : .address(sitePath, article: -1, file: -1)
    }
    guard let decoded = percentDecoded(parts.path).map(normalized) else {
      return .broken(.badEscape(parts.path))
    }
    if decoded.hasPrefix("/") {
      return absolute(decoded) ?? .broken(.missing(decoded))
    }
    if let source = joined(folder, decoded) {
      if let found = bySource(source, decoded) { return published(found, decoded) }
    }
    // An address written from the page: `../other/`.
    if !sitePath.isEmpty, !decoded.hasSuffix(".md"),
      let path = joined(Publishing.folder(of: sitePath), decoded),
      let found = absolute("/" + path + (decoded.hasSuffix("/") && !path.isEmpty ? "/" : ""))
    {
      return found
    }
    return .broken(.missing(decoded))
  }

  private func bySource(_ source: String, _ written: String) -> LinkTarget? {
    if let index = site.articleBySource[source] ?? site.articleBySource[source + ".md"]
      ?? site.articleBySource[source + "/index.md"]
    {
      return article(index, written)
    }
    if let file = fileBySource[source] {
      return .address(site.files[file].sitePath, article: -1, file: file)
    }
    guard let section = site.sections.first(where: { $0.name == source }) else { return nil }
    return .address(section.sitePath, article: -1, file: -1)
  }

  private func article(_ index: Int, _ written: String) -> LinkTarget {
    switch (site.articles[index].placement.role, site.states[index]) {
    case (.article, .published): return .address(site.sitePaths[index], article: index, file: -1)
    case (.article, .broken): return .address("/", article: -1, file: -1)
    case (.article, let state): return .broken(.unpublished(written, state))
    case (.section, _):
      if let section = site.sections.first(where: { $0.text == index }) {
        return .address(section.sitePath, article: -1, file: -1)
      }
      return .address(site.home, article: -1, file: -1)
    case (.person, _):
      guard let person = personBySource[site.articles[index].source.name] else {
        return .address(site.home, article: -1, file: -1)
      }
      return .address(site.people[person].sitePath, article: -1, file: -1)
    case (.organization, _): return .broken(.organization(written))
    }
  }

  /// An address from the root, with or without the path of `base_url` and the slash at the end.
  private func absolute(_ path: String) -> LinkTarget? {
    if let page = plan.byPath[path] { return address(of: page) }
    let base = site.settings.base.path
    let own = path.hasPrefix(base) ? String(path.dropFirst(base.count - 1)) : nil
    for candidate in [path, own].compactMap({ $0 }) {
      for form in [
        candidate, candidate + (candidate.hasSuffix("/") ? "index.html" : "/"),
        candidate.hasSuffix("/index.html") ? String(candidate.dropLast(10)) : "",
      ] {
        if let page = plan.byPath[form] { return address(of: page) }
      }
      if candidate.hasSuffix(".md"), let index = site.articleBySource[String(candidate.dropFirst())]
      {
        return published(article(index, candidate), candidate)
      }
      if let file = fileBySource[String(candidate.dropFirst())] {
        return published(.address(site.files[file].sitePath, article: -1, file: file), candidate)
      }
    }
    return nil
  }

  private func address(of page: Int) -> LinkTarget {
    let found = plan.pages[page]
    switch found.kind {
    case .article(let index): return .address(found.sitePath, article: index, file: -1)
    case .file(let index): return .address(found.sitePath, article: -1, file: index)
    case .redirect(let target): return .address(target, article: -1, file: -1)
    default: return .address(found.sitePath, article: -1, file: -1)
    }
  }

  private func fault(withAnchor fragment: String, in article: Int) -> LinkFault? {
    guard !fragment.isEmpty, fragment != "top" else { return nil }
    let name = percentDecoded(fragment).map(normalized) ?? fragment
    return site.articles[article].ids.contains(name) ? nil : .anchor(name, article: article)
  }

  /// What a path from the root leads to; `nil` where there is nothing.
  func address(ofPath path: String) -> LinkTarget? { absolute(path) }

  /// The file a path below `content/` names, for settings and templates.
  func file(_ path: String) -> Int? {
    fileBySource[normalized(path.hasPrefix("/") ? String(path.dropFirst()) : path)]
  }
}

extension LinkResolver {
  /// The digest of all that links can lead to: what is where, and which anchors it has.
  func landmarks(jobs: Int) -> Digest {
    let articles = concurrentMap(site.articles.count, jobs: jobs, chunk: 256) { index in
      var input = DigestInput()
      input.add(site.articles[index].source.name)
      input.add(site.sitePaths[index])
      input.add(site.isPublished(index) ? 1 : 0)
      input.add(site.articles[index].ids.count)
      for id in site.articles[index].ids { input.add(id) }
      return input.digest
    }
    var input = DigestInput()
    for article in articles { input.add(article) }
    for file in site.files {
      input.add(file.source.name)
      input.add(file.sitePath)
    }
    for person in site.people where person.text >= 0 {
      input.add(site.articles[person.text].source.name)
      input.add(person.sitePath)
    }
    for page in plan.pages {
      if case .article = page.kind { continue }
      input.add(page.sitePath)
      if case .redirect(let target) = page.kind { input.add(target) }
    }
    return input.digest
  }
}

extension Links {
  /// Whether an article's links are all good and show no picture.
  func arePlain(in index: Int, faulty: Set<Int>) -> Bool {
    !faulty.contains(index) && resolved[index]?.allSatisfy { $0.file < 0 } ?? true
  }
}

/// A destination, taken apart.
struct Destination {
  let path: String
  /// `?` and `#` and what follows.
  let tail: String
  /// Without `#`.
  let fragment: String
  /// An address of another site: it has a scheme or a host.
  let isElsewhere: Bool

  init(_ text: String) {
    let end =
      text.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? text.endIndex
    path = String(text[..<end])
    let tail = String(text[end...])
    self.tail = tail
    fragment =
      tail.utf8.firstIndex(of: UInt8(ascii: "#")).map {
        String(tail[tail.utf8.index(after: $0)...])
      } ?? ""
    isElsewhere = path.hasPrefix("//") || hasScheme(path)
  }
}

/// RFC 3986 §3.1: a letter, then letters, digits, `+ - .`, then a colon.
func hasScheme(_ text: String) -> Bool {
  var isFirst = true
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      isFirst = false
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      if isFirst { return false }
    case UInt8(ascii: ":"): return !isFirst
    default: return false
    }
  }
  return false
}

func escaped(_ text: String) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count + 8)
  appendEscaped(text, to: &bytes)
  return bytes
}

private let ampersand = UInt8(ascii: "&")
