// `tidende build` and `tidende check`.

import Dispatch
import Glibc
import Publishing
import Reporting

/// Builds, or only looks for problems, and tells what happened.
///
/// - Returns: the exit code: 0, or 3 settings, 4 files, 1 content, 5 warnings that count.
func build(_ options: Options, writes: Bool, in surroundings: Surroundings) -> Int32 {
  let color = usesColor(options.color, in: surroundings.color)
  let request: BuildRequest
  switch buildRequest(options, in: surroundings) {
  case .success(let made): request = made
  case .failure(let problem):
    surroundings.tell(draw([problem.diagnostic], as: .human, color: color, limit: nil))
    return UsageProblem.exitCode
  }
  let destination: ReportDestination
  do throws(FileProblem) {
    destination = try ReportDestination(options.report, request)
  } catch {
    surroundings.tell(draw([error.diagnostic], as: options.format, color: color, limit: nil))
    return BuildReport.Failure.files.exitCode
  }
  let start = monotonicSeconds()
  let progress = Progress(
    isShown: surroundings.color.isTerminal && !options.quiet, tell: surroundings.tell)
  var report = Publishing.build(writes ? request : request.withoutWriting(), on: Disk())
  progress.end()
  let isReported = destination.take(&report, of: request, in: surroundings)
  tell(report, options, color: color, in: surroundings)
  if !options.quiet {
    for line in report.explanations { surroundings.answer(Array((line + "\n").utf8)) }
    for line in options.verbose ? report.withheldLines : [] { surroundings.tell(line) }
    if let line = report.withheldSummary { surroundings.tell(line) }
    let seconds = monotonicSeconds() - start
    let line = summaryLine(report, seconds: seconds, writes: writes)
    options.format.isForMachines || options.report == "-"
      ? surroundings.tell(line) : surroundings.answer(Array((line + "\n").utf8))
  }
  return isReported ? report.exitCode : BuildReport.Failure.files.exitCode
}

/// Problems that machines read are the answer; those for people are not.
private func tell(
  _ report: BuildReport, _ options: Options, color: Bool, in surroundings: Surroundings
) {
  let shown = options.quiet ? report.problems.filter { $0.severity != .note } : report.problems
  let limit = options.verbose || options.format.isForMachines ? nil : 100
  let text = draw(shown, as: options.format, color: color, limit: limit)
  options.format.isForMachines ? surroundings.answer(text) : surroundings.tell(text)
}

/// `412 pages, 38 feeds, 0 errors, 3 warnings in 0.31 s (421 rendered, 9 written)`
func summaryLine(_ report: BuildReport, seconds: Double, writes: Bool) -> String {
  let pages = "\(report.pageCount) \(report.pageCount == 1 ? "page" : "pages")"
  let feeds = "\(report.feedCount) \(report.feedCount == 1 ? "feed" : "feeds")"
  let hundredths = Int((seconds * 100).rounded())
  let time = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) s"
  var line = "\(pages), \(feeds), \(summary(of: report.problems)) in \(time)"
  if report.failure != nil {
    line += writes ? "; nothing was published, the output is as it was" : ""
  } else if writes {
    line += " (\(report.renderedCount) rendered, \(report.writtenCount) written"
    line += report.removedCount > 0 ? ", \(report.removedCount) removed)" : ")"
  }
  return line
}

/// What the flags ask of a build.
func buildRequest(
  _ options: Options, in surroundings: Surroundings
) -> Result<BuildRequest, UsageProblem> {
  surroundings.clock(options).map { clock in
    let root = options.root == "/" ? "/." : options.root
    var request = BuildRequest(root: root, output: options.out ?? root + "/public", clock: clock)
    while request.output.hasSuffix("/"), request.output.count > 1 { request.output.removeLast() }
    request.baseURL = options.baseURL
    request.drafts = options.drafts
    request.future = options.future
    request.expired = options.expired
    if options.review {
      (request.drafts, request.future, request.isReview) = (true, true, true)
    }
    request.tellsChange = options.report != nil
    request.jobs = options.jobs ?? surroundings.processorCount
    request.strict = options.strict
    request.isLast = true
    request.remembers = !options.noCache
    request.explains = options.explain
    request.engine = surroundings.engine
    request.startedAt = Int(surroundings.now)
    request.builtInTheme = builtInTheme()
    return request
  }
}

extension BuildRequest {
  fileprivate func withoutWriting() -> BuildRequest {
    var request = self
    request.writes = false
    return request
  }
}

extension BuildReport {
  /// As clig.dev would have it: 0 is the only good one.
  var exitCode: Int32 { failure?.exitCode ?? 0 }
}

extension BuildReport.Failure {
  var exitCode: Int32 {
    switch self {
    case .content: 1
    case .settings: 3
    case .files: 4
    case .warnings: 5
    }
  }
}

extension ReportFormat {
  /// Whether problems drawn so are the answer, and not something told beside it.
  var isForMachines: Bool {
    switch self {
    case .human, .short: false
    case .json, .github, .sarif: true
    }
  }
}

/// Says that something is going on, on a terminal, once it takes longer than people like to wait.
private struct Progress {
  private let timer: (any DispatchSourceTimer)?

  private let tell: @Sendable ([UInt8]) -> Void

  init(isShown: Bool, tell: @escaping @Sendable ([UInt8]) -> Void) {
    self.tell = tell
    guard isShown else {
      timer = nil
      return
    }
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now() + .milliseconds(300))
    timer.setEventHandler { tell(Array("building …\r".utf8)) }
    timer.resume()
    self.timer = timer
  }

  func end() {
    guard let timer else { return }
    timer.cancel()
    tell(Array("\u{1B}[2K\r".utf8))
  }
}

private func monotonicSeconds() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}
