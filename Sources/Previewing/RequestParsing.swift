// The head of an HTTP/1.1 request, bytes → `Request` (RFC 9112 §2–§6).
//
// Pure: no socket, no clock. Stricter than the RFC where leniency has been an attack: no folded
// lines, no blank before a colon, no body of any kind. A line may end with LF alone.

/// Where the head of a request ends.
///
/// - Parameters:
///   - bytes: begins with the request line.
///   - start: everything before it was looked at in vain.
/// - Returns: the offset behind the empty line; `nil` where it has not come yet.
func headEnd(in bytes: [UInt8], from start: Int) -> Int? {
  var offset = max(0, start - 2)
  while offset < bytes.count {
    if bytes[offset] == lf {
      if offset + 1 < bytes.count, bytes[offset + 1] == lf { return offset + 2 }
      if offset + 2 < bytes.count, bytes[offset + 1] == cr, bytes[offset + 2] == lf {
        return offset + 3
      }
    }
    offset += 1
  }
  return nil
}

/// Reads a head.
///
/// - Parameter bytes: from the request line up to and with the empty line.
func parseHead(
  _ bytes: ArraySlice<UInt8>, limits: HeadLimits = HeadLimits()
) -> Result<Request, Refusal> {
  do throws(Refusal) {
    var lines = try splitLines(bytes, limit: limits.lineCount)
    guard let first = lines.popFirst() else { throw Refusal(400, "the request is empty") }
    let line = try parseRequestLine(first, limit: limits.target)
    var fields = Fields()
    for line in lines { try fields.take(line) }
    return .success(try request(line, fields))
  } catch {
    return .failure(error)
  }
}

private let lf = UInt8(ascii: "\n")
private let cr = UInt8(ascii: "\r")

private func splitLines(
  _ bytes: ArraySlice<UInt8>, limit: Int
) throws(Refusal) -> ArraySlice<ArraySlice<UInt8>> {
  var lines: [ArraySlice<UInt8>] = []
  var rest = bytes
  while let end = rest.firstIndex(of: lf) {
    var line = rest[rest.startIndex..<end]
    rest = rest[(end + 1)...]
    if line.last == cr { line = line.dropLast() }
    if line.isEmpty { break }
    if line.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
      throw Refusal(400, "there is a control byte in the head of the request")
    }
    guard lines.count < limit else { throw Refusal(431, "the request has too many header fields") }
    lines.append(line)
  }
  return lines[...]
}

// MARK: - The request line

private struct RequestLine {
  var method: ArraySlice<UInt8>
  var target: ArraySlice<UInt8>
  /// 0 for HTTP/1.0, 1 for every later HTTP/1.
  var minorVersion: Int
}

private func parseRequestLine(
  _ line: ArraySlice<UInt8>, limit: Int
) throws(Refusal) -> RequestLine {
  let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
  guard parts.count == 3, !parts[0].isEmpty, parts[0].allSatisfy(isTokenByte) else {
    throw Refusal(400, "the request line is not of the form `GET /path HTTP/1.1`")
  }
  guard parts[1].count <= limit else { throw Refusal(414, "the address is too long") }
  guard !parts[1].isEmpty, parts[1].allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
    throw Refusal(400, "the request line is not of the form `GET /path HTTP/1.1`")
  }
  let version = Array(parts[2])
  guard version.count == 8, version.starts(with: Array("HTTP/".utf8)), isDigit(version[5]),
    version[6] == UInt8(ascii: "."), isDigit(version[7])
  else { throw Refusal(400, "the request line is not of the form `GET /path HTTP/1.1`") }
  guard version[5] == UInt8(ascii: "1") else {
    throw Refusal(505, "this server speaks HTTP/1.1")
  }
  return RequestLine(
    method: parts[0], target: parts[1], minorVersion: version[7] == UInt8(ascii: "0") ? 0 : 1)
}

// MARK: - Header fields

/// The fields this server looks at; the others are only checked for their form.
private struct Fields {
  var host: String?
  var contentLength: ArraySlice<UInt8>?
  var hasTransferEncoding = false
  var closes = false
  var staysOpen = false
  var hasTwoRanges = false
  var headers = RequestHeaders()

  mutating func take(_ line: ArraySlice<UInt8>) throws(Refusal) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
      line[line.startIndex..<colon].allSatisfy(isTokenByte)
    else { throw Refusal(400, "a header field is not of the form `Name: value`") }
    let raw = trimmed(line[(colon + 1)...])
    let value = String(decoding: raw, as: UTF8.self)
    switch lowercased(line[line.startIndex..<colon]) {
    case "host":
      guard host == nil else { throw Refusal(400, "there are two Host fields") }
      host = value
    case "content-length":
      guard contentLength == nil else { throw Refusal(400, "there are two Content-Length fields") }
      contentLength = raw
    case "transfer-encoding": hasTransferEncoding = true
    case "connection":
      for option in raw.split(separator: UInt8(ascii: ",")) {
        let name = lowercased(trimmed(option))
        if name == "close" { closes = true }
        if name == "keep-alive" { staysOpen = true }
      }
    case "origin":
      guard headers.origin == nil else { throw Refusal(400, "there are two Origin fields") }
      headers.origin = value
    case "sec-fetch-site": headers.fetchSite = value
    case "range":
      hasTwoRanges = headers.range != nil || hasTwoRanges
      headers.range = hasTwoRanges ? nil : value
    case "if-range": headers.ifRange = value
    case "if-none-match":
      headers.ifNoneMatch = headers.ifNoneMatch.map { $0 + "," + value } ?? value
    case "if-modified-since": headers.ifModifiedSince = value
    default: break
    }
  }

  /// A request with a body is not for this server, and one that might have one is an attack.
  func checkBody() throws(Refusal) {
    if hasTransferEncoding { throw Refusal(400, "Transfer-Encoding is not accepted") }
    guard let contentLength else { return }
    guard !contentLength.isEmpty, contentLength.count <= 18, contentLength.allSatisfy(isDigit)
    else { throw Refusal(400, "Content-Length is not a number") }
    guard contentLength.allSatisfy({ $0 == UInt8(ascii: "0") }) else {
      throw Refusal(413, "a request with a body is not accepted")
    }
  }
}

private func request(_ line: RequestLine, _ fields: Fields) throws(Refusal) -> Request {
  let method: Request.Method
  switch String(decoding: line.method, as: UTF8.self) {
  case "GET": method = .get
  case "HEAD": method = .head
  default: throw Refusal(405, "only GET and HEAD are answered")
  }
  try fields.checkBody()
  guard var authority = fields.host else { throw Refusal(400, "the Host field is missing") }
  var target = line.target
  if target.first != UInt8(ascii: "/") {
    // RFC 9112 §3.2.2: a whole address is meant for proxies, and its host counts.
    (authority, target) = try splitAddress(target)
  }
  let (path, query, isNormal) = try splitTarget(target)
  return Request(
    method: method, path: path, query: query, isNormal: isNormal, authority: authority,
    headers: fields.headers,
    keepsAlive: !fields.closes && (line.minorVersion == 1 || fields.staysOpen))
}

private func splitAddress(
  _ target: ArraySlice<UInt8>
) throws(Refusal) -> (authority: String, target: ArraySlice<UInt8>) {
  let scheme = Array("http://".utf8)
  guard lowercased(target.prefix(scheme.count)) == "http://" else {
    throw Refusal(400, "the address does not begin with a slash")
  }
  let rest = target.dropFirst(scheme.count)
  let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
  let path = rest[end...]
  return (
    String(decoding: rest[rest.startIndex..<end], as: UTF8.self),
    path.first == UInt8(ascii: "/") ? path : ArraySlice(Array("/".utf8) + path)
  )
}

// MARK: - Bytes

/// RFC 9110 §5.6.2.
private func isTokenByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }
}

private func isDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

/// Without blanks and tabs around it.
private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
  guard let first = bytes.firstIndex(where: { !isBlank($0) }),
    let last = bytes.lastIndex(where: { !isBlank($0) })
  else { return bytes.prefix(0) }
  return bytes[first...last]
}

private func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
  let isCapital = { (byte: UInt8) in (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
  return String(decoding: bytes.map { isCapital($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
}
