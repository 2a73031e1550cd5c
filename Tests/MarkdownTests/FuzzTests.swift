// Texts nobody would write: mutated from those of the other tests, with a fixed seed.
//
// Whatever comes in, nothing traps, what is said about the HTML is true of it, and HTML of ours is
// well formed: every tag closed in order, no block inside a line of text.

import Foundation
import Nordic
import Reporting
import Testing

@testable import Markdown

@Suite struct FuzzTests {
  @Test("no text traps, and what is said about its HTML is true")
  func anyText() throws {
    let seed: UInt64 = 20_241_120
    var random = SplitMix(state: seed)
    let seeds = try seedTexts()
    var roundCount = 0
    for round in 0..<5000 {
      roundCount += 1
      let text = mutated(seeds, &random)
      let allowsRawHTML = round % 2 == 0
      let language = Language.allCases[round % 4]
      let options = MarkdownOptions(language: language, allowsRawHTML: allowsRawHTML)
      let body = round % 5 == 0 ? text.firstIndex(of: UInt8(ascii: "\n")) ?? 0 : 0
      let source = SourceText(path: "a.md", bytes: text)
      let document = renderMarkdown(source, from: body, options: options)
      let problem =
        faults(of: document, in: text) ?? (allowsRawHTML ? nil : nestingFault(in: document))
      #expect(
        problem == nil,
        "seed \(seed), round \(round): \(String(decoding: text, as: UTF8.self).debugDescription)")
      if problem != nil { break }
    }
    reportCases(roundCount, "mutated texts, seed \(seed)")
  }

  @Test("the HTML of every example is well formed when raw HTML is off")
  func examples() throws {
    for text in try seedTexts() {
      let document = render(String(decoding: text, as: UTF8.self), allowsRawHTML: false)
      #expect(
        nestingFault(in: document) == nil,
        "\(String(decoding: text, as: UTF8.self).debugDescription)")
    }
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func below(_ limit: Int) -> Int { limit <= 0 ? 0 : Int(next() % UInt64(limit)) }
}

/// The texts of the other tests.
func seedTexts() throws -> [[UInt8]] {
  var texts: [[UInt8]] = []
  for name in ["commonmark-0.29.json", "extensions.json"] {
    let rows = try JSONSerialization.jsonObject(with: dataFile(name)) as? [[Any]] ?? []
    texts += rows.compactMap { ($0[1] as? String).map { Array($0.utf8) } }
  }
  for name in try FileManager.default.contentsOfDirectory(atPath: dataURL("golden").path).sorted() {
    let file = try String(contentsOf: dataURL("golden/\(name)"), encoding: .utf8)
    texts += file.split(separator: "=== ").map { Array($0.utf8) }
  }
  return texts
}

private let pieces: [String] = [
  "\n", "\n\n", "\r\n", " ", "    ", "\t", "> ", "- ", "1. ", "23. marts ", "# ", "#### ", "---\n",
  "===\n", "```\n", "~~~", "`", "``", "*", "**", "_", "~", "~~", "[", "]", "](", "(", ")", "![",
  "<", ">",
  "[^1]", "[^1]: ", "[a]: b\n", "{#id}", "{#", "}", "|", "|---|\n", "| a |\n|---|\n", "- [ ] ",
  "- [x] ",
  "https://e.example/", "www.e.example", "a@b.dk", "javascript:", "&amp;", "&#0;", "&aelig;", "\\",
  "<!--", "-->", "<!--more-->", "<?", "<![CDATA[", "<div>", "</div>", "<a href=\"", "<a href=x>",
  "<img srcset=\"a 1x, b\">", " id=\"x\"", "<script>", "\"", "'", "\"titel\"", "æ", "Ø", "😀",
  "\u{0301}",
  "\0", "\u{1}", "\u{FEFF}", "\u{2028}",
]

/// A text or two, cut, doubled, and with pieces thrown in.
private func mutated(_ seeds: [[UInt8]], _ random: inout SplitMix) -> [UInt8] {
  var text = seeds[random.below(seeds.count)]
  if random.below(3) == 0 { text += seeds[random.below(seeds.count)] }
  for _ in 0..<(1 + random.below(12)) {
    let at = random.below(text.count + 1)
    switch random.below(6) {
    case 0: text.removeSubrange(at..<min(text.count, at + random.below(12)))
    case 1:
      let slice = Array(text[at..<min(text.count, at + random.below(40))])
      text.insert(contentsOf: slice, at: random.below(text.count + 1))
    case 2 where !text.isEmpty: text[random.below(text.count)] = UInt8(random.below(256))
    default: text.insert(contentsOf: pieces[random.below(pieces.count)].utf8, at: at)
    }
  }
  return text
}

/// What is said about a document that is not so.
private func faults(of document: Document, in text: [UInt8]) -> String? {
  let size = document.html.count
  var last = -1
  for hole in document.holes {
    if hole.offset < 0 || Int(hole.offset) > size { return "a hole lies outside" }
    if Int(hole.offset) <= last { return "holes are not in order" }
    last = Int(hole.offset)
    let needsLink = hole.kind != .idPrefix
    if needsLink != (hole.link >= 0) || Int(hole.link) >= document.links.count {
      return "a hole refers to no link"
    }
  }
  for link in document.links where link.range.lowerBound < 0 || link.range.upperBound > text.count {
    return "a link points outside the file"
  }
  for heading in document.outline {
    guard heading.htmlRange.upperBound <= size, document.ids.contains(heading.id),
      document.html[heading.htmlRange].starts(with: "<h\(heading.level) id=\"".utf8),
      document.html[heading.htmlRange].suffix(2) == [
        UInt8(ascii: "0") + UInt8(heading.level), UInt8(ascii: ">"),
      ]
    else { return "a heading is not where it should be" }
    if heading.sourceOffset > text.count { return "a heading points outside the file" }
  }
  if document.summaryRange.upperBound > size { return "the summary lies outside" }
  if let more = document.moreOffset, more > size { return "the mark lies outside" }
  if document.problems != document.problems.sorted() { return "problems are not sorted" }
  let isText = String(validating: text, as: UTF8.self) != nil
  if isText, String(validating: document.html, as: UTF8.self) == nil { return "HTML is not UTF-8" }
  if isText, String(validating: document.text, as: UTF8.self) == nil { return "text is not UTF-8" }
  return nil
}

private let voidElements: Set<String> = ["br", "hr", "img", "input"]
private let blockElements: Set<String> = [
  "p", "div", "ul", "ol", "li", "table", "thead", "tbody", "tr", "pre", "blockquote", "figure",
  "hr",
  "h1", "h2", "h3", "h4", "h5", "h6",
]
private let lineElements: Set<String> = [
  "p", "a", "em", "strong", "del", "code", "label", "sup", "figcaption", "h1", "h2", "h3", "h4",
  "h5", "h6",
]

/// What is wrong with the nesting of tags, in HTML that is all ours.
private func nestingFault(in document: Document) -> String? {
  let html = filled(document)
  var open: [String] = []
  let tags = /<(\/?)([a-z0-9]+)((?: [a-z-]+(?:="[^"<>]*")?)*)>|</.matchingSemantics(.unicodeScalar)
  for tag in html.matches(of: tags) {
    guard let name = tag.2.map(String.init) else { return "a `<` that is no tag" }
    if tag.1 == "/" {
      guard open.popLast() == name else { return "</\(name)> closes nothing" }
      continue
    }
    if blockElements.contains(name), let inside = open.first(where: lineElements.contains) {
      return "<\(name)> inside <\(inside)>"
    }
    if name == "a", open.contains("a") { return "a link inside a link" }
    if !voidElements.contains(name) { open.append(name) }
  }
  return open.isEmpty ? nil : "<\(open.joined(separator: "><"))> is not closed"
}
