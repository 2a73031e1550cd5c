import Foundation
import Synchronization
import Testing

@testable import tidende

/// The command as a whole: words in, files, text and exit code out.
@Suite struct CommandTests {
  /// Collects what a command writes.
  final class Terminal: Sendable {
    private let answered = Mutex<[UInt8]>([])
    private let told = Mutex<[UInt8]>([])
    let input: [UInt8]

    init(input: String = "") { self.input = Array(input.utf8) }

    var answer: String { String(decoding: answered.withLock { $0 }, as: UTF8.self) }
    var tale: String { String(decoding: told.withLock { $0 }, as: UTF8.self) }

    func run(_ arguments: String...) -> Int32 { run(arguments) }

    func run(_ arguments: [String]) -> Int32 {
      var surroundings = Surroundings()
      surroundings.now = 1_795_262_400
      surroundings.processorCount = 2
      surroundings.answer = { bytes in self.answered.withLock { $0 += bytes } }
      surroundings.tell = { bytes in self.told.withLock { $0 += bytes } }
      surroundings.input = { self.input }
      return Tidende.run(arguments, in: surroundings)
    }
  }

  /// A folder that is removed afterwards.
  private func inFolder(_ body: (String) throws -> Void) rethrows {
    let folder = NSTemporaryDirectory() + "tidende-test-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func write(_ text: String, to path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  @Test("a new site builds at once, and a new article joins it") func newSite() throws {
    try inFolder { folder in
      #expect(Terminal().run("new", "site", folder) == 0)
      let first = Terminal()
      #expect(first.run("build", "--root", folder, "--strict") == 0, "\(first.tale)")
      #expect(first.answer.contains("0 errors, 0 warnings"))
      let article = Terminal()
      #expect(
        article.run("new", "leder", "Åbne data: i praksis", "--root", folder) == 0,
        "\(article.tale)")
      let path = folder + "/content/leder/aabne-data-i-praksis.md"
      #expect(FileManager.default.fileExists(atPath: path))
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.contains("title: \"Åbne data: i praksis\""), "\(text)")
      let second = Terminal()
      #expect(second.run("build", "--root", folder, "--drafts", "--strict") == 0, "\(second.tale)")
      #expect(
        FileManager.default.fileExists(
          atPath: folder + "/public/leder/aabne-data-i-praksis/index.html"))
      #expect(Terminal().run("new", "site", folder) == 1)
      #expect(Terminal().run("new", "leder", "Åbne data: i praksis", "--root", folder) == 1)
      let wrong = Terminal()
      #expect(wrong.run("new", "ledere", "X", "--root", folder) == 1)
      #expect(wrong.tale.contains("did you mean `leder`?"))
    }
  }

  @Test("check finds what build finds and writes nothing") func check() throws {
    try inFolder { folder in
      try write(
        "---\ntitle: A\ndate: 2026-01-01\n---\n[x](y.md)\n", to: folder + "/content/blog/a.md")
      let check = Terminal()
      #expect(check.run("check", "--root", folder, "--format", "short") == 1)
      #expect(check.tale.contains("content/blog/a.md:5:5: error[T301]"), "\(check.tale)")
      #expect(!FileManager.default.fileExists(atPath: folder + "/public"))
    }
  }

  @Test("exit codes tell settings, files, content and usage apart") func exitCodes() throws {
    try inFolder { folder in
      try write("title: T\nlanguage: xx\n", to: folder + "/content/site.yaml")
      #expect(Terminal().run("build", "--root", folder) == 3)
      try write("title: T\nlanguage: da\n", to: folder + "/content/site.yaml")
      try write("---\ntitle: A: B\n---\n", to: folder + "/content/a.md")
      #expect(Terminal().run("build", "--root", folder) == 1)
      try write("---\ntitle: A\n---\n", to: folder + "/content/a.md")
      #expect(Terminal().run("build", "--root", folder) == 0)
      try write("x", to: folder + "/file")
      #expect(Terminal().run("build", "--root", folder, "--out", folder + "/file") == 4)
      try write("---\ntitle: A\nauther: B\n---\n", to: folder + "/content/a.md")
      #expect(Terminal().run("build", "--root", folder, "--strict") == 5)
      #expect(Terminal().run("build", "--root", folder) == 0)
      #expect(Terminal().run("bild") == 2)
      #expect(Terminal().run("build", "--as-of", "i morgen") == 2)
    }
  }

  @Test("inspect shows an article as JSON, also from a pipe") func inspect() throws {
    let terminal = Terminal(
      input:
        "---\ntitle: Prøve\ndate: 2026-01-02 09:00\ntags: a, b\n---\n## Et afsnit\n\nTekst med [link](b.md).\n"
    )
    #expect(terminal.run("inspect", "-") == 0)
    let object =
      try JSONSerialization.jsonObject(with: Data(terminal.answer.utf8)) as? [String: Any]
    #expect(
      Set((object ?? [:]).keys) == ["metadata", "html", "outline", "links", "text", "problems"])
    let metadata = object?["metadata"] as? [String: Any]
    #expect(metadata?["title"] as? String == "Prøve")
    #expect(metadata?["date"] as? String == "2026-01-02T09:00:00+01:00")
    #expect(metadata?["tags"] as? [String] == ["a", "b"])
    let outline = object?["outline"] as? [[String: Any]]
    #expect(outline?.first?["id"] as? String == "et-afsnit")
    let links = object?["links"] as? [[String: Any]]
    #expect(links?.first?["line"] as? Int == 8)
  }

  @Test("inspect --data shows a data file as JSON") func inspectData() throws {
    try inFolder { folder in
      try write("a: 1\nb: [x, 'y', 2.5]\nc: {d: ~, e: no}\n", to: folder + "/d.yaml")
      let terminal = Terminal()
      #expect(terminal.run("inspect", "--data", folder + "/d.yaml") == 0)
      let object =
        try JSONSerialization.jsonObject(with: Data(terminal.answer.utf8)) as? NSDictionary
      let expected: NSDictionary = [
        "a": 1, "b": ["x", "y", 2.5], "c": ["d": NSNull(), "e": "no"],
      ]
      #expect(object == expected)
    }
  }

  @Test("render fills in a template and the ones beside it") func render() throws {
    try inFolder { folder in
      try write(
        "{% extends \"base.html\" %}{% block main %}{{ name }}{% endblock %}",
        to: folder + "/a.html")
      try write("<b>{% block main %}{% endblock %}</b>", to: folder + "/base.html")
      try write("{\"name\": \"<Kari>\"}", to: folder + "/d.json")
      let terminal = Terminal()
      #expect(
        terminal.run("render", folder + "/a.html", "--data", folder + "/d.json") == 0,
        "\(terminal.tale)")
      #expect(terminal.answer == "<b>&lt;Kari&gt;</b>")
      try write("{{ nama }}", to: folder + "/a.html")
      let wrong = Terminal()
      #expect(wrong.run("render", folder + "/a.html", "--data", folder + "/d.json") == 1)
      #expect(wrong.tale.contains("name") && wrong.answer.isEmpty)
    }
  }

  @Test("help, version and explain answer") func answers() {
    for words in [
      ["--help"], ["help", "build"], ["version"], ["--version"], ["explain", "T704"],
      ["build", "--help"],
    ] {
      let terminal = Terminal()
      var surroundings = Surroundings()
      surroundings.answer = { _ in }
      #expect(Tidende.run(words, in: surroundings) == 0, "\(words)")
      #expect(terminal.tale.isEmpty)
    }
    reportCases(6, "answers")
  }
}
