// The site and everything found out about it, as all pages share it; immutable.

import Markdown
import Nordic
import Reporting
import Searching
import Synchronization
import Templating

/// What all pages share while they are rendered.
final class Shelf: Sendable {
  let site: Site
  let settings: Settings
  let plan: Plan
  let links: Links
  let resolver: LinkResolver
  /// See `LinkResolver.landmarks`; blank where nothing is remembered.
  let landmarks: Digest
  let theme: Theme
  /// From an asset's name to where it is published.
  let assets: [String: String]
  /// Menus with their links, ready for templates.
  let menus: Value
  /// `content/data/…`, by name without extension.
  let data: [String: Value]
  /// The terms of the glossary.
  let concepts: [SearchConcept]
  let origin: [UInt8]
  /// Links to the pages of tags and people, by index, asked for by every list; empty without a page.
  let tagHrefs: [[UInt8]]
  let personHrefs: [[UInt8]]

  /// Where texts wait.
  private let store: TextStore?
  /// Of what each article is called.
  let nameDigests: [Digest]
  /// Names that facts are about.
  let names = NameNumbers()
  private let compose: @Sendable (Int) -> Article
  /// What went wrong with texts that had to be read once more.
  private let troubles = Mutex<[Diagnostic]>([])

  init(
    site: Site, plan: Plan, links: Links, resolver: LinkResolver, theme: Theme, assets: [Asset],
    menus: Value, data: [String: Value], concepts: [SearchConcept], store: TextStore?,
    landmarks: Digest, compose: @escaping @Sendable (Int) -> Article
  ) {
    self.store = store
    self.landmarks = landmarks
    self.compose = compose
    self.site = site
    settings = site.settings
    self.plan = plan
    self.links = links
    self.resolver = resolver
    self.theme = theme
    self.assets = Dictionary(assets.map { ($0.name, $0.sitePath) }, uniquingKeysWith: { $1 })
    self.menus = menus
    self.data = data
    self.concepts = concepts
    nameDigests = site.articles.map { Publishing.digest(of: Array($0.source.name.utf8)) }
    origin = Array(site.settings.base.origin.utf8)
    let base = site.settings.base
    let (hasTags, hasPeople) = (site.settings.isOn(.tags), site.settings.isOn(.people))
    tagHrefs = site.tags.map {
      hasTags && !$0.articles.isEmpty ? Array(base.href($0.sitePath).utf8) : []
    }
    personHrefs = site.people.map { hasPeople ? Array(base.href($0.sitePath).utf8) : [] }
  }

  /// The same shelf for a site that differs in the texts of some articles.
  func with(_ site: Site, _ links: Links, _ resolver: LinkResolver) -> Shelf {
    Shelf(self, site, links, resolver)
  }

  private init(_ other: Shelf, _ site: Site, _ links: Links, _ resolver: LinkResolver) {
    self.site = site
    self.links = links
    self.resolver = resolver
    settings = other.settings
    plan = other.plan
    theme = other.theme
    assets = other.assets
    menus = other.menus
    data = other.data
    concepts = other.concepts
    nameDigests = other.nameDigests
    origin = other.origin
    tagHrefs = other.tagHrefs
    personHrefs = other.personHrefs
    store = other.store
    landmarks = other.landmarks
    compose = other.compose
  }

  /// An article's text, which is composed again where it was not kept.
  func body(of index: Int) -> ArticleBody {
    site.articles[index].body ?? recompose(index)
  }

  /// Reads a text once more. It has to be the one that all else was made of.
  private func recompose(_ index: Int) -> ArticleBody {
    let article = compose(index)
    let isSame = article.isReadable && article.fingerprint == site.articles[index].fingerprint
    if isSame, let body = article.body { return body }
    let errors = article.problems.filter { $0.severity == .error }
    let changed = Diagnostic(
      .error, "T906", "the file changed during the build", at: .file(article.path),
      help: ["build once more"])
    troubles.withLock { $0 += errors.isEmpty || article.isReadable ? [changed] : errors }
    return ArticleBody()
  }

  /// What went wrong since; with any of it nothing that was made may be published.
  var textProblems: [Diagnostic] {
    var seen: Set<String> = []
    return troubles.withLock { $0 }.sorted().filter { seen.insert($0.place?.path ?? "").inserted }
  }

  /// What the links of an article resolve to.
  func resolvedLinks(of index: Int) -> [ResolvedLink] {
    links.resolved[index] ?? resolver.resolve(articleAt: index).0 ?? []
  }

  /// An article's HTML and the holes in it.
  func html(of index: Int) -> ([UInt8], [Hole]) {
    let body = body(of: index)
    if case .here(let html) = body.html { return (html, body.holes) }
    if let html = store?.bytes(body.html) { return (html, body.holes) }
    let again = recompose(index)
    return (again.html.inMemory, again.holes)
  }

  /// A part of an article's text.
  func bytes(_ part: KeyPath<ArticleBody, KeptBytes>, of index: Int) -> [UInt8] {
    bytes(body(of: index)[keyPath: part], part, of: index)
  }

  /// What is kept of a part of an article's text.
  func bytes(
    _ kept: KeptBytes, _ part: KeyPath<ArticleBody, KeptBytes>, of index: Int
  ) -> [UInt8] {
    if case .here(let bytes) = kept { return bytes }
    return store?.bytes(kept) ?? recompose(index)[keyPath: part].inMemory
  }

  /// A part of an article's text, kept until the end of the build.
  func kept(_ part: KeyPath<ArticleBody, KeptBytes>, of index: Int) -> KeptBytes {
    if let body = site.articles[index].body { return body[keyPath: part] }
    var body = ArticleBody()
    body.text = recompose(index)[keyPath: part]
    return (store?.taking(body) ?? body).text
  }

  /// Whether some texts are not kept.
  var lacksTexts: Bool { site.published.contains { site.articles[$0].body == nil } }

  /// Ready for `href`, before it is escaped.
  func href(_ sitePath: String) -> Value { .text(settings.base.href(sitePath)) }
  func permalink(_ sitePath: String) -> Value { .text(settings.base.permalink(sitePath)) }

  /// `none` where the output is switched off.
  func href(_ sitePath: String, if output: Output) -> Value {
    settings.isOn(output) ? href(sitePath) : .none
  }

  func feed(of front: String, _ output: Output) -> Value {
    guard settings.base.isKnown, settings.isOn(output) else { return .none }
    return href(settings.paths.feed(of: front))
  }

  func date(_ moment: Moment?) -> Value {
    guard let moment else { return .none }
    return .object(DateView(moment))
  }

  /// The language a person's own file is written in, else the site's.
  func language(of person: Person) -> String {
    (person.text < 0 ? settings.language : site.articles[person.text].language).rawValue
  }

  func party(_ party: Party?) -> Value {
    guard let party else { return .none }
    return .map([
      ("name", .text(party.name)), ("url", text(party.url)), ("email", text(party.email)),
    ])
  }
}
