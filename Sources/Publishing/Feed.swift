// RSS 2.0 (rssboard.org/rss-specification) with full content.
//
// Every address is absolute. An item's identity is permanent: `tag:<host>,<date>:<id>` (RFC 4151),
// so an article that moves is not new to its readers. `lastBuildDate` is the newest change of what
// is shown, never the clock, so that a feed changes only when its articles do.

import Nordic

extension Shelf {
  /// The feed of a subject.
  func feed(_ subject: FeedSubject, _ reading: Reading) -> [UInt8] {
    let indices = feedArticles(of: subject)
    switch subject {
    case .site: break
    case .section(let index): reading.note(.section, index)
    case .tag(let index): reading.note(.tag, index)
    }
    for index in indices {
      reading.note(.listing, index)
      for tag in site.tagsOf[index] { reading.note(.tag, tag) }
      if settings.feedsHoldContent { reading.note(.text, index) }
    }
    var xml: [UInt8] = []
    xml.reserveCapacity(4096 + indices.count * 12_000)
    xml +=
      """
      <?xml version="1.0" encoding="utf-8"?>
      <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" \
      xmlns:content="http://purl.org/rss/1.0/modules/content/" \
      xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel>

      """.utf8
    let page = sitePath(of: subject)
    appendElement("title", feedTitle(of: subject), to: &xml)
    // RSS wants a link, also where the section's or the tag's own page is switched off.
    let shown = plan.byPath[page] == nil ? site.home : page
    appendElement("link", settings.base.permalink(shown), to: &xml)
    appendElement(
      "description", settings.tagline(in: settings.language) ?? settings.title, to: &xml)
    appendElement("language", settings.language.rawValue, to: &xml)
    if let copyright = settings.copyright { appendElement("copyright", copyright, to: &xml) }
    if let newest = indices.compactMap({ site.changed($0) }).max() {
      appendElement("lastBuildDate", date(newest, "rfc822"), to: &xml)
    }
    appendElement("generator", "Tidende", to: &xml)
    xml += #"<atom:link rel="self" type="application/rss+xml" href=""#.utf8
    appendEscaped(settings.base.permalink(settings.paths.feed(of: page)), to: &xml)
    xml += "\"/>\n".utf8
    for index in indices { appendItem(index, to: &xml) }
    xml += "</channel>\n</rss>\n".utf8
    return xml
  }

  /// What a feed shows, newest first.
  func feedArticles(of subject: FeedSubject) -> ArraySlice<Int> {
    switch subject {
    case .site: site.listed.prefix(settings.feedCount)
    // Those without a date are last in a section, and in no feed.
    case .section(let index):
      site.sections[index].articles.prefix(settings.feedCount).prefix { site.date(of: $0) != nil }
    case .tag(let index): site.tags[index].articles.prefix(settings.feedCount)
    }
  }

  func sitePath(of subject: FeedSubject) -> String {
    switch subject {
    case .site: site.home
    case .section(let index): site.sections[index].sitePath
    case .tag(let index): site.tags[index].sitePath
    }
  }

  func feedTitle(of subject: FeedSubject) -> String {
    switch subject {
    case .site: settings.title
    case .section(let index): settings.title + " – " + site.sections[index].title
    case .tag(let index): settings.title + " – " + site.tags[index].name
    }
  }

  private func appendItem(_ index: Int, to xml: inout [UInt8]) {
    xml += "<item>\n".utf8
    appendElement("title", site.articles[index].title, to: &xml)
    appendElement("link", settings.base.permalink(site.sitePaths[index]), to: &xml)
    xml += #"<guid isPermaLink="false">"#.utf8
    appendEscaped(identity(of: index), to: &xml)
    xml += "</guid>\n".utf8
    if let moment = site.date(of: index) {
      appendElement("pubDate", date(moment, "rfc822"), to: &xml)
    }
    for author in site.authorsOf[index] { appendElement("dc:creator", author.name, to: &xml) }
    if site.articles[index].language != settings.language {
      appendElement("dc:language", site.articles[index].language.rawValue, to: &xml)
    }
    for tag in site.tagsOf[index] { appendElement("category", site.tags[tag].name, to: &xml) }
    appendElement("description", site.articles[index].summary, to: &xml)
    if settings.feedsHoldContent {
      xml += "<content:encoded><![CDATA[".utf8
      appendCharacterData(feedContent(of: index), to: &xml)
      xml += "]]></content:encoded>\n".utf8
    }
    xml += "</item>\n".utf8
  }

  /// `tag:<host>,<date>:<id>`; an article without a date has the site's first possible one.
  func identity(of index: Int) -> String {
    let day = site.date(of: index).map { date($0, "iso") } ?? "1970-01-01"
    return "tag:\(settings.base.host),\(day):\(percentEncoded(site.articles[index].id))"
  }

  func date(_ moment: Moment, _ style: String) -> String {
    var output: [UInt8] = []
    let own = Moment(unix: moment.unix, in: settings.zone, precision: moment.precision)
    if let format = DateFormat(style) {
      appendDate(own, format, in: settings.language, to: &output)
    }
    return String(decoding: output, as: UTF8.self)
  }
}

func appendElement(_ name: String, _ text: String, to xml: inout [UInt8]) {
  xml.append(UInt8(ascii: "<"))
  xml += name.utf8
  xml.append(UInt8(ascii: ">"))
  appendXMLText(text, to: &xml)
  xml += "</".utf8
  xml += name.utf8
  xml += ">\n".utf8
}

/// Escaped, and without what XML 1.0 §2.2 does not allow.
private func appendXMLText(_ text: String, to xml: inout [UInt8]) {
  if text.utf8.contains(where: { $0 < 0x20 || $0 == 0xEF }) {
    let allowed = text.unicodeScalars.filter { isXMLScalar($0) }
    appendEscaped(String(String.UnicodeScalarView(allowed)), to: &xml)
  } else {
    appendEscaped(text, to: &xml)
  }
}

private func isXMLScalar(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A, 0x0D: true
  case 0..<0x20, 0xFFFE, 0xFFFF: false
  default: true
  }
}

/// The inside of a CDATA section: `]]>` is split, control bytes and U+FFFE/U+FFFF are left out.
private func appendCharacterData(_ bytes: [UInt8], to xml: inout [UInt8]) {
  bytes.withUnsafeBufferPointer { bytes in
    var start = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ">"), index >= 2, bytes[index - 1] == UInt8(ascii: "]"),
        bytes[index - 2] == UInt8(ascii: "]")
      {
        xml.append(contentsOf: bytes[start..<index])
        xml += "]]><![CDATA[".utf8
        start = index
      } else if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D {
        xml.append(contentsOf: bytes[start..<index])
        start = index + 1
      } else if byte == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBF,
        bytes[index + 2] >= 0xBE
      {
        xml.append(contentsOf: bytes[start..<index])
        start = index + 3
        index += 2
      }
      index += 1
    }
    xml.append(contentsOf: bytes[start...])
  }
}
