// From the words of a command line to a command.
//
// Flags may stand anywhere, before the verb too; the last of two counts. `--flag value` and
// `--flag=value` are the same, and after `--` nothing is a flag. Pure: nothing is printed and no
// environment is read.

/// Reads a command line.
///
/// - Parameter arguments: the words behind the name of the program.
func command(from arguments: [String]) -> Result<Command, UsageProblem> {
  do throws(UsageProblem) {
    return .success(try command(for: try sorted(arguments)))
  } catch {
    return .failure(error)
  }
}

/// The words of a command line by kind.
private struct SortedWords {
  /// The verb and what it is about.
  var operands: [String] = []
  var flags: [(flag: Flag, value: String)] = []
  /// The first flag that is not in the table.
  var unknownFlag: String?
  var asksForHelp = false
  var asksForVersion = false
}

/// Tells flags and operands apart.
private func sorted(_ arguments: [String]) throws(UsageProblem) -> SortedWords {
  var words = SortedWords()
  var index = 0
  while index < arguments.count {
    let word = arguments[index]
    index += 1
    if word == "--" {
      words.operands += arguments[index...]
      break
    }
    guard let (name, attached) = flagParts(of: word) else {
      words.operands.append(word)
      continue
    }
    if word == "-h" || word == "--help" {
      words.asksForHelp = true
    } else if word == "--version" {
      words.asksForVersion = true
    } else if let flag = flags.first(where: { "--" + $0.name == name }) {
      if flag.placeholder == nil {
        if attached != nil { throw .unexpectedValue(flag: flag.name) }
        words.flags.append((flag, ""))
      } else {
        let value = attached ?? (index < arguments.count ? arguments[index] : "")
        // What looks like a flag is one: `--out --drafts` is more likely a slip than a folder.
        let isMissing = value.isEmpty || (attached == nil && value.hasPrefix("--"))
        if isMissing { throw .missingValue(flag: flag.name, form: flag.form) }
        if attached == nil { index += 1 }
        words.flags.append((flag, value))
      }
    } else if words.unknownFlag == nil {
      words.unknownFlag = name
    }
  }
  return words
}

/// Splits `--flag=value`; `nil` for a word that is not a flag.
private func flagParts(of word: String) -> (name: String, value: String?)? {
  if let dash = word.first, dash == "–" || dash == "—" {
    // A word processor turns `--drafts` into `–drafts`; but a title may begin with a dash.
    let name = "--" + word.dropFirst().prefix { $0 != "=" }
    return flags.contains { "--" + $0.name == name } ? (String(word), nil) : nil
  }
  guard word.hasPrefix("-"), word != "-" else { return nil }
  guard let equals = word.firstIndex(of: "=") else { return (word, nil) }
  return (String(word[..<equals]), String(word[word.index(after: equals)...]))
}

private func command(for words: SortedWords) throws(UsageProblem) -> Command {
  var operands = words.operands[...]
  let asksForHelp = words.asksForHelp || operands.first == "help"
  if operands.first == "help" { operands = operands.dropFirst() }
  guard let name = operands.popFirst() else {
    if asksForHelp { return .help(.command) }
    if words.asksForVersion { return .version(try given(words.flags, for: .version).options) }
    if let flag = words.unknownFlag { throw .unknownFlag(flag, verb: nil) }
    if !words.flags.isEmpty { throw .missingVerb }
    return .help(.short)
  }
  guard let verb = Verb(rawValue: name) else {
    // A value of the unknown flag may have been taken for the verb.
    if let flag = words.unknownFlag { throw .unknownFlag(flag, verb: nil) }
    throw .unknownVerb(name)
  }
  if asksForHelp { return .help(.verb(verb)) }
  if let flag = words.unknownFlag { throw .unknownFlag(flag, verb: verb) }
  let given = try given(words.flags, for: verb)
  return try command(verb, about: Array(operands), with: given)
}

private func given(
  _ flags: [(flag: Flag, value: String)], for verb: Verb
) throws(UsageProblem) -> GivenFlags {
  var given = GivenFlags()
  for (flag, value) in flags {
    guard flag.belongs(to: verb) else {
      throw .flagOfOtherVerb(flag: flag.name, verb: verb, verbs: flag.verbs ?? [])
    }
    if !flag.set(&given, value) {
      throw .wrongValue(value, flag: flag.name, accepted: flag.accepted)
    }
  }
  if given.options.quiet, given.options.verbose {
    throw .contradiction("quiet", "verbose")
  }
  if given.options.report == "-" {
    // Only one of them can be the answer.
    if given.options.format.isForMachines { throw .contradiction("report -", "format") }
    if given.options.explain { throw .contradiction("report -", "explain") }
  }
  return given
}

private func command(
  _ verb: Verb, about operands: [String], with given: GivenFlags
) throws(UsageProblem) -> Command {
  // A data file is named by its flag, an article by itself; lines name everything they need.
  let isComplete = (verb == .inspect && (given.data ?? given.page) != nil) || given.batch
  let names = isComplete ? [] : operandNames(of: verb, given: operands)
  if operands.count < names.count {
    throw .missingOperand(names[operands.count], verb: verb)
  }
  if operands.count > names.count { throw .extraOperand(operands[names.count], verb: verb) }
  if let index = operands.firstIndex(of: "") { throw .missingOperand(names[index], verb: verb) }

  let options = given.options
  switch verb {
  case .build: return .build(options)
  case .serve: return .serve(given.serving, options)
  case .check: return .check(options)
  case .version: return .version(options)
  case .explain: return .explain(code: operands[0], options)
  case .new where operands[0] == "site": return .new(.site(directory: operands[1]), options)
  case .new: return .new(.article(section: operands[0], title: operands[1]), options)
  case .search:
    var request = given.searching
    request.text = operands[0]
    return .search(request, options)
  case .inspect:
    if given.page != nil, given.data != nil { throw .contradiction("page", "data") }
    let request =
      given.page.map { InspectRequest(file: $0, isPage: true) }
      ?? given.data.map { InspectRequest(file: $0, isData: true) }
      ?? InspectRequest(file: operands[0])
    return .inspect(request, options)
  case .render where given.batch:
    if given.data != nil { throw .contradiction("batch", "data") }
    if given.templates != nil { throw .contradiction("batch", "templates") }
    if given.lenient { throw .contradiction("batch", "lenient") }
    return .renderLines
  case .render:
    guard let data = given.data else { throw .missingFlag("data", verb: verb) }
    let request = RenderRequest(
      template: operands[0], data: data, templates: given.templates, lenient: given.lenient)
    return .render(request, options)
  }
}

/// What has to follow a verb, as the help calls it.
private func operandNames(of verb: Verb, given operands: [String]) -> [String] {
  switch verb {
  case .build, .serve, .check, .version: []
  case .new: operands.first == "site" ? ["site", "DIR"] : ["SECTION", "\"Title\""]
  case .render: ["TEMPLATE"]
  case .inspect: ["FILE"]
  case .search: ["\"QUERY\""]
  case .explain: ["CODE"]
  }
}
