import Foundation
import Testing

@testable import Previewing

/// The server as a browser meets it.
@Suite struct ServerTests {
  @Test("pages are served with their type, length and tag") func pages() throws {
    let server = try TestServer()
    defer { server.stop() }
    let answer = try #require(server.get("/bl%C3%A5b%c3%a6r/?q=1"))
    #expect(answer.status == 200)
    #expect(answer.text == "blåbær")
    #expect(answer["content-type"] == "text/html; charset=utf-8")
    #expect(answer["content-length"] == "8")
    #expect(answer["cache-control"] == "no-cache")
    #expect(answer["x-content-type-options"] == "nosniff")
    #expect(answer["cross-origin-resource-policy"] == "same-origin")
    #expect(answer["connection"] == "keep-alive")
    #expect(answer["date"]?.hasSuffix(" GMT") == true)
    #expect(!answer.fields.contains { $0.name.hasPrefix("access-control") })
  }

  @Test("one connection serves many requests, and several sent at once in their order")
  func keepAlive() throws {
    let server = try TestServer()
    defer { server.stop() }
    let wire = Wire(port: server.port)
    for _ in 0..<3 {
      wire.send(server.request("/"))
      #expect(wire.answer()?.text == "forside")
    }
    let paths = ["/", "/om/", "/stor/", "/ingen/", "/tom/", "/om/"]
    wire.send(paths.map { server.request($0) }.joined())
    let texts = paths.map { _ in wire.answer()?.body.count }
    #expect(texts == [7, 5, 300_000, 11, 0, 5])
    wire.send(server.request("/", close: true))
    #expect(wire.answer()?["connection"] == "close")
    #expect(wire.isClosed())
  }

  @Test("HEAD has the fields of GET and no body") func head() throws {
    let server = try TestServer()
    defer { server.stop() }
    let wire = Wire(port: server.port)
    for path in ["/", "/stor/", "/ingen/", "/om"] {
      wire.send(server.request(path))
      let whole = try #require(wire.answer())
      wire.send(server.request(path, method: "HEAD"))
      let head = try #require(wire.answer(isHead: true))
      #expect(head.status == whole.status)
      for name in ["etag", "content-length", "content-type", "location"] {
        #expect(head[name] == whole[name], "\(name) of \(path)")
      }
    }
    wire.send(server.request("/"))
    #expect(wire.answer()?.text == "forside")
  }

  @Test("a client of HTTP/1.0 is served and closed, unless it asks to stay") func oldClients()
    throws
  {
    let server = try TestServer()
    defer { server.stop() }
    let wire = Wire(port: server.port)
    wire.send("GET / HTTP/1.0\r\nHost: localhost:\(server.port)\r\n\r\n")
    #expect(wire.answer()?.text == "forside")
    #expect(wire.isClosed())
    let staying = Wire(port: server.port)
    let fields = "Host: localhost:\(server.port)\r\nConnection: Keep-Alive\r\n\r\n"
    for _ in 0..<2 {
      staying.send("GET / HTTP/1.0\r\n" + fields)
      #expect(staying.answer()?.text == "forside")
    }
  }

  @Test("a client that sends nothing more still gets its answer") func halfClosed() throws {
    let server = try TestServer()
    defer { server.stop() }
    let wire = Wire(port: server.port)
    wire.send(server.request("/stor/"))
    wire.endSending()
    #expect(wire.answer()?.body.count == 300_000)
  }

  @Test("a page the browser has is not sent again") func unchanged() throws {
    let server = try TestServer()
    defer { server.stop() }
    let tag = try #require(server.get("/")?["etag"])
    let again = try #require(server.get("/", "If-None-Match: \"x\", \(tag)\r\n"))
    #expect(again.status == 304)
    #expect(again["etag"] == tag)
    #expect(again["content-length"] == nil)
    #expect(server.get("/om/", "If-None-Match: \(tag)\r\n")?.status == 200)
  }

  @Test("a range is served, an impossible one refused, a strange one passed over")
  func ranges() throws {
    let server = try TestServer()
    defer { server.stop() }
    let part = try #require(server.get("/stor/", "Range: bytes=299995-\r\n"))
    #expect(part.status == 206)
    #expect(part.text == "56789")
    #expect(part["content-range"] == "bytes 299995-299999/300000")
    let outside = try #require(server.get("/stor/", "Range: bytes=300000-\r\n"))
    #expect(outside.status == 416)
    #expect(outside["content-range"] == "bytes */300000")
    #expect(outside.body.isEmpty)
    #expect(server.get("/stor/", "Range: bytes=0-1,3-4\r\n")?.body.count == 300_000)
  }

  @Test("redirects stay on the server") func redirects() throws {
    let server = try TestServer { request in .redirect(to: request.path + "/") }
    defer { server.stop() }
    for (path, location) in [
      ("/om", "/om/"), ("//evil.example", "/evil.example"), ("/bl%C3%A5", "/bl%C3%A5/"),
      ("///a//b", "/a/b"), ("/a%0", nil), ("/%2F%2Fevil", "/evil"), ("/a%22%3E", "/a%22%3E/"),
    ] {
      let answer = try #require(server.get(path))
      #expect(answer["location"] == location, "\(path)")
      #expect(answer.status == (location == nil ? 400 : 302), "\(path)")
    }
  }

  @Test("the next port is taken where one is taken, and given back at the end") func ports() throws
  {
    let first = try TestServer(host: nil)
    let second = try Server(host: nil, port: first.port)
    #expect(second.port > first.port)
    second.stop()
    second.run(TestServer.site)
    first.stop()
    let third = try Server(host: nil, port: first.port)
    #expect(third.port == first.port)
    third.stop()
    third.run(TestServer.site)
  }

  @Test("without a host, IPv4 and IPv6 are served at one port") func bothProtocols() throws {
    guard let six = try? Server(host: "::1", port: 0) else { return }
    six.stop()
    six.run(TestServer.site)
    let server = try TestServer(host: nil)
    defer { server.stop() }
    let wire = Wire(port6: server.port)
    wire.send("GET / HTTP/1.1\r\nHost: [::1]:\(server.port)\r\n\r\n")
    #expect(wire.answer()?.text == "forside")
    #expect(server.get("/")?.text == "forside")
  }

  @Test("an address that is not of this machine is a problem in words") func wrongAddress() {
    #expect(throws: SocketProblem.self) { try Server(host: "192.0.2.7", port: 0) }
    #expect(throws: SocketProblem.self) { try Server(host: "nowhere.invalid", port: 0) }
  }
}
