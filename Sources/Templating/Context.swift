// What a site hands to a template to render one page.

/// The top-level variables of one rendering.
public struct Context: Sendable {
  private(set) var names: [String] = []
  private(set) var values: [Value] = []
  /// Whatever the site's functions need to know about the page; see ``Call/userInfo``.
  public var userInfo: (any Sendable)?
  /// Where what included templates write is kept for other pages. What the site's functions give
  /// must not depend on ``userInfo`` in any other way than the store does.
  public var fragments: (any FragmentStore)?

  /// Makes a context of variables.
  public init(_ values: [(String, Value)], userInfo: (any Sendable)? = nil) {
    names.reserveCapacity(values.count)
    self.values.reserveCapacity(values.count)
    for (name, value) in values {
      names.append(name)
      self.values.append(value)
    }
    self.userInfo = userInfo
  }

  /// Sets a variable.
  public mutating func set(_ name: String, _ value: Value) {
    if let index = names.firstIndex(of: name) {
      values[index] = value
    } else {
      names.append(name)
      values.append(value)
    }
  }

  /// A variable's value.
  public subscript(_ name: String) -> Value? {
    names.firstIndex(of: name).map { values[$0] }
  }
}
