// Chunks: read back whole, each article's tokens as they were, and nothing believed that is broken.

import Nordic
import Testing

@testable import Searching

@Suite struct ChunkTests {
  static let tokens = Corpus(150, seed: 6).entries().map(\.tokens)

  @Test("a chunk gives back the tokens of each article") func tokens() throws {
    for count in [0, 1, 2, 64, 150] {
      let tokens = Array(Self.tokens.prefix(count))
      let chunk = SearchChunk(tokens: tokens)
      #expect((0..<count).map { chunk.tokens(of: $0) } == tokens)
      let read = try #require(SearchChunk(chunk.encoded))
      #expect((0..<count).map { read.tokens(of: $0) } == tokens)
      #expect(read.encoded == chunk.encoded)
      #expect(chunk.tokens(of: count).isEmpty && chunk.tokens(of: -1).isEmpty)
    }
    reportCases(5, "chunks read back")
  }

  @Test("an article without readable tokens has no words, and the others theirs") func broken() {
    let chunk = SearchChunk(tokens: [Self.tokens[0], [], [255, 1], Self.tokens[1]])
    #expect(chunk.heads.map(\.formCount).dropFirst().prefix(2) == [0, 0])
    #expect(chunk.tokens(of: 3) == Self.tokens[1])
  }

  @Test("broken chunks are refused or read, and never trap") func brokenChunks() {
    var draw = Draw(8)
    let whole = SearchChunk(tokens: Array(Self.tokens.prefix(9))).encoded
    var refused = 0
    for _ in 0..<3000 {
      var bytes = whole
      for _ in 0..<2 {
        bytes[Int.random(in: 0..<bytes.count, using: &draw)] = UInt8.random(
          in: 0...255, using: &draw)
      }
      bytes.removeLast([0, 0, 1, 40].randomElement(using: &draw) ?? 0)
      guard let chunk = SearchChunk(bytes) else {
        refused += 1
        continue
      }
      for row in chunk.heads.indices { _ = chunk.tokens(of: row) }
      _ = SegmentForms([chunk])
    }
    #expect(refused > 100)
    reportCases(3000, "broken chunks, \(refused) refused")
  }
}
