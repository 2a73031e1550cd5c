import Foundation
import Testing

@testable import tidende

/// `--report` and `--review` as they are typed.
@Suite struct ReportDestinationTests {
  private typealias Terminal = CommandTests.Terminal

  /// A magazine in a folder that is removed afterwards.
  private func inMagazine(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "tidende-test-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(Terminal().run("new", "site", folder) == 0)
    try body(folder)
  }

  private func text(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }

  @Test("a report is written when the site is out, and only then") func file() throws {
    try inMagazine { folder in
      let report = folder + "/.tidende/rapport.json"
      #expect(Terminal().run("build", "--root", folder, "--report", report) == 0)
      let first = text(report)
      #expect(first.contains("\"changed\": 0, \"removed\": 0") && first.contains("\"added\": [\n"))
      #expect(Terminal().run("build", "--root", folder, "--report", report) == 0)
      #expect(text(report).contains("\"counts\": {\"added\": 0, \"changed\": 0, \"removed\": 0"))
      let before = text(report)
      try "# Uden hoved\n".write(
        toFile: folder + "/content/leder/fejl.md", atomically: true, encoding: .utf8)
      #expect(Terminal().run("build", "--root", folder, "--report", report) == 1)
      #expect(text(report) == before)
      #expect(!FileManager.default.fileExists(atPath: report + ".new"))
    }
  }

  @Test("a dash is standard output, and then nothing else is there") func answer() throws {
    try inMagazine { folder in
      let terminal = Terminal()
      #expect(terminal.run("build", "--root", folder, "--report", "-") == 0)
      #expect((try? JSONSerialization.jsonObject(with: Data(terminal.answer.utf8))) != nil)
      #expect(terminal.tale.contains("0 errors"))
      for other in [["--format", "github"], ["--explain"]] {
        let refused = Terminal()
        #expect(refused.run(["build", "--root", folder, "--report", "-"] + other) == 2)
        #expect(refused.tale.contains("contradict each other"), "\(refused.tale)")
      }
    }
  }

  @Test("a report that cannot be is refused before anything is built") func refusals() throws {
    try inMagazine { folder in
      for place in ["", "/public/r.json", "/content/r.json", "/content/site.yaml/r.json"] {
        let terminal = Terminal()
        #expect(
          terminal.run("build", "--root", folder, "--report", folder + place) == 4, "\(place)")
        #expect(
          terminal.tale.contains("error[T910]: cannot write the report: "), "\(terminal.tale)")
        #expect(!FileManager.default.fileExists(atPath: folder + "/public/index.html"))
      }
      #expect(Terminal().run("check", "--root", folder, "--report", "r.json") == 2)
    }
  }

  @Test("a copy for reviewers says so on every page, in the built-in theme") func review() throws {
    try inMagazine { folder in
      #expect(Terminal().run("new", "leder", "Kladden", "--root", folder) == 0)
      let out = folder + "/gennemsyn"
      #expect(
        Terminal().run(
          "build", "--root", folder, "--review", "--out", out, "--base-url", "https://r.example/7/")
          == 0)
      let page = text(out + "/leder/kladden/index.html")
      #expect(page.contains("Denne udgave er ikke offentliggjort.") && page.contains("/7/leder/"))
      #expect(page.contains(#"<meta name="robots" content="noindex">"#))
      #expect(text(out + "/index.html").contains(#"<meta name="robots" content="noindex">"#))
      #expect(text(out + "/robots.txt") == "User-agent: *\nDisallow: /\n")
      #expect(Terminal().run("build", "--root", folder) == 0)
      #expect(!text(folder + "/public/index.html").contains("ikke offentliggjort"))
    }
  }
}
