import Glibc
import Testing

@testable import Previewing

/// What open pages are told.
@Suite(.serialized) struct EventStreamTests {
  private func stream(of server: TestServer) -> Wire {
    let wire = Wire(port: server.port)
    wire.send(server.request("/_tidende/events", "Accept: text/event-stream\r\n"))
    return wire
  }

  @Test("events reach every stream in order, in ASCII and on one line") func events() throws {
    let server = try TestServer()
    defer { server.stop() }
    let wires = (0..<50).map { _ in stream(of: server) }
    for wire in wires {
      #expect(wire.answer(isHead: true)?["content-type"] == "text/event-stream")
      #expect(wire.event() == "hello")
    }
    server.server.send(.changed)
    server.server.send(.files([.init(old: "/a.css", new: "/b å\n.css")]))
    server.server.send(.open(path: "/blåbær/"))
    for wire in wires {
      #expect(wire.event() == "changed")
      #expect(wire.event() == "files /a.css /b%20%C3%A5%0A.css")
      #expect(wire.event() == "open /bl%C3%A5b%C3%A6r/")
    }
  }

  @Test("a stream shows that it is alive, and outlives the time of an idle connection")
  func beats() throws {
    let server = try TestServer(limits: LimitTests.short)
    defer { server.stop() }
    let wire = stream(of: server)
    #expect(wire.answer(isHead: true)?.status == 200)
    var beatCount = 0
    while beatCount < 10, let line = wire.line() { if line == "data: beat" { beatCount += 1 } }
    #expect(beatCount == 10)
    server.server.send(.changed)
    while let event = wire.event() { if event == "changed" { return } }
    Issue.record("the event did not come")
  }

  @Test("a stream nobody reads is closed instead of growing") func unread() throws {
    let server = try TestServer()
    defer { server.stop() }
    let wire = Wire(port: server.port, receiveBuffer: 2048)
    wire.send(server.request("/_tidende/events"))
    let pairs = (0..<200).map {
      PreviewEvent.Renaming(old: "/assets/\($0).css", new: "/assets/\($0).css")
    }
    var entry = pollfd(fd: wire.descriptor, events: closedByPeer, revents: 0)
    var eventCount = 0
    while eventCount < 20_000, poll(&entry, 1, 0) == 0 {
      server.server.send(.files(pairs))
      eventCount += 1
      // In step with the server, so that not everything waits in the mailbox.
      if eventCount.isMultiple(of: 50) { #expect(server.get("/om/")?.status == 200) }
    }
    #expect(poll(&entry, 1, 20_000) == 1)
  }

  @Test("there are not more streams than allowed, and one that ends makes room") func count() throws
  {
    var limits = Limits()
    limits.streamCount = 3
    let server = try TestServer(limits: limits)
    defer { server.stop() }
    var wires = (0..<3).map { _ in stream(of: server) }
    for wire in wires { #expect(wire.answer(isHead: true)?.status == 200) }
    #expect(stream(of: server).answer()?.status == 503)
    wires.removeLast()
    var status: Int?
    // The server sees the end of the other stream on its next round; but a program that another test
    // begins at this moment holds the stream's descriptor too, until it has begun.
    for _ in 0..<500 where status != 200 {
      status = stream(of: server).answer(isHead: true)?.status
      if status != 200 { usleep(10_000) }
    }
    #expect(status == 200)
  }

  @Test("HEAD asks for no events") func head() throws {
    let server = try TestServer()
    defer { server.stop() }
    #expect(server.get("/_tidende/events", method: "HEAD")?.status == 404)
  }
}
