import Dispatch
import Glibc

@testable import Previewing

/// A server on a port of its own, for as long as a test needs it.
final class TestServer: Sendable {
  let server: Server
  private let ended = DispatchGroup()

  init(
    host: String? = "127.0.0.1", limits: Limits = Limits(),
    _ respond: @escaping @Sendable (Request) -> Response = site
  ) throws {
    let server = try Server(host: host, port: 0, limits: limits)
    self.server = server
    DispatchQueue(label: "test server").async(group: ended) { server.run(respond) }
  }

  var port: UInt16 { server.port }

  /// Stops the server and waits until its port is free.
  func stop() {
    server.stop()
    ended.wait()
  }

  /// A small site: `/`, `/om/`, a page of 300 kB, and a 404 page.
  static let site: @Sendable (Request) -> Response = { request in
    func page(_ text: String, status: Int = 200) -> Response {
      Response(
        status: status, contentType: "text/html; charset=utf-8", content: .bytes(Array(text.utf8)))
    }
    switch request.path {
    case "/": return page("forside")
    case "/om/": return page("om os")
    case "/om": return .redirect(to: "/om/")
    case "/blåbær/": return page("blåbær")
    case "/stor/": return page(String(repeating: "0123456789", count: 30_000))
    case "/kæmpe/": return page(String(repeating: "0123456789", count: 2_000_000))
    case "/tom/": return page("")
    default: return page("findes ikke", status: 404)
    }
  }
}

/// One connection to a server, which never waits longer than a deadline.
final class Wire {
  let descriptor: Int32
  private var buffer: [UInt8] = []

  /// A response as it came.
  struct Answer {
    var status: Int
    /// Names in small letters.
    var fields: [(name: String, value: String)]
    var body: [UInt8]

    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
    var text: String { String(decoding: body, as: UTF8.self) }
  }

  /// Connects by IPv6.
  init(port6 port: UInt16) {
    descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = port.bigEndian
    address.sin6_addr = in6addr_loopback
    _ = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
      }
    }
  }

  init(port: UInt16, receiveBuffer: Int32? = nil) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if var size = receiveBuffer {
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    _ = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  deinit { close(descriptor) }

  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  func send(_ text: String) { send(Array(text.utf8)) }

  /// Says that nothing more will be sent.
  func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Reads more; `false` at the end, or when nothing comes for 20 s.
  func more() -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, 20_000) == 1 else { return false }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return false }
    buffer += bytes[..<count]
    return true
  }

  /// Whether the server closed the connection, after what is still read.
  func isClosed() -> Bool {
    while more() {}
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, 0) == 1 else { return false }
    var byte: UInt8 = 0
    return recv(descriptor, &byte, 1, 0) <= 0
  }

  /// Reads a line of an event stream, without its end; `nil` at the end of the stream.
  func line() -> String? {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: buffer[..<end].filter { $0 != 13 }, as: UTF8.self)
        buffer.removeFirst(end + 1)
        return line
      }
      if !more() { return nil }
    }
  }

  /// Reads the next event that is not a sign of life.
  func event() -> String? {
    while let line = line() {
      if line.hasPrefix("data: "), line != "data: beat" { return String(line.dropFirst(6)) }
    }
    return nil
  }

  /// Reads a response.
  ///
  /// - Parameter isHead: whether no body follows, whatever the fields say.
  /// - Returns: `nil` where there is none, or it is not whole.
  func answer(isHead: Bool = false) -> Answer? {
    var end: Int?
    while true {
      end = headEnd(in: buffer, from: 0)
      if end != nil { break }
      if !more() { return nil }
    }
    guard let end else { return nil }
    let lines = String(decoding: buffer[..<end], as: UTF8.self).split(separator: "\r\n")
    buffer.removeFirst(end)
    guard let first = lines.first, let status = Int(first.dropFirst(9).prefix(3)) else {
      return nil
    }
    let fields = lines.dropFirst().map { line in
      let colon = line.firstIndex(of: ":") ?? line.endIndex
      return (
        name: line[..<colon].lowercased(),
        value: String(line[colon...].dropFirst().drop { $0 == " " })
      )
    }
    var answer = Answer(status: status, fields: fields, body: [])
    guard !isHead, status != 304 else { return answer }
    let length = answer["content-length"].flatMap { Int($0) } ?? 0
    while buffer.count < length { if !more() { return nil } }
    answer.body = Array(buffer.prefix(length))
    buffer.removeFirst(length)
    return answer
  }
}

extension TestServer {
  /// A request for a path in good order.
  func request(
    _ path: String, method: String = "GET", _ fields: String = "", close: Bool = false
  ) -> String {
    "\(method) \(path) HTTP/1.1\r\nHost: localhost:\(port)\r\n\(fields)"
      + (close ? "Connection: close\r\n" : "") + "\r\n"
  }

  /// Asks for a path on a connection of its own.
  func get(_ path: String, _ fields: String = "", method: String = "GET") -> Wire.Answer? {
    let wire = Wire(port: port)
    wire.send(request(path, method: method, fields))
    return wire.answer(isHead: method == "HEAD")
  }
}

/// `POLLRDHUP` of Linux, which Swift's module of the C library lacks.
let closedByPeer: Int16 = 0x2000
