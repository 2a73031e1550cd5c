// What can be wrong with a command line: facts first, words in `diagnostic`.
//
// A usage problem ends the command with exit code 2 before anything is read.

import Reporting

/// What is wrong with a command line.
enum UsageProblem: Error, Hashable, Sendable {
  /// There are flags but no verb.
  case missingVerb
  case unknownVerb(String)
  /// The flag as it was written, dashes included.
  case unknownFlag(String, verb: Verb?)
  case flagOfOtherVerb(flag: String, verb: Verb, verbs: [Verb])
  case missingValue(flag: String, form: String)
  case unexpectedValue(flag: String)
  case wrongValue(String, flag: String, accepted: String)
  case missingFlag(String, verb: Verb)
  case missingOperand(String, verb: Verb)
  case extraOperand(String, verb: Verb)
  case contradiction(String, String)

  /// The exit code of every usage problem.
  static let exitCode: Int32 = 2

  /// The problem in words; it has no code, since nobody looks one up for it.
  var diagnostic: Diagnostic { Diagnostic(.error, "", message, help: help) }

  private var message: String {
    switch self {
    case .missingVerb: "there is no verb"
    case .unknownVerb(let name): "there is no verb called `\(name)`"
    case .unknownFlag(let flag, verb: _): "there is no flag called `\(flag)`"
    case .flagOfOtherVerb(let flag, let verb, _): "`\(verb.rawValue)` has no flag `--\(flag)`"
    case .missingValue(let flag, _): "`--\(flag)` needs a value"
    case .unexpectedValue(let flag): "`--\(flag)` takes no value"
    case .wrongValue(let value, let flag, _): "`\(value)` is not a value of `--\(flag)`"
    case .missingFlag(let flag, let verb): "`\(verb.rawValue)` needs `--\(flag)`"
    case .missingOperand(let name, let verb): "`\(verb.rawValue)` needs \(name)"
    case .extraOperand(let operand, let verb):
      "`\(operand)` is one word too many for `\(verb.rawValue)`"
    case .contradiction(let one, let other): "`--\(one)` and `--\(other)` contradict each other"
    }
  }

  private var help: [String] {
    switch self {
    case .missingVerb:
      return [
        "for example: `\(Verb.build.examples[0].command)`", "`tidende --help` lists the verbs",
      ]
    case .unknownVerb(let name):
      let near = suggestion(for: name, in: Verb.allCases.map(\.rawValue) + ["help"])
      return [near].compactMap { $0 } + ["`tidende --help` lists the verbs"]
    case .unknownFlag(let flag, let verb):
      let near = suggestion(of: nearFlags(to: flag, verb))
      return [near].compactMap { $0 } + [listing(of: verb)]
    case .flagOfOtherVerb(_, let verb, let verbs):
      let names = verbs.map { "`\($0.rawValue)`" }.joined(separator: " and ")
      return ["it is a flag of \(names)", listing(of: verb)]
    case .missingValue(_, let form): return ["write `\(form)`"]
    case .unexpectedValue(let flag): return ["write `--\(flag)` alone, or leave it out"]
    case .wrongValue(let value, _, let accepted):
      let near = suggestion(for: value, in: accepted.split(separator: ", ").map(String.init))
      return [near].compactMap { $0 } + ["accepted: \(accepted)"]
    case .missingFlag(_, let verb), .missingOperand(_, let verb):
      return ["for example: `\(verb.examples[0].command)`"]
    case .extraOperand(let operand, let verb):
      switch verb {
      case .build, .check: return ["to name the folder of the site: `--root \(operand)`"]
      case .new: return ["a title of several words stands between quotation marks"]
      default: return [listing(of: verb)]
      }
    case .contradiction: return ["leave one of them out"]
    }
  }
}

/// The flags that may have been meant by one that does not exist: near ones, or for an abbreviation
/// such as `-q`, those that begin so.
private func nearFlags(to written: String, _ verb: Verb?) -> [String] {
  let name = String(written.drop { "-–—".contains($0) }.prefix { $0 != "=" })
  let known = flags.filter { flag in verb.map(flag.belongs) ?? true }.map(\.name) + ["help"]
  if known.contains(name) { return ["--" + name] }
  let near = nearNames(to: name, in: known.filter { _ in name.count > 1 })
  let found = near.isEmpty ? known.filter { !name.isEmpty && $0.hasPrefix(name) } : near
  return found.prefix(3).map { "--" + $0 }
}

private func listing(of verb: Verb?) -> String {
  "`tidende \(verb.map { $0.rawValue + " " } ?? "")--help` lists the flags"
}
