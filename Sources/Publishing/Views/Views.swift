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
  }

  var settings: Settings { site.settings }

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
    return .object(DateView(Moment(unix: moment.unix, in: settings.zone, precision: moment.precision)))
  }

  func party(_ party: Party?) -> Value {
    guard let party else { return .none }
    return .map([("name", .text(party.name)), ("url", text(party.url)), ("email", text(party.email))])
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
        of: Destination(path), from: site.articles[article], at: site.sitePaths[article])
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
    let site = shelf.site
    let settings = site.settings
    switch Member(name) {
    case .title: return .text(settings.title)
    case .tagline: return text(settings.tagline(in: language))
    case .language: return .text(settings.language.rawValue)
    case .url:
      return settings.base.isKnown ? .text(String(settings.base.permalink("/").dropLast())) : Value.none
    case .home: return shelf.href(site.home)
    case .publisher: return shelf.party(settings.publisher)
    case .editor: return shelf.party(settings.editor)
    case .contact: return text(settings.contact)
    case .copyright: return text(settings.copyright)
    case .logo: return shelf.picture(settings.logo?.path, alt: settings.logo?.alt ?? "")
    case .menus: return shelf.menus
    case .sections: return .list(site.sections.indices.map { .object(SectionView(shelf, $0)) })
    case .tags: return shelf.tags(site.tags.indices.filter { !site.tags[$0].articles.isEmpty })
    case .people: return .list(site.people.indices.map { .object(PersonView(shelf, $0)) })
    case .articles: return shelf.articles(site.listed)
    case .years:
      return .list(
        site.years.map { year in
          .map([
            ("year", .int(year.number)), ("url", shelf.href(year.sitePath, if: .archives)),
            ("count", .int(year.articles.count)),
          ])
        })
    case .searchUrl: return shelf.href(settings.paths[.search].text, if: .search)
    case .tagsUrl: return shelf.href(settings.paths[.tags].text, if: .tags)
    case .peopleUrl: return shelf.href(settings.paths[.people].text, if: .people)
    case .archivesUrl: return shelf.href(settings.paths[.archives].text, if: .archives)
    case .feedUrl: return shelf.feed(of: site.home, .feed)
    case .indexUrl: return shelf.href("/index.json", if: .indexJSON)
    case .generator: return .text("Tidende")
    case .extra: return value(of: settings.extra)
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
    let section = shelf.site.sections[index]
    switch Member(name) {
    case .name: return .text(section.name)
    case .title: return .text(section.title)
    case .description: return text(section.description)
    case .content: return .safe(section.text < 0 ? [] : shelf.content(of: section.text))
    case .type: return text(section.type)
    case .url: return shelf.href(section.sitePath, if: .sections)
    case .feed: return shelf.feed(of: section.sitePath, .sectionFeeds)
    case .count: return .int(section.articles.count)
    case .articles: return shelf.articles(section.articles)
    case .extra:
      return section.text < 0 ? .map([]) : value(of: shelf.site.articles[section.text].profile.extra)
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
        ? Value.none : shelf.href(shelf.site.tags[index].sitePath, if: .tags)
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
      .count, .articles,
    ].names
  }
  var printed: Value? { .text(shelf.site.people[index].name) }

  func member(_ name: Name) -> Value? {
    let person = shelf.site.people[index]
    switch Member(name) {
    case .id: return text(person.id)
    case .name: return .text(person.name)
    case .slug: return .text(person.slug)
    case .role: return text(person.role)
    case .organization: return text(person.organization)
    case .email: return text(person.email)
    case .homepage: return text(person.url)
    case .photo:
      guard person.text >= 0, let photo = shelf.site.articles[person.text].profile.photo else {
        return Value.none
      }
      return shelf.picture(photo.path, alt: photo.alt, from: person.text)
    case .content: return .safe(person.text < 0 ? [] : shelf.content(of: person.text))
    case .url: return shelf.href(person.sitePath, if: .people)
    case .count: return .int(person.articles.count)
    case .articles: return shelf.articles(person.articles)
    default: return nil
    }
  }
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
