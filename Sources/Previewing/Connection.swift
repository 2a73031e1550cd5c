// One connection as a state machine: bytes and the time go in, what is to be done comes out.
//
//     reading ──head──► answering ──response──► writing ──kept alive──► reading
//        │                                         └────── last one ──► lingering ──► gone
//        ├──/_tidende/events──► streaming ──► gone
//        └──refused──► writing
//
// No system call is made here, and no clock is read.

/// The state of one connection.
struct Connection: Sendable {
  /// What the connection does now.
  enum Phase: Sendable, Hashable {
    /// Waits for a head, or for the rest of one.
    case reading
    /// A worker makes the answer.
    case answering
    case writing
    /// An event stream; `outgoing` is what has not been taken yet.
    case streaming
    /// Nothing more is sent, and what arrives is thrown away. Closing at once would make the system
    /// reset the connection, and the browser might lose the answer it has not read yet.
    case lingering
  }

  let descriptor: Int32
  /// Differs for each connection of a server; descriptors are used again.
  let id: UInt64
  private(set) var phase = Phase.reading
  /// The bytes of heads that have not been answered.
  private var input: [UInt8] = []
  /// Where the search for the end of the head goes on.
  private var scannedCount = 0
  private var outgoing = Outgoing(head: [], body: .none, keepsAlive: true)
  private var sentCount = 0
  /// When the phase, the head or the window for `writeCount` bytes began.
  private(set) var since: Int
  private var windowCount = 0

  init(descriptor: Int32, id: UInt64, now: Int) {
    self.descriptor = descriptor
    self.id = id
    since = now
  }
}

// MARK: - Reading

extension Connection {
  /// What the bytes that have arrived ask for.
  enum Step: Sendable {
    /// More bytes.
    case wait
    case ask(Request)
    case stream(Request)
    case refuse(Refusal)
  }

  /// How many bytes may be read now.
  func room(_ limits: Limits) -> Int {
    phase == .reading ? max(1, limits.head.size - input.count) : 4096
  }

  /// Takes bytes over; those behind the last answer, and on an event stream, mean nothing.
  mutating func take(_ bytes: [UInt8], now: Int) {
    guard phase == .reading else { return }
    if input.isEmpty { since = now }
    input += bytes
  }

  /// Looks whether a head has come whole.
  mutating func next(_ rule: HostRule, _ limits: Limits) -> Step {
    // RFC 9112 §2.2: an empty line before a request is passed over.
    if scannedCount == 0 {
      let blanks = input.prefix { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }
      if !blanks.isEmpty { input.removeFirst(blanks.count) }
    }
    guard let first = input.first else { return .wait }
    guard (UInt8(ascii: "!")...UInt8(ascii: "~")).contains(first) else {
      return .refuse(Refusal(400, "this is not HTTP"))
    }
    guard let end = headEnd(in: input, from: scannedCount) else {
      scannedCount = input.count
      guard input.count >= limits.head.size else { return .wait }
      return .refuse(
        input.contains(UInt8(ascii: "\n"))
          ? Refusal(431, "the head of the request is too long")
          : Refusal(414, "the address is too long"))
    }
    let result = parseHead(input[..<end], limits: limits.head)
    guard case .success(let request) = result else {
      if case .failure(let refusal) = result { return .refuse(refusal) }
      return .wait
    }
    let step = checked(request, rule)
    if case .refuse = step { return step }
    input.removeFirst(end)
    scannedCount = 0
    return step
  }

  private func checked(_ request: Request, _ rule: HostRule) -> Step {
    guard rule.accepts(authority: request.authority) else {
      return .refuse(Refusal(403, "this server does not answer for this host"))
    }
    if let origin = request.headers.origin, !rule.accepts(origin: origin) {
      return .refuse(Refusal(403, "this server does not answer other sites"))
    }
    guard request.path == eventsPath, request.method == .get else { return .ask(request) }
    if let site = request.headers.fetchSite, site != "same-origin", site != "none" {
      return .refuse(Refusal(403, "this server does not answer other sites"))
    }
    return .stream(request)
  }

  /// HEAD where the refused request began so; then the answer has no body.
  var refusedMethod: Request.Method { input.starts(with: "HEAD ".utf8) ? .head : .get }

  /// Leaves the request to a worker.
  mutating func awaitAnswer(now: Int) {
    phase = .answering
    since = now
  }
}

// MARK: - Writing

extension Connection {
  /// Begins to send a response.
  mutating func begin(_ response: Outgoing, now: Int) {
    outgoing = response
    (sentCount, windowCount, since) = (0, 0, now)
    phase = .writing
  }

  /// Becomes an event stream that begins with these bytes.
  mutating func beginStream(_ bytes: [UInt8], now: Int) {
    outgoing = Outgoing(head: bytes, body: .none, keepsAlive: true)
    (sentCount, windowCount, since) = (0, 0, now)
    phase = .streaming
  }

  /// Adds an event to a stream.
  ///
  /// - Returns: `false` where too much is waiting already.
  mutating func add(event: [UInt8], now: Int, _ limits: Limits) -> Bool {
    if unsentCount == 0 { (windowCount, since) = (0, now) }
    outgoing.head.removeFirst(sentCount)
    sentCount = 0
    outgoing.head += event
    return unsentCount <= limits.streamBacklog
  }

  /// In bytes.
  var unsentCount: Int { outgoing.head.count + outgoing.body.size - sentCount }

  /// What is to be sent next.
  var unsent: (head: ArraySlice<UInt8>, body: Outgoing.Body) {
    let head = outgoing.head.dropFirst(sentCount)
    let bodyCount = max(0, sentCount - outgoing.head.count)
    switch outgoing.body {
    case .none: return (head, .none)
    case .bytes(let bytes, let range): return (head, .bytes(bytes, range.dropFirst(bodyCount)))
    case .file(let file, let range): return (head, .file(file, range.dropFirst(bodyCount)))
    }
  }

  /// Notes that bytes went over; at the end of a response, goes on to what follows it.
  mutating func sent(_ count: Int, now: Int) {
    sentCount += count
    windowCount += count
    guard unsentCount == 0, phase == .writing else { return }
    phase = outgoing.keepsAlive ? .reading : .lingering
    // The page is not held while the browser thinks of the next.
    outgoing = Outgoing(head: [], body: .none, keepsAlive: true)
    (sentCount, since) = (0, now)
  }
}

// MARK: - Waiting

extension Connection {
  /// What the socket is waited for.
  var interest: Interest {
    switch phase {
    case .reading, .lingering: .reading
    case .answering: []
    case .writing: .writing
    case .streaming: unsentCount > 0 ? [.reading, .writing] : .reading
    }
  }

  /// Whether it may be closed for a new one: it asks for nothing yet.
  var canMakeRoom: Bool { phase == .reading }

  /// What is to be done because time has passed.
  enum Overdue: Sendable, Hashable {
    case nothing
    case refuse(Refusal)
    case close
  }

  /// Looks at the time.
  mutating func overdue(now: Int, _ limits: Limits) -> Overdue {
    let elapsed = now - since
    switch phase {
    case .answering: return .nothing
    case .reading where input.isEmpty: return elapsed > limits.idleTime ? .close : .nothing
    case .reading:
      return elapsed > limits.headTime
        ? .refuse(Refusal(408, "the request did not come to an end")) : .nothing
    case .lingering: return elapsed > limits.lingerTime ? .close : .nothing
    case .writing, .streaming:
      guard unsentCount > 0, elapsed > limits.writeTime else { return .nothing }
      guard windowCount >= limits.writeCount else { return .close }
      (since, windowCount) = (now, 0)
      return .nothing
    }
  }
}
