import Markdown
import Metadata
import Nordic
import Reporting
import Testing

@testable import Publishing

/// The codec itself: which bytes mean what, and what bytes mean nothing.
@Suite struct MemoryCodecTests {
  static let numbers: [(UInt64, [UInt8])] = [
    (0, [0]), (1, [1]), (127, [0x7F]), (128, [0x80, 0x01]), (300, [0xAC, 0x02]),
    (16_384, [0x80, 0x80, 0x01]), (624_485, [0xE5, 0x8E, 0x26]),
    (.max, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]),
  ]

  @Test("numbers are LEB128") func leb128() {
    for (number, expected) in Self.numbers {
      var (number, writer) = (number, MemoryWriter())
      writer.number(&number)
      #expect(writer.bytes == expected, "\(number)")
      var back: UInt64 = 7
      #expect(reading(expected) { $0.number(&back) } && back == number, "\(number)")
    }
    reportCases(Self.numbers.count, "numbers")
  }

  static let signed: [(Int, [UInt8])] = [
    (0, [0]), (-1, [1]), (1, [2]), (-2, [3]), (63, [126]), (-64, [127]), (64, [0x80, 0x01]),
    (.max, [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]),
    (.min, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]),
  ]

  @Test("signed numbers are zigzag") func zigzag() {
    for (number, expected) in Self.signed {
      #expect(written(number) == expected, "\(number)")
      #expect(read(expected, Int.self) == number, "\(number)")
    }
    reportCases(Self.signed.count, "signed numbers")
  }

  @Test("floats keep every bit; those people write are short") func floats() {
    let floats: [Double] = [
      0, -0.0, 1, 3.5, 0.1, -1e300, 5e-324, .infinity, -.infinity, .nan, .signalingNaN, .pi,
    ]
    for float in floats {
      #expect(read(written(float), Double.self)?.bitPattern == float.bitPattern, "\(float)")
    }
    #expect(written(3.5).count == 2)
    reportCases(floats.count, "floats")
  }

  @Test("a text is its length and its bytes") func texts() {
    #expect(written("På") == [3, 0x50, 0xC3, 0xA5])
    for text in ["", "a", "tolv tegn her", "𝄞 e\u{301} \0", String(repeating: "å", count: 5_000)] {
      #expect(read(written(text), String.self).map { Array($0.utf8) } == Array(text.utf8))
    }
  }

  @Test("optionals, lists, ranges and moments are a few bytes") func shapes() {
    #expect(written(Int?.none) == [0])
    #expect(written(Int?(1)) == [1, 2])
    #expect(written([1, 2]) == [2, 2, 4])
    #expect(written(3..<10) == [6, 14])
    #expect(written(Moment(unix: 60, offset: 3600, precision: .minute)) == [120, 0xA0, 0x38, 3])
    #expect(written(Reference.id("ks")) == [1, 2, 0x6B, 0x73])
  }

  @Test("a case that is written is the case that is read") func cases() {
    func check<Item: RememberedCase>(_ items: [Item]) {
      for item in items { #expect(read(written(item), Item.self) == item, "\(item)") }
      #expect(read([UInt8(items.count)], Item.self) == nil, "\(Item.self)")
    }
    check(Language.allCases)
    check(ArticleType.allCases)
    check(Meeting.Status.allCases)
    check([Severity.error, .warning, .note])
    check([Moment.Precision.year, .month, .day, .minute, .second])
  }

  @Test("each kind of value comes back") func values() {
    let inner = Node(string: "x", range: 3..<4)
    let values: [Metadata.Value] = [
      .null, .bool(true), .int(-7), .float(2.5), .string("å"), .list([inner, inner]),
      .map(Map([Map.Entry(key: "k", keyRange: 1..<2, node: inner)])),
    ]
    for value in values { #expect(read(written(value), Metadata.Value.self) == value, "\(value)") }
    reportCases(values.count, "kinds of values")
  }

  /// Bytes that were never written, and as what they are read.
  static let wrong: [(String, [UInt8], @Sendable (inout MemoryReader) -> Void)] = [
    ("nothing at all", [], { _ = $0.passed(Int?.none) }),
    ("a number without an end", [0x80, 0x80], { _ = $0.passed(0) }),
    ("eleven bytes", [UInt8](repeating: 0x80, count: 10) + [0], { _ = $0.passed(0) }),
    ("more than 64 bits", [UInt8](repeating: 0xFF, count: 9) + [2], { _ = $0.passed(0) }),
    ("a truth value of 2", [2], { _ = $0.passed(false) }),
    ("an optional of 2", [2, 0], { _ = $0.passed(Optional("")) }),
    ("a text longer than the bytes", [3, 0x61, 0x61], { _ = $0.passed("") }),
    ("a text of 2⁶³ bytes", [UInt8](repeating: 0x80, count: 9) + [1], { _ = $0.passed("") }),
    ("a lone continuation byte", [1, 0x80], { _ = $0.passed("") }),
    ("an overlong encoding", [2, 0xC0, 0x80], { _ = $0.passed("") }),
    ("a surrogate", [3, 0xED, 0xA0, 0x80], { _ = $0.passed("") }),
    ("more than U+10FFFF", [4, 0xF4, 0x90, 0x80, 0x80], { _ = $0.passed("") }),
    ("half a character", [2, 0xF0, 0x9F], { _ = $0.passed("") }),
    ("half a character before another", [3, 0x61, 0xC3, 0x61], { _ = $0.passed("") }),
    ("a list longer than the bytes", [4, 0, 0, 0], { _ = $0.passed([0]) }),
    ("a range that begins before the file", [1, 0], { _ = $0.passed(0..<1) }),
    ("a range that ends before it begins", [0, 1], { _ = $0.passed(0..<1) }),
    (
      "a range that ends behind all numbers",
      [0xFE] + [UInt8](repeating: 0xFF, count: 8) + [1, 2], { _ = $0.passed(0..<1) }
    ),
    ("a kind of value there is not", [7], { _ = $0.passed(Metadata.Value.null) }),
    ("a kind of link there is not", [1, 3, 0, 0, 0, 0], { _ = $0.passed([Link.blank]) }),
    (
      "a moment in the year 9999999", [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0],
      { _ = $0.passed(Moment.blank) }
    ),
    ("a clock two days from UTC", [0, 0x80, 0x8C, 0x15, 0], { _ = $0.passed(Moment.blank) }),
  ]

  @Test("what nobody wrote fails") func garbled() {
    for (name, bytes, pass) in Self.wrong {
      #expect(!reading(bytes, pass), "\(name)")
    }
    reportCases(Self.wrong.count, "wrong bytes")
  }

  @Test("lists and maps may be nested as deep as front matter, and not without end") func depth() {
    func nested(_ depth: Int) -> Node {
      (0..<depth).reduce(Node(.null, range: 0..<0)) { node, _ in Node(.list([node]), range: 0..<0) }
    }
    #expect(read(written(nested(70)), Node.self) == nested(70))
    #expect(read(written(nested(1_000)), Node.self) == nil)
    // A list in a list in a list …, as short as it can be written.
    let bomb = (0..<100_000).flatMap { _ in [5, 1] as [UInt8] }
    #expect(read(bomb, Node.self) == nil)
  }

  @Test("once it has failed a reader reads nothing more") func afterFailure() {
    let bytes: [UInt8] = [2, 1, 1, 1]
    bytes.withUnsafeBytes { bytes in
      var reader = MemoryReader(bytes)
      _ = reader.passed(false)
      #expect(reader.isFailed && reader.bytesLeft == 0)
      #expect(reader.passed([1, 2, 3]) == [] && reader.passed("a") == "a")
      #expect(reader.isFailed)
    }
  }

  private func written(_ value: some Remembered) -> [UInt8] {
    var writer = MemoryWriter()
    _ = writer.passed(value)
    return writer.bytes
  }

  private func read<Item: Remembered>(_ bytes: [UInt8], _: Item.Type) -> Item? {
    var value = Item.blank
    return reading(bytes) { $0.field(&value) } ? value : nil
  }

  /// Whether reading succeeds and nothing is left.
  private func reading(_ bytes: [UInt8], _ pass: (inout MemoryReader) -> Void) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var reader = MemoryReader(bytes)
      pass(&reader)
      return !reader.isFailed && reader.bytesLeft == 0
    }
  }
}
