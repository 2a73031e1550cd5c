// What a build tells at its end: the problems of every stage, in order and each once.

import Reporting

extension BuildReport {
  mutating func take(_ input: Input) {
    problems += input.problems
    zone = input.settings.zone
    language = input.settings.language
    name(input)
    if !input.settings.base.isKnown, input.settings.isOn(.feed) || input.settings.isOn(.sitemap) {
      problems.append(
        Diagnostic(
          .note, "T070", "there is no `base_url`, so feeds and sitemap are left out",
          at: .file("content/site.yaml"), help: ["write `base_url: https://example.org/`"]))
    }
  }

  /// Which site this is, and when.
  mutating func name(_ input: Input) {
    base = input.settings.base
    now = input.now
  }

  mutating func take(_ site: Site) {
    for index in site.articles.indices {
      problems += site.articles[index].problems
      switch site.states[index] {
      case .published:
        // What has ended already is shown because somebody asked for it.
        if let end = site.articles[index].metadata.expires?.value, end.unix > site.now.unix {
          nextChange = min(nextChange ?? end, end)
        }
      case .broken: continue
      case let state:
        if case .scheduled(let start) = state { nextChange = min(nextChange ?? start, start) }
        withheld.append(Withheld(path: site.articles[index].path, state: state))
      }
    }
  }

  mutating func take(_ plan: Plan) {
    problems += plan.problems
    for page in plan.pages {
      if page.kind.isInSitemap || page.kind == .search || page.kind == .notFound { pageCount += 1 }
      if case .feed = page.kind { feedCount += 1 }
    }
  }

  func allows(publishing request: BuildRequest) -> Bool {
    !problems.contains { $0.severity == .error || request.strict && $0.severity == .warning }
  }

  /// Sorts, folds what many pages say alike into one, and tells why nothing was published.
  mutating func finish(strict: Bool) {
    if let lost = change.lost { problems.append(lost) }
    problems = folded(problems)
    let errors = problems.filter { $0.severity == .error }
    let isSettings = { (problem: Diagnostic) in
      problem.place?.path == "content/site.yaml" && !problem.code.hasPrefix("T3")
    }
    if errors.contains(where: isSettings) {
      failure = .settings
    } else if errors.contains(where: { diskCodes.contains($0.code) }) {
      failure = .files
    } else if !errors.isEmpty {
      failure = .content
    } else if strict, problems.contains(where: { $0.severity == .warning }) {
      failure = .warnings
    }
  }
}

/// One problem for what a template says again on each page: the first, and how many more there are.
private func folded(_ problems: [Diagnostic]) -> [Diagnostic] {
  let sorted = problems.sorted()
  var result: [Diagnostic] = []
  var start = 0
  while start < sorted.count {
    // What is said of one place lies together; nearly always it is one problem.
    let end = sorted[start...].firstIndex { !isAt($0.place, sorted[start].place) } ?? sorted.count
    if end == start + 1 { result.append(sorted[start]) } else { fold(sorted[start..<end], &result) }
    start = end
  }
  return result
}

private func isAt(_ one: Place?, _ other: Place?) -> Bool {
  one?.line == other?.line && one?.column == other?.column && one?.path == other?.path
}

private func fold(_ problems: ArraySlice<Diagnostic>, _ result: inout [Diagnostic]) {
  var counts: [Int] = []
  var seen: [FoldKey: Int] = [:]
  let first = result.count
  for problem in problems {
    let key = FoldKey(code: problem.code, message: problem.message, place: problem.place)
    if let place = seen[key] {
      if result[first + place] != problem { counts[place] += 1 }
    } else {
      seen[key] = counts.count
      result.append(problem)
      counts.append(0)
    }
  }
  for (place, count) in counts.enumerated() where count > 0 {
    result[first + place].notes.append(
      "the same on \(count) more \(count == 1 ? "page" : "pages")")
  }
}

private struct FoldKey: Hashable {
  let code: String
  let message: String
  let place: Place?
}

/// Codes of what the disk did not do.
private let diskCodes: Set = ["T901", "T902", "T907", "T908"]
