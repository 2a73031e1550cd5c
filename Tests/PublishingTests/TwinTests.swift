import Foundation
import Reporting
import Synchronization
import Testing

@testable import Publishing

@Suite struct TwinTests {
  /// How a build publishes: remembering, forgetting, and without exchange.
  static let ways: [(name: String, remembers: Bool, disk: Disk)] = {
    var hasty = Disk()
    hasty.isDurable = false
    var without = hasty
    without.canExchange = { false }
    return [
      ("remembering", true, hasty), ("forgetting", false, hasty),
      ("by journal", true, without), ("by journal, forgetting", false, without),
    ]
  }()

  @Test("any sequence of builds and of other people's doings gives the right tree")
  func sequences() throws {
    var steps = 0
    for seed in 1...12 {
      for (name, remembers, disk) in Self.ways {
        var draw = Draw(seed: UInt64(seed))
        let site = try OutputFixture()
        var files: [String: String] = [:]
        var foreign: [String: String] = [:]
        for step in 0..<12 {
          let label = Comment(rawValue: "seed \(seed), \(name), step \(step)")
          let old = step == 0 ? [:] : files
          files = changed(files, &draw)
          if step > 0 { try disturb(site, &foreign, old, &draw) }
          let forgets = draw.number(below: 4) == 0
          let before = site.everything()
          try site.publish(files, remembers: remembers && !forgets, disk: disk)
          #expect(site.tree() == files.merging(foreign) { own, _ in own }, label)
          checkStamps(
            before, site.everything(), files, old, isExchange: !name.hasPrefix("by"), label)
          let left = Set(site.names(".public.tidende"))
          #expect(left.isSubset(of: ["lock", "twin"]), label)
          if remembers && !forgets {
            #expect(try site.stage().everythingStands(jobs: 2), label)
          }
          steps += 1
        }
      }
    }
    reportCases(steps, "builds in sequences")
  }

  static let paths = [
    "index.html", "a", "a/index.html", "a/b/index.html", "a/b", "b/index.html", "b/c.css", "c",
    "d/e/f/g.txt", "æ ø.html",
  ]

  /// Some files more, fewer or other ones; never one that is in the other's way.
  private func changed(_ files: [String: String], _ draw: inout Draw) -> [String: String] {
    var files = files
    for _ in 0...draw.number(below: 4) {
      let path = Self.paths[draw.number(below: Self.paths.count)]
      if draw.number(below: 3) == 0 {
        files[path] = nil
      } else {
        for other in Self.paths
        where other.hasPrefix(path + "/") || path.hasPrefix(other + "/") { files[other] = nil }
        files[path] = "tekst \(draw.number(below: 3))"
      }
    }
    if files.isEmpty { files["index.html"] = "forside" }
    return files
  }

  /// Somebody else's files come, change and go, and ours are edited and removed by hand.
  private func disturb(
    _ site: OutputFixture, _ foreign: inout [String: String], _ files: [String: String],
    _ draw: inout Draw
  ) throws {
    let path = ["x.txt", "y/z.txt", "y/w/v.txt", "b/x.txt"][draw.number(below: 4)]
    switch draw.number(below: 6) {
    case 0, 1:
      guard path.hasPrefix("b/") ? files["b/index.html"] != nil : true else { return }
      foreign[path] = "fremmed \(draw.number(below: 9))"
      try site.write("public/" + path, foreign[path] ?? "")
    case 2:
      if foreign.removeValue(forKey: path) != nil { try site.remove("public/" + path) }
    case 3:
      let own = files.keys.sorted()
      try site.write("public/" + own[draw.number(below: own.count)], "håndskrevet")
    case 4:
      let own = files.keys.sorted()
      try site.remove("public/" + own[draw.number(below: own.count)])
    default: return
    }
  }

  private func checkStamps(
    _ before: [String: FileFacts], _ after: [String: FileFacts], _ files: [String: String],
    _ old: [String: String], isExchange: Bool, _ label: Comment
  ) {
    let names = { (all: [String: FileFacts], folder: String) in
      Set(
        all.keys.filter { path in
          path.hasPrefix(folder) && path != folder
            && !path.dropFirst(folder.count).dropLast().contains("/")
        })
    }
    for (path, facts) in before {
      guard let now = after[path], !path.hasPrefix(".tidende") else { continue }
      if facts.kind == .folder {
        if isExchange, names(before, path) == names(after, path) {
          #expect(now.modified == facts.modified, "\(label) \(path)")
        }
      } else if now.inode == facts.inode {
        #expect(now.modified == facts.modified, "\(label) \(path)")
      } else {
        #expect(files[path] != nil, "\(label) \(path)")
      }
    }
    for (path, text) in files where old[path] == text {
      guard let was = before[path], let now = after[path] else { continue }
      let isOwn = was.size == text.utf8.count
      if isOwn { #expect(now.inode == was.inode, "\(label) \(path)") }
    }
  }

  @Test("what changes gets a new inode; what does not keeps inode and time, folders their time")
  func inodes() throws {
    let site = try OutputFixture()
    var files = ["index.html": "1", "blog/a/index.html": "1", "blog/b/index.html": "1"]
    try site.publish(files)
    for text in ["2", "3", "4", "5"] {
      let before = site.everything()
      files["blog/a/index.html"] = text
      #expect(try site.publish(files).written == 1)
      let after = site.everything()
      let changed = ["blog/a/index.html", ".tidende/manifest.json"]
      for (path, facts) in before {
        let isSame = after[path]?.inode == facts.inode && after[path]?.modified == facts.modified
        if facts.kind == .folder {
          #expect(after[path]?.modified == facts.modified, "\(path)")
        } else {
          #expect(isSame == !changed.contains(path), "\(path)")
        }
      }
      #expect(site.names(".public.tidende") == ["lock", "twin"])
    }
  }

  @Test("a reader never finds a page gone or half") func reader() throws {
    let site = try OutputFixture()
    let pages = (0..<2).map { String(repeating: "\($0)", count: 20_000) }
    try site.publish(["index.html": pages[0]])
    let isDone = Atomic(false)
    let failures = Atomic(0)
    let reads = Atomic(0)
    let path = site.output + "/index.html"
    let thread = Thread {
      while !isDone.load(ordering: .relaxed) {
        let text = (try? Disk().read(path)).map { String(decoding: $0, as: UTF8.self) }
        if text.map(pages.contains) != true { failures.add(1, ordering: .relaxed) }
        reads.add(1, ordering: .relaxed)
      }
    }
    thread.start()
    for build in 1...50 {
      try site.publish(["index.html": pages[build % 2]], disk: Self.ways[0].disk)
    }
    isDone.store(true, ordering: .relaxed)
    #expect(failures.load(ordering: .relaxed) == 0)
    reportCases(reads.load(ordering: .relaxed), "reads beside 50 builds")
  }

  @Test("what arrives at the very moment of the exchange is carried over") func arrivals() throws {
    let site = try OutputFixture()
    try site.publish(["index.html": "1", "blog/a/index.html": "1", "weg/index.html": "1"])
    try site.write("public/blog/gammel.txt", "gammel")
    var disk = Disk()
    disk.canExchange = {
      try? site.write("public/ny.txt", "ny")
      try? site.write("public/blog/ny/dyb.txt", "dyb")
      try? site.write("public/weg/ny.txt", "ny")
      try? site.remove("public/blog/gammel.txt")
      try? site.write("public/blog/gammel.txt", "nyere")
      return true
    }
    try site.publish(["index.html": "2", "blog/a/index.html": "1"], disk: disk)
    let wanted = [
      "index.html": "2", "blog/a/index.html": "1", "ny.txt": "ny", "blog/ny/dyb.txt": "dyb",
      "weg/ny.txt": "ny", "blog/gammel.txt": "nyere",
    ]
    #expect(site.tree() == wanted)
    try site.publish(["index.html": "3", "blog/a/index.html": "1"])
    #expect(site.tree() == wanted.merging(["index.html": "3"]) { $1 })
  }

  @Test("what arrives while a first build looks elsewhere is carried over") func firstArrivals()
    throws
  {
    let site = try OutputFixture()
    try site.write("public/.gitkeep", "")
    var disk = Disk()
    disk.canExchange = {
      try? site.write("public/ny.txt", "ny")
      return true
    }
    try site.publish(["index.html": "1"], disk: disk)
    #expect(site.tree() == [".gitkeep": "", "index.html": "1", "ny.txt": "ny"])
    try site.publish(["index.html": "2"])
    #expect(site.tree() == [".gitkeep": "", "index.html": "2", "ny.txt": "ny"])
  }

  @Test("a twin that a dead build was working on is made right again") func deadBuild() throws {
    let site = try OutputFixture()
    try site.publish(["index.html": "1", "a/index.html": "1"])
    try site.publish(["index.html": "2", "a/index.html": "1"])
    try FileManager.default.moveItem(
      atPath: site.beside + "/twin", toPath: site.beside + "/work")
    try site.write(".public.tidende/work/a/rest.html", "rest")
    try site.remove(".public.tidende/work/index.html")
    try site.publish(["index.html": "3", "a/index.html": "1"])
    #expect(site.tree() == ["index.html": "3", "a/index.html": "1"])
    #expect(site.names(".public.tidende") == ["lock", "twin"])
  }

  @Test("a copy put in the output's place is not taken for what the twin is equal to")
  func copied() throws {
    let site = try OutputFixture()
    try site.publish(["index.html": "1"])
    try site.write("public/min.txt", "min")
    try site.publish(["index.html": "2"])
    try site.publish(["index.html": "2"])
    let modified = try #require(site.facts("public")?.modified)
    try FileManager.default.copyItem(atPath: site.output, toPath: site.folder + "/copy")
    try site.remove("public")
    try site.write("copy/min.txt", "nyt")
    try FileManager.default.moveItem(atPath: site.folder + "/copy", toPath: site.output)
    let folder = try OpenFolder(site.output)
    folder.setModified(.root, modified)
    folder.close()
    try site.publish(["index.html": "2"])
    try site.publish(["index.html": "3"])
    #expect(site.tree() == ["index.html": "3", "min.txt": "nyt"])
  }

  @Test("permissions that somebody gave folders stay") func permissions() throws {
    let site = try OutputFixture()
    try site.publish(["index.html": "1", "a/index.html": "1"])
    for (build, mode) in [(2, 0o775), (3, 0o700), (4, 0o755)] {
      for folder in ["public", "public/a"] {
        try FileManager.default.setAttributes(
          [.posixPermissions: mode], ofItemAtPath: site.folder + "/" + folder)
      }
      for round in 0..<2 {
        try site.publish(["index.html": "\(build) \(round)", "a/index.html": "1"])
        #expect(site.facts("public")?.mode == UInt32(mode))
        #expect(site.facts("public/a")?.mode == UInt32(mode))
      }
    }
  }
}
