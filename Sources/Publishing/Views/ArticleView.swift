// `article`: an article as its page and every list see it.

import Markdown
import Metadata
import Nordic
import Templating

/// In this target a value is what templates get.
typealias Value = Templating.Value

/// An article.
final class ArticleView: TemplateObject {
  private let reading: Reading
  let index: Int

  init(_ reading: Reading, _ index: Int) {
    self.reading = reading
    self.index = index
    reading.note(.listing, index)
  }

  private var shelf: Shelf { reading.shelf }

  var typeName: String { "article" }
  var identity: Int? { index }
  var memberNames: [String] {
    [
      Member.title, .kicker, .deck, .summary, .content, .url, .permalink, .id, .sourcePath, .date,
      .updated, .publishDate, .expires, .authors, .publisher, .guest, .organizations, .tags,
      .section, .series, .type, .language, .image, .source, .corrections, .toc, .readingTime,
      .wordCount, .previous, .next, .related, .translations, .keywords, .draft, .scheduled,
      .noindex, .extra,
    ].names
  }

  func member(_ name: Name) -> Value? {
    switch Member(name) {
    case .title: return .text(shelf.site.articles[index].title)
    case .kicker:
      return text(
        shelf.site.articles[index].metadata.kicker?.value
          ?? usualKicker(of: shelf.site.type(of: index), in: shelf.site.articles[index].language))
    case .deck: return text(shelf.site.articles[index].metadata.deck?.value)
    case .summary: return text(shelf.site.articles[index].summary)
    case .content: return reading.content(of: index)
    case .url: return .bytes(shelf.site.hrefs[index])
    case .permalink: return shelf.permalink(shelf.site.sitePaths[index])
    case .id: return .text(shelf.site.articles[index].id)
    case .sourcePath: return .text(shelf.site.articles[index].source.name)
    case .date:
      return shelf.date(
        shelf.site.articles[index].metadata.date?.value
          ?? shelf.site.articles[index].metadata.publishDate?.value)
    case .updated: return shelf.date(shelf.site.articles[index].metadata.updated?.value)
    case .publishDate: return shelf.date(shelf.site.articles[index].metadata.publishDate?.value)
    case .expires: return shelf.date(shelf.site.articles[index].metadata.expires?.value)
    case .authors:
      return .list(
        shelf.site.authorsOf[index].indices.map { .object(AuthorView(reading, article: index, $0)) }
      )
    case .publisher:
      return text(shelf.site.articles[index].metadata.publisher.map { organizationName($0.value) })
    case .guest: return .bool(isGuest)
    case .organizations:
      return .list(
        shelf.site.articles[index].metadata.organizations.map { .text(organizationName($0.value)) })
    case .tags: return reading.tags(shelf.site.tagsOf[index])
    case .section:
      return shelf.site.sectionOf[index] < 0
        ? Value.none : .object(SectionView(reading, shelf.site.sectionOf[index]))
    case .previous:
      reading.note(.neighbours, index)
      return article(shelf.site.previousOf[index])
    case .next:
      reading.note(.neighbours, index)
      return article(shelf.site.nextOf[index])
    case .translations:
      reading.note(.translations, index)
      return reading.articles(shelf.site.translationsOf[index])
    case .related:
      reading.note(.related, index)
      return reading.articles(shelf.site.related(to: index))
    default: return rareMember(name)
    }
  }

  private func rareMember(_ name: Name) -> Value? {
    switch Member(name) {
    case .series:
      guard let series = shelf.site.articles[index].metadata.series?.value else {
        return Value.none
      }
      reading.note(.series, index)
      return .map([
        ("name", .text(series.name)), ("part", series.part.map { .int($0) } ?? .none),
        ("articles", reading.articles(shelf.site.articles(inSeries: series.name))),
      ])
    case .type: return .text(shelf.site.type(of: index))
    case .language: return .text(shelf.site.articles[index].language.rawValue)
    case .image:
      guard let image = shelf.site.articles[index].metadata.image?.value else { return Value.none }
      return reading.picture(
        image.src.value, alt: image.alt?.value ?? "", caption: image.caption?.value,
        credit: image.credit?.value, from: index)
    case .source:
      guard let source = shelf.site.articles[index].metadata.source?.value else {
        return Value.none
      }
      return .map([
        ("name", text(source.name?.value)), ("url", text(source.url?.value)),
        ("first_published", shelf.date(source.firstPublished?.value)),
      ])
    case .corrections:
      return .list(
        shelf.site.articles[index].metadata.corrections.map {
          .map([
            ("date", shelf.date($0.value.date.value)), ("text", .text($0.value.text.value)),
          ])
        })
    case .toc:
      reading.note(.text, index)
      let wanted = shelf.site.articles[index].metadata.toc?.value
      return .list(tableOfContents(shelf.body(of: index).outline, isWanted: wanted))
    case .readingTime:
      reading.note(.text, index)
      return .int(Publishing.readingTime(ofWords: shelf.site.articles[index].wordCount))
    case .wordCount:
      reading.note(.text, index)
      return .int(shelf.site.articles[index].wordCount)
    case .keywords:
      return .list(shelf.site.articles[index].metadata.keywords.map { .text($0.value) })
    case .draft: return .bool(shelf.site.articles[index].metadata.isDraft)
    case .scheduled:
      let start =
        shelf.site.articles[index].metadata.publishDate?.value
        ?? shelf.site.articles[index].metadata.date?.value
      return .bool((start?.unix ?? 0) > shelf.site.now.unix)
    case .noindex: return .bool(shelf.site.articles[index].metadata.noindex?.value ?? false)
    case .extra: return value(of: shelf.site.articles[index].metadata.extra)
    default: return nil
    }
  }

  private func article(_ other: Int) -> Value {
    other < 0 ? .none : reading.article(other)
  }

  private func organizationName(_ reference: Reference) -> String {
    shelf.site.organizationName(reference)
  }

  /// Said so, or the first author's organization is another than the publisher.
  private var isGuest: Bool {
    if let given = shelf.site.articles[index].metadata.guest { return given.value }
    guard let own = shelf.settings.publisher?.name,
      let other = shelf.site.authorsOf[index].first?.organization
    else { return false }
    return other != own
  }
}

extension Site {
  /// The listed articles of a series: by part, those without one by date.
  func articles(inSeries name: String) -> [Int] {
    let slug = Nordic.slug(name, in: settings.language)
    let members = listed.reversed().filter { index in
      articles[index].metadata.series.map { Nordic.slug($0.value.name, in: settings.language) }
        == slug
    }
    let parts = members.map { articles[$0].metadata.series?.value.part ?? Int.max }
    return members.indices.sorted { (parts[$0], $0) < (parts[$1], $1) }.map { members[$0] }
  }
}

/// Whole minutes at 200 words a minute, at least 1.
func readingTime(ofWords count: Int) -> Int { max(1, (count + 100) / 200) }

/// The headings of level 2 and 3, nested; nothing when there are fewer than three.
private func tableOfContents(_ outline: [Heading], isWanted: Bool?) -> [Value] {
  let headings = outline.filter { $0.level == 2 || $0.level == 3 }
  guard isWanted ?? (headings.count >= 3) else { return [] }
  var entries: [(heading: Heading, children: [Value])] = []
  for heading in headings {
    if heading.level == 2 || entries.isEmpty {
      entries.append((heading, []))
    } else {
      entries[entries.count - 1].children.append(entry(heading, []))
    }
  }
  return entries.map { entry($0.heading, $0.children) }
}

private func entry(_ heading: Heading, _ children: [Value]) -> Value {
  .map([
    ("level", .int(heading.level)), ("id", .text(heading.id)), ("title", .text(heading.text)),
    ("children", .list(children)),
  ])
}

extension Site {
  /// The name behind an id in `organizations/`; a name is itself.
  func organizationName(_ reference: Reference) -> String {
    guard case .id(let id) = reference, let index = articleBySource["organizations/\(id).md"] else {
      return reference.text
    }
    return articles[index].title
  }

  /// The articles one names, else up to three that share its rarest tags and are nearest in time.
  func related(to index: Int) -> [Int] {
    if let named = articles[index].metadata.rare.first?.related, !named.isEmpty {
      return named.compactMap { find($0.value, from: articles[index]) }.filter(isPublished)
    }
    var found: [Int] = []
    let byRarity = tagsOf[index].sorted { left, right in
      (tags[left].articles.count, left) < (tags[right].articles.count, right)
    }
    for tag in byRarity where found.count < 3 {
      for other in nearest(to: index, in: tags[tag].articles) where found.count < 3 {
        if other != index, !found.contains(other), !translationsOf[index].contains(other) {
          found.append(other)
        }
      }
    }
    return found
  }

  /// Up to eight neighbours in a list that is newest first, the nearest in the list first, the
  /// older one of two equally near.
  private func nearest(to index: Int, in list: [Int]) -> [Int] {
    let own = date(of: index)?.unix ?? 0
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if (date(of: list[middle])?.unix ?? 0) > own { low = middle + 1 } else { high = middle }
    }
    var found: [Int] = []
    var newer = low - 1
    var older = low
    while found.count < 8, newer >= 0 || older < list.count {
      if older < list.count { found.append(list[older]) }
      if newer >= 0 { found.append(list[newer]) }
      newer -= 1
      older += 1
    }
    return found
  }
}
