import Foundation
import Testing

@testable import Publishing

@Suite struct JournalTests {
  private static let without: Disk = {
    var disk = Disk()
    disk.canExchange = { false }
    return disk
  }()

  @Test("a journal that was followed in part is completed by the next build") func completed()
    throws
  {
    let old = ["index.html": "1", "a/index.html": "1", "b": "1"]
    let new = ["index.html": "2", "a": "2", "b/c/index.html": "2"]
    /// The journal of this change, as it is before the first step.
    let journal = try {
      let site = try prepared(old, new)
      return try #require(site.text(".public.tidende/journal"))
    }()
    let steps = journal.split(separator: "\0").dropFirst(2).count
    #expect(steps == 10)
    for done in 0...2 {
      let site = try prepared(old, new)
      // What a dead build had done of it.
      if done > 0 { try site.remove("public/b") }
      if done > 1 {
        try FileManager.default.createDirectory(
          atPath: site.output + "/b/c", withIntermediateDirectories: true)
        let name = digest(of: Array("b/c/index.html".utf8)).hex
        try FileManager.default.moveItem(
          atPath: site.beside + "/next/" + name, toPath: site.output + "/b/c/index.html")
      }
      let stage = try site.stage(disk: Self.without)
      try stage.discard()
      #expect(site.tree() == new, "\(done) steps done")
      #expect(site.names("") == ["memory", "public"], "\(done) steps done")
      try site.publish(old, disk: Self.without)
      #expect(site.tree() == old, "\(done) steps done")
    }
  }

  /// A site whose next build died when the journal was written and nothing was done yet.
  private func prepared(_ old: [String: String], _ new: [String: String]) throws -> OutputFixture {
    let site = try OutputFixture()
    try site.publish(old, disk: Self.without)
    let other = try OutputFixture()
    try other.publish(new)
    let manifest = try #require(other.text("public/.tidende/manifest.json"))
    var waiting = new
    waiting[".tidende/manifest.json"] = manifest
    for (path, text) in waiting {
      try site.write(".public.tidende/next/" + digest(of: Array(path.utf8)).hex, text)
    }
    try site.write(".public.tidende/lock", "")
    let change = Change(
      written: waiting.keys.sorted().map {
        MadeFile(path: $0, digest: digest(of: []), size: 0, isChanged: true)
      },
      removed: old.keys.filter { waiting[$0] == nil }.sorted(),
      waiting: { "next/" + digest(of: Array($0.utf8)).hex })
    // An output that is a file stops the journal before its first step.
    try FileManager.default.moveItem(atPath: site.output, toPath: site.folder + "/away")
    try site.write("public", "")
    let journal = Journal(disk: Disk(), output: site.output, folder: site.beside)
    #expect(throws: FileProblem.self) { try journal.publish(change) }
    try site.remove("public")
    try FileManager.default.moveItem(atPath: site.folder + "/away", toPath: site.output)
    return site
  }

  @Test("a journal that is cut, changed, or names what is outside is not followed") func refused()
    throws
  {
    let outside = "-../min\0+next/x\0../min\0-/etc/min\0-a/../../min\0"
    let wrong = [
      "", "tidende journal 1\0", "tidende journal 1\0abc\0-index.html\0",
      "tidende journal 1\0\(digest(of: Array(outside.utf8)).hex)\0" + outside,
      "tidende journal 2\0\(digest(of: Array("-index.html\0".utf8)).hex)\0-index.html\0",
    ]
    for text in wrong {
      let site = try OutputFixture()
      try site.publish(["index.html": "1"])
      try site.write("min", "min")
      try site.write(".public.tidende/lock", "tidende\n")
      try site.write(".public.tidende/next/x", "x")
      try site.write(".public.tidende/journal", text)
      try site.publish(["index.html": "1"])
      #expect(site.tree() == ["index.html": "1"])
      #expect(site.text("min") == "min")
      #expect(site.names("") == ["memory", "min", "public"])
    }
    reportCases(wrong.count, "wrong journals")
  }
}
