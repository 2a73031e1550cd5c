// Values that can be called, or that live only as long as one rendering.
//
// Most are handles: a kind and an index into the renderer's tables. That keeps values free of
// references and cycles, and makes mutable things such as namespaces safe: they exist once, in
// the renderer that made them.

/// Something that can be called, or that belongs to one rendering.
public struct FunctionValue: Sendable {
  enum Kind: UInt8, Sendable {
    /// One of the set's functions; `index` is its number.
    case global
    /// A function that came as a value; it is in `boxed`.
    case custom
    /// A macro, or the body of a `call` block.
    case macro
    /// An imported template.
    case module
    /// `namespace(…)`.
    case namespace
    /// `cycler(…)`.
    case cycler
    /// `joiner(…)`.
    case joiner
    /// The `loop` of a `for`.
    case loop
    /// `self`.
    case blocks
    /// `super`, or a block of `self`: `index` is the block, `depth` how far up.
    case block
    /// A method that was looked up but not called yet.
    case method
  }

  let kind: Kind
  /// How far up, for `block`.
  let depth: UInt8
  /// The number in the table of that kind.
  let index: UInt32
  /// One element for `custom`, otherwise empty.
  let boxed: [TemplateFunction]

  init(_ kind: Kind, _ index: Int, depth: Int = 0) {
    self.kind = kind
    self.index = UInt32(truncatingIfNeeded: index)
    self.depth = UInt8(truncatingIfNeeded: depth)
    boxed = []
  }

  /// A function that is handed over as a value.
  public init(_ function: TemplateFunction) {
    kind = .custom
    index = 0
    depth = 0
    boxed = [function]
  }

  var typeName: String {
    switch kind {
    case .global, .custom, .method: "a function"
    case .macro: "a macro"
    case .module: "an imported template"
    case .namespace: "a namespace"
    case .cycler: "a cycler"
    case .joiner: "a joiner"
    case .loop: "a loop"
    case .blocks: "`self`"
    case .block: "a block"
    }
  }
}

extension Value {
  /// A function as a value.
  public static func function(_ function: TemplateFunction) -> Value {
    .function(FunctionValue(function))
  }
}
