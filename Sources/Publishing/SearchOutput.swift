// The search index: files below `/search/` that a browser asks for one by one.
//
// They are made after the pages: how a word is split into its parts depends on all articles. What one
// article alone decides, its words and its text, is remembered (Memory/SearchMemory.swift), so that
// an edit reads one text again. When nothing that is searched has changed, all stays as it is.

import Markdown
import Metadata
import Nordic
import Reporting
import Searching

/// The folder of the index, from the root of the site.
let searchFolder = "search"

/// Work for the index, done by as many workers as the build has.
private struct Workers: ParallelMap {
  let jobs: Int

  func map<Result: Sendable>(
    _ count: Int, _ transform: @Sendable (Int) -> Result
  ) -> [Result] {
    concurrentMap(count, jobs: jobs, chunk: 1, transform)
  }
}

extension Shelf {
  /// The articles that a search can find.
  private var searchable: [Int] {
    site.published.filter { !(site.articles[$0].metadata.noindex?.value ?? false) }
  }

  /// Whether there is an index: also one of nothing yet, since every page has the field for it.
  var hasSearch: Bool { settings.isOn(.search) }

  /// The articles of the index as far as that is known without their texts.
  ///
  /// - Parameter salt: what all keys depend on; `nil` where nothing is remembered.
  fileprivate func searchSources(_ salt: Digest?, jobs: Int) -> [SearchSource] {
    let found = searchable
    return concurrentMap(found.count, jobs: jobs) { place in
      let document = searchDocument(of: found[place])
      let fingerprint = site.articles[found[place]].fingerprint
      return SearchSource(
        article: found[place], document: document,
        key: salt.map { document.key(fingerprint, $0) } ?? .blank)
    }
  }

  /// The files of the index.
  func searchFiles(jobs: Int) -> [SearchFile] {
    let sources = searchSources(nil, jobs: jobs)
    let names = SearchConcepts(concepts)
    let entries = concurrentMap(sources.count, jobs: jobs) { place in
      let document = whole(sources[place])
      return SearchEntry(
        card: document.card, tokens: searchTokens(of: document, concepts: names),
        text: document.text)
    }
    return searchIndex(entries, concepts: names, workers: Workers(jobs: jobs))
  }

  /// A document with its text.
  fileprivate func whole(_ source: SearchSource) -> SearchDocument {
    let body = body(of: source.article)
    var document = source.document
    document.headings = body.outline.map { bytes($0.text) }
    document.text = bytes(body.text, \.text, of: source.article)
    return document
  }

  /// All that is searched of an article but its text and its headings.
  private func searchDocument(of index: Int) -> SearchDocument {
    let metadata = site.articles[index].metadata
    let section = site.sectionOf[index]
    let organizations =
      metadata.organizations.map { site.organizationName($0.value) }
      + site.authorsOf[index].compactMap(\.organization)
    return SearchDocument(
      card: SearchCard(
        url: site.hrefs[index], title: bytes(site.articles[index].title),
        date: site.date(of: index).map { bytes(date($0, "iso")) } ?? [],
        section: section < 0 ? [] : bytes(site.sections[section].title),
        authors: site.authorsOf[index].map { bytes($0.name) },
        tags: site.tagsOf[index].map { bytes(site.tags[$0].name) },
        lead: bytes(site.articles[index].summary), language: site.articles[index].language),
      keywords: metadata.keywords.map { bytes($0.value) },
      names: organizations.map { bytes($0) }, text: [])
  }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}

/// An article on its way into the index.
private struct SearchSource: Sendable {
  /// Its number in the site.
  var article: Int
  /// Without its text and its headings.
  var document: SearchDocument
  /// Of all that its words and its text depend on.
  var key: Digest
}

extension SearchDocument {
  /// The digest of a document whose text has this fingerprint.
  fileprivate func key(_ fingerprint: Digest, _ salt: Digest) -> Digest {
    var input = DigestInput()
    input.add(salt)
    input.add(fingerprint)
    for text in [card.url, card.title, card.date, card.section, card.lead] { input.add(text) }
    input.add(card.language.rawValue)
    for list in [card.authors, card.tags, keywords, names] {
      input.add(list.count)
      for text in list { input.add(text) }
    }
    return input.digest
  }
}

/// The index, or its old segment, as the last build made it.
struct SeenSearch: Remembered, Sendable {
  /// Of all that it was made of.
  var key = Digest.blank
  var paths: [String] = []
  /// In the order of the paths.
  var outputs: [Digest] = []

  static var blank: SeenSearch { SeenSearch() }

  init() {}

  init(key: Digest, _ files: [MadeFile]) {
    self.key = key
    paths = files.map(\.path)
    outputs = files.map(\.digest)
  }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&key)
    coder.field(&paths)
    coder.field(&outputs)
  }
}

/// The files of the index on their way to the output.
struct MadeSearch: Sendable {
  var files: [MadeFile] = []
  var seen = SeenSearch()
}

extension Press {
  /// Makes the search index, or leaves the last build's where it is.
  func makeSearch(
    into stage: Stage, after last: SeenSearch?, reporting report: inout BuildReport
  ) throws(FileProblem) -> MadeSearch {
    let shelf = renderer.shelf
    guard shelf.hasSearch else { return MadeSearch() }
    var made = MadeSearch()
    let sources = shelf.searchSources(remembers ? searchSalt : nil, jobs: request.jobs)
    if remembers { made.seen.key = digest(ofAll: sources.map(\.key)) }
    if let last, remembers, last.key == made.seen.key, last.paths.count == last.outputs.count {
      let kept = zip(last.paths, last.outputs).compactMap { stage.keep($0, $1) }
      if kept.count == last.paths.count { return MadeSearch(files: kept, seen: last) }
    }
    let folder = remembers ? request.memory(on: stage.disk) : nil
    let layout = SearchLayout(cards: sources.map(\.document.card))
    let baseKey = key(ofBaseIn: layout, sources)
    // The old segment is left where it is, if all of it is as it was.
    var old = layout.base.isEmpty ? nil : folder.flatMap { SearchBaseMemory(in: $0, baseKey) }
    var standing = old?.outputs.compactMap { stage.keep($0.path, $0.digest) } ?? []
    if standing.count != old?.outputs.count { (old, standing) = (nil, []) }
    let names = old == nil ? ["search-old", "search-recent"] : ["search-recent"]
    let memory = folder.map { SearchMemory(in: $0, names) } ?? SearchMemory()
    let chunks = try makeChunks(
      sources, layout, butFor: old == nil ? 0 : layout.base.upperBound, into: stage, after: memory)
    let entries = zip(layout.order, chunks.flatMap(\.articles)).map { place, article in
      SearchEntry(card: sources[place].document.card, textHash: article.textHash)
    }
    let (files, base) = searchIndex(
      entries, chunks.map(\.words), in: layout, concepts: SearchConcepts(shelf.concepts),
      base: old?.base, workers: Workers(jobs: request.jobs))
    let taken = concurrentMap(files.count, jobs: request.jobs) { index in
      Result { () throws(FileProblem) in
        try stage.take([files[index].bytes], as: searchFolder + "/" + files[index].path)
      }
    }
    for result in taken { made.files.append(try result.get()) }
    for chunk in chunks { made.files += chunk.texts.map(\.file) }
    report.renderedCount += files.count
    for chunk in chunks { report.renderedCount += chunk.texts.count(where: \.isMade) }
    if let folder, shelf.textProblems.isEmpty {
      let isOld = layout.chunks.map { layout.base.contains($0.lowerBound) }
      memory.keep(zip(chunks, isOld).filter { !$1 }.map(\.0), in: folder, as: "search-recent")
      if let base, old == nil {
        memory.keep(zip(chunks, isOld).filter(\.1).map(\.0), in: folder, as: "search-old")
        let own = made.files.filter {
          layout.isOfBase(String($0.path.dropFirst(searchFolder.count + 1)))
        }
        SearchBaseMemory.keep(base, baseKey, own, in: folder)
      }
    }
    made.files += standing
    made.seen = SeenSearch(key: made.seen.key, made.files)
    return made
  }

  /// The digest of all that the files of the old segment are made of.
  private func key(ofBaseIn layout: SearchLayout, _ sources: [SearchSource]) -> Digest {
    var input = DigestInput()
    for size in layout.sizes { input.add(size) }
    for place in layout.order[layout.base] { input.add(sources[place].key) }
    return input.digest
  }

  /// What the words of every article depend on beside the article.
  private var searchSalt: Digest {
    var input = DigestInput()
    let options = ComposeOptions(renderer.shelf.settings, folder: request.root + "/content")
    input.add(options.digest)
    input.add(searchVersion)
    for concept in renderer.shelf.concepts {
      input.add(concept.names.count)
      for name in concept.names { input.add(name) }
    }
    return input.digest
  }

  /// Makes the files of texts and the words of all articles; what is remembered and in its place is
  /// not read.
  ///
  /// - Parameter first: articles before this one are not asked for, and have no words.
  private func makeChunks(
    _ sources: [SearchSource], _ layout: SearchLayout, butFor first: Int, into stage: Stage,
    after memory: SearchMemory
  ) throws(FileProblem) -> [SearchedChunk] {
    let names = SearchConcepts(renderer.shelf.concepts)
    let chunks = layout.chunks
    let made = concurrentMap(chunks.count, jobs: request.jobs, chunk: 1) { number in
      Result { () throws(FileProblem) in
        if chunks[number].lowerBound < first {
          let unasked = chunks[number].map { SearchedArticle(key: sources[layout.order[$0]].key) }
          return SearchedChunk(articles: unasked)
        }
        let files = layout.textFiles(chunks[number]).map { path, articles in
          (path: searchFolder + "/" + path, sources: layout.order[articles].map { sources[$0] })
        }
        return try makeChunk(files, names, into: stage, after: memory)
      }
    }
    var all: [SearchedChunk] = []
    all.reserveCapacity(made.count)
    for result in made { all.append(try result.get()) }
    return all
  }

  private func makeChunk(
    _ files: [(path: String, sources: [SearchSource])], _ names: SearchConcepts,
    into stage: Stage, after memory: SearchMemory
  ) throws(FileProblem) -> SearchedChunk {
    var articles: [SearchedArticle] = []
    var texts: [SearchedText] = []
    // Of the articles that were read.
    var tokens: [Int: [UInt8]] = [:]
    for (path, sources) in files {
      let input = digest(ofAll: sources.map(\.key))
      let seen = remembers ? sources.compactMap { memory.article($0.key) } : []
      if seen.count == sources.count, let output = memory.output(of: path, from: input),
        let file = stage.keep(path, output)
      {
        articles += seen
        texts.append(SearchedText(file: file, input: input, isMade: false))
        continue
      }
      var read: [[UInt8]] = []
      for source in sources {
        let document = renderer.shelf.whole(source)
        tokens[articles.count] = searchTokens(of: document, concepts: names)
        articles.append(SearchedArticle(key: source.key, textHash: textHash(document.text)))
        read.append(document.text)
      }
      let file = try stage.take([textFile(read)], as: path)
      texts.append(SearchedText(file: file, input: input, isMade: true))
    }
    if tokens.isEmpty, let (words, bytes) = memory.words(of: articles) {
      return SearchedChunk(articles: articles, texts: texts, words: words, bytes: bytes)
    }
    guard let all = memory.tokens(of: articles, butFor: tokens) else {
      return try makeChunk(files, names, into: stage, after: SearchMemory())
    }
    let words = SearchChunk(tokens: all)
    return SearchedChunk(
      articles: articles, texts: texts, words: words, bytes: remembers ? words.encoded : [])
  }
}

private func digest(ofAll digests: [Digest]) -> Digest {
  var input = DigestInput()
  for digest in digests { input.add(digest) }
  return input.digest
}
