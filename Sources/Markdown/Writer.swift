// The walk over the tree that writes HTML and plain text.
//
// One pass, no recursion: from a node to its child, its sibling, or up to its parent. This file has
// the walk, what it carries along, and the simple nodes; headings, links, pictures, tables,
// footnotes and raw HTML have files of their own. Line breaks between tags are those of cmark's own
// renderer, which is the oracle of the tests.

import Reporting

/// Writes one text.
struct Writer: ~Copyable {
  let options: MarkdownOptions
  let phrases: Phrases
  var html: ByteBuffer
  var text: ByteBuffer
  /// The alternative text of the picture being read; also a heading's text before it is written.
  var plain = ByteBuffer(capacity: 256)
  var holes: [Hole] = []
  var links: [Link] = []
  var outline: [Heading] = []
  var anchors: Anchors
  var locator: Locator
  var problems = ProblemList()

  /// Pictures the walk is inside of: their text goes to `plain`.
  var pictureDepth = 0
  var link = OpenLink()
  var heading = OpenHeading()
  var table = OpenTable()
  var footnotes = Footnotes()
  /// Whether the paragraph is a picture with a caption.
  var isFigure = false
  var alert = OpenAlert()
  var summary = SummaryMarks()

  init(
    options: MarkdownOptions, size: Int, anchors: Anchors, locator: Locator, hasFootnotes: Bool
  ) {
    self.options = options
    self.anchors = anchors
    self.locator = locator
    phrases = Phrases(options.language)
    footnotes.areUsed = hasFootnotes
    html = ByteBuffer(capacity: size + size / 4 + 512)
    text = ByteBuffer(capacity: size + 64)
  }

  /// What the walk does with a node it has come to.
  enum Visit {
    /// Goes through its children, then leaves it.
    case inside
    /// There is nothing in it, or nothing that should be written.
    case done
  }

  /// Writes a tree.
  mutating func write(_ root: Node) {
    var node = root
    var isEntering = true
    while true {
      if isEntering {
        if enter(node) == .inside {
          if let child = node.firstChild {
            node = child
            continue
          }
          leave(node)
        }
      } else {
        leave(node)
      }
      if summary.hasPendingMore, node.parent == root { markMore() }
      if node == root { break }
      if let next = node.next {
        (node, isEntering) = (next, true)
      } else if let parent = node.parent {
        (node, isEntering) = (parent, false)
      } else {
        break
      }
    }
    closeFootnotes()
  }

  private mutating func enter(_ node: Node) -> Visit {
    switch node.kind {
    case .text: writeText(node)
    case .softBreak: writeBreak("\n")
    case .hardBreak: writeBreak("<br>\n")
    case .code: writeCode(node.literal)
    case .emphasis: return open("<em>")
    case .strong: return open("<strong>")
    case .strike: return open("<del>")
    case .link: return enterLink(node)
    case .image: return enterPicture()
    case .footnoteMark: writeFootnoteMark(node)
    case .html: writeInlineHTML(node)
    case .paragraph: return enterParagraph(node)
    case .heading: return enterHeading(node)
    case .quote:
      enterQuote(node)
      return .inside
    case .list: return enterList(node)
    case .item: return enterItem(node)
    case .codeBlock: writeCodeBlock(node)
    case .htmlBlock: writeHTMLBlock(node)
    case .rule: _ = openBlock("<hr>\n")
    case .table: return enterTable(node)
    case .row: return enterRow(node)
    case .cell: return enterCell(node)
    case .footnote: return enterFootnote(node)
    case .document, .other: return .inside
    }
    return .done
  }

  private mutating func leave(_ node: Node) {
    switch node.kind {
    case .emphasis: close("</em>")
    case .strong: close("</strong>")
    case .strike: close("</del>")
    case .link: leaveLink(node)
    case .image: leavePicture(node)
    case .paragraph: leaveParagraph(node)
    case .heading: leaveHeading(node)
    case .quote: _ = openBlock("</blockquote>\n")
    case .list: html.append(node.isOrdered ? "</ol>\n" : "</ul>\n")
    case .item: html.append("</li>\n")
    case .table: leaveTable()
    case .row: leaveRow(node)
    case .cell: leaveCell(node)
    case .footnote: leaveFootnote(node)
    default: break
    }
  }

  // MARK: Parts

  /// Leaves a hole.
  mutating func makeHole(_ kind: HoleKind, link: Int = -1) {
    holes.append(
      Hole(
        offset: Int32(truncatingIfNeeded: html.count), kind: kind,
        link: Int32(truncatingIfNeeded: link)))
  }

  /// Begins a line of the plain text.
  mutating func beginTextBlock() {
    while text.last == UInt8(ascii: " ") { text.truncate(to: text.count - 1) }
    if text.count > 0, text.last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
  }

  /// Parts words of the plain text, unless they are.
  mutating func separateWords() {
    if text.last > 0x20 { text.append(UInt8(ascii: " ")) }
  }

  private mutating func openBlock(_ tag: StaticString) -> Visit {
    html.endLine()
    html.append(tag)
    return .inside
  }

  private mutating func open(_ tag: StaticString) -> Visit {
    if pictureDepth == 0 { html.append(tag) }
    return .inside
  }

  private mutating func close(_ tag: StaticString) {
    if pictureDepth == 0 { html.append(tag) }
  }

  // MARK: Text

  private mutating func writeText(_ node: Node) {
    if alert.isInName { return }
    let literal = node.literal
    if pictureDepth > 0 { return plain.append(literal) }
    html.appendEscaped(literal)
    text.append(literal)
    if footnotes.areUsed { lookForMissingNote(in: literal) }
  }

  private mutating func writeBreak(_ tag: StaticString) {
    if alert.isInName {
      alert.isInName = false
      return
    }
    if pictureDepth > 0 { return plain.append(UInt8(ascii: " ")) }
    html.append(tag)
    text.append(UInt8(ascii: " "))
  }

  private mutating func writeCode(_ literal: Bytes) {
    if pictureDepth > 0 { return plain.append(literal) }
    html.append("<code>")
    html.appendEscaped(literal)
    html.append("</code>")
    text.append(literal)
  }

  private mutating func writeCodeBlock(_ node: Node) {
    html.endLine()
    // Wide code scrolls, and what scrolls must be reachable with the keyboard.
    html.append("<pre tabindex=\"0\"><code")
    let info = node.info
    let languageEnd = info.firstIndex { $0 <= 0x20 } ?? info.count
    if languageEnd > 0 {
      html.append(" class=\"language-")
      html.appendEscaped(Bytes(rebasing: info[..<languageEnd]))
      html.append("\"")
    }
    html.append(">")
    html.appendEscaped(node.literal)
    html.append("</code></pre>\n")
    beginTextBlock()
    text.append(node.literal)
  }

  // MARK: Paragraphs

  private mutating func enterParagraph(_ node: Node) -> Visit {
    locator.enter(node)
    if alert.paragraph == node {
      alert.isInName = !alert.isBare
      if alert.isBare { return .done }
    }
    beginTextBlock()
    let isTask = beginsTask(node)
    isFigure = !isTask && captionedPicture(node) != nil
    if isFigure {
      html.endLine()
      html.append("<figure>")
    } else if !isTight(node) {
      html.endLine()
      summary.beginParagraph(html.count, text.count, isTopLevel: node.parent?.kind == .document)
      html.append("<p>")
    }
    if isTask, let item = node.parent { openTask(item) }
    return .inside
  }

  private mutating func leaveParagraph(_ node: Node) {
    if beginsTask(node) { html.append("</label>") }
    if isFigure {
      isFigure = false
      guard let title = captionedPicture(node)?.title else { return }
      html.append("<figcaption>")
      html.appendEscaped(title)
      html.append("</figcaption></figure>\n")
      beginTextBlock()
      return text.append(title)
    }
    guard !isTight(node) else { return }
    if node.next == nil, let footnote = node.parent, footnote.kind == .footnote {
      html.append(" ")
      writeBackLinks(of: footnote)
    }
    html.append("</p>")
    summary.endParagraph(html.count, text.count)
    html.append("\n")
  }

  /// Whether a paragraph is an item's text without tags of its own.
  private func isTight(_ paragraph: Node) -> Bool {
    guard let list = paragraph.parent?.parent, list.kind == .list else { return false }
    return list.isTight
  }

  /// The picture of a paragraph that holds nothing else, if it has a title.
  private func captionedPicture(_ paragraph: Node) -> Node? {
    guard let picture = paragraph.firstChild, picture.kind == .image, picture.next == nil,
      !picture.title.isEmpty, !isDangerousURL(picture.url)
    else { return nil }
    return picture
  }
}
