// What the site hands to templates without copying it: objects with named members.
//
// Members are looked up by a small integer. The names a site knows are numbered in the order it
// gives them, so an object can `switch` over them; names it does not know come with a larger one.

/// A name that occurs in the templates, or that the site said it knows.
public struct Name: Hashable, Sendable {
  /// Its number: below the count of the names given to the set, in their order; −1 for a name
  /// that was made while rendering and that no template spells out.
  public let id: Int
  /// As it is written.
  public let text: String

  /// Makes a name.
  public init(id: Int, text: String) {
    self.id = id
    self.text = text
  }

  /// By number, which is what makes a name one.
  public static func == (left: Name, right: Name) -> Bool {
    left.id == right.id && (left.id >= 0 || left.text == right.text)
  }

  /// By number.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// Something of the site's with named members.
public protocol TemplateObject: AnyObject, Sendable {
  /// The member of that name; `nil` where there is no such member. A member that exists and has
  /// no value is `.none`.
  func member(_ name: Name) -> Value?

  /// All members, for messages.
  var memberNames: [String] { get }

  /// What messages call it, a noun: `article`.
  var typeName: String { get }

  /// What `{% if x %}` says; true unless it is implemented.
  var isTruthy: Bool { get }

  /// What printing it gives; `nil`, unless it is implemented, means that printing is an error.
  var printed: Value? { get }

  /// What a loop over it gives; `nil`, unless it is implemented, means that it has no elements.
  var elements: [Value]? { get }

  /// The same number for two objects that are the same to every template; `nil`, unless it is
  /// implemented. See ``FragmentStore``.
  var identity: Int? { get }

  /// Whether a member is a plain value that many pages share and that costs nothing to ask for, so
  /// that what an included template wrote may be known by it; false unless it is implemented.
  func isPlain(_ name: Name) -> Bool
}

extension TemplateObject {
  /// True.
  public var isTruthy: Bool { true }
  /// Nothing: printing it is an error.
  public var printed: Value? { nil }
  /// Nothing: looping over it is an error.
  public var elements: [Value]? { nil }
  /// None: it is unlike every other.
  public var identity: Int? { nil }
  /// None is.
  public func isPlain(_ name: Name) -> Bool { false }
}
