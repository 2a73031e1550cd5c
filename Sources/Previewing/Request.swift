// What a browser asks for, as values, and the ways a request can be refused.
//
// A `Request` exists only after everything about its head was found in order: whoever holds one
// need not look for `..`, control bytes or a foreign host any more.

/// A request whose head was read and found in order.
public struct Request: Sendable, Hashable {
  /// What is asked for: the whole answer or its head alone.
  public enum Method: Sendable, Hashable {
    /// Head and body.
    case get
    /// The head alone.
    case head
  }

  /// GET or HEAD; nothing else gets this far.
  public var method: Method
  /// Decoded and normalised UTF-8: begins with `/`, has no empty segment, no `.` or `..`, no control
  /// character and no backslash; ends with `/` where the browser wrote it so.
  public var path: String
  /// What stood behind `?`, as it was sent; empty where there was none.
  public var query: String
  /// `false` where slashes stood side by side, which `path` has lost.
  var isNormal = true
  /// Host and port as they were sent.
  var authority: String
  var headers: RequestHeaders
  /// Whether the connection stays open behind the answer.
  var keepsAlive: Bool
}

/// The header fields that decide about an answer; `nil` for one that was not sent.
struct RequestHeaders: Sendable, Hashable {
  var origin: String?
  var fetchSite: String?
  /// `nil` also where it was sent twice.
  var range: String?
  var ifRange: String?
  /// Several fields are joined by a comma, as RFC 9110 §5.3 has it.
  var ifNoneMatch: String?
  var ifModifiedSince: String?
}

/// Why a request is not answered; the connection is closed behind it.
struct Refusal: Error, Hashable, Sendable {
  /// The status code, 4xx or 5xx.
  var status: Int
  /// One clause for people.
  var reason: String

  init(_ status: Int, _ reason: String) {
    self.status = status
    self.reason = reason
  }
}

/// How much of a request is read before it is refused.
struct HeadLimits: Sendable {
  /// In bytes, request line and header fields together.
  var size = 16 << 10
  /// In bytes, of the request target alone.
  var target = 8 << 10
  /// Lines, the request line among them.
  var lineCount = 100
}
