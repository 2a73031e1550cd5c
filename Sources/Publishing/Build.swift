// The press, whole: six stages, each a function of the values before it.
//
// Problems are collected on the way; only a disk that does not do what it is told throws. Nothing
// reaches the output folder unless every stage is without error.

import Nordic
import Reporting

/// Builds a magazine.
///
/// - Returns: what was made, and every problem of the run.
public func build(_ request: BuildRequest, on disk: Disk) -> BuildReport {
  var report = BuildReport()
  do {
    try build(request, on: disk, reporting: &report)
  } catch {
    report.problems.append(error.diagnostic)
  }
  report.finish(strict: request.strict)
  return report
}

private func build(
  _ request: BuildRequest, on disk: Disk, reporting report: inout BuildReport
) throws(FileProblem) {
  let memory = request.memory(on: disk)
  let place = try OutputPlace(request.output, writes: request.writes, on: disk)
  let ((stage, state), input) = concurrently(jobs: request.jobs) {
    memory?.removeLeftovers()
    let stage = Stage(place, memory: memory?.path, jobs: request.jobs, on: disk)
    return (stage, memory?.state())
  } _: {
    Result { () throws(FileProblem) in try read(request, output: place.path, from: disk) }
  }
  do throws(FileProblem) {
    try build(
      request, try input.get(), into: stage, after: memory, state, on: disk, reporting: &report)
  } catch {
    try? stage.discard()
    throw error
  }
}

private func build(
  _ request: BuildRequest, _ input: Input, into stage: Stage, after memory: MemoryFolder?,
  _ state: BuildState?, on disk: Disk, reporting report: inout BuildReport
) throws(FileProblem) {
  let options = ComposeOptions(input.settings, folder: request.root + "/content")
  let keys = BuildKeys(request, input, options)
  if let state, state.holds(for: input, keys), stage.everythingStands(jobs: request.jobs) {
    report = state.report
    report.name(input)
    return try stage.discard()
  }
  report.take(input)
  report.problems += stage.problems
  let seen = state.flatMap { texts(input.sources, $0, memory?.pages(), keys) }
  let store = stage.textStore()
  let articles = compose(
    input.sources.texts, options, after: seen, store, jobs: request.jobs, on: disk)
  let site = assemble(articles, input.sources.files, input.settings, request, now: input.now)
  report.take(site)
  let assets = publishedAssets(input.theme.assets)
  let plan = plan(site, assets)
  report.take(plan)
  let renderer = prepare(
    site, plan, assets, input, request, options, store,
    after: seen.flatMap { $0.memory.environment == keys.pages ? $0 : nil },
    remembers: memory != nil, on: disk, reporting: &report)
  if request.isLast { keepForEver((renderer.shelf, seen)) }
  let pages = seen.flatMap { seen in
    seen.memory.environment == keys.pages
      ? SeenPages(seen, renderer.shelf, jobs: request.jobs) : nil
  }
  let press = Press(renderer: renderer, seen: pages, remembers: memory != nil, request: request)
  let made = press.render(plan, into: stage, reporting: &report)
  guard request.writes, report.allows(publishing: request) else { return try stage.discard() }
  let search = try press.makeSearch(into: stage, after: seen?.memory.search, reporting: &report)
  report.problems += renderer.shelf.textProblems
  guard report.allows(publishing: request) else { return try stage.discard() }
  let files = made.compactMap(\.file) + search.files
  if request.tellsChange { report.change = stage.change(by: files, plan, input.settings.base) }
  let leaving = memory.map {
    Leaving(
      memory: $0, input: input, keys: keys, seen: seen, seenPages: pages, made: made,
      search: search.seen, shelf: renderer.shelf, request: request)
  }
  if request.isLast { keepForEver((leaving, pages, files)) }
  // What is to be remembered takes as long to write down as the site to publish.
  let found = report
  let (published, remembered) = concurrently(jobs: leaving == nil ? 1 : request.jobs) {
    Result { () throws(FileProblem) in try stage.publish(files, jobs: request.jobs) }
  } _: {
    Result { () throws(FileProblem) in try leaving?.writePages(found) }
  }
  report.change.removed = try published.get()
  report.removedCount = report.change.removed.count
  report.writtenCount = files.count(where: \.isChanged)
  guard let leaving else { return }
  do throws(FileProblem) {
    if let state = try remembered.get() { try leaving.writeState(state) }
  } catch {
    // The site is out: that the next build will know nothing of it is no failure of this one.
    report.problems.append(
      Diagnostic(
        .note, "T909", "what this build found out cannot be kept: \(error.reason)",
        at: .file(leaving.memory.path), help: ["the next build makes everything once more"]))
  }
}

/// Never gives something back: the process ends with the build, and its memory with it.
private func keepForEver(_ value: some Sendable) {
  _ = Unmanaged.passRetained(Kept(value))
}

private final class Kept<Value: Sendable>: Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}

/// Stage 2: every Markdown file, in parallel.
private func compose(
  _ texts: [Source], _ options: ComposeOptions, after seen: SeenTexts?, _ store: TextStore?,
  jobs: Int, on disk: Disk
) -> [Article] {
  concurrentMap(texts.count, jobs: jobs) { number in
    var article = compose(texts[number], number, options, after: seen, on: disk)
    if let store, let body = article.body { article.body = store.taking(body) }
    return article
  }
}

/// The last build's texts, where they were composed as this build would.
private func texts(
  _ sources: Sources, _ state: BuildState, _ memory: PageMemory?, _ keys: BuildKeys
) -> SeenTexts? {
  guard let memory, memory.composition == keys.composition else { return nil }
  return SeenTexts(sources.texts, state, memory)
}
