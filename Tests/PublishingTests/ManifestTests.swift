import Testing

@testable import Publishing

@Suite struct ManifestTests {
  static let files = [
    MadeFile(
      path: "blog/\"a\"/index.html", digest: Digest(high: 0x0123_4567_89AB_CDEF, low: 0), size: 0,
      isChanged: true),
    MadeFile(
      path: "å.txt", digest: Digest(high: 1, low: .max), size: 1_234_567_890, isChanged: false),
  ]

  @Test("a manifest has a line for each file") func text() {
    #expect(
      String(decoding: manifestText(Self.files), as: UTF8.self) == #"""
        {"version": 1, "algorithm": "murmur3-x64-128", "files": [
        {"path": "blog/\"a\"/index.html", "digest": "0123456789abcdef0000000000000000", "size": 0},
        {"path": "å.txt", "digest": "0000000000000001ffffffffffffffff", "size": 1234567890}
        ]}

        """#)
    #expect(manifestPaths(manifestText([]), of: "public") == [])
  }

  @Test("the paths of a manifest are read again") func roundTrip() {
    #expect(manifestPaths(manifestText(Self.files), of: "public") == Self.files.map(\.path))
  }

  @Test("what is no manifest has no paths, and no path leads out of the output") func wrong() {
    for text in ["", "{", "[]", "{}", #"{"files": {}}"#, "\u{0}"] {
      #expect(manifestPaths(Array(text.utf8), of: "public") == nil, "\(text)")
    }
    let odd =
      #"{"files": [1, {"path": 1}, {"path": "../a"}, {"path": "/a"}, {"path": "a//b"}, "#
      + #"{"path": ""}, {"path": "a/./b"}, {"path": "a/.."}, {"path": "a/.b"}]}"#
    #expect(manifestPaths(Array(odd.utf8), of: "public") == ["a/.b"])
    reportCases(14, "wrong manifests")
  }
}
