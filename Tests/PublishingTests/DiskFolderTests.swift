import Testing

@testable import Publishing

@Suite struct DiskFolderTests {
  @Test("a path below a folder knows its depth, its text and what is in it") func paths() {
    let cases: [(text: String, depth: Int, inner: String)] = [
      ("", 0, "x"), ("a", 1, "a/x"), ("a/æ", 2, "a/æ/x"), (".x/y/z", 3, ".x/y/z/x"),
    ]
    for (text, depth, inner) in cases {
      let path = RelativePath(text)
      #expect(path.depth == depth && path.text == text, "\(text)")
      #expect(path.appending(Array("x".utf8CString)) == RelativePath(inner), "\(text)")
    }
    #expect(RelativePath(bytes: [-8, 0]).text == "\u{FFFD}")
    reportCases(cases.count, "paths")
  }

  @Test("times are set to the nanosecond, also before 1970") func times() throws {
    let site = try OutputFixture()
    let folder = try OpenFolder(site.folder)
    defer { folder.close() }
    for time in [1_700_000_000_123_456_789, 1, 0, -1, -1_500_000_000] as [Int64] {
      folder.setModified(.root, time)
      #expect(folder.facts(.root)?.modified == time)
    }
  }

  @Test("nothing is followed: a link is a link") func links() throws {
    let site = try OutputFixture()
    try site.write("inner/x", "x")
    try site.link("link", to: "inner")
    let folder = try OpenFolder(site.folder)
    defer { folder.close() }
    #expect(folder.facts(RelativePath("link"))?.kind == .symlink)
    #expect(throws: FileProblem.self) { try folder.list(RelativePath("link")) }
    try folder.removeTree(RelativePath("link"), kind: .symlink)
    try folder.removeTree(RelativePath("inner"), kind: .folder)
    #expect(site.names("") == [])
  }
}
