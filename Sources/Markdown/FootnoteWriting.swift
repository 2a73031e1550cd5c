// Footnotes: the marks in the text, and the list at its end.
//
// The parser moves the definitions to the end of the tree, in the order of their first marks, and
// drops those without one. Ids have a colon, which keeps them apart from those of headings:
// `fn:1`, `fnref:1`, and `fnref:1:2` for its second mark.

/// What is known of footnotes so far.
struct Footnotes {
  /// Whether the text has anything that looks like a mark.
  var areUsed = false
  /// How many of the list are written or begun.
  var count = 0
  /// Whether the one being written leads back already.
  var leadsBack = false
  /// Marks that are not on the page, because they stand in a picture's alternative text.
  var unwritten: Set<String> = []
  /// Labels that were reported as missing.
  var missing: Set<[UInt8]> = []
}

extension Writer {
  mutating func writeFootnoteMark(_ mark: Node) {
    let number = String(decoding: mark.literal, as: UTF8.self)
    let id = markID(number, mark.markIndex)
    guard pictureDepth == 0 else {
      footnotes.unwritten.insert(id)
      return
    }
    html.append("<sup class=\"footnote-ref\"")
    // A link's text cannot hold another link.
    if link.depth == 0 {
      html.append("><a href=\"#")
      makeHole(.idPrefix)
      html.append("fn:")
      html.append(number)
      html.append("\" role=\"doc-noteref\" aria-label=\"")
      html.append(phrases.footnote)
      html.append(number)
      html.append("\"")
    }
    html.append(" id=\"")
    makeHole(.idPrefix)
    html.append(id)
    html.append("\">")
    html.append(number)
    html.append(link.depth == 0 ? "</a></sup>" : "</sup>")
    take(id)
  }

  mutating func enterFootnote(_ node: Node) -> Visit {
    html.endLine()
    if footnotes.count == 0 {
      html.append("<div class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"")
      html.append(phrases.footnotes)
      html.append("\">\n<ol>\n")
    }
    footnotes.count += 1
    footnotes.leadsBack = false
    html.append("<li id=\"")
    makeHole(.idPrefix)
    html.append("fn:")
    html.append(footnotes.count)
    html.append("\">\n")
    take("fn:\(footnotes.count)")
    return .inside
  }

  mutating func leaveFootnote(_ node: Node) {
    if !footnotes.leadsBack {
      html.endLine()
      html.append("<p>")
      writeBackLinks(of: node)
      html.append("</p>\n")
    }
    html.append("</li>\n")
  }

  mutating func closeFootnotes() {
    if footnotes.count > 0 { html.append("</ol>\n</div>\n") }
  }

  /// Writes an arrow back to every mark of a footnote.
  mutating func writeBackLinks(of footnote: Node) {
    footnotes.leadsBack = true
    let number = String(footnotes.count)
    var isFirst = true
    for index in 1...max(1, footnote.markCount) {
      let id = markID(number, index)
      if footnotes.unwritten.contains(id) { continue }
      html.append(isFirst ? "<a href=\"#" : " <a href=\"#")
      makeHole(.idPrefix)
      html.append(id)
      html.append("\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"")
      html.append(phrases.back)
      html.append(index > 1 ? "\(number)-\(index)" : number)
      // U+FE0E: an arrow, not a picture of one.
      html.append("\">↩\u{FE0E}")
      if index > 1 {
        html.append("<sup>")
        html.append(index)
        html.append("</sup>")
      }
      html.append("</a>")
      isFirst = false
    }
  }

  /// Reports `[^label]` that is still there as text.
  mutating func lookForMissingNote(in literal: Bytes) {
    var index = 0
    while let open = literal.offset(of: UInt8(ascii: "["), in: index..<literal.count) {
      index = open + 1
      guard index < literal.count, literal[index] == UInt8(ascii: "^") else { continue }
      guard let end = literal.offset(of: UInt8(ascii: "]"), in: index..<literal.count) else {
        return
      }
      let label = Array(literal[(open + 2)..<end])
      if !label.isEmpty, !label.contains(0x20), footnotes.missing.count < 100,
        footnotes.missing.insert(label).inserted,
        let place = locator.place(unescaped: Array(literal[open...end]))
      {
        problems.add(.missingFootnote(label: String(decoding: label, as: UTF8.self)), at: place)
      }
    }
  }

  private mutating func take(_ id: String) {
    if let range = anchors.footnote(id) {
      problems.add(.duplicateID(id, first: nil), at: range)
    }
  }

  private func markID(_ number: String, _ index: Int) -> String {
    index > 1 ? "fnref:\(number):\(index)" : "fnref:\(number)"
  }
}
