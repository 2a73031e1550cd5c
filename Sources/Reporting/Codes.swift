// The codes problems have, and what `tidende explain T101` says about them.
//
// A code is a family and two digits, and permanent: it is never given to another problem, so that
// it can be searched for and linked to. The table is in the order of the codes; a test holds it to
// that.

/// What stands behind a code.
public struct Code: Hashable, Sendable {
  /// A family and two digits: `T704`.
  public let name: String
  /// The problem as a class, one clause: lower case, no full stop.
  public let title: String
  /// Why it is a problem, and what to do; paragraphs in plain text, hard-wrapped.
  public let explanation: String

  /// Makes an entry of the table.
  public init(_ name: String, _ title: String, _ explanation: String) {
    self.name = name
    self.title = title
    self.explanation = explanation
  }

  /// What `tidende explain` writes; ends with a line break.
  public var page: String {
    let family = familyName(of: name).map { " (\($0))" } ?? ""
    return "\(name): \(title)\(family)\n\n\(explanation)\n"
  }
}

/// The families of codes by their first two characters.
public let codeFamilies: [(prefix: String, name: String)] = [
  ("T0", "settings and front matter"),
  ("T1", "text and typography"),
  ("T2", "metadata"),
  ("T3", "links and URLs"),
  ("T4", "pictures"),
  ("T5", "accessibility"),
  ("T6", "privacy"),
  ("T7", "templates"),
  ("T8", "feeds"),
  ("T9", "files"),
]

/// The name of the family a code belongs to; `nil` for what is not a code.
public func familyName(of code: String) -> String? {
  codeFamilies.first { code.hasPrefix($0.prefix) }?.name
}

/// Finds a code; upper and lower case are the same.
public func code(named name: String) -> Code? {
  let wanted = name.uppercased()
  return codes.first { $0.name == wanted }
}

/// All codes that have an explanation, sorted.
public let codes: [Code] = [
  Code(
    "T704", "there is no such filter",
    """
    A template passes a value through a filter, `{{ value | name }}`, that does not exist. Nothing
    is published, because the page would not say what its author meant.

    Look for a typing error first: the closest names are suggested. A filter of another template
    language may have another name here.
    """)
]
