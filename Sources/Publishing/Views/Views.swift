// What templates see of the site: thin objects that look things up when they are asked.
//
// Everything a template can reach is listed in themes/README.md. A view holds the shelf and an
// index; it costs nothing to make one.

import Metadata
import Nordic
import Templating

/// Text, or `none` where there is none.
func text(_ string: String?) -> Value {
  guard let string, !string.isEmpty else { return .none }
  return .text(string)
}

/// `site`.
final class SiteView: TemplateObject {
  private let reading: Reading
  private let language: Language

  init(_ reading: Reading, language: Language) {
    self.reading = reading
    self.language = language
  }

  private var shelf: Shelf { reading.shelf }

  var typeName: String { "site" }
  var memberNames: [String] {
    [
      Member.title, .tagline, .language, .url, .home, .publisher, .editor, .contact, .copyright,
      .logo, .menus, .sections, .tags, .people, .articles, .years, .homeUrl, .searchUrl, .tagsUrl,
      .peopleUrl, .archivesUrl, .feedUrl, .indexUrl, .generator, .review, .extra,
    ].names
  }

  func isPlain(_ name: Name) -> Bool {
    [.title, .language, .url, .home, .homeUrl].contains(Member(name))
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
    case .logo:
      return reading.picture(shelf.settings.logo?.path, alt: shelf.settings.logo?.alt ?? "")
    case .menus:
      reading.note(.menus)
      return shelf.menus
    case .sections:
      reading.note(.sections)
      return .list(shelf.site.sections.indices.map { .object(SectionView(reading, $0)) })
    case .tags:
      reading.note(.tags)
      return reading.tags(shelf.site.tags.indices.filter { !shelf.site.tags[$0].articles.isEmpty })
    case .people:
      reading.note(.people)
      return .list(shelf.site.people.indices.map { .object(PersonView(reading, $0)) })
    case .articles:
      reading.note(.articles)
      return reading.articles(shelf.site.listed)
    case .years:
      reading.note(.years)
      return .list(
        shelf.site.years.map { year in
          .map([
            ("year", .int(year.number)), ("url", shelf.href(year.sitePath, if: .archives)),
            ("count", .int(year.articles.count)),
          ])
        })
    case .homeUrl: return reading.hasFrontPage ? shelf.href(shelf.site.home) : Value.none
    case .searchUrl: return shelf.href(shelf.settings.paths[.search].text, if: .search)
    case .tagsUrl: return shelf.href(shelf.settings.paths[.tags].text, if: .tags)
    case .peopleUrl: return shelf.href(shelf.settings.paths[.people].text, if: .people)
    case .archivesUrl: return shelf.href(shelf.settings.paths[.archives].text, if: .archives)
    case .feedUrl: return shelf.feed(of: shelf.site.home, .feed)
    case .indexUrl: return shelf.href("/index.json", if: .indexJSON)
    case .generator: return .text("Tidende")
    case .review: return .bool(shelf.settings.isReview)
    case .extra: return value(of: shelf.settings.extra)
    default: return nil
    }
  }
}

/// A section.
final class SectionView: TemplateObject {
  private let reading: Reading
  private let index: Int

  init(_ reading: Reading, _ index: Int) {
    self.reading = reading
    self.index = index
    reading.note(.section, index)
  }

  private var shelf: Shelf { reading.shelf }

  var typeName: String { "section" }
  var memberNames: [String] {
    [
      Member.name, .title, .description, .content, .type, .url, .feed, .count, .articles, .extra,
    ].names
  }
  var printed: Value? { .text(shelf.site.sections[index].title) }

  func isPlain(_ name: Name) -> Bool { [.name, .title, .url].contains(Member(name)) }

  func member(_ name: Name) -> Value? {
    switch Member(name) {
    case .name: return .text(shelf.site.sections[index].name)
    case .title: return .text(shelf.site.sections[index].title)
    case .description: return text(shelf.site.sections[index].description)
    case .content:
      let text = shelf.site.sections[index].text
      return text < 0 ? .safe("") : reading.content(of: text)
    case .type: return text(shelf.site.sections[index].type)
    case .url: return shelf.href(shelf.site.sections[index].sitePath, if: .sections)
    case .feed: return shelf.feed(of: shelf.site.sections[index].sitePath, .sectionFeeds)
    case .count:
      reading.note(.sectionArticles, index)
      return .int(shelf.site.sections[index].articles.count)
    case .articles:
      reading.note(.sectionArticles, index)
      return reading.articles(shelf.site.sections[index].articles)
    case .extra:
      return shelf.site.sections[index].text < 0
        ? .map([]) : value(of: shelf.site.articles[shelf.site.sections[index].text].profile.extra)
    default: return nil
    }
  }
}

/// A tag.
final class TagView: TemplateObject {
  private let reading: Reading
  private let index: Int

  init(_ reading: Reading, _ index: Int) {
    self.reading = reading
    self.index = index
    reading.note(.tag, index)
  }

  private var shelf: Shelf { reading.shelf }

  var typeName: String { "tag" }
  var memberNames: [String] {
    [Member.name, .slug, .url, .feed, .count, .articles].names
  }
  var printed: Value? { .text(shelf.site.tags[index].name) }

  func isPlain(_ name: Name) -> Bool { [.name, .slug, .url].contains(Member(name)) }

  func member(_ name: Name) -> Value? {
    switch Member(name) {
    case .name: return .text(shelf.site.tags[index].name)
    case .slug: return .text(shelf.site.tags[index].slug)
    // A tag that only translations carry has no list, and so no page.
    case .url:
      return shelf.tagHrefs[index].isEmpty ? Value.none : .bytes(shelf.tagHrefs[index])
    case .feed: return shelf.feed(of: shelf.site.tags[index].sitePath, .tagFeeds)
    case .count:
      reading.note(.tagArticles, index)
      return .int(shelf.site.tags[index].articles.count)
    case .articles:
      reading.note(.tagArticles, index)
      return reading.articles(shelf.site.tags[index].articles)
    default: return nil
    }
  }
}

/// Somebody with a page of their own.
final class PersonView: TemplateObject {
  private let reading: Reading
  private let index: Int

  init(_ reading: Reading, _ index: Int) {
    self.reading = reading
    self.index = index
    reading.note(.person, index)
  }

  private var shelf: Shelf { reading.shelf }

  var typeName: String { "person" }
  var memberNames: [String] {
    [
      Member.id, .name, .slug, .role, .organization, .email, .homepage, .photo, .content, .url,
      .count, .articles, .language,
    ].names
  }
  var printed: Value? { .text(shelf.site.people[index].name) }

  func isPlain(_ name: Name) -> Bool { [.id, .name, .url].contains(Member(name)) }

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
      return reading.picture(photo.path, alt: photo.alt, from: shelf.site.people[index].text)
    case .content:
      let text = shelf.site.people[index].text
      return text < 0 ? .safe("") : reading.content(of: text)
    case .url: return shelf.href(shelf.site.people[index].sitePath, if: .people)
    case .count:
      reading.note(.personArticles, index)
      return .int(shelf.site.people[index].articles.count)
    case .articles:
      reading.note(.personArticles, index)
      return reading.articles(shelf.site.people[index].articles)
    default: return nil
    }
  }
}

/// An author as one article names them.
final class AuthorView: TemplateObject {
  private let reading: Reading
  private let article: Int
  private let place: Int

  init(_ reading: Reading, article: Int, _ place: Int) {
    self.reading = reading
    self.article = article
    self.place = place
  }

  private var shelf: Shelf { reading.shelf }

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
      shelf.personHrefs[person].isEmpty
        ? text(shelf.site.authorsOf[article][place].url) : .bytes(shelf.personHrefs[person])
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
