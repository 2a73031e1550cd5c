// The address in a request line → a path that is safe to look up, and back.
//
// Decoded once, then split on `/`; whatever could lead out of the site or into a log file is
// refused rather than mended. Percent-encoding is that of RFC 3986 §2.1.

/// Splits an address that begins with `/` into a normalised path and the query behind it.
///
/// - Returns: the path, the raw query, and whether the path had no empty segments.
func splitTarget(
  _ target: ArraySlice<UInt8>
) throws(Refusal) -> (path: String, query: String, isNormal: Bool) {
  if target.contains(UInt8(ascii: "#")) { throw Refusal(400, "there is a `#` in the address") }
  let mark = target.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
  let decoded = try percentDecoded(target[target.startIndex..<mark])
  guard let text = String(validating: decoded, as: UTF8.self) else {
    throw Refusal(400, "the address is not UTF-8")
  }
  let slash = UInt8(ascii: "/")
  let segments = decoded.split(separator: slash)
  for segment in segments {
    if segment.elementsEqual(".".utf8) || segment.elementsEqual("..".utf8) {
      throw Refusal(400, "the address has a segment of dots")
    }
  }
  let endsWithSlash = decoded.last == slash && !segments.isEmpty
  let path =
    "/" + segments.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
    + (endsWithSlash ? "/" : "")
  let query = mark == target.endIndex ? "" : String(decoding: target[(mark + 1)...], as: UTF8.self)
  return (path, query, path.utf8.elementsEqual(text.utf8))
}

/// Decodes `%C3%A6` once; bytes that have no business in an address are refused.
private func percentDecoded(_ bytes: ArraySlice<UInt8>) throws(Refusal) -> [UInt8] {
  var decoded: [UInt8] = []
  decoded.reserveCapacity(bytes.count)
  var offset = bytes.startIndex
  while offset < bytes.endIndex {
    var byte = bytes[offset]
    offset += 1
    if byte == UInt8(ascii: "%") {
      guard offset + 1 < bytes.endIndex, let high = hexValue(bytes[offset]),
        let low = hexValue(bytes[offset + 1])
      else { throw Refusal(400, "a `%` in the address is not followed by two digits") }
      byte = high << 4 | low
      offset += 2
    }
    switch byte {
    case 0..<0x20, 0x7F: throw Refusal(400, "there is a control byte in the address")
    case UInt8(ascii: "\\"): throw Refusal(400, "there is a backslash in the address")
    default: decoded.append(byte)
    }
  }
  return decoded
}

private func hexValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}

/// Encodes a path for a header field or an event: ASCII without blanks, quotes or line breaks.
public func percentEncoded(path: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var encoded: [UInt8] = []
  for byte in path.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      encoded.append(byte)
    case _ where "-._~/!$&()*+,;=:@".utf8.contains(byte): encoded.append(byte)
    default: encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: encoded, as: UTF8.self)
}
