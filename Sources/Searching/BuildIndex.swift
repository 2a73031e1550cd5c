// The index of a site: articles in, files out. Start reading here.
//
//   searchTokens  one article  → its words, on its own
//   SearchChunk   neighbours   → their words, each written once
//   SegmentForms  words        → numbered forms
//   SegmentTerms  forms        → terms: stems, folded, and the parts of compounds
//   SegmentPostings            → which articles have a term, and how much it counts
//   encodeShard                → files
//
// The same articles give the same bytes, whatever the number of workers. What depends on the newest
// articles is in few files: the recent segment, the manifest, the last file of cards and of texts.

import Nordic

/// Makes the files of an index.
///
/// - Parameters:
///   - entries: in any order; in the index the oldest comes first, and of one day by address.
///   - overrides: the site's own word on how compounds split.
/// - Returns: sorted by nothing in particular, but always in the same order.
public func searchIndex<Workers: ParallelMap>(
  _ entries: [SearchEntry], settings: SearchSettings = SearchSettings(),
  concepts: SearchConcepts = SearchConcepts(), overrides: [CompoundOverride] = [],
  workers: Workers = SerialMap()
) -> [SearchFile] {
  let layout = SearchLayout(cards: entries.map(\.card), settings: settings)
  let entries = layout.isOrdered ? entries : layout.order.map { entries[$0] }
  let ranges = layout.chunks
  let chunks = workers.map(ranges.count) { SearchChunk(tokens: entries[ranges[$0]].map(\.tokens)) }
  return searchIndex(
    entries, chunks, in: layout, settings: settings, concepts: concepts, overrides: overrides,
    workers: workers
  ).files
}

/// Makes the files of an index, but not of texts that are not at hand.
///
/// - Parameters:
///   - entries: in the order of the layout; their tokens are not looked at.
///   - chunks: the words of `layout.chunks`.
///   - base: of the articles of `layout.base`, which are as they were: their files are not made, and
///     their chunks are not looked at.
/// - Returns: the files, and what makes the next index quickly while the old articles stay as they
///   are; `nil` where the site is too small for two segments.
public func searchIndex<Workers: ParallelMap>(
  _ entries: [SearchEntry], _ chunks: [SearchChunk], in layout: SearchLayout,
  settings: SearchSettings = SearchSettings(), concepts: SearchConcepts = SearchConcepts(),
  overrides: [CompoundOverride] = [], base: SearchBase? = nil, workers: Workers = SerialMap()
) -> (files: [SearchFile], base: SearchBase?) {
  let order = layout
  let layout = layout.segments
  var files: [SearchFile] = []
  var segments: [ManifestSegment] = []
  let ranges = layout.ranges(count: entries.count)
  let base = ranges.count > 1 ? base : nil
  var splitter = base?.splitter
  var known = base?.known
  var commonHash = base?.commonHash ?? ""
  for (number, range) in ranges.enumerated() {
    if number == 0, let base {
      segments.append(base.segment)
      continue
    }
    let own = zip(order.chunks, chunks).filter { range.contains($0.0.lowerBound) }
    let forms = SegmentForms(own.map(\.1))
    // What is recent does not change how what is old splits.
    let learnt = splitter ?? forms.splitter(overrides: overrides, workers)
    splitter = learnt
    let aliases = number == 0 ? aliasRecords(concepts) : [:]
    let terms = SegmentTerms(
      forms, splitter: learnt, known: known, further: aliases.keys.sorted(by: comesBefore), workers)
    known = .segment(forms, terms)
    let lists = encodedTerms(terms, SegmentPostings(forms, terms, workers), aliases, workers)
    var made = shardFiles(
      lists, terms, folder: number == 0 ? "b" : "r", stamp: stamp(of: entries[range]),
      target: settings.shardSize, workers)
    if number == 0 {
      let common = commonWords(lists, forms, terms)
      commonHash = hash(of: [common])
      files.append(common)
    }
    made.files += cardFiles(entries, range, layout, workers)
    segments.append(
      ManifestSegment(
        folder: number == 0 ? "b" : "r", first: range.lowerBound, count: range.count,
        stamp: stamp(of: entries[range]), hash: hash(of: made.files, entries[range]),
        names: made.names))
    made.files += textFiles(entries, range, order)
    files += made.files
  }
  let manifest = Manifest(
    count: entries.count, layout: layout,
    languageCounts: Language.allCases.map { language in
      entries.reduce(0) { $0 + ($1.card.language == language ? 1 : 0) }
    }, commonHash: commonHash, segments: segments)
  files.append(SearchFile(path: "m.json", bytes: manifest.encoded()))
  guard ranges.count > 1, let splitter, let known else { return (files, nil) }
  let left = SearchBase(
    segment: segments[0], commonHash: commonHash, splitter: splitter, known: known)
  return (files, left)
}

/// The lists of all terms.
private func encodedTerms<Workers: ParallelMap>(
  _ terms: SegmentTerms, _ postings: SegmentPostings, _ aliases: [[UInt8]: [UInt8]],
  _ workers: Workers
) -> [ShardTerm] {
  let blockSize = 256
  let blocks = workers.map((terms.keys.count + blockSize - 1) / blockSize) { block in
    let start = block * blockSize
    return (start..<min(start + blockSize, terms.keys.count)).map { term in
      let key = terms.keys[term]
      let all = postings.postings(of: term)
      let list = isFilter(key[...]) ? EncodedList(filter: all) : EncodedList(words: all)
      return ShardTerm(key: key, list: list, aliases: aliases[key] ?? [])
    }
  }
  return blocks.flatMap { $0 }
}

private func shardFiles<Workers: ParallelMap>(
  _ lists: [ShardTerm], _ terms: SegmentTerms, folder: String, stamp: UInt32, target: Int,
  _ workers: Workers
) -> (files: [SearchFile], names: [ShardName]) {
  let sizes = lists.map(\.size)
  let total = sizes.reduce(0, +)
  let cuts = cutShards(
    routes: terms.routes, sizes: sizes, target: total / max(target, 1) > 1000 ? target * 2 : target)
  let made = workers.map(cuts.count) { index in
    let name = cuts[index].name.text
    let shard = encodeShard(lists[cuts[index].terms], stamp: stamp)
    let first = SearchFile(path: "\(folder)/\(name).bin", bytes: shard.first)
    if shard.second.isEmpty { return [first] }
    return [first, SearchFile(path: "\(folder)/\(name)+.bin", bytes: shard.second)]
  }
  return (made.flatMap { $0 }, cuts.map(\.name))
}

private func cardFiles<Workers: ParallelMap>(
  _ entries: [SearchEntry], _ range: Range<Int>, _ layout: SegmentLayout, _ workers: Workers
) -> [SearchFile] {
  let size = layout.cardsInFile
  let first = range.lowerBound / size
  return workers.map((range.upperBound + size - 1) / size - first) { index in
    let start = (first + index) * size
    let bytes = cardFile(entries[start..<min(start + size, range.upperBound)])
    return SearchFile(path: "k/\(first + index).json", bytes: bytes)
  }
}

/// The files whose texts are at hand.
private func textFiles(
  _ entries: [SearchEntry], _ range: Range<Int>, _ layout: SearchLayout
) -> [SearchFile] {
  layout.textFiles(range).compactMap { path, articles in
    let texts = entries[articles].compactMap(\.text)
    return texts.count == articles.count ? SearchFile(path: path, bytes: textFile(texts)) : nil
  }
}

/// The commonest words of the index, each in its commonest form, one a line: what a misspelt word is
/// compared with when its own shard has nothing like it.
private func commonWords(
  _ lists: [ShardTerm], _ forms: SegmentForms, _ terms: SegmentTerms
) -> SearchFile {
  var best = [Int](repeating: -1, count: lists.count)
  for form in 0..<forms.forms.count {
    guard let own = terms.terms(of: form).first, forms.forms[form].first != 0 else { continue }
    let term = Int(own.term)
    let last = best[term]
    let isBetter = last < 0 || forms.isCommoner(form, than: last)
    if isBetter, lists[term].key.count >= 4 { best[term] = form }
  }
  let common = lists.indices.filter { best[$0] >= 0 }.sorted {
    let (a, b) = (lists[$0].list.documentCount, lists[$1].list.documentCount)
    return a == b ? $0 < $1 : a > b
  }.prefix(2000)
  let words = common.map { Array(forms.forms[best[$0]].dropFirst()) }.sorted(by: comesBefore)
  return SearchFile(path: "c.txt", bytes: Array(words.joined(separator: [0x0A])))
}

/// For the first term of each name, what it leads to; see Shards.swift.
private func aliasRecords(_ concepts: SearchConcepts) -> [[UInt8]: [UInt8]] {
  var records: [[UInt8]: [UInt8]] = [:]
  for (first, names) in Dictionary(grouping: concepts.names, by: \.first) {
    var bytes: [UInt8] = []
    appendVarint(names.count, to: &bytes)
    for name in names {
      appendVarint(name.rest.count, to: &bytes)
      for term in name.rest + [name.concept] {
        appendVarint(term.count, to: &bytes)
        bytes += term
      }
    }
    records[first] = bytes
  }
  return records
}

private func stamp(of entries: ArraySlice<SearchEntry>) -> UInt32 {
  var checksum = Checksum()
  for entry in entries { checksum.add(entry.card.url + [0x0A]) }
  return checksum.value
}

private func hash(
  of files: [SearchFile], _ entries: ArraySlice<SearchEntry> = []
) -> String {
  var checksum = Checksum()
  for file in files {
    checksum.add(Array(file.path.utf8))
    checksum.add(file.bytes)
  }
  var hashes: [UInt8] = []
  for entry in entries { appendUInt32(entry.textHash, to: &hashes) }
  checksum.add(hashes)
  return checksum.hex
}
