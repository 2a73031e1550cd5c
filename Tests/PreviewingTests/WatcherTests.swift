import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Previewing

/// What is told when files change, as editors and people change them.
@Suite struct WatcherTests {
  /// A folder that is watched, and what was told of it.
  final class Watched: Sendable {
    let folder: String
    private let told = Mutex<Set<String>>([])
    private let bell = DispatchSemaphore(value: 0)
    private let watcher = Mutex<Watcher?>(nil)

    /// - Parameter roots: below the folder.
    init(_ roots: [String], canBeTold: Bool, _ files: [String: String]) throws {
      // The folder above is a link on some systems.
      let base = URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
      folder = base + "/tidende-watch-" + UUID().uuidString
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for (path, text) in files { try write(text, to: path) }
      let paths = roots.map { folder + "/" + $0 }
      let made = Watcher(paths: paths, canBeTold: canBeTold, ignoring: isLeftover) { [self] paths in
        told.withLock { $0.formUnion(paths) }
        bell.signal()
      }
      watcher.withLock { $0 = made }
    }

    func end() {
      watcher.withLock { $0?.stop() }
      try? FileManager.default.removeItem(atPath: folder)
    }

    /// Whether a path, or a folder above it, is told within 20 s.
    func isTold(_ path: String) -> Bool {
      var above = [folder + "/" + path]
      while let last = above.last, last != folder, let slash = last.lastIndex(of: "/") {
        above.append(String(last[..<slash]))
      }
      let deadline = DispatchTime.now() + 20
      while true {
        if told.withLock({ told in above.contains { told.contains($0) } }) { return true }
        if bell.wait(timeout: deadline) == .timedOut { return false }
      }
    }

    /// Everything told so far, relative to the folder; and forgets it.
    func collect() -> Set<String> {
      let paths = told.withLock { told in
        defer { told = [] }
        return told
      }
      return Set(paths.map { String($0.dropFirst(folder.count + 1)) })
    }

    func write(_ text: String, to path: String) throws {
      let url = URL(fileURLWithPath: folder + "/" + path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }

    func rename(_ old: String, _ new: String) throws {
      #expect(Foundation.rename(folder + "/" + old, folder + "/" + new) == 0)
    }

    func link(_ path: String, to target: String) throws {
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/" + path, withDestinationPath: target)
    }

    func remove(_ path: String) throws {
      try FileManager.default.removeItem(atPath: folder + "/" + path)
    }
  }

  /// What is done, and which paths have to be told of it.
  struct Case: Sendable {
    var name: String
    var told: [String]
    var act: @Sendable (Watched) throws -> Void
  }

  static let files = [
    "content/a.md": "a", "content/blog/b.md": "b", "content/blog/dyb/c.md": "c",
    "elsewhere/d.md": "d", "elsewhere/folder/e.md": "e", "themes/avis/main.css": "css",
  ]

  static let cases: [Case] = [
    Case(name: "a file is written over", told: ["content/a.md"]) {
      try $0.write("ny", to: "content/a.md")
    },
    Case(name: "a file is appended to", told: ["content/blog/b.md"]) { site in
      let file = try FileHandle(
        forWritingTo: URL(fileURLWithPath: site.folder + "/content/blog/b.md"))
      try file.seekToEnd()
      try file.write(contentsOf: Data("mere".utf8))
      try file.close()
    },
    Case(name: "a file is saved by rename", told: ["content/a.md"]) { site in
      try site.write("ny", to: "content/.a.md.tmp")
      try site.rename("content/.a.md.tmp", "content/a.md")
    },
    Case(name: "a file is saved as Vim does", told: ["content/a.md"]) { site in
      try site.rename("content/a.md", "content/a.md~")
      try site.write("ny", to: "content/a.md")
      try site.remove("content/a.md~")
    },
    Case(name: "a file is made", told: ["content/blog/dyb/ny.md"]) {
      try $0.write("ny", to: "content/blog/dyb/ny.md")
    },
    Case(name: "a file is removed", told: ["content/a.md"]) { try $0.remove("content/a.md") },
    Case(name: "a file moves", told: ["content/a.md", "content/blog/a2.md"]) {
      try $0.rename("content/a.md", "content/blog/a2.md")
    },
    Case(name: "a folder is made, and files in it", told: ["content/ny/x.md", "content/ny/y/z.md"])
    {
      try $0.write("x", to: "content/ny/x.md")
      try $0.write("z", to: "content/ny/y/z.md")
    },
    Case(name: "a folder full of files moves in", told: ["content/folder/e.md"]) {
      try $0.rename("elsewhere/folder", "content/folder")
    },
    Case(name: "a folder moves out", told: ["content/blog/b.md", "content/blog/dyb/c.md"]) {
      try $0.rename("content/blog", "elsewhere/blog")
    },
    Case(name: "a folder is renamed", told: ["content/blog/b.md", "content/log/b.md"]) {
      try $0.rename("content/blog", "content/log")
    },
    Case(name: "a folder is removed", told: ["content/blog/dyb/c.md"]) {
      try $0.remove("content/blog")
    },
    Case(name: "a link to a file is made", told: ["content/link.md"]) {
      try $0.link("content/link.md", to: "../elsewhere/d.md")
    },
    Case(name: "a link to a folder is made", told: ["content/mappe/e.md"]) {
      try $0.link("content/mappe", to: "../elsewhere/folder")
    },
    Case(name: "a root that was not there is made", told: ["later/a/b.md"]) {
      try $0.write("b", to: "later/a/b.md")
    },
    Case(name: "a root is removed", told: ["themes/avis/main.css"]) { try $0.remove("themes") },
  ]

  @Test("what happens to files is told", arguments: [true, false]) func changes(canBeTold: Bool)
    throws
  {
    DispatchQueue.concurrentPerform(iterations: Self.cases.count) { index in
      let change = Self.cases[index]
      do {
        let site = try Watched(["content", "themes", "later"], canBeTold: canBeTold, Self.files)
        defer { site.end() }
        try change.act(site)
        for path in change.told { #expect(site.isTold(path), "\(change.name): \(path)") }
      } catch {
        Issue.record(error, "\(change.name)")
      }
    }
    reportCases(Self.cases.count, "changes of files")
  }

  @Test("what is behind a link is told by the link's name", arguments: [true, false])
  func links(canBeTold: Bool) throws {
    let linked = try Watched(["content"], canBeTold: canBeTold, Self.files)
    defer { linked.end() }
    try linked.link("content/link.md", to: "../elsewhere/d.md")
    try linked.link("content/mappe", to: "../elsewhere/folder")
    try linked.link("content/blog/ring", to: "..")
    #expect(linked.isTold("content/link.md") && linked.isTold("content/mappe/e.md"))
    // Written so that the size differs too, whatever the clock of the file system.
    try linked.write("dd", to: "elsewhere/d.md")
    #expect(linked.isTold("content/link.md"))
    _ = linked.collect()
    try linked.write("ee", to: "elsewhere/folder/e.md")
    #expect(linked.isTold("content/mappe/e.md"))
    _ = linked.collect()
    try linked.write("ddd", to: "elsewhere/d.md.ny")
    try linked.rename("elsewhere/d.md.ny", "elsewhere/d.md")
    #expect(linked.isTold("content/link.md"))
  }

  @Test("folders and roots that come back are watched again") func comingBack() throws {
    let site = try Watched(["content", "themes/avis"], canBeTold: true, Self.files)
    defer { site.end() }
    for round in 1...3 {
      try site.remove("content")
      #expect(site.isTold("content/a.md"))
      _ = site.collect()
      try site.write("\(round)", to: "content/ny/a.md")
      #expect(site.isTold("content/ny/a.md"))
      _ = site.collect()
      try site.remove("themes")
      #expect(site.isTold("themes/avis/main.css"))
      _ = site.collect()
      try site.write("\(round)", to: "themes/avis/main.css")
      #expect(site.isTold("themes/avis/main.css"))
      try site.rename("content/ny", "content/nyt")
      #expect(site.isTold("content/nyt/a.md"))
      _ = site.collect()
      try site.write("igen", to: "content/nyt/a.md")
      #expect(site.isTold("content/nyt/a.md"))
      _ = site.collect()
    }
  }

  @Test("what editors leave behind, and what lies elsewhere, is not told") func leftovers() throws {
    let site = try Watched(["content"], canBeTold: true, Self.files)
    defer { site.end() }
    for name in ["a.md~", ".a.md.swp", "4913", ".#a.md", "#a.md#", ".git/index", ".DS_Store"] {
      try site.write("x", to: "content/" + name)
    }
    try site.write("x", to: "elsewhere/d.md")
    try site.write("sidst", to: "content/a.md")
    #expect(site.isTold("content/a.md"))
    #expect(site.collect() == ["content/a.md"])
  }

  @Test("a thousand changes are told in a few calls, none of them lost") func many() throws {
    let site = try Watched(["content"], canBeTold: true, Self.files)
    defer { site.end() }
    for index in 0..<1000 { try site.write("x", to: "content/\(index % 7)/\(index).md") }
    for index in 0..<1000 { #expect(site.isTold("content/\(index % 7)/\(index).md")) }
  }
}
