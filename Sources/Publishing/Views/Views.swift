// What templates see of the site: thin objects that look things up when they are asked.
//
// Everything a template can reach is listed in themes/README.md. A view holds the shelf and an
// index; it costs nothing to make one.

import Metadata
import Nordic
import Templating

/// What all pages share while they are rendered.
final class Shelf: Sendable {
  let site: Site
  let plan: Plan
  let links: Links
  let resolver: LinkResolver
  let theme: Theme
  /// From an asset's name to where it is published.
  let assets: [String: String]
  /// Menus with their links, ready for templates.
  let menus: Value
  /// `content/data/…`, by name without extension.
  let data: [String: Value]
  let origin: [UInt8]
  /// Links to the pages of tags and people, by index; asked for by every list.
  let tagHrefs: [[UInt8]]
  let personHrefs: [[UInt8]]

  init(
    site: Site, plan: Plan, links: Links, resolver: LinkResolver, theme: Theme, assets: [Asset],
    menus: Value, data: [String: Value]
  ) {
    self.site = site
    self.plan = plan
    self.links = links
    self.resolver = resolver
    self.theme = theme
    self.assets = Dictionary(assets.map { ($0.name, $0.sitePath) }, uniquingKeysWith: { $1 })
    self.menus = menus
    self.data = data
    origin = Array(site.settings.base.origin.utf8)
    tagHrefs = site.tags.map { Array(site.settings.base.href($0.sitePath).utf8) }
    personHrefs = site.people.map { Array(site.settings.base.href($0.sitePath).utf8) }
  }

  var settings: Settings { _read { yield site.settings } }

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

  func articles(_ indices: some Sequence<Int>) -> Value {
    .list(indices.map { .object(ArticleView(self, $0)) })
  }

  func tags(_ indices: some Sequence<Int>) -> Value {
    .list(indices.map { .object(TagView(self, $0)) })
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

  /// A picture in front matter or settings; `none` where it is not there.
  func picture(
    _ path: String?, alt: String, caption: String? = nil, credit: String? = nil,
    from article: Int? = nil
  ) -> Value {
    guard let path else { return .none }
    var file = -1
    var address: String?
    if let article {
      let target = resolver.target(
        of: Destination(path), fromFolder: folder(of: site.articles[article].source.name),
        at: site.sitePaths[article])
      if case .address(let found, _, let number) = target { (address, file) = (found, number) }
    } else if let found = resolver.file(path) {
      (address, file) = (site.files[found].sitePath, found)
    }
    let size = links.sizes[file]
    return .map([
      ("url", .text(address.map(settings.base.href) ?? path)),
      ("permalink", .text(address.map(settings.base.permalink) ?? path)), ("alt", .text(alt)),
      ("width", size.map { .int($0.width) } ?? .none),
      ("height", size.map { .int($0.height) } ?? .none), ("caption", text(caption)),
      ("credit", text(credit)),
    ])
  }
}

/// Text, or `none` where there is none.
func text(_ string: String?) -> Value {
  guard let string, !string.isEmpty else { return .none }
  return .text(string)
}

/// `site`.
final class SiteView: TemplateObject {
  private let shelf: Shelf
  private let language: Language

  init(_ shelf: Shelf, language: Language) {
    self.shelf = shelf
    self.language = language
  }

  var typeName: String { "site" }
  var memberNames: [String] {
    [
      Member.title, .tagline, .language, .url, .home, .publisher, .editor, .contact, .copyright,
      .logo, .menus, .sections, .tags, .people, .articles, .years, .searchUrl, .tagsUrl, .peopleUrl,
      .archivesUrl, .feedUrl, .indexUrl, .generator, .extra,
    ].names
  }

  func member(_ name: Name) -> Value? {
    switch Member(name) {
    case .title: return .text(shelf.settings.title)
    case .tagline: return text(shelf.settings.tagline(in: language))
    case .language: return .text(shelf.settings.language.rawValue)
    case .url:
      return shelf.settings.base.isKnown
        ? .text(String(shelf.settings.base.permalink("/").dropLast())) : Value.none
    case .home: return shelf.href(shelf.site.home)
    case .publisher: return shelf.party(shelf.settings.publisher)
    case .editor: return shelf.party(shelf.settings.editor)
    case .contact: return text(shelf.settings.contact)
    case .copyright: return text(shelf.settings.copyright)
    case .logo: return shelf.picture(shelf.settings.logo?.path, alt: shelf.settings.logo?.alt ?? "")
    case .menus: return shelf.menus
    case .sections:
      return .list(shelf.site.sections.indices.map { .object(SectionView(shelf, $0)) })
    case .tags:
      return shelf.tags(shelf.site.tags.indices.filter { !shelf.site.tags[$0].articles.isEmpty })
    case .people: return .list(shelf.site.people.indices.map { .object(PersonView(shelf, $0)) })
    case .articles: return shelf.articles(shelf.site.listed)
    case .years:
      return .list(
        shelf.site.years.map { year in
          .map([
            ("year", .int(year.number)), ("url", shelf.href(year.sitePath, if: .archives)),
            ("count", .int(year.articles.count)),
          ])
        })
    case .searchUrl: return shelf.href(shelf.settings.paths[.search].text, if: .search)
    case .tagsUrl: return shelf.href(shelf.settings.paths[.tags].text, if: .tags)
    case .peopleUrl: return shelf.href(shelf.settings.paths[.people].text, if: .people)
    case .archivesUrl: return shelf.href(shelf.settings.paths[.archives].text, if: .archives)
    case .feedUrl: return shelf.feed(of: shelf.site.home, .feed)
    case .indexUrl: return shelf.href("/index.json", if: .indexJSON)
    case .generator: return .text("Tidende")
    case .extra: return value(of: shelf.settings.extra)
    default: return nil
    }
  }
}

/// A section.
final class SectionView: TemplateObject {
  private let shelf: Shelf
  private let index: Int

  init(_ shelf: Shelf, _ index: Int) {
    self.shelf = shelf
    self.index = index
  }

  var typeName: String { "section" }
  var memberNames: [String] {
    [
      Member.name, .title, .description, .content, .type, .url, .feed, .count, .articles, .extra,
    ].names
  }
  var printed: Value? { .text(shelf.site.sections[index].title) }

  func member(_ name: Name) -> Value? {
    switch Member(name) {
    case .name: return .text(shelf.site.sections[index].name)
    case .title: return .text(shelf.site.sections[index].title)
    case .description: return text(shelf.site.sections[index].description)
    case .content:
      return .safe(
        shelf.site.sections[index].text < 0
          ? [] : shelf.content(of: shelf.site.sections[index].text))
    case .type: return text(shelf.site.sections[index].type)
    case .url: return shelf.href(shelf.site.sections[index].sitePath, if: .sections)
    case .feed: return shelf.feed(of: shelf.site.sections[index].sitePath, .sectionFeeds)
    case .count: return .int(shelf.site.sections[index].articles.count)
    case .articles: return shelf.articles(shelf.site.sections[index].articles)
    case .extra:
      return shelf.site.sections[index].text < 0
        ? .map([]) : value(of: shelf.site.articles[shelf.site.sections[index].text].profile.extra)
    default: return nil
    }
  }
}

/// A tag.
final class TagView: TemplateObject {
  private let shelf: Shelf
  private let index: Int

  init(_ shelf: Shelf, _ index: Int) {
    self.shelf = shelf
    self.index = index
  }

  var typeName: String { "tag" }
  var memberNames: [String] {
    [Member.name, .slug, .url, .feed, .count, .articles].names
  }
  var printed: Value? { .text(shelf.site.tags[index].name) }

  func member(_ name: Name) -> Value? {
    switch Member(name) {
    case .name: return .text(shelf.site.tags[index].name)
    case .slug: return .text(shelf.site.tags[index].slug)
    // A tag that only translations carry has no list, and so no page.
    case .url:
      return shelf.site.tags[index].articles.isEmpty
        || !shelf.settings.isOn(.tags) ? Value.none : .bytes(shelf.tagHrefs[index])
    case .feed: return shelf.feed(of: shelf.site.tags[index].sitePath, .tagFeeds)
    case .count: return .int(shelf.site.tags[index].articles.count)
    case .articles: return shelf.articles(shelf.site.tags[index].articles)
    default: return nil
    }
  }
}

/// Somebody with a page of their own.
final class PersonView: TemplateObject {
  private let shelf: Shelf
  private let index: Int

  init(_ shelf: Shelf, _ index: Int) {
    self.shelf = shelf
    self.index = index
  }

  var typeName: String { "person" }
  var memberNames: [String] {
    [
      Member.id, .name, .slug, .role, .organization, .email, .homepage, .photo, .content, .url,
      .count, .articles, .language,
    ].names
  }
  var printed: Value? { .text(shelf.site.people[index].name) }

  func member(_ name: Name) -> Value? {
    switch Member(name) {
    case .id: return text(shelf.site.people[index].id)
    case .name: return .text(shelf.site.people[index].name)
    case .slug: return .text(shelf.site.people[index].slug)
    case .role: return text(shelf.site.people[index].role)
    case .language: return .text(shelf.language(of: shelf.site.people[index]))
    case .organization: return text(shelf.site.people[index].organization)
    case .email: return text(shelf.site.people[index].email)
    case .homepage: return text(shelf.site.people[index].url)
    case .photo:
      guard shelf.site.people[index].text >= 0,
        let photo = shelf.site.articles[shelf.site.people[index].text].profile.photo
      else {
        return Value.none
      }
      return shelf.picture(photo.path, alt: photo.alt, from: shelf.site.people[index].text)
    case .content:
      return .safe(
        shelf.site.people[index].text < 0 ? [] : shelf.content(of: shelf.site.people[index].text))
    case .url: return shelf.href(shelf.site.people[index].sitePath, if: .people)
    case .count: return .int(shelf.site.people[index].articles.count)
    case .articles: return shelf.articles(shelf.site.people[index].articles)
    default: return nil
    }
  }
}

/// An author as one article names them.
final class AuthorView: TemplateObject {
  private let shelf: Shelf
  private let article: Int
  private let place: Int

  init(_ shelf: Shelf, article: Int, _ place: Int) {
    self.shelf = shelf
    self.article = article
    self.place = place
  }

  var typeName: String { "author" }
  var memberNames: [String] {
    [
      Member.name, .role, .organization, .url, .permalink, .email, .id, .language,
    ].names
  }
  var printed: Value? { .text(shelf.site.authorsOf[article][place].name) }

  func member(_ name: Name) -> Value? {
    switch Member(name) {
    case .name: .text(shelf.site.authorsOf[article][place].name)
    case .role: text(shelf.site.authorsOf[article][place].role)
    case .organization: text(shelf.site.authorsOf[article][place].organization)
    case .url:
      shelf.settings.isOn(.people)
        ? .bytes(shelf.personHrefs[person]) : text(shelf.site.authorsOf[article][place].url)
    case .permalink:
      shelf.settings.isOn(.people)
        ? shelf.permalink(shelf.site.people[person].sitePath)
        : text(shelf.site.authorsOf[article][place].url)
    case .email: text(shelf.site.authorsOf[article][place].email)
    case .id: text(shelf.site.people[person].id)
    case .language: .text(shelf.language(of: shelf.site.people[person]))
    default: nil
    }
  }

  private var person: Int { shelf.site.authorsOf[article][place].person }
}

/// A date; the filter `date` shows it to people.
final class DateView: TemplateObject {
  let moment: Moment

  init(_ moment: Moment) { self.moment = moment }

  var typeName: String { "date" }
  var memberNames: [String] { [Member.year, .month, .day, .hour, .minute].names }
  var printed: Value? {
    var output: [UInt8] = []
    if let format = DateFormat("rfc3339") { appendDate(moment, format, in: .en, to: &output) }
    return .bytes(output)
  }

  func member(_ name: Name) -> Value? {
    switch Member(name) {
    case .year: .int(moment.civil.year)
    case .month: .int(moment.civil.month)
    case .day: .int(moment.civil.day)
    case .hour: .int(moment.civil.hour)
    case .minute: .int(moment.civil.minute)
    default: nil
    }
  }
}

/// What stands in front matter and data files, as templates see it.
func value(of node: Node) -> Value {
  switch node.value {
  case .null: .none
  case .bool(let flag): .bool(flag)
  case .int(let number): .int(number)
  case .float(let number): .float(number)
  case .string(let string): .text(string)
  case .list(let nodes): .list(nodes.map(value(of:)))
  case .map(let map): value(of: map)
  }
}

func value(of map: Map) -> Value {
  .map(map.entries.map { ($0.key, value(of: $0.node)) })
}
