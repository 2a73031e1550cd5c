// The thread that serves all connections: waits until something is ready, does what can be done
// without waiting, and looks at the time.
//
// Slots: 0 is the mailbox, then the listeners, then connections. There are as many slots as the limits
// allow connections, so nothing here grows with what comes from outside.

/// All connections of a server; lives on one thread.
struct EventLoop {
  private let listeners: Listeners
  private let mailbox: Mailbox
  private let rule: HostRule
  private let limits: Limits
  private var workers: Workers
  private var poller: Poller
  /// By slot, counted from the first that is a connection's.
  private var connections: [Connection?]
  private var freeSlots: [Int]
  private var nextID: UInt64 = 0
  private var now = monotonicMilliseconds()
  private var lastTick = 0
  private var lastBeat = 0
  private var isRunning = true
  /// Whether listeners are left alone until the next tick, for want of descriptors.
  private var isExhausted = false

  init(
    _ listeners: Listeners, _ mailbox: Mailbox, _ rule: HostRule, _ limits: Limits,
    respond: @escaping @Sendable (Request) -> Response
  ) {
    self.listeners = listeners
    self.mailbox = mailbox
    self.rule = rule
    self.limits = limits
    workers = Workers(count: limits.workerCount, mailbox: mailbox, respond: respond)
    let count = limits.connectionCount + limits.streamCount + limits.refusedCount
    connections = Array(repeating: nil, count: count)
    freeSlots = Array((0..<count).reversed())
    poller = Poller(slotCount: 1 + listeners.descriptors.count + count)
  }

  private var firstSlot: Int { 1 + listeners.descriptors.count }

  /// Serves until it is told to stop.
  mutating func run() {
    poller.set(0, mailbox.bell.descriptor, .reading)
    listen(true)
    lastTick = now
    while isRunning {
      let isIdle = freeSlots.count == connections.count && !isExhausted
      poller.wait(timeout: isIdle ? -1 : max(0, lastTick + limits.tick - now))
      now = monotonicMilliseconds()
      if poller.readiness(of: 0) != nil { takeMail() }
      for slot in connections.indices {
        if let found = poller.readiness(of: firstSlot + slot) { serve(slot, found) }
      }
      for index in listeners.descriptors.indices where poller.readiness(of: 1 + index) != nil {
        acceptAll(at: listeners.descriptors[index])
      }
      if now - lastTick >= limits.tick { tick() }
      workers.begin { [connections] job in connections[job.slot]?.id == job.id }
    }
    for connection in connections { if let connection { closeSocket(connection.descriptor) } }
    for descriptor in listeners.descriptors { closeSocket(descriptor) }
  }

  private mutating func listen(_ wants: Bool) {
    isExhausted = !wants
    for (index, descriptor) in listeners.descriptors.enumerated() {
      poller.set(1 + index, descriptor, wants ? .reading : [])
    }
  }

  private mutating func takeMail() {
    for message in mailbox.collect() {
      switch message {
      case .stop: isRunning = false
      case .event(let bytes): tellStreams(bytes)
      case .answer(let slot, let id, let answer):
        workers.finish()
        guard var connection = connections[slot], connection.id == id else { continue }
        connections[slot] = nil
        connection.begin(answer, now: now)
        let isAlive = advance(&connection, slot)
        put(connection, slot, isAlive: isAlive)
      }
    }
  }
}

// MARK: - Accepting

extension EventLoop {
  private mutating func acceptAll(at listener: Int32) {
    while true {
      switch acceptConnection(at: listener) {
      case .none: return
      case .connection(let descriptor): admit(descriptor)
      case .exhausted:
        // A connection that asks for nothing gives its descriptor; else those outside wait.
        if !makeRoom() { return listen(false) }
      }
    }
  }

  private mutating func admit(_ descriptor: Int32) {
    let isFull = count(where: { $0 != .streaming && $0 != .lingering }) >= limits.connectionCount
    let isRefused = isFull && !makeRoom()
    guard let slot = freeSlots.popLast() else { return closeSocket(descriptor) }
    nextID += 1
    var connection = Connection(descriptor: descriptor, id: nextID, now: now)
    var isAlive = true
    if isRefused {
      let refusal = Refusal(503, "too many connections are open")
      connection.begin(outgoing(refusing: refusal, method: .get, now: unixSeconds()), now: now)
      isAlive = advance(&connection, slot)
    }
    put(connection, slot, isAlive: isAlive)
    // The request has often come with the connection.
    if !isRefused {
      serve(slot, Readiness(canRead: true, canWrite: false, hasFailed: false))
    }
  }

  /// Closes the connection that has been asking for nothing the longest.
  private mutating func makeRoom() -> Bool {
    let waiting = connections.indices.filter { connections[$0]?.canMakeRoom == true }
    let age = { [connections] (slot: Int) in
      (connections[slot]?.since ?? .max, connections[slot]?.id ?? .max)
    }
    guard let oldest = waiting.min(by: { age($0) < age($1) }), let connection = connections[oldest]
    else { return false }
    put(connection, oldest, isAlive: false)
    return true
  }

  private func count(where matches: (Connection.Phase) -> Bool) -> Int {
    connections.count { $0.map { matches($0.phase) } ?? false }
  }
}

// MARK: - Serving

extension EventLoop {
  private mutating func serve(_ slot: Int, _ found: Readiness) {
    guard var connection = connections[slot] else { return }
    // Taken out, so that its buffers have one owner and are changed in place.
    connections[slot] = nil
    var isAlive = true
    if found.canRead {
      var bytes: [UInt8] = []
      let room = connection.room(limits)
      switch receive(from: connection.descriptor, into: &bytes, atMost: room) {
      case .moved(let count): if count > 0 { connection.take(bytes, now: now) }
      case .ended: isAlive = false
      }
    } else if found.hasFailed {
      isAlive = false
    }
    if isAlive { isAlive = advance(&connection, slot) }
    put(connection, slot, isAlive: isAlive)
  }

  /// Puts a connection back, or closes it.
  private mutating func put(_ connection: Connection, _ slot: Int, isAlive: Bool) {
    if isAlive {
      connections[slot] = connection
      poller.set(firstSlot + slot, connection.descriptor, connection.interest)
    } else {
      connections[slot] = nil
      freeSlots.append(slot)
      poller.clear(firstSlot + slot)
      closeSocket(connection.descriptor, isBroken: connection.unsentCount > 0)
    }
  }

  /// Does what can be done now.
  ///
  /// - Returns: whether the connection lives on.
  private mutating func advance(_ connection: inout Connection, _ slot: Int) -> Bool {
    while true {
      switch connection.phase {
      case .answering, .lingering: return true
      case .streaming: return flush(&connection) != nil
      case .writing:
        guard let isDone = flush(&connection) else { return false }
        guard isDone else { return true }
        if connection.phase == .lingering { endSending(to: connection.descriptor) }
      case .reading:
        switch connection.next(rule, limits) {
        case .wait: return true
        case .refuse(let refusal): refuse(&connection, refusal)
        case .stream: beginStream(&connection)
        case .ask(let request):
          connection.awaitAnswer(now: now)
          workers.add(Job(slot: slot, id: connection.id, request: request))
        }
      }
    }
  }

  private func refuse(_ connection: inout Connection, _ refusal: Refusal) {
    let answer = outgoing(
      refusing: refusal, method: connection.refusedMethod, now: unixSeconds())
    connection.begin(answer, now: now)
  }

  private func beginStream(_ connection: inout Connection) {
    guard count(where: { $0 == .streaming }) < limits.streamCount else {
      return refuse(&connection, Refusal(503, "too many event streams are open"))
    }
    connection.beginStream(streamHead(now: unixSeconds()) + streamGreeting, now: now)
  }

  /// Sends until the socket takes no more.
  ///
  /// - Returns: whether all is sent; `nil` where the other side is gone.
  private func flush(_ connection: inout Connection) -> Bool? {
    while connection.unsentCount > 0 {
      let (head, body) = connection.unsent
      let transfer: Transfer =
        switch body {
        case .none: send(head, [], to: connection.descriptor)
        case .bytes(let bytes, let range): send(head, bytes[range], to: connection.descriptor)
        case .file where !head.isEmpty: send(head, [], to: connection.descriptor)
        case .file(let file, let range): file.send(to: connection.descriptor, range)
        }
      guard case .moved(let count) = transfer else { return nil }
      if count == 0 { return false }
      connection.sent(count, now: now)
    }
    return true
  }
}

// MARK: - Time

extension EventLoop {
  private mutating func tick() {
    lastTick = now
    if isExhausted { listen(true) }
    for slot in connections.indices {
      guard var connection = connections[slot] else { continue }
      switch connection.overdue(now: now, limits) {
      case .nothing: connections[slot] = connection
      case .close: put(connection, slot, isAlive: false)
      case .refuse(let refusal):
        connections[slot] = nil
        refuse(&connection, refusal)
        let isAlive = advance(&connection, slot)
        put(connection, slot, isAlive: isAlive)
      }
    }
    if now - lastBeat >= limits.beatTime {
      lastBeat = now
      tellStreams(streamBeat)
    }
  }

  private mutating func tellStreams(_ bytes: [UInt8]) {
    for slot in connections.indices {
      guard var connection = connections[slot], connection.phase == .streaming else { continue }
      connections[slot] = nil
      let isAlive = connection.add(event: bytes, now: now, limits) && advance(&connection, slot)
      put(connection, slot, isAlive: isAlive)
    }
  }
}
