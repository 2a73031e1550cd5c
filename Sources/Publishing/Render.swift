// Stage 5: one page → bytes and problems.

import Nordic
import Reporting
import Templating

/// What a page was made into.
struct Page: Sendable {
  /// The content in order; joined only on the disk. `nil` where the page could not be made.
  var pieces: Pieces?
  var problems: [Diagnostic] = []
  /// What it depends on.
  var facts: [Fact] = []
}

/// The bytes of a file in order, each piece made when it is asked for.
struct Pieces: RandomAccessCollection, ExpressibleByArrayLiteral, Sendable {
  let endIndex: Int
  private let piece: @Sendable (Int) -> [UInt8]
  var startIndex: Int { 0 }

  init(count: Int, _ piece: @escaping @Sendable (Int) -> [UInt8]) {
    endIndex = count
    self.piece = piece
  }

  init(arrayLiteral pieces: [UInt8]...) { self.init(count: pieces.count) { pieces[$0] } }

  subscript(_ index: Int) -> [UInt8] { piece(index) }
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

  private let now: Value
  /// For each template the digest of it and all that it can use, and whether they ask for the day.
  private let closures: [String: (digest: Digest, asksForDay: Bool)]

  init(shelf: Shelf, templates: TemplateSet, assets: [Asset], folder: String, disk: Disk) {
    self.shelf = shelf
    self.templates = templates
    self.assets = assets
    self.folder = folder
    self.disk = disk
    let sources = Dictionary(
      shelf.theme.templates.map { ($0.name, $0.bytes) }, uniquingKeysWith: { $1 })
    closures = Dictionary(
      uniqueKeysWithValues: templates.templateNames.map { name in
        var input = DigestInput()
        for other in templates.closure(of: name) {
          input.add(other)
          input.add(sources[other] ?? [])
        }
        return (name, (input.digest, templates.rootNames(of: name).contains("now")))
      })
    let moment = shelf.site.now
    now = shelf.date(Moment(unix: moment.unix, in: shelf.settings.zone, precision: .day))
  }

  /// The same renderer for a site that differs in the texts of some articles.
  func with(_ site: Site, _ links: Links, _ resolver: LinkResolver) -> Renderer {
    Renderer(self, shelf.with(site, links, resolver))
  }

  private init(_ other: Renderer, _ shelf: Shelf) {
    self.shelf = shelf
    templates = other.templates
    assets = other.assets
    folder = other.folder
    disk = other.disk
    now = other.now
    closures = other.closures
  }

  /// Makes the file of a plan.
  ///
  /// - Parameters:
  ///   - fragments: what other pages have made already.
  ///   - notes: whether it is noted what the page is made from.
  ///   - jobs: how many workers there are for this one page.
  func render(
    _ plan: PagePlan, with fragments: Fragments? = nil, notes: Bool = true, jobs: Int = 1
  ) throws(FileProblem) -> Page {
    let reading = Reading(shelf, notes: notes)
    var page = Page()
    switch plan.kind {
    case .file(let index):
      page.pieces = [try disk.read(folder + "/" + shelf.site.files[index].source.path)]
    case .asset(let index): page.pieces = [assets[index].bytes]
    case .feed(let subject): page.pieces = [shelf.feed(subject, reading)]
    case .sitemap(let part): page.pieces = [shelf.sitemap(part)]
    case .indexJSON: page.pieces = shelf.indexJSON(reading, jobs: jobs)
    case .robots: page.pieces = [shelf.robots()]
    case .nojekyll: page.pieces = [[]]
    case .hostFile(let file): page.pieces = [shelf.hostFile(file)]
    case .redirect(let target): page.pieces = [shelf.redirect(to: target)]
    default: page = renderTemplate(plan, reading, fragments)
    }
    page.facts = reading.facts
    return page
  }

  private func renderTemplate(
    _ plan: PagePlan, _ reading: Reading, _ fragments: Fragments?
  ) -> Page {
    guard let name = templateName(for: plan) else {
      return Page(problems: [missingTemplate(candidates(plan.kind), plan)])
    }
    if closures[name]?.asksForDay == true { reading.note(.day) }
    var problems: [Diagnostic] = []
    let view = PageView(reading, plan)
    var context = Context(variables(for: plan, view, reading))
    context.userInfo = PageInfo(language: view.language, reading: reading)
    context.fragments = fragments?.seen(by: reading, in: view.language)
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

  /// Everything a template gets.
  private func variables(
    for plan: PagePlan, _ view: PageView, _ reading: Reading
  ) -> [(String, Value)] {
    values(for: plan, reading) + [
      ("page", .object(view)), ("now", now),
      ("site", .object(SiteView(reading, language: view.language))),
    ]
  }

  /// The template of a page and its variables, to be looked at; `nil` for a page without a template.
  func variables(for plan: PagePlan) -> (template: String, values: [(String, Value)])? {
    guard let name = templateName(for: plan), plan.kind.name != "file" else { return nil }
    let reading = Reading(shelf)
    return (name, variables(for: plan, PageView(reading, plan), reading))
  }

  /// The digest of a page's template and all that it can use; blank for a page without one.
  func templateDigest(for plan: PagePlan) -> Digest {
    templateName(for: plan).flatMap { closures[$0]?.digest } ?? .blank
  }

  /// The template of a page; `nil` where none of those it may have exists, or it needs none.
  func templateName(for plan: PagePlan) -> String? {
    candidates(plan.kind).first { closures[$0] != nil }
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
  private func values(for plan: PagePlan, _ reading: Reading) -> [(String, Value)] {
    let kind = plan.kind
    switch kind {
    case .article(let index): return [("article", reading.article(index))]
    case .home(let page):
      let text = shelf.site.homeText
      reading.note(.homeText)
      return list(kind, page, reading)
        + [("content", text < 0 ? .safe("") : reading.content(of: text))]
    case .section(let index, let page):
      return list(kind, page, reading) + [("section", .object(SectionView(reading, index)))]
    case .tag(let index, let page):
      return list(kind, page, reading) + [("tag", .object(TagView(reading, index)))]
    case .person(let index, let page):
      return list(kind, page, reading) + [("person", .object(PersonView(reading, index)))]
    case .archive(let index):
      let year = shelf.site.years[index]
      return [("year", .int(year.number)), ("articles", reading.articles(year.articles))]
    case .tags:
      reading.note(.tags)
      let shown = shelf.site.tags.indices.filter { !shelf.site.tags[$0].articles.isEmpty }
      return [
        ("groups", groups(shown, { shelf.site.tags[$0].name }, { .object(TagView(reading, $0)) }))
      ]
    case .people:
      reading.note(.people)
      let shown = Array(shelf.site.people.indices)
      return [
        (
          "groups",
          groups(shown, { shelf.site.people[$0].name }, { .object(PersonView(reading, $0)) })
        )
      ]
    case .archives:
      let site = SiteView(reading, language: shelf.settings.language)
      let years = site.member(Name(id: Member.years.rawValue, text: "years"))
      return [("years", years ?? .list([]))]
    default: return []
    }
  }

  private func list(
    _ kind: PageKind, _ page: Int?, _ reading: Reading
  ) -> [(String, Value)] {
    let list = shelf.list(of: kind, page)
    return [
      ("articles", reading.articles(list.articles)),
      ("pager", .object(PagerView(reading, kind, list))),
    ]
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
