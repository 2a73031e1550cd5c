import Foundation
import Testing

@testable import Previewing

/// Requests of the kinds that have been used against servers like this one.
@Suite struct HostileRequestTests {
  struct Case {
    var status: Int
    var name: String
    var text: String
  }

  /// Reads `Data/hostile.txt`, which says how it is written.
  static func cases() throws -> [Case] {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Data/hostile.txt").path
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
      guard !line.hasPrefix("#"), parts.count == 3,
        let status = Int(parts[0].trimmingCharacters(in: .whitespaces))
      else { return nil }
      return Case(
        status: status, name: parts[1].trimmingCharacters(in: .whitespaces),
        text: String(parts[2].dropFirst()))
    }
  }

  /// The bytes that a case stands for.
  static func bytes(of text: String, port: UInt16) -> [UInt8] {
    var text = text.replacing("{end}", with: " HTTP/1.1\\r\\nHost: {host}\\r\\n\\r\\n")
      .replacing("{host}", with: "localhost:{port}").replacing("{port}", with: "\(port)")
    while let match = text.firstMatch(of: #/\{([^{}]*)\*(\d+)\}/#), let count = Int(match.2) {
      text.replaceSubrange(match.range, with: String(repeating: String(match.1), count: count))
    }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let kind = rest.popFirst() else {
        bytes.append(byte)
        continue
      }
      switch kind {
      case UInt8(ascii: "r"): bytes.append(13)
      case UInt8(ascii: "n"): bytes.append(10)
      case UInt8(ascii: "t"): bytes.append(9)
      case UInt8(ascii: "0"): bytes.append(0)
      case UInt8(ascii: "x"):
        bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
        rest = rest.dropFirst(2)
      default: bytes.append(kind)
      }
    }
    return bytes
  }

  @Test("a hostile request gets its status, and the server serves on") func statuses() throws {
    let server = try TestServer()
    defer { server.stop() }
    let cases = try Self.cases()
    #expect(cases.count >= 150)
    for hostile in cases {
      let wire = Wire(port: server.port)
      let bytes = Self.bytes(of: hostile.text, port: server.port)
      wire.send(bytes)
      let answer = wire.answer(isHead: bytes.starts(with: Array("HEAD".utf8)))
      #expect(answer?.status == hostile.status, "\(hostile.name)")
      if let answer, [400, 403, 405, 413, 414, 431, 505].contains(answer.status) {
        #expect(answer["connection"] == "close", "\(hostile.name)")
        #expect(answer["content-security-policy"] == "default-src 'none'", "\(hostile.name)")
        #expect((answer["allow"] == "GET, HEAD") == (answer.status == 405), "\(hostile.name)")
        #expect(wire.isClosed(), "\(hostile.name)")
      }
      #expect(answer?.fields.contains { $0.name.hasPrefix("access-control") } == false)
      #expect(answer?["x-injected"] == nil && answer?["set-cookie"] == nil, "\(hostile.name)")
      #expect(server.get("/om/")?.text == "om os", "behind: \(hostile.name)")
    }
    reportCases(cases.count, "hostile requests")
  }

  @Test("a request that arrives byte by byte is read as one that arrives at once")
  func pieces() throws {
    for hostile in try Self.cases() {
      let bytes = Self.bytes(of: hostile.text, port: 4000)
      let whole = Self.outcome(of: [bytes])
      let single = Self.outcome(
        of: bytes.prefix(3000).map { [$0] } + [Array(bytes.dropFirst(3000))])
      #expect(whole == single, "\(hostile.name)")
    }
  }

  /// What a connection makes of bytes that arrive in pieces: `nil` while it waits.
  private static func outcome(of pieces: [[UInt8]]) -> Result<Request, Refusal>? {
    let limits = Limits()
    var connection = Connection(descriptor: -1, id: 1, now: 0)
    for piece in pieces {
      var rest = piece[...]
      while !rest.isEmpty {
        let room = connection.room(limits)
        connection.take(Array(rest.prefix(room)), now: 0)
        rest = rest.dropFirst(room)
        switch connection.next(HostRule(port: 4000), limits) {
        case .wait: continue
        case .ask(let request), .stream(let request): return .success(request)
        case .refuse(let refusal): return .failure(refusal)
        }
      }
    }
    return nil
  }

  @Test("HEAD gets no body, whatever is wrong with it") func refusedHead() throws {
    let server = try TestServer()
    defer { server.stop() }
    for (fields, status) in [
      ("Host: evil.example", 403), ("Host: localhost:\(server.port)\r\nX", 400),
      ("Host: localhost:\(server.port)\r\nContent-Length: 3", 413),
    ] {
      let wire = Wire(port: server.port)
      wire.send("HEAD / HTTP/1.1\r\n\(fields)\r\n\r\n")
      #expect(wire.answer(isHead: true)?.status == status)
      #expect(wire.line() == nil, "\(fields)")
    }
  }

  @Test("the path in an error page is escaped") func escapedPath() throws {
    let server = try TestServer { request in
      .failure(404, "there is nothing at \(request.path)")
    }
    defer { server.stop() }
    let answer = try #require(server.get("/%3Cscript%3E'%22&"))
    #expect(answer.text.contains("&lt;script&gt;&#39;&quot;&amp;"))
    #expect(!answer.text.contains("<script"))
  }
}
