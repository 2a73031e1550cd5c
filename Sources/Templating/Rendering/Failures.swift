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
      diagnostic.place =
        wordPlace(of: problem, in: program, failure.address) ?? place(of: origin, in: program)
      diagnostic.related = inlineChain(of: origin, in: program)
      for entry in failure.trace.reversed() { diagnostic.related += related(entry) }
      shorten(&diagnostic)
    }
    return diagnostic
  }

  /// Leaves out the middle of a long chain.
  private func shorten(_ diagnostic: inout Diagnostic) {
    let more = diagnostic.related.count - 8
    guard more > 1 else { return }
    diagnostic.related.removeSubrange(4..<4 + more)
    diagnostic.notes.append("\(more) more calls lie between the first four and the last four")
  }

  /// Where the name of something undefined is written: not the instruction that could not do
  /// without it, but the one before that asked for it, and of that the name alone.
  private func wordPlace(
    of problem: TemplateProblem, in program: Program, _ address: Int
  ) -> Place? {
    let (name, isMember): (String, Bool)
    switch problem {
    case .undefinedVariable(let variable, _): (name, isMember) = (variable, false)
    case .undefinedMember(let member, _, _): (name, isMember) = (member, true)
    case .undefinedItem:
      // The key is what was loaded last before the look-up.
      let index = program.code[...address].lastIndex { $0.operation == .item } ?? 0
      guard index > 0, address - index < 64 else { return nil }
      return place(of: program.origins[index - 1], in: program)
    default: return nil
    }
    let site = program.origins[address].site
    for index in stride(from: address, through: max(0, address - 64), by: -1) {
      let origin = program.origins[index]
      guard origin.site == site else { continue }
      let bytes = source(of: origin, in: program).bytes[origin.range.range]
      let asked = asks(program.code[index], in: program, for: name, isMember: isMember)
      guard asked, let word = wordRange(name, in: bytes, last: isMember) else { continue }
      return source(of: origin, in: program).place(word)
    }
    return nil
  }

  /// Whether an instruction looks a name up.
  private func asks(
    _ instruction: Instruction, in program: Program, for name: String, isMember: Bool
  ) -> Bool {
    func isName(_ number: Int32) -> Bool {
      number >= 0 && number < set.names.names.count && set.names[Int(number)] == name
    }
    switch instruction.operation {
    case .member, .outputMember, .localMember, .outputLocalMember:
      return isMember && isName(instruction.b)
    case .rootMember, .outputRootMember:
      return isMember ? isName(instruction.b) : set.names[set.rootNames[Int(instruction.a)]] == name
    case .root, .outputRoot, .callRoot:
      return !isMember && set.names[set.rootNames[Int(instruction.a)]] == name
    case .callMethod, .callChanging: return isMember && isName(instruction.a)
    case .constant:
      guard case .string(let text) = program.constants[Int(instruction.a)] else { return false }
      return isMember && text.bytes.elementsEqual(name.utf8)
    default: return false
    }
  }

  /// Where a name stands in a piece of source, the first or the last time.
  private func wordRange(_ name: String, in bytes: ArraySlice<UInt8>, last: Bool) -> Range<Int>? {
    let name = Array(name.utf8)
    func isLetter(_ index: Int) -> Bool {
      bytes.indices.contains(index) && isNameByte(bytes[index])
    }
    let starts = bytes.indices.filter { start in
      bytes[start...].starts(with: name) && !isLetter(start - 1) && !isLetter(start + name.count)
    }
    return (last ? starts.last : starts.first).map { $0..<$0 + name.count }
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
