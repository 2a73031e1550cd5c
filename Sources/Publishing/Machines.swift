// What machines read beside sitemaps and feeds: robots.txt (RFC 9309), the plain search index, and
// the pages that lead from an old address to the new one.

import Nordic
import Reporting

extension Shelf {
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
