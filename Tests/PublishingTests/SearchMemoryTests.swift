import Foundation
import Testing

@testable import Publishing

/// What the index remembers of articles makes the same index, whatever was edited, and only what an
/// edit touches is read again.
@Suite struct SearchMemoryTests {
  /// Edits one after the other: what is written (or removed, where nothing follows the path), and
  /// which texts of the index are written for it.
  static let edits: [(what: String, files: String, texts: [Int])] = [
    ("a text", article(3, "Tekst tre om en vejplan.", title: "Tre"), [2]),
    ("a title", article(3, "Tekst tre om en vejplan.", title: "Nummer tre"), []),
    ("a tag", article(2, "Tekst 2.", extra: "tags: [klart sprog]"), []),
    ("keywords", article(2, "Tekst 2.", extra: "tags: [klart sprog]\nkeywords: [telegraf]"), []),
    ("a newer article", article(7, "Den nyeste tekst."), [6]),
    (
      "a heading",
      article(7, "## Nyt\n\nDen nyeste tekst."), [6]
    ),
    ("a section's name", "-- content/blog/_index.md --\n---\ntitle: Klummer\n---\n", []),
    (
      "an organization",
      "-- content/organizations/kl.md --\n---\nname: Kommunernes Landsforening\n---\n", []
    ),
    (
      "an article of that organization",
      article(4, "Tekst 4.", extra: "organizations: [kl]"), []
    ),
    (
      "the organization's name",
      "-- content/organizations/kl.md --\n---\nname: Kommunerne\n---\n", []
    ),
    ("a person", "-- content/people/ida-vej.md --\n---\nname: Ida Vej\n---\n", []),
    ("an author", article(5, "Tekst 5.", extra: "authors: [ida-vej]"), []),
    (
      "the author's name", "-- content/people/ida-vej.md --\n---\nname: Ida Marie Vej\n---\n", []
    ),
    ("a glossary", "-- content/glossary.yaml --\nKL: Kommunernes Landsforening\n", []),
    (
      "a term", "-- content/glossary.yaml --\nKL: Kommunernes Landsforening\nVP: vejplan\n", []
    ),
    ("the language", "-- content/site.yaml --\ntitle: Blad\nlanguage: nb\n", []),
    (
      "raw HTML", "-- content/site.yaml --\ntitle: Blad\nlanguage: nb\nunsafe_html: false\n", []
    ),
    ("an article to be hidden", article(7, "Den nyeste tekst.", extra: "noindex: true"), []),
    ("an older article is gone", "-- content/blog/a2.md --\n", [1, 2, 3, 4]),
    ("an older article", article(2, "Tekst to igen."), [1, 2, 3, 4, 5]),
    ("an address", article(6, "Tekst 6.", extra: "slug: seks"), []),
  ]

  static func article(_ number: Int, _ text: String, title: String = "", extra: String = "")
    -> String
  {
    """
    -- content/blog/a\(number).md --
    ---
    title: \(title.isEmpty ? "Artikel \(number)" : title)
    date: 2026-0\(number)-01
    \(extra.isEmpty ? "type: blog" : extra)
    ---
    \(text)

    """
  }

  /// One of many articles.
  ///
  /// - Parameter month: counted from January 2010.
  static func numbered(_ number: Int, month: Int, _ text: String) -> String {
    let day = "20\(10 + month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)-01"
    return """
      -- content/blog/n\(number).md --
      ---
      title: Nummer \(number)
      date: \(day)
      ---
      \(text)

      """
  }

  static func site() throws -> SiteFixture {
    let texts = (1...6).map { article($0, "Tekst \($0).\($0 == 1 ? " <b>fed</b>" : "")") }
    return try SiteFixture("-- content/site.yaml --\ntitle: Blad\n" + texts.joined())
  }

  /// Builds, and compares the index with that of a build that remembers nothing.
  static func check(_ site: SiteFixture, _ label: String, jobs: Int = 2) throws {
    let report = site.build(jobs: jobs) { ask(&$0) }
    #expect(report.failure == nil, "\(label): \(report.problems.map(line))")
    let cold = site.folder + "/cold"
    try? FileManager.default.removeItem(atPath: cold)
    _ = site.build {
      ask(&$0)
      $0.remembers = false
      $0.output = cold
    }
    let (warmTree, coldTree) = (site.tree(), site.tree(cold))
    let differing = Set(warmTree.keys).union(coldTree.keys).filter { warmTree[$0] != coldTree[$0] }
    #expect(differing.isEmpty, "\(label): \(differing.sorted())")
  }

  static func ask(_ request: inout BuildRequest) {
    request.remembers = true
    request.startedAt = 4_000_000_000
  }

  static func memory(of site: SiteFixture) throws -> String {
    let top = site.folder + "/.tidende"
    let names = try FileManager.default.contentsOfDirectory(atPath: top)
    return top + "/" + (try #require(names.first { $0.hasPrefix("public-") })) + "/search-recent"
  }

  @Test("after every edit the index is the one of a full build, and other texts stay") func edits()
    throws
  {
    let site = try Self.site()
    try Self.check(site, "the first build")
    for (number, edit) in Self.edits.enumerated() {
      let before = site.stamps()
      let removed = edit.files.split(separator: "\n")
      if removed.count == 1 {
        try site.remove(String(removed[0].dropFirst(3).dropLast(3)))
      } else {
        try site.write(edit.files)
      }
      try Self.check(site, edit.what, jobs: 1 + number % 3)
      let after = site.stamps()
      let texts = after.keys.filter { $0.hasPrefix("search/x/") && after[$0] != before[$0] }
      #expect(texts.sorted() == edit.texts.map { "search/x/\($0).txt" }, "\(edit.what)")
    }
    reportCases(Self.edits.count, "edits, each index compared with a full build's")
  }

  @Test("articles that move from one group of neighbours to the next keep their words")
  func manyArticles() throws {
    func article(_ number: Int, _ text: String = "") -> String {
      let word = text.isEmpty ? "ord\(number % 7)" : text
      return Self.numbered(number, month: number, "Vejplan \(number) og \(word).")
    }
    let site = try SiteFixture(
      "-- content/site.yaml --\ntitle: Blad\n" + (0..<140).map { article($0) }.joined())
    try Self.check(site, "the first build")
    try site.remove("content/blog/n3.md")
    try Self.check(site, "an old one is gone, and all move up")
    try site.write(article(70, "noget andet"))
    try Self.check(site, "an edit in the middle")
    try site.write(article(3, "igen"))
    try site.remove("content/blog/n139.md")
    try Self.check(site, "an old one is back, and the newest gone")
    reportCases(3, "edits that move articles")
  }

  @Test("a memory of the index that is broken, old or foreign is made anew, and never wrong")
  func brokenMemory() throws {
    var state: UInt64 = 5
    func draw(below limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let site = try Self.site()
    try Self.check(site, "the first build")
    let path = try Self.memory(of: site)
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for round in 0..<40 {
      var bytes = whole
      switch round {
      case 0: bytes = Data()
      case 1: bytes = Data("TDNMEM99".utf8) + whole.dropFirst(8)
      case 2..<12: bytes = whole.prefix(draw(below: whole.count))
      default: bytes[draw(below: whole.count)] ^= UInt8(1 + draw(below: 255))
      }
      try bytes.write(to: URL(fileURLWithPath: path))
      try site.write(Self.article(1 + round % 6, "Tekst \(round) er ny."))
      try Self.check(site, "round \(round)")
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) != bytes, "round \(round)")
    }
    // Another program's memory of the same form.
    let report = site.build {
      Self.ask(&$0)
      $0.engine = "another"
    }
    #expect(report.failure == nil)
    try Self.check(site, "after another program")
    reportCases(41, "broken memories of the index")
  }

  @Test("a build that remembers nothing neither reads nor writes it") func withoutMemory() throws {
    let site = try Self.site()
    _ = site.build { $0.remembers = false }
    #expect(!site.exists(".tidende"))
    try Self.check(site, "a build that remembers")
    let path = try Self.memory(of: site)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    try site.write(Self.article(1, "Noget andet."))
    _ = site.build { $0.remembers = false }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    reportCases(2, "builds that remember nothing")
  }

  @Test("a text that was changed by hand in the output is mended") func touchedOutput() throws {
    let site = try Self.site()
    try Self.check(site, "the first build")
    for name in ["x/3.txt", "k/0.json", "m.json"] {
      try Data("af hånd".utf8).write(to: URL(fileURLWithPath: site.output + "/search/" + name))
      try Self.check(site, name)
      try site.write(Self.article(2, "Ny ved \(name)."))
      try site.remove("public/search/" + name)
      try Self.check(site, "\(name) gone, and an edit")
    }
    reportCases(6, "outputs changed by hand")
  }

  @Test("an edit of a recent article of a large magazine leaves the old segment of the index alone")
  func oldSegment() throws {
    func article(_ number: Int, _ text: String = "vejplan") -> String {
      Self.numbered(number, month: number / 6, "Ord\(number % 90) og \(text).")
    }
    let settings = """
      -- content/site.yaml --
      title: Blad
      outputs: {tags: false, people: false, archives: false, home: false, sections: false}

      """
    let site = try SiteFixture(settings + (0..<1010).map { article($0) }.joined())
    try Self.check(site, "the first build")
    let memory = try Self.memory(of: site)
    let old = String(memory.dropLast("recent".count)) + "old"
    let edits: [(what: String, files: String, isOld: Bool)] = [
      ("a recent text", article(1009, "digitaliseringsstrategiens årshjul"), false),
      ("another", article(1008, "borgerdialogmøde"), false),
      ("one more article", article(1010, "kommunalbestyrelsesmøde"), false),
      ("an old text", article(5, "telegrafstyrelsen"), true),
      ("a recent text again", article(1009, "noget helt tredje"), false),
    ]
    for edit in edits {
      let before = (site.stamps(), try Data(contentsOf: URL(fileURLWithPath: old)))
      try site.write(edit.files)
      try Self.check(site, edit.what)
      let after = site.stamps()
      let changed = after.keys.filter { after[$0] != before.0[$0] && $0.hasPrefix("search/b/") }
      let kept = try Data(contentsOf: URL(fileURLWithPath: old))
      #expect(changed.isEmpty != edit.isOld, "\(edit.what): \(changed.sorted())")
      #expect((kept == before.1) != edit.isOld, "\(edit.what)")
    }
    let shards = try FileManager.default.contentsOfDirectory(atPath: site.output + "/search/b")
    try Data("af hånd".utf8).write(
      to: URL(fileURLWithPath: site.output + "/search/b/" + shards.sorted()[0]))
    try site.write(article(1009, "en fjerde gang"))
    try Self.check(site, "a file of the old segment was changed by hand")
    reportCases(edits.count + 1, "edits of a large magazine")
  }
}
