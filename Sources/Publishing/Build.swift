// The press, whole: six stages, each a function of the values before it.
//
// Problems are collected on the way; only a disk that does not do what it is told throws. Nothing
// reaches the output folder unless every stage is without error.

import Metadata
import Nordic
import Reporting
import Templating

/// Builds a magazine.
///
/// - Returns: what was made, and every problem of the run.
public func build(_ request: BuildRequest, on disk: Disk) -> BuildReport {
  var report = BuildReport()
  do {
    try build(request, on: disk, reporting: &report)
  } catch {
    report.problems.append(error.diagnostic)
  }
  report.finish(strict: request.strict)
  return report
}

private func build(
  _ request: BuildRequest, on disk: Disk, reporting report: inout BuildReport
) throws(FileProblem) {
  let stage = try Stage(for: request.output, on: disk)
  let input = try read(request, output: stage.output, from: disk)
  report.take(input)
  let articles = compose(input, request, on: disk)
  let site = assemble(articles, input.sources.files, input.settings, request, now: input.now)
  report.take(site)
  let assets = publishedAssets(input.theme.assets)
  let plan = plan(site, assets)
  report.take(plan)
  let renderer = try prepare(site, plan, assets, input, request, on: disk, reporting: &report)
  if request.isLast { _ = Unmanaged.passRetained(renderer.shelf) }
  let made = render(plan, with: renderer, into: stage, request, reporting: &report)
  guard request.writes, report.allows(publishing: request) else { return try stage.discard() }
  report.removedCount = try stage.publish(made).count
  report.writtenCount = made.count { $0.isChanged }
}

/// Everything that was read before the articles.
struct Input: Sendable {
  var settings: Settings
  var sources: Sources
  var theme: Theme
  /// `content/data/…` by name without extension.
  var data: [String: Value]
  /// The build's instant in the site's zone.
  var now: Moment
  var problems: [Diagnostic]
}

/// Stage 1: the settings, the list of files, the theme and the data files.
func read(
  _ request: BuildRequest, output: String, from disk: Disk
) throws(FileProblem) -> Input {
  let content = request.root + "/content"
  var source: SourceText?
  if disk.facts(content + "/site.yaml") != nil {
    source = SourceText(path: "content/site.yaml", bytes: try disk.read(content + "/site.yaml"))
  }
  let (settings, settingsProblems) = readSettings(source, baseURL: request.baseURL)
  let sources = try readFolder(content, output: output, on: disk)
  let theme = try readTheme(
    settings.theme, named: settings.themePlace, root: request.root, builtIn: request.builtInTheme,
    on: disk)
  var input = Input(
    settings: settings, sources: sources, theme: theme, data: [:],
    now: request.clock.moment(in: settings.zone),
    problems: settingsProblems + sources.problems + theme.problems)
  try input.readData(content, from: disk)
  return input
}

extension BuildClock {
  /// What cannot be read is the beginning of time: who asks has checked it before.
  func moment(in zone: Zone) -> Moment {
    switch self {
    case .instant(let unix): return Moment(unix: unix, in: zone)
    case .written(let text):
      guard case .success(let moment) = parseMoment(text, in: zone) else {
        return Moment(unix: 0, in: zone)
      }
      return Moment(unix: moment.unix, in: zone)
    }
  }
}

extension Input {
  fileprivate mutating func readData(_ content: String, from disk: Disk) throws(FileProblem) {
    for file in sources.data {
      let source = SourceText(
        path: "content/" + file.name, bytes: try disk.read(content + "/" + file.path))
      let textProblems = checkText(source)
      problems += textProblems
      guard !textProblems.contains(where: { $0.severity == .error }) else { continue }
      let (node, found) = parseData(source)
      problems += found
      data[withoutExtension(String(file.name.dropFirst("data/".count)))] = value(of: node)
    }
  }
}

/// Stage 2: every Markdown file, in parallel.
private func compose(_ input: Input, _ request: BuildRequest, on disk: Disk) -> [Article] {
  let settings = input.settings
  let options = ComposeOptions(
    folder: request.root + "/content", language: settings.language, zone: settings.zone,
    allowsRawHTML: settings.allowsRawHTML, fileSizeLimit: settings.fileSizeLimit,
    wantsIndexText: settings.isOn(.indexJSON),
    sectionTypes: settings.sections.compactMapValues(\.type))
  let texts = input.sources.texts
  return concurrentMap(texts.count, jobs: request.jobs) { compose(texts[$0], options, on: disk) }
}

/// What all pages share: resolved links, measured pictures, compiled templates.
private func prepare(
  _ site: Site, _ plan: Plan, _ assets: [Asset], _ input: Input, _ request: BuildRequest,
  on disk: Disk, reporting report: inout BuildReport
) throws(FileProblem) -> Renderer {
  let folder = request.root + "/content"
  let resolver = LinkResolver(site: site, plan: plan)
  let links = resolveLinks(resolver, folder: folder, jobs: request.jobs, on: disk)
  let (menus, menuProblems) = menus(of: site, with: resolver)
  report.problems += menuProblems + links.settingsProblems
  report.problems += located(site.problems + links.problems, in: site, folder, on: disk)
  let shelf = Shelf(
    site: site, plan: plan, links: links, resolver: resolver, theme: input.theme, assets: assets,
    menus: menus, data: input.data)
  var settings = TemplateSet.Settings()
  settings.knownNames = Member.names
  settings.filters = shelf.filters()
  settings.functions = shelf.functions()
  settings.contextNames = Renderer.contextNames
  settings.lenientUndefined = input.theme.isLenient
  let sources = input.theme.templates.map {
    (name: $0.name, source: SourceText(path: $0.path, bytes: $0.bytes))
  }
  let (templates, problems) = TemplateSet.compile(sources, settings)
  report.problems += problems
  let missing = missingTemplates(of: site, in: templates)
  report.problems += located(missing, in: site, folder, on: disk)
  return Renderer(shelf: shelf, templates: templates, assets: assets, folder: folder, disk: disk)
}

/// Articles and sections that name a template which is not there.
private func missingTemplates(of site: Site, in templates: TemplateSet) -> [LateProblem] {
  var named: [(name: String, article: Int, range: Range<Int>)] = []
  for index in site.articles.indices where site.isPublished(index) {
    guard let template = site.articles[index].metadata.template else { continue }
    named.append((templateFile(template.value), index, template.range))
  }
  for section in site.sections where section.text >= 0 {
    if let name = section.template { named.append((templateFile(name), section.text, 0..<0)) }
  }
  return named.filter { !templates.contains($0.name) }.map { name, article, range in
    let diagnostic = Diagnostic(
      .error, "T715", "there is no template called `\(name)`",
      notes: ["looked for templates/\(name) in the site and its theme"],
      help: suggestion(for: name, in: templates.templateNames).map { [$0] } ?? [])
    return LateProblem(diagnostic: diagnostic, article: article, range: range)
  }
}

/// Stage 5: every page, in parallel, each handed on as it is made.
private func render(
  _ plan: Plan, with renderer: Renderer, into stage: Stage, _ request: BuildRequest,
  reporting report: inout BuildReport
) -> [MadeFile] {
  let keeps = request.writes && report.allows(publishing: request)
  let results = concurrentMap(plan.pages.count, jobs: request.jobs, chunk: 4) { index in
    make(plan.pages[index], with: renderer, into: keeps ? stage : nil)
  }
  var made: [MadeFile] = []
  made.reserveCapacity(results.count)
  for result in results {
    report.problems += result.problems
    if let file = result.file { made.append(file) }
  }
  report.renderedCount = plan.pages.count
  return made
}

/// One page on its way to the stage.
private struct MadePage: Sendable {
  var file: MadeFile?
  var problems: [Diagnostic]
}

private func make(_ plan: PagePlan, with renderer: Renderer, into stage: Stage?) -> MadePage {
  do {
    let page = try renderer.render(plan)
    guard let stage, let pieces = page.pieces else { return MadePage(problems: page.problems) }
    let file = try stage.take(pieces, as: outputFile(for: plan.sitePath))
    return MadePage(file: file, problems: page.problems)
  } catch {
    return MadePage(problems: [error.diagnostic])
  }
}

/// Gives problems their places by reading the files they are in once more.
private func located(
  _ problems: [LateProblem], in site: Site, _ folder: String, on disk: Disk
) -> [Diagnostic] {
  var texts: [Int: SourceText] = [:]
  return problems.map { problem in
    let article = site.articles[problem.article]
    var diagnostic = problem.diagnostic
    if texts[problem.article] == nil {
      let bytes = (try? disk.read(folder + "/" + article.source.path)) ?? []
      texts[problem.article] = SourceText(path: article.path, bytes: bytes)
    }
    diagnostic.place = texts[problem.article]?.place(problem.range)
    return diagnostic
  }
}

extension BuildReport {
  fileprivate mutating func take(_ input: Input) {
    problems += input.problems
    zone = input.settings.zone
    language = input.settings.language
    if !input.settings.base.isKnown, input.settings.isOn(.feed) || input.settings.isOn(.sitemap) {
      problems.append(
        Diagnostic(
          .note, "T070", "there is no `base_url`, so feeds and sitemap are left out",
          at: .file("content/site.yaml"), help: ["write `base_url: https://example.org/`"]))
    }
  }

  fileprivate mutating func take(_ site: Site) {
    for index in site.articles.indices {
      problems += site.articles[index].problems
      switch site.states[index] {
      case .published, .broken: continue
      case let state: withheld.append(Withheld(path: site.articles[index].path, state: state))
      }
    }
  }

  fileprivate mutating func take(_ plan: Plan) {
    problems += plan.problems
    for page in plan.pages {
      if page.kind.isInSitemap || page.kind == .search || page.kind == .notFound { pageCount += 1 }
      if case .feed = page.kind { feedCount += 1 }
    }
  }

  fileprivate func allows(publishing request: BuildRequest) -> Bool {
    !problems.contains { $0.severity == .error || request.strict && $0.severity == .warning }
  }

  /// Sorts, folds what many pages say alike into one, and tells why nothing was published.
  fileprivate mutating func finish(strict: Bool) {
    problems = folded(problems)
    let errors = problems.filter { $0.severity == .error }
    let isSettings = { (problem: Diagnostic) in
      problem.place?.path == "content/site.yaml" && !problem.code.hasPrefix("T3")
    }
    if errors.contains(where: isSettings) {
      failure = .settings
    } else if errors.contains(where: { $0.code == "T901" || $0.code == "T902" }) {
      failure = .files
    } else if !errors.isEmpty {
      failure = .content
    } else if strict, problems.contains(where: { $0.severity == .warning }) {
      failure = .warnings
    }
  }
}

/// One problem for what a template says again on each page: the first, and how many more there are.
private func folded(_ problems: [Diagnostic]) -> [Diagnostic] {
  var result: [Diagnostic] = []
  var counts: [Int] = []
  var seen: [FoldKey: Int] = [:]
  for problem in problems.sorted() {
    let key = FoldKey(code: problem.code, message: problem.message, place: problem.place)
    if let first = seen[key] {
      if result[first] != problem { counts[first] += 1 }
    } else {
      seen[key] = result.count
      result.append(problem)
      counts.append(0)
    }
  }
  for index in result.indices where counts[index] > 0 {
    let count = counts[index]
    result[index].notes.append("the same on \(count) more \(count == 1 ? "page" : "pages")")
  }
  return result
}

private struct FoldKey: Hashable {
  let code: String
  let message: String
  let place: Place?
}
