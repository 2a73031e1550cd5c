import Reporting
import Testing

@testable import Metadata

@Suite struct OtherHeadsTests {
  static let toml: [(toml: String, yaml: String?)] = [
    ("title = \"A\"", "title: \"A\""),
    ("title='A # b'\r\ndraft=true\r\n", "title: 'A # b'\ndraft: true"),
    ("# a\n\nweight = -3\nx = 1.5e3", "# a\n\nweight: -3\nx: 1.5e3"),
    ("date = 2020-01-01 10:00:00", "date: 2020-01-01 10:00:00"),
    ("tags = [ \"a, b\", 'c', ]", "tags: [ \"a, b\", 'c', ]"),
    ("a = \"say \\\"b\\\" #1\" # c", "a: \"say \\\"b\\\" #1\" # c"),
    ("a = \"\"", "a: \"\""),
    ("a = 1\n[extra]\nb = 2\n[more]\nc = 3", "a: 1\nextra:\n  b: 2\nmore:\n  c: 3"),
    ("a = \"\"\"b\"\"\"", nil), ("a = '''b'''", nil), ("a = [\n1,\n]", nil),
    ("a = {b = 1}", nil), ("a = [{b = 1}]", nil), ("a.b = 1", nil), ("\"a\" = 1", nil),
    ("[a.b]\nc = 1", nil), ("[[a]]\nb = 1", nil), ("a = 1_000", nil), ("a = 0xff", nil),
    ("a = inf", nil), ("a = \"b", nil), ("a = \"b\" c", nil), ("a", nil), ("", nil),
    ("a = 1\na = 2", nil), ("a = \"b\"#c", nil), ("a = [1, 2", nil), ("a = \"\\u00e5\\", nil),
    ((1...41).map { "a\($0) = 1" }.joined(separator: "\n"), nil),
  ]

  static let pelican: [(lines: String, yaml: String?)] = [
    ("Title: A\nDate: 2020-01-01 10:20\n", "title: A\ndate: 2020-01-01 10:20"),
    ("Title: A: B", "title: 'A: B'"), ("Title: it's: so", "title: 'it''s: so'"),
    ("Title: \"A\"", "title: '\"A\"'"), ("Title: 'A", "title: '''A'"),
    ("Title: [A]", "title: '[A]'"), ("Title: 1984", "title: 1984"),
    ("Title: A #1", "title: 'A #1'"), ("Title: A#1", "title: A#1"), ("Title: *A*", "title: '*A*'"),
    ("Tags: a, b\nStatus: draft", "tags: a, b\nstatus: draft"),
    ("Save_as: a.html\nCategory:", "save_as: a.html\ncategory:"),
    ("Summary: one\n  two\n\tthree", "summary: one two three"),
    ("Title: A\nText without", nil), ("  indented", nil), ("Title: A\ntitle: B", nil),
    ("My key: A", nil),
  ]

  @Test func aHeadInTOMLIsTheSameInYAMLOrIsNotShown() {
    for (toml, yaml) in Self.toml {
      #expect(yamlHead(ofTOML: Array(toml.utf8)[...]) == yaml.map(fenced), "\(toml)")
    }
    reportCases(Self.toml.count, "heads in TOML")
  }

  @Test func linesOfPelicanAreTheSameInYAMLOrAreNotShown() {
    for (lines, yaml) in Self.pelican {
      #expect(yamlHead(ofPelican: Array(lines.utf8)[...]) == yaml.map(fenced), "\(lines)")
    }
    reportCases(Self.pelican.count, "heads of Pelican")
  }

  @Test func whatIsShownIsReadWhenItIsPasted() {
    let shown =
      Self.toml.compactMap { yamlHead(ofTOML: Array($0.toml.utf8)[...]) }
      + Self.pelican.compactMap { yamlHead(ofPelican: Array($0.lines.utf8)[...]) }
    for yaml in shown {
      let head = readFrontMatter(SourceText(path: "a.md", text: yaml + "\nText"))
      #expect(head.isWhole && head.diagnostics.isEmpty && !head.map.entries.isEmpty, "\(yaml)")
    }
    reportCases(shown.count, "heads that are shown")
  }

  @Test func mutatedHeadsNeverTrap() {
    var state: UInt64 = 77
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let seeds = (Self.toml.map(\.toml) + Self.pelican.map(\.lines)).map { Array($0.utf8) }
    let signs = Array("\"'\\=:[]{}#\n\r \t".utf8) + [0xC3, 0xA5, 0]
    var shownCount = 0
    for round in 0..<5000 {
      var bytes = seeds[round % seeds.count]
      for _ in 0...random(3) {
        let place = random(bytes.count + 1)
        if place < bytes.count, random(2) == 0 {
          bytes.remove(at: place)
        } else {
          bytes.insert(signs[random(signs.count)], at: place)
        }
      }
      for yaml in [yamlHead(ofTOML: bytes[...]), yamlHead(ofPelican: bytes[...])] {
        guard let yaml else { continue }
        shownCount += 1
        #expect(readFrontMatter(SourceText(path: "a.md", text: yaml + "\n")).isWhole, "\(yaml)")
      }
    }
    reportCases(5000, "mutated heads, \(shownCount) shown; seed 77")
  }

  private func fenced(_ yaml: String) -> String { "---\n\(yaml)\n---" }
}
