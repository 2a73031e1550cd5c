// The site that is being previewed: the last one that could be loaded, and what is wrong with the
// newest.
//
// The server's threads ask for pages while the watcher's thread loads anew. A page that can no longer
// be made stays as it was when it last could, and the problems are shown over it.

import Previewing
import Publishing
import Reporting
import Synchronization

/// What all threads of a preview share. A class, because they hold the same one.
final class LivePreview: Sendable {
  private let request: BuildRequest
  /// Is given problems that came up when a page was made, each once until the next load.
  private let tell: @Sendable ([Diagnostic]) -> Void
  /// The newest site, with errors or without; locked while one is loaded.
  private let newest = Mutex<PreviewSite?>(nil)
  private let state = Mutex(State())

  fileprivate struct State: Sendable {
    /// The last site without an error; until there is one, the last that can be served.
    var site: PreviewSite?
    /// Those of the newest site.
    var problems: [Diagnostic] = []
    /// Those of pages that were told since the last load.
    var told: Set<Diagnostic> = []
    /// Counts loads.
    var generation = 0
    /// Pages that were made, by path.
    var pages: [String: MadePage] = [:]
  }

  init(_ request: BuildRequest, telling tell: @escaping @Sendable ([Diagnostic]) -> Void) {
    self.request = request
    self.tell = tell
  }

  /// The path of the site's address, without the last slash.
  var basePath: String { state.withLock { $0.site?.basePath ?? "" } }
}

/// A page as it was made last.
private struct MadePage: Sendable {
  /// When; the generation of the site.
  var generation: Int
  /// What the server sends, before the preview's own additions.
  var response: Response
  /// Of the bytes; tells versions apart.
  var tag: String
  /// Of the last attempt to make it.
  var problems: [Diagnostic]
}

// MARK: - Loading

extension LivePreview {
  /// What became of a change.
  struct Loaded: Sendable {
    var problems: [Diagnostic]
    /// Whether they are others than before.
    var areNew: Bool
    /// What open pages should know.
    var event: PreviewEvent
    /// The page of the first changed file that has one.
    var page: String?
  }

  /// Loads the site, or what a change has touched; one thread at a time.
  ///
  /// - Parameter changed: whole paths; `nil` for everything.
  func load(_ changed: Set<String>?) -> Loaded {
    newest.withLock { newest in
      let paths = changed?.sorted() ?? []
      switch PreviewSite.load(request, on: Disk(), after: newest, changed: changed) {
      case .failure(let problem):
        let problems = [problem.diagnostic]
        let areNew = state.withLock { $0.take(nil, problems) }
        return Loaded(problems: problems, areNew: areNew, event: .changed, page: nil)
      case .success(let next):
        let event = newest.flatMap { renamings(of: paths, from: $0, to: next) }
        newest = next
        let areNew = state.withLock { $0.take(next, next.problems) }
        let page = paths.lazy.compactMap { next.pages(of: $0).first }.first
        return Loaded(
          problems: next.problems, areNew: areNew, event: event ?? .changed,
          page: page.map { next.basePath + $0 })
      }
    }
  }

  /// `nil` where anything changed but files that are published as they are.
  private func renamings(
    of paths: [String], from old: PreviewSite, to new: PreviewSite
  ) -> PreviewEvent? {
    var pairs: [PreviewEvent.Renaming] = []
    for path in paths {
      guard let before = old.address(ofFile: path, in: request.root),
        let after = new.address(ofFile: path, in: request.root)
      else { return nil }
      pairs.append(PreviewEvent.Renaming(old: before, new: after))
    }
    return pairs.isEmpty ? nil : .files(pairs)
  }
}

extension PreviewSite {
  /// The address of a stylesheet of the theme, or of a file of `content/` that is copied.
  ///
  /// - Returns: `nil` for every other file.
  fileprivate func address(ofFile path: String, in root: String) -> String? {
    let assets = "/assets/"
    if path.hasSuffix(".css"), let range = path.firstRange(of: assets) {
      return stylesheets[String(path[range.upperBound...])].map { basePath + $0 }
    }
    let content = root + "/content/"
    guard path.hasPrefix(content), let slash = path.lastIndex(of: "/") else { return nil }
    // Where it is in the folder; or beside the page of its bundle.
    let name = path[path.index(after: slash)...]
    let bundle = pages(of: path[..<slash] + "/index.md").first.map { $0 + name }
    for address in ["/" + path.dropFirst(content.count), bundle].compactMap({ $0 }) {
      if case .file(path) = answer(at: address).answer { return basePath + address }
    }
    return nil
  }
}

extension LivePreview.State {
  /// Goes on to a newer site, or stays with a good one where the newer has errors.
  ///
  /// - Returns: whether the problems are others than before.
  fileprivate mutating func take(_ site: PreviewSite?, _ problems: [Diagnostic]) -> Bool {
    let isGood = { (problems: [Diagnostic]) in !problems.contains { $0.severity == .error } }
    let hasGood = self.site.map { isGood($0.problems) } ?? false
    if let site, site.isUsable, isGood(problems) || !hasGood { self.site = site }
    let areNew = problems != self.problems
    self.problems = problems
    told = []
    generation += 1
    return areNew
  }
}

// MARK: - Answering

extension LivePreview {
  /// Answers a request; on several threads at once.
  func respond(to request: Request) -> Response {
    if let file = previewFile(at: request.path) { return file }
    if let path = statusPath(of: request) {
      let made = made(path)
      let isWrong = made.problems.contains { $0.severity == .error }
      // A page that consists of its problems need not show them once more.
      let shown = isWrong && made.response.securityPolicy == nil ? made.problems : []
      return status(
        tag: made.tag, title: shown.isEmpty ? "" : summary(of: shown), problems: text(of: shown))
    }
    let made = made(request.path)
    guard case .bytes(let bytes) = made.response.content,
      made.response.contentType.hasPrefix("text/html")
    else { return made.response }
    var response = made.response
    let addition = Addition(tag: made.tag, notice: notice(at: request.path))
    response.content = .bytes(page(bytes, with: addition))
    return response
  }

  private func notice(at path: String) -> String? {
    guard let site = state.withLock({ $0.site }), let path = path.below(site.basePath) else {
      return nil
    }
    return site.notice(at: path)
  }

  /// The page at a path of the server, remembered or made.
  private func made(_ path: String) -> MadePage {
    let (site, problems, generation, kept) = state.withLock {
      ($0.site, $0.problems, $0.generation, $0.pages[path])
    }
    if let kept, kept.generation == generation { return kept }
    guard let site else { return wrongPage(problems, generation) }
    var (response, found) = response(at: path, of: site)
    let new = state.withLock { state in found.filter { state.told.insert($0).inserted } }
    if !new.isEmpty { tell(new) }
    found = problems + found
    if response == nil, let kept, kept.response.status == 200 { response = kept.response }
    guard let response else { return wrongPage(found, generation) }
    let made = MadePage(
      generation: generation, response: response, tag: tag(of: response), problems: found)
    remember(made, at: path)
    return made
  }

  private func remember(_ made: MadePage, at path: String) {
    // Files stay on the disk, and a page that is huge is made again.
    guard case .bytes(let bytes) = made.response.content, bytes.count < 1 << 20 else { return }
    state.withLock { state in
      guard state.generation == made.generation else { return }
      if state.pages.count >= 100 { state.pages = [:] }
      state.pages[path] = made
    }
  }

  /// In place of a page that cannot be made and never was.
  private func wrongPage(_ problems: [Diagnostic], _ generation: Int) -> MadePage {
    let bytes = problemPage(title: summary(of: problems), problems: text(of: problems))
    let response = Response(
      status: 500, contentType: "text/html; charset=utf-8", content: .bytes(bytes),
      securityPolicy: problemPolicy)
    return MadePage(
      generation: generation, response: response, tag: digest(of: bytes), problems: problems)
  }

  /// - Returns: no response where the page has errors.
  private func response(
    at path: String, of site: PreviewSite
  ) -> (response: Response?, problems: [Diagnostic]) {
    guard let inside = path.below(site.basePath) else {
      if path == "/" || path == site.basePath { return (.redirect(to: site.basePath + "/"), []) }
      return (.failure(404, "the site is at \(site.basePath)/"), [])
    }
    let (answer, problems) = site.answer(at: inside)
    if problems.contains(where: { $0.severity == .error }) { return (nil, problems) }
    switch answer {
    case .bytes(let bytes):
      let type = contentType(ofFile: inside.hasSuffix("/") ? "index.html" : inside)
      return (Response(contentType: type, content: .bytes(bytes)), problems)
    case .file(let file):
      let folder = request.root + "/content"
      let content = Response.Content.file(path: file, inside: folder)
      return (Response(contentType: contentType(ofFile: inside), content: content), problems)
    case .nothing: return (elsewhere(inside, of: site), problems)
    }
  }

  /// Another address of the page, or the site's page for what is not there.
  private func elsewhere(_ path: String, of site: PreviewSite) -> Response {
    if path.hasSuffix("/index.html") {
      return .redirect(to: site.basePath + path.dropLast("index.html".count))
    }
    if !path.hasSuffix("/"), case .bytes = site.answer(at: path + "/").answer {
      return .redirect(to: site.basePath + path + "/")
    }
    guard case .bytes(let bytes) = site.answer(at: "/404.html").answer else {
      return .failure(404, "there is nothing at \(path)")
    }
    return Response(
      status: 404, contentType: "text/html; charset=utf-8", content: .bytes(bytes))
  }

  private func tag(of response: Response) -> String {
    guard case .bytes(let bytes) = response.content else { return "" }
    return digest(of: bytes)
  }

  private func text(of problems: [Diagnostic]) -> String {
    String(decoding: draw(problems, as: .human, color: false, limit: 20), as: UTF8.self)
  }
}

extension String {
  /// The path below a base such as `/blad`; `nil` for one that is not below it.
  fileprivate func below(_ base: String) -> String? {
    guard utf8.starts(with: base.utf8), utf8.dropFirst(base.utf8.count).first == UInt8(ascii: "/")
    else { return nil }
    return String(dropFirst(base.count))
  }
}
