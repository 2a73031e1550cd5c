// Numbers, keys and lists: what is written is read back, and what is broken is not believed.

import Testing

@testable import Searching

@Suite struct CodingTests {
  @Test("numbers are read back as they were written") func varints() {
    let numbers = [0, 1, 127, 128, 300, 16_383, 16_384, 1 << 24, Int(Int32.max)]
    var bytes: [UInt8] = []
    for number in numbers { appendVarint(number, to: &bytes) }
    var reader = ByteReader(bytes)
    for number in numbers { #expect(reader.varint() == number) }
    #expect(reader.varint() == nil)
    var endless = ByteReader([0x80, 0x80, 0x80, 0x80, 0x80, 0x01])
    #expect(endless.varint() == nil)
    reportCases(numbers.count + 2, "numbers")
  }

  @Test("a key has one number, and another has another") func keys() {
    var draw = Draw(1)
    var pool = KeyPool()
    var known: [[UInt8]: Int] = [:]
    for _ in 0..<5000 {
      let key = (0..<Int.random(in: 0...6, using: &draw)).map { _ in
        UInt8.random(in: 97...102, using: &draw)
      }
      let number = pool.insert(key)
      #expect(known[key, default: number] == number)
      known[key] = number
      #expect(Array(pool[number]) == key)
    }
    #expect(pool.count == known.count)
    #expect(pool.find(Array("zzz".utf8)) == nil)
    reportCases(5000, "keys")
  }

  @Test("FNV-1a gives the published sums") func checksums() {
    // Fowler, Noll, Vo: test vectors of the reference source.
    let cases: [(String, UInt32)] = [
      ("", 0x811C_9DC5), ("a", 0xE40C_292C), ("foobar", 0xBF9C_F968),
    ]
    for (text, sum) in cases {
      var checksum = Checksum()
      checksum.add(Array(text.utf8))
      #expect(checksum.value == sum)
    }
    reportCases(cases.count, "checksums")
  }

  @Test("lists are read back: the best in the first tier, the rest in the second") func lists() {
    var draw = Draw(2)
    for count in [0, 1, 7, 511, 512, 513, 3000] {
      let numbers = (0..<5000).shuffled(using: &draw).prefix(count).sorted()
      let postings = numbers.map { number in
        let isShown = UInt32.random(in: 0...1, using: &draw)
        return UInt32(number) << 5 | isShown << 4 | UInt32.random(in: 1...15, using: &draw)
      }
      let list = EncodedList(words: postings)
      #expect(list.documentCount == count && list.second.isEmpty == (count <= tierLimit))
      let first = Self.read(list.first)
      let second = Self.read(list.second)
      #expect(first.count == min(count, tierLimit) && first.count + second.count == count)
      let best = postings.sorted { ($0 & 15, $0) > ($1 & 15, $1) }
      #expect(Set(first) == Set(best.prefix(tierLimit)))
      #expect((first + second).sorted() == postings)
    }
    reportCases(7, "lists")
  }

  @Test("a filter has all its articles, in the shorter of two forms") func filters() {
    var draw = Draw(3)
    for share in [1, 2, 10, 500] {
      let numbers = (0..<4000).filter { _ in Int.random(in: 0..<share, using: &draw) == 0 }
      let list = EncodedList(filter: numbers.map { UInt32($0) << 5 | 9 })
      #expect(list.second.isEmpty && list.first.count <= 4000 / 8 + 4)
      #expect(Self.read(list.first) == numbers.map { UInt32($0) << 5 | 1 })
    }
    reportCases(4, "filters")
  }

  @Test("broken lists are refused, whatever is wrong with them") func brokenLists() {
    var draw = Draw(4)
    let whole = EncodedList(words: (0..<300).map { UInt32($0 * 7) << 5 | UInt32($0 % 15 + 1) })
      .first
    var refused = 0
    for _ in 0..<2000 {
      var bytes = whole
      for _ in 0..<3 {
        bytes[Int.random(in: 0..<bytes.count, using: &draw)] = UInt8.random(
          in: 0...255, using: &draw)
      }
      bytes.removeLast(Int.random(in: 0..<20, using: &draw))
      let isList = readList(bytes, 0..<bytes.count, documentCount: 2101) { number, impact, _ in
        #expect(number < 2101 && impact < 16)
      }
      if !isList { refused += 1 }
    }
    #expect(refused > 1000)
    reportCases(2000, "broken lists, \(refused) refused")
  }

  static func read(_ bytes: [UInt8]) -> [UInt32] {
    var found: [UInt32] = []
    let isList = readList(bytes, 0..<bytes.count, documentCount: 5000) {
      found.append(UInt32($0) << 5 | UInt32($1) | ($2 ? 16 : 0))
    }
    #expect(isList)
    return found
  }
}
