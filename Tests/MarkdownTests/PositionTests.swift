// Every destination is pointed at where it is written, wherever the text around it stands.
//
// Destinations are marked `⟦…⟧` in the snippets; the marks are taken out before rendering. Each
// snippet is rendered as it is, and inside and behind everything that moves positions: front matter,
// CR LF, a byte order mark, quotes, lists, footnotes, and paragraphs that hold the same text.

import Nordic
import Reporting
import Testing

@testable import Markdown

@Suite struct PositionTests {
  @Test("every link points at its destination in the file")
  func links() {
    var count = 0
    for (snippet, surrounding) in combinations() {
      let (text, expected) = unmarked(surrounding.wrap(snippet))
      let body = surrounding.bodyMark.flatMap { text.firstOffset(of: $0) } ?? 0
      let document = renderMarkdown(
        SourceText(path: "a.md", bytes: text), from: body,
        options: MarkdownOptions(language: .da))
      let found = Set(document.links.map(\.range))
      #expect(
        found == Set(expected),
        "\(surrounding.name): \(snippet.debugDescription) gives \(document.links.map { shown($0, text) })"
      )
      count += 1
    }
    reportCases(count, "positions of links")
  }

  @Test("a problem with a link is drawn at its line and column of the file")
  func problems() {
    let text = "---\r\ntitle: x\r\n---\r\n\r\n> æøå [a](b.md)\r\n> ø ![](javascript:x)\r\n"
    let document = renderMarkdown(
      SourceText(path: "a.md", text: text), from: 20, options: MarkdownOptions(language: .da))
    let place = document.problems.first?.place
    #expect(place?.line == 6)
    #expect(place?.column == 9)
    #expect(place?.length == 12)
    #expect(place?.excerpt == "> ø ![](javascript:x)")
  }

  @Test("headings are found at their first mark")
  func headings() {
    let text = "tekst\n\n  ## To\n\n> - ### Tre\n>\n>   Fire\n>   ----\n"
    let document = render(text)
    let bytes = Array(text.utf8)
    let starts = document.outline.map {
      String(decoding: bytes[$0.sourceOffset...].prefix(6), as: UTF8.self)
    }
    #expect(starts == ["## To\n", "### Tr", "Fire\n>"])
  }
}

private struct Surrounding: Sendable {
  var name: String
  /// Front matter ends with this.
  var bodyMark: String?
  var wrap: @Sendable (String) -> String
}

private func prefixed(_ text: String, first: String, rest: String) -> String {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  return lines.enumerated().map { index, line in
    index == 0 ? first + line : line.isEmpty && rest.allSatisfy { $0 == " " } ? "" : rest + line
  }.joined(separator: "\n")
}

/// Surroundings that have links of their own mark them.
private let surroundings: [Surrounding] = [
  Surrounding(name: "alone") { $0 },
  Surrounding(name: "without a line break at the end") { String($0.drop { $0 == "\n" }) },
  Surrounding(name: "behind front matter", bodyMark: "---\n\n") {
    "---\ntitle: æ [x](a.md)\nlink: https://e.example/a\n---\n\n\($0)\n"
  },
  Surrounding(name: "with CR LF") {
    "æøå\n\n\($0)\n".replacing("\r", with: "").split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .joined(separator: "\r\n")
  },
  Surrounding(name: "behind a byte order mark") { "\u{FEFF}\($0)\n" },
  Surrounding(name: "behind code that looks alike") {
    "```\n[x](a.md) ![x](b.png) https://e.example/a\n```\n\n    [x](a.md)\n\n\($0)\n"
  },
  Surrounding(name: "behind a comment that looks alike") {
    "<!-- [x](a.md) <a href=\"a.md\"> -->\n\n\($0)\n"
  },
  Surrounding(name: "behind the same") {
    "Før [x](⟦a.md⟧) `[x](a.md)` ![x](⟦b.png⟧) ⟦https://e.example/a⟧.\n\n\($0)\n"
  },
  Surrounding(name: "in a quote") { "Før\n\n" + prefixed($0, first: "> ", rest: "> ") + "\n" },
  Surrounding(name: "in a list") { "- en\n\n" + prefixed($0, first: "- ", rest: "  ") + "\n" },
  Surrounding(name: "in a numbered list") {
    "9. en\n\n" + prefixed($0, first: "10. ", rest: "    ") + "\n"
  },
  Surrounding(name: "in a quote in a list in a quote") {
    prefixed($0, first: "> - > ", rest: ">   > ") + "\n"
  },
  Surrounding(name: "in a footnote") {
    "Tekst[^n]\n\n" + prefixed($0, first: "[^n]: ", rest: "    ") + "\n\nEfter [y](⟦efter.md⟧)\n"
  },
]

/// Snippets, with what may stand around them: definitions do not work inside a footnote's line.
private let snippets: [String] = [
  "[x](⟦a.md⟧)",
  "[x](⟦a.md⟧) [x](⟦a.md⟧) [y](⟦a.md⟧)",
  "[x]( ⟦a.md⟧ \"titel\" ) [y](<⟦a b.md⟧> 'titel')",
  "[a.md](⟦a.md⟧) a.md [b](⟦b.md⟧)",
  "`[x](a.md)` [x](⟦a.md⟧) ``[y](a.md)`` [y](⟦a.md⟧)",
  "\\[x](a.md) [x](⟦a.md⟧)".replacing("\\[x](a.md)", with: "\\[x\\](a.md)"),
  "[x](⟦a\\(b\\).md⟧) [y](⟦a&amp;b.md⟧) [z](⟦a&oslash;.md⟧)",
  "[æøå](⟦ø/æ.md#å⟧) ![æ](⟦æ.png⟧ \"ø\")",
  "![x](⟦b.png⟧) ![x](⟦b.png⟧)",
  "[![x](⟦b.png⟧)](⟦a.md⟧) [![x](⟦a.md⟧)](⟦a.md⟧)",
  "[x *y* **z** `k`](⟦a.md⟧) *[x](⟦a.md⟧)* **[x](⟦a.md⟧)**",
  "[x](⟦⟧) [y](<⟦⟧>) [z](⟦z.md⟧)",
  "tekst [x](⟦a.md⟧)\nnæste linje [x](⟦a.md⟧) og\n[y](⟦b.md⟧)",
  "[x\ny](⟦a.md⟧) [z](\n⟦b.md⟧\n\"titel\")",
  "⟦https://e.example/a⟧ og <⟦https://e.example/a⟧>",
  "se ⟦www.e.example/a⟧, ⟦post@e.example⟧ og <⟦post@e.example⟧>",
  "`https://e.example/a` ⟦https://e.example/a⟧",
  "[https://e.example/a](⟦https://e.example/a⟧) ⟦https://e.example/a⟧",
  "⟦https://e.example/a⟧ [https://e.example/a](⟦https://e.example/a⟧)",
  "⟦https://e.example/a⟧ [x](⟦https://e.example/a⟧) ⟦https://e.example/a⟧",
  "[https://e.example/b](⟦a.md⟧) [x](⟦a.md⟧)",
  "⟦https://e.example/?a=1&b=2⟧ [x](⟦a.md⟧)",
  "# [x](⟦a.md⟧) `[x](a.md)` [x](⟦a.md⟧)",
  "### Overskrift [x](⟦a.md⟧) {#id}",
  "[x](⟦a.md⟧) streg\n===",
  "| [x](⟦a.md⟧) | b |\n|---|---|\n| [x](⟦a.md⟧) | ![x](⟦b.png⟧) |\n| `[x](a.md)` | [x](⟦a.md⟧) |",
  "| a |\n|---|\n| [x](⟦a\\|b.md⟧) |\n\n[y](⟦y.md⟧)",
  "tekst\n| [x](⟦a.md⟧) |\n|---|\n| [y](⟦a.md⟧) |",
  "en [x](⟦a.md⟧)\nto [x](⟦a.md⟧)\n| [x](⟦a.md⟧) |\n|---|\n| [y](⟦a.md⟧) |\n\n[z](⟦z.md⟧)",
  "- [x](⟦a.md⟧)\n- [x](⟦a.md⟧)\n  - [x](⟦a.md⟧)\n\n    [x](⟦a.md⟧)",
  "- [ ] [x](⟦a.md⟧)\n- [x] [x](⟦a.md⟧)",
  "<a href=\"⟦a.md⟧\">x</a> <a href='⟦a.md⟧'>y</a> <a href=⟦a.md⟧>z</a>",
  "`<a href=\"a.md\">` <a href=\"⟦a.md⟧\">x</a> [x](⟦a.md⟧)",
  "[x](⟦a.md⟧) <img src=\"⟦a.md⟧\" alt=\"\"> [x](⟦a.md⟧)",
  "<div>\n<a href=\"⟦a.md⟧\">x</a>\n  <img alt=\"\" src=\"⟦b.png⟧\">\n</div>",
  "<p><a\nhref=\"⟦a.md⟧\"\nclass=\"x\">x</a></p>",
  "tekst <a\nclass=\"x\" href=\"⟦a.md⟧\">x</a> [y](⟦a.md⟧)",
  "<img srcset=\"⟦a.png⟧ 1x, ⟦b.png⟧ 2x\" src=\"⟦a.png⟧\" alt=\"\">",
  "a < b [x](⟦a.md⟧) c > d [x](⟦a.md⟧)",
  "x ` y [x](⟦a.md⟧) z `` w [x](⟦a.md⟧)",
  "~~[x](⟦a.md⟧)~~ *x [y](⟦b.md*⟧)",
  "[[x](⟦a.md⟧)](a.md) [y](⟦b.md⟧)",
  "[x](⟦a.md⟧)[x](⟦a.md⟧)![x](⟦a.md⟧)",
  "[x](⟦{{a}}.md⟧) [%20](⟦%20.md⟧)",
  "![x][r] [r] [y][r] [z](⟦r.md⟧)\n\n[r]: ⟦ref.md⟧ \"titel\"",
  "[r]: <⟦ref æ.md⟧>\n[s]:\n  ⟦s.md⟧\n\n[r] [s][] [t](⟦t.md⟧)",
  "[ref][Æ  ø] [x](⟦a.md⟧)\n\n[æ ø]: ⟦a&amp;b.md⟧",
  "[^note] [x](⟦a.md⟧)".replacing("[^note] ", with: "[^ note] "),
]

private func combinations() -> [(String, Surrounding)] {
  snippets.flatMap { snippet in
    surroundings.compactMap { surrounding in
      // A footnote's first line is no place for a heading's underline, a table or a definition.
      surrounding.name == "in a footnote" && snippet.hasPrefix("[r]") ? nil : (snippet, surrounding)
    }
  }
}

/// Takes the marks out.
private func unmarked(_ text: String) -> (text: [UInt8], ranges: [Range<Int>]) {
  var bytes: [UInt8] = []
  var ranges: [Range<Int>] = []
  var start = 0
  for scalar in text.unicodeScalars {
    switch scalar {
    case "⟦": start = bytes.count
    case "⟧": ranges.append(start..<bytes.count)
    default: bytes += Array(String(scalar).utf8)
    }
  }
  return (bytes, ranges)
}

private func shown(_ link: Link, _ text: [UInt8]) -> String {
  "\(link.destination) at \(link.range) `\(String(decoding: text[link.range], as: UTF8.self))`"
}

extension [UInt8] {
  fileprivate func firstOffset(of text: String) -> Int? {
    indices.first { self[$0...].starts(with: text.utf8) }.map { $0 + text.utf8.count }
  }
}
