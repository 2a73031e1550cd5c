// Stage 5: every page, in parallel, each handed on as it is made; those that would come out the same
// are left where they are.

import Reporting

/// One page on its way to the stage.
struct MadePage: Sendable {
  /// `nil` where it could not be made, or nothing is written.
  var file: MadeFile?
  var problems: [Diagnostic] = []
  /// For the memory.
  var kept: KeptPage?
  /// Why it was made; `nil` for one that was left.
  var reason: RemakeReason?
}

/// Makes the pages of a plan.
struct Press: Sendable {
  let renderer: Renderer
  /// The last build's pages.
  let seen: SeenPages?
  /// Whether pages are remembered.
  let remembers: Bool
  let request: BuildRequest
  private let fragments = Fragments()

  init(renderer: Renderer, seen: SeenPages?, remembers: Bool, request: BuildRequest) {
    self.renderer = renderer
    self.seen = seen
    self.remembers = remembers
    self.request = request
  }

  /// Makes what has to be made.
  func render(
    _ plan: Plan, into stage: Stage, reporting report: inout BuildReport
  ) -> [MadePage] {
    let keeps = request.writes && report.allows(publishing: request)
    let order = order(of: plan)
    // The plain index may have to compose all texts again: work for all, so it is done by itself.
    let alone =
      renderer.shelf.lacksTexts ? plan.pages.firstIndex { $0.kind == .indexJSON } : nil
    var made = concurrentMap(order.count, jobs: request.jobs, chunk: 4, order: order) {
      $0 == alone ? MadePage() : make(plan.pages[$0], into: keeps ? stage : nil, jobs: 1)
    }
    if let alone {
      made[alone] = make(plan.pages[alone], into: keeps ? stage : nil, jobs: request.jobs)
    }
    for page in made { report.problems += page.problems }
    report.renderedCount = made.count { $0.reason != nil }
    if request.explains {
      report.explanations = zip(plan.pages, made).map { plan, page in
        let reason = page.reason.map { "made, for " + $0.words(in: renderer.shelf) }
        return outputFile(for: plan.sitePath) + ": " + (reason ?? "left as it is")
      }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    return made
  }

  /// What takes long comes first, so that no worker is left alone with it at the end.
  private func order(of plan: Plan) -> [Int] {
    plan.pages.indices.filter { plan.pages[$0].kind.showsMany }
      + plan.pages.indices.filter { !plan.pages[$0].kind.showsMany }
  }

  private func make(_ plan: PagePlan, into stage: Stage?, jobs: Int) -> MadePage {
    guard let stage, remembers else { return make(plan, into: stage, .nothingRemembered, jobs) }
    let path = outputFile(for: plan.sitePath)
    let identity = renderer.shelf.identity(of: plan)
    let template = renderer.templateDigest(for: plan)
    var reason = RemakeReason.nothingRemembered
    switch seen?.page(path, identity: identity, template: template) {
    case .success(let page)?:
      if let seen, let file = stage.keep(path, page.output) {
        return MadePage(
          file: file, problems: page.problems,
          kept: KeptPage(page: page, facts: seen.facts(of: page)))
      }
      reason = .outputChanged
    case .failure(let why)?: reason = why
    case nil: break
    }
    var made = make(plan, into: stage, reason, jobs)
    if let file = made.file {
      made.kept?.page = SeenPage(
        path: path, identity: identity, template: template, output: file.digest,
        problems: made.problems)
    }
    return made
  }

  private func make(
    _ plan: PagePlan, into stage: Stage?, _ reason: RemakeReason, _ jobs: Int
  ) -> MadePage {
    do throws(FileProblem) {
      let page = try renderer.render(plan, with: fragments, notes: remembers, jobs: jobs)
      guard let stage, let pieces = page.pieces else {
        return MadePage(problems: page.problems, reason: reason)
      }
      let file = try stage.take(pieces, as: outputFile(for: plan.sitePath))
      let kept = remembers ? KeptPage(page: .blank, facts: page.facts) : nil
      return MadePage(file: file, problems: page.problems, kept: kept, reason: reason)
    } catch {
      return MadePage(problems: [error.diagnostic], reason: reason)
    }
  }
}
