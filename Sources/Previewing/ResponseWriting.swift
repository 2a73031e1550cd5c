// An answer → the head of an HTTP/1.1 response and what follows it.
//
// The fields that keep other sites out are on every response: nothing here ever says
// `Access-Control-Allow-…`, and no other origin may embed what is served.

/// A response on its way: a head, and a body in memory or on the disk.
struct Outgoing: Sendable {
  /// What follows the head.
  enum Body: Sendable {
    case none
    /// A range of offsets into the bytes.
    case bytes([UInt8], Range<Int>)
    /// A range of offsets into the file.
    case file(OpenFile, Range<Int>)

    /// In bytes.
    var size: Int {
      switch self {
      case .none: 0
      case .bytes(_, let range), .file(_, let range): range.count
      }
    }
  }

  var head: [UInt8]
  var body: Body
  /// Whether the connection stays open.
  var keepsAlive: Bool
}

/// Makes the response to a request.
///
/// - Parameters:
///   - entity: the response's content, `nil` where its file could not be opened.
///   - now: seconds since 1970-01-01T00:00:00Z.
func outgoing(_ response: Response, _ entity: Entity?, to request: Request, now: Int64) -> Outgoing
{
  guard let entity else {
    return outgoing(
      .failure(404, "there is nothing at \(request.path)"), to: request, now: now)
  }
  var status = response.status
  var range = 0..<entity.size
  var extra: [(String, String)] = []
  if status == 200 {
    extra = [("ETag", entity.tag), ("Accept-Ranges", "bytes")]
    switch selection(of: entity, for: request) {
    case .whole: break
    case .unchanged:
      status = 304
      range = 0..<0
    case .part(let part):
      status = 206
      range = part
      let last = part.upperBound - 1
      extra.append(("Content-Range", "bytes \(part.lowerBound)-\(last)/\(entity.size)"))
    case .unsatisfiable:
      status = 416
      range = 0..<0
      extra.append(("Content-Range", "bytes */\(entity.size)"))
    }
    if let date = entity.lastModified { extra.append(("Last-Modified", date)) }
  }
  if let location = response.location { extra.append(("Location", percentEncoded(path: location))) }
  if let policy = response.securityPolicy { extra.append(("Content-Security-Policy", policy)) }
  if status == 405 { extra.append(("Allow", "GET, HEAD")) }
  if status == 503 { extra.append(("Retry-After", "1")) }
  if status != 304 {
    extra += [("Content-Type", response.contentType), ("Content-Length", "\(range.count)")]
  }
  let head = head(status, extra, keepsAlive: request.keepsAlive, now: now)
  let isEmpty = request.method == .head || range.isEmpty
  let body: Outgoing.Body =
    switch entity.source {
    case _ where isEmpty: .none
    case .bytes(let bytes): .bytes(bytes, range)
    case .file(let file): .file(file, range)
    }
  return Outgoing(head: head, body: body, keepsAlive: request.keepsAlive)
}

/// Makes the response to a request from memory.
func outgoing(_ response: Response, to request: Request, now: Int64) -> Outgoing {
  var bytes: [UInt8] = []
  if case .bytes(let content) = response.content { bytes = content }
  let entity = Entity(
    source: .bytes(bytes), size: bytes.count, tag: "\"\(digest(of: bytes))\"", lastModified: nil)
  return outgoing(response, entity, to: request, now: now)
}

/// Makes the response to what was no request, or is not answered; the connection ends with it.
///
/// - Parameter method: HEAD where the request began so, whatever else was wrong with it.
func outgoing(refusing refusal: Refusal, method: Request.Method, now: Int64) -> Outgoing {
  let request = Request(
    method: method, path: "/", query: "", authority: "", headers: RequestHeaders(),
    keepsAlive: false)
  return outgoing(.failure(refusal.status, refusal.reason), to: request, now: now)
}

/// The head that an event stream begins with; it has no length and no end.
func streamHead(now: Int64) -> [UInt8] {
  head(200, [("Content-Type", "text/event-stream")], keepsAlive: true, now: now)
}

private func head(
  _ status: Int, _ extra: [(String, String)], keepsAlive: Bool, now: Int64
) -> [UInt8] {
  var text = "HTTP/1.1 \(status) \(reasonPhrase(status))\r\nDate: \(httpDate(unix: now))\r\n"
  for (name, value) in extra { text += "\(name): \(value)\r\n" }
  text += """
    Cache-Control: \(status == 302 ? "no-store" : "no-cache")\r
    Cross-Origin-Resource-Policy: same-origin\r
    X-Content-Type-Options: nosniff\r
    Connection: \(keepsAlive ? "keep-alive" : "close")\r
    \r\n
    """
  return Array(text.utf8)
}
