// `page`: the page that is being made.

import Nordic
import Templating

/// The page being made, whatever it is about.
final class PageView: TemplateObject {
  private let reading: Reading
  private let plan: PagePlan

  init(_ reading: Reading, _ plan: PagePlan) {
    self.reading = reading
    self.plan = plan
    switch plan.kind {
    case .article(let index): reading.note(.listing, index)
    case .section(let index, _): reading.note(.section, index)
    case .tag(let index, _): reading.note(.tag, index)
    case .person(let index, _): reading.note(.person, index)
    default: break
    }
  }

  private var shelf: Shelf { reading.shelf }

  var typeName: String { "page" }
  var memberNames: [String] {
    [
      Member.kind, .title, .description, .language, .url, .permalink, .canonical, .feed,
      .breadcrumbs, .translations, .image, .noindex, .draft,
    ].names
  }

  func isPlain(_ name: Name) -> Bool { [.kind, .language].contains(Member(name)) }

  func member(_ name: Name) -> Value? {
    switch Member(name) {
    case .kind: return .text(plan.kind.name)
    case .title: return .text(title)
    case .description: return text(summary)
    case .language: return .text(language.rawValue)
    case .url: return shelf.href(plan.sitePath)
    case .permalink: return shelf.permalink(plan.sitePath)
    case .canonical:
      if let article, let url = shelf.site.articles[article].metadata.source?.value.url?.value {
        return .text(url)
      }
      return shelf.permalink(plan.sitePath)
    case .feed: return feed
    case .breadcrumbs: return breadcrumbs
    case .translations:
      guard let article else { return .list([]) }
      reading.note(.translations, article)
      return .list(shelf.site.translationsOf[article].map(translation))
    case .image: return image
    case .noindex: return .bool(isHidden || shelf.settings.isReview)
    case .draft: return .bool(article.map { shelf.site.articles[$0].metadata.isDraft } ?? false)
    default: return nil
    }
  }

  /// The language the page is in: an article's own, else the site's.
  var language: Language {
    article.map { shelf.site.articles[$0].language } ?? shelf.settings.language
  }

  private var article: Int? {
    if case .article(let index) = plan.kind { return index }
    return nil
  }

  private var title: String {
    let own = shelf.settings.language
    let (name, number): (String, Int?) =
      switch plan.kind {
      case .article(let index): (shelf.site.articles[index].title, nil)
      case .home(let page): (shelf.settings.title, page)
      case .section(let index, let page): (shelf.site.sections[index].title, page)
      case .tag(let index, let page): (shelf.site.tags[index].name, page)
      case .person(let index, let page): (shelf.site.people[index].name, page)
      case .archive(let index):
        (PageName.archives.text(in: own) + " \(shelf.site.years[index].number)", nil)
      case .tags: (PageName.tags.text(in: own), nil)
      case .people: (PageName.people.text(in: own), nil)
      case .archives: (PageName.archives.text(in: own), nil)
      case .search: (PageName.search.text(in: own), nil)
      case .notFound: (PageName.notFound.text(in: own), nil)
      default: (shelf.settings.title, nil)
      }
    return number.map { "\(name), \(PageName.page.text(in: own)) \($0)" } ?? name
  }

  private var summary: String? {
    switch plan.kind {
    case .article(let index): shelf.site.articles[index].summary
    case .section(let index, nil): shelf.site.sections[index].description
    case .home(nil): shelf.settings.tagline(in: language)
    case .person(let index, nil):
      shelf.site.people[index].text < 0
        ? nil : shelf.site.articles[shelf.site.people[index].text].summary
    default: nil
    }
  }

  private var feed: Value {
    switch plan.kind {
    case .section(let index, _): shelf.feed(of: shelf.site.sections[index].sitePath, .sectionFeeds)
    case .tag(let index, _): shelf.feed(of: shelf.site.tags[index].sitePath, .tagFeeds)
    default: .none
    }
  }

  private var isHidden: Bool {
    switch plan.kind {
    case .article(let index): shelf.site.articles[index].metadata.noindex?.value ?? false
    case .search, .notFound: true
    default: false
    }
  }

  private var image: Value {
    if let article {
      if let image = shelf.site.articles[article].metadata.image?.value {
        return reading.picture(image.src.value, alt: image.alt?.value ?? "", from: article)
      }
    }
    return reading.picture(shelf.settings.image?.path, alt: shelf.settings.image?.alt ?? "")
  }

  private func translation(_ index: Int) -> Value {
    reading.note(.listing, index)
    return .map([
      ("language", .text(shelf.site.articles[index].language.rawValue)),
      ("title", .text(shelf.site.articles[index].title)),
      ("url", shelf.href(shelf.site.sitePaths[index])),
      ("permalink", shelf.permalink(shelf.site.sitePaths[index])),
    ])
  }

  /// From home to the page's parent; nothing on the front page.
  private var breadcrumbs: Value {
    let settings = shelf.settings
    let own = settings.language
    var crumbs =
      reading.hasFrontPage ? [crumb(PageName.home.text(in: own), shelf.site.home)] : []
    switch plan.kind {
    case .home(nil): return .list([])
    case .home, .search, .notFound: break
    case .article(let index):
      let section = shelf.site.sectionOf[index]
      if section >= 0, settings.isOn(.sections) {
        reading.note(.section, section)
        crumbs.append(
          crumb(shelf.site.sections[section].title, shelf.site.sections[section].sitePath))
      }
    case .section(let index, let page):
      if page != nil {
        crumbs.append(crumb(shelf.site.sections[index].title, shelf.site.sections[index].sitePath))
      }
    case .tag(let index, let page):
      crumbs.append(crumb(PageName.tags.text(in: own), settings.paths[.tags].text))
      if page != nil {
        crumbs.append(crumb(shelf.site.tags[index].name, shelf.site.tags[index].sitePath))
      }
    case .person(let index, let page):
      crumbs.append(crumb(PageName.people.text(in: own), settings.paths[.people].text))
      if page != nil {
        crumbs.append(crumb(shelf.site.people[index].name, shelf.site.people[index].sitePath))
      }
    case .archive:
      crumbs.append(crumb(PageName.archives.text(in: own), settings.paths[.archives].text))
    default: break
    }
    return .list(crumbs)
  }

  private func crumb(_ title: String, _ sitePath: String) -> Value {
    .map([
      ("title", .text(title)), ("url", shelf.href(sitePath)),
      ("permalink", shelf.permalink(sitePath)),
    ])
  }
}

extension PageKind {
  /// As templates know it.
  var name: String {
    switch self {
    case .home: "home"
    case .article: "article"
    case .section: "section"
    case .tag: "tag"
    case .person: "person"
    case .archive: "archive"
    case .tags: "tags"
    case .people: "people"
    case .archives: "archives"
    case .search: "search"
    case .notFound: "404"
    default: "file"
    }
  }
}
