// Unicode normalization form C (Unicode Standard Annex #15), from a table in the code.
//
// Neither ICU nor the machine is asked, so the answer is the same everywhere. Combining classes are
// the standard library's, which never change once assigned. CJK compatibility ideographs are left
// as they are; everything else is exact for the Unicode version of `NormalizationTable.swift`.

/// Composes what can be composed: `a` and a combining ring become `å`.
public func normalized(_ text: String) -> String {
  let bytes = Array(text.utf8)
  guard mayChange(bytes) else { return text }
  return String(decoding: composed(bytes), as: UTF8.self)
}

/// Composes what can be composed, in UTF-8.
///
/// - Returns: the same bytes where nothing changes; bytes that are not UTF-8 become U+FFFD as soon
///   as anything may.
/// - Complexity: O(n); text of Latin letters, digits and usual punctuation is only scanned.
public func normalized(_ text: [UInt8]) -> [UInt8] { mayChange(text) ? composed(text) : text }

/// Finds scalars that are not sure to be as they should. Below U+0300 all are; so are punctuation
/// and currency signs from U+2002 to U+20BF.
private func mayChange(_ text: [UInt8]) -> Bool {
  guard highestByte(of: text) >= 0xCC else { return false }
  var index = 0
  while index < text.count {
    if text[index] < 0xCC {
      index += 1
      continue
    }
    guard text[index] == 0xE2, index + 2 < text.count else { return true }
    let second = text[index + 1]
    guard second == 0x80 && text[index + 2] >= 0x82 || second == 0x81 || second == 0x82 else {
      return true
    }
    index += 3
  }
  return false
}

/// The highest of all bytes; without a branch in the loop, so that many are looked at at a time.
private func highestByte(of text: [UInt8]) -> UInt8 {
  text.withUnsafeBufferPointer { bytes in
    var highest: UInt8 = 0
    for byte in bytes { highest = max(highest, byte) }
    return highest
  }
}

private func composed(_ text: [UInt8]) -> [UInt8] {
  var scalars: [Ranked] = []
  scalars.reserveCapacity(text.count)
  text.withUnsafeBufferPointer { bytes in
    var index = 0
    while index < bytes.count {
      appendDecomposition(of: readScalar(bytes, at: &index), to: &scalars)
    }
  }
  sortMarks(&scalars)
  var output: [UInt8] = []
  output.reserveCapacity(text.count)
  for scalar in composed(scalars) { append(scalar, to: &output) }
  return output
}

/// A scalar and its canonical combining class: 0 for what begins a character.
private struct Ranked {
  var scalar: UInt32
  var rank: UInt8
}

private func appendDecomposition(of scalar: UInt32, to scalars: inout [Ranked]) {
  if scalar < 0xC0 {
    scalars.append(Ranked(scalar: scalar, rank: 0))
  } else if scalar &- Hangul.syllable < Hangul.syllableCount {
    let index = scalar - Hangul.syllable
    let tail = index % Hangul.tailCount
    for part in [
      Hangul.lead + index / Hangul.tailCount / Hangul.vowelCount,
      Hangul.vowel + index / Hangul.tailCount % Hangul.vowelCount,
    ] + (tail == 0 ? [] : [Hangul.tail + tail]) {
      scalars.append(Ranked(scalar: part, rank: 0))
    }
  } else if let (first, second) = NormalizationTable.shared.parts(of: scalar) {
    appendDecomposition(of: first, to: &scalars)
    if second != 0 { appendDecomposition(of: second, to: &scalars) }
  } else {
    let rank = Unicode.Scalar(scalar)?.properties.canonicalCombiningClass.rawValue ?? 0
    scalars.append(Ranked(scalar: scalar, rank: rank))
  }
}

/// Puts each run of marks in the order of their classes; equal ones keep theirs (UAX #15, D109).
private func sortMarks(_ scalars: inout [Ranked]) {
  var start = 0
  while start < scalars.count {
    guard scalars[start].rank > 0 else {
      start += 1
      continue
    }
    var end = start + 1
    while end < scalars.count, scalars[end].rank > 0 { end += 1 }
    if end - start > 1 {
      // Not `sort`, which does not promise to be stable; nor insertion, which is quadratic.
      let ordered = scalars[start..<end].enumerated().sorted {
        ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
      }
      for (position, item) in ordered.enumerated() { scalars[start + position] = item.element }
    }
    start = end
  }
}

/// Joins each mark to the last starter, unless something of the same or a higher class, or another
/// starter, stands between (UAX #15, D117).
private func composed(_ scalars: [Ranked]) -> [UInt32] {
  var output: [UInt32] = []
  output.reserveCapacity(scalars.count)
  var starter: Int?
  var lastRank: UInt8 = 0
  for item in scalars {
    if let position = starter {
      let isAdjacent = position == output.count - 1
      if isAdjacent || lastRank < item.rank && lastRank > 0,
        let whole = composition(output[position], item.scalar)
      {
        output[position] = whole
        continue
      }
    }
    output.append(item.scalar)
    lastRank = item.rank
    if item.rank == 0 { starter = output.count - 1 }
  }
  return output
}

private func composition(_ first: UInt32, _ second: UInt32) -> UInt32? {
  if first &- Hangul.lead < Hangul.leadCount, second &- Hangul.vowel < Hangul.vowelCount {
    let index = (first - Hangul.lead) * Hangul.vowelCount + (second - Hangul.vowel)
    return Hangul.syllable + index * Hangul.tailCount
  }
  let syllable = first &- Hangul.syllable
  if syllable < Hangul.syllableCount, syllable % Hangul.tailCount == 0,
    second &- Hangul.tail &- 1 < Hangul.tailCount - 1
  {
    return first + (second - Hangul.tail)
  }
  return NormalizationTable.shared.whole(of: first, second)
}

/// The numbers of The Unicode Standard §3.12.
private enum Hangul {
  static let syllable: UInt32 = 0xAC00
  static let lead: UInt32 = 0x1100
  static let vowel: UInt32 = 0x1161
  static let tail: UInt32 = 0x11A7
  static let leadCount: UInt32 = 19
  static let vowelCount: UInt32 = 21
  static let tailCount: UInt32 = 28
  static let syllableCount: UInt32 = 11_172
}

/// The table of canonical decompositions, both ways round. Read once, when first needed.
struct NormalizationTable: Sendable {
  /// The one there is.
  static let shared = NormalizationTable()

  /// Sorted by the whole.
  private var partsOfWhole: [(whole: UInt32, first: UInt32, second: UInt32)] = []
  /// Sorted by the parts, the first in the upper half.
  private var wholeOfParts: [(parts: UInt64, whole: UInt32)] = []

  /// Takes one step of the canonical decomposition.
  ///
  /// - Returns: `nil` where there is none; the second part is 0 where there is only one.
  func parts(of scalar: UInt32) -> (first: UInt32, second: UInt32)? {
    var low = 0
    var high = partsOfWhole.count
    while low < high {
      let middle = (low + high) / 2
      if partsOfWhole[middle].whole < scalar { low = middle + 1 } else { high = middle }
    }
    guard low < partsOfWhole.count, partsOfWhole[low].whole == scalar else { return nil }
    return (partsOfWhole[low].first, partsOfWhole[low].second)
  }

  /// Composes two scalars; `nil` where nothing is made from them.
  func whole(of first: UInt32, _ second: UInt32) -> UInt32? {
    let parts = UInt64(first) << 32 | UInt64(second)
    var low = 0
    var high = wholeOfParts.count
    while low < high {
      let middle = (low + high) / 2
      if wholeOfParts[middle].parts < parts { low = middle + 1 } else { high = middle }
    }
    guard low < wholeOfParts.count, wholeOfParts[low].parts == parts else { return nil }
    return wholeOfParts[low].whole
  }

  private init() {
    var second: UInt32 = 0
    var first: UInt32 = 0
    var number: UInt32 = 0
    var isComposed: Bool?
    normalizationTable.withUTF8Buffer { table in
      for byte in table {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          number = number << 4 | UInt32(byte - UInt8(ascii: "0"))
          continue
        case UInt8(ascii: "A")...UInt8(ascii: "F"):
          number = number << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
          continue
        case UInt8(ascii: ":"):
          second = number
        case UInt8(ascii: "="), UInt8(ascii: "<"):
          first = number
          isComposed = byte == UInt8(ascii: "=")
        default:
          guard let composes = isComposed else { break }
          add(number, first, second, composes: composes)
          isComposed = nil
        }
        number = 0
      }
      if let composes = isComposed { add(number, first, second, composes: composes) }
    }
    partsOfWhole.sort { $0.whole < $1.whole }
    wholeOfParts.sort { $0.parts < $1.parts }
  }

  private mutating func add(
    _ whole: UInt32, _ first: UInt32, _ second: UInt32, composes: Bool
  ) {
    partsOfWhole.append((whole, first, second))
    if composes { wholeOfParts.append((UInt64(first) << 32 | UInt64(second), whole)) }
  }
}
