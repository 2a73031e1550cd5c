import Foundation
import Publishing
import Reporting
import Synchronization
import Testing

@testable import Previewing
@testable import tidende

/// The site as `tidende serve` shows it while files change.
@Suite struct LivePreviewTests {
  final class Box: Sendable {
    private let problems = Mutex<[Diagnostic]>([])

    func withLock<Result>(_ body: (inout [Diagnostic]) -> Result) -> Result {
      problems.withLock { body(&$0) }
    }
  }

  /// A magazine in a folder of its own, and its preview.
  final class Site {
    let root = NSTemporaryDirectory() + "tidende-serve-" + UUID().uuidString
    let preview: LivePreview
    private let told = Box()

    /// Problems of pages that were told so far, by code.
    var codes: [String] { told.withLock { $0.map(\.code) } }

    init(_ files: [String: String]) throws {
      var request = BuildRequest(
        root: root, output: root + "/public", clock: .instant(1_795_262_400))
      request.builtInTheme = builtInTheme()
      request.drafts = true
      request.future = true
      preview = LivePreview(request) { [told] problems in told.withLock { $0 += problems } }
      for (path, text) in files { try write(text, to: path) }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func write(_ text: String, to path: String) throws {
      let url = URL(fileURLWithPath: root + "/" + path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }

    /// Writes a file and loads what that changes.
    func save(_ text: String, to path: String) throws -> LivePreview.Loaded {
      try write(text, to: path)
      return preview.load([root + "/" + path])
    }

    func get(_ path: String) throws -> Response {
      let head = Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
      return preview.respond(to: try parseHead(head[...]).get())
    }

    func text(_ path: String) throws -> String {
      guard case .bytes(let bytes) = try get(path).content else { return "a file" }
      return String(decoding: bytes, as: UTF8.self)
    }

    /// The tag of a page, and what is said of problems.
    func state(_ path: String) throws -> (tag: String, title: String, problems: String) {
      let lines = try text("/_tidende/status" + path).split(
        separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
      return (String(lines[0]), String(lines[1]), String(lines[2]))
    }
  }

  private static func article(_ title: String, _ body: String, head: String = "") -> String {
    "---\ntitle: \(title)\ndate: 2026-01-02\n\(head)---\n\(body)\n"
  }

  private static let files = [
    "content/site.yaml": "title: Prøve\nbase_url: https://blad.example/\n",
    "content/blog/a.md": article("Første", "Tekst et."),
    "content/blog/b.md": article("Anden", "Tekst to."),
    "content/blog/kort.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"/>",
  ]

  @Test("a page is the published one and the preview's script, and nothing is written")
  func page() throws {
    let site = try Site(Self.files)
    #expect(site.preview.load(nil).problems.isEmpty)
    let page = try site.text("/blog/a/")
    #expect(page.contains("Tekst et."))
    #expect(page.contains("<script src=\"/_tidende/preview.js\" data-tag="))
    #expect(!FileManager.default.fileExists(atPath: site.root + "/public"))
    #expect(try !site.text("/feed.xml").contains("_tidende"))
    #expect(try site.get("/feed.xml").contentType == "application/xml")
    #expect(try site.get("/blog/kort.svg").contentType == "image/svg+xml")
    #expect(try site.get("/_tidende/preview.js").status == 200)
  }

  @Test("other addresses of a page lead to it, and what is not there has the site's page")
  func addresses() throws {
    let site = try Site(Self.files)
    _ = site.preview.load(nil)
    #expect(try site.get("/blog/a").location == "/blog/a/")
    #expect(try site.get("/blog/a/index.html").location == "/blog/a/")
    let missing = try site.get("/blog/ingen/")
    #expect(missing.status == 404)
    #expect(try site.text("/blog/ingen/").contains("_tidende/preview.js"))
    #expect(try site.get("/content/site.yaml").status == 404)
    #expect(try site.get("/blog/a.md").status == 404)
  }

  @Test("a site below a path is previewed below it") func basePath() throws {
    var files = Self.files
    files["content/site.yaml"] = "title: Prøve\nbase_url: https://blad.example/magasin/\n"
    let site = try Site(files)
    _ = site.preview.load(nil)
    #expect(site.preview.basePath == "/magasin")
    #expect(try site.get("/").location == "/magasin/")
    #expect(try site.get("/magasin").location == "/magasin/")
    #expect(try site.text("/magasin/blog/a/").contains("Tekst et."))
    #expect(try site.get("/magasin/blog/a").location == "/magasin/blog/a/")
    #expect(try site.get("/magasinet/blog/a/").status == 404)
    #expect(try site.get("/blog/a/").status == 404)
  }

  @Test("a saved article changes its own page, and is the one to follow") func edit() throws {
    let site = try Site(Self.files)
    _ = site.preview.load(nil)
    let (first, second) = (try site.state("/blog/a/"), try site.state("/blog/b/"))
    let loaded = try site.save(Self.article("Første", "Tekst ny."), to: "content/blog/a.md")
    #expect(loaded.problems.isEmpty)
    #expect(loaded.event == .changed)
    #expect(loaded.page == "/blog/a/")
    #expect(try site.text("/blog/a/").contains("Tekst ny."))
    #expect(try site.state("/blog/a/").tag != first.tag)
    #expect(try site.state("/blog/b/").tag == second.tag)
  }

  @Test("a new article, a new title and an article that goes change the pages that list them")
  func listing() throws {
    let site = try Site(Self.files)
    _ = site.preview.load(nil)
    _ = try site.save(Self.article("Tredje", "Tekst tre."), to: "content/blog/c.md")
    #expect(try site.text("/").contains("Tredje") && site.text("/blog/c/").contains("Tekst tre."))
    _ = try site.save(Self.article("Omdøbt", "Tekst tre."), to: "content/blog/c.md")
    #expect(try site.text("/").contains("Omdøbt") && !site.text("/").contains("Tredje"))
    try FileManager.default.removeItem(atPath: site.root + "/content/blog/c.md")
    _ = site.preview.load([site.root + "/content/blog/c.md"])
    #expect(try !site.text("/").contains("Omdøbt"))
    #expect(try site.get("/blog/c/").status == 404)
    try FileManager.default.removeItem(atPath: site.root + "/content/blog")
    _ = site.preview.load([site.root + "/content/blog"])
    #expect(try site.get("/blog/a/").status == 404)
  }

  @Test("with an error the last good page stays, and the problem is told until it is mended")
  func problems() throws {
    let site = try Site(Self.files)
    _ = site.preview.load(nil)
    let good = try site.state("/blog/a/")
    #expect(good.title.isEmpty && good.problems.isEmpty)
    let wrong = try site.save(
      Self.article("Første", "Tekst ny.", head: "date: i går\n"), to: "content/blog/a.md")
    #expect(wrong.problems.contains { $0.severity == .error })
    for path in ["/blog/a/", "/blog/b/", "/"] {
      let state = try site.state(path)
      #expect(state.title.contains("error"), "\(path)")
      #expect(state.problems.contains("content/blog/a.md"), "\(path)")
      #expect(try site.get(path).status == 200, "\(path)")
    }
    #expect(try site.state("/blog/a/").tag == good.tag)
    #expect(try site.text("/blog/a/").contains("Tekst et."))
    let mended = try site.save(Self.article("Første", "Tekst ny."), to: "content/blog/a.md")
    #expect(mended.problems.isEmpty && wrong.areNew && mended.areNew)
    #expect(try site.state("/blog/a/").title.isEmpty)
    #expect(try site.text("/blog/a/").contains("Tekst ny."))
  }

  @Test("a template that fails on a page is told there, over the page as it was last")
  func template() throws {
    let site = try Site(Self.files)
    _ = site.preview.load(nil)
    #expect(try site.text("/blog/a/").contains("Tekst et."))
    _ = try site.save(
      "<!DOCTYPE html><html lang=\"da\"><body>{{ 1 // (page.title|length - 6) }}</body></html>",
      to: "content/_theme/templates/article.html")
    let wrong = try site.state("/blog/a/")
    #expect(wrong.title.contains("error") && wrong.problems.contains("article.html"))
    #expect(try site.text("/blog/a/").contains("Tekst et."))
    #expect(try site.state("/blog/b/").title.isEmpty)
    _ = try site.state("/blog/a/")
    #expect(site.codes == ["T741"], "told once")
    try FileManager.default.removeItem(atPath: site.root + "/content/_theme")
    _ = site.preview.load([site.root + "/content/_theme"])
    #expect(try site.state("/blog/a/").title.isEmpty)
  }

  @Test("a site that is wrong from the beginning shows its problems, and itself once it is mended")
  func wrongFromTheBeginning() throws {
    var files = Self.files
    files["content/site.yaml"] = "title: [\n"
    let site = try Site(files)
    #expect(site.preview.load(nil).problems.contains { $0.severity == .error })
    let page = try site.get("/blog/a/")
    #expect(page.status == 500)
    #expect(try site.text("/blog/a/").contains("content/site.yaml"))
    let state = try site.state("/blog/a/")
    #expect(state.title.isEmpty, "the page says it already")
    _ = try site.save("title: Prøve\n", to: "content/site.yaml")
    #expect(try site.state("/blog/a/").tag != state.tag)
    #expect(try site.text("/blog/a/").contains("Tekst et."))
  }

  @Test("a stylesheet or picture is told as a file, anything with it as a change") func files()
    throws
  {
    var files = Self.files
    files["content/_theme/assets/main.css"] = "h1 { color: red }"
    let site = try Site(files)
    _ = site.preview.load(nil)
    let style = try site.save("h1 { color: blue }", to: "content/_theme/assets/main.css")
    guard case .files(let pairs) = style.event, pairs.count == 1 else {
      Issue.record("\(style.event)")
      return
    }
    #expect(pairs[0].old != pairs[0].new && pairs[0].new.hasSuffix(".css"))
    #expect(try site.text(pairs[0].new) == "h1 { color: blue }")
    #expect(try site.text("/blog/a/").contains(pairs[0].new))
    let picture = try site.save(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"4\"/>",
      to: "content/blog/kort.svg")
    #expect(picture.event == .files([.init(old: "/blog/kort.svg", new: "/blog/kort.svg")]))
    try site.write("h1 { color: green }", to: "content/_theme/assets/main.css")
    let both = site.preview.load([
      site.root + "/content/_theme/assets/main.css", site.root + "/content/blog/a.md",
    ])
    #expect(both.event == .changed)
  }

  @Test("a draft and a scheduled piece carry a notice, a published one does not") func notices()
    throws
  {
    var files = Self.files
    files["content/blog/d.md"] = Self.article("Kladde", "Tekst.", head: "draft: true\n")
    files["content/blog/e.md"] = "---\ntitle: Senere\ndate: 2027-05-01\n---\nTekst.\n"
    let site = try Site(files)
    _ = site.preview.load(nil)
    #expect(try site.text("/blog/d/").contains("tidende-notice"))
    #expect(try site.text("/blog/e/").contains("2027-05-01"))
    #expect(try !site.text("/blog/a/").contains("tidende-notice"))
  }
}
