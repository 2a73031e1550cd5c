// Between the plan and the pages: what all pages share.

import Reporting
import Templating

/// What all pages share: resolved links, measured pictures, compiled templates.
func prepare(
  _ site: Site, _ plan: Plan, _ assets: [Asset], _ input: Input, _ request: BuildRequest,
  _ options: ComposeOptions, _ store: TextStore? = nil, after seen: SeenTexts? = nil,
  remembers: Bool = false, on disk: Disk, reporting report: inout BuildReport
) -> Renderer {
  let folder = request.root + "/content"
  let resolver = LinkResolver(site: site, plan: plan)
  let landmarks = remembers ? resolver.landmarks(jobs: request.jobs) : .blank
  let known = seen.flatMap { remembers && $0.memory.landmarks == landmarks ? $0 : nil }
  let links = resolveLinks(resolver, folder: folder, jobs: request.jobs, on: disk) { index in
    known?.knowsLinks(of: index) ?? false && site.articles[index].body == nil
  }
  let (menus, menuProblems) = menus(of: site, with: resolver)
  report.problems += menuProblems + links.settingsProblems
  report.problems += located(site.problems + links.problems, in: site, folder, on: disk)
  let shelf = Shelf(
    site: site, plan: plan, links: links, resolver: resolver, theme: input.theme, assets: assets,
    menus: menus, data: input.data, concepts: input.concepts, store: store, landmarks: landmarks
  ) { index in
    Publishing.compose(site.articles[index].source, options, on: disk)
  }
  var settings = TemplateSet.Settings()
  settings.knownNames = Member.names
  settings.filters = Shelf.filters()
  settings.functions = Shelf.functions()
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
    // Few have one: to look first costs less than to copy what they all say.
    guard !site.articles[index].metadata.rare.isEmpty,
      let template = site.articles[index].metadata.template
    else { continue }
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
