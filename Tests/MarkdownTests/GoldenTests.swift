// Texts and all that becomes of them, in files a person can read.
//
// A file of `Data/golden` holds cases: `=== name [options]`, the source, then the parts that are
// compared, each under `--- part`. `UPDATE_GOLDEN=1 swift test` writes the parts anew. Holes are
// shown as `{url 0}`, `{picture 1}` and `{id}`, problems as line:column+length.

import Foundation
import Nordic
import Reporting
import Testing

@testable import Markdown

@Suite struct GoldenTests {
  @Test(
    "what becomes of a text is what its golden file says",
    arguments: [
      "headings", "links", "pictures", "tables", "lists", "footnotes", "code", "raw-html",
      "raw-html-off", "summary", "text", "limits", "alerts",
    ])
  func golden(name: String) throws {
    let url = dataURL("golden/\(name).txt")
    var cases = try GoldenCase.read(String(contentsOf: url, encoding: .utf8))
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      for index in cases.indices { cases[index].update() }
      try cases.map(\.text).joined().write(to: url, atomically: true, encoding: .utf8)
    }
    for example in cases {
      for (part, expected) in example.parts {
        #expect(example.actual(part) == expected, "\(name): \(example.title), \(part)")
      }
    }
    reportCases(cases.count, "of golden/\(name).txt")
  }
}

private struct GoldenCase {
  var title: String
  var source: String
  var parts: [(name: String, expected: String)]

  static func read(_ file: String) -> [GoldenCase] {
    file.split(separator: #/^=== /#.anchorsMatchLineEndings()).map { body in
      let lineEnd = body.firstIndex(of: "\n") ?? body.endIndex
      let pieces = body[lineEnd...].dropFirst().split(
        separator: #/^--- /#.anchorsMatchLineEndings(), omittingEmptySubsequences: false)
      return GoldenCase(
        title: String(body[..<lineEnd]), source: String(pieces.first ?? ""),
        parts: pieces.dropFirst().map { piece in
          let end = piece.firstIndex(of: "\n") ?? piece.endIndex
          return (String(piece[..<end]), String(piece[end...].dropFirst()))
        })
    }
  }

  var text: String {
    "=== \(title)\n\(source)" + parts.map { "--- \($0.name)\n\($0.expected)" }.joined()
  }

  mutating func update() {
    for index in parts.indices { parts[index].expected = actual(parts[index].name) }
  }

  private func has(_ option: String) -> Bool { title.contains("[\(option)]") }

  func actual(_ part: String) -> String {
    var limits = MarkdownLimits()
    if has("small limits") {
      limits = MarkdownLimits(
        bytes: 400, lineBytes: 60, depth: 4, run: 8, tableColumns: 6, tableCells: 12,
        tableRuleLine: 3, tableRuleBytes: 40, pictures: 3, declarations: 2, addresses: 4,
        addressesInWord: 2, parentheses: 5, references: 2)
    }
    let source = SourceText(path: "a.md", text: source)
    let language = Language.allCases.first { has($0.rawValue) } ?? .da
    let document = renderMarkdown(
      source, from: 0,
      options: MarkdownOptions(
        language: language, allowsRawHTML: !title.contains("[no html]"), limits: limits))
    let text =
      switch part {
      case "html": shownHTML(document)
      case "links": document.links.map { shown($0, in: source) }.joined(separator: "\n")
      case "outline": document.outline.map { shown($0, document, source) }.joined(separator: "\n")
      case "text": String(decoding: document.text, as: UTF8.self)
      case "ids": document.ids.joined(separator: "\n")
      case "summary": "\(document.summary)\n\(shownSummaryHTML(document))"
      case "counts": "\(document.wordCount) words, \(document.footnoteCount) footnotes"
      case "problems": document.problems.map(shown).joined(separator: "\n")
      default: "there is no part \(part)"
      }
    return text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
  }
}

private func shownHTML(_ document: Document) -> String {
  filled(document) { hole in
    switch hole.kind {
    case .linkURL: Array("{url \(hole.link)}".utf8)
    case .picture: Array("{picture \(hole.link)}".utf8)
    case .idPrefix: Array("{id}".utf8)
    }
  }
}

private func shown(_ link: Link, in source: SourceText) -> String {
  let kind =
    switch link.kind {
    case .link: "link"
    case .picture: "picture"
    case .rawAttribute(let name, let element): "\(element) \(name)"
    }
  let (line, column) = source.lineAndColumn(at: link.range.lowerBound)
  let written = String(decoding: source.bytes[link.range], as: UTF8.self)
  return "\(kind) <\(link.destination)> “\(link.text)” at \(line):\(column) `\(written)`"
}

private func shown(_ heading: Heading, _ document: Document, _ source: SourceText) -> String {
  let (line, column) = source.lineAndColumn(at: heading.sourceOffset)
  let html = String(decoding: document.html[heading.htmlRange], as: UTF8.self)
  return "\(heading.level) #\(heading.id) “\(heading.text)” at \(line):\(column) \(html)"
}

private func shownSummaryHTML(_ document: Document) -> String {
  let range = document.summaryRange
  let more = document.moreOffset.map { ", more at \($0 == range.upperBound ? "its end" : "\($0)")" }
  return String(decoding: document.html[range], as: UTF8.self) + (more ?? "")
}

private func shown(_ problem: Diagnostic) -> String {
  let place = problem.place.map { "\($0.line):\($0.column)+\($0.length)" } ?? "-"
  var lines = ["\(place) \(problem.severity.name)[\(problem.code)] \(problem.message)"]
  lines += problem.notes.map { "  note: \($0)" } + problem.help.map { "  help: \($0)" }
  lines += problem.related.map { "  \($0.place.line):\($0.place.column) \($0.message)" }
  return lines.joined(separator: "\n")
}
