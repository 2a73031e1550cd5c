// Filling the holes of an article's HTML with what `resolveLinks` found.

import Markdown
import Nordic
import Reporting

extension Shelf {
  /// Markdown that is not an article: a text of the theme or of a data file.
  ///
  /// Its links are taken from the root of the site, and are not checked.
  func markdownHTML(_ text: String, in language: Language) -> [UInt8] {
    let document = renderMarkdown(
      SourceText(path: "", text: text), from: 0,
      options: MarkdownOptions(language: language, allowsRawHTML: settings.allowsRawHTML))
    var output: [UInt8] = []
    var copied = 0
    for hole in document.holes {
      let offset = Int(hole.offset)
      output += document.html[copied..<offset]
      copied = offset
      guard hole.kind != .idPrefix, hole.link >= 0 else { continue }
      let destination = document.links[Int(hole.link)].destination
      let href = destination.hasPrefix("/") ? settings.base.href(destination) : destination
      if hole.kind == .picture { output += #" src=""#.utf8 }
      appendEscaped(href, to: &output)
      if hole.kind == .picture { output.append(UInt8(ascii: "\"")) }
    }
    output += document.html[copied...]
    return output
  }

  /// An article's HTML for its own page.
  func content(of index: Int) -> [UInt8] {
    fill(index, prefix: [], isAbsolute: false)
  }

  /// An article's HTML for a feed: every address absolute, every id unique among articles.
  func feedContent(of index: Int) -> [UInt8] {
    fill(index, prefix: Array((site.articles[index].slug + "-").utf8), isAbsolute: true)
  }

  private func fill(_ index: Int, prefix: [UInt8], isAbsolute: Bool) -> [UInt8] {
    let (html, holes) = html(of: index)
    guard !holes.isEmpty else { return html }
    let resolved = resolvedLinks(of: index)
    let page = isAbsolute ? settings.base.permalink(site.sitePaths[index]) : ""
    var output: [UInt8] = []
    output.reserveCapacity(html.count + holes.count * 48)
    var copied = 0
    var pictureCount = 0
    html.withUnsafeBufferPointer { html in
      for hole in holes {
        let offset = Int(hole.offset)
        output.append(contentsOf: html[copied..<offset])
        copied = offset
        switch hole.kind {
        case .idPrefix:
          // A footnote's link leads, from a feed, to the note on the article's page.
          if isAbsolute, output.last == UInt8(ascii: "#") {
            output.removeLast()
            output.append(contentsOf: page.utf8)
            output.append(UInt8(ascii: "#"))
          } else {
            output.append(contentsOf: prefix)
          }
        case .linkURL:
          guard hole.link >= 0, Int(hole.link) < resolved.count else { continue }
          append(resolved[Int(hole.link)].href, page, isAbsolute, to: &output)
        case .picture:
          guard hole.link >= 0, Int(hole.link) < resolved.count else { continue }
          appendPicture(
            resolved[Int(hole.link)], isFirst: pictureCount == 0, page, isAbsolute, to: &output)
          pictureCount += 1
        }
      }
      output.append(contentsOf: html[copied...])
    }
    return output
  }

  private func append(
    _ href: [UInt8], _ page: String, _ isAbsolute: Bool,
    to output: inout [UInt8]
  ) {
    if isAbsolute {
      // A place on the page is, in a feed, a place on the article's page.
      if href.first == UInt8(ascii: "#") {
        output.append(contentsOf: page.utf8)
      } else if href.first == UInt8(ascii: "/") {
        output.append(contentsOf: origin)
      }
    }
    output.append(contentsOf: href)
  }

  /// ` src="…" width="…" height="…"`, and below the first picture ` loading="lazy"`.
  private func appendPicture(
    _ link: ResolvedLink, isFirst: Bool, _ page: String, _ isAbsolute: Bool,
    to output: inout [UInt8]
  ) {
    output.append(contentsOf: #" src=""#.utf8)
    append(link.href, page, isAbsolute, to: &output)
    output.append(UInt8(ascii: "\""))
    if let size = links.sizes[link.file] {
      output.append(contentsOf: #" width=""#.utf8)
      output.append(contentsOf: String(size.width).utf8)
      output.append(contentsOf: #"" height=""#.utf8)
      output.append(contentsOf: String(size.height).utf8)
      output.append(UInt8(ascii: "\""))
    }
    if !isFirst { output.append(contentsOf: #" loading="lazy""#.utf8) }
  }
}
