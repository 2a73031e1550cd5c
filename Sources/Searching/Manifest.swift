// The manifest `m.json`: the one file a client asks for each time. Nothing in it grows with the
// number of articles, but for the names of the shards.
//
//   v          version of the format
//   n          count of articles
//   k, x       cards in a file, texts in a file
//   years      [[year, first article], …] of the years that have articles
//   day        day of the year of the newest article
//   languages  {"da": count, …}
//   c          hash of `c.txt`, the commonest words
//   w          the words that are in no list, with a space between
//   segments   [{d: folder, first: article, n: count, s: stamp, h: hash, names: "_ ab …"}, …]
//
// A stamp is a hash of the segment's addresses; a shard made for another is told by it. The hash is
// of all the segment's files: a client asks for `b/ab.bin?HASH`, so that what it has kept stays good
// for as long as the segment does.

import Nordic

/// A segment as a client knows it.
struct ManifestSegment: Sendable, Hashable {
  /// `b` for what is old, `r` for what is recent.
  var folder: String
  var first: Int
  var count: Int
  var stamp: UInt32
  var hash: String
  var names: [ShardName]
}

/// What a client knows before its first query.
struct Manifest: Sendable, Hashable {
  var count: Int
  var cardsInFile: Int
  var textsInFile: Int
  var years: [[Int]]
  var lastDay: Int
  /// Articles in each language, in the order of `Language.allCases`.
  var languageCounts: [Int]
  var commonHash: String
  var segments: [ManifestSegment]

  func encoded() -> [UInt8] {
    let years = years.map { "[\($0[0]),\($0[1])]" }.joined(separator: ",")
    let languages = zip(Language.allCases, languageCounts).filter { $0.1 > 0 }
      .map { "\"\($0.0.code)\":\($0.1)" }.joined(separator: ",")
    let segments = segments.map { segment in
      let names = segment.names.map(\.text).joined(separator: " ")
      return "{\"d\":\"\(segment.folder)\",\"first\":\(segment.first),\"n\":\(segment.count),"
        + "\"s\":\(segment.stamp),\"h\":\"\(segment.hash)\",\n\"names\":\"\(names)\"}"
    }
    let text = """
      {"v":\(formatVersion),"n":\(count),"k":\(cardsInFile),"x":\(textsInFile),"day":\(lastDay),
      "years":[\(years)],
      "languages":{\(languages)},"c":"\(commonHash)",
      "w":"\(stopWordList)",
      "segments":[
      \(segments.joined(separator: ",\n"))
      ]}

      """
    return Array(text.utf8)
  }

  /// Reads a manifest; `nil` where it is none, or of another version.
  init?(_ bytes: [UInt8]) {
    guard let json = JSONValue(bytes), json["v"]?.int == Int(formatVersion),
      let count = json["n"]?.int, 0...Int(Int32.max) ~= count, let cards = json["k"]?.int,
      cards > 0,
      let texts = json["x"]?.int, texts > 0, let years = json["years"]?.list,
      let segments = json["segments"]?.list
    else { return nil }
    self.count = count
    cardsInFile = cards
    textsInFile = texts
    self.years = years.compactMap { $0.list?.compactMap(\.int) }.filter { $0.count == 2 }
    lastDay = json["day"]?.int ?? 0
    languageCounts = Language.allCases.map { json["languages"]?[$0.code]?.int ?? 0 }
    commonHash = json["c"]?.text ?? ""
    self.segments = []
    for segment in segments {
      guard let folder = segment["d"]?.text, let first = segment["first"]?.int,
        let count = segment["n"]?.int,
        first == self.segments.last.map({ $0.first + $0.count }) ?? 0,
        (0...self.count).contains(count), first <= self.count - count,
        let stamp = segment["s"]?.int, let names = segment["names"]?.text
      else { return nil }
      self.segments.append(
        ManifestSegment(
          folder: folder, first: first, count: count, stamp: UInt32(truncatingIfNeeded: stamp),
          hash: segment["h"]?.text ?? "",
          names: names.split(separator: " ").compactMap { ShardName($0) }
        ))
    }
  }

  init(
    count: Int, layout: SegmentLayout, languageCounts: [Int], commonHash: String,
    segments: [ManifestSegment]
  ) {
    self.count = count
    cardsInFile = layout.cardsInFile
    textsInFile = layout.textsInFile
    years = layout.years.map { [$0.year, $0.first] }
    lastDay = layout.lastDay
    self.languageCounts = languageCounts
    self.commonHash = commonHash
    self.segments = segments
  }
}
