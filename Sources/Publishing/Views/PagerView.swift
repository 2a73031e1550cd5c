// `pager`: where a list page is among its list's pages.

import Templating

/// One page of a list.
struct ListPage: Sendable {
  /// What it shows.
  let articles: ArraySlice<Int>
  /// `nil` for the front page.
  let number: Int?
  /// Paths of other pages of the list; `nil` where there is none.
  let newer: String?
  let older: String?
  let newest: String?
  let oldest: String?
}

extension Shelf {
  /// A page of the list that is the kind's subject; an empty one for what is no list.
  func list(of kind: PageKind, _ page: Int?) -> ListPage {
    let (articles, size, front) = whole(of: kind)
    let pages = Pagination(count: articles.count, size: size)
    let last = pages.numberedCount
    func path(_ number: Int?) -> String { settings.paths.list(front, page: number) }
    let newer = page.map { path($0 == last ? nil : $0 + 1) }
    let older =
      page.map { $0 == 1 ? nil : path($0 - 1) } ?? (last > 0 ? path(last) : nil)
    return ListPage(
      articles: articles[page.map(pages.page) ?? pages.front], number: page, newer: newer,
      older: older, newest: page == nil ? nil : path(nil),
      oldest: last == 0 || page == 1 ? nil : path(1))
  }

  /// The articles of a list page, and the number of the last one that has a number.
  func place(of kind: PageKind, _ page: Int?) -> (articles: ArraySlice<Int>, last: Int) {
    let (articles, size, _) = whole(of: kind)
    let pages = Pagination(count: articles.count, size: size)
    return (articles[page.map(pages.page) ?? pages.front], pages.numberedCount)
  }

  /// All articles of a list, how many a page shows, and where the front page is.
  private func whole(of kind: PageKind) -> (articles: [Int], size: Int, front: String) {
    switch kind {
    case .home: (site.listed, settings.pageSize, site.home)
    case .section(let index, _):
      (site.sections[index].articles, site.sections[index].pageSize, site.sections[index].sitePath)
    case .tag(let index, _):
      (site.tags[index].articles, settings.pageSize, site.tags[index].sitePath)
    case .person(let index, _):
      (site.people[index].articles, settings.pageSize, site.people[index].sitePath)
    default: ([], 1, "/")
    }
  }

  /// How many numbered pages and articles a list has.
  fileprivate func counts(of kind: PageKind) -> (pages: Int, articles: Int) {
    let (articles, size, _) = whole(of: kind)
    return (Pagination(count: articles.count, size: size).numberedCount, articles.count)
  }
}

/// The pager.
final class PagerView: TemplateObject {
  private let reading: Reading
  private let kind: PageKind
  private let list: ListPage

  init(_ reading: Reading, _ kind: PageKind, _ list: ListPage) {
    self.reading = reading
    self.kind = kind
    self.list = list
  }

  var typeName: String { "pager" }
  var memberNames: [String] {
    [Member.number, .count, .total, .newer, .older, .newest, .oldest, .isFront].names
  }

  func member(_ name: Name) -> Value? {
    switch Member(name) {
    case .number: return list.number.map { .int($0) } ?? Value.none
    case .count:
      note(.homePages, .sectionPages, .tagPages, .personPages)
      return .int(reading.shelf.counts(of: kind).pages + 1)
    case .total:
      note(.articles, .sectionArticles, .tagArticles, .personArticles)
      return .int(reading.shelf.counts(of: kind).articles)
    case .newer: return href(list.newer)
    case .older: return href(list.older)
    case .newest: return href(list.newest)
    case .oldest: return href(list.oldest)
    case .isFront: return .bool(list.number == nil)
    default: return nil
    }
  }

  private func href(_ path: String?) -> Value { path.map(reading.shelf.href) ?? .none }

  private func note(
    _ home: Fact.Kind, _ section: Fact.Kind, _ tag: Fact.Kind, _ person: Fact.Kind
  ) {
    switch kind {
    case .section(let index, _): reading.note(section, index)
    case .tag(let index, _): reading.note(tag, index)
    case .person(let index, _): reading.note(person, index)
    default: reading.note(home)
    }
  }
}
