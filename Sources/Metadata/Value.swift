// What front matter and data files hold, with the place of every part.
//
// YAML and JSON both end up here. A scalar keeps its text as typed beside its value, so that a
// key that wants a string gets `1984`, `3.10` or `20.12` and not what a number makes of them.
// Nothing here knows what a key means; `MapReader` and `ArticleMetadata` do.

/// A value and where it stands in its file.
public struct Node: Equatable, Sendable {
  /// What it is.
  public var value: Value
  /// Byte offsets in the file, quotation marks and brackets included; empty where a value is left
  /// out, at the place where it would be.
  public var range: Range<Int>
  /// A scalar as typed: a string's content after quotes, escapes and folding, `3.10` for the
  /// float 3.1, `~` for a null. Empty for lists and maps.
  public var text: String

  /// Makes a node.
  public init(_ value: Value, range: Range<Int>, text: String = "") {
    self.value = value
    self.range = range
    self.text = text
  }

  /// Makes a string, whose text is itself.
  public init(string: String, range: Range<Int>) {
    self.init(.string(string), range: range, text: string)
  }
}

/// The kinds of values that YAML's core schema and JSON share.
public enum Value: Equatable, Sendable {
  /// `null`, `~`, or nothing at all.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number of 64 bits.
  case int(Int)
  /// A number with a fraction or an exponent, or one of `.inf -.inf .nan`.
  case float(Double)
  /// Text.
  case string(String)
  /// Values in order.
  case list([Node])
  /// Keys and values in order.
  case map(Map)

  /// What people call it in a message: `a list`, `text`, `a whole number`.
  public var kindName: String {
    switch self {
    case .null: "nothing"
    case .bool: "a truth value"
    case .int: "a whole number"
    case .float: "a number"
    case .string: "text"
    case .list: "a list"
    case .map: "a map"
    }
  }
}

/// Keys and values in the order they were written.
public struct Map: Equatable, Sendable {
  /// One key and its value.
  public struct Entry: Equatable, Sendable {
    /// The key as typed, without quotation marks.
    public var key: String
    /// Where the key stands, quotation marks included.
    public var keyRange: Range<Int>
    /// What belongs to it.
    public var node: Node

    /// Makes an entry.
    public init(key: String, keyRange: Range<Int>, node: Node) {
      self.key = key
      self.keyRange = keyRange
      self.node = node
    }
  }

  /// In the order of the file; no key occurs twice unless a problem has said so.
  public var entries: [Entry]

  /// Makes a map of these entries.
  public init(_ entries: [Entry] = []) { self.entries = entries }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { entries.isEmpty }

  /// The value of a key, the first one where a key occurs twice; `nil` when there is none.
  ///
  /// - Complexity: O(number of entries).
  public subscript(key: String) -> Node? {
    for entry in entries where entry.key == key { return entry.node }
    return nil
  }
}

/// A typed value and the bytes it was read from, so that a later problem can point at it.
public struct Located<Content> {
  /// The value.
  public var value: Content
  /// Byte offsets in the file; empty for what was not written but follows from elsewhere.
  public var range: Range<Int>

  /// Puts a value in its place.
  public init(_ value: Content, range: Range<Int>) {
    self.value = value
    self.range = range
  }
}

extension Located: Sendable where Content: Sendable {}
extension Located: Equatable where Content: Equatable {}
extension Located: Hashable where Content: Hashable {}
