// What this build leaves for the next one, and how the next one tells whether it is of use.

import Nordic
import Reporting

/// Digests of what a build was asked, from the narrow to the wide.
struct BuildKeys: Sendable {
  /// What every article is composed with.
  let composition: Digest
  /// What every page is made with, its template apart.
  let pages: Digest
  /// All that is read but texts and files.
  let everything: Digest

  init(_ request: BuildRequest, _ input: Input, _ options: ComposeOptions) {
    composition = options.digest
    var pages = DigestInput()
    pages.add(input.settingsDigest)
    pages.add("\(input.theme.isLenient)")
    for file in input.theme.wordFiles {
      pages.add(file.name)
      pages.add(file.bytes)
    }
    self.pages = pages.digest
    var all = DigestInput()
    all.add(composition)
    all.add(self.pages)
    all.add(input.dataDigest)
    for file in input.theme.templates + input.theme.assets {
      all.add(file.name)
      all.add(file.bytes)
    }
    all.add("\(request.drafts) \(request.future) \(request.expired) \(request.strict)")
    var problems = MemoryWriter()
    _ = problems.passed(input.problems)
    for piece in problems.pieces { all.add(piece) }
    everything = all.digest
  }
}

extension BuildRequest {
  /// Where this output's memory is; `nil` where nothing is remembered.
  ///
  /// `.tidende/public-1a2b3c4d/`: an output below the root has the same folder wherever the root is.
  func memory(on disk: Disk) -> MemoryFolder? {
    guard remembers, writes else { return nil }
    let name = output.hasPrefix(root + "/") ? String(output.dropFirst(root.count + 1)) : output
    let key = baseName(of: output) + "-" + digest(of: Array(name.utf8)).short
    return MemoryFolder(path: root + "/.tidende/" + key, engine: engine, disk: disk)
  }
}

extension BuildState {
  /// Whether a build would come to the same end without looking further than at its files' stat
  /// keys.
  func holds(for input: Input, _ keys: BuildKeys) -> Bool {
    environment == keys.everything && input.now.unix >= validFrom && input.now.unix < validUntil
      && holds(texts, input.sources.texts) && holds(files, input.sources.files)
  }

  private func holds(_ seen: [SeenFile], _ sources: [Source]) -> Bool {
    seen.count == sources.count
      && zip(seen, sources).allSatisfy { seen, source in
        seen.path == source.path && seen.stat == source.stat
          && seen.stat.isTrusted(takenAt: takenAt)
      }
  }
}

/// All that the memory is made of.
struct Leaving: Sendable {
  let memory: MemoryFolder
  let input: Input
  let keys: BuildKeys
  let seen: SeenTexts?
  let seenPages: SeenPages?
  let made: [MadePage]
  let search: SeenSearch
  let shelf: Shelf
  let request: BuildRequest

  /// Writes the file `pages`, beside which the old `state` is as good as before: what it does not
  /// know of is looked at.
  ///
  /// - Returns: the file `state`; `nil` where some files could not be read, and nothing is
  ///   remembered.
  func writePages(_ report: BuildReport) throws(FileProblem) -> [[UInt8]]? {
    let articles = shelf.site.articles
    guard articles.allSatisfy(\.isReadable), articles.allSatisfy({ $0.source.stat != nil }) else {
      return nil
    }
    var kept = PageMemory(
      made.compactMap(\.kept), shelf, composition: keys.composition, environment: keys.pages,
      known: { seenPages?.value(of: $0) }, jobs: request.jobs)
    let blobs = concurrentMap(articles.count, jobs: request.jobs, chunk: 64) { index in
      if articles[index].body == nil, let seen { return seen.blob(index) }
      var writer = MemoryWriter()
      remember(articles[index], into: &writer)
      return writer.bytes
    }
    kept.search = search
    for index in blobs.indices { kept.articles[index].size = blobs[index].count }
    try memory.disk.makeFolders(memory.path)
    let top = folder(of: memory.path)
    if memory.disk.facts(top + "/.gitignore") == nil {
      try memory.disk.write([Array("*\n".utf8)], to: top + "/.gitignore")
    }
    try memory.write("pages", memory.encoded(kept, followedBy: blobs))
    return memory.encoded(state(report))
  }

  /// Writes the file `state`, when the site is out: it says that nothing needs to be done.
  func writeState(_ pieces: [[UInt8]]) throws(FileProblem) { try memory.write("state", pieces) }

  private func state(_ report: BuildReport) -> BuildState {
    let asksForDay = made.contains { $0.kept?.facts.contains(Fact(.day)) ?? false }
    let validity = shelf.site.validity(asksForDay: asksForDay)
    var state = BuildState(
      environment: keys.everything, takenAt: request.startedAt, validFrom: validity.from,
      validUntil: validity.until, texts: [], files: [], report: report)
    state.texts = shelf.site.articles.map { SeenFile($0.source, $0.fingerprint) }
    state.files = input.sources.files.map { SeenFile($0, .blank) }
    return state
  }
}

extension SeenFile {
  fileprivate init(_ source: Source, _ fingerprint: Digest) {
    path = source.path
    stat = source.stat ?? .blank
    self.fingerprint = fingerprint
  }
}

/// One page of this build, as the memory keeps it.
struct KeptPage: Sendable {
  var page: SeenPage
  var facts: [Fact]
}

extension PageMemory {
  /// Numbers the facts that pages depend on, and finds what each is worth.
  ///
  /// - Parameter known: values that were computed already.
  init(
    _ kept: [KeptPage], _ shelf: Shelf, composition: Digest, environment: Digest,
    known: @Sendable (Fact) -> Digest?, jobs: Int
  ) {
    self.composition = composition
    self.environment = environment
    let site = shelf.site
    landmarks = shelf.landmarks
    let faulty = Set(shelf.links.problems.map(\.article))
    articles = site.articles.indices.map { index in
      SeenArticle(
        path: site.articles[index].source.path, fingerprint: site.articles[index].fingerprint,
        listing: site.articles[index].listing,
        hasPlainLinks: shelf.links.arePlain(in: index, faulty: faulty))
    }
    var numbers = FactNumbers()
    var found: [Fact] = []
    pages = kept.map { kept in
      var page = kept.page
      page.facts = kept.facts.map { fact in
        if let number = numbers[fact] { return number }
        numbers[fact] = found.count
        found.append(fact)
        return found.count - 1
      }
      return page
    }
    let used = found
    let values = concurrentMap(used.count, jobs: jobs, chunk: 256) {
      known(used[$0]) ?? shelf.digest(of: used[$0])
    }
    let subjects = SubjectNumbers(shelf)
    var nameNumbers: [String: Int] = [:]
    for (fact, value) in zip(used, values) {
      var subject = fact.index
      if fact.kind.subject != .article, fact.kind.subject != .none {
        let name = subjects.name(of: fact)
        subject = nameNumbers[name] ?? names.count
        if subject == names.count {
          nameNumbers[name] = subject
          names.append(name)
        }
      }
      facts.append(SeenFact(kind: Int(fact.kind.rawValue), subject: subject, value: value))
    }
  }
}

extension Site {
  /// The instants around `now` between which the same articles are published.
  func validity(asksForDay: Bool) -> (from: Int, until: Int) {
    var from = Int.min
    var until = Int.max
    func border(_ moment: Int) {
      if moment <= now.unix { from = max(from, moment) } else { until = min(until, moment) }
    }
    for index in articles.indices {
      let start = articles[index].metadata.publishDate?.value ?? date(of: index)
      if let start { border(Int(start.unix)) }
      if let end = articles[index].metadata.expires?.value { border(Int(end.unix)) }
    }
    if asksForDay {
      let civil = now.civil
      let midnight = Int(now.unix) - civil.hour * 3600 - civil.minute * 60 - civil.second
      // A day with a change of clocks has 23 or 25 hours; a shorter validity is always right.
      from = max(from, midnight + 3600)
      until = min(until, midnight + 23 * 3600)
      if Int(now.unix) < from || Int(now.unix) >= until { (from, until) = (0, 0) }
    }
    return (from, until)
  }
}
