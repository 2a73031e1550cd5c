import Foundation
import Reporting
import Testing

@testable import Publishing

@Suite struct CheckTheWayTests {
  @Test("what no build made and is in the way is refused by name, and everything stays")
  func refused() throws {
    let cases: [(name: String, make: (OutputFixture) throws -> Void, path: String)] = [
      ("a file of that name", { try $0.write("public/ny/index.html", "min") }, "ny/index.html"),
      ("a link of that name", { try self.link($0, "public/ny.html") }, "ny.html"),
      ("a file for a folder", { try $0.write("public/ny", "min") }, "ny"),
      (
        "a link for a folder",
        {
          try $0.write("andet/min", "min")
          try $0.link("public/ny", to: "../andet")
        }, "ny"
      ),
      ("a folder for a file", { try $0.write("public/ny.html/min", "min") }, "ny.html"),
      (
        "an empty folder for a file",
        {
          try FileManager.default.createDirectory(
            atPath: $0.output + "/ny.html", withIntermediateDirectories: true)
        }, "ny.html"
      ),
    ]
    let new = ["index.html": "2", "ny.html": "ny", "ny/index.html": "ny"]
    var count = 0
    for (way, remembers, disk) in TwinTests.ways {
      for isFirst in [true, false] {
        for (name, make, path) in cases {
          let label = "\(name), \(way), \(isFirst ? "first" : "later")"
          let site = try OutputFixture()
          if isFirst {
            try site.write("public/andet.txt", "")
          } else {
            try site.publish(["index.html": "1"], remembers: remembers, disk: disk)
          }
          try make(site)
          let before = site.everything()
          do {
            try site.publish(new, remembers: remembers, disk: disk)
            Issue.record("not refused: \(label)")
          } catch let problem as FileProblem {
            #expect(problem.code == "T907", "\(label)")
            #expect(problem.path == site.output + "/" + path, "\(label)")
          }
          #expect(site.everything() == before, "\(label)")
          #expect(!site.names(".public.tidende").contains("next"), "\(label)")
          #expect(site.text("andet/min") ?? "min" == "min", "\(label)")
          count += 1
        }
      }
    }
    reportCases(count, "things in the way")
  }

  private func link(_ site: OutputFixture, _ path: String) throws {
    try site.link(path, to: "index.html")
  }

  @Test("somebody else's file with the very bytes of a page is the page") func equalBytes() throws {
    for isFirst in [true, false] {
      let site = try OutputFixture()
      if !isFirst { try site.publish(["index.html": "1"]) }
      try site.write("public/ny/index.html", "ny")
      let before = site.facts("public/ny/index.html")
      try site.publish(["index.html": "1", "ny/index.html": "ny"])
      #expect(site.facts("public/ny/index.html")?.inode == before?.inode)
      try site.publish(["index.html": "1", "ny/index.html": "nyere"])
      #expect(site.text("public/ny/index.html") == "nyere")
    }
  }

  @Test("a folder of ours that became a link is not written through") func linkInside() throws {
    for (name, remembers, disk) in TwinTests.ways {
      let site = try OutputFixture()
      try site.publish(["index.html": "1", "a/index.html": "1"], remembers: remembers, disk: disk)
      try FileManager.default.moveItem(
        atPath: site.output + "/a", toPath: site.folder + "/andet")
      try site.link("public/a", to: "../andet")
      #expect(throws: FileProblem.self, "\(name)") {
        try site.publish(
          ["index.html": "2", "a/index.html": "2"], remembers: remembers, disk: disk)
      }
      #expect(site.text("andet/index.html") == "1", "\(name)")
      #expect(site.text("public/index.html") == "1", "\(name)")
    }
  }
}
