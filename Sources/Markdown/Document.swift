// What a Markdown text becomes: HTML with holes, and what else is known about it.
//
// HTML is bytes; whatever depends on another file, or on the page the text ends up on, is left out
// and listed as a hole. Nothing here depends on anything but the text and the options.

import Reporting

/// A rendered Markdown text.
public struct Document: Sendable {
  /// HTML5, UTF-8, with the holes cut out; empty where the text could not be parsed.
  public var html: [UInt8] = []
  /// Where something is missing in ``html``; ascending offsets.
  public var holes: [Hole] = []
  /// What holes refer to, and the links that need none because they lead to another site.
  public var links: [Link] = []
  /// The headings in order; those written in raw HTML are not among them.
  public var outline: [Heading] = []
  /// The text for search: a line for each block, without markup and footnote marks.
  public var text: [UInt8] = []
  /// Plain text for lists: what stands before `<!--more-->`, else the first paragraph, cut at a
  /// word after 200 characters; empty where there is neither.
  public var summary = ""
  /// The part of ``html`` that ``summary`` is the text of; empty where there is none.
  public var summaryRange = 0..<0
  /// The offset in ``html``, between two blocks, where `<!--more-->` stood.
  public var moreOffset: Int?
  /// All ids in document order, those of raw HTML and footnotes included, without prefix.
  public var ids: [String] = []
  /// How many footnotes are shown.
  public var footnoteCount = 0
  /// Words in ``text``: what spaces separate.
  public var wordCount = 0
  /// What is wrong, sorted.
  public var problems: [Diagnostic] = []

  /// A document with nothing in it.
  public init() {}
}

/// A place in ``Document/html`` where something is missing.
public struct Hole: Hashable, Sendable {
  /// In bytes of the HTML; two holes never share one.
  public var offset: Int32
  /// What is missing.
  public var kind: HoleKind
  /// Index into ``Document/links``, or −1.
  public var link: Int32

  /// Makes a hole.
  public init(offset: Int32, kind: HoleKind, link: Int32 = -1) {
    self.offset = offset
    self.kind = kind
    self.link = link
  }
}

/// What belongs into a hole.
public enum HoleKind: UInt8, Hashable, Sendable {
  /// An escaped URL, inside the quotation marks of an attribute.
  case linkURL
  /// ` src="…" width="…" height="…" loading="lazy"` inside an `<img>`.
  case picture
  /// What keeps ids apart where several texts share a page: nothing, or `<slug>-`. Inside `id`,
  /// `for`, `aria-labelledby` and the like, and after the `#` of footnotes' links.
  case idPrefix
}

/// A destination somebody wrote.
public struct Link: Hashable, Sendable {
  /// What it is for.
  public var kind: LinkKind
  /// As meant: entities and backslashes are resolved, `%` escapes are as written.
  public var destination: String
  /// The link's plain text, or the picture's alternative text; empty for raw HTML.
  public var text: String
  /// The destination in the file (of a reference: in its definition). Where it cannot be found
  /// because it is written in too strange a way: the block's first line.
  public var range: Range<Int>

  /// Makes a link.
  public init(kind: LinkKind, destination: String, text: String, range: Range<Int>) {
    self.kind = kind
    self.destination = destination
    self.text = text
    self.range = range
  }

  /// Whether it has a scheme or a host of its own: then it needs no hole.
  public var isAbsolute: Bool { Array(destination.utf8).withUnsafeBufferPointer(isAbsoluteURL) }
}

/// What a destination is for.
public enum LinkKind: Hashable, Sendable {
  /// A Markdown link or a bare address.
  case link
  /// A Markdown picture.
  case picture
  /// An attribute of raw HTML: both names in lower case. A candidate of a `srcset` is one of these.
  case rawAttribute(name: String, element: String)
}

/// A heading.
public struct Heading: Hashable, Sendable {
  /// 1…6.
  public var level: Int
  /// Without prefix.
  public var id: String
  /// Plain text.
  public var text: String
  /// The element in ``Document/html``, from `<h` to behind the end tag.
  public var htmlRange: Range<Int>
  /// Where it begins in the file: at its `#`, or its text where it is underlined.
  public var sourceOffset: Int

  /// Makes a heading.
  public init(
    level: Int, id: String, text: String, htmlRange: Range<Int>, sourceOffset: Int
  ) {
    self.level = level
    self.id = id
    self.text = text
    self.htmlRange = htmlRange
    self.sourceOffset = sourceOffset
  }
}
