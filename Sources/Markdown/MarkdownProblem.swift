// What can be wrong with a Markdown text: the facts, and below them their words.

import Reporting

/// One thing that is wrong.
enum MarkdownProblem: Hashable {
  /// A limit of `MarkdownLimits`, by its name; `what` counts, as in `the line has 70000 bytes`.
  case limit(name: String, what: String, allowed: Int)
  /// A list whose items begin with a month: `fix` is the first as it should be written.
  case monthList(fix: String, itemCount: Int)
  case unclosedComment
  case unclosedTag(name: String)
  case duplicateID(String, first: Range<Int>?)
  case invalidID(String)
  case missingFootnote(label: String)
  case missingAlternative(destination: String)
  case topLevelHeading
  case skippedLevel(from: Int, to: Int)
  case linkWithoutText(destination: String)
  case emptyHeading
  case dangerousURL(scheme: String)
  case rawHTMLDropped
  case filteredElement(name: String)
}

/// The problems of one text, with where they are.
struct ProblemList {
  private var found: [(problem: MarkdownProblem, range: Range<Int>)] = []
  /// How many of each severity were left out.
  private var errorsLeftOut = 0
  private var warningsLeftOut = 0
  private var errorCount = 0

  var isEmpty: Bool { found.isEmpty }

  /// Adds a problem; beyond a hundred of a severity only the number is kept.
  mutating func add(_ problem: MarkdownProblem, at range: Range<Int>) {
    if problem.severity == .error {
      if errorCount == mostProblems { return errorsLeftOut += 1 }
      errorCount += 1
    } else if found.count - errorCount == mostProblems {
      return warningsLeftOut += 1
    }
    found.append((problem, range))
  }

  /// Words them, sorted.
  func diagnostics(in source: SourceText) -> [Diagnostic] {
    guard !found.isEmpty else { return [] }
    var words = found.map { $0.problem.diagnostic(in: source, at: $0.range) }
    words.sort()
    for (count, severity) in [(errorsLeftOut, Severity.error), (warningsLeftOut, .warning)]
    where count > 0 {
      words.append(
        Diagnostic(
          .note, "T199", "\(count) more \(severity.name)s in the text are not shown",
          at: source.place(at: source.bytes.count)))
    }
    return words
  }
}

/// Problems of one severity that are shown for a text.
private let mostProblems = 100

extension MarkdownProblem {
  var severity: Severity {
    switch self {
    case .limit, .monthList, .unclosedComment, .duplicateID, .invalidID: .error
    default: .warning
    }
  }

  /// Permanent; the families are Reporting's.
  var code: String {
    switch self {
    case .monthList: "T101"
    case .limit: "T110"
    case .unclosedComment: "T111"
    case .unclosedTag: "T112"
    case .duplicateID: "T311"
    case .invalidID: "T312"
    case .missingFootnote: "T313"
    case .missingAlternative: "T411"
    case .topLevelHeading: "T511"
    case .skippedLevel: "T512"
    case .linkWithoutText: "T513"
    case .emptyHeading: "T514"
    case .dangerousURL: "T611"
    case .rawHTMLDropped: "T612"
    case .filteredElement: "T613"
    }
  }

  func diagnostic(in source: SourceText, at range: Range<Int>) -> Diagnostic {
    var diagnostic = Diagnostic(severity, code, message, at: source.place(range), help: help)
    switch self {
    case .monthList(_, let count) where count > 1:
      diagnostic.notes = ["\(count) items of the list begin with a month"]
    case .monthList:
      diagnostic.notes = ["on the page the number is counted anew: the date would be another"]
    case .duplicateID(let id, let first?):
      diagnostic.related = [Diagnostic.Related("`\(id)` is first given here", source.place(first))]
    case .duplicateID:
      diagnostic.notes = ["a footnote of the text has it"]
    case .limit(_, _, let allowed):
      diagnostic.notes = ["the limit is \(allowed); the text is left out"]
    default: break
    }
    return diagnostic
  }

  private var message: String {
    switch self {
    case .limit(_, let what, _): what
    case .monthList: "a date at the beginning of a line is read as a numbered list"
    case .unclosedComment: "the comment is never closed, so the rest of the text would be hidden"
    case .unclosedTag(let name): "the tag `<\(name)` is never closed with `>`"
    case .duplicateID(let id, _): "the id `\(id)` is given twice"
    case .invalidID(let id): id.isEmpty ? "the id is empty" : "`\(id)` cannot be an id"
    case .missingFootnote(let label): "there is no footnote `\(label)`"
    case .missingAlternative: "the picture has no alternative text"
    case .topLevelHeading: "a heading of the first level is the page's title"
    case .skippedLevel(let from, let to):
      from == 1
        ? "a heading of level \(to) follows the title"
        : "a heading of level \(to) follows one of level \(from)"
    case .linkWithoutText: "the link has no text"
    case .emptyHeading: "the heading is empty, so it is left out"
    case .dangerousURL(let scheme): "a link with `\(scheme):` is emptied"
    case .rawHTMLDropped: "raw HTML is left out: the site does not allow it"
    case .filteredElement(let name): "the element `<\(name)>` is shown as text"
    }
  }

  private var help: [String] {
    switch self {
    case .limit(let name, _, _): [adviceOnLimit(name)]
    case .monthList(let fix, _): ["write a backslash before the dot: `\(fix)`"]
    case .unclosedComment: ["write `-->` where it ends"]
    case .unclosedTag: ["write `>` at its end, or `&lt;` for a plain less-than sign"]
    case .duplicateID: ["choose another; every id is an address on the page"]
    case .invalidID: ["use letters, digits, `-`, `_`, `.` and `:`, as in `{#frist-2024}`"]
    case .missingFootnote(let label):
      [
        "write the note in a paragraph of its own: `[^\(label)]: …`",
        "or, where none is meant: `\\[^\(label)]`",
      ]
    case .missingAlternative(let destination):
      [
        "say what the picture shows: `![what it shows](\(destination))`",
        "a picture that is decoration alone is written as HTML: `<img src=\"…\" alt=\"\">`",
      ]
    case .topLevelHeading: ["write `##` for the text's own headings"]
    case .skippedLevel(let from, _):
      ["write it with `\(String(repeating: "#", count: from + 1))`: screen readers list headings"]
    case .linkWithoutText(let destination):
      ["say where it leads: `[what is there](\(destination))`"]
    case .emptyHeading: ["write its text, or remove the `#`"]
    case .dangerousURL: ["link to a page or a file of the site, or to `https:`"]
    case .rawHTMLDropped: ["write it in Markdown, or allow HTML in the settings"]
    case .filteredElement:
      ["such elements do not belong into an article; a shortcode or the theme can hold them"]
    }
  }
}

/// What to do with a text that is over a limit. Only the one on bytes can be set; the others are
/// where the parser begins to take minutes.
func adviceOnLimit(_ name: String) -> String {
  switch name {
  case "bytes":
    "split the text, or raise the limit in content/site.yaml: `limits: {file_size: …}`, in bytes"
  case "line_bytes":
    "break the line; a picture that was pasted as text belongs into a file beside the article"
  case "depth": "nest quotes and lists less deep"
  case "run": "repeat it less often"
  case "table_columns": "split the table into narrower ones"
  case "table_cells": "split the text, or publish the table as a file to download"
  case "table_rule_line", "table_rule_bytes": "put an empty line above each table"
  case "pictures": "put empty lines between the pictures"
  case "emphasis_steps": "put empty lines between the paragraphs, or split the text"
  case "declarations": "write `&lt;` for a plain less-than sign, or put empty lines between them"
  case "addresses", "parentheses": "put the addresses on lines of their own"
  case "addresses_in_word": "put spaces between the addresses"
  default: "split the text into several articles"
  }
}
