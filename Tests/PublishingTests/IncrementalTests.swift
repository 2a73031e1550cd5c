import Foundation
import Testing

@testable import Publishing

/// A build that remembers makes the bytes a full one does, and makes only what its inputs ask for.
@Suite struct IncrementalTests {
  @Test("after every edit the incremental tree is the cold one, and only what changed is made")
  func randomEdits() throws {
    var steps = 0
    for seed in UInt64(1)...12 {
      var random = SplitMix(state: seed)
      var edited = try EditedSite(&random)
      for _ in 0..<18 {
        let edit = try edited.edit(&random)
        try edited.check("seed \(seed), \(edit)")
        steps += 1
      }
    }
    reportCases(steps, "edits, each compared with a cold build")
  }

  @Test("a memory that is cut off, garbled, old or of another program is a full build")
  func brokenMemory() throws {
    var random = SplitMix(state: 99)
    var edited = try EditedSite(&random)
    let folder = try #require(edited.memoryFolder())
    var cases = 0
    for name in ["state", "pages"] {
      let whole = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
      for round in 0..<24 {
        var bytes = whole
        switch round {
        case 0: bytes = Data()
        case 1..<8: bytes = whole.prefix(Int(random.next() % UInt64(whole.count)))
        default: bytes[Int(random.next() % UInt64(whole.count))] ^= UInt8(1 + random.next() % 255)
        }
        try bytes.write(to: URL(fileURLWithPath: folder + "/" + name))
        try edited.check("\(name), round \(round)", exactly: false)
        cases += 1
      }
    }
    let report = edited.site.build {
      edited.ask(&$0); $0.engine = "another"
    }
    #expect(report.explanations.allSatisfy { !$0.hasSuffix("left as it is") })
    reportCases(cases, "broken memories")
  }

  @Test("nothing changed: nothing is made, and warnings are told again")
  func warningsAreReplayed() throws {
    let site = try SiteFixture(
      "-- content/site.yaml --\ntitle: Blad\nbase_url: https://example.org/\n-- content/blog/a.md --\n---\ntitle: A\ndate: 2026-01-02\n---\n### For dybt\n\nTekst.\n"
    )
    let first = site.build {
      $0.remembers = true; $0.startedAt = 4_000_000_000
    }
    #expect(!first.problems.isEmpty)
    for future in [true, false] {
      let again = site.build {
        $0.remembers = true; $0.startedAt = future ? 4_000_000_000 : 1
      }
      #expect(again.problems == first.problems)
      #expect(again.renderedCount == 0)
      #expect(again.pageCount == first.pageCount && again.feedCount == first.feedCount)
    }
  }

  @Test("a file that was written just before it was looked at is read again")
  func freshFilesAreRead() throws {
    let site = try SiteFixture(
      "-- content/site.yaml --\ntitle: Blad\n-- content/om.md --\n---\ntitle: Om\n---\nEt ord.\n")
    let now = Int(Date().timeIntervalSince1970)
    _ = site.build {
      $0.remembers = true; $0.startedAt = now
    }
    let path = site.folder + "/content/om.md"
    let before = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.write(contentsOf: Data("---\ntitle: Om\n---\nTo ord.\n".utf8))
    try handle.close()
    try FileManager.default.setAttributes([.modificationDate: before as Any], ofItemAtPath: path)
    _ = site.build {
      $0.remembers = true; $0.startedAt = now
    }
    #expect(site.text("public/om/index.html").contains("To ord."))
  }

  @Test("a text that is read once more has to be the one all else was made of")
  func textsThatChangeUnderway() throws {
    func article(_ title: String, _ day: Int, _ text: String) -> String {
      "-- content/blog/\(day).md --\n---\ntitle: \(title)\ndate: 2026-01-0\(day)\n---\n\(text)\n"
    }
    let site = try SiteFixture(
      "-- content/site.yaml --\ntitle: Blad\n"
        + "-- content/_theme/templates/article.html --\n"
        + "{{ article.content }}{% if article.previous %}{{ article.previous.title }}{% endif %}\n"
        + article("Et", 1, "Tekst.") + article("To", 2, "Et ord."))
    func build() -> BuildReport {
      site.build {
        $0.remembers = true
        $0.startedAt = 4_000_000_000
      }
    }
    let path = site.folder + "/content/blog/2.md"
    let time = Date(timeIntervalSince1970: 1_700_000_000)
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
    #expect(build().failure == nil)
    let before = site.tree()
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.write(contentsOf: Data(sections(of: article("To", 2, "To ord."))[0].1.utf8))
    try handle.close()
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
    try site.write(article("Nyt", 1, "Tekst."))
    let report = build()
    #expect(
      report.problems.map(line).contains { $0.contains("content/blog/2.md") && $0.contains("T906") }
    )
    #expect(report.failure != nil)
    #expect(site.tree() == before)
    try FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: path)
    #expect(build().failure == nil)
    #expect(site.text("public/blog/2/index.html").contains("To ord."))
    #expect(site.text("public/blog/2/index.html").contains("Nyt"))
  }

  @Test("what is scheduled goes live when its time comes, though no file has changed")
  func schedule() throws {
    let site = try SiteFixture(
      "-- content/site.yaml --\ntitle: Blad\n-- content/blog/a.md --\n---\ntitle: A\ndate: 2026-11-22\n---\nTekst.\n"
    )
    let noon = Int64(1_795_262_400)
    for (hours, isThere) in [(0, false), (1, false), (36, true), (0, false)] {
      let report = site.build {
        $0.remembers = true
        $0.startedAt = 4_000_000_000
        $0.clock = .instant(noon + Int64(hours) * 3600)
      }
      #expect(site.exists("public/blog/a/index.html") == isThere, "after \(hours) hours")
      #expect(report.withheld.isEmpty == isThere)
    }
  }
}

/// A site on the disk beside its model.
private struct EditedSite {
  let site: SiteFixture
  var model = ModelSite()
  private var inputs: [String: String] = [:]
  private var number = 0

  init(_ random: inout SplitMix) throws {
    site = try SiteFixture()
    for _ in 0..<9 { model.articles.append(newArticle(&random)) }
    try write()
    let report = site.build { [self] in ask(&$0) }
    #expect(report.failure == nil, "\(report.problems.map(line))")
    inputs = model.inputs
    #expect(
      Set(site.tree().keys.filter { !$0.hasPrefix(".tidende") && !$0.hasPrefix("search/") })
        == Set(inputs.keys))
  }

  func ask(_ request: inout BuildRequest) {
    request.builtInTheme = model.theme.map {
      ThemeFile(name: $0.0, path: "theme/" + $0.0, bytes: Array($0.1.utf8))
    }
    request.remembers = true
    request.explains = true
    // Later than anything these tests write, so that stat keys are trusted.
    request.startedAt = 4_000_000_000
  }

  func memoryFolder() -> String? {
    let top = site.folder + "/.tidende"
    return try? FileManager.default.contentsOfDirectory(atPath: top)
      .first { $0.hasPrefix("public-") }.map { top + "/" + $0 }
  }

  /// Builds, and compares with a build that remembers nothing and with what the model says.
  mutating func check(_ label: String, exactly: Bool = true) throws {
    var expected = model.inputs.filter { inputs[$0.key] != $0.value }.keys.sorted()
    for path in inputs.keys where !site.exists("public/" + path) && model.inputs[path] != nil {
      if !expected.contains(path) { expected.append(path) }
    }
    for path in touched where model.inputs[path] != nil && !expected.contains(path) {
      expected.append(path)
    }
    touched = []
    let report = site.build(jobs: 1 + number % 4) { [self] in ask(&$0) }
    #expect(report.failure == nil, "\(label): \(report.problems.map(line))")
    let cold = site.folder + "/cold"
    try? FileManager.default.removeItem(atPath: cold)
    let full = site.build { [self] in
      ask(&$0)
      $0.remembers = false
      $0.output = cold
    }
    let (warmTree, coldTree) = (site.tree(), site.tree(cold))
    let differing = Set(warmTree.keys).union(coldTree.keys).filter { warmTree[$0] != coldTree[$0] }
    #expect(differing.isEmpty, "\(label): \(differing.sorted())")
    // What is gone is only known where something was.
    #expect(report.problems.filter { $0.code != "T314" } == full.problems, "\(label)")
    let made = report.explanations.filter { !$0.hasSuffix("left as it is") }
    let paths = made.map { String($0.prefix { $0 != ":" }) }
    if exactly {
      #expect(paths == expected.sorted(), "\(label): \(made)")
    }
    inputs = model.inputs
  }

  /// Outputs that were changed by hand.
  private var touched: [String] = []

  // MARK: Edits

  /// Changes one thing; says what.
  mutating func edit(_ random: inout SplitMix) throws -> String {
    number += 1
    let index = Int(random.next() % UInt64(model.articles.count))
    let kind = random.next() % 15
    switch kind {
    case 0: model.articles[index].body += " Mere \(number)."
    case 1: model.articles[index].title = "Titel \(number)"
    case 2:
      model.articles[index].tags = pick(&random)
    case 3: model.articles.append(newArticle(&random))
    case 4: if model.articles.count > 4 { model.articles.remove(at: index) }
    case 5: model.articles[index].name = "navn-\(number)"
    case 6: model.title = "Bladet \(number)"
    case 7: model.itemTemplate = "<li>\(number) {{ item.title }}</li>"
    case 8: model.articleNote = "note \(number)"
    case 9: model.dataWord = "ord \(number)"
    case 10: model.pictureWidth += 1
    case 11:
      let paths = inputs.keys.sorted()
      touched = [paths[Int(random.next() % UInt64(paths.count))]]
      try Data("af hånd".utf8).write(to: URL(fileURLWithPath: site.output + "/" + touched[0]))
    case 12:
      let paths = inputs.keys.sorted()
      try site.remove("public/" + paths[Int(random.next() % UInt64(paths.count))])
    case 13: model.articles[index].author = random.next() % 2 == 0 ? "Ida Holm" : "Per Lie"
    default:
      model.articles[index].picture = model.articles[index].picture.isEmpty ? "kort.svg" : ""
    }
    try write()
    return "edit \(number) of kind \(kind)"
  }

  private func write() throws {
    let files = model.files
    if let walk = FileManager.default.enumerator(atPath: site.folder + "/content") {
      for case let path as String in walk where path.hasSuffix(".md") {
        if files["content/" + path] == nil { try site.remove("content/" + path) }
      }
    }
    for (path, text) in files where site.text(path) != text {
      try site.write(path, Array(text.utf8))
    }
  }

  private mutating func newArticle(_ random: inout SplitMix) -> ModelArticle {
    number += 1
    var day = Int(random.next() % 200)
    while model.articles.contains(where: { $0.day == day }) { day = (day + 1) % 300 }
    return ModelArticle(
      section: random.next() % 2 == 0 ? "blog" : "leder", name: "nr-\(number)",
      title: "Nummer \(number)", day: day, tags: pick(&random),
      author: random.next() % 2 == 0 ? "Ida Holm" : "Per Lie", body: "Tekst \(number).")
  }

  private func pick(_ random: inout SplitMix) -> [String] {
    ["post", "sky", "data"].filter { _ in random.next() % 2 == 0 }
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
