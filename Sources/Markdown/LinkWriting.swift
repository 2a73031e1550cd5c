// Links and pictures.
//
// A destination with a scheme or a host is written as it is; any other is a hole, since what it
// leads to is known only to the site. Where it stands in the file is looked up when the link ends:
// in that order destinations follow each other in the source, also where a picture is a link's
// text.

/// The link the walk is inside of.
struct OpenLink {
  /// A link inside a link's text is none: HTML cannot nest them.
  var depth = 0
  /// Index into the links; −1 when there is none.
  var index = -1
  var textStart = 0
  /// Alternative text of pictures in it.
  var alternative = ""
  /// Whether raw HTML in it may show something.
  var hasHTML = false
}

extension Writer {
  mutating func enterLink(_ node: Node) -> Visit {
    link.depth += 1
    guard link.depth == 1, pictureDepth == 0 else { return .inside }
    link = OpenLink(depth: 1, index: links.count, textStart: text.count)
    let url = node.url
    links.append(
      Link(kind: .link, destination: String(decoding: url, as: UTF8.self), text: "", range: 0..<0))
    html.append("<a href=\"")
    if isDangerousURL(url) {
      // Reported with its place when the link ends.
    } else if isAbsoluteURL(url) {
      html.appendURL(url)
    } else {
      makeHole(.linkURL, link: link.index)
    }
    writeTitle(node.title)
    html.append("\">")
    return .inside
  }

  mutating func leaveLink(_ node: Node) {
    link.depth -= 1
    guard link.depth == 0, pictureDepth == 0 else { return }
    html.append("</a>")
    let url = node.url
    let place = locator.destination(of: url, text: onlyText(of: node))
    links[link.index].range = place.destination
    let shown = text.string(link.textStart..<text.count)
    links[link.index].text = shown.isEmpty ? link.alternative : shown
    if isDangerousURL(url) { report(dangerous: url, at: place.destination) }
    if !link.hasHTML, links[link.index].text.utf8.allSatisfy({ $0 <= 0x20 }) {
      problems.add(
        .linkWithoutText(destination: links[link.index].destination), at: place.textRange)
    }
    link.index = -1
  }

  mutating func enterPicture() -> Visit {
    if pictureDepth == 0 { plain.truncate(to: 0) }
    pictureDepth += 1
    return .inside
  }

  mutating func leavePicture(_ node: Node) {
    pictureDepth -= 1
    guard pictureDepth == 0 else { return }
    let url = node.url
    let place = locator.destination(of: url, text: nil)
    let alternative = plain.string(0..<plain.count)
    let destination = String(decoding: url, as: UTF8.self)
    links.append(
      Link(kind: .picture, destination: destination, text: alternative, range: place.destination))
    if link.depth > 0 { link.alternative += alternative }
    if isDangerousURL(url) {
      report(dangerous: url, at: place.destination)
      return html.appendEscaped(alternative)
    }
    html.append("<img")
    if isAbsoluteURL(url) {
      html.append(" src=\"")
      html.appendURL(url)
      html.append("\" loading=\"lazy\"")
    } else {
      makeHole(.picture, link: links.count - 1)
    }
    html.append(" alt=\"")
    html.appendEscaped(alternative)
    if !isFigure { writeTitle(node.title) }
    html.append("\">")
    if alternative.utf8.allSatisfy({ $0 <= 0x20 }) {
      problems.add(.missingAlternative(destination: destination), at: place.textRange)
    }
  }

  /// Reports a destination that was emptied.
  mutating func report(dangerous url: Bytes, at range: Range<Int>) {
    let text = url.drop { $0 <= 0x20 }
    let scheme = text.prefix { $0 != UInt8(ascii: ":") }.filter { $0 > 0x20 }
    problems.add(
      .dangerousURL(scheme: String(decoding: scheme, as: UTF8.self).lowercased()), at: range)
  }

  /// Ends the value of an attribute and begins that of `title`, if there is one.
  private mutating func writeTitle(_ title: Bytes) {
    guard !title.isEmpty else { return }
    html.append("\" title=\"")
    html.appendEscaped(title)
  }

  /// The text of a link that has nothing else in it.
  private func onlyText(of link: Node) -> Bytes? {
    guard let child = link.firstChild, child.kind == .text, child.next == nil else { return nil }
    return child.literal
  }
}

extension Locator.Found {
  /// Where the text belongs: in front of the `]`.
  fileprivate var textRange: Range<Int> { bracket < 0 ? destination : bracket..<bracket }
}
