// What machines read: sitemap (sitemaps.org), robots.txt (RFC 9309), the plain search index, and the
// pages that lead from an old address to the new one.

import Nordic
import Reporting

extension Shelf {
  /// The pages of one sitemap, each with the moment it last changed; `part` counts from 1, `nil` is
  /// the only one.
  private func sitemapEntries(_ part: Int?) -> [(sitePath: String, changed: Moment?)] {
    let pages = plan.pages.filter { $0.kind.isInSitemap && !isHidden($0.kind) }
    let range =
      part.map { ($0 - 1) * sitemapLimit..<min($0 * sitemapLimit, pages.count) } ?? 0..<pages.count
    return pages[range.clamped(to: 0..<pages.count)].map { ($0.sitePath, changed($0.kind)) }
  }

  /// The digest of what a sitemap says; of how many there are for their list, 0.
  func sitemapDigest(_ part: Int?) -> Digest {
    var input = DigestInput()
    if part == 0 {
      input.add(plan.pages.count { $0.kind.isSitemap })
    } else {
      for entry in sitemapEntries(part) {
        input.add(entry.sitePath)
        input.add(Int(entry.changed?.unix ?? -1))
        input.add(Int(entry.changed?.precision.rawValue ?? 0))
      }
    }
    return input.digest
  }

  /// One sitemap.
  func sitemap(part: Int?) -> [UInt8] {
    let entries = sitemapEntries(part)
    var xml: [UInt8] = []
    xml.reserveCapacity(256 + entries.count * 140)
    xml += "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8
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

  /// The list of sitemaps, where there are several.
  func sitemapIndex() -> [UInt8] {
    var xml: [UInt8] = []
    xml += "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8
    xml += "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".utf8
    for page in plan.pages {
      guard case .sitemap(let part?) = page.kind, part > 0 else { continue }
      xml += "<sitemap><loc>".utf8
      appendEscaped(settings.base.permalink(page.sitePath), to: &xml)
      xml += "</loc></sitemap>\n".utf8
    }
    xml += "</sitemapindex>\n".utf8
    return xml
  }

  private func isHidden(_ kind: PageKind) -> Bool {
    if case .article(let index) = kind {
      return site.articles[index].metadata.noindex?.value ?? false
    }
    return false
  }

  /// When what a page shows last changed.
  private func changed(_ kind: PageKind) -> Moment? {
    switch kind {
    case .article(let index): site.changed(index)
    case .home(nil): newest(site.listed)
    case .section(let index, nil): newest(site.sections[index].articles)
    case .tag(let index, nil): newest(site.tags[index].articles)
    case .person(let index, nil): newest(site.people[index].articles)
    case .archive(let index): newest(site.years[index].articles)
    default: nil
    }
  }

  private func newest(_ articles: [Int]) -> Moment? {
    articles.compactMap { site.changed($0) }.max()
  }

  /// Everything may be read; the sitemap is named. Nothing, where the site is only for reviewers.
  func robots() -> [UInt8] {
    if settings.isReview { return Array("User-agent: *\nDisallow: /\n".utf8) }
    var text = "User-agent: *\nAllow: /\n"
    if settings.base.isKnown, settings.isOn(.sitemap) {
      text += "\nSitemap: \(settings.base.permalink("/sitemap.xml"))\n"
    }
    return Array(text.utf8)
  }

  /// The plain index: a JSON array, one article a line, newest first.
  ///
  /// - Parameter jobs: how many workers compose texts that are not kept.
  func indexJSON(_ reading: Reading, jobs: Int) -> Pieces {
    let shown = site.published
    let texts = concurrentMap(shown.count, jobs: jobs) { kept(\.indexText, of: shown[$0]) }
    let heads = shown.enumerated().map { place, index in
      reading.note(.listing, index)
      reading.note(.text, index)
      for tag in site.tagsOf[index] { reading.note(.tag, tag) }
      if site.sectionOf[index] >= 0 { reading.note(.section, site.sectionOf[index]) }
      return (place == 0 ? Array("[\n".utf8) : Array("},\n".utf8)) + indexHead(of: index)
    }
    let end = Array((shown.isEmpty ? "[\n]\n" : "}\n]\n").utf8)
    // Together the texts are the largest file of all, so each is fetched when it is its turn.
    return Pieces(count: shown.count * 2 + 1) { [self] place in
      if place == shown.count * 2 { return end }
      if place % 2 == 0 { return heads[place / 2] }
      return bytes(texts[place / 2], \.indexText, of: shown[place / 2])
    }
  }

  /// All that the plain index says of an article but its text.
  private func indexHead(of index: Int) -> [UInt8] {
    var head: [UInt8] = []
    head.reserveCapacity(320)
    appendMember("title", site.articles[index].title, isFirst: true, to: &head)
    appendMember("url", settings.base.href(site.sitePaths[index]), to: &head)
    appendMember("summary", site.articles[index].summary, to: &head)
    if let moment = site.date(of: index) { appendMember("date", date(moment, "iso"), to: &head) }
    if site.sectionOf[index] >= 0 {
      appendMember("section", site.sections[site.sectionOf[index]].title, to: &head)
    }
    appendMember("language", site.articles[index].language.rawValue, to: &head)
    head += #", "tags": ["#.utf8
    for (number, tag) in site.tagsOf[index].enumerated() {
      if number > 0 { head += ", ".utf8 }
      appendJSONString(site.tags[tag].name, to: &head)
    }
    head += #"], "text": "#.utf8
    return head
  }

  private func appendMember(
    _ name: String, _ text: String, isFirst: Bool = false, to output: inout [UInt8]
  ) {
    output += (isFirst ? "{\"" : ", \"").utf8
    output += name.utf8
    output += "\": ".utf8
    appendJSONString(text, to: &output)
  }

  /// A page that sends people and machines on, without a script.
  func redirect(to sitePath: String) -> [UInt8] {
    let href = settings.base.href(sitePath)
    var html: [UInt8] = []
    html += "<!DOCTYPE html>\n<html lang=\"\(settings.language.rawValue)\">\n<head>\n".utf8
    html += "<meta charset=\"utf-8\">\n<link rel=\"icon\" href=\"data:,\">\n<title>".utf8
    appendEscaped(settings.title, to: &html)
    html += "</title>\n<link rel=\"canonical\" href=\"".utf8
    appendEscaped(settings.base.permalink(sitePath), to: &html)
    html += "\">\n<meta name=\"robots\" content=\"noindex\">\n".utf8
    html += redirectMark.utf8
    appendEscaped(href, to: &html)
    html += "\">\n</head>\n<body>\n<p><a href=\"".utf8
    appendEscaped(href, to: &html)
    html += "\">".utf8
    appendEscaped(settings.base.permalink(sitePath), to: &html)
    html += "</a></p>\n</body>\n</html>\n".utf8
    return html
  }
}
