import Foundation
import Testing

@testable import Reporting

@Suite("Drawing problems") struct DrawingTests {
  @Test("every case is drawn as its golden text, in every format", arguments: DrawingCase.all)
  func golden(_ example: DrawingCase) throws {
    let forms: [(String, ReportFormat, Bool)] = [
      ("human", .human, false), ("human in colour", .human, true), ("short", .short, false),
      ("github", .github, false), ("json", .json, false), ("sarif", .sarif, false),
    ]
    try expectGolden(
      example.name,
      forms.map { name, format, color in
        let bytes = draw(example.diagnostics, as: format, color: color, limit: example.limit)
        return (name, String(decoding: bytes, as: UTF8.self))
      })
    reportCases(forms.count, "drawings of \(example.name)")
  }

  @Test("the order in which problems arrive does not matter, nor that one is said twice")
  func order() {
    let all = DrawingCase.all.flatMap(\.diagnostics)
    for format in ReportFormat.allCases {
      let once = draw(all, as: format, color: false, limit: nil)
      #expect(draw(all.reversed() + all, as: format, color: false, limit: nil) == once)
    }
  }

  @Test("nothing in a drawing steers a terminal")
  func noControls() {
    let hostile = (0..<0xA0).compactMap(Unicode.Scalar.init).map(String.init).joined() + "\u{202E}x"
    let place = Place(path: hostile, line: 3, column: 30, length: 9, excerpt: hostile)
    let diagnostic = Diagnostic(
      .error, hostile, hostile, at: place, notes: [hostile], help: [hostile],
      related: [.init(hostile, place)])
    for format in [ReportFormat.human, .short, .github] {
      let drawn = draw([diagnostic], as: format, color: false, limit: nil)
      let text = String(decoding: drawn, as: UTF8.self)
      let steering = text.unicodeScalars.filter {
        ($0.value < 0x20 && $0 != "\n") || (0x7F..<0xA0).contains($0.value) || $0 == "\u{202E}"
      }
      #expect(steering.isEmpty, "\(format)")
    }
  }

  @Test("JSON and SARIF are well-formed, whatever is in them")
  func wellFormed() throws {
    let all = DrawingCase.all.flatMap(\.diagnostics)
    let json = try JSONSerialization.jsonObject(
      with: Data(draw(all, as: .json, color: false, limit: nil)))
    #expect((json as? [[String: Any]])?.count == Set(all).count)
    let sarif = try JSONSerialization.jsonObject(
      with: Data(draw(all, as: .sarif, color: false, limit: nil)))
    #expect((sarif as? [String: Any])?["version"] as? String == "2.1.0")
  }

  @Test("carets never leave the line that is drawn, however odd the place")
  func oddPlaces() {
    var random = SeededGenerator(seed: 77)
    let texts = ["", "a", "日本語", "\t\tx", "e\u{301}\u{301}", String(repeating: "ord ", count: 80)]
    let numbers = [Int.min, -1, 0, 1, 2, 3, 5, 40, 200, 400, Int.max]
    for _ in 0..<3000 {
      func number() -> Int { numbers[Int.random(in: 0..<numbers.count, using: &random)] }
      let place = Place(
        path: "a.md", line: number(), column: number(), length: number(),
        excerpt: texts[Int.random(in: 0..<texts.count, using: &random)], excerptColumn: number())
      let drawing = String(
        decoding: draw([.init(.note, "", "x", at: place)], as: .human, color: false, limit: nil),
        as: UTF8.self)
      for line in drawing.split(separator: "\n") {
        let width = line.unicodeScalars.reduce(0) { $0 + cellCount(of: $1) }
        #expect(width <= 102, "\(place)")
      }
      for format in ReportFormat.allCases {
        #expect(draw([.init(.note, "", "x", at: place)], as: format, color: true, limit: 1) != [])
      }
    }
    reportCases(3000, "odd places, seed 77")
  }

  static let summaries: [(kinds: [Severity], text: String)] = [
    ([], "0 errors, 0 warnings"), ([.error], "1 error, 0 warnings"),
    ([.warning, .error, .error, .error], "3 errors, 1 warning"),
    ([.note, .note, .warning], "0 errors, 1 warning, 2 notes"),
    ([.note], "0 errors, 0 warnings, 1 note"),
  ]

  @Test("problems are counted in words")
  func summaries() {
    for (kinds, text) in Self.summaries {
      #expect(summary(of: kinds.map { Diagnostic($0, "T101", "x") }) == text)
    }
    reportCases(Self.summaries.count, "summaries")
  }
}

/// Problems and the name of the golden text they are drawn as.
struct DrawingCase: Sendable, CustomTestStringConvertible {
  let name: String
  let limit: Int?
  let diagnostics: [Diagnostic]
  var testDescription: String { name }

  init(_ name: String, limit: Int? = nil, _ diagnostics: [Diagnostic]) {
    self.name = name
    self.limit = limit
    self.diagnostics = diagnostics
  }

  static let all: [DrawingCase] = [
    DrawingCase("nothing", []),
    DrawingCase(
      "unknown-filter",
      [
        Diagnostic(
          .error, "T704", "there is no filter called `dat`",
          at: Place(
            path: "themes/avis/templates/article.html", line: 12, column: 22, length: 3,
            excerpt: #"<time>{{ page.date | dat("long") }}</time>"#),
          help: ["a filter with a similar name exists: `date`"])
      ]),
    DrawingCase(
      "related-places",
      [
        Diagnostic(
          .error, "T021", "`title` is given twice",
          at: Place(
            path: "content/leder/ai.md", line: 104, column: 1, length: 5, excerpt: "title: B"),
          notes: ["only the first is used"], help: ["remove one of them"],
          related: [
            .init(
              "first given here",
              Place(path: "content/leder/ai.md", line: 2, column: 1, length: 5, excerpt: "title: A")
            ),
            .init("also in a file that is not shown", .file("content/_defaults.yaml")),
          ])
      ]),
    DrawingCase(
      "without-excerpt",
      [
        Diagnostic(.error, "T901", "cannot be read", at: .file("content/a.md"), help: ["check it"]),
        Diagnostic(
          .warning, "T902", "is very large", at: Place(path: "content/b.md", line: 7, column: 0)),
        Diagnostic(
          .warning, "T903", "a whole line is meant",
          at: Place(path: "content/b.md", line: 8, column: 0, excerpt: "this line")),
        Diagnostic(.note, "T001", "the log was made anew", notes: ["two\nlines"], help: []),
        Diagnostic(.error, "", "there is no verb called `biuld`", help: ["did you mean `build`?"]),
      ]),
    DrawingCase(
      "wide-characters",
      [
        caretCase("日本語のテキスト", 3, 2), caretCase("a\tb\tc", 5, 1), caretCase("\t\u{FEFF}x", 3, 1),
        caretCase("cafe\u{301} lukker", 7, 6), caretCase("cafe\u{301}", 5, 1),
        caretCase("🇩🇰🇳🇴 og 😀!", 10, 1), caretCase("en\u{200B}to", 3, 1),
        caretCase("rød grød", 9, 1), caretCase("", 1, 1), caretCase("slut   ", 5, 3),
      ]),
    DrawingCase(
      "long-lines",
      [1, 20, 100, 250, 395].map { column in
        Diagnostic(
          .warning, "T101", "a word is repeated",
          at: Place(
            path: "content/lang.md", line: column, column: column, length: 7,
            excerpt: (1...50).map { "ord-\($0 + 100)" }.joined(separator: " ")))
      } + [
        Diagnostic(
          .warning, "T102", "a sentence is long",
          at: Place(
            path: "content/lang.md", line: 500, column: 30, length: 200,
            excerpt: String(repeating: "æ", count: 300))),
        Diagnostic(
          .warning, "T102", "the line is only partly kept",
          at: Place(
            path: "content/lang.md", line: 501, column: 5_002, length: 3,
            excerpt: "abc def ghi", excerptColumn: 4_998)),
      ]),
    DrawingCase(
      "control-characters",
      [
        Diagnostic(
          .error, "T105", "a control character: \u{1B}[31m, \u{9B}2J, \u{7}, \u{202E}abc",
          at: Place(
            path: "content/\u{1B}]0;x\u{7}.md", line: 1, column: 3, length: 1,
            excerpt: "a\u{1B}[2Jb\u{0}\u{85}"))
      ]),
    DrawingCase(
      "escapes",
      [
        Diagnostic(
          .error, "T301", "100 % of [the links] lead to \"a\\b\"\n::error::x",
          at: Place(
            path: "content/a,b: 50%/æ.md", line: 1, column: 1, length: 2, excerpt: "[x](y)"),
          notes: ["a note,\nof two lines"], help: ["write {it}"])
      ]),
    DrawingCase(
      "capped", limit: 3,
      (1...14).map { line in
        Diagnostic(
          line % 7 == 0 ? .error : line % 5 == 0 ? .note : .warning, "T201", "problem \(line)",
          at: Place(path: "content/a.md", line: line, column: 1, excerpt: "line \(line)"))
      }
        + (1...12).map { line in
          Diagnostic(
            .warning, "T202", "problem \(line)",
            at: Place(path: "content/b.md", line: line, column: 1))
        }),
  ]

  private static func caretCase(_ text: String, _ column: Int, _ length: Int) -> Diagnostic {
    Diagnostic(
      .warning, "T101", "column \(column), length \(length)",
      at: Place(
        path: "content/\(text.unicodeScalars.count).md", line: 9, column: column, length: length,
        excerpt: text))
  }
}
