// Sockets that connections arrive at: which addresses, and the next free port.
//
// Without a host it is the loopback interface, as IPv4 and as IPv6 where there is IPv6, with the same
// port: browsers try either for `localhost`.

import Glibc

/// Why a server cannot listen.
public struct SocketProblem: Error, Hashable, Sendable {
  /// What was tried and what the system said to it, one clause.
  public var message: String
}

/// Sockets that are being listened to, all at one port.
struct Listeners: Sendable {
  var descriptors: [Int32]
  var port: UInt16
}

/// Listens at a port, or at the first free one behind it.
///
/// - Parameters:
///   - host: an address or a name of this machine; `nil` for the loopback interface.
///   - port: 0 for any free one.
///   - attemptCount: how many ports are tried.
func listen(
  host: String?, port: UInt16, attemptCount: Int
) throws(SocketProblem) -> Listeners {
  var lastProblem = SocketProblem(message: "no port was tried")
  for attempt in 0..<max(1, attemptCount) {
    let candidate = port == 0 ? 0 : Int(port) + attempt
    guard let candidate = UInt16(exactly: candidate) else { break }
    switch listen(host, candidate) {
    case .success(let listeners): return listeners
    case .failure(.taken(let message)): lastProblem = SocketProblem(message: message)
    case .failure(.impossible(let message)): throw SocketProblem(message: message)
    }
  }
  throw lastProblem
}

private enum ListenFailure: Error {
  /// Another port may do.
  case taken(String)
  case impossible(String)
}

/// Listens at one port, on every address of the host.
private func listen(_ host: String?, _ port: UInt16) -> Result<Listeners, ListenFailure> {
  var result = Listeners(descriptors: [], port: port)
  var failure = ListenFailure.impossible("there is no address called \(host ?? "127.0.0.1")")
  for name in host.map({ [$0] }) ?? ["127.0.0.1", "::1"] {
    for address in addresses(of: name, port: result.port) {
      switch listen(at: address) {
      case .success(let descriptor):
        result.descriptors.append(descriptor)
        result.port = portNumber(of: descriptor)
      case .failure(.taken(let message)):
        for descriptor in result.descriptors { close(descriptor) }
        return .failure(.taken(message))
      case .failure(let other):
        // A machine without IPv6 is served by IPv4 alone.
        failure = other
      }
    }
  }
  return result.descriptors.isEmpty ? .failure(failure) : .success(result)
}

private struct SocketAddress {
  var family: Int32
  var bytes: [UInt8]
  var text: String
}

private func addresses(of host: String, port: UInt16) -> [SocketAddress] {
  var hints = addrinfo()
  hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
  hints.ai_flags = AI_NUMERICSERV
  var list: UnsafeMutablePointer<addrinfo>?
  guard getaddrinfo(host, "\(port)", &hints, &list) == 0 else { return [] }
  defer { freeaddrinfo(list) }
  var found: [SocketAddress] = []
  var next = list
  while let entry = next {
    next = entry.pointee.ai_next
    let bytes = UnsafeRawBufferPointer(
      start: entry.pointee.ai_addr, count: Int(entry.pointee.ai_addrlen))
    let address = SocketAddress(
      family: entry.pointee.ai_family, bytes: Array(bytes), text: "\(host), port \(port)")
    // A name may stand in /etc/hosts twice.
    if !found.contains(where: { $0.bytes == address.bytes }) { found.append(address) }
  }
  return found
}

private func listen(at address: SocketAddress) -> Result<Int32, ListenFailure> {
  let flags = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
  let descriptor = socket(address.family, flags, 0)
  guard descriptor >= 0 else { return .failure(.impossible(systemMessage(address))) }
  var yes: Int32 = 1
  let size = socklen_t(MemoryLayout<Int32>.size)
  setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size)
  if address.family == AF_INET6 {
    setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &yes, size)
  }
  let isBound = address.bytes.withUnsafeBytes { bytes in
    guard let start = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else {
      return false
    }
    return bind(descriptor, start, socklen_t(bytes.count)) == 0
      && Glibc.listen(descriptor, 512) == 0
  }
  if isBound { return .success(descriptor) }
  let message = systemMessage(address)
  let isTaken = errno == EADDRINUSE || errno == EACCES
  close(descriptor)
  return .failure(isTaken ? .taken(message) : .impossible(message))
}

private func systemMessage(_ address: SocketAddress) -> String {
  "cannot listen at \(address.text): \(String(cString: strerror(errno)))"
}

/// The port stands at the same place in IPv4 and IPv6 addresses, in network order.
private func portNumber(of descriptor: Int32) -> UInt16 {
  var storage = sockaddr_storage()
  var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
  return withUnsafeMutableBytes(of: &storage) { bytes in
    guard let start = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
      getsockname(descriptor, start, &size) == 0
    else { return 0 }
    return UInt16(bytes[2]) << 8 | UInt16(bytes[3])
  }
}
