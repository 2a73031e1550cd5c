// Functions, filters and tests that the site adds to the language.
//
// A parameter list is data, so that a wrong call is found when the template is compiled: missing,
// too many and misspelt arguments never reach the body.

import Reporting

/// One parameter of a function, filter or test.
public struct Parameter: Sendable, Hashable, ExpressibleByStringLiteral {
  enum Kind: UInt8, Sendable { case required, optional, rest, named }
  /// The name a caller may use: `style="long"`.
  public let name: String
  let kind: Kind

  /// One that must be given.
  public init(stringLiteral name: String) {
    self.name = name
    kind = .required
  }

  private init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// One that may be left out.
  public static func optional(_ name: String) -> Parameter { Parameter(name, .optional) }
  /// Takes what positional arguments are left; ``Call/rest``.
  public static var rest: Parameter { Parameter("rest", .rest) }
  /// Takes what named arguments are left; ``Call/named``.
  public static var named: Parameter { Parameter("named", .named) }
}

/// A function templates can call: `url_for("about.md")`.
public struct TemplateFunction: Sendable {
  /// As templates write it.
  public let name: String
  /// In order.
  public let parameters: [Parameter]
  /// Computes the value.
  public let body: @Sendable (inout Call) throws -> Value

  /// Makes a function.
  public init(
    _ name: String, parameters: [Parameter], body: @escaping @Sendable (inout Call) throws -> Value
  ) {
    self.name = name
    self.parameters = parameters
    self.body = body
  }
}

/// A filter or test: a function whose first argument stands before the bar or the `is`.
///
/// A test's value is read as true or false.
public struct TemplateFilter: Sendable {
  /// As templates write it.
  public let name: String
  /// Without the filtered value itself.
  public let parameters: [Parameter]
  /// Computes the value; ``Call/input`` is what is filtered.
  public let body: @Sendable (inout Call) throws -> Value

  /// Makes a filter.
  public init(
    _ name: String, parameters: [Parameter] = [],
    body: @escaping @Sendable (inout Call) throws -> Value
  ) {
    self.name = name
    self.parameters = parameters
    self.body = body
  }
}

/// A test: `x is upcoming`.
public typealias TemplateTest = TemplateFilter

/// One call of a function or filter of the site's.
public struct Call {
  /// The function's name as the template wrote it.
  public let name: String
  /// What is filtered or tested; undefined for a function.
  public let input: Value
  /// The arguments in the order of the parameters; absent ones are `nil`.
  public let arguments: [Value?]
  /// What a `rest` parameter took.
  public let rest: [Value]
  /// What a `named` parameter took, in the order written.
  public let named: [(name: String, value: Value)]
  /// What the context carries for the site's functions.
  public let userInfo: (any Sendable)?
  /// What is being rendered, for messages.
  public let subject: String?
  /// Whether the template escapes what it prints.
  public let escapes: Bool
  let parameters: [Parameter]
  let site: CallSite
  /// Problems that do not stop the rendering; they are handed back with the page.
  public internal(set) var warnings: [Diagnostic] = []

  /// The argument of a parameter, by its place in the list.
  public subscript(_ index: Int) -> Value? {
    index < arguments.count ? arguments[index] : nil
  }

  /// The argument of a parameter, by its name.
  public subscript(_ name: String) -> Value? {
    guard let index = parameters.firstIndex(where: { $0.name == name }) else { return nil }
    return self[index]
  }

  /// Where the call is written.
  public var place: Place { site.source.place(site.range) }

  /// Adds a problem at the call that does not stop the rendering.
  public mutating func warn(_ message: String, notes: [String] = [], help: [String] = []) {
    var notes = notes
    if let subject { notes.append("while rendering \(subject)") }
    let problem = TemplateProblem.warning(message)
    warnings.append(
      Diagnostic(.warning, problem.code, message, at: place, notes: notes, help: help))
  }

  /// Adds a problem of the site's own that does not stop the rendering.
  public mutating func report(_ diagnostic: Diagnostic) { warnings.append(diagnostic) }
}

/// Where a call is written.
struct CallSite: Sendable {
  let source: SourceText
  let range: Range<Int>
}

/// What a function or filter of the site's throws to stop the rendering with a message.
public struct CallFailure: Error, Sendable {
  /// One clause, lower case, no full stop.
  public let message: String
  /// What was looked for, and other facts.
  public let notes: [String]
  /// What to do.
  public let help: [String]

  /// Makes a failure; the engine adds where it happened.
  public init(_ message: String, notes: [String] = [], help: [String] = []) {
    self.message = message
    self.notes = notes
    self.help = help
  }
}
