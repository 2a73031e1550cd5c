// Every system call on a connection, and the clocks. Nothing here blocks, and nothing decides.

import Glibc

/// What became of bytes that were to be sent or received.
enum Transfer: Sendable, Hashable {
  /// So many went over; 0 where the socket is not ready.
  case moved(Int)
  /// The other side is gone, or an error says so.
  case ended
}

/// What became of an attempt to accept a connection.
enum Acceptance: Sendable, Hashable {
  case connection(Int32)
  /// Nobody is waiting.
  case none
  /// This process has no descriptor left for those who wait.
  case exhausted
}

/// Takes the next connection that waits.
func acceptConnection(at listener: Int32) -> Acceptance {
  while true {
    let descriptor = accept(listener, nil, nil)
    if descriptor < 0 {
      switch errno {
      case EINTR, ECONNABORTED: continue
      case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
      default: return .none
      }
    }
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var yes: Int32 = 1
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    return .connection(descriptor)
  }
}

/// Appends what has arrived.
func receive(from descriptor: Int32, into bytes: inout [UInt8], atMost limit: Int) -> Transfer {
  var result = Transfer.ended
  let arrived = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
    let received = recv(descriptor, buffer.baseAddress, buffer.count, 0)
    count = max(0, received)
    if received > 0 {
      result = .moved(received)
    } else if received < 0, errno == EAGAIN || errno == EINTR {
      result = .moved(0)
    }
  }
  bytes += arrived
  return result
}

/// Sends what is left of a head and of a body in memory, in one call.
func send(_ head: ArraySlice<UInt8>, _ body: ArraySlice<UInt8>, to descriptor: Int32) -> Transfer {
  head.withUnsafeBytes { head in
    body.withUnsafeBytes { body in
      let parts = [
        iovec(
          iov_base: UnsafeMutableRawPointer(mutating: head.baseAddress), iov_len: head.count),
        iovec(
          iov_base: UnsafeMutableRawPointer(mutating: body.baseAddress), iov_len: body.count),
      ]
      let count = writev(descriptor, parts, 2)
      if count >= 0 { return .moved(count) }
      return errno == EAGAIN || errno == EINTR ? .moved(0) : .ended
    }
  }
}

/// Says that nothing more will be sent.
func endSending(to descriptor: Int32) { shutdown(descriptor, Int32(SHUT_WR)) }

/// Closes a connection or a listener.
///
/// - Parameter isBroken: resets the connection, so that the system does not keep what nobody reads
///   and the other side does not take a part for the whole.
func closeSocket(_ descriptor: Int32, isBroken: Bool = false) {
  if isBroken {
    var reset = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &reset, socklen_t(MemoryLayout<linger>.size))
  }
  close(descriptor)
}

/// Writing to a connection that is gone shall be an error, not the end of the process.
func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

/// How many descriptors this process may have; asks for some if that is few.
func descriptorLimit(wanting count: Int) -> Int {
  let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  var limit = rlimit()
  guard getrlimit(kind, &limit) == 0 else { return 256 }
  if limit.rlim_cur < rlim_t(count) {
    limit.rlim_cur = min(limit.rlim_max, rlim_t(count))
    setrlimit(kind, &limit)
    getrlimit(kind, &limit)
  }
  return Int(clamping: limit.rlim_cur)
}

/// Milliseconds since the machine started; never goes backwards.
func monotonicMilliseconds() -> Int {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return Int(now.tv_sec) * 1000 + Int(now.tv_nsec) / 1_000_000
}

/// Seconds since 1970-01-01T00:00:00Z, for the Date field.
func unixSeconds() -> Int64 { Int64(time(nil)) }
