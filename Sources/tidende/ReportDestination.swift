// Where `tidende build --report` says what it changed: a file, or standard output.

import Publishing
import Reporting

/// Where the report of a build goes.
enum ReportDestination: Sendable {
  case nowhere
  case answer
  case file(ReportFile)

  /// Tries the place before anything is built.
  init(_ report: String?, _ request: BuildRequest) throws(FileProblem) {
    switch report {
    case nil: self = .nowhere
    case "-": self = .answer
    case let path?: self = .file(try ReportFile(path, for: request, on: Disk()))
    }
  }

  /// Writes the report of a build that succeeded.
  ///
  /// - Returns: `false` where that was not possible; the problem is then one of the build's.
  func take(
    _ report: inout BuildReport, of request: BuildRequest, in surroundings: Surroundings
  ) -> Bool {
    switch self {
    case .nowhere: break
    case .answer:
      if report.failure == nil { surroundings.answer(changeReport(report, of: request)) }
    case .file(let file):
      guard report.failure == nil else {
        file.discard()
        break
      }
      do throws(FileProblem) {
        try file.write(changeReport(report, of: request))
      } catch {
        report.problems.append(error.diagnostic)
        return false
      }
    }
    return true
  }
}
