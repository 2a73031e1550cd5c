import Foundation
import Testing

@testable import Publishing

@Suite struct DiskTests {
  @Test("a file is read whole, with the facts of that moment") func read() throws {
    let site = try OutputFixture()
    for size in [0, 1, 65_535, 65_536, 200_000] {
      try site.write("a", String(repeating: "x", count: size))
      let (bytes, facts) = try Disk().readWithFacts(site.folder + "/a")
      #expect(bytes.count == size && facts.size == size)
      #expect(facts == site.facts("a"))
    }
    #expect(try Disk().read("/proc/self/status").count > 100)
    #expect(throws: FileProblem.self) { try Disk().read(site.folder) }
    #expect(throws: FileProblem.self) { try Disk().read(site.folder + "/b") }
  }

  @Test("a file is written with its folders, and says how it looks") func write() throws {
    let site = try OutputFixture()
    let path = site.folder + "/a/b/c/index.html"
    let facts = try Disk().write([[1, 2], [], [3]], to: path, durably: true)
    #expect(facts == site.facts("a/b/c/index.html"))
    #expect(try Disk().read(path) == [1, 2, 3])
    #expect(throws: FileProblem.self) { try Disk().write([[4]], to: path) }
    #expect(Disk().file(path, holds: [[1], [2, 3]]))
    #expect(!Disk().file(path, holds: [[1], [2, 4]]))
    #expect(!Disk().file(path, holds: [[1], [2]]))
  }

  @Test("pieces of every size come one after the other") func pieces() throws {
    let site = try OutputFixture()
    var draw = Draw(seed: 3)
    for round in 0..<40 {
      let pieces = (0..<draw.number(below: 60)).map { _ in
        let sizes = [0, 1, 100, 5_000, 32_768, 32_769, 65_536, 70_000]
        return [UInt8](
          repeating: UInt8(draw.number(below: 256)), count: sizes[draw.number(below: 8)])
      }
      let path = site.folder + "/\(round)"
      try Disk().write(pieces, to: path)
      #expect(try Disk().read(path) == Array(pieces.joined()))
    }
    reportCases(40, "files of pieces (seed 3)")
  }

  @Test("two folders change names in one step") func exchange() throws {
    let site = try OutputFixture()
    try site.write("a/x", "x")
    try site.write("b/y", "y")
    #expect(try Disk().exchange(site.folder + "/a", site.folder + "/b"))
    #expect(site.names("a") == ["y"] && site.names("b") == ["x"])
    #expect(throws: FileProblem.self) {
      try Disk().exchange(site.folder + "/a", site.folder + "/c")
    }
    try Disk().synchronize(site.folder + "/a/y")
    try Disk().synchronizeAll(site.folder)
  }

  @Test("a folder takes the place of an empty one, and of no other") func replace() throws {
    let site = try OutputFixture()
    try site.write("a/x", "x")
    #expect(try Disk().replace(site.folder + "/b", by: site.folder + "/a"))
    try site.write("c/y", "y")
    #expect(throws: FileProblem.self) {
      try Disk().replace(site.folder + "/c", by: site.folder + "/b")
    }
    #expect(site.names("b") == ["x"] && site.names("c") == ["y"])
  }

  @Test("a file from another file system is copied and put in place") func move() throws {
    let site = try OutputFixture()
    try site.write("a", "ny")
    try site.write("b", "gammel")
    try Disk().move(site.folder + "/a", to: site.folder + "/b")
    #expect(site.text("b") == "ny" && site.facts("a") == nil)
    guard Disk().facts("/dev/shm")?.device != site.facts("b")?.device else { return }
    let other = "/dev/shm/tidende-test-" + UUID().uuidString
    try Disk().write([Array("nyest".utf8)], to: other)
    try Disk().move(other, to: site.folder + "/b")
    #expect(site.text("b") == "nyest" && site.names("") == ["b"])
    #expect(Disk().facts(other) == nil)
  }
}
