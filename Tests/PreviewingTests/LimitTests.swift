import Dispatch
import Glibc
import Testing

@testable import Previewing

/// What a server puts up with, and what it does when it has had enough.
@Suite(.serialized) struct LimitTests {
  /// Limits that are over soon.
  static var short: Limits {
    var limits = Limits()
    (limits.tick, limits.headTime, limits.idleTime, limits.writeTime) = (10, 60, 60, 60)
    (limits.lingerTime, limits.beatTime) = (30, 20)
    return limits
  }

  init() {
    // Both ends of every connection are in this process.
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, 4096))
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  @Test("a head that does not end is refused, an idle connection closed") func timeouts() throws {
    let server = try TestServer(limits: Self.short)
    defer { server.stop() }
    let halfOpen = Wire(port: server.port)
    halfOpen.send("GET / HTTP/1.1\r\nHost: x")
    #expect(halfOpen.answer()?.status == 408)
    #expect(halfOpen.isClosed())
    let silent = Wire(port: server.port)
    #expect(silent.answer() == nil)
    #expect(silent.isClosed())
    let served = Wire(port: server.port)
    served.send(server.request("/"))
    #expect(served.answer()?.status == 200)
    #expect(served.isClosed())
  }

  @Test("a head that trickles is refused although it goes on") func trickle() throws {
    let server = try TestServer(limits: Self.short)
    defer { server.stop() }
    let wire = Wire(port: server.port)
    var status: Int?
    for byte in Array(server.request("/", String(repeating: "X: y\r\n", count: 90)).utf8) {
      wire.send([byte])
      var entry = pollfd(fd: wire.descriptor, events: Int16(POLLIN), revents: 0)
      if poll(&entry, 1, 3) == 1 {
        status = wire.answer()?.status
        break
      }
    }
    #expect(status == 408)
  }

  @Test("who does not read an answer is cut off, and the others are served meanwhile")
  func slowReader() throws {
    let server = try TestServer(limits: Self.short)
    defer { server.stop() }
    let lazy = (0..<8).map { _ in Wire(port: server.port, receiveBuffer: 4096) }
    for wire in lazy { wire.send(server.request("/kæmpe/")) }
    #expect(server.get("/om/")?.text == "om os")
    for wire in lazy {
      // The system holds some of it; the end is missing, and what is there is not taken for whole.
      var entry = pollfd(fd: wire.descriptor, events: closedByPeer, revents: 0)
      #expect(poll(&entry, 1, 20_000) == 1)
      #expect(wire.answer() == nil)
    }
  }

  @Test("a slow reader who goes on reading gets everything") func steadyReader() throws {
    var limits = Self.short
    limits.writeTime = 2_000
    let server = try TestServer(limits: limits)
    defer { server.stop() }
    let wire = Wire(port: server.port, receiveBuffer: 4096)
    wire.send(server.request("/kæmpe/"))
    #expect(wire.answer()?.body.count == 20_000_000)
  }

  @Test("300 half-open connections do not delay a page") func halfOpen() throws {
    let server = try TestServer()
    defer { server.stop() }
    let wires = (0..<300).map { _ in Wire(port: server.port) }
    for (index, wire) in wires.enumerated() where index.isMultiple(of: 2) {
      wire.send("GET /stor/ HTTP/1.1\r\nHost:")
    }
    #expect(server.get("/om/")?.text == "om os")
    #expect(server.get("/stor/")?.body.count == 300_000)
    // The youngest are still there.
    wires[298].send(" localhost:\(server.port)\r\n\r\n")
    #expect(wires[298].answer()?.body.count == 300_000)
  }

  @Test("when every connection is waiting for its page, the next is told so") func full() throws {
    let (gate, entered) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    var limits = Limits()
    (limits.connectionCount, limits.workerCount) = (4, 4)
    let server = try TestServer(limits: limits) { request in
      entered.signal()
      gate.wait()
      return TestServer.site(request)
    }
    defer { server.stop() }
    let busy = (0..<4).map { _ in Wire(port: server.port) }
    for wire in busy { wire.send(server.request("/om/")) }
    for _ in busy { entered.wait() }
    for _ in 0..<10 {
      let refused = Wire(port: server.port).answer()
      #expect(refused?.status == 503)
      #expect(refused?["retry-after"] == "1")
    }
    for _ in busy { gate.signal() }
    for wire in busy { #expect(wire.answer()?.text == "om os") }
  }

  @Test("where few descriptors may be open, there are fewer connections") func descriptors() {
    for count in [0, 40, 100, 256, 600, 609, 1024, 1 << 20] {
      let limits = Limits().fitting(count)
      let slotCount = limits.connectionCount + limits.streamCount + limits.refusedCount
      #expect(slotCount <= max(16, count - 64), "\(count)")
      #expect(min(limits.connectionCount, limits.streamCount, limits.refusedCount) >= 4)
      #expect((limits.connectionCount == 256) == (count >= 576), "\(count)")
    }
  }

  @Test("a browser that leaves before its page is made leaves nothing behind") func leaving() throws
  {
    let gate = DispatchSemaphore(value: 0)
    let server = try TestServer { request in
      if request.path == "/langsom/" { gate.wait() }
      return TestServer.site(request)
    }
    defer { server.stop() }
    for _ in 0..<3 {
      let wires = (0..<20).map { _ in Wire(port: server.port) }
      for wire in wires { wire.send(server.request("/langsom/")) }
      #expect(wires.count == 20)
    }
    for _ in 0..<60 { gate.signal() }
    #expect(server.get("/om/")?.text == "om os")
  }
}
