// A value as templates see it: what Python's objects are to Jinja2.
//
// The enum is kept to two machine words, because the renderer moves values all the time. Text is
// UTF-8 bytes with a mark that says whether it is markup already (Jinja2's `Markup`). Sequences
// and mappings are values; only the site's own objects are references.

/// Anything a template can hold in a variable.
public enum Value: Sendable {
  /// What was asked for is not there; the payload knows what that was.
  case undefined(Undefined)
  /// `none`.
  case none
  /// `true` or `false`; printed `True` and `False`, as Python does.
  case bool(Bool)
  /// A whole number. Jinja2's are unbounded; here an overflow is an error.
  case int(Int)
  /// A floating-point number; never produced by dividing by zero, which is an error.
  case float(Double)
  /// Text, perhaps markup that needs no escaping.
  case string(Text)
  /// A list or a tuple.
  case list(ValueList)
  /// A mapping that keeps the order its keys were added in.
  case map(ValueMap)
  /// Something of the site's, with named members.
  case object(any TemplateObject)
  /// Something that can be called, or that belongs to one rendering (a macro, `loop`, a namespace).
  case function(FunctionValue)
}

/// A text: UTF-8 bytes, and whether they are markup.
public struct Text: Sendable, Hashable {
  /// UTF-8; what the engine makes is valid whenever what it was given is.
  public var bytes: [UInt8]
  /// Whether the text is markup that must not be escaped again.
  public var isSafe: Bool

  /// Makes a text of its bytes.
  public init(_ bytes: [UInt8], isSafe: Bool = false) {
    self.bytes = bytes
    self.isSafe = isSafe
  }
}

/// A list, or a tuple: they differ in how they print and in nothing else that matters here.
public struct ValueList: Sendable {
  /// The elements in order.
  public let items: [Value]
  /// Whether it prints with parentheses.
  public let isTuple: Bool
  /// How deep lists and mappings are nested in it: 1 where the elements are neither.
  let nesting: UInt16

  /// Makes a list of its elements.
  public init(_ items: [Value], isTuple: Bool = false) {
    self.items = items
    self.isTuple = isTuple
    var deepest = 0
    for index in items.indices {
      switch items[index] {
      case .list, .map: deepest = max(deepest, items[index].nesting)
      default: continue
      }
    }
    nesting = UInt16(clamping: deepest + 1)
  }
}

/// What is not there, in one word: enough to say what was asked for.
public struct Undefined: Sendable {
  /// What was asked for.
  enum Kind: UInt8, Sendable {
    /// No value at all: a slot nothing was put in. Templates never see it.
    case absent
    /// A variable that nobody set.
    case variable
    /// A named member of a value.
    case member
    /// An element by a key that is no constant name.
    case item
    /// A macro's parameter that was not given.
    case parameter
    /// The first, last, smallest, largest… of nothing.
    case element
    /// The missing `else` of an inline `if`: prints nothing, also when undefined is strict.
    case inlineElse
    /// Something an imported template does not export.
    case export
  }

  /// The asked-for name's index in the set's names; `unknownName` where only the renderer knows.
  let nameIndex: UInt32
  /// The low bits of the renderer's count of look-ups that failed: tells whether the renderer's
  /// record of the last one is about this value.
  let serial: UInt16
  /// What was asked for.
  let kind: Kind

  static let unknownName = 0xFFFF_FFFF

  init(_ kind: Kind, name: Int = unknownName, serial: UInt16 = 0) {
    self.kind = kind
    self.nameIndex = UInt32(truncatingIfNeeded: name)
    self.serial = serial
  }
}

extension Value {
  /// A text that will be escaped.
  public static func text(_ text: String) -> Value { .string(Text(Array(text.utf8))) }

  /// A text that will be escaped, from its UTF-8 bytes.
  public static func bytes(_ bytes: [UInt8]) -> Value { .string(Text(bytes)) }

  /// Markup that needs no escaping.
  public static func safe(_ bytes: [UInt8]) -> Value { .string(Text(bytes, isSafe: true)) }

  /// Markup that needs no escaping.
  public static func safe(_ text: String) -> Value { .safe(Array(text.utf8)) }

  /// A list.
  public static func list(_ items: [Value]) -> Value { .list(ValueList(items)) }

  /// A tuple.
  public static func tuple(_ items: [Value]) -> Value { .list(ValueList(items, isTuple: true)) }

  /// A mapping with text keys; of a key that comes twice the last value counts.
  public static func map(_ entries: [(String, Value)]) -> Value {
    var map = ValueMap(capacity: entries.count)
    for (key, value) in entries { map.set(.text(key), value) }
    return .map(map)
  }

  /// Something that is not there, for functions that found nothing.
  public static var missing: Value { .undefined(Undefined(.element)) }

  /// A slot nothing was put in; never handed to a template.
  static var absent: Value { .undefined(Undefined(.absent)) }

  /// Whether nothing was put in the slot.
  var isAbsent: Bool {
    if case .undefined(let undefined) = self { return undefined.kind == .absent }
    return false
  }

  /// Whether what was asked for is not there.
  public var isUndefined: Bool {
    if case .undefined = self { return true }
    return false
  }

  /// Whether it is `none`.
  public var isNone: Bool {
    if case .none = self { return true }
    return false
  }

  /// Python's truth: nothing, zero and empty are false. What is undefined is false too.
  public var isTruthy: Bool {
    switch self {
    case .undefined, .none: false
    case .bool(let flag): flag
    case .int(let number): number != 0
    case .float(let number): number != 0
    case .string(let text): !text.bytes.isEmpty
    case .list(let list): !list.items.isEmpty
    case .map(let map): map.count != 0
    case .object(let object): object.isTruthy
    case .function: true
    }
  }

  /// How deep lists and mappings are nested: 0 for all others.
  ///
  /// - Complexity: O(1) for a list, else what mappings it holds have of entries.
  var nesting: Int {
    switch self {
    case .list(let list): Int(list.nesting)
    case .map(let map):
      1 + map.entries.reduce(0) { max($0, max($1.value.nesting, $1.key.nesting)) }
    default: 0
    }
  }

  /// What messages call it: `text`, `list`, `article`.
  public var typeName: String {
    switch self {
    case .undefined: "something undefined"
    case .none: "none"
    case .bool: "a truth value"
    case .int: "a whole number"
    case .float: "a number"
    case .string: "a text"
    case .list(let list): list.isTuple ? "a tuple" : "a list"
    case .map: "a mapping"
    case .object(let object): withArticle(object.typeName)
    case .function(let function): function.typeName
    }
  }
}

/// Puts `a` or `an` before a noun.
func withArticle(_ noun: String) -> String {
  switch noun.utf8.first {
  case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"):
    "an \(noun)"
  default: "a \(noun)"
  }
}
