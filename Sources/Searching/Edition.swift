// The files of an index as a query meets them: fetched when they are needed, read once, checked.
//
// The browser's client does the same with the same files (search.js in the theme); what both find
// is the same, to the last bit of a score.

import Nordic

/// Why a query cannot be answered.
public enum SearchProblem: Error, Hashable, Sendable {
  /// A file of the index is not there.
  case missing(path: String)
  /// A file of the index is not what it should be.
  case broken(path: String)
}

/// One edition of an index, and what has been read of it.
struct Edition {
  let manifest: Manifest
  private let fetch: (String) -> [UInt8]?
  /// By segment and number of the shard.
  private var shards: [[Int: ReadShard]]
  private var found: [[UInt8]: Postings] = [:]
  private var cards: [Int: [JSONValue]] = [:]

  init(fetch: @escaping (String) -> [UInt8]?) throws(SearchProblem) {
    guard let bytes = fetch("m.json") else { throw .missing(path: "m.json") }
    guard let manifest = Manifest(bytes), !manifest.segments.contains(where: \.names.isEmpty) else {
      throw .broken(path: "m.json")
    }
    self.manifest = manifest
    self.fetch = fetch
    shards = Array(repeating: [:], count: manifest.segments.count)
  }

  /// The number of the shard a key would be in.
  func shardNumber(_ key: [UInt8], segment: Int) -> Int {
    let route = routeKey(key)
    let names = manifest.segments[segment].names
    var low = 0
    var high = names.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if comesBefore(route, names[middle].separator) { high = middle } else { low = middle }
    }
    return low
  }

  /// Reads the shards where the keys would be.
  mutating func reach(_ keys: some Sequence<[UInt8]>) throws(SearchProblem) {
    for key in keys {
      for segment in shards.indices {
        _ = try shard(shardNumber(key, segment: segment), segment: segment)
      }
    }
  }

  mutating func shard(_ number: Int, segment: Int) throws(SearchProblem) -> ReadShard {
    if let shard = shards[segment][number] { return shard }
    let path = path(number, segment, ".bin")
    guard let bytes = fetch(path) else { throw .missing(path: path) }
    do {
      let shard = try ReadShard(bytes, stamp: manifest.segments[segment].stamp)
      shards[segment][number] = shard
      return shard
    } catch { throw .broken(path: path) }
  }

  /// Reads what the first tier has not of the keys.
  mutating func reachSecond(_ keys: [[UInt8]]) throws(SearchProblem) {
    for key in keys {
      for segment in shards.indices {
        let number = shardNumber(key, segment: segment)
        guard let shard = shards[segment][number], shard.secondBytes.isEmpty,
          shard.entries.values.contains(where: \.hasSecond)
        else { continue }
        let path = path(number, segment, "+.bin")
        guard let bytes = fetch(path) else { throw .missing(path: path) }
        do {
          try shards[segment][number]?.addSecond(bytes, stamp: manifest.segments[segment].stamp)
        } catch { throw .broken(path: path) }
        found = [:]
      }
    }
  }

  private func path(_ number: Int, _ segment: Int, _ ending: String) -> String {
    let segment = manifest.segments[segment]
    return "\(segment.folder)/\(segment.names[number].text)\(ending)"
  }

  /// The shards, already read, where the keys would be.
  func shards(of keys: some Sequence<[UInt8]>) -> [ReadShard] {
    var all: [ReadShard] = []
    for segment in shards.indices {
      let numbers = Set(keys.map { shardNumber($0, segment: segment) })
      all += numbers.sorted().compactMap { shards[segment][$0] }
    }
    return all
  }

  /// What the shards say of a key: an entry for each segment that has it.
  func aliases(of key: [UInt8]) -> [Alias] {
    shards.indices.flatMap { segment in
      shards[segment][shardNumber(key, segment: segment)]?.entries[key]?.aliases ?? []
    }
  }

  /// Where a key stands, as far as it has been read.
  mutating func postings(_ key: [UInt8]) throws(SearchProblem) -> Postings {
    if let known = found[key] { return known }
    var all = Postings()
    for (index, segment) in manifest.segments.enumerated() {
      let number = shardNumber(key, segment: index)
      guard let shard = shards[index][number], let entry = shard.entries[key] else { continue }
      all.documentCount += entry.documentCount
      var isList = readList(shard.bytes, entry.list, documentCount: segment.count) {
        number, impact, _ in all.impacts[segment.first + number] = impact
      }
      if let second = shard.second[key] {
        isList =
          isList
          && readList(shard.secondBytes, second, documentCount: segment.count) {
            number, impact, _ in all.impacts[segment.first + number] = impact
          }
      } else if entry.hasSecond {
        all.isWhole = false
      }
      if !isList { throw .broken(path: path(number, index, ".bin")) }
    }
    found[key] = all
    return all
  }

  func file(_ path: String) throws(SearchProblem) -> [UInt8] {
    guard let bytes = fetch(path) else { throw .missing(path: path) }
    return bytes
  }

  /// `[title, url, date, section, [authors], [tags], lead, language]`.
  mutating func card(_ article: Int) throws(SearchProblem) -> [JSONValue] {
    if let card = cards[article] { return card }
    let path = "k/\(article / manifest.cardsInFile).json"
    guard let rows = JSONValue(try file(path))?.list,
      rows.indices.contains(article % manifest.cardsInFile),
      let row = rows[article % manifest.cardsInFile].list, row.count == 8
    else { throw .broken(path: path) }
    cards[article] = row
    return row
  }

  func text(_ article: Int) throws(SearchProblem) -> [UInt8] {
    let bytes = try file("x/\(article / manifest.textsInFile).txt")
    if manifest.textsInFile == 1 { return bytes }
    let texts = bytes.split(separator: 0x0C, omittingEmptySubsequences: false)
    let place = article % manifest.textsInFile
    return place < texts.count ? Array(texts[place]) : []
  }
}

/// Where a term stands.
struct Postings {
  /// In how many articles, read or not.
  var documentCount = 0
  /// Impact by article, of what has been read.
  var impacts: [Int: Int] = [:]
  /// Whether all has been read.
  var isWhole = true
}
