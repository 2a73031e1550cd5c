import Foundation
import Glibc
import Testing

@testable import Publishing

@Suite struct MirrorTests {
  private func mirror(_ site: OutputFixture, keepsOwn: Bool = false) throws -> [FolderStamp]? {
    let from = try OpenFolder(site.folder + "/from")
    defer { from.close() }
    let to = try OpenFolder(site.folder + "/to")
    defer { to.close() }
    return try Mirror(from: from, to: to, jobs: 2, keepsOwn: keepsOwn)
      .match([.root], isDeep: true)
  }

  /// Inode and time of everything in a tree, by names as bytes.
  private func inodes(_ path: String) throws -> [[CChar]: [UInt64]] {
    var found: [[CChar]: [UInt64]] = [:]
    let tree = try OpenFolder(path)
    defer { tree.close() }
    func walk(_ folder: RelativePath) throws {
      for entry in try tree.list(folder) {
        let inner = folder.appending(entry.name)
        let modified = UInt64(bitPattern: tree.facts(inner)?.modified ?? 0)
        found[inner.bytes] = entry.kind == .folder ? [modified] : [entry.inode, modified]
        if entry.kind == .folder { try walk(inner) }
      }
    }
    try walk(.root)
    return found
  }

  @Test("files, links, pipes, and names that are not UTF-8 become names of the same inodes")
  func everyKind() throws {
    let site = try OutputFixture()
    try site.write("from/a/b/c.txt", "c")
    try site.write("from/d.txt", "d")
    try site.link("from/a/link", to: "../d.txt")
    try site.link("from/loose", to: "nowhere")
    #expect(mkfifo(site.folder + "/from/pipe", 0o600) == 0)
    let odd = Array((site.folder + "/from/r").utf8CString.dropLast()) + [-8, 100, 0]
    let descriptor = open(odd, O_CREAT | O_WRONLY, 0o644)
    #expect(descriptor >= 0)
    Glibc.close(descriptor)
    try site.write("to/stale/x.txt", "x")
    try site.write("to/a", "a file where a folder belongs")
    try site.write("to/d.txt/x", "a folder where a file belongs")
    #expect(try mirror(site)?.count == 3)
    let wanted = try inodes(site.folder + "/from")
    #expect(try inodes(site.folder + "/to") == wanted)
    reportCases(wanted.count, "names in a mirrored tree")
  }

  @Test("a tree that is equal stays as it is") func again() throws {
    let site = try OutputFixture()
    try site.write("from/a/b/c.txt", "c")
    try site.write("to/x", "x")
    _ = try mirror(site)
    let before = try inodes(site.folder + "/to")
    _ = try mirror(site)
    #expect(try inodes(site.folder + "/to") == before)
  }

  @Test("what only the second tree has stays where it is this build's") func keepsOwn() throws {
    let site = try OutputFixture()
    try site.write("from/a/c.txt", "c")
    try site.write("to/a/own.txt", "own")
    _ = try mirror(site, keepsOwn: true)
    #expect(site.names("to/a") == ["c.txt", "own.txt"])
    try site.write("from/a/own.txt", "other")
    #expect(throws: FileProblem.self) { try mirror(site, keepsOwn: true) }
    #expect(site.text("to/a/own.txt") == "own")
  }
}
