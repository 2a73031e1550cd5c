import Testing

@testable import Publishing

/// Remembered articles that something happened to: nothing traps, nothing hangs, and what is read
/// is an article or nothing.
@Suite struct MemoryFuzzTests {
  @Test("an article that is cut off anywhere is no article") func truncation() throws {
    var count = 0
    let articles = [MemoryArticles.full()] + (try MemoryArticles.example().prefix(3))
    for article in articles {
      let bytes = remembered(article)
      for length in 0..<bytes.count {
        count += 1
        #expect(
          recalled(Array(bytes[..<length]), article.source) == nil,
          "\(length) of \(bytes.count) bytes of \(article.source.name)")
      }
    }
    reportCases(count, "truncated articles")
  }

  @Test("twenty thousand garbled articles are read to an end") func mutation() throws {
    let seed: UInt64 = 4_711
    print("seed: \(seed)")
    var random = MemoryRandom(seed: seed)
    let corpus =
      try [remembered(MemoryArticles.full())] + MemoryArticles.example().map(remembered)
      + (0..<50).map { remembered(MemoryArticles.random(seed: $0)) }
    var articleCount = 0
    for _ in 0..<20_000 {
      var bytes = corpus.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&bytes, corpus, &random) }
      if let article = recalled(bytes, MemoryArticles.source) {
        articleCount += 1
        // What was read can be written again, and then reads the same.
        let again = remembered(article)
        #expect(recalled(again, MemoryArticles.source).map(remembered) == again)
      }
    }
    // Most of what changes is a letter in a text.
    #expect(articleCount > 1_000)
    reportCases(20_000, "garbled articles, \(articleCount) of which read as another article")
  }

  private func mutate(
    _ bytes: inout [UInt8], _ corpus: [[UInt8]], _ random: inout MemoryRandom
  ) {
    guard !bytes.isEmpty else { return }
    let index = Int.random(in: 0..<bytes.count, using: &random)
    let end = min(bytes.count, index + Int.random(in: 0...9, using: &random))
    switch Int.random(in: 0..<7, using: &random) {
    case 0, 1: bytes[index] = UInt8.random(in: 0...255, using: &random)
    case 2: bytes[index] ^= 1 << UInt8.random(in: 0...7, using: &random)
    case 3: bytes.insert([0, 1, 2, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0, at: index)
    case 4: bytes.removeSubrange(index..<end)
    case 5:
      let other = corpus.randomElement(using: &random) ?? []
      let start = Int.random(in: 0...other.count, using: &random)
      let stop = min(other.count, start + Int.random(in: 0...40, using: &random))
      bytes.replaceSubrange(index..<end, with: other[start..<stop])
    default:
      // A number that says there is more than there can be.
      bytes.replaceSubrange(index..<end, with: [UInt8](repeating: 0xFF, count: 8) + [0x7F])
    }
  }
}
