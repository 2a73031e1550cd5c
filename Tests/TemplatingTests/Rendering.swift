// How tests render: from texts to a text, or to what went wrong.

import Reporting

@testable import Templating

/// The problems that kept a template from being rendered.
struct CaseFailure: Error {
  let diagnostics: [Diagnostic]

  /// Template and line of the first.
  var place: String { diagnostics[0].place.map { "\($0.path):\($0.line)" } ?? "" }
}

/// Compiles templates and renders one of them.
func rendered(
  _ templates: [(name: String, text: String)], _ main: String = "t.html",
  _ context: Context = Context([]), _ settings: TemplateSet.Settings = .init()
) -> Result<String, CaseFailure> {
  let sources = templates.map { template in
    (name: template.name, source: SourceText(path: template.name, text: template.text))
  }
  let (set, problems) = TemplateSet.compile(sources, settings)
  guard problems.allSatisfy({ $0.severity == .warning }) else {
    return .failure(CaseFailure(diagnostics: problems))
  }
  var output: [UInt8] = []
  do {
    try set.render(main, context, subject: "content/blog/x.md", into: &output)
    return .success(String(decoding: output, as: UTF8.self))
  } catch {
    return .failure(CaseFailure(diagnostics: [error.diagnostic]))
  }
}

/// Renders one template.
func rendered(
  _ text: String, _ context: [(String, Value)] = [], name: String = "t.html",
  _ settings: TemplateSet.Settings = .init()
) -> Result<String, CaseFailure> {
  rendered([(name, text)], name, Context(context), settings)
}

extension Result where Success == String, Failure == CaseFailure {
  /// The output, or the messages of what went wrong.
  var text: String {
    switch self {
    case .success(let output): output
    case .failure(let failure):
      failure.diagnostics.map { "error[\($0.code)]: \($0.message)" }.joined(separator: "\n")
    }
  }
}
