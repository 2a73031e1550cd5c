// Paths and addresses.
//
// Inside the site a page is known by its path, decoded and from the root: `/blog/ærlig/`. Only here
// does it become what stands in an `href` (RFC 3986: percent-encoded, below the base path), an
// absolute address, or a file in the output folder.

/// Where the magazine is published: the parts of `base_url`.
struct BaseURL: Sendable, Hashable {
  /// `https://example.org`, without a slash at the end; empty when there is no `base_url`.
  let origin: String
  /// `/` or `/blad/`: begins and ends with a slash.
  let path: String

  /// No `base_url`: links start at the root, and nothing is absolute.
  static let none = BaseURL(origin: "", path: "/")

  private init(origin: String, path: String) {
    self.origin = origin
    self.path = path
  }

  /// Reads `base_url`; `nil` unless it is http or https with a host and without query or fragment.
  init?(_ text: String) {
    let scheme =
      text.hasPrefix("https://") ? "https://" : text.hasPrefix("http://") ? "http://" : ""
    guard !scheme.isEmpty, !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else {
      return nil
    }
    let rest = text.dropFirst(scheme.count)
    guard !rest.contains("?"), !rest.contains("#"), !rest.contains("\\") else { return nil }
    let host = rest.prefix { $0 != "/" }
    guard !host.isEmpty, !host.contains("@"), host != ":" else { return nil }
    origin = scheme + host.lowercased()
    let parts = rest.dropFirst(host.count).split(separator: "/")
    guard !parts.contains(where: { $0 == "." || $0 == ".." }) else { return nil }
    path = parts.isEmpty ? "/" : "/" + parts.joined(separator: "/") + "/"
  }

  var isKnown: Bool { !origin.isEmpty }

  /// The host without its port, as feed identities carry it.
  var host: String {
    guard let start = origin.range(of: "//") else { return "localhost" }
    return String(origin[start.upperBound...].prefix { $0 != ":" })
  }

  /// What stands in an `href` for a path of the site; not yet escaped for HTML.
  func href(_ sitePath: String) -> String {
    path == "/" ? percentEncoded(sitePath) : path.dropLast() + percentEncoded(sitePath)
  }

  /// The absolute address of a path of the site; as `href` when there is no `base_url`.
  func permalink(_ sitePath: String) -> String { origin + href(sitePath) }
}

extension String {
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      formIndex(after: &start)
    }
    return nil
  }
}

/// Encodes a path for a URL: RFC 3986 `pchar` and `/` stay, the rest becomes `%XX`.
func percentEncoded(_ path: String) -> String {
  let isPlain = path.utf8.withContiguousStorageIfAvailable { $0.allSatisfy(isPathByte) }
  if isPlain == true { return path }
  var output: [UInt8] = []
  for byte in path.utf8 {
    if isPathByte(byte) {
      output.append(byte)
    } else {
      output.append(UInt8(ascii: "%"))
      output.append(upperHex(byte >> 4))
      output.append(upperHex(byte & 15))
    }
  }
  return String(decoding: output, as: UTF8.self)
}

/// Decodes `%XX`; `nil` where the escapes are broken or the result is not UTF-8.
func percentDecoded(_ text: String) -> String? {
  guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
  var output: [UInt8] = []
  var bytes = text.utf8.makeIterator()
  while let byte = bytes.next() {
    guard byte == UInt8(ascii: "%") else {
      output.append(byte)
      continue
    }
    guard let high = bytes.next().flatMap(hexValue), let low = bytes.next().flatMap(hexValue) else {
      return nil
    }
    output.append(high << 4 | low)
  }
  return String(validating: output, as: UTF8.self)
}

/// Resolves `.` and `..` of a path below a folder.
///
/// - Parameter folder: without a slash at either end; empty for the root.
/// - Returns: the path without a slash at the start, or `nil` where it leaves the root.
func joined(_ folder: String, _ relative: String) -> String? {
  var parts = folder.split(separator: "/")
  for part in relative.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
    if part == ".." {
      guard parts.popLast() != nil else { return nil }
    } else {
      parts.append(part)
    }
  }
  return parts.joined(separator: "/")
}

/// The file a page is written to: `/blog/x/` → `blog/x/index.html`.
func outputFile(for sitePath: String) -> String {
  let path = String(sitePath.dropFirst())
  return sitePath.hasSuffix("/") ? path + "index.html" : path
}

/// The part of a path before its last slash; empty for a name alone.
func folder(of path: String) -> String {
  path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
}

/// The part of a path after its last slash.
func baseName(of path: String) -> String {
  path.utf8.lastIndex(of: UInt8(ascii: "/")).map {
    String(path[path.utf8.index(after: $0)...])
  } ?? path
}

/// The part of a name after its last dot, in lower case; empty without one.
func fileExtension(of path: String) -> String {
  let bytes = path.utf8
  guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot != bytes.startIndex,
    bytes[bytes.index(before: dot)] != UInt8(ascii: "/")
  else { return "" }
  let end = bytes[bytes.index(after: dot)...]
  return end.contains(UInt8(ascii: "/")) ? "" : String(Substring(end)).lowercased()
}

/// Appends text with `& < > " '` as HTML and XML want them in text and attributes.
func appendEscaped(_ text: String, to output: inout [UInt8]) {
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
    case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
    case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
    case UInt8(ascii: "\""): output.append(contentsOf: "&#34;".utf8)
    case UInt8(ascii: "'"): output.append(contentsOf: "&#39;".utf8)
    default: output.append(byte)
    }
  }
}

private func isPathByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
    UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "$"),
    UInt8(ascii: "&"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"),
    UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="),
    UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "/"):
    true
  default: false
  }
}

private func upperHex(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
}

private func hexValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}
