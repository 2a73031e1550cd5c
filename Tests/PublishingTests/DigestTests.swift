import Testing

@testable import Publishing

@Suite struct DigestTests {
  /// From the reference implementation, through mmh3 5 (PyPI), seed 0.
  static let vectors: [(String, String)] = [
    ("", "00000000000000000000000000000000"),
    ("a", "85555565f6597889e6b53a48510e895a"),
    ("hello", "cbd8a7b341bd9b025b1e906a48ae1d19"),
    ("hello, world", "342fac623a5ebc8e4cdcbc079642414d"),
    ("19 Jan 2038 at 3:14:07 AM", "b89e5988b737affc664fc2950231b2cb"),
    ("The quick brown fox jumps over the lazy dog.", "cd99481f9ee902c9695da1a38987b6e7"),
  ]

  @Test("digests equal MurmurHash3_x64_128") func published() {
    for (text, expected) in Self.vectors {
      #expect(digest(of: Array(text.utf8)).hex == expected, "\(text)")
    }
    reportCases(Self.vectors.count, "digest vectors")
  }

  @Test("the pieces a text is cut into do not change its digest") func pieces() {
    let text = Array("Det er besluttet at utrede retninger for fælles e-ID i tre kommuner.".utf8)
    let whole = digest(of: text)
    for size in 1...text.count {
      var stream = DigestStream()
      var start = 0
      while start < text.count {
        stream.update(Array(text[start..<min(start + size, text.count)]))
        start += size
      }
      #expect(stream.finish() == whole)
    }
    reportCases(text.count, "cuts of a digested text")
  }
}
