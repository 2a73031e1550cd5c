// Our HTML against cmark-gfm's own renderer, over all examples of CommonMark 0.29 and cases of our
// own for GitHub's extensions.
//
// Both sides are brought to one form first, which undoes what we write differently on purpose.

import Foundation
import Testing

@testable import Markdown

@Suite struct ParserOracleTests {
  @Test("every example of CommonMark 0.29 is rendered as cmark-gfm renders it")
  func specification() throws {
    // 49: an empty heading is left out. 126–128: a tag without an end is shown as text.
    try compare("commonmark-0.29.json", differing: [49, 126, 127, 128])
  }

  @Test("tables, strikethrough, addresses, tasks and filtered tags are as cmark-gfm renders them")
  func extensions() throws {
    // 30: the box of a task that is a paragraph stands inside the paragraph.
    try compare("extensions.json", differing: [30])
  }
}

private struct Case: Decodable {
  var number: Int
  var source: String
  var html: String

  init(from decoder: any Decoder) throws {
    var values = try decoder.unkeyedContainer()
    number = try values.decode(Int.self)
    source = try values.decode(String.self)
    html = try values.decode(String.self)
  }
}

private func compare(_ name: String, differing: Set<Int>) throws {
  let cases = try JSONDecoder().decode([Case].self, from: dataFile(name))
  for example in cases {
    let document = render(example.source)
    let ours = commonForm(ourHTML: filledAsWritten(document, example.source), document)
    let theirs = commonForm(theirHTML: example.html)
    if differing.contains(example.number) {
      #expect(ours != theirs, "\(name) \(example.number) no longer differs")
    } else {
      #expect(ours == theirs, "\(name) \(example.number): \(example.source.debugDescription)")
    }
  }
  reportCases(cases.count, "of \(name) against cmark-gfm")
}

/// The HTML with its holes filled as cmark does: it copies the attributes of raw HTML.
private func filledAsWritten(_ document: Document, _ source: String) -> String {
  let bytes = Array(source.utf8)
  return filled(document) { hole in
    if hole.link >= 0, case .rawAttribute = document.links[Int(hole.link)].kind {
      return Array(bytes[document.links[Int(hole.link)].range])
    }
    return filling(of: hole, in: document)
  }
}

/// Undoes what is ours: ids, captions, boxes around tables, labels of tasks.
private func commonForm(ourHTML html: String, _ document: Document) -> String {
  var html = html
  for heading in document.outline {
    html = html.replacingOccurrences(
      of: "<h\(heading.level) id=\"\(heading.id)\">", with: "<h\(heading.level)>")
  }
  html = html.replacing(/<figure>(<img[^>]*)><figcaption>(.*?)<\/figcaption><\/figure>/) {
    "<p>\($0.1) title=\"\($0.2)\"></p>"
  }
  html = html.replacing(/<div class="table" [^>]*>\n<table>/, with: "<table>")
  html = html.replacing(/<\/table>\n<\/div>/, with: "</table>")
  html = html.replacing(/<thead>[^§]*?<\/thead>/) { match in
    match.0.replacing("<td", with: "<th").replacing("</td>", with: "</th>")
  }
  html = html.replacing(/<(t[hd])(?: scope="col")?(?: class="(left|center|right)")?>/) { match in
    match.2.map { "<\(match.1) align=\"\($0)\">" } ?? "<\(match.1)>"
  }
  html = html.replacing(/<li class="task"><label>(<input[^>]*> .*?)<\/label>/.dotMatchesNewlines())
  {
    "<li>\($0.1)"
  }
  for (ours, theirs) in [
    ("<pre tabindex=\"0\">", "<pre>"), (" loading=\"lazy\"", ""),
    ("type=\"checkbox\" disabled checked", "type=\"checkbox\" checked=\"\" disabled=\"\""),
    ("type=\"checkbox\" disabled>", "type=\"checkbox\" disabled=\"\">"),
  ] {
    html = html.replacing(ours, with: theirs)
  }
  return withoutBlankLines(html)
}

/// Undoes what is theirs: slashes in tags, and comments, which we leave out.
private func commonForm(theirHTML html: String) -> String {
  var html = html.replacing(" />", with: ">")
  html = html.replacing(
    /<!--.*?-->|<\?.*?\?>|<![A-Z][^>]*>|<!\[CDATA\[.*?\]\]>/.dotMatchesNewlines(), with: "")
  return withoutBlankLines(html)
}

private func withoutBlankLines(_ html: String) -> String {
  html.replacing(" />", with: ">").split(separator: "\n", omittingEmptySubsequences: true)
    .filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: "\n")
}
