// Python's string functions on UTF-8 bytes, as far as filters and methods need them.

/// Python's `lower`.
func lowercased(_ bytes: [UInt8]) -> [UInt8] {
  latinCase(bytes, letters: 0x41...0x5A, latin: 0x80...0x9E, except: 0x97, other: 0x9F...0xBF) {
    $0 | 0x20
  } ?? Array(String(decoding: bytes, as: UTF8.self).lowercased().utf8)
}

/// Python's `upper`.
func uppercased(_ bytes: [UInt8]) -> [UInt8] {
  latinCase(bytes, letters: 0x61...0x7A, latin: 0xA0...0xBE, except: 0xB7, other: 0x80...0x9E) {
    $0 & 0xDF
  } ?? Array(String(decoding: bytes, as: UTF8.self).uppercased().utf8)
}

/// Changes the case of ASCII and of the letters of U+00C0–U+00FF, whose first byte is 0xC3 and
/// whose cases differ in one bit; all Nordic text is made of these.
///
/// - Parameters:
///   - letters: the ASCII letters to change.
///   - latin: the second bytes to change, but for `except`, which is a sign.
///   - other: the second bytes to leave alone.
/// - Returns: `nil` where there is any other letter.
@inline(__always)
private func latinCase(
  _ bytes: [UInt8], letters: ClosedRange<UInt8>, latin: ClosedRange<UInt8>, except: UInt8,
  other: ClosedRange<UInt8>, _ change: (UInt8) -> UInt8
) -> [UInt8]? {
  var output = bytes
  var index = 0
  while index < output.count {
    let byte = output[index]
    if letters.contains(byte) {
      output[index] = change(byte)
    } else if byte >= 0x80 {
      index += 1
      guard byte == 0xC3, index < output.count else { return nil }
      let second = output[index]
      if latin.contains(second), second != except {
        output[index] = change(second)
      } else if second != except, !other.contains(second) {
        return nil
      }
    }
    index += 1
  }
  return output
}

/// Python's `capitalize`: the first character in title case, the others in lower case.
func capitalized(_ bytes: [UInt8]) -> [UInt8] {
  guard let first = bytes.first else { return [] }
  let length = min(scalarLength(first), bytes.count)
  let head = String(decoding: bytes[..<length], as: UTF8.self).unicodeScalars.first
  let title = head.map { Array($0.properties.titlecaseMapping.utf8) } ?? []
  return title + lowercased(Array(bytes[length...]))
}

/// Python's `strip`: white space, or any of the given characters.
func trimmed(
  _ bytes: [UInt8], _ characters: [UInt8]? = nil, left: Bool = true, right: Bool = true
) -> [UInt8] {
  let members = characters.map { Set(String(decoding: $0, as: UTF8.self).unicodeScalars) }
  func length(at index: Int) -> Int {
    guard let members else { return whiteSpaceLength(bytes, index, bytes.count) }
    let length = min(scalarLength(bytes[index]), bytes.count - index)
    let scalar = String(decoding: bytes[index..<index + length], as: UTF8.self).unicodeScalars.first
    return scalar.map { members.contains($0) } ?? false ? length : 0
  }
  func lengthBefore(_ index: Int, _ start: Int) -> Int {
    if members == nil { return whiteSpaceLengthBefore(bytes, index, start) }
    var first = index - 1
    while first > start, bytes[first] & 0xC0 == 0x80 { first -= 1 }
    return length(at: first)
  }
  var start = 0
  var end = bytes.count
  while left, start < end {
    let size = length(at: start)
    if size == 0 { break }
    start += size
  }
  while right, end > start {
    let size = lengthBefore(end, start)
    if size == 0 { break }
    end -= size
  }
  return Array(bytes[start..<max(start, end)])
}

/// Replaces the first `count` occurrences, or all where `count` is negative.
func replacing(_ bytes: [UInt8], _ old: [UInt8], _ new: [UInt8], _ count: Int) -> [UInt8] {
  if old.isEmpty { return interspersed(bytes, new, count) }
  var output: [UInt8] = []
  var start = 0
  var left = count
  while left != 0, let index = find(old, in: bytes, from: start) {
    output += bytes[start..<index]
    output += new
    start = index + old.count
    left -= 1
  }
  return output + bytes[start...]
}

/// Python puts the new text before each character and at the end when the old one is empty.
private func interspersed(_ bytes: [UInt8], _ new: [UInt8], _ count: Int) -> [UInt8] {
  let starts = scalarStarts(bytes)
  var output: [UInt8] = []
  var left = count
  for index in starts.indices {
    if left != 0 {
      output += new
      left -= 1
    }
    if index + 1 < starts.count { output += bytes[starts[index]..<starts[index + 1]] }
  }
  return output
}

/// Python's `split()`: at runs of white space.
func splitAtSpace(_ bytes: [UInt8], most: Int = -1) -> [[UInt8]] {
  var parts: [[UInt8]] = []
  var index = 0
  while index < bytes.count {
    let space = whiteSpaceLength(bytes, index, bytes.count)
    if space > 0 {
      index += space
      continue
    }
    if most >= 0, parts.count == most {
      parts.append(trimmed(Array(bytes[index...]), left: false))
      break
    }
    let start = index
    while index < bytes.count, whiteSpaceLength(bytes, index, bytes.count) == 0 { index += 1 }
    parts.append(Array(bytes[start..<index]))
  }
  return parts
}

/// Python's `split(separator)`.
func split(_ bytes: [UInt8], at separator: [UInt8], most: Int = -1) -> [[UInt8]] {
  var parts: [[UInt8]] = []
  var start = 0
  while most < 0 || parts.count < most, let index = find(separator, in: bytes, from: start) {
    parts.append(Array(bytes[start..<index]))
    start = index + separator.count
  }
  parts.append(Array(bytes[start...]))
  return parts
}

/// Python's `splitlines`.
func lines(_ bytes: [UInt8], keepEnds: Bool = false) -> [[UInt8]] {
  var found: [[UInt8]] = []
  var start = 0
  var index = 0
  while index < bytes.count {
    let length = lineBreakLength(bytes, index)
    if length == 0 {
      index += 1
      continue
    }
    found.append(Array(bytes[start..<(keepEnds ? index + length : index)]))
    index += length
    start = index
  }
  if start < bytes.count { found.append(Array(bytes[start...])) }
  return found
}

/// The length of a line break as `splitlines` sees it; 0 if there is none.
private func lineBreakLength(_ bytes: [UInt8], _ index: Int) -> Int {
  switch bytes[index] {
  case 0x0A, 0x0B, 0x0C, 0x1C, 0x1D, 0x1E: return 1
  case 0x0D: return index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
  case 0xC2: return index + 1 < bytes.count && bytes[index + 1] == 0x85 ? 2 : 0
  case 0xE2:
    guard index + 2 < bytes.count, bytes[index + 1] == 0x80 else { return 0 }
    return bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9 ? 3 : 0
  default: return 0
  }
}

/// How many scalars a text has: Python's `len`.
func scalarCount(_ bytes: [UInt8]) -> Int {
  bytes.withUnsafeBufferPointer { bytes in
    var count = 0
    for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }
}

/// Where a scalar begins, counted from 0; the end where there are not that many.
func offset(ofScalar number: Int, in bytes: [UInt8]) -> Int {
  bytes.withUnsafeBufferPointer { bytes in
    var seen = 0
    for index in bytes.indices where bytes[index] & 0xC0 != 0x80 {
      if seen == number { return index }
      seen += 1
    }
    return bytes.count
  }
}

/// The first `count` scalars of a text.
func prefix(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
  Array(bytes[..<offset(ofScalar: count, in: bytes)])
}

/// Whether a scalar belongs to a word, as Python's `\w` sees it: letters, numbers, underscore.
func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.value < 0x80 {
    switch UInt8(scalar.value) {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: return true
    default: return false
    }
  }
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
    .decimalNumber, .letterNumber, .otherNumber:
    return true
  default: return false
  }
}
