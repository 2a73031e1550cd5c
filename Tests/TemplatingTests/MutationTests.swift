// Broken templates of all kinds: whatever they are, there is an answer, and it comes soon.

import Foundation
import Testing

@testable import Templating

@Suite struct MutationTests {
  @Test func noTemplateTrapsOrHangs() throws {
    var seeds: [RenderCase] = []
    for topic in ["statements", "macros", "inheritance", "includes", "access", "fuzz", "broken"] {
      seeds += try readCases(testFile("Cases/\(topic).jsonl"))
    }
    let contexts = try readContexts()
    let context = contexts["plain"] ?? Context([])
    var settings = TemplateSet.Settings()
    settings.limits.steps = 20_000
    settings.limits.output = 200_000
    settings.limits.range = 2000
    let seed: UInt64 = 20240
    print("seed: \(seed)")
    var random = SmallRandom(state: seed)
    let rounds = 6000
    for _ in 0..<rounds {
      let chosen = seeds[random.below(seeds.count)]
      settings.lenientUndefined = random.below(4) == 0
      let templates = chosen.templates.map { template in
        (name: template.name, text: mutated(template.text, &random))
      }
      _ = rendered(templates, chosen.main, context, settings)
    }
    reportCases(rounds, "mutated templates that neither trap nor hang")
  }

  private func mutated(_ text: String, _ random: inout SmallRandom) -> String {
    var bytes = Array(text.utf8)
    for _ in 0...random.below(4) {
      let place = random.below(bytes.count + 1)
      switch random.below(5) {
      case 0: bytes.insert(contentsOf: Self.pieces[random.below(Self.pieces.count)].utf8, at: place)
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(8)))
      case 2:
        let end = min(bytes.count, place + random.below(20))
        bytes.insert(contentsOf: Array(bytes[place..<end]), at: random.below(bytes.count + 1))
      case 3: if place < bytes.count { bytes[place] = UInt8(truncatingIfNeeded: random.next()) }
      default:
        if place < bytes.count { bytes[place] = Self.signs[random.below(Self.signs.count)] }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let signs = Array("{}%#-+()[]|.,:~*/'\"= 0a\n".utf8)
  private static let pieces = [
    "{{", "}}", "{%", "%}", "{#", "#}", "{% if a %}", "{% endif %}", "{% else %}",
    "{% for x in l %}",
    "{% endfor %}", "{% block q %}", "{% endblock %}", "{% macro m(a) %}", "{% endmacro %}", "|e",
    "|list",
    " is ", " not ", " in ", " if ", " else ", "{% set a = 1 %}", "{{ loop.index }}",
    "{{ super() }}",
    "9223372036854775807", "1e309", "-", "[::-1]", "['x']", ".x", "(", ")", "**", "//0", "%0",
    "{% break %}",
    "{% raw %}", "{% endraw %}", "recursive", "{{ m(1) }}", "{{ loop(l) }}", "\u{0}", "\u{FEFF}",
    "é",
    "{% include 't.html' %}", "{% extends 'base.html' %}", "{% call m() %}", "{% endcall %}",
    "{% filter upper %}",
    "{% endfilter %}", "{{ range(99999) }}", "{{ caller() }}", "{{ self.q() }}", "|map('upper')",
    "|groupby('a')",
  ]
}

/// splitmix64 (Steele, Lea, Flood 2014).
struct SmallRandom {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func below(_ limit: Int) -> Int { limit > 0 ? Int(next() % UInt64(limit)) : 0 }
}
