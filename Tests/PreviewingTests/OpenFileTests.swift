import Foundation
import Testing

@testable import Previewing

/// Files as they are served from the disk.
@Suite struct OpenFileTests {
  /// A folder with `site/` in it that is removed afterwards.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "tidende-preview-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: folder + "/site", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func serve(_ folder: String) throws -> TestServer {
    try TestServer { request in
      Response(
        contentType: contentType(ofFile: request.path),
        content: .file(path: folder + "/site" + request.path, inside: folder + "/site"))
    }
  }

  @Test("a file is served whole, in part, and not again") func files() throws {
    try inFolder { folder in
      let text = String(repeating: "æøå ", count: 500_000)
      try text.write(toFile: folder + "/site/lang.txt", atomically: true, encoding: .utf8)
      let server = try serve(folder)
      defer { server.stop() }
      let whole = try #require(server.get("/lang.txt"))
      #expect(whole.text == text)
      #expect(whole["content-type"] == "text/plain; charset=utf-8")
      let part = try #require(server.get("/lang.txt", "Range: bytes=7-13\r\n"))
      #expect(part.text == "æøå ")
      let tag = try #require(whole["etag"])
      let date = try #require(whole["last-modified"])
      #expect(server.get("/lang.txt", "If-None-Match: \(tag)\r\n")?.status == 304)
      #expect(server.get("/lang.txt", "If-Modified-Since: \(date)\r\n")?.status == 304)
      let both = "If-None-Match: \"x\"\r\nIf-Modified-Since: \(date)\r\n"
      #expect(server.get("/lang.txt", both)?.status == 200)
      #expect(server.get("/lang.txt", method: "HEAD")?["content-length"] == "\(text.utf8.count)")
      try "ny".write(toFile: folder + "/site/lang.txt", atomically: true, encoding: .utf8)
      #expect(server.get("/lang.txt", "If-None-Match: \(tag)\r\n")?.text == "ny")
    }
  }

  @Test("what is no regular file below the folder is not there") func others() throws {
    try inFolder { folder in
      let files = FileManager.default
      try "hemmelig".write(toFile: folder + "/secret.txt", atomically: true, encoding: .utf8)
      try files.createDirectory(atPath: folder + "/site-secret", withIntermediateDirectories: true)
      try "hemmelig".write(toFile: folder + "/site-secret/a.txt", atomically: true, encoding: .utf8)
      try files.createDirectory(atPath: folder + "/site/mappe", withIntermediateDirectories: true)
      try "åben".write(toFile: folder + "/site/mappe/a.txt", atomically: true, encoding: .utf8)
      for (name, target) in [
        ("ud", "../secret.txt"), ("nabo", "../site-secret"), ("ring", "ring"), ("intet", "ingen"),
        ("inde", "mappe/a.txt"), ("passwd", "/etc/passwd"), ("null", "/dev/null"),
      ] {
        try files.createSymbolicLink(
          atPath: folder + "/site/" + name, withDestinationPath: target)
      }
      #expect(mkfifo(folder + "/site/roer", 0o600) == 0)
      let server = try serve(folder)
      defer { server.stop() }
      for path in [
        "/ud", "/nabo/a.txt", "/ring", "/intet", "/passwd", "/null", "/roer", "/mappe", "/mappe/",
        "/", "/mappe/a.txt/b",
      ] {
        #expect(server.get(path)?.status == 404, "\(path)")
      }
      #expect(server.get("/inde")?.text == "åben")
      #expect(server.get("/mappe/a.txt")?.text == "åben")
    }
  }

  @Test("a file that shrinks while it is sent is not passed off as whole") func shrinking() throws {
    try inFolder { folder in
      let path = folder + "/site/stor.bin"
      try Data(repeating: 1, count: 30_000_000).write(to: URL(fileURLWithPath: path))
      let server = try serve(folder)
      defer { server.stop() }
      let wire = Wire(port: server.port, receiveBuffer: 4096)
      wire.send(server.request("/stor.bin"))
      #expect(wire.more())
      truncate(path, 10)
      #expect(wire.answer() == nil)
    }
  }
}
