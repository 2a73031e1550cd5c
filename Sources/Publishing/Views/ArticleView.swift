// `article`: an article as its page and every list see it.

import Markdown
import Metadata
import Nordic
import Templating

/// In this target a value is what templates get.
typealias Value = Templating.Value

/// An article.
final class ArticleView: TemplateObject {
  private let shelf: Shelf
  let index: Int

  init(_ shelf: Shelf, _ index: Int) {
    self.shelf = shelf
    self.index = index
  }

  var typeName: String { "article" }
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
    let site = shelf.site
    switch Member(name) {
    case .title: return .text(site.articles[index].title)
    case .kicker:
      return text(
        site.articles[index].metadata.kicker?.value
          ?? usualKicker(of: site.type(of: index), in: site.articles[index].language))
    case .deck: return text(site.articles[index].metadata.deck?.value)
    case .summary: return text(site.articles[index].summary)
    case .content: return .safe(shelf.content(of: index))
    case .url: return shelf.href(site.sitePaths[index])
    case .permalink: return shelf.permalink(site.sitePaths[index])
    case .id: return .text(site.articles[index].id)
    case .sourcePath: return .text(site.articles[index].source.name)
    case .date: return shelf.date(site.date(of: index))
    case .updated: return shelf.date(site.articles[index].metadata.updated?.value)
    case .publishDate: return shelf.date(site.articles[index].metadata.publishDate?.value)
    case .expires: return shelf.date(site.articles[index].metadata.expires?.value)
    case .authors: return .list(site.authorsOf[index].map(author))
    case .publisher: return text(site.articles[index].metadata.publisher.map { organizationName($0.value) })
    case .guest: return .bool(isGuest)
    case .organizations:
      return .list(site.articles[index].metadata.organizations.map { .text(organizationName($0.value)) })
    case .tags: return shelf.tags(site.tagsOf[index])
    case .section:
      return site.sectionOf[index] < 0
        ? Value.none : .object(SectionView(shelf, site.sectionOf[index]))
    case .previous: return article(site.previousOf[index])
    case .next: return article(site.nextOf[index])
    case .translations: return shelf.articles(site.translationsOf[index])
    case .related: return shelf.articles(site.related(to: index))
    default: return rareMember(name)
    }
  }

  private func rareMember(_ name: Name) -> Value? {
    let article = shelf.site.articles[index]
    switch Member(name) {
    case .series:
      guard let series = article.metadata.series?.value else { return Value.none }
      return .map([
        ("name", .text(series.name)), ("part", series.part.map { .int($0) } ?? .none),
      ])
    case .type: return .text(shelf.site.type(of: index))
    case .language: return .text(article.language.rawValue)
    case .image:
      guard let image = article.metadata.image?.value else { return Value.none }
      return shelf.picture(
        image.src.value, alt: image.alt?.value ?? "", caption: image.caption?.value,
        credit: image.credit?.value, from: index)
    case .source:
      guard let source = article.metadata.source?.value else { return Value.none }
      return .map([
        ("name", text(source.name?.value)), ("url", text(source.url?.value)),
        ("first_published", shelf.date(source.firstPublished?.value)),
      ])
    case .corrections:
      return .list(
        article.metadata.corrections.map {
          .map([
            ("date", shelf.date($0.value.date.value)), ("text", .text($0.value.text.value)),
          ])
        })
    case .toc: return .list(tableOfContents(article))
    case .readingTime: return .int(readingTime(ofWords: article.wordCount))
    case .wordCount: return .int(article.wordCount)
    case .keywords: return .list(article.metadata.keywords.map { .text($0.value) })
    case .draft: return .bool(article.metadata.isDraft)
    case .scheduled:
      let start = article.metadata.publishDate?.value ?? article.metadata.date?.value
      return .bool((start?.unix ?? 0) > shelf.site.now.unix)
    case .noindex: return .bool(article.metadata.noindex?.value ?? false)
    case .extra: return value(of: article.metadata.extra)
    default: return nil
    }
  }

  private func article(_ other: Int) -> Value {
    other < 0 ? .none : .object(ArticleView(shelf, other))
  }

  private func author(_ author: Author) -> Value {
    let person = shelf.site.people[author.person]
    let own = shelf.settings.isOn(.people) ? shelf.href(person.sitePath) : text(author.url)
    return .map([
      ("name", .text(author.name)), ("role", text(author.role)),
      ("organization", text(author.organization)), ("url", own), ("email", text(author.email)),
      ("id", text(person.id)),
    ])
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

/// Whole minutes at 200 words a minute, at least 1.
func readingTime(ofWords count: Int) -> Int { max(1, (count + 100) / 200) }

/// The headings of level 2 and 3, nested; nothing when there are fewer than three.
private func tableOfContents(_ article: Article) -> [Value] {
  let headings = article.outline.filter { $0.level == 2 || $0.level == 3 }
  guard article.metadata.toc?.value ?? (headings.count >= 3) else { return [] }
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
    let article = articles[index]
    if !article.metadata.related.isEmpty {
      return article.metadata.related.compactMap { find($0.value, from: article) }
        .filter(isPublished)
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
