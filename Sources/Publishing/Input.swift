// Stage 1: everything that is read before the articles.

import Metadata
import Nordic
import Reporting
import Searching

/// Everything that was read before the articles.
struct Input: Sendable {
  var settings: Settings
  var sources: Sources
  var theme: Theme
  /// `content/data/…` by name without extension.
  var data: [String: Value]
  /// `content/glossary.yaml`.
  var concepts: [SearchConcept] = []
  /// The digest of `site.yaml` and the flags that stand in for it.
  var settingsDigest = Digest.blank
  /// The digest of the data files.
  var dataDigest = Digest.blank
  /// The build's instant in the site's zone.
  var now: Moment
  var problems: [Diagnostic]
}

/// Reads the settings, the list of files, the theme and the data files.
func read(
  _ request: BuildRequest, output: String, from disk: Disk
) throws(FileProblem) -> Input {
  let content = request.root + "/content"
  var source: SourceText?
  if disk.facts(content + "/site.yaml") != nil {
    source = SourceText(path: "content/site.yaml", bytes: try disk.read(content + "/site.yaml"))
  }
  var (settings, settingsProblems) = readSettings(source, baseURL: request.baseURL)
  settings.isReview = request.isReview
  var sources = try readFolder(content, output: output, on: disk)
  sources.look(in: content, jobs: request.jobs, on: disk)
  let theme = try readTheme(
    settings.theme, named: settings.themePlace, root: request.root, builtIn: request.builtInTheme,
    on: disk)
  var input = Input(
    settings: settings, sources: sources, theme: theme, data: [:],
    now: request.clock.moment(in: settings.zone),
    problems: settingsProblems + sources.problems + theme.problems)
  var digested = DigestInput()
  digested.add(source?.bytes ?? [])
  digested.add(request.baseURL)
  digested.add(request.isReview ? 1 : 0)
  input.settingsDigest = digested.digest
  try input.readData(content, from: disk)
  return input
}

extension BuildClock {
  /// What cannot be read is the beginning of time: who asks has checked it before.
  func moment(in zone: Zone) -> Moment {
    switch self {
    case .instant(let unix): return Moment(unix: unix, in: zone)
    case .written(let text):
      guard case .success(let moment) = parseMoment(text, in: zone) else {
        return Moment(unix: 0, in: zone)
      }
      return Moment(unix: moment.unix, in: zone)
    }
  }
}

extension Input {
  fileprivate mutating func readData(_ content: String, from disk: Disk) throws(FileProblem) {
    var digested = DigestInput()
    for file in sources.data {
      let source = SourceText(
        path: "content/" + file.name, bytes: try disk.read(content + "/" + file.path))
      digested.add(file.name)
      digested.add(source.bytes)
      let textProblems = checkText(source)
      problems += textProblems
      guard !textProblems.contains(where: { $0.severity == .error }) else { continue }
      let (node, found) = parseData(source)
      problems += found
      data[withoutExtension(String(file.name.dropFirst("data/".count)))] = value(of: node)
    }
    let glossary = content + "/glossary.yaml"
    if disk.facts(glossary)?.kind == .file {
      let source = SourceText(path: "content/glossary.yaml", bytes: try disk.read(glossary))
      digested.add(source.bytes)
      let (concepts, found) = readGlossary(source)
      self.concepts = concepts
      problems += found
    }
    dataDigest = digested.digest
  }
}
