// What the site answers, before HTTP has its say.
//
// Whoever answers a request names bytes or a file and what they are; status codes for ranges and
// unchanged entities, lengths, tags and the fields that keep other sites out are added in
// `ResponseWriting.swift`.

/// An answer to a request.
public struct Response: Sendable, Hashable {
  /// Where the bytes come from.
  public enum Content: Sendable, Hashable {
    /// Memory.
    case bytes([UInt8])
    /// A regular file, whose real path must lie below the real path of `inside`.
    case file(path: String, inside: String)
  }

  /// The status code.
  public var status: Int
  /// The media type, with its charset where it is text.
  public var contentType: String
  /// What is sent.
  public var content: Content
  /// Where a 302 leads: a path that begins with one `/`, decoded.
  public var location: String?
  /// The Content-Security-Policy field; `nil` for none.
  public var securityPolicy: String?

  /// Answers with bytes or a file.
  public init(
    status: Int = 200, contentType: String, content: Content, securityPolicy: String? = nil
  ) {
    self.status = status
    self.contentType = contentType
    self.content = content
    self.securityPolicy = securityPolicy
  }

  /// Leads elsewhere on this server. Never remembered by the browser: tomorrow another site may
  /// have this port.
  ///
  /// - Parameter path: decoded; several slashes at its beginning become one.
  public static func redirect(to path: String) -> Response {
    let rest = path.utf8.drop { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    var response = Response(
      status: 302, contentType: "text/plain; charset=utf-8", content: .bytes([]))
    response.location = "/" + String(decoding: rest, as: UTF8.self)
    return response
  }

  /// A page of this server's own that says what went wrong; nothing in it can run or load.
  ///
  /// - Parameter reason: one clause; escaped.
  public static func failure(_ status: Int, _ reason: String) -> Response {
    let title = "\(status) \(reasonPhrase(status))"
    var page = "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>"
    page += escaped(title) + "</title>\n<h1>" + escaped(title) + "</h1>\n<p>"
    page += escaped(reason) + "</p>\n</html>\n"
    return Response(
      status: status, contentType: "text/html; charset=utf-8", content: .bytes(Array(page.utf8)),
      securityPolicy: "default-src 'none'")
  }
}

/// Text as it may stand in HTML, between tags and in quoted attributes.
func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// What stands behind a status code in the status line.
func reasonPhrase(_ status: Int) -> String {
  switch status {
  case 200: "OK"
  case 206: "Partial Content"
  case 302: "Found"
  case 304: "Not Modified"
  case 400: "Bad Request"
  case 403: "Forbidden"
  case 404: "Not Found"
  case 405: "Method Not Allowed"
  case 408: "Request Timeout"
  case 413: "Content Too Large"
  case 414: "URI Too Long"
  case 416: "Range Not Satisfiable"
  case 431: "Request Header Fields Too Large"
  case 500: "Internal Server Error"
  case 503: "Service Unavailable"
  case 505: "HTTP Version Not Supported"
  default: "Status \(status)"
  }
}
