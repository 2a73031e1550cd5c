// The syntax of tags in raw HTML: names, attributes and where they end.
//
// As a browser reads them (WHATWG HTML §13.2.5), more leniently than CommonMark's definition of
// inline HTML: an HTML block may hold anything.

/// An attribute of a tag; offsets in the literal.
struct TagAttribute {
  /// In lower case.
  var name: String
  /// Without quotation marks; empty behind the name where there is no value.
  var value: Range<Int>
  /// The value with its quotation marks.
  var quotedValue: Range<Int>
}

/// A tag; offsets in the literal.
struct Tag {
  /// In lower case.
  var name: String
  var isClosing: Bool
  var attributes: [TagAttribute]
  /// From `<` to behind `>`.
  var range: Range<Int>
}

/// The name of the tag at a `<`, in lower case, and where it ends; `nil` where no tag begins.
func tagName(_ bytes: Bytes, at open: Int) -> (name: String, end: Int)? {
  var start = open + 1
  if start < bytes.count, bytes[start] == UInt8(ascii: "/") { start += 1 }
  guard start < bytes.count, isLetter(bytes[start]) else { return nil }
  var end = start
  while end < bytes.count, !isSpace(bytes[end]), bytes[end] != UInt8(ascii: "/"),
    bytes[end] != UInt8(ascii: ">")
  {
    end += 1
  }
  return (lowercased(bytes[start..<end]), end)
}

/// Reads the tag at a `<`; `nil` where none begins, or where it does not end.
func readTag(_ bytes: Bytes, at open: Int) -> Tag? {
  guard let (name, end) = tagName(bytes, at: open) else { return nil }
  var tag = Tag(
    name: name, isClosing: bytes[open + 1] == UInt8(ascii: "/"), attributes: [],
    range: open..<open)
  var index = end
  while index < bytes.count {
    switch bytes[index] {
    case UInt8(ascii: ">"):
      tag.range = open..<index + 1
      return tag
    case UInt8(ascii: "/"): index += 1
    case let byte where isSpace(byte): index += 1
    default:
      guard let attribute = readAttribute(bytes, from: index) else { return nil }
      tag.attributes.append(attribute)
      index = attribute.quotedValue.upperBound
    }
  }
  return nil
}

private func readAttribute(_ bytes: Bytes, from start: Int) -> TagAttribute? {
  var index = start + 1
  while index < bytes.count, !isSpace(bytes[index]), bytes[index] != UInt8(ascii: "/"),
    bytes[index] != UInt8(ascii: ">"), bytes[index] != UInt8(ascii: "=")
  {
    index += 1
  }
  let name = lowercased(bytes[start..<index])
  let nameEnd = index
  while index < bytes.count, isSpace(bytes[index]) { index += 1 }
  guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
    return TagAttribute(name: name, value: nameEnd..<nameEnd, quotedValue: nameEnd..<nameEnd)
  }
  index += 1
  while index < bytes.count, isSpace(bytes[index]) { index += 1 }
  guard index < bytes.count else { return nil }
  let quote = bytes[index]
  if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
    var end = index + 1
    while end < bytes.count, bytes[end] != quote { end += 1 }
    guard end < bytes.count else { return nil }
    return TagAttribute(name: name, value: index + 1..<end, quotedValue: index..<end + 1)
  }
  var end = index
  while end < bytes.count, !isSpace(bytes[end]), bytes[end] != UInt8(ascii: ">") { end += 1 }
  return TagAttribute(name: name, value: index..<end, quotedValue: index..<end)
}

/// What GFM's tag filter (§6.11) takes for tags: a browser would read the text behind them
/// differently, or run it.
func isFilteredElement(_ name: String) -> Bool {
  switch name {
  case "title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext":
    true
  default: false
  }
}

/// Whether an element stands in a line of text, so that the words around its tags are not parted.
func isPhrasing(_ name: String) -> Bool {
  switch name {
  case "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
    "wbr":
    true
  default: false
  }
}

func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }

private func isLetter(_ byte: UInt8) -> Bool {
  byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
}

private func lowercased(_ bytes: Slice<Bytes>) -> String {
  let lower = bytes.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
  return String(decoding: lower, as: UTF8.self)
}
