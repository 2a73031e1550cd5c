import Foundation
import Reporting
import Testing

@testable import Publishing

@Suite struct StageTests {
  @Test("a first build makes the output, and leaves nothing beside it") func first() throws {
    let site = try OutputFixture()
    let files = ["index.html": "forside", "blog/a/index.html": "a", "æ ø.txt": "å"]
    #expect(try site.publish(files).written == 3)
    #expect(site.tree() == files)
    #expect(site.names("public/.tidende") == ["manifest.json"])
    #expect(site.names("") == ["memory", "public"])
  }

  @Test("an empty output folder keeps its permissions") func emptyOutput() throws {
    let site = try OutputFixture()
    try FileManager.default.createDirectory(
      atPath: site.output, withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o750])
    try site.publish(["index.html": "x"])
    #expect(site.facts("public")?.mode == 0o750)
    try site.publish(["index.html": "y"])
    #expect(site.facts("public")?.mode == 0o750)
  }

  @Test("a first build carries over what somebody else put into the folder") func foreign() throws {
    let site = try OutputFixture()
    try site.write("public/.gitkeep", "")
    try site.write("public/.git/objects/ab/cd", "objekt")
    try site.link("public/link", to: ".git")
    let before = site.everything()
    try site.publish(["index.html": "x", "blog/a/index.html": "a"])
    let after = site.everything()
    for (path, facts) in before {
      #expect(after[path]?.modified == facts.modified, "\(path)")
      if facts.kind != .folder { #expect(after[path]?.inode == facts.inode, "\(path)") }
    }
    #expect(site.text("public/blog/a/index.html") == "a")
    #expect(site.text("public/.git/objects/ab/cd") == "objekt")
  }

  @Test("what is not new is not written, remembered or not") func unchanged() throws {
    for remembers in [true, false] {
      let site = try OutputFixture()
      let files = ["index.html": "x", "blog/a/index.html": "a"]
      try site.publish(files, remembers: remembers)
      let before = site.everything()
      for _ in 0..<3 {
        let (written, removed) = try site.publish(files, remembers: remembers)
        #expect(written == 0 && removed == [])
        #expect(site.everything() == before)
      }
      #expect(site.names("") == (remembers ? ["memory", "public"] : ["public"]))
    }
  }

  @Test("everything stands until a file is edited, replaced, removed or made a link")
  func everythingStands() throws {
    let site = try OutputFixture()
    let files = ["index.html": "forside", "blog/a/index.html": "a"]
    #expect(try !site.stage().everythingStands(jobs: 2))
    try site.publish(files)
    let changes: [(String, () throws -> Void)] = [
      ("edited", { try site.write("public/index.html", "FORSIDE") }),
      ("longer", { try site.write("public/index.html", "forsider") }),
      ("removed", { try site.remove("public/index.html") }),
      (
        "a link",
        {
          try site.remove("public/index.html")
          try site.link("public/index.html", to: "blog/a/index.html")
        }
      ),
      ("no manifest", { try site.remove("public/.tidende/manifest.json") }),
      ("no output", { try site.remove("public") }),
    ]
    for (name, change) in changes {
      let stage = try site.stage()
      #expect(stage.everythingStands(jobs: 2), "\(name)")
      try stage.discard()
      try change()
      let changed = try site.stage()
      #expect(!changed.everythingStands(jobs: 2), "\(name)")
      try changed.discard()
      try site.publish(files)
      #expect(site.tree() == files, "\(name)")
    }
    let forgetful = try site.stage(remembers: false)
    #expect(!forgetful.everythingStands(jobs: 2))
    reportCases(changes.count, "changes by hand")
  }

  @Test("a file is kept when it is there with these bytes, however it came there") func keep()
    throws
  {
    let site = try OutputFixture()
    try site.publish(["a": "en", "b": "to", "c": "tre"])
    try site.write("public/b", "TO")
    try site.remove("public/c")
    try site.write("public/c", "tre")
    let stage = try site.stage()
    #expect(stage.keep("a", digest(of: Array("en".utf8)))?.size == 2)
    #expect(stage.keep("a", digest(of: Array("to".utf8))) == nil)
    #expect(stage.keep("b", digest(of: Array("to".utf8))) == nil)
    #expect(stage.keep("c", digest(of: Array("tre".utf8)))?.isChanged == false)
    #expect(stage.keep("d", digest(of: [])) == nil)
    try stage.discard()
  }

  @Test("a log that is cut, changed or foreign is passed over with one note") func badLog() throws {
    let site = try OutputFixture()
    let files = ["index.html": "forside", "blog/a/index.html": "a"]
    try site.publish(files)
    let log = site.memory + "/output.log"
    let good = try Disk().read(log)
    var flipped = good
    flipped[good.count / 2] ^= 1
    for (name, bytes) in [
      ("empty", []), ("cut", Array(good.dropLast())), ("flipped", flipped), ("foreign", [1, 2, 3]),
    ] {
      try Data(bytes).write(to: URL(fileURLWithPath: log))
      let stage = try site.stage()
      #expect(stage.problems.map(\.code) == ["T909"], "\(name)")
      #expect(!stage.everythingStands(jobs: 2), "\(name)")
      try stage.discard()
      let before = site.everything()
      #expect(try site.publish(files).written == 0, "\(name)")
      #expect(site.everything() == before, "\(name)")
      #expect(try site.stage().problems.isEmpty, "\(name)")
    }
  }

  @Test("a log of another state of the output is not believed") func staleLog() throws {
    let site = try OutputFixture()
    try site.publish(["a": "1", "b": "1"])
    try site.publish(["a": "2", "c": "1"], remembers: false)
    #expect(try !site.stage().everythingStands(jobs: 2))
    #expect(try site.publish(["a": "3"]).removed == ["c"])
    #expect(site.tree() == ["a": "3"])
  }

  @Test("without a manifest that can be read, the log still tells what was made") func noManifest()
    throws
  {
    let site = try OutputFixture()
    try site.publish(["a": "1", "b": "1"])
    try site.write("public/.tidende/manifest.json", "{")
    #expect(try site.publish(["a": "2"]).removed == ["b"])
    #expect(site.tree() == ["a": "2"])
  }

  @Test("what is discarded leaves no trace") func discard() throws {
    let site = try OutputFixture()
    let stage = try site.stage()
    _ = try stage.take([Array("x".utf8)], as: "blog/a/index.html")
    #expect(site.names(".public.tidende") == ["lock", "next"])
    try stage.discard()
    #expect(site.names("") == [])
    try site.publish(["a": "1"])
    let later = try site.stage()
    _ = try later.take([Array("x".utf8)], as: "a")
    try later.discard()
    #expect(site.names("") == ["memory", "public"])
    #expect(site.tree() == ["a": "1"])
  }

  @Test("a build that does not write makes nothing and waits for nobody") func looking() throws {
    let site = try OutputFixture()
    let writer = try site.stage()
    let reader = try Stage(for: site.output, memory: site.memory, writes: false, on: Disk())
    #expect(reader.isFresh)
    try reader.discard()
    #expect(site.names(".public.tidende") == ["lock"])
    try writer.discard()
    #expect(site.names("") == [])
  }

  @Test("links in the output's path are followed; a file, a loose link and the root are refused")
  func realOutput() throws {
    let site = try OutputFixture()
    try FileManager.default.createDirectory(
      atPath: site.folder + "/disk/www", withIntermediateDirectories: true)
    try site.link("public", to: "disk/www")
    try site.publish(["index.html": "1"])
    try site.publish(["index.html": "2"])
    #expect(site.text("disk/www/index.html") == "2")
    #expect(site.names("disk") == [".www.tidende", "www"])
    #expect(site.facts("public")?.kind == .symlink)
    try site.remove("disk/www")
    for (name, path) in [("loose", site.output), ("root", "/")] {
      #expect(throws: FileProblem.self, "\(name)") { try Stage(for: path, on: Disk()) }
    }
    try site.write("disk/www", "fil")
    #expect(throws: FileProblem.self) { try Stage(for: site.output, on: Disk()) }
    #expect(site.text("disk/www") == "fil")
  }

  @Test("something of ours beside the output is ours; something else is left alone and refused")
  func beside() throws {
    let site = try OutputFixture()
    try site.write(".public.tidende/next/blog/a", "af et dødt byg")
    try site.write(".public.tidende/lock", "tidende\n999999\n")
    try site.publish(["index.html": "1"])
    #expect(site.names("") == ["memory", "public"])
    try site.write(".public.tidende/min", "min")
    #expect(throws: FileProblem.self) { try site.publish(["index.html": "2"]) }
    #expect(site.text(".public.tidende/min") == "min")
    try site.remove(".public.tidende")
    try site.write(".public.tidende", "min")
    do {
      try site.publish(["index.html": "2"])
      Issue.record("not refused")
    } catch let problem as FileProblem {
      #expect(problem.code == "T907")
    }
    #expect(site.text(".public.tidende") == "min")
    #expect(site.tree() == ["index.html": "1"])
  }
}
