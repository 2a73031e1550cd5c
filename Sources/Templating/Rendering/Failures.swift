// From an error that was thrown to the diagnostic people see: where it happened, the chain of
// templates and macros that led there, and the page that was being made.

import Reporting

extension Renderer {
  /// The diagnostic for an error that ended the rendering.
  func diagnostic(for error: any Error) -> Diagnostic {
    let problem: TemplateProblem
    switch error {
    case let known as TemplateProblem: problem = known
    case let failure as CallFailure:
      problem = .failed(failure.message, notes: failure.notes, help: failure.help)
    default: problem = .failed("\(error)", notes: [], help: [])
    }
    var notes = problem.notes
    if let subject { notes.append("while rendering \(subject)") }
    var diagnostic = Diagnostic(
      .error, problem.code, problem.message, notes: notes, help: problem.help)
    if let failure {
      let program = set.programs[failure.frame.program]
      let origin = program.origins[min(failure.address, program.origins.count - 1)]
      diagnostic.place = place(of: origin, in: program)
      diagnostic.related = inlineChain(of: origin, in: program)
      for entry in failure.trace.reversed() { diagnostic.related += related(entry) }
    }
    return diagnostic
  }

  /// Where the instruction that runs now was written.
  func currentSite() -> CallSite {
    let program = set.programs[running.program]
    let origin = program.origins[running.address]
    return CallSite(source: source(of: origin, in: program), range: origin.range.range)
  }

  private func source(of origin: Origin, in program: Program) -> SourceText {
    origin.site < 0
      ? program.source
      : set.programs[program.sites[Int(origin.site)].template].source
  }

  private func place(of origin: Origin, in program: Program) -> Place {
    source(of: origin, in: program).place(origin.range.range)
  }

  /// The includes that were compiled into a program around an instruction, innermost first.
  private func inlineChain(of origin: Origin, in program: Program) -> [Diagnostic.Related] {
    var chain: [Diagnostic.Related] = []
    var site = origin.site
    while site >= 0 {
      let from = program.sites[Int(site)].includedFrom
      chain.append(Diagnostic.Related("included from here", place(of: from, in: program)))
      site = from.site
    }
    return chain
  }

  private func related(_ entry: TraceEntry) -> [Diagnostic.Related] {
    let program = set.programs[entry.program]
    let message: String
    switch entry.kind {
    case .block: return []
    case .macro: message = "called from here: `\(set.names[entry.name])`"
    case .caller: message = "`caller` called from here"
    case .include: message = "included from here"
    case .import_: message = "imported from here"
    case .loop: message = "called from here: `loop`"
    case .extends:
      guard let address = program.code.firstIndex(where: { $0.operation == .extend })
      else { return [] }
      let name = program.name
      return [
        Diagnostic.Related(
          "extended by `\(name)`", place(of: program.origins[address], in: program))
      ]
    }
    let origin = program.origins[max(0, entry.address)]
    return [Diagnostic.Related(message, place(of: origin, in: program))]
      + inlineChain(of: origin, in: program)
  }
}
