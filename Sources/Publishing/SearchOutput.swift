// The search index: files below `/search/` that a browser asks for one by one.
//
// They are made after the pages, all together: how a word is split into its parts depends on all
// articles. When nothing that is searched has changed since the last build, they stay as they are.

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

  /// Whether there is an index.
  var hasSearch: Bool { settings.isOn(.search) && !searchable.isEmpty }

  /// The digest of all that the index is made of.
  func searchDigest(jobs: Int) -> Digest {
    let found = searchable
    let parts = concurrentMap(found.count, jobs: jobs, chunk: 64) { place in
      var input = DigestInput()
      input.add(site.articles[found[place]].source.name)
      input.add(digest(of: Fact(.listing, found[place])))
      input.add(site.articles[found[place]].fingerprint)
      return input.digest
    }
    var input = DigestInput()
    input.add(settings.base.path)
    for concept in concepts { for name in concept.names { input.add(name) } }
    for part in parts { input.add(part) }
    return input.digest
  }

  /// The files of the index.
  func searchFiles(jobs: Int) -> [SearchFile] {
    let found = searchable
    let names = SearchConcepts(concepts)
    let entries = concurrentMap(found.count, jobs: jobs) { place in
      let document = searchDocument(of: found[place])
      return SearchEntry(
        card: document.card, tokens: searchTokens(of: document, concepts: names),
        text: document.text)
    }
    return searchIndex(entries, concepts: names, workers: Workers(jobs: jobs))
  }

  private func searchDocument(of index: Int) -> SearchDocument {
    let body = body(of: index)
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
      headings: body.outline.map { bytes($0.text) },
      keywords: metadata.keywords.map { bytes($0.value) },
      names: organizations.map { bytes($0) }, text: body.text)
  }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}

/// The index as the last build made it.
struct SeenSearch: Remembered, Sendable {
  /// Of all that it was made of.
  var key = Digest.blank
  var paths: [String] = []
  /// In the order of the paths.
  var outputs: [Digest] = []

  static var blank: SeenSearch { SeenSearch() }

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
    made.seen.key = remembers ? shelf.searchDigest(jobs: request.jobs) : .blank
    if let last, remembers, last.key == made.seen.key, last.paths.count == last.outputs.count {
      let kept = zip(last.paths, last.outputs).compactMap { stage.keep($0, $1) }
      if kept.count == last.paths.count { return MadeSearch(files: kept, seen: last) }
    }
    let files = shelf.searchFiles(jobs: request.jobs)
    let taken = concurrentMap(files.count, jobs: request.jobs) { index in
      Result { () throws(FileProblem) in
        try stage.take([files[index].bytes], as: searchFolder + "/" + files[index].path)
      }
    }
    for result in taken { made.files.append(try result.get()) }
    made.seen.paths = made.files.map(\.path)
    made.seen.outputs = made.files.map(\.digest)
    report.renderedCount += made.files.count
    return made
  }
}
