// Counting and reading the cases of data-driven tests.

import Foundation
import Testing

/// Prints how many cases a data-driven test has gone through.
func reportCases(_ count: Int, _ what: String) { print("cases: \(count) \(what)") }

/// A section of a data file: `=== name`, then its text.
struct Section {
  /// What stands behind `===`.
  var name: String
  /// The text, signs such as `␣` still in it.
  var text: String
}

/// Reads a data file beside the tests.
///
/// - Returns: what comes before the first section, and the sections.
func sections(of file: String) throws -> (preface: String, sections: [Section]) {
  let text = try String(contentsOf: dataURL(file), encoding: .utf8)
  let parts = ("\n" + text).components(separatedBy: "\n=== ")
  let sections = parts.dropFirst().enumerated().map { index, part in
    let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    let body = lines.count > 1 ? String(lines[1]) : ""
    let isLast = index == parts.count - 2
    return Section(name: String(lines[0]), text: isLast || body.isEmpty ? body : body + "\n")
  }
  return (String(parts[0].dropFirst()), sections)
}

/// Where a data file is.
func dataURL(_ file: String) -> URL {
  URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Data/\(file)")
}

/// Turns the signs of the data files into what they stand for: `␣ ␉ ␍`, `∎` for no line break, and
/// `⟪E6⟫` for a byte.
func bytes(_ text: String) -> [UInt8] {
  var output: [UInt8] = []
  var scalars = Array(text.unicodeScalars)[...]
  while let scalar = scalars.popFirst() {
    switch scalar {
    case "␣": output.append(0x20)
    case "␉": output.append(0x09)
    case "␍": output.append(0x0D)
    case "∎": if scalars.first == "\n" { scalars.removeFirst() }
    case "⟪":
      let digits = String(String.UnicodeScalarView(scalars.prefix(2)))
      output.append(UInt8(digits, radix: 16) ?? 0x3F)
      scalars = scalars.dropFirst(3)
    default: output += Array(String(scalar).utf8)
    }
  }
  return output
}

/// Random numbers that are the same for the same seed (SplitMix64, Steele et al. 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
