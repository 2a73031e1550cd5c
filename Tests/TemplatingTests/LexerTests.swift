import Testing

@testable import Templating

@Suite struct LexerTests {
  private func kinds(_ text: String) -> String {
    Lexer(Array(text.utf8)).tokens.map { "\($0.kind)" }.joined(separator: " ")
  }

  @Test func cutsTemplatesIntoTokens() {
    let cases: [(String, String)] = [
      ("", "end"), ("x", "text end"), ("x\n", "text end"), ("\n", "end"),
      ("{{ a }}", "outputBegin name outputEnd end"),
      ("{{a.b[0]}}", "outputBegin name dot name openBracket integer closeBracket outputEnd end"),
      ("{% if a %}", "tagBegin name name tagEnd end"), ("a{# b #}c", "text text end"),
      ("{{ 'a' \"b\" }}", "outputBegin string string outputEnd end"),
      ("{{ 1 1.5 1e3 0x1F }}", "outputBegin integer float float integer outputEnd end"),
      ("{{ a//b**c }}", "outputBegin name doubleSlash name doubleStar name outputEnd end"),
      (
        "{{ {'a': {}} }}",
        "outputBegin openBrace string colon openBrace closeBrace closeBrace outputEnd end"
      ),
      ("{% raw %}{{ x }}{% endraw %}", "text end"), ("{ { a } }", "text end"),
      ("{{ a", "outputBegin name invalid end"),
      ("{{ ' }}x", "outputBegin invalid outputEnd text end"),
    ]
    for (text, wanted) in cases { #expect(kinds(text) == wanted, "\(text)") }
    reportCases(cases.count, "templates cut into tokens")
  }

  @Test func whiteSpaceControlTakesAwayAllWhiteSpaceOnItsSide() {
    let cases: [(String, [String])] = [
      ("a \n {{- b }}", ["a"]), ("{{ b -}} \n c", ["c"]), ("a {#- x -#} b", ["a", "b"]),
      ("a {%- raw -%} x {%- endraw -%} b", ["a", "x", "b"]), ("a {{+ b }}", ["a "]),
      ("a \u{2003}{{- b }}", ["a"]),
    ]
    for (text, wanted) in cases {
      let bytes = Array(text.utf8)
      let texts = Lexer(bytes).tokens.filter { $0.kind == .text }
        .map { String(decoding: bytes[$0.range], as: UTF8.self) }
      #expect(texts == wanted, "\(text)")
    }
  }
}
