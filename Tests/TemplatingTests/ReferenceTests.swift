// themes/README.md is the reference for theme authors: it lists what there is, and what it says is
// refused is refused.

import Foundation
import Reporting
import Testing

@testable import Templating

@Suite struct ReferenceTests {
  private static let text: String = {
    let file = testFile("../../themes/README.md")
    return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }()

  @Test func listsEveryFilterTestAndFunction() {
    let settings = TemplateSet.Settings()
    let words = Set(Self.text.split { !($0.isLetter || $0 == "_" || $0.isNumber) }.map(String.init))
    let tables = [filterTable(settings), testTable(settings), functionTable(settings)]
    var count = 0
    for name in tables.flatMap(\.names) where name.first.map(\.isLetter) ?? false {
      #expect(words.contains(name), "themes/README.md does not name `\(name)`")
      count += 1
    }
    reportCases(count, "names in the reference")
  }

  /// What the reference says is not there, and the code of the message.
  private static let absent = [
    ("{{ [1] | random }}", "T704"), ("{{ lipsum() }}", "T706"),
    ("{% trans %}x{% endtrans %}", "T710"), ("{% debug %}", "T710"),
    ("{{ 'x'.__class__ }}", "T731"), ("{{ 'x'.encode() }}", "T731"),
    ("{{ 9223372036854775807 + 1 }}", "T742"), ("{{ 99999999999999999999 }}", "T719"),
    ("{{ (-8) ** 0.5 }}", "T746"), ("{{ '%s' % nope }}", "T730"),
    ("{% if false %}{{ x | nope }}{% endif %}", "T704"),
    ("{% if false %}{% include 'nope.html' %}{% endif %}", "T715"),
  ]

  @Test func whatIsNotThereIsRefused() {
    for (template, code) in Self.absent {
      guard case .failure(let failure) = rendered(template) else {
        Issue.record("\(template) is not refused")
        continue
      }
      #expect(failure.diagnostics[0].code == code, "\(template)")
    }
    #expect(rendered("# for x in y").text == "# for x in y")
    #expect(rendered("\u{FEFF}{{ {'x': 1} | attr('x') }}").text == "1")
    reportCases(Self.absent.count, "constructs that are refused")
  }

  @Test func theExamplesOfTheLanguageCompile() {
    let parts = Self.text.components(separatedBy: "```jinja\n")
    let lines = (parts.last ?? "").components(separatedBy: "```")[0]
    #expect(parts.count == 2)
    let sources = lines.split(separator: "\n").enumerated().map { index, line in
      let name = "line\(index).html"
      return (name: name, source: SourceText(path: name, text: String(line)))
    }
    let others = ["base.html", "byline.html", "a.html", "b.html", "m.html"].map {
      (name: $0, source: SourceText(path: $0, text: ""))
    }
    // `break` and `continue` stand outside of a loop there.
    let problems = TemplateSet.compile(sources + others).problems.filter { $0.code != "T720" }
    #expect(problems.isEmpty, "\(problems.map { "\($0.place?.path ?? "") \($0.message)" })")
    reportCases(sources.count, "lines of the reference")
  }
}
