import Reporting
import Testing

@testable import Publishing

@Suite struct RenderAloneTests {
  /// A line, and how it is answered.
  private static let lines: [(line: String, answer: String)] = [
    (
      #"{"template": "{{ a }}", "context": {"a": "<æ\u0000\"\\n>"}}"#,
      #""out":"&lt;æ\u0000&#34;\\n&gt;""#
    ),
    (#"{"template": "{{ a }}", "context": {"a": "<"}, "autoescape": false}"#, #""out":"<""#),
    (
      #"{"template": "a.txt", "templates": {"a.txt": "{{ a }}"}, "context": {"a": "<"}}"#,
      #""out":"<""#
    ),
    (
      #"{"template": "a.txt", "templates": {"a.txt": "{{ a }}"}, "context": {"a": "<"}, "autoescape": true}"#,
      #""out":"&lt;""#
    ),
    (
      #"{"template": "{% include 'b' %}", "templates": {"b": "{{ a.x[0] }}"}, "context": {"a": {"x": [1.0]}}}"#,
      #""out":"1.0""#
    ),
    (
      #"{"template": "{{ f(1) }}", "context": {"f": 1}}"#,
      #""error":"template.html:1:4: error[T743]: a whole number cannot be called""#
    ),
    (#"{"template": "{{ a.b }}", "lenient": true}"#, #""out":"""#),
    (
      #"{"template": "{{ a }}", "context": null, "lenient": null, "autoescape": null}"#,
      #""error":"template.html:1:4: error[T730]: there is no variable called `a`""#
    ),
    (
      #"{"template": "{{ x|foo }}\n{{ y|bar }}"}"#,
      #""error":"template.html:1:6: error[T704]: there is no filter called `foo`\ntemplate.html:2:6: error[T704]: there is no filter called `bar`""#
    ),
    (
      #"{"template": "x"} x"#,
      #""error":"line.json:1:19: error[T028]: expected nothing more, found `x`""#
    ),
    (
      #"{"template": "x""#,
      #""error":"line.json:1:1: error[T021]: this `{` is never closed"#
    ),
    ("[1]", #""error":"line.json:1:1: error: this line is a list, not an object""#),
    ("{}", #""error":"line.json:1:1: error: there is no `template`""#),
    (#"{"template": 5}"#, #""error":"line.json:1:14: error: `template` cannot be a whole number""#),
    (#"{"template": "x", "x": "y"}"#, #""error":"line.json:1:24: error: `x` cannot be text""#),
    ("{\"template\": \"\u{FF}", #""error":""#),
  ]

  @Test("each line is answered by one line, whatever is in it") func answers() {
    for (line, answer) in Self.lines {
      let found = String(decoding: renderLine(Array(line.utf8)), as: UTF8.self)
      #expect(found.hasPrefix("{" + answer), "\(line)\n\(found)")
      #expect(found.hasSuffix("}") && !found.contains("\n"), "\(line)\n\(found)")
    }
    #expect(String(decoding: renderLine([0x7B, 0xFF]), as: UTF8.self).hasPrefix(#"{"error":"#))
    reportCases(Self.lines.count + 1, "lines rendered on their own")
  }

  @Test("a template is filled with the keys of a data file") func fills() {
    func filled(_ template: String, _ data: String, lenient: Bool = false) -> String {
      let result = renderAlone(
        SourceText(path: "side.html", text: template), data: SourceText(path: "d.yaml", text: data),
        others: [ThemeFile(name: "b.html", path: "t/b.html", bytes: Array("[{{ a }}]".utf8))],
        isLenient: lenient)
      let problems = draw(result.problems, as: .short, color: false, limit: nil)
      return String(decoding: result.output + problems, as: UTF8.self)
    }
    #expect(filled("{% include 'b.html' %}", "a: <1>") == "[&lt;1&gt;]")
    #expect(filled("{{ z }}", "a: 1", lenient: true) == "")
    #expect(
      filled("{{ z }}", "a: 1")
        == "side.html:1:4: error[T730]: there is no variable called `z` (a variable with a similar name exists: `a`)\n"
    )
    #expect(filled("x", "a: [").contains("d.yaml:1:4: error"))
  }
}
