// What a problem is, in words, before anyone has decided how it is drawn.
//
// Each target keeps its problems as facts (an enum) and words them here once. How a
// diagnostic looks on a terminal, in a CI log or in a browser is `Drawing.swift`'s.

/// How much a problem matters.
public enum Severity: Int, Hashable, Comparable, Sendable {
  /// Nothing is published while there is one.
  case error
  /// Published, but an editor should look; with `--strict` it counts.
  case warning
  /// Something to know.
  case note

  /// The word people see.
  public var name: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .note: "note"
    }
  }

  /// Errors come first.
  public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}

/// One problem: what is wrong, where, and what to do.
public struct Diagnostic: Hashable, Sendable {
  /// How much it matters.
  public var severity: Severity
  /// The permanent code, a family and two digits: `T704`. See ``codes``.
  public var code: String
  /// One clause: lower case, present tense, no full stop.
  public var message: String
  /// Where it is; `nil` where there is no file to point into.
  public var place: Place?
  /// What was looked for, and other facts.
  public var notes: [String]
  /// What to do.
  public var help: [String]
  /// Other places that belong to it, innermost first: the first of two duplicates, the chain of
  /// includes.
  public var related: [Related]

  /// A second place and what it has to do with the problem.
  public struct Related: Hashable, Sendable {
    /// A clause such as `first defined here`.
    public var message: String
    /// Where.
    public var place: Place

    /// Makes a second place.
    public init(_ message: String, _ place: Place) {
      self.message = message
      self.place = place
    }
  }

  /// Makes a problem.
  public init(
    _ severity: Severity, _ code: String, _ message: String, at place: Place? = nil,
    notes: [String] = [], help: [String] = [], related: [Related] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.place = place
    self.notes = notes
    self.help = help
    self.related = related
  }
}

extension Diagnostic: Comparable {
  /// By path (bytes), line, column, severity, code, message, then all else: the order people read
  /// them in, and the same on every machine. What has no place comes first.
  public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    let paths = byteOrder(left.place?.path ?? "", right.place?.path ?? "")
    if paths != 0 { return paths < 0 }
    let leftKey = (left.place?.line ?? 0, left.place?.column ?? 0, left.severity.rawValue)
    let rightKey = (right.place?.line ?? 0, right.place?.column ?? 0, right.severity.rawValue)
    if leftKey != rightKey { return leftKey < rightKey }
    for part in [\Diagnostic.code, \Diagnostic.message] {
      let order = byteOrder(left[keyPath: part], right[keyPath: part])
      if order != 0 { return order < 0 }
    }
    // Seldom needed: so that the order never depends on which worker was first.
    return left.details.utf8.lexicographicallyPrecedes(right.details.utf8)
  }

  private var details: String {
    let places = [place].compactMap { $0 } + related.map(\.place)
    let others = places.map {
      "\($0.path) \($0.line) \($0.column) \($0.length) \($0.excerpt ?? "")"
    }
    return (notes + help + related.map(\.message) + others).joined(separator: "\n")
  }
}

/// Less than 0, 0 or more, as the bytes of two texts are ordered; whatever Unicode says of them.
func byteOrder(_ left: String, _ right: String) -> Int {
  var (left, right) = (left, right)
  return left.withUTF8 { left in
    right.withUTF8 { right in
      for (one, other) in zip(left, right) where one != other { return one < other ? -1 : 1 }
      return left.count - right.count
    }
  }
}
