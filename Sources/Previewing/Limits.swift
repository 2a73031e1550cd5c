// How much a preview puts up with. Times are in milliseconds.

/// The limits of a server; the defaults are for people and their browsers, tests have others.
struct Limits: Sendable {
  /// Size and lines of a request's head.
  var head = HeadLimits()
  /// From a head's first byte to its last.
  var headTime = 10_000
  /// Between requests.
  var idleTime = 30_000
  /// In this time `writeCount` bytes have to go over while an answer is sent.
  var writeTime = 20_000
  /// In bytes.
  var writeCount = 1024
  /// For the other side to close after a last answer.
  var lingerTime = 2_000
  /// Connections besides event streams. A connection that waits for a head makes room for a new one;
  /// where none does, the new one is answered 503.
  var connectionCount = 256
  /// Event streams: one a browser, or one a visible tab.
  var streamCount = 256
  /// Connections that are told 503 and have not closed yet; beyond these, none is told.
  var refusedCount = 32
  /// Bytes that wait for a slow event stream before it is closed. Its browser comes back.
  var streamBacklog = 16 << 10
  /// Between two signs of life on an event stream.
  var beatTime = 15_000
  /// How often the times above are looked at.
  var tick = 1_000
  /// Threads that answer requests.
  var workerCount = 4
}

extension Limits {
  /// The same limits with as many connections as there can be.
  ///
  /// - Parameter descriptorCount: how many this process may open; `poll(2)` takes no more either.
  func fitting(_ descriptorCount: Int) -> Limits {
    // Pages that are read from the disk, the watcher, and what the rest of the process opens.
    let free = max(16, descriptorCount - 64)
    guard connectionCount + streamCount + refusedCount > free else { return self }
    var limits = self
    limits.connectionCount = min(connectionCount, max(4, free / 2))
    limits.streamCount = min(streamCount, max(4, free / 4))
    limits.refusedCount = min(refusedCount, max(4, free / 4))
    return limits
  }
}
