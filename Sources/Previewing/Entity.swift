// What is sent of an entity: all of it, a range, or only the word that it has not changed.
//
// Pure decisions on header fields (RFC 9110 §13 and §14). One range is served; several ranges, odd
// units and absurd figures get the whole entity, which the RFC allows and attacks do not expect.

/// Bytes to be sent, and what conditional requests compare.
struct Entity: Sendable {
  /// In memory or on the disk.
  enum Source: Sendable {
    case bytes([UInt8])
    case file(OpenFile)
  }

  var source: Source
  /// In bytes.
  var size: Int
  /// The entity tag with its quotes; strong.
  var tag: String
  /// An HTTP date; `nil` for what was made in memory.
  var lastModified: String?
}

/// How much of an entity a request gets.
enum Selection: Sendable, Hashable {
  case whole
  /// Offsets in bytes, not empty.
  case part(Range<Int>)
  case unchanged
  case unsatisfiable
}

/// Decides by the header fields of a request for an entity that is there.
func selection(of entity: Entity, for request: Request) -> Selection {
  let headers = request.headers
  if let tags = headers.ifNoneMatch {
    // RFC 9110 §13.1.3: If-Modified-Since is not looked at where there is an If-None-Match.
    if matches(tags, entity.tag) { return .unchanged }
  } else if let date = headers.ifModifiedSince, date == entity.lastModified {
    // Equal, not later: the file may have been replaced by an older one.
    return .unchanged
  }
  guard request.method == .get, let range = headers.range else { return .whole }
  if let condition = headers.ifRange, condition != entity.tag, condition != entity.lastModified {
    return .whole
  }
  return parseRange(range, size: entity.size)
}

/// Whether a list of entity tags holds one, by the weak comparison of RFC 9110 §8.8.3.2.
private func matches(_ list: String, _ tag: String) -> Bool {
  let blanks: Set<UInt8> = [0x20, 0x09]
  return list.utf8.split(separator: UInt8(ascii: ",")).contains { part in
    var part = part.drop { blanks.contains($0) }
    while let last = part.last, blanks.contains(last) { part = part.dropLast() }
    if part.elementsEqual("*".utf8) { return true }
    if part.starts(with: "W/".utf8) { part = part.dropFirst(2) }
    return part.elementsEqual(tag.utf8)
  }
}

/// Reads `bytes=0-99`, `bytes=100-` and `bytes=-100`.
func parseRange(_ text: String, size: Int) -> Selection {
  let bytes = Array(text.utf8)
  let unit = Array("bytes=".utf8)
  guard bytes.starts(with: unit) else { return .whole }
  let parts = bytes[unit.count...].split(
    separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
  guard parts.count == 2, let first = figure(parts[0]), let last = figure(parts[1]) else {
    return .whole
  }
  switch (first, last) {
  case (nil, nil): return .whole
  case (nil, let length?):
    return length == 0 || size == 0 ? .unsatisfiable : .part(max(0, size - length)..<size)
  case (let start?, let end):
    if let end, end < start { return .whole }
    return start < size ? .part(start..<min(size, (end ?? size - 1) + 1)) : .unsatisfiable
  }
}

/// A whole number below 10^18.
///
/// - Returns: `.some(nil)` where nothing stands; `nil` for what is no such number.
private func figure(_ digits: ArraySlice<UInt8>) -> Int?? {
  if digits.isEmpty { return .some(nil) }
  guard digits.count <= 18 else { return nil }
  var number = 0
  for digit in digits {
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
    number = number * 10 + Int(digit - UInt8(ascii: "0"))
  }
  return .some(number)
}

/// A digest of bytes, 64 bits in hexadecimal figures: eight bytes at a time, xor, multiply by
/// 2^64/φ, fold. It tells versions of a page apart, it does not keep anybody out.
public func digest(of bytes: [UInt8]) -> String {
  var hash = UInt64(truncatingIfNeeded: bytes.count &+ 1) &* 0x517C_C1B7_2722_0A95
  bytes.withUnsafeBytes { buffer in
    var offset = 0
    while offset < buffer.count {
      var word: UInt64 = 0
      if offset + 8 <= buffer.count {
        word = UInt64(
          littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      } else {
        for byte in buffer[offset...] { word = word << 8 | UInt64(byte) }
      }
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
      offset += 8
    }
  }
  hash = (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15
  let text = String(hash ^ hash >> 29, radix: 16)
  return String(repeating: "0", count: 16 - text.utf8.count) + text
}
