// Raw HTML: copied, but for what a site must know of it.
//
// Comments go (and `<!--more-->` is noted), the elements of GFM's tag filter become text,
// destinations become holes, and ids are collected and get their prefix. Everything else is the
// author's. Plain text keeps what stands between the tags of a block.

extension Writer {
  mutating func writeInlineHTML(_ node: Node) {
    // Alternative text has no tags.
    guard pictureDepth == 0 else { return }
    let literal = node.literal
    if literal.starts(with: "<!".utf8) || literal.starts(with: "<?".utf8) {
      _ = skipDeclaration(literal, at: 0, inBlockOf: nil)
      return
    }
    if link.depth > 0 { link.hasHTML = true }
    let start = locator.place(ofInline: literal)
    var places = LiteralPlaces(literal, line: locator.lineNumber(at: start), place: start)
    guard options.allowsRawHTML else {
      // One problem for an element, not one for each of its tags.
      guard !literal.starts(with: "</".utf8) else { return }
      return problems.add(.rawHTMLDropped, at: start..<start + literal.count)
    }
    let end = writeTag(literal, at: 0, &places)
    // What is behind a `<` that was made text.
    copyText(literal, end..<literal.count)
  }

  mutating func writeHTMLBlock(_ node: Node) {
    locator.enter(node)
    html.endLine()
    let literal = node.literal
    var places = LiteralPlaces(literal, line: node.startLine)
    beginTextBlock()
    let start = html.count
    var index = 0
    while let open = literal[index...].firstIndex(of: UInt8(ascii: "<")) {
      copyText(literal, index..<open)
      switch open + 1 < literal.count ? literal[open + 1] : 0 {
      case UInt8(ascii: "!"), UInt8(ascii: "?"):
        index = skipDeclaration(literal, at: open, inBlockOf: node)
      default:
        guard options.allowsRawHTML else {
          let range = locator.blockLine
          return problems.add(.rawHTMLDropped, at: range)
        }
        index = writeTag(literal, at: open, &places)
      }
    }
    copyText(literal, index..<literal.count)
    if html.bytes[start...].allSatisfy(isSpace) { html.truncate(to: start) }
    html.endLine()
  }

  /// Passes over a comment, a declaration or an instruction: a browser shows none of them.
  ///
  /// - Returns: where to go on.
  private mutating func skipDeclaration(
    _ literal: Bytes, at open: Int, inBlockOf block: Node?
  ) -> Int {
    func end(_ mark: StaticString, from start: Int) -> Int? {
      let mark = Bytes(start: mark.utf8Start, count: mark.utf8CodeUnitCount)
      var index = start
      while index + mark.count <= literal.count {
        if literal[index...].starts(with: mark) { return index + mark.count }
        index += 1
      }
      return nil
    }
    let rest = literal[open...]
    if rest.starts(with: "<!--".utf8) {
      guard let end = end("-->", from: open + 2) else {
        problems.add(.unclosedComment, at: locator.blockLine)
        return literal.count
      }
      let words = literal[min(open + 4, end)..<max(open + 4, end - 3)]
      if words.filter({ $0 > 0x20 }).elementsEqual("more".utf8) { noteMore(block) }
      return end
    }
    if rest.starts(with: "<![CDATA[".utf8) { return end("]]>", from: open) ?? literal.count }
    return end(literal[open + 1] == UInt8(ascii: "?") ? "?>" : ">", from: open) ?? literal.count
  }

  /// Copies text between tags; the spaces in it count as one in the plain text.
  private mutating func copyText(_ literal: Bytes, _ range: Range<Int>) {
    guard !range.isEmpty, options.allowsRawHTML else { return }
    let part = Bytes(rebasing: literal[range])
    html.append(part)
    for byte in unescapedEntities(part) {
      if isSpace(byte) { separateWords() } else { text.append(byte) }
    }
  }

  /// Writes the tag at a `<`, or the `<` as text where there is none to write.
  ///
  /// - Returns: where to go on.
  private mutating func writeTag(
    _ literal: Bytes, at open: Int, _ places: inout LiteralPlaces
  ) -> Int {
    let name = tagName(literal, at: open)
    guard let name = name?.name, !isFilteredElement(name), let tag = places.readTag(at: open)
    else {
      html.append("&lt;")
      text.append(UInt8(ascii: "<"))
      guard let (name, end) = name else { return open + 1 }
      let start = places.offset(open, locator)
      if !isFilteredElement(name) {
        problems.add(.unclosedTag(name: name), at: start..<start + end - open)
      } else if literal[open + 1] != UInt8(ascii: "/") {
        problems.add(.filteredElement(name: name), at: start..<start + end - open)
      }
      return open + 1
    }
    if !isPhrasing(name) { separateWords() }
    var copied = open
    for attribute in tag.attributes where !attribute.value.isEmpty {
      let use = AttributeUse(attribute.name, of: tag)
      guard use != .none else { continue }
      html.append(Bytes(rebasing: literal[copied..<attribute.quotedValue.lowerBound]))
      copied = attribute.quotedValue.upperBound
      html.append("\"")
      write(attribute, use, of: name, literal, &places)
      html.append("\"")
    }
    html.append(Bytes(rebasing: literal[copied..<tag.range.upperBound]))
    return tag.range.upperBound
  }

  private mutating func write(
    _ attribute: TagAttribute, _ use: AttributeUse, of element: String, _ literal: Bytes,
    _ places: inout LiteralPlaces
  ) {
    let kind = LinkKind.rawAttribute(name: attribute.name, element: element)
    switch use {
    case .none: break
    case .url: writeURL(literal, trimmed(literal, attribute.value), kind, &places)
    case .candidates: writeCandidates(literal, attribute.value, kind, &places)
    case .id:
      let id = unescapedEntities(Bytes(rebasing: literal[attribute.value]))
      let start = places.offset(attribute.value.lowerBound, locator)
      let range = start..<start + attribute.value.count
      if let problem = anchors.take(String(decoding: id, as: UTF8.self), at: range) {
        problems.add(problem, at: range)
      }
      makeHole(.idPrefix)
      id.withUnsafeBufferPointer { html.appendEscaped($0) }
    case .ids:
      var isFirst = true
      for id in unescapedEntities(Bytes(rebasing: literal[attribute.value])).split(
        whereSeparator: isSpace)
      {
        if !isFirst { html.append(" ") }
        makeHole(.idPrefix)
        id.withUnsafeBufferPointer { html.appendEscaped($0) }
        isFirst = false
      }
    }
  }

  /// Writes a destination, or its hole.
  private mutating func writeURL(
    _ literal: Bytes, _ range: Range<Int>, _ kind: LinkKind, _ places: inout LiteralPlaces
  ) {
    let start = places.offset(range.lowerBound, locator)
    let place = start..<start + range.count
    unescapedEntities(Bytes(rebasing: literal[range])).withUnsafeBufferPointer { url in
      links.append(
        Link(kind: kind, destination: String(decoding: url, as: UTF8.self), text: "", range: place))
      if isDangerousURL(url) {
        report(dangerous: url, at: place)
      } else if isAbsoluteURL(url) {
        html.appendEscaped(url)
      } else {
        makeHole(.linkURL, link: links.count - 1)
      }
    }
  }

  /// Writes a `srcset` (WHATWG HTML §4.8.4.2.1): destinations, each with a width or density.
  private mutating func writeCandidates(
    _ literal: Bytes, _ range: Range<Int>, _ kind: LinkKind, _ places: inout LiteralPlaces
  ) {
    func isSeparator(_ byte: UInt8) -> Bool { isSpace(byte) || byte == UInt8(ascii: ",") }
    var index = range.lowerBound
    var isFirst = true
    while index < range.upperBound {
      while index < range.upperBound, isSeparator(literal[index]) { index += 1 }
      var end = index
      while end < range.upperBound, !isSpace(literal[end]) { end += 1 }
      let tokenEnd = end
      while end > index, literal[end - 1] == UInt8(ascii: ",") { end -= 1 }
      guard index < end else { break }
      if !isFirst { html.append(", ") }
      isFirst = false
      writeURL(literal, index..<end, kind, &places)
      index = tokenEnd
      guard end == tokenEnd else { continue }
      while end < range.upperBound, literal[end] != UInt8(ascii: ",") { end += 1 }
      let descriptor = trimmed(literal, index..<end)
      if !descriptor.isEmpty {
        html.append(" ")
        html.appendEscaped(Bytes(rebasing: literal[descriptor]))
      }
      index = end
    }
  }

  private func trimmed(_ literal: Bytes, _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isSpace(literal[start]) { start += 1 }
    while end > start, isSpace(literal[end - 1]) { end -= 1 }
    return start..<end
  }
}

/// What a site must know of an attribute.
private enum AttributeUse {
  case none, url, candidates, id, ids

  init(_ name: String, of tag: Tag) {
    switch name {
    case "href", "src", "poster": self = .url
    case "srcset": self = .candidates
    case "id": self = .id
    case "name" where tag.name == "a":
      // The old way to name a place, often written beside the new one.
      self = tag.attributes.contains { $0.name == "id" } ? .ids : .id
    case "for", "headers", "list", "form", "aria-controls", "aria-describedby", "aria-details",
      "aria-labelledby", "aria-owns":
      self = .ids
    default: self = .none
    }
  }
}
