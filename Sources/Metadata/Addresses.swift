// Addresses in front matter: which may become a link, and which path a page may have.
//
// A browser strips blanks and decodes entities before it looks for a scheme, so both are undone
// here before it is compared with what is allowed (RFC 3986 §3.1, WHATWG URL §4.4).

/// What is wrong with an address for a link or picture, or `nil`.
///
/// - Parameters:
///   - text: without white space around it.
///   - isPicture: `mailto:` and `tel:` show no picture.
func urlFault(_ text: String, isPicture: Bool = false) -> URLFault? {
  let bytes = Array(text.utf8)
  var hasColon = false
  var hasReference = false
  for byte in bytes {
    switch byte {
    case 0..<0x20, 0x7F: return .controlCharacter
    case UInt8(ascii: " "): return .space
    case UInt8(ascii: "\\"): return .backslash
    case UInt8(ascii: ":"): hasColon = true
    case UInt8(ascii: "&"): hasReference = true
    default: break
    }
  }
  if bytes.starts(with: "//".utf8) { return .noScheme }
  guard hasColon || hasReference else { return nil }
  guard let scheme = schemePrefix(hasReference ? decoded(bytes) : bytes) else { return nil }
  guard scheme == schemePrefix(bytes) else { return .hiddenScheme }
  let rest = bytes.dropFirst(scheme.utf8.count + 1)
  return schemeFault(scheme, rest: rest, isPicture: isPicture)
}

/// Reads a path on this site.
///
/// - Parameter text: `/om/`, `om.html`, with or without `%C3%A6` for `æ`.
/// - Returns: the path with percent signs decoded, beginning with `/`.
func sitePath(_ text: String) -> Result<String, PathFault> {
  let typed = Array(text.utf8)
  if typed.isEmpty { return .failure(.empty) }
  if typed.starts(with: "//".utf8) { return .failure(.host) }
  if schemePrefix(typed) != nil { return .failure(.scheme) }
  guard let bytes = percentDecoded(typed) else { return .failure(.percent) }
  if let fault = byteFault(bytes, typed: typed) { return .failure(fault) }
  var parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
  if parts.first?.isEmpty == true { parts.removeFirst() }
  if parts.last?.isEmpty == true { parts.removeLast() }
  for part in parts {
    if part.isEmpty { return .failure(.emptyPart) }
    if part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8) { return .failure(.dots) }
    if part.count > 255 { return .failure(.tooLong) }
    if part.first == UInt8(ascii: ":") { return .failure(.placeholder) }
  }
  let isWhole = bytes.first == UInt8(ascii: "/")
  return .success((isWhole ? "" : "/") + String(decoding: bytes, as: UTF8.self))
}

/// Whether text is one part of an address as it stands: letters, digits, `-`, `_`, `.` and `~`
/// (RFC 3986 §2.3), and letters of any script.
func isSlug(_ text: String) -> Bool {
  guard text != ".", text != "..", 1...255 ~= text.utf8.count else { return false }
  return text.utf8.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: "~"), 0x80...0xFF:
      true
    default: false
    }
  }
}

// MARK: Schemes

/// What stands before a colon that no `/`, `?` or `#` precedes, in lower case.
private func schemePrefix(_ bytes: some Collection<UInt8>) -> String? {
  var scheme: [UInt8] = []
  for byte in bytes {
    switch byte {
    case UInt8(ascii: ":"): return String(decoding: scheme, as: UTF8.self)
    case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return nil
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): scheme.append(byte | 0x20)
    default: scheme.append(byte)
    }
  }
  return nil
}

private func schemeFault(
  _ scheme: String, rest: ArraySlice<UInt8>, isPicture: Bool
) -> URLFault? {
  switch scheme {
  case "http", "https":
    guard rest.starts(with: "//".utf8) else { return .noHost }
    let authority = rest.dropFirst(2).prefix { byte in
      byte != UInt8(ascii: "/") && byte != UInt8(ascii: "?") && byte != UInt8(ascii: "#")
    }
    let host = authority.split(
      separator: UInt8(ascii: "@"), omittingEmptySubsequences: false
    ).last
    return host?.first.map { $0 != UInt8(ascii: ":") } ?? false ? nil : .noHost
  case "mailto" where !isPicture, "tel" where !isPicture:
    return rest.isEmpty ? .noAddress : nil
  default:
    return .scheme(scheme)
  }
}

/// Undoes what hides a scheme: character references for anything, and blanks of all kinds.
private func decoded(_ bytes: [UInt8]) -> [UInt8] {
  var output: [UInt8] = []
  var index = 0
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "&"), let (byte, width) = reference(bytes[index...]) {
      if byte > 0x20 { output.append(byte) }
      index += width
    } else {
      output.append(bytes[index])
      index += 1
    }
  }
  return output
}

/// Reads `&#58;`, `&#x3A;`, `&colon;` and the like. A number above 255 comes out as 255, which is
/// in no scheme.
private func reference(_ bytes: ArraySlice<UInt8>) -> (byte: UInt8, width: Int)? {
  let named: [(String, UInt8)] = [
    ("&colon;", UInt8(ascii: ":")), ("&sol;", UInt8(ascii: "/")), ("&Tab;", 0x09),
    ("&NewLine;", 0x0A), ("&amp;", UInt8(ascii: "&")),
  ]
  for (name, byte) in named where bytes.starts(with: name.utf8) { return (byte, name.utf8.count) }
  guard bytes.starts(with: "&#".utf8) else { return nil }
  let isHex = bytes.dropFirst(2).first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
  let digits = bytes.dropFirst(isHex ? 3 : 2).prefix {
    isHex ? hexValue($0) != nil : 0x30...0x39 ~= $0
  }
  guard !digits.isEmpty else { return nil }
  var number = 0
  for digit in digits { number = min(number * (isHex ? 16 : 10) + Int(hexValue(digit) ?? 0), 0xFF) }
  let hasEnd = digits.endIndex < bytes.endIndex && bytes[digits.endIndex] == UInt8(ascii: ";")
  return (UInt8(number), digits.endIndex - bytes.startIndex + (hasEnd ? 1 : 0))
}

// MARK: Paths

/// What may not stand in a path at all; `typed` is the path before decoding.
private func byteFault(_ bytes: [UInt8], typed: [UInt8]) -> PathFault? {
  if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return .controlCharacter }
  if bytes.contains(UInt8(ascii: "\\")) { return .backslash }
  if typed.contains(UInt8(ascii: "?")) || typed.contains(UInt8(ascii: "#")) { return .query }
  let slashCount = bytes.reduce(0) { $1 == UInt8(ascii: "/") ? $0 + 1 : $0 }
  let typedCount = typed.reduce(0) { $1 == UInt8(ascii: "/") ? $0 + 1 : $0 }
  return slashCount == typedCount ? nil : .dots
}

/// `nil` when a `%` is not followed by two digits, or what comes out is not UTF-8.
private func percentDecoded(_ bytes: [UInt8]) -> [UInt8]? {
  guard bytes.contains(UInt8(ascii: "%")) else { return bytes }
  var output: [UInt8] = []
  var index = 0
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "%") {
      guard let number = hexNumber(bytes, index + 1, count: 2, end: bytes.count) else { return nil }
      output.append(UInt8(truncatingIfNeeded: number))
      index += 3
    } else {
      output.append(bytes[index])
      index += 1
    }
  }
  return String(validating: output, as: UTF8.self) == nil ? nil : output
}
