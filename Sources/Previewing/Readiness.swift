// Waiting for many descriptors at once, and being woken by another thread.
//
// `poll(2)`: there are at most some 550 descriptors, which it looks through in 20 µs,
// and it is in every C library.

import Glibc

/// What a descriptor is waited for.
struct Interest: OptionSet, Sendable {
  let rawValue: Int16
  static let reading = Interest(rawValue: Int16(POLLIN))
  static let writing = Interest(rawValue: Int16(POLLOUT))
}

/// What a descriptor was found ready for.
struct Readiness: Sendable, Hashable {
  var canRead: Bool
  var canWrite: Bool
  /// Both directions are closed, or there is an error.
  var hasFailed: Bool
}

/// Descriptors by slot; an empty slot is never ready.
struct Poller {
  private var entries: [pollfd]

  init(slotCount: Int) {
    entries = Array(repeating: pollfd(fd: -1, events: 0, revents: 0), count: slotCount)
  }

  /// Puts a descriptor into a slot, or says anew what it is waited for.
  mutating func set(_ slot: Int, _ descriptor: Int32, _ interest: Interest) {
    entries[slot].fd = descriptor
    entries[slot].events = interest.rawValue
  }

  /// Empties a slot.
  mutating func clear(_ slot: Int) { entries[slot] = pollfd(fd: -1, events: 0, revents: 0) }

  /// Waits until a descriptor is ready or the time is over.
  ///
  /// - Parameter timeout: milliseconds; -1 for ever.
  mutating func wait(timeout: Int) {
    let bounded = Int32(clamping: timeout)
    if poll(&entries, UInt(entries.count), bounded) <= 0 {
      for slot in entries.indices { entries[slot].revents = 0 }
    }
  }

  /// What a slot is ready for; `nil` for nothing.
  func readiness(of slot: Int) -> Readiness? {
    let found = entries[slot].revents
    guard found != 0 else { return nil }
    return Readiness(
      canRead: found & Int16(POLLIN) != 0, canWrite: found & Int16(POLLOUT) != 0,
      hasFailed: found & Int16(POLLERR | POLLHUP | POLLNVAL) != 0)
  }
}

/// A descriptor that becomes readable when another thread says so. A class, because both threads
/// hold it and the last one closes it.
final class Bell: Sendable {
  /// Readable after `ring()`, until `silence()`; -1 where the system has no descriptor left.
  let descriptor: Int32
  private let end: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    let isMade = pipe(&ends) == 0
    (descriptor, end) = isMade ? (ends[0], ends[1]) : (-1, -1)
    for end in ends where isMade {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if end >= 0 { close(end) }
  }

  /// Wakes who waits. A full pipe is as good as a rung bell.
  func ring() {
    var byte: UInt8 = 0
    _ = write(end, &byte, 1)
  }

  /// Makes the next `ring()` heard.
  func silence() {
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(descriptor, &bytes, bytes.count) == bytes.count {}
  }
}
