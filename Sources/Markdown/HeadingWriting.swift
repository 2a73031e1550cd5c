// Headings: their ids, the outline, and whether screen readers can follow them.

import Nordic

/// The heading the walk is inside of.
struct OpenHeading {
  var id = ""
  var htmlStart = 0
  /// Its plain text, without `{#id}`.
  var text = ""
  /// Bytes of `{#id}` and the spaces before it, to be taken back when it is written.
  var idLength = 0
  var sourceOffset = 0
  /// The level of the heading before; the page's title counts as the first.
  var lastLevel = 1
}

extension Writer {
  mutating func enterHeading(_ node: Node) -> Visit {
    locator.enter(node)
    let place = locator.headingLine(node)
    let tail = readText(of: node)
    let textCount = plain.count
    var idLength = 0
    var given: String?
    var idPlace = place
    if plain.last == UInt8(ascii: "}"), let written = locator.placeOfID,
      let id = attributeID(tail: tail)
    {
      idPlace = written
      if isValidID(id) {
        (given, idLength) = (id, textCount - plain.count)
      } else {
        problems.add(.invalidID(id), at: idPlace)
      }
    }
    guard plain.count > 0 || hasPictureOrHTML(node) else {
      problems.add(.emptyHeading, at: place)
      return .done
    }
    checkLevel(node.level, at: place)
    heading.id = name(given, at: idPlace)
    heading.text = plain.string(0..<plain.count)
    heading.idLength = idLength
    heading.sourceOffset = place.lowerBound
    html.endLine()
    heading.htmlStart = html.count
    html.append("<h")
    html.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: node.level))
    html.append(" id=\"")
    makeHole(.idPrefix)
    html.appendEscaped(heading.id)
    html.append("\">")
    beginTextBlock()
    return .inside
  }

  mutating func leaveHeading(_ node: Node) {
    // Nothing in `{#id}` is escaped, so it is as long in the HTML as in the text.
    html.truncate(to: html.count - heading.idLength)
    text.truncate(to: text.count - heading.idLength)
    html.append("</h")
    html.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: node.level))
    html.append(">")
    outline.append(
      Heading(
        level: node.level, id: heading.id, text: heading.text,
        htmlRange: heading.htmlStart..<html.count, sourceOffset: heading.sourceOffset))
    html.append("\n")
  }

  /// Reads a heading's text into `plain`.
  ///
  /// - Returns: how many bytes at its end are plain text, where `{#id}` may stand.
  private mutating func readText(of heading: Node) -> Int {
    plain.truncate(to: 0)
    var tail = 0
    forEachInline(of: heading) { node in
      switch node.kind {
      case .text:
        plain.append(node.literal)
        if node.parent == heading { return tail += node.literal.count }
      case .code: plain.append(node.literal)
      case .softBreak, .hardBreak: plain.append(UInt8(ascii: " "))
      default: break
      }
      tail = 0
    }
    return tail
  }

  private func hasPictureOrHTML(_ heading: Node) -> Bool {
    var found = false
    forEachInline(of: heading) { node in
      if node.kind == .image || node.kind == .html && !node.literal.starts(with: "<!".utf8) {
        found = true
      }
    }
    return found
  }

  /// Takes `{#id}` and the spaces before it off the end of `plain`.
  private mutating func attributeID(tail: Int) -> String? {
    let bytes = plain.bytes
    guard let open = bytes.lastIndex(of: UInt8(ascii: "{")), open >= bytes.count - tail,
      open + 2 < bytes.count, bytes[open + 1] == UInt8(ascii: "#")
    else { return nil }
    let id = plain.string(open + 2..<bytes.count - 1)
    var end = open
    while end > 0, bytes[end - 1] == 0x20, end > bytes.count - tail { end -= 1 }
    plain.truncate(to: end)
    return id
  }

  private mutating func name(_ given: String?, at place: Range<Int>) -> String {
    if let given {
      if let problem = anchors.take(given, at: place) { problems.add(problem, at: place) }
      return given
    }
    let slug = slug(Array(plain.bytes), in: options.slugsFor)
    return anchors.automatic(
      slug.isEmpty ? phrases.section : String(decoding: slug, as: UTF8.self))
  }

  private mutating func checkLevel(_ level: Int, at place: Range<Int>) {
    if level == 1 {
      problems.add(.topLevelHeading, at: place)
    } else if level > heading.lastLevel + 1 {
      problems.add(.skippedLevel(from: heading.lastLevel, to: level), at: place)
    }
    heading.lastLevel = level
  }
}

/// Visits all nodes inside one.
private func forEachInline(of root: Node, _ body: (Node) -> Void) {
  guard var node = root.firstChild else { return }
  while true {
    body(node)
    if let child = node.firstChild {
      node = child
      continue
    }
    while node.next == nil {
      guard let parent = node.parent, parent != root else { return }
      node = parent
    }
    guard let next = node.next else { return }
    node = next
  }
}

/// Letters, digits and `- _ . :`, so that it can stand in an address and a style sheet.
private func isValidID(_ id: String) -> Bool {
  !id.isEmpty
    && id.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: ":"), 0x80...:
        true
      default: false
      }
    }
}

extension Locator {
  /// The line of a heading, from its `#`, or from its text where it is underlined.
  fileprivate func headingLine(_ node: Node) -> Range<Int> {
    let line = line(node.startLine)
    var start = line.lowerBound
    while start < line.upperBound {
      let byte = bytes[start]
      if node.isSetext ? byte > 0x20 && byte != UInt8(ascii: ">") : byte == UInt8(ascii: "#") {
        break
      }
      start += 1
    }
    var end = line.upperBound
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }

  /// The last `{#` of the block, to its `}`; `nil` where there is none, or a backslash before it.
  fileprivate var placeOfID: Range<Int>? {
    var start = block.upperBound - 2
    while start >= block.lowerBound {
      if bytes[start] == UInt8(ascii: "{"), bytes[start + 1] == UInt8(ascii: "#") { break }
      start -= 1
    }
    guard start >= block.lowerBound, start == 0 || bytes[start - 1] != UInt8(ascii: "\\") else {
      return nil
    }
    var end = start + 2
    while end < block.upperBound, bytes[end - 1] != UInt8(ascii: "}"), bytes[end] != 0x0A {
      end += 1
    }
    return start..<end
  }
}
