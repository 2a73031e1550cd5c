import Testing

@testable import Previewing

/// The parsers under bytes nobody would write.
@Suite struct RequestFuzzTests {
  /// xorshift64*: small, seeded, the same everywhere.
  struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
      state ^= state >> 12
      state ^= state << 25
      state ^= state >> 27
      return Int((state &* 2_685_821_657_736_338_717) >> 33) % max(1, sides)
    }
  }

  @Test("mutated requests are read or refused, and what is read is safe") func mutations() throws {
    let seed: UInt64 = 20_261_121
    print("seed: \(seed)")
    var dice = Dice(state: seed)
    let fixtures = try HostileRequestTests.cases().map {
      HostileRequestTests.bytes(of: $0.text, port: 4000)
    }.filter { $0.count < 2000 }
    let rounds = 20_000
    for _ in 0..<rounds {
      var bytes = fixtures[dice.roll(fixtures.count)]
      for _ in 0...dice.roll(4) { mutate(&bytes, fixtures, &dice) }
      var connection = Connection(descriptor: -1, id: 1, now: 0)
      connection.take(bytes, now: 0)
      for _ in 0..<8 {
        guard case .ask(let request) = connection.next(HostRule(port: 4000), Limits()) else {
          break
        }
        #expect(isSafe(request), "\(bytes)")
      }
    }
    reportCases(rounds, "mutated requests")
  }

  private func mutate(_ bytes: inout [UInt8], _ fixtures: [[UInt8]], _ dice: inout Dice) {
    let offset = dice.roll(bytes.count + 1)
    let other = fixtures[dice.roll(fixtures.count)]
    let start = dice.roll(other.count)
    switch dice.roll(6) {
    case 0: bytes.insert(UInt8(dice.roll(256)), at: offset)
    case 1: bytes.removeSubrange(offset..<min(bytes.count, offset + dice.roll(8)))
    case 2: bytes.insert(contentsOf: other[start..<min(other.count, start + 20)], at: offset)
    case 3 where offset < bytes.count: bytes[offset] ^= 1 << UInt8(dice.roll(8))
    case 4: bytes.insert(contentsOf: Array("\r\n".utf8), at: offset)
    default: bytes = Array(bytes.prefix(offset)) + other[start...]
    }
  }

  /// What the type promises to those who look files up.
  private func isSafe(_ request: Request) -> Bool {
    let path = Array(request.path.utf8)
    return path.first == UInt8(ascii: "/")
      && path.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }
      && !path.split(separator: UInt8(ascii: "/")).contains {
        $0.elementsEqual("..".utf8) || $0.elementsEqual(".".utf8)
      }
      && !request.path.contains("//")
      && HostRule(port: 4000).accepts(authority: request.authority)
  }

  @Test("random ranges, tags and hosts never trap") func fields() {
    var dice = Dice(state: 7)
    let letters = Array("bytes=0123456789-,- \"W/*[]:.localhost\u{7F}æ".utf8)
    for _ in 0..<20_000 {
      let bytes = (0..<dice.roll(30)).map { _ in letters[dice.roll(letters.count)] }
      let text = (dice.roll(2) == 0 ? "bytes=" : "") + String(decoding: bytes, as: UTF8.self)
      let size = dice.roll(3) == 0 ? 0 : dice.roll(1000)
      if case .part(let part) = parseRange(text, size: size) {
        #expect(!part.isEmpty && part.upperBound <= size, "\(text)")
      }
      _ = HostRule(port: 80, acceptsAllAddresses: true).accepts(authority: text)
      _ = HostRule(port: 80).accepts(origin: text)
    }
  }
}
