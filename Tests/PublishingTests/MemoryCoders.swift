// Coders of the tests: they fill values with what no file says, through the list of fields itself.

import Foundation
import Reporting

@testable import Publishing

/// Fills every field it is shown: optionals are there, lists have two elements, no text is empty
/// and no two are the same. What is still blank afterwards it was not shown.
struct FillingCoder: MemoryCoder {
  static var reads: Bool { true }
  private var last: UInt64 = 0

  var keepsPlaces: Bool { true }
  var isFailed: Bool { false }
  var bytesLeft: Int { 1_000_000 }

  mutating func byte(_ value: inout UInt8) { value = 1 }

  /// Even numbers are positive when they are signed.
  mutating func number(_ value: inout UInt64) {
    last += 2
    value = last
  }

  mutating func text(_ value: inout String) {
    last += 2
    value = "tekst nummer \(last) på blåbærsyltetøy"
  }

  mutating func count(_ value: inout Int) { value = 2 }
  mutating func descend() {}
  mutating func ascend() {}
  mutating func fail() {}
}

/// Fills values with whatever may be in them.
struct RandomCoder: MemoryCoder {
  static var reads: Bool { true }
  var random: MemoryRandom
  private var depth = 0

  init(seed: UInt64) { random = MemoryRandom(seed: seed) }

  var keepsPlaces: Bool { true }
  var isFailed: Bool { false }
  var bytesLeft: Int { 1_000_000 }

  mutating func byte(_ value: inout UInt8) {
    value = UInt8.random(in: 0...(Bool.random(using: &random) ? 1 : 8), using: &random)
  }

  mutating func number(_ value: inout UInt64) {
    value = random.next() >> UInt64.random(in: 0..<64, using: &random)
  }

  mutating func text(_ value: inout String) {
    let pieces = ["", "a", "Ålesund", "æøå ", "𝄞", "e\u{301}", "\0", "- ", "\n", "tag", "\u{FFFD}"]
    value = ""
    for _ in 0..<Int.random(in: 0...9, using: &random) {
      value += pieces.randomElement(using: &random) ?? ""
    }
  }

  mutating func count(_ value: inout Int) {
    value = depth > 3 ? 0 : Int.random(in: 0...3, using: &random)
  }

  mutating func descend() { depth += 1 }
  mutating func ascend() { depth -= 1 }

  /// What may not be stays as it was.
  mutating func fail() {}
}

/// SplitMix64.
struct MemoryRandom: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// What tests of the memory begin with.
enum MemoryArticles {
  static let name = "blog/2026-03-14-et-navn.nb.md"
  static let source = Source(path: name, name: name)

  /// An article of this file of which nothing is known.
  static func blank() -> Article {
    Article(
      source: source, placement: Placement(source.name), metadata: .blank, language: .blank,
      summary: "", slug: "", problems: [], isReadable: false)
  }

  /// An article with all that is remembered.
  static func full() -> Article {
    var article = blank()
    var coder = FillingCoder()
    article.pass(through: &coder)
    return article
  }

  static func random(seed: UInt64) -> Article {
    var article = blank()
    var coder = RandomCoder(seed: seed)
    article.pass(through: &coder)
    return article
  }

  /// Every article of the example magazine.
  static func example() throws -> [Article] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    guard let walk = FileManager.default.enumerator(atPath: root + "/content") else { return [] }
    let names = walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".md") }.sorted()
    return try names.map { name in
      let bytes = try Data(contentsOf: URL(fileURLWithPath: root + "/content/" + name))
      return article(name, Array(bytes))
    }
  }

  /// Composes a text as if it were this file.
  static func article(_ name: String, _ bytes: [UInt8]) -> Article {
    composeText(
      SourceText(path: "content/" + name, bytes: bytes), Source(path: name, name: name),
      Placement(name), ComposeOptions(Settings(), folder: ""))
  }
}

/// The bytes of a remembered article.
func remembered(_ article: Article) -> [UInt8] {
  var writer = MemoryWriter()
  remember(article, into: &writer)
  return writer.bytes
}

/// Reads an article back; `nil` also where something is left over.
func recalled(_ bytes: [UInt8], _ source: Source) -> Article? {
  bytes.withUnsafeBytes { bytes in
    var reader = MemoryReader(bytes)
    let article = Article(remembered: &reader, source: source)
    return reader.bytesLeft == 0 ? article : nil
  }
}
