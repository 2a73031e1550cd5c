// The words for what can be wrong with a template, and its permanent code.

import Reporting

extension TemplateProblem {
  /// The permanent code.
  public var code: String {
    switch self {
    case .unclosedTag: "T700"
    case .unclosedComment: "T701"
    case .unclosedRaw: "T702"
    case .unclosedString: "T703"
    case .unknownFilter: "T704"
    case .unknownTest: "T705"
    case .unknownFunction: "T706"
    case .unexpectedCharacter: "T707"
    case .unbalancedBracket: "T708"
    case .unexpectedToken, .notACall, .chainedTests, .hyphenInBlockName: "T709"
    case .unknownTag: "T710"
    case .unclosedBlock: "T711"
    case .crossedEnd: "T712"
    case .strayEnd: "T713"
    case .duplicateBlock: "T714"
    case .missingTemplate, .unknownTemplate: "T715"
    case .badCall, .unknownArgument, .argumentOrder, .duplicateArgument: "T716"
    case .nestedTooDeep: "T717"
    case .notAssignable: "T718"
    case .badEscape, .numberTooLarge: "T719"
    case .outsideLoop: "T720"
    case .contentInRequiredBlock: "T721"
    case .privateImport: "T722"
    case .duplicateParameter, .parameterOrder, .callerWithoutDefault: "T723"
    case .extendsInside, .extendsTwice: "T724"
    case .extendsItself: "T725"
    case .undefinedVariable: "T730"
    case .undefinedMember: "T731"
    case .undefinedItem, .undefinedElement, .noElse: "T732"
    case .undefinedParameter: "T733"
    case .undefinedExport: "T734"
    case .wrongOperands, .wrongType: "T740"
    case .divisionByZero: "T741"
    case .overflow: "T742"
    case .notCallable: "T743"
    case .notIterable: "T744"
    case .wrongCount: "T745"
    case .badArgument: "T746"
    case .notPrintable: "T747"
    case .notSerializable: "T748"
    case .notANamespace, .cannotChange: "T749"
    case .tooManySteps: "T750"
    case .outputTooLarge: "T751"
    case .rangeTooLong, .textTooLong, .listTooLong: "T752"
    case .tooDeep, .nestedValue: "T753"
    case .requiredBlock: "T754"
    case .noParentBlock: "T755"
    case .failed: "T760"
    case .warning: "T790"
    case .unquotedAttribute: "T791"
    case .unescaped: "T792"
    }
  }

  /// What is wrong: one clause, lower case.
  public var message: String {
    switch self {
    case .unclosedTag: "this tag is never closed"
    case .unclosedComment: "this comment is never closed"
    case .unclosedRaw: "this `raw` is never closed"
    case .unclosedString: "this text has no closing quotation mark"
    case .unknownFilter(let name, _): "there is no filter called `\(name)`"
    case .unknownTest(let name, _): "there is no test called `\(name)`"
    case .unknownFunction(let name, _): "there is no function called `\(name)`"
    case .unexpectedCharacter(let text): "`\(text)` means nothing in a tag"
    case .unbalancedBracket(let found, let expected):
      expected.map { "`\(found)` stands where `\($0)` is expected" }
        ?? "`\(found)` closes nothing"
    case .unexpectedToken(let found, let expected): "expected \(expected), found \(found)"
    case .unknownTag(let name): "there is no tag called `\(name)`"
    case .unclosedBlock(let name, _): "this `\(name)` is never closed"
    case .crossedEnd(let found, let expected):
      "`\(found)` stands where \(alternatives(expected)) is expected"
    case .strayEnd(let name): "`\(name)` closes nothing"
    case .duplicateBlock(let name): "the block `\(name)` is defined twice"
    case .missingTemplate(let names, _): "there is no template called \(alternatives(names))"
    case .unknownTemplate(let name): "there is no template called `\(name)`"
    case .badCall(let text), .badArgument(let text): text
    case .unknownArgument(let name, let owner, _): "\(owner) has no parameter `\(name)`"
    case .nestedTooDeep(let limit): "this is nested more than \(limit) levels deep"
    case .notAssignable(let name): "`\(name)` cannot be assigned to"
    case .badEscape: "this escape in a text means nothing"
    case .numberTooLarge(let text): "the number `\(text)` does not fit into 64 bits"
    case .outsideLoop(let word): "`\(word)` stands outside of a loop"
    case .contentInRequiredBlock(let name):
      "the required block `\(name)` has content of its own"
    case .privateImport(let name): "`\(name)` cannot be imported: it begins with an underscore"
    case .hyphenInBlockName: "the name of a block cannot hold a hyphen"
    case .notACall: "`call` needs a call, such as `figure(…)`"
    case .duplicateParameter(let name): "there are two parameters called `\(name)`"
    case .parameterOrder(let name):
      "the parameter `\(name)` has no default but follows one that has"
    case .callerWithoutDefault: "a parameter called `caller` needs a default"
    case .argumentOrder: "positional arguments come first, then named ones, `*list` and `**mapping`"
    case .duplicateArgument(let name): "the argument `\(name)` is given twice"
    case .chainedTests: "two tests need an `and` between them"
    case .extendsInside: "`extends` stands inside of another tag"
    case .extendsTwice: "a template extends at most one other"
    case .extendsItself: "this template extends itself"
    default: runtimeMessage
    }
  }

  private var runtimeMessage: String {
    switch self {
    case .undefinedVariable(let name, _): "there is no variable called `\(name)`"
    case .undefinedMember(let name, let owner, _): "\(owner) has no `\(name)`"
    case .undefinedItem(let key, let owner, _): "\(owner) has no element \(key)"
    case .undefinedParameter(let name): "the parameter `\(name)` was not given"
    case .undefinedElement: "there is no such element: the list is empty"
    case .noElse: "the inline `if` has no `else`, and its condition does not hold"
    case .undefinedExport(let name): "the imported template has no `\(name)`"
    case .wrongOperands(let op, let left, let right):
      "`\(op)` does not work with \(left) and \(right)"
    case .wrongType(let what, let found): "\(what), found \(found)"
    case .divisionByZero: "division by zero"
    case .overflow(let what): "\(what) does not fit into 64 bits"
    case .notCallable(let found): "\(found) cannot be called"
    case .notIterable(let found): "\(found) has no elements to go through"
    case .wrongCount(let expected, let found):
      "expected \(expected) elements to unpack, found \(found)"
    case .tooManySteps(let limit): "rendering takes more than \(limit) steps"
    case .outputTooLarge(let limit): "the page grows beyond \(limit) bytes"
    case .rangeTooLong(let limit): "a range has at most \(limit) elements"
    case .textTooLong(let limit): "a text grows beyond \(limit) bytes"
    case .listTooLong(let limit): "a list grows beyond \(limit) elements"
    case .tooDeep(let limit):
      "templates, blocks and macros call each other more than \(limit) levels deep"
    case .nestedValue(let limit):
      "lists and mappings are nested more than \(limit) levels deep"
    case .requiredBlock(let name): "the required block `\(name)` is not defined"
    case .noParentBlock(let name): "there is no block `\(name)` further up"
    case .failed(let message, _, _), .warning(let message): message
    case .unquotedAttribute(let name):
      "the value of the attribute `\(name)` has no quotation marks"
    case .unescaped: "what is printed here is not escaped"
    case .notPrintable(let what, _): "\(what) cannot be printed"
    case .notSerializable(let what): "\(what) cannot be written as JSON"
    case .notANamespace(let found): "only a namespace's members can be set, found \(found)"
    case .cannotChange(let name):
      "`\(name)` is in no variable of the template and cannot be changed"
    default: ""
    }
  }

  /// What was looked for, and other facts.
  var notes: [String] {
    switch self {
    case .undefinedMember(_, let owner, let known) where !known.isEmpty:
      ["\(owner) has \(enumeration(known))"]
    case .undefinedItem(_, let owner, let known) where !known.isEmpty:
      ["\(owner) has \(enumeration(known))"]
    case .undefinedVariable(_, let known) where !known.isEmpty:
      ["the variables here are \(enumeration(known))"]
    case .notPrintable(let what, let known) where !known.isEmpty:
      ["\(what) has \(enumeration(known))"]
    case .unknownArgument(_, let owner, let known) where !known.isEmpty:
      ["\(owner) has \(enumeration(known))"]
    case .failed(_, let notes, _): notes
    case .extendsItself(let chain): ["the chain is \(chain.joined(separator: " → "))"]
    default: []
    }
  }

  /// What to do.
  var help: [String] {
    switch self {
    case .unclosedTag: ["close it with `}}` or `%}`, as it was opened"]
    case .unclosedComment: ["close it with `#}`"]
    case .unclosedRaw: ["close it with `{% endraw %}`"]
    case .unclosedBlock(_, let end): ["close it with `{% \(end) %}`"]
    case .unknownFilter(let name, let known): similar("filter", name, known)
    case .unknownTest(let name, let known): similar("test", name, known)
    case .unknownFunction(let name, let known): similar("function", name, known)
    case .unknownTag(let name): similar("tag", name, tagNames)
    case .missingTemplate(let names, let known):
      names.first.map { similar("template", $0, known) } ?? []
    case .unknownArgument(let name, _, let known): similar("parameter", name, known)
    case .undefinedVariable(let name, let known): similar("variable", name, known)
    case .undefinedMember(let name, _, let known): similar("member", name, known)
    case .hyphenInBlockName: ["use an underscore"]
    case .unquotedAttribute(let name): ["write `\(name)=\"{{ … }}\"`: a space would end the value"]
    case .unescaped: ["escape, and mark with `safe` the one value that is markup"]
    case .failed(_, _, let help): help
    case .notPrintable: ["print one of its members"]
    default: []
    }
  }

  private func similar(_ kind: String, _ name: String, _ known: [String]) -> [String] {
    let near = nearNames(to: name, in: known).map { "`\($0)`" }
    guard let last = near.last else { return [] }
    if near.count == 1 { return ["a \(kind) with a similar name exists: \(last)"] }
    let list = "\(near.dropLast().joined(separator: ", ")) and \(last)"
    return ["\(kind)s with similar names exist: \(list)"]
  }

  private func alternatives(_ words: [String]) -> String {
    let quoted = words.map { "`\($0)`" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.last ?? "nothing" }
    return "\(quoted.dropLast().joined(separator: ", ")) or \(last)"
  }

  private func enumeration(_ names: [String]) -> String {
    let shown = names.prefix(24).map { "`\($0)`" }.joined(separator: ", ")
    return names.count > 24 ? "\(shown) and \(names.count - 24) more" : shown
  }
}

private let tagNames = [
  "autoescape", "block", "break", "call", "continue", "do", "elif", "else", "extends", "filter",
  "for", "from", "if", "import", "include", "macro", "print", "raw", "set", "with",
]
