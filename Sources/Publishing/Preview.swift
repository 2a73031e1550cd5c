// A magazine held in memory for the preview: pages are made when somebody asks for them, and nothing
// is written.
//
// After a change as little as possible is done again. When only texts changed, below their heads, the
// site is as it was but for them; else everything that was composed and still stands is taken over.

import Nordic
import Reporting
import Searching
import Synchronization

/// A site in memory.
public struct PreviewSite: Sendable {
  /// What is found at an address.
  public enum Answer: Sendable {
    /// A page, feed or asset.
    case bytes([UInt8])
    /// A file that is published as it is: its whole path.
    case file(String)
    /// There is nothing.
    case nothing
  }

  /// What reading, composing and assembling found, sorted as in a build's report.
  public let problems: [Diagnostic]
  private let request: BuildRequest
  private let disk: Disk
  private let input: Input
  private let articles: [Article]
  let renderer: Renderer
  private let assets: [Asset]
  private let index = LazyIndex()

  /// Whether there is anything to show: settings and templates are without error.
  public var isUsable: Bool {
    !problems.contains { problem in
      problem.severity == .error
        && (problem.code.hasPrefix("T7") || problem.place?.path == "content/site.yaml")
    }
  }

  /// Reads everything, or after a change what it can have touched.
  ///
  /// - Parameters:
  ///   - previous: the last site that was loaded; what still holds is taken over.
  ///   - changed: whole paths of files and folders; `nil` looks at everything.
  public static func load(
    _ request: BuildRequest, on disk: Disk, after previous: PreviewSite?, changed: Set<String>?
  ) -> Result<PreviewSite, FileProblem> {
    do throws(FileProblem) {
      if let previous, let changed, let next = try previous.withTexts(changed) {
        return .success(next)
      }
      return .success(try PreviewSite(request, disk, previous))
    } catch {
      return .failure(error)
    }
  }

  private init(
    _ request: BuildRequest, _ disk: Disk, _ previous: PreviewSite?
  ) throws(FileProblem) {
    let output = disk.realPath(request.output) ?? request.output
    let input = try read(request, output: output, from: disk)
    let options = ComposeOptions(input.settings, folder: request.root + "/content")
    let earlier = previous.flatMap { $0.composition == options.digest ? $0.byPath : nil } ?? [:]
    let texts = input.sources.texts
    let articles = concurrentMap(texts.count, jobs: request.jobs) { index in
      if let old = earlier[texts[index].path], old.source.stat == texts[index].stat { return old }
      return compose(texts[index], options, on: disk)
    }
    self.init(request, disk, input, articles)
  }

  private init(_ request: BuildRequest, _ disk: Disk, _ input: Input, _ articles: [Article]) {
    var report = BuildReport()
    report.take(input)
    let site = assemble(articles, input.sources.files, input.settings, request, now: input.now)
    report.take(site)
    let assets = publishedAssets(input.theme.assets)
    let plan = Publishing.plan(site, assets)
    report.take(plan)
    let options = ComposeOptions(input.settings, folder: request.root + "/content")
    renderer = prepare(
      site, plan, assets, input, request, options, on: disk, reporting: &report)
    report.finish(strict: false)
    problems = report.problems
    self.request = request
    self.disk = disk
    self.input = input
    self.articles = articles
    self.assets = assets
  }

  private var composition: Digest {
    ComposeOptions(input.settings, folder: request.root + "/content").digest
  }

  private var byPath: [String: Article] {
    Dictionary(articles.map { ($0.source.path, $0) }, uniquingKeysWith: { $1 })
  }
}

// MARK: A change of texts alone

extension PreviewSite {
  /// The site with some texts read again; `nil` where the change may reach further than their pages.
  private func withTexts(_ changed: Set<String>) throws(FileProblem) -> PreviewSite? {
    let folder = request.root + "/content/"
    let options = ComposeOptions(input.settings, folder: request.root + "/content")
    var site = renderer.shelf.site
    var articles = articles
    var links = renderer.shelf.links
    let numbers = changed.sorted().map { path in
      path.hasPrefix(folder)
        ? site.articleBySource[normalized(String(path.dropFirst(folder.count)))] : nil
    }
    for case let number in numbers {
      guard let number else { return nil }
      let old = articles[number]
      var source = old.source
      guard let facts = disk.facts(folder + source.path), facts.kind == .file else { return nil }
      source.stat = StatKey(facts)
      let new = compose(source, options, on: disk)
      guard new.isReadable, new.problems.isEmpty, old.problems.isEmpty, new.listing == old.listing,
        new.ids == old.ids, !site.problems.contains(where: { $0.article == number }),
        !links.problems.contains(where: { $0.article == number })
      else { return nil }
      articles[number] = new
      site.articles[number] = new
    }
    let resolver = LinkResolver(site: site, plan: renderer.shelf.plan)
    for case let number? in numbers {
      let (found, faults) = resolver.resolve(articleAt: number)
      let resolved = found ?? []
      guard faults.isEmpty, resolved.allSatisfy({ $0.file < 0 || links.sizes[$0.file] != nil })
      else { return nil }
      links.resolved[number] = resolved
    }
    return PreviewSite(self, articles, renderer.with(site, links, resolver))
  }

  private init(_ other: PreviewSite, _ articles: [Article], _ renderer: Renderer) {
    problems = other.problems
    request = other.request
    disk = other.disk
    input = other.input
    assets = other.assets
    self.articles = articles
    self.renderer = renderer
  }
}

// MARK: Asking

extension PreviewSite {
  /// The path of `base_url` without the slash at its end: empty, or `/blad`.
  public var basePath: String { String(input.settings.base.path.dropLast()) }

  /// The style sheets of the theme: from name to address.
  public var stylesheets: [String: String] {
    Dictionary(
      assets.filter { $0.name.hasSuffix(".css") }.map { ($0.name, $0.sitePath) },
      uniquingKeysWith: { $1 })
  }

  /// What is at an address, made now.
  ///
  /// - Parameter path: decoded, from the root of the site, without the path of `base_url`.
  public func answer(at path: String) -> (answer: Answer, problems: [Diagnostic]) {
    guard let number = renderer.shelf.plan.byPath[path] else {
      let file = index.file(path, of: renderer.shelf, jobs: request.jobs)
      return (file.map(Answer.bytes) ?? .nothing, [])
    }
    let plan = renderer.shelf.plan.pages[number]
    if case .file(let index) = plan.kind {
      return (.file(request.root + "/content/" + renderer.shelf.site.files[index].source.path), [])
    }
    do throws(FileProblem) {
      let page = try renderer.render(plan)
      guard let pieces = page.pieces else { return (.nothing, page.problems) }
      return (.bytes(pieces.count == 1 ? pieces[0] : Array(pieces.joined())), page.problems)
    } catch {
      return (.nothing, [error.diagnostic])
    }
  }

  /// Why readers do not get a page yet, for people; `nil` when they do.
  public func notice(at path: String) -> String? {
    guard let index = article(at: path) else { return nil }
    var plain = request
    (plain.drafts, plain.future, plain.expired) = (false, false, false)
    let state = state(of: articles[index], plain, now: input.now)
    var report = BuildReport()
    report.zone = input.settings.zone
    switch state {
    case .published, .broken: return nil
    default: report.withheld = [.init(path: articles[index].path, state: state)]
    }
    return report.withheldLines.first
  }

  /// The addresses of the pages that are made of a file, its own first.
  public func pages(of file: String) -> [String] {
    let folder = request.root + "/content/"
    guard file.hasPrefix(folder) else { return [] }
    let name = normalized(String(file.dropFirst(folder.count)))
    let site = renderer.shelf.site
    guard let index = site.articleBySource[name] else { return [] }
    if !site.sitePaths[index].isEmpty { return [site.sitePaths[index]] }
    if let section = site.sections.first(where: { $0.text == index }) { return [section.sitePath] }
    if let person = site.people.first(where: { $0.text == index }) { return [person.sitePath] }
    return index == site.homeText ? [site.home] : []
  }

  private func article(at path: String) -> Int? {
    guard let number = renderer.shelf.plan.byPath[path],
      case .article(let index) = renderer.shelf.plan.pages[number].kind
    else { return nil }
    return index
  }
}

/// The search index, made when the first of its files is asked for.
private final class LazyIndex: Sendable {
  private let files = Mutex<[String: [UInt8]]?>(nil)

  func file(_ path: String, of shelf: Shelf, jobs: Int) -> [UInt8]? {
    guard shelf.hasSearch, path.hasPrefix("/" + searchFolder + "/") else { return nil }
    return files.withLock { files in
      let all =
        files
        ?? Dictionary(
          shelf.searchFiles(jobs: jobs).map { ("/" + searchFolder + "/" + $0.path, $0.bytes) },
          uniquingKeysWith: { $1 })
      files = all
      return all[path]
    }
  }
}
