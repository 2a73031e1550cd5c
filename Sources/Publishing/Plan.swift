// Stage 4: which pages and files there are, each with its address and what it is about.
//
// Two sources for one address are found here, whatever kinds they are of.

import Nordic
import Reporting

/// One file of the output, before it is made.
struct PagePlan: Sendable {
  /// From the root of the site, decoded: `/blog/x/`, `/feed.xml`.
  let sitePath: String
  let kind: PageKind
}

/// What a file of the output is about. Numbers are indices of the site; `page` is a numbered list
/// page, or `nil` for the front list.
enum PageKind: Sendable, Hashable {
  case home(page: Int?)
  case article(Int)
  case section(Int, page: Int?)
  case tag(Int, page: Int?)
  case person(Int, page: Int?)
  case archive(Int)
  case tags, people, archives, search, notFound
  case feed(FeedSubject)
  case sitemap(SitemapPart)
  case indexJSON, robots, nojekyll
  case redirect(to: String)
  case hostFile(HostFile)
  case file(Int)
  case asset(Int)
}

/// What a feed is of.
enum FeedSubject: Sendable, Hashable {
  case site
  case section(Int)
  case tag(Int)
}

/// All plans, and what is found under which address.
struct Plan: Sendable {
  var pages: [PagePlan] = []
  /// Addresses of pages and files → index in `pages`.
  var byPath: [String: Int] = [:]
  var problems: [Diagnostic] = []
}

/// Lists every file of the output.
func plan(_ site: Site, _ assets: [Asset]) -> Plan {
  var plan = Plan()
  plan.byPath.reserveCapacity(site.articles.count * 2)
  let settings = site.settings
  if settings.isOn(.indexJSON) { plan.add("/index.json", .indexJSON) }
  if settings.isOn(.home) {
    plan.addList(site.home, site.listed.count, settings.pageSize, settings) { .home(page: $0) }
  }
  for index in site.articles.indices where !site.sitePaths[index].isEmpty {
    plan.add(site.sitePaths[index], .article(index))
  }
  plan.addLists(of: site)
  plan.addFeeds(of: site)
  plan.addOnce(of: site)
  for (index, file) in site.files.enumerated() where settings.isOn(.files) {
    plan.add(file.sitePath, .file(index))
  }
  for (index, asset) in assets.enumerated() { plan.add(asset.sitePath, .asset(index)) }
  if settings.hasSitemap { plan.addSitemap(of: site) }
  if settings.isOn(.redirects) { plan.addRedirects(of: site) }
  plan.addHostFiles(of: site)
  plan.findCollisions(in: site)
  return plan
}

extension Plan {
  mutating func add(_ sitePath: String, _ kind: PageKind) {
    if byPath[sitePath] == nil { byPath[sitePath] = pages.count }
    pages.append(PagePlan(sitePath: sitePath, kind: kind))
  }

  fileprivate mutating func addList(
    _ front: String, _ count: Int, _ size: Int, _ settings: Settings, _ kind: (Int?) -> PageKind
  ) {
    add(front, kind(nil))
    for number in 0..<Pagination(count: count, size: size).numberedCount {
      add(settings.paths.list(front, page: number + 1), kind(number + 1))
    }
  }

  fileprivate mutating func addLists(of site: Site) {
    let settings = site.settings
    if settings.isOn(.sections) {
      for (index, section) in site.sections.enumerated() {
        addList(section.sitePath, section.articles.count, section.pageSize, settings) {
          .section(index, page: $0)
        }
      }
    }
    if settings.isOn(.tags) {
      add(settings.paths[.tags].text, .tags)
      for (index, tag) in site.tags.enumerated() where !tag.articles.isEmpty {
        addList(tag.sitePath, tag.articles.count, settings.pageSize, settings) {
          .tag(index, page: $0)
        }
      }
    }
    if settings.isOn(.people) {
      add(settings.paths[.people].text, .people)
      for (index, person) in site.people.enumerated() {
        addList(person.sitePath, person.articles.count, settings.pageSize, settings) {
          .person(index, page: $0)
        }
      }
    }
    if settings.isOn(.archives) {
      add(settings.paths[.archives].text, .archives)
      for (index, year) in site.years.enumerated() { add(year.sitePath, .archive(index)) }
    }
  }

  fileprivate mutating func addFeeds(of site: Site) {
    let settings = site.settings
    guard settings.base.isKnown else { return }
    if settings.isOn(.feed) { add(settings.paths.feed(of: site.home), .feed(.site)) }
    if settings.isOn(.sectionFeeds) {
      for (index, section) in site.sections.enumerated() {
        add(settings.paths.feed(of: section.sitePath), .feed(.section(index)))
      }
    }
    if settings.isOn(.tagFeeds) {
      for (index, tag) in site.tags.enumerated() where !tag.articles.isEmpty {
        add(settings.paths.feed(of: tag.sitePath), .feed(.tag(index)))
      }
    }
  }

  fileprivate mutating func addOnce(of site: Site) {
    let settings = site.settings
    if settings.isOn(.search) { add(settings.paths[.search].text, .search) }
    if settings.isOn(.notFound) { add("/404.html", .notFound) }
    if settings.isOn(.robots) { add("/robots.txt", .robots) }
    if settings.isOn(.nojekyll) { add("/.nojekyll", .nojekyll) }
  }

  fileprivate mutating func addSitemap(of site: Site) {
    for part in site.sitemapParts(pages) { add(part.sitePath, .sitemap(part)) }
  }

  fileprivate mutating func addRedirects(of site: Site) {
    for index in site.articles.indices where !site.sitePaths[index].isEmpty {
      for alias in site.articles[index].metadata.aliases {
        add(completed(alias.value), .redirect(to: site.sitePaths[index]))
      }
    }
  }

  /// False only where no two files have one name and none is a folder of another: all names, and
  /// all folders in them, have fingerprints of their own. Nearly every site ends here.
  private func mayCollide() -> Bool {
    var files = Set<UInt64>(minimumCapacity: pages.count)
    var folders = Set<UInt64>(minimumCapacity: pages.count)
    for page in pages {
      // FNV-1a (Fowler, Noll, Vo), 64 bits.
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      var path = page.sitePath
      if path.utf8.contains(where: { $0 >= 0x80 }) { path = path.lowercased() }
      var last = UInt8(ascii: "/")
      for byte in path.utf8.dropFirst() {
        if byte == UInt8(ascii: "/") { folders.insert(hash) }
        mix(byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte)
        last = byte
      }
      if last == UInt8(ascii: "/") { for byte in "index.html".utf8 { mix(byte) } }
      guard files.insert(hash).inserted else { return true }
    }
    return !files.isDisjoint(with: folders)
  }

  /// A page whose file would have to be a folder for others.
  fileprivate mutating func findFoldersInTheWay(in site: Site, _ owners: [String: Int]) {
    var seen: Set<String> = [""]
    for page in pages {
      var above = folder(of: outputFile(for: page.sitePath).lowercased())
      while seen.insert(above).inserted {
        if let owner = owners[above] {
          problems.append(
            Diagnostic(
              .error, "T302", "one address is a file and a folder: /\(above)",
              at: .file(
                site.file(of: pages[owner].kind) ?? site.file(of: page.kind) ?? "content/site.yaml"),
              notes: [
                "they are \(site.name(of: pages[owner].kind)) and \(site.name(of: page.kind))"
              ],
              help: ["give one of them another `slug`, `url` or pattern, or rename its file"]))
        }
        above = folder(of: above)
      }
    }
  }

  /// Two sources for one output file, also where only case tells them apart: on the disks of half
  /// the editors that is one file.
  fileprivate mutating func findCollisions(in site: Site) {
    guard mayCollide() else { return }
    var owners: [String: Int] = [:]
    owners.reserveCapacity(pages.count)
    for (index, page) in pages.enumerated() {
      let file = outputFile(for: page.sitePath).lowercased()
      guard let first = owners.updateValue(index, forKey: file) else { continue }
      owners[file] = first
      let (one, other) = (pages[first], page)
      let (oneName, otherName) = (site.name(of: one.kind), site.name(of: other.kind))
      let isSame = outputFile(for: one.sitePath) == outputFile(for: other.sitePath)
      problems.append(
        Diagnostic(
          .error, "T302",
          isSame
            ? "two sources have one address: \(one.sitePath)"
            : "two addresses differ only in capital letters: \(one.sitePath) and \(page.sitePath)",
          at: .file(site.file(of: other.kind) ?? site.file(of: one.kind) ?? "content/site.yaml"),
          notes: ["they are \(oneName) and \(otherName)"],
          help: ["give one of them another `slug` or `url`, or rename its file"]))
    }
    findFoldersInTheWay(in: site, owners)
  }
}

extension PageKind {
  /// Whether it shows much of many articles.
  var showsMany: Bool {
    switch self {
    case .feed, .sitemap, .indexJSON: true
    default: false
    }
  }

  /// Pages for people, which search engines should find.
  var isInSitemap: Bool {
    switch self {
    case .home, .article, .section, .tag, .person, .archive, .tags, .people, .archives: true
    default: false
    }
  }
}

extension Site {
  /// What people call the source of a page.
  fileprivate func name(of kind: PageKind) -> String {
    switch kind {
    case .home: "the front page"
    case .article(let index): articles[index].path
    case .section(let index, _): "the section \(sections[index].name)"
    case .tag(let index, _): "the tag \(tags[index].name)"
    case .person(let index, _): "the person \(people[index].name)"
    case .archive(let index): "the archive of \(years[index].number)"
    case .tags: "the list of tags"
    case .people: "the list of people"
    case .archives: "the archives"
    case .search: "the search page"
    case .notFound: "the page for what is not found"
    case .feed: "a feed"
    case .sitemap: "the sitemap"
    case .indexJSON: "the search index"
    case .robots: "robots.txt"
    case .nojekyll: ".nojekyll"
    case .redirect(let target): "an alias of \(target)"
    case .hostFile(let file): file.sitePath.dropFirst() + ", which a server reads"
    case .file(let index): "content/" + files[index].source.name
    case .asset: "an asset of the theme"
    }
  }

  /// The file behind a page, where there is one.
  fileprivate func file(of kind: PageKind) -> String? {
    switch kind {
    case .article(let index): articles[index].path
    case .file(let index): "content/" + files[index].source.name
    case .redirect(let target):
      sitePaths.firstIndex(of: target).map { articles[$0].path }
    case .section(let index, _): "content/" + sections[index].name
    case .tag(let index, _): tags[index].articles.first.map { articles[$0].path }
    default: nil
    }
  }
}
