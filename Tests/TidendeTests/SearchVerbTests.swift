import Foundation
import Testing

@testable import tidende

@Suite struct SearchVerbTests {
  private func inMagazine(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "tidende-test-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let files = [
      "content/site.yaml": "title: Blad\nlanguage: da\n",
      "content/glossary.yaml": "KL: {da: Kommunernes Landsforening}\n",
      "content/blog/en.md":
        "---\ntitle: Digitaliseringsstrategien\ndate: 2026-01-02\ntags: [plan]\n---\nEn plan.\n",
      "content/blog/to.md":
        "---\ntitle: Om KL\ndate: 2025-01-02\n---\nSe [den første](en.md).\n",
    ]
    for (path, text) in files {
      let url = URL(fileURLWithPath: folder + "/" + path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    try body(folder)
  }

  @Test("search finds what a reader finds, and says why") func finds() throws {
    try inMagazine { folder in
      let none = CommandTests.Terminal()
      #expect(none.run("search", "strategi", "--root", folder) == 4)
      #expect(none.tale.contains("build the site first"), "\(none.tale)")
      #expect(CommandTests.Terminal().run("build", "--root", folder) == 0)
      for (query, flags, title) in [
        ("strategi", [], "Digitaliseringsstrategien"),
        ("Kommunernes Landsforening", [], "Om KL"),
        ("plan", ["--tag", "plan", "--year", "2026", "--limit", "1"], "Digitaliseringsstrategien"),
      ] {
        let terminal = CommandTests.Terminal()
        #expect(terminal.run(["search", query, "--root", folder] + flags) == 0)
        #expect(terminal.answer.hasPrefix("1. \(title)\n"), "\(query): \(terminal.answer)")
      }
      let why = CommandTests.Terminal()
      #expect(why.run("search", "strategi", "--explain", "--root", folder) == 0)
      #expect(why.answer.contains("strategi, as ") && why.answer.contains("for age and language"))
      let nothing = CommandTests.Terminal()
      #expect(nothing.run("search", "giraf", "--root", folder) == 0)
      #expect(nothing.answer.isEmpty && nothing.tale == "0 articles\n", "\(nothing.tale)")
    }
  }

  @Test("inspect --page shows what a template gets") func page() throws {
    try inMagazine { folder in
      let terminal = CommandTests.Terminal()
      #expect(terminal.run("inspect", "--page", "/blog/en/", "--root", folder) == 0)
      let json = try #require(
        try JSONSerialization.jsonObject(with: Data(terminal.answer.utf8)) as? [String: Any])
      #expect(json["template"] as? String == "article.html")
      let article = try #require(json["article"] as? [String: Any])
      #expect(article["title"] as? String == "Digitaliseringsstrategien")
      #expect(Set(json.keys).isSuperset(of: ["article", "page", "site", "now"]))
      let wrong = CommandTests.Terminal()
      #expect(wrong.run("inspect", "--page", "/blog/enn/", "--root", folder) == 1)
      #expect(wrong.tale.contains("did you mean `/blog/en/`"), "\(wrong.tale)")
    }
  }
}
