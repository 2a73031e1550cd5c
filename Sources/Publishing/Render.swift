// Stage 5: one page → bytes and problems.

import Nordic
import Reporting
import Templating

/// What a page was made into.
struct Page: Sendable {
  /// The content in order; joined only on the disk. `nil` where the page could not be made.
  var pieces: [[UInt8]]?
  var problems: [Diagnostic] = []
}

/// Makes pages; immutable, and used by all workers at once.
struct Renderer: Sendable {
  let shelf: Shelf
  let templates: TemplateSet
  let assets: [Asset]
  /// The `content` folder on the disk.
  let folder: String
  let disk: Disk
  /// The variables that pages may have.
  static let contextNames = [
    "site", "page", "now", "article", "articles", "pager", "section", "tag", "person", "year",
    "years", "groups", "content",
  ]

  /// `site` in each language.
  private let siteViews: [Language: SiteView]
  private let now: Value

  init(shelf: Shelf, templates: TemplateSet, assets: [Asset], folder: String, disk: Disk) {
    self.shelf = shelf
    self.templates = templates
    self.assets = assets
    self.folder = folder
    self.disk = disk
    siteViews = Dictionary(
      uniqueKeysWithValues: Language.allCases.map { ($0, SiteView(shelf, language: $0)) })
    let moment = shelf.site.now
    now = shelf.date(Moment(unix: moment.unix, in: shelf.settings.zone, precision: .day))
  }

  /// Makes the file of a plan.
  func render(_ plan: PagePlan) throws(FileProblem) -> Page {
    switch plan.kind {
    case .file(let index):
      return Page(pieces: [try disk.read(folder + "/" + shelf.site.files[index].source.path)])
    case .asset(let index): return Page(pieces: [assets[index].bytes])
    case .feed(let subject): return Page(pieces: [shelf.feed(subject)])
    case .sitemap(0): return Page(pieces: [shelf.sitemapIndex()])
    case .sitemap(let part): return Page(pieces: [shelf.sitemap(part: part)])
    case .indexJSON: return Page(pieces: shelf.indexJSON())
    case .robots: return Page(pieces: [shelf.robots()])
    case .nojekyll: return Page(pieces: [[]])
    case .redirect(let target): return Page(pieces: [shelf.redirect(to: target)])
    default: return renderTemplate(plan)
    }
  }

  private func renderTemplate(_ plan: PagePlan) -> Page {
    let wanted = candidates(plan.kind)
    guard let name = wanted.first(where: templates.contains) else {
      return Page(problems: [missingTemplate(wanted, plan)])
    }
    var problems: [Diagnostic] = []
    let view = PageView(shelf, plan)
    var context = Context(values(for: plan))
    context.set("page", .object(view))
    context.set("now", now)
    if let site = siteViews[view.language] { context.set("site", .object(site)) }
    context.userInfo = PageInfo(language: view.language)
    var html: [UInt8] = []
    html.reserveCapacity(16_384)
    do {
      problems += try templates.render(name, context, subject: subject(of: plan), into: &html)
    } catch {
      problems.append(error.diagnostic)
      return Page(problems: problems)
    }
    return Page(pieces: [html], problems: problems)
  }

  /// The templates a page may have, the first that exists counts.
  private func candidates(_ kind: PageKind) -> [String] {
    let own = ownTemplate(of: kind).map { [$0] } ?? []
    switch kind {
    case .article(let index): return own + [shelf.site.type(of: index) + ".html", "article.html"]
    case .home: return ["home.html"]
    case .section: return own + ["section.html", "list.html"]
    case .tag: return ["tag.html", "list.html"]
    case .person: return ["person.html", "list.html"]
    case .archive: return ["archive.html", "list.html"]
    default: return [kind.name + ".html"]
    }
  }

  /// The template that front matter names.
  private func ownTemplate(of kind: PageKind) -> String? {
    let name: String? =
      switch kind {
      case .article(let index): shelf.site.articles[index].metadata.template?.value
      case .section(let index, _): shelf.site.sections[index].template
      default: nil
      }
    return name.map(templateFile)
  }

  private func missingTemplate(_ wanted: [String], _ plan: PagePlan) -> Diagnostic {
    let name = wanted.last ?? ""
    var place: Place?
    if case .article(let index) = plan.kind { place = .file(shelf.site.articles[index].path) }
    return Diagnostic(
      .error, "T715", "there is no template called `\(name)`", at: place,
      notes: [
        "looked for \(wanted.map { "templates/" + $0 }.joined(separator: ", ")) in the site and its theme"
      ],
      help: suggestion(for: name, in: shelf.theme.templates.map(\.name)).map { [$0] } ?? [])
  }

  private func subject(of plan: PagePlan) -> String {
    if case .article(let index) = plan.kind { return shelf.site.articles[index].path }
    return plan.sitePath
  }

  /// What the kind of page adds to `site`, `page` and `now`.
  private func values(for plan: PagePlan) -> [(String, Value)] {
    switch plan.kind {
    case .article(let index): return [("article", .object(ArticleView(shelf, index)))]
    case .home(let page):
      return list(shelf.site.listed, shelf.settings.pageSize, page, shelf.site.home)
        + [
          ("content", .safe(shelf.site.homeText < 0 ? [] : shelf.content(of: shelf.site.homeText)))
        ]
    case .section(let index, let page):
      let section = shelf.site.sections[index]
      return list(section.articles, section.pageSize, page, section.sitePath)
        + [("section", .object(SectionView(shelf, index)))]
    case .tag(let index, let page):
      return list(
        shelf.site.tags[index].articles, shelf.settings.pageSize, page,
        shelf.site.tags[index].sitePath)
        + [("tag", .object(TagView(shelf, index)))]
    case .person(let index, let page):
      return list(
        shelf.site.people[index].articles, shelf.settings.pageSize, page,
        shelf.site.people[index].sitePath)
        + [("person", .object(PersonView(shelf, index)))]
    case .archive(let index):
      let year = shelf.site.years[index]
      return [("year", .int(year.number)), ("articles", shelf.articles(year.articles))]
    case .tags:
      let shown = shelf.site.tags.indices.filter { !shelf.site.tags[$0].articles.isEmpty }
      return [
        ("groups", groups(shown, { shelf.site.tags[$0].name }, { .object(TagView(shelf, $0)) }))
      ]
    case .people:
      return [
        (
          "groups",
          groups(
            Array(shelf.site.people.indices), { shelf.site.people[$0].name },
            { .object(PersonView(shelf, $0)) }
          )
        )
      ]
    case .archives:
      return [
        (
          "years",
          siteViews[shelf.site.settings.language]?.member(
            Name(id: Member.years.rawValue, text: "years"))
            ?? .list([])
        )
      ]
    default: return []
    }
  }

  private func list(
    _ articles: [Int], _ size: Int, _ page: Int?, _ front: String
  ) -> [(String, Value)] {
    let pages = Pagination(count: articles.count, size: size)
    let range = page.map(pages.page) ?? pages.front
    let last = pages.numberedCount
    func link(_ number: Int?) -> Value {
      shelf.href(shelf.settings.paths.list(front, page: number))
    }
    let newer: Value = page.map { $0 == last ? link(nil) : link($0 + 1) } ?? Value.none
    let older: Value =
      page.map { $0 == 1 ? Value.none : link($0 - 1) } ?? (last > 0 ? link(last) : Value.none)
    let pager: Value = .map([
      ("number", page.map { .int($0) } ?? Value.none), ("count", .int(last + 1)),
      ("total", .int(articles.count)), ("newer", newer), ("older", older),
      ("newest", page == nil ? Value.none : link(nil)),
      ("oldest", last == 0 || page == 1 ? Value.none : link(1)), ("is_front", .bool(page == nil)),
    ])
    return [("articles", shelf.articles(articles[range])), ("pager", pager)]
  }

  /// Names in alphabetical order → one group a letter.
  private func groups(
    _ indices: [Int], _ name: (Int) -> String, _ value: (Int) -> Value
  ) -> Value {
    var groups: [(letter: String, items: [Value])] = []
    for index in indices {
      let letter = initial(of: name(index), in: shelf.settings.language)
      if groups.last?.letter != letter { groups.append((letter, [])) }
      groups[groups.count - 1].items.append(value(index))
    }
    return .list(
      groups.map { .map([("letter", .text($0.letter)), ("entries", .list($0.items))]) })
  }
}

/// The letter a name is found under: `Aa` is under `Å` but in English, `É` under `E`, a digit under
/// `0–9`.
func initial(of name: String, in language: Language) -> String {
  guard
    let first = normalized(name).unicodeScalars.first(where: {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    })
  else { return "#" }
  if first.properties.numericType != nil { return "0–9" }
  let letter = String(first).uppercased()
  if language == .en { return slug(letter, in: .en).prefix(1).uppercased() }
  if name.lowercased().hasPrefix("aa") { return "Å" }
  switch letter {
  case "Æ", "Ä": return "Æ"
  case "Ø", "Ö": return "Ø"
  case "Å": return "Å"
  case "Ü": return "Y"
  default: return slug(letter, in: language).prefix(1).uppercased()
  }
}

/// The file of a template that is named with or without its extension.
func templateFile(_ name: String) -> String { name.contains(".") ? name : name + ".html" }
