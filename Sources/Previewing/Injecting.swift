// A page as it is published → the page as it is previewed.
//
// Pure: bytes in, bytes out. What is added stands before the last `</body>`, and is made of elements
// that refer to files of the preview itself.

/// What a page of the preview carries besides itself.
public struct Addition: Sendable, Hashable {
  /// Tells this version of the page from others; letters and digits.
  public var tag: String
  /// Why readers will not get the page, such as `Draft`; plain text.
  public var notice: String?

  /// Describes what is added to a page.
  public init(tag: String, notice: String? = nil) {
    self.tag = tag
    self.notice = notice
  }

  /// As HTML.
  var bytes: [UInt8] {
    var html = ""
    if let notice {
      html += "<link rel=\"stylesheet\" href=\"/_tidende/preview.css\">"
      html += "<p class=\"tidende-notice\" role=\"note\" lang=\"en\">\(escaped(notice))</p>"
    }
    html += "<script src=\"/_tidende/preview.js\" data-tag=\"\(escaped(tag))\" defer></script>"
    return Array(html.utf8)
  }
}

/// Adds to a page what the preview needs.
public func page(_ html: [UInt8], with addition: Addition) -> [UInt8] {
  let end = endOfBody(html)
  return Array(html[..<end]) + addition.bytes + html[end...]
}

/// The offset of the last `</body`; that of the last `</html`, or the end, where there is none.
private func endOfBody(_ html: [UInt8]) -> Int {
  lastOffset(of: Array("</body".utf8), in: html) ?? lastOffset(of: Array("</html".utf8), in: html)
    ?? html.count
}

/// - Parameter tag: in small letters; capitals in the page are the same.
private func lastOffset(of tag: [UInt8], in html: [UInt8]) -> Int? {
  var offset = html.count - tag.count
  while offset >= 0 {
    if html[offset] == UInt8(ascii: "<") {
      let isEqual = tag.indices.dropFirst().allSatisfy { index in
        let byte = html[offset + index]
        let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        return (isCapital ? byte | 0x20 : byte) == tag[index]
      }
      if isEqual { return offset }
    }
    offset -= 1
  }
  return nil
}

/// The path of the page that an open page asks the state of; `nil` for another request.
public func statusPath(of request: Request) -> String? {
  let prefix = "/_tidende/status"
  guard request.path.utf8.starts(with: Array((prefix + "/").utf8)) else { return nil }
  return String(request.path.dropFirst(prefix.count))
}

/// What an open page is told of itself.
///
/// - Parameters:
///   - tag: that of the page as it would be served now.
///   - title: counts the problems; empty where there are none.
///   - problems: as the terminal shows them, without colours.
public func status(tag: String, title: String, problems: String) -> Response {
  let lines = [tag, title].map { line in String(line.map { $0.isNewline ? " " : $0 }) }
  let text = lines.joined(separator: "\n") + "\n" + problems
  return Response(
    contentType: "text/plain; charset=utf-8", content: .bytes(Array(text.utf8)),
    securityPolicy: "default-src 'none'")
}

/// A page in place of one that cannot be made and has not been made before: the problems, as text.
public func problemPage(title: String, problems: String) -> [UInt8] {
  let (title, problems) = (escaped(title), escaped(problems))
  return Array(
    """
    <!DOCTYPE html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(title)</title>
    <body>
    <h1>\(title)</h1>
    <pre>\(problems)</pre>
    </body>
    </html>

    """.utf8)
}

/// The policy of a page of the preview's own that keeps itself up to date.
public let problemPolicy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'"
