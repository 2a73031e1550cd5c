// Typed values: what each kind takes, and what is said of the rest.

import Nordic
import Reporting
import Testing

@testable import Metadata

@Suite struct MapReaderTests {
  @Test func stringsTakeTheTextOfEveryScalar() {
    let texts: [(String, String?)] = [
      ("A", "A"), ("1984", "1984"), ("3.10", "3.10"), ("20.12", "20.12"), ("true", "true"),
      ("0x1F", "0x1F"), ("'1984'", "1984"), ("\"  A  \"", "A"), ("null", nil), ("~", nil),
      ("''", nil), ("'  '", nil), (">-\n  A\n  B", "A B"), ("|\n  A\n", "A"),
      ("Bla\u{030A}ba\u{0308}r", "Blåbär"), ("\"a\\u030A\"", "å"), ("no", "no"),
    ]
    for (text, expected) in texts {
      var reader = reader("a: \(text)\n")
      let found = reader.string("a")?.value
      #expect(found == expected, "\(text)")
      #expect(found.map { Array($0.utf8) } == expected.map { Array($0.utf8) }, "\(text)")
      #expect(reader.diagnostics.isEmpty)
    }
    reportCases(texts.count, "scalars as strings")
  }

  @Test func textMayHaveLines() {
    var reader = reader("a: |\n  A\n\n  B\tc\n")
    #expect(reader.text("a")?.value == "A\n\nB\tc")
    #expect(reader.string("a") == nil)
    #expect(reader.diagnostics.map(\.code) == ["T207"])
  }

  @Test func eachTypeTakesItsOwn() {
    var reader = reader(
      """
      flag: true
      count: 0x10
      day: 2020-03-23
      link: https://example.org/
      mail: a@example.org
      tongue: nb-NO
      word: two
      items: [a, 1, null, true]
      one: a, b; c
      inner: {x: 1}
      """)
    #expect(reader.bool("flag")?.value == true)
    #expect(reader.int("count")?.value == 16)
    #expect(reader.moment("day", in: .utc)?.value.unix == 1_584_921_600)
    #expect(reader.url("link")?.value == "https://example.org/")
    #expect(reader.email("mail")?.value == "a@example.org")
    #expect(reader.language("tongue")?.value == .nb)
    #expect(reader.oneOf("word", ["one", "two"])?.value == "two")
    #expect(reader.strings("items").map(\.value) == ["a", "1", "true"])
    #expect(reader.strings("one").map(\.value) == ["a, b; c"])
    #expect(reader.strings("one", isSplit: true).map(\.value) == ["a", "b", "c"])
    #expect(reader.list("one").count == 1 && reader.list("items").count == 4)
    #expect(reader.map("inner")?.entries.count == 1)
    #expect(reader.nested("inner") { $0.int("x")?.value } == 1)
    #expect(reader.reportUnknownKeys().isEmpty)
    #expect(reader.diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("a: [1]", "`a` must be text, and this is a list"),
    ("a: {b: c}", "`a` must be text, and this is a map"),
  ])
  func aListOrMapIsNoString(_ text: String, message: String) {
    var reader = reader(text)
    #expect(reader.string("a") == nil)
    #expect(reader.diagnostics.map(\.message) == [message])
  }

  @Test func absentNullAndEmptyAreAlikeForEveryType() {
    for text in ["b: c", "a:", "a: ~", "a: ''"] {
      var reader = reader(text)
      #expect(reader.string("a") == nil && reader.text("a") == nil && reader.bool("a") == nil)
      #expect(reader.int("a") == nil && reader.moment("a", in: .utc) == nil)
      #expect(reader.url("a") == nil && reader.email("a") == nil && reader.language("a") == nil)
      #expect(reader.oneOf("a", ["b"]) == nil && reader.strings("a").isEmpty)
      #expect(reader.map("a") == nil && reader.nested("a") { _ in 1 } == nil)
      #expect(reader.diagnostics.isEmpty, "\(text)")
      reader.reportMissing("a", help: "add it")
      #expect(reader.diagnostics.map(\.message) == ["`a` is missing"])
    }
  }

  @Test func wordsOfAnEnumerationAreReadAsIt() {
    enum Size: String, CaseIterable { case small, large }
    var reader = reader("a: large\nb: larg")
    #expect(reader.oneOf("a", Size.self)?.value == .large)
    #expect(reader.oneOf("b", Size.self) == nil)
    #expect(reader.diagnostics.first?.help == ["did you mean `large`?"])
  }

  @Test func keysNobodyAskedForAreReportedWithTheNearOnes() {
    var reader = reader("title: A\ntitel: B\ncolour: C\n")
    _ = reader.string("title")
    _ = reader.string("kicker")
    #expect(reader.reportUnknownKeys().map(\.key) == ["titel", "colour"])
    #expect(reader.diagnostics.map(\.severity) == [.warning, .warning])
    #expect(reader.diagnostics.map(\.help) == [["did you mean `title`?"], []])
  }

  @Test func nestedReadersNameTheWholeKeyAndPointAtTheirOwnMap() {
    var reader = reader("a: b\nmeeting:\n  start: x\n  chair:\n    rol: y\n")
    reader.nested("meeting") { meeting in
      _ = meeting.moment("start", in: .utc)
      meeting.nested("chair") { chair in
        chair.reportMissing("name", help: "add it")
      }
    }
    let found = reader.diagnostics
    #expect(found.map(\.code) == ["T202", "T201", "T205"])
    #expect(found[0].message.hasPrefix("`meeting.start`"))
    #expect(found[1].message == "`meeting.chair.name` is missing")
    #expect(found[1].place?.line == 5)
  }

  @Test func partsOfASplitLineKnowTheirOwnPlace() {
    let source = SourceText(path: "a", text: "a: \"b, cæ ;d\"\ne: >-\n  f,\n  g\n")
    guard case .map(let map) = parseYAML(source).node.value else { return }
    var reader = MapReader(map, in: source)
    let parts = reader.strings("a", isSplit: true)
    #expect(parts.map(\.value) == ["b", "cæ", "d"])
    for part in parts {
      #expect(String(decoding: source.bytes[part.range], as: UTF8.self) == part.value)
    }
    let folded = reader.strings("e", isSplit: true)
    #expect(folded.map(\.value) == ["f", "g"])
    #expect(folded[0].range == map["e"]?.range)
  }

  private func reader(_ yaml: String) -> MapReader {
    let source = SourceText(path: "a.yaml", text: yaml)
    guard case .map(let map) = parseYAML(source).node.value else {
      return MapReader(Map(), in: source)
    }
    return MapReader(map, in: source)
  }
}
