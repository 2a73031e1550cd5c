// Destinations as bytes: escaping them, and what their scheme says.
//
// The escaping is cmark's (`houdini_href_e.c`): what RFC 3986 reserves or leaves alone stays, `%`
// included, so that what is escaped already is not escaped twice.

/// Appends a URL as an `href` or `src` holds it: spaces and the like as `%20`, `&` as `&amp;`.
public func appendEscapedURL(_ url: some Sequence<UInt8>, to output: inout [UInt8]) {
  for byte in url {
    switch byte {
    case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
    case UInt8(ascii: "'"): output.append(contentsOf: "&#x27;".utf8)
    case _ where isPlainInURL(byte): output.append(byte)
    default:
      output.append(UInt8(ascii: "%"))
      output.append(hexDigit(byte >> 4))
      output.append(hexDigit(byte & 15))
    }
  }
}

extension ByteBuffer {
  /// Appends a URL as an attribute holds it.
  mutating func appendURL(_ url: Bytes) {
    if url.allSatisfy(isPlainInURL) { return append(url) }
    var escaped: [UInt8] = []
    escaped.reserveCapacity(url.count + 16)
    appendEscapedURL(url, to: &escaped)
    append(escaped)
  }
}

/// Whether a destination has a scheme (RFC 3986 §3.1) or, after `//`, a host.
func isAbsoluteURL(_ url: Bytes) -> Bool {
  if url.count >= 2, url[0] == UInt8(ascii: "/"), url[1] == UInt8(ascii: "/") { return true }
  return schemeLength(url) > 0
}

/// Whether a browser would run a destination, or read it from the reader's own machine:
/// `javascript:`, `vbscript:`, `file:`, `blob:`, and `data:` but for pictures.
///
/// Browsers pass over control characters and spaces in front, and over tabs and line breaks
/// anywhere (WHATWG URL §4.4), and so does this.
func isDangerousURL(_ url: Bytes) -> Bool {
  // Nearly all destinations are told by their first byte.
  guard let byte = url.first, byte <= 0x20 || "jvfbd".utf8.contains(byte | 0x20) else {
    return false
  }
  var start: [UInt8] = []
  for byte in url where byte > 0x20 {
    start.append(byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte)
    if start.count == 16 { break }
  }
  func begins(_ text: StaticString) -> Bool {
    start.starts(with: Bytes(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
  guard let first = start.first else { return false }
  switch first {
  case UInt8(ascii: "j"): return begins("javascript:")
  case UInt8(ascii: "v"): return begins("vbscript:")
  case UInt8(ascii: "f"): return begins("file:")
  case UInt8(ascii: "b"): return begins("blob:")
  case UInt8(ascii: "d"):
    return begins("data:") && !begins("data:image/png") && !begins("data:image/gif")
      && !begins("data:image/jpeg") && !begins("data:image/webp") && !begins("data:image/avif")
  default: return false
  }
}

/// The length of the scheme in front of the colon; 0 where there is none.
func schemeLength(_ url: Bytes) -> Int {
  for (index, byte) in url.enumerated() {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): continue
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      if index == 0 { return 0 }
    case UInt8(ascii: ":"): return index
    default: return 0
    }
  }
  return 0
}

/// The characters cmark leaves as they are: letters, digits and ``-_.+!*(),%#@?=;:/$~``.
private func isPlainInURL(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "!"), UInt8(ascii: "#"),
    UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "("), UInt8(ascii: ")"),
    UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: "-"),
    UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ";"),
    UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "@"), UInt8(ascii: "_"),
    UInt8(ascii: "~"):
    true
  default: false
  }
}

private func hexDigit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
}
