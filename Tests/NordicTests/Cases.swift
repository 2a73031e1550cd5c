// What the tests of this target share: the case counts, the data files, and a small generator of
// random numbers.

import Foundation
import Nordic
import Testing

/// Says how many cases a data-driven test went through.
func reportCases(_ n: Int, _ what: String) { print("cases: \(n) \(what)") }

/// The lines of a file in `Data`, without empty ones.
func dataLines(_ name: String) throws -> [String] {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  let text = try String(contentsOf: folder.appendingPathComponent("Data/\(name)"), encoding: .utf8)
  return text.split(separator: "\n").map(String.init)
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Random: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) {
    state = seed
    print("seed: \(seed)")
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// What a function appends, as text.
func written(_ write: (inout [UInt8]) -> Void) -> String {
  var output: [UInt8] = []
  write(&output)
  return String(decoding: output, as: UTF8.self)
}

/// A moment in a style.
func show(_ moment: Moment, _ style: String, _ language: Language) throws -> String {
  let format = try #require(DateFormat(style))
  return written { appendDate(moment, format, in: language, to: &$0) }
}

/// A moment in full.
func rfc3339(_ moment: Moment) -> String { (try? show(moment, "rfc3339", .en)) ?? "" }

/// The zone most tests are in.
func copenhagen() throws -> Zone { try #require(Zone("Europe/Copenhagen")) }
