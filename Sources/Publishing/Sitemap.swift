// The sitemap (sitemaps.org). A small site has one. A larger one has a list of several: one for the
// articles of each year and one for all else, so that an edit changes the sitemap of one year.

import Nordic
import Reporting

/// What one sitemap is of. Numbers count from 1: a sitemap that would be too long goes on in the next.
enum SitemapPart: Hashable, Sendable {
  /// The list of all others.
  case list
  /// The one sitemap of a small site.
  case whole
  /// The articles of a year.
  case year(Int, Int)
  /// Lists, people, and pages without a date.
  case others(Int)

  /// Where it is published.
  var sitePath: String {
    switch self {
    case .list, .whole: "/sitemap.xml"
    case .year(let year, 1): "/sitemap-\(year).xml"
    case .year(let year, let number): "/sitemap-\(year)-\(number).xml"
    case .others(1): "/sitemap-pages.xml"
    case .others(let number): "/sitemap-pages-\(number).xml"
    }
  }

  fileprivate var number: Int {
    switch self {
    case .list, .whole: 1
    case .year(_, let number), .others(let number): number
    }
  }
}

/// The most addresses one sitemap holds (sitemaps.org).
private let sitemapLimit = 50_000
/// From this many addresses on there are several.
private let smallSitemapLimit = 1000

extension Site {
  /// The sitemaps of a site with these pages: the list comes first, years ascend, all else is last.
  func sitemapParts(_ pages: [PagePlan]) -> [SitemapPart] {
    var counts: [Int: Int] = [:]
    for page in pages where isInSitemap(page.kind, .whole) {
      counts[sitemapYear(of: page.kind) ?? .max, default: 0] += 1
    }
    if counts.values.reduce(0, +) < smallSitemapLimit { return [.whole] }
    var parts: [SitemapPart] = [.list]
    for (year, count) in counts.sorted(by: { $0.key < $1.key }) {
      for number in 1...((count + sitemapLimit - 1) / sitemapLimit) {
        parts.append(year == .max ? .others(number) : .year(year, number))
      }
    }
    return parts
  }

  /// The year in whose sitemap a page is; `nil` for what is no article with a date.
  fileprivate func sitemapYear(of kind: PageKind) -> Int? {
    guard case .article(let index) = kind else { return nil }
    return date(of: index)?.civil.year
  }

  fileprivate func isInSitemap(_ kind: PageKind, _ part: SitemapPart) -> Bool {
    guard kind.isInSitemap, !isHidden(kind) else { return false }
    switch part {
    case .list: return false
    case .whole: return true
    case .year(let year, _): return sitemapYear(of: kind) == year
    case .others: return sitemapYear(of: kind) == nil
    }
  }

  private func isHidden(_ kind: PageKind) -> Bool {
    guard case .article(let index) = kind, !articles[index].metadata.rare.isEmpty else {
      return false
    }
    return articles[index].metadata.noindex?.value ?? false
  }

  /// When what a page shows last changed.
  fileprivate func changed(_ kind: PageKind) -> Moment? {
    switch kind {
    case .article(let index): changed(index)
    case .home(nil): newest(listed)
    case .section(let index, nil): newest(sections[index].articles)
    case .tag(let index, nil): newest(tags[index].articles)
    case .person(let index, nil): newest(people[index].articles)
    case .archive(let index): newest(years[index].articles)
    default: nil
    }
  }

  private func newest(_ articles: [Int]) -> Moment? { articles.compactMap { changed($0) }.max() }
}

extension Shelf {
  /// The pages of one sitemap, each with the moment it last changed.
  private func sitemapEntries(_ part: SitemapPart) -> [(sitePath: String, changed: Moment?)] {
    plan.pages.filter { site.isInSitemap($0.kind, part) }
      .dropFirst((part.number - 1) * sitemapLimit).prefix(sitemapLimit)
      .map { ($0.sitePath, site.changed($0.kind)) }
  }

  private var sitemapsInList: [String] {
    plan.pages.compactMap { page in
      guard case .sitemap(let part) = page.kind, part != .list else { return nil }
      return page.sitePath
    }
  }

  /// The digest of what a sitemap says.
  func sitemapDigest(_ part: SitemapPart) -> Digest {
    var input = DigestInput()
    if part == .list {
      for path in sitemapsInList { input.add(path) }
    } else {
      for entry in sitemapEntries(part) {
        input.add(entry.sitePath)
        input.add(Int(entry.changed?.unix ?? -1))
        input.add(Int(entry.changed?.precision.rawValue ?? 0))
      }
    }
    return input.digest
  }

  /// One sitemap, or the list of them.
  func sitemap(_ part: SitemapPart) -> [UInt8] {
    var xml: [UInt8] = []
    xml += "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8
    if part == .list {
      xml += "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".utf8
      for path in sitemapsInList {
        xml += "<sitemap><loc>".utf8
        appendEscaped(settings.base.permalink(path), to: &xml)
        xml += "</loc></sitemap>\n".utf8
      }
      xml += "</sitemapindex>\n".utf8
      return xml
    }
    let entries = sitemapEntries(part)
    xml.reserveCapacity(256 + entries.count * 140)
    xml += "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".utf8
    for entry in entries {
      xml += "<url><loc>".utf8
      appendEscaped(settings.base.permalink(entry.sitePath), to: &xml)
      xml += "</loc>".utf8
      if let moment = entry.changed {
        xml += "<lastmod>".utf8
        let style = moment.precision.rawValue <= Moment.Precision.day.rawValue ? "iso" : "rfc3339"
        xml += date(moment, style).utf8
        xml += "</lastmod>".utf8
      }
      xml += "</url>\n".utf8
    }
    xml += "</urlset>\n".utf8
    return xml
  }
}
