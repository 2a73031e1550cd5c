// The limits at their defaults: a text at a limit is rendered, one past it is refused by name.
//
// The shapes are those cmark-gfm 0.29.0.gfm.6 takes too long for (CVE-2023-22483 … -24824, -37463),
// and their relatives.

import Testing

@testable import Markdown

@Suite struct BodyScanTests {
  @Test("a shape is rendered up to its limit, and refused beyond it")
  func shapes() {
    let cases: [(limit: String, most: Int, shape: (Int) -> String)] = [
      ("bytes", 1 << 20, { filler($0, of: "tekst") }),
      ("line_bytes", 1 << 16, { String(repeating: "a", count: $0) }),
      ("depth", 24, { String(repeating: ">", count: $0) + "a*a*\n" + repeated("b\n", 20_000) }),
      ("depth", 24, { repeated("- ", $0) + "a\n" + repeated("\n", 200_000) }),
      (
        "depth", 24,
        { (0..<$0).map { repeated("  ", $0) + "* a\n" }.joined() + repeated("\n", 200_000) }
      ),
      ("run", 1000, { repeated("*", $0) + "a" }),
      ("run", 1000, { "http://a.b/" + repeated(")", min($0, 400)) + " " + repeated("(", $0) }),
      ("table_columns", 100, { "a" + repeated("|a", $0) + "\n-" + repeated("|-", $0) + "\n" }),
      (
        "table_cells", 100_000,
        { repeated("a|", 99) + "a\n" + repeated("-|", 99) + "-\n" + repeated("a\n", $0 / 100) }
      ),
      ("table_rule_line", 1000, { repeated("a\n", $0 - 1) + "|-|\n" }),
      ("table_rule_bytes", 1 << 19, { tables(ruleBytes: $0) }),
      ("pictures", 500, { repeated("![[]()", $0) }),
      ("pictures", 500, { repeated("![[]()\n", $0) }),
      ("declarations", 200, { repeated("x <?\n", $0) + repeated("aaaa\n", 50_000) }),
      ("declarations", 200, { repeated("x <!A\n", $0) + repeated("aaaa\n", 50_000) }),
      ("declarations", 200, { repeated("x <![CDATA[\n", $0) + repeated("aaaa\n", 50_000) }),
      ("addresses", 200, { repeated("a@b.dk ", $0) }),
      ("addresses", 200, { repeated("a@", $0) + repeated("a", 60_000) }),
      ("addresses_in_word", 20, { repeated("_www.", $0) + repeated("a", 60_000) }),
      ("addresses_in_word", 20, { repeated("http://a.b<", $0) }),
      ("parentheses", 500, { "http://a.b/" + repeated(").", $0) }),
      ("parentheses", 500, { "www.a.b/" + repeated("&a;)", $0) }),
      ("references", 10_000, { number in (0..<number).map { "[\($0)]: /u\n\n" }.joined() }),
    ]
    for (limit, most, shape) in cases {
      let at = render(shape(most))
      #expect(at.problems.allSatisfy { $0.code != "T110" }, "\(limit) at \(most): \(at.problems)")
      #expect(!at.html.isEmpty || limit == "references", "\(limit) at \(most)")
      let beyond = render(shape(limit == "table_cells" ? most + 100 : most + 1))
      #expect(beyond.html.isEmpty, "\(limit) beyond \(most)")
      let named = beyond.problems.contains { $0.help == [adviceOnLimit(limit)] }
      #expect(named, "\(limit) beyond \(most): \(beyond.problems.map(\.help))")
    }
    reportCases(cases.count * 2, "shapes at and beyond a limit")
  }

  @Test("a bare `:@` is read without reaching before the text")
  func colonAt() {
    #expect(filled(render(":@")) == "<p>:@</p>\n")
    #expect(filled(render("a :@b")) == "<p>a :@b</p>\n")
  }

  @Test("the advice on a limit is to change the text; only the one that can be set is named")
  func advice() {
    for limit in MarkdownLimits.all {
      let advice = adviceOnLimit(limit.name)
      #expect(advice.contains("file_size") == (limit.name == "bytes"), "\(limit.name)")
      #expect(advice.contains("raise") == (limit.name == "bytes"), "\(limit.name)")
      #expect(!advice.contains("`\(limit.name)`"), "\(limit.name)")
    }
    reportCases(MarkdownLimits.all.count, "limits")
  }

  @Test("every limit has a name, and can be set by it")
  func names() {
    var limits = MarkdownLimits()
    for (number, limit) in MarkdownLimits.all.enumerated() { limits[keyPath: limit.path] = number }
    #expect(
      Set(MarkdownLimits.all.map { limits[keyPath: $0.path] }).count == MarkdownLimits.all.count)
    #expect(Mirror(reflecting: limits).children.count == MarkdownLimits.all.count)
  }

  @Test("lines begin where the parser counts them")
  func lines() {
    for (text, starts) in [
      ("", [0]), ("a", [0, 1]), ("a\n", [0, 2]), ("a\nb", [0, 2, 3]), ("\n\n", [0, 1, 2]),
      ("a\r\nb\r\n", [0, 3, 6]),
    ] as [(String, [Int32])] {
      let scan = Array(text.utf8).withUnsafeBufferPointer {
        BodyScan($0, from: 0, limits: MarkdownLimits())
      }
      #expect(scan.lineStarts == starts, "\(text.debugDescription)")
    }
  }

  @Test("only the syntax a text uses is switched on")
  func syntax() {
    let cases: [(String, Syntax)] = [
      ("almindelig *tekst* [x](https://e.example/a) (og mere)", []),
      ("a | b", .tables), ("~ 5", .strikethrough), ("[^1]", .footnotes), ("- [x] a", .tasks),
      ("https://e.example", .autolinks), ("[x](https://e.example b)", .autolinks),
      ("(https://e.example)", .autolinks), ("www.e.example", .autolinks), ("www", []),
      ("a@b", .autolinks),
    ]
    for (text, syntax) in cases {
      let scan = Array(text.utf8).withUnsafeBufferPointer {
        BodyScan($0, from: 0, limits: MarkdownLimits())
      }
      #expect(scan.syntax == syntax, "\(text)")
    }
  }
}

private func repeated(_ text: String, _ count: Int) -> String {
  String(repeating: text, count: count)
}

/// Exactly so many bytes, in lines.
private func filler(_ count: Int, of text: String) -> String {
  let line = repeated(text + " ", 20) + "\n\n"
  let whole = repeated(line, count / line.utf8.count)
  return whole + repeated("x", count - whole.utf8.count)
}

/// Tables whose rules have so many bytes above them, all together.
private func tables(ruleBytes: Int) -> String {
  let heading = "|" + repeated("a", 4093) + "|\n|-|\n\n"
  let count = ruleBytes / 4096
  let rest = ruleBytes - count * 4096
  return repeated(heading, count) + (rest > 0 ? repeated("a", rest) + "\n|-|\n" : "")
}
