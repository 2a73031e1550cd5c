// Which templates are warned about: attributes without quotation marks, escaping switched off.

import Foundation
import Reporting
import Testing

@testable import Templating

@Suite struct MarkupCheckTests {
  /// A template, and where it is warned about: `column code`.
  private static let cases: [(template: String, warnings: [String])] = [
    ("<a href=\"{{ x }}\">", []), ("<a href='{{ x }}'>", []), ("<a href={{ x }}>", ["9 T791"]),
    ("<a href= {{ x }}>", ["10 T791"]), ("<a href=/{{ x }}>", ["10 T791"]),
    ("<a href={{ x }}{{ x }}/{{ x }}>", ["9 T791"]),
    ("<a href=\"/{{ x }}?a={{ x }}\" class={{ x }}>", ["36 T791"]),
    ("a={{ x }}", []), ("<p>a={{ x }}</p>", []), ("<p>a < b={{ x }}</p>", []),
    ("<a {{ x }}>", []), ("<a {{ x }} href={{ x }}>", ["17 T791"]),
    ("<h{{ x }} id={{ x }}>", ["14 T791"]),
    ("<input value=a{{ x }}b {% if x %}id={{ x }}{% endif %}>", ["15 T791", "37 T791"]),
    ("<!-- <a href={{ x }}> --><a href={{ x }}>", ["34 T791"]),
    ("<script>a={{ x }};if(a<b)c={{ x }}</script><a href={{ x }}>", ["52 T791"]),
    ("<style>a{b:{{ x }}}</style>", []), ("<SCRIPT src={{ x }}></SCRIPT>", ["13 T791"]),
    ("{% if x %}<a href=\"{% else %}<a id=\"{% endif %}{{ x }}\">{{ x }}", []),
    ("<a{% if x %} href=\"{{ x }}\"{% else %} href={{ x }}{% endif %}>", ["44 T791"]),
    ("<a{% for y in x %} data-{{ y }}=\"{{ y }}\"{% endfor %}>", []),
    ("<a href={% block b %}{{ x }}{% endblock %}>", []),
    ("<br/><a href=\"x\"/>{{ x }}", []), ("</a href={{ x }}>", ["10 T791"]),
    ("<a href=\"{{ x }}\" {% set y %}id={{ x }}{% endset %}title={{ y }}>", ["58 T791"]),
    ("{% macro m() %}<a href={{ x }}>{% endmacro %}", ["24 T791"]),
    ("{% autoescape false %}{{ x }}{% endautoescape %}", ["15 T792"]),
    ("{% autoescape true %}{{ x }}{% endautoescape %}", []),
    ("{% autoescape x %}{{ x }}{% endautoescape %}", []),
  ]

  @Test func whatMakesEscapingWorthNothingIsAWarning() {
    for (template, warnings) in Self.cases {
      let source = SourceText(path: "t.html", text: template)
      let (_, problems) = TemplateSet.compile([("t.html", source)])
      let found = problems.map { "\($0.place?.column ?? 0) \($0.code)" }
      #expect(found == warnings, "\(template)")
      #expect(problems.allSatisfy { $0.severity == .warning })
      let text = TemplateSet.compile([("t.txt", source)])
      #expect(text.problems.isEmpty, "text is not escaped anyway")
    }
    reportCases(Self.cases.count, "templates with and without what makes escaping worth nothing")
  }

  @Test func noThemeOfTheRepositoryIsWarnedAbout() throws {
    let themes = testFile("../../themes").path
    let names = try FileManager.default.subpathsOfDirectory(atPath: themes).filter {
      $0.hasSuffix(".html")
    }
    #expect(names.count > 10)
    let sources = try names.sorted().map { name in
      let text = try String(contentsOfFile: themes + "/" + name, encoding: .utf8)
      return (name: name, source: SourceText(path: name, text: text))
    }
    // What the site adds to the language is missing here, and not what this is about.
    let warnings = TemplateSet.compile(sources).problems.filter { $0.severity == .warning }
    #expect(warnings.isEmpty, "\(warnings)")
    reportCases(names.count, "templates of the repository's themes")
  }
}
