// `tidende new`, `inspect` and `explain`: the verbs that look at one thing.

import Metadata
import Nordic
import Publishing
import Reporting
import Templating

/// Writes a magazine or an article.
func new(_ subject: NewSubject, _ options: Options, in surroundings: Surroundings) -> Int32 {
  let color = usesColor(options.color, in: surroundings.color)
  do {
    let (result, folder): (NewResult, String)
    switch subject {
    case .site(let directory):
      let today = Moment(unix: surroundings.now, in: .utc, precision: .day)
      (result, folder) = (try newSite(in: directory, today: today, on: Disk()), directory)
    case .article(let section, let title):
      guard case .success(let request) = buildRequest(options, in: surroundings) else { return 2 }
      result = try newArticle(in: section, title: title, request, on: Disk())
      folder = options.root
    }
    switch result {
    case .written(let paths):
      for path in paths { surroundings.answer(Array("\(folder)/\(path)\n".utf8)) }
      if case .site = subject, !options.quiet {
        surroundings.tell("build it with `tidende build --root \(folder)`")
      }
      return 0
    case .refused(let problem):
      surroundings.tell(draw([problem], as: options.format, color: color, limit: nil))
      return 1
    }
  } catch {
    surroundings.tell(draw([error.diagnostic], as: options.format, color: color, limit: nil))
    return 4
  }
}

/// Shows how a file is read.
func inspect(_ request: InspectRequest, _ options: Options, in surroundings: Surroundings) -> Int32
{
  if request.isPage { return inspectPage(request.file, options, in: surroundings) }
  let color = usesColor(options.color, in: surroundings.color)
  do throws(FileProblem) {
    let name = request.file
    let bytes = name == "-" ? surroundings.input() : try Disk().read(name)
    let (json, problems): ([UInt8], [Diagnostic])
    if request.isData {
      (json, problems) = inspectData(SourceText(path: name, bytes: bytes))
    } else {
      let path = name == "-" ? "content/standard-input.md" : sitePath(of: name, root: options.root)
      (json, problems) = try Publishing.inspect(
        SourceText(path: path, bytes: bytes), root: options.root, on: Disk())
    }
    surroundings.answer(json)
    if request.isData, !problems.isEmpty {
      surroundings.tell(draw(problems, as: options.format, color: color, limit: nil))
    }
    return problems.contains { $0.severity == .error } ? 1 : 0
  } catch {
    surroundings.tell(draw([error.diagnostic], as: options.format, color: color, limit: nil))
    return 4
  }
}

/// Shows what the template of a page gets.
private func inspectPage(
  _ address: String, _ options: Options, in surroundings: Surroundings
) -> Int32 {
  guard case .success(let request) = buildRequest(options, in: surroundings) else { return 2 }
  let color = usesColor(options.color, in: surroundings.color)
  func tell(_ problem: Diagnostic) {
    surroundings.tell(draw([problem], as: options.format, color: color, limit: nil))
  }
  switch PreviewSite.load(request, on: Disk(), after: nil, changed: nil) {
  case .failure(let problem):
    tell(problem.diagnostic)
    return 4
  case .success(let site):
    if let json = site.values(at: address) {
      surroundings.answer(json)
      return 0
    }
    tell(
      Diagnostic(
        .error, "", "there is no page at `\(address)`",
        help: [site.addressesNear(address) ?? "an address begins with a slash: `/leder/ai/`"]))
    return 1
  }
}

/// A path as it is called from the root of the site.
private func sitePath(of path: String, root: String) -> String {
  for prefix in [root + "/", "./"] where path.hasPrefix(prefix) {
    return String(path.dropFirst(prefix.count))
  }
  return path.hasPrefix("content/") ? path : path
}

/// Says what a code means.
func explain(_ name: String, _ options: Options, in surroundings: Surroundings) -> Int32 {
  if let code = allCodes.first(where: { $0.name == name.uppercased() }) {
    surroundings.answer(Array(code.page.utf8))
    return 0
  }
  let near = suggestion(for: name, in: allCodes.map(\.name))
  let problem = Diagnostic(
    .error, "", "there is no code `\(name)`",
    help: [near ?? "a code is a T and three digits, as it stands in a message: T101"])
  let color = usesColor(options.color, in: surroundings.color)
  surroundings.tell(draw([problem], as: .human, color: color, limit: nil))
  return 2
}
