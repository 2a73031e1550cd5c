// The preview's web server, as the rest of the program sees it.
//
// It knows nothing of sites: it answers with whatever closure it is given, on a few threads of its
// own, and tells open pages what it is told to tell them.

/// A web server for one person on one machine.
public struct Server: Sendable {
  /// The port that was free.
  public let port: UInt16
  private let listeners: Listeners
  private let rule: HostRule
  private let limits: Limits
  private let mailbox = Mailbox()

  /// Begins to listen; requests wait until `run`.
  ///
  /// - Parameters:
  ///   - host: an address or name of this machine; `nil` for the loopback interface alone.
  ///   - port: 0 for any; where it is taken, the next free one of 100.
  public init(host: String?, port: UInt16) throws(SocketProblem) {
    try self.init(host: host, port: port, limits: Limits())
  }

  init(host: String?, port: UInt16, limits: Limits) throws(SocketProblem) {
    ignoreBrokenPipes()
    guard mailbox.bell.descriptor >= 0 else {
      throw SocketProblem(message: "too many files are open")
    }
    let host = host == "localhost" ? nil : host
    listeners = try listen(host: host, port: port, attemptCount: 100)
    self.port = listeners.port
    self.limits = limits.fitting(descriptorLimit(wanting: 1024))
    let isWildcard = host == "0.0.0.0" || host == "::"
    let name = host.map { $0.contains(":") ? "[\($0)]" : $0.lowercased() }
    rule = HostRule(
      port: listeners.port, boundNames: name.map { [$0] } ?? [], acceptsAllAddresses: isWildcard)
  }

  /// Serves on the thread of the caller until `stop`; then the port is free again.
  ///
  /// - Parameter respond: called on several threads at once.
  public func run(_ respond: @escaping @Sendable (Request) -> Response) {
    var loop = EventLoop(listeners, mailbox, rule, limits, respond: respond)
    loop.run()
  }

  /// Tells all open pages; from any thread.
  public func send(_ event: PreviewEvent) { mailbox.post(.event(event.bytes)) }

  /// Ends `run`; from any thread.
  public func stop() { mailbox.post(.stop) }
}
