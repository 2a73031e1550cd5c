// A template as a tree.
//
// Names are numbers from here on; `NameTable` knows their spelling. Every node knows the bytes it
// was made of and how deep the tree below it is, because a tree that is too deep for the stack
// must be an error and not a crash.

/// A range of a template's source in half the space.
struct SourceRange: Sendable, Hashable {
  let lower: UInt32
  let upper: UInt32

  init(_ range: Range<Int>) {
    lower = UInt32(truncatingIfNeeded: range.lowerBound)
    upper = UInt32(truncatingIfNeeded: range.upperBound)
  }

  var range: Range<Int> { Int(lower)..<Int(max(lower, upper)) }
}

/// The names of a set of templates and their numbers.
struct NameTable: Sendable {
  private(set) var names: [Name] = []
  /// The hash of each name as a key of a mapping.
  private(set) var hashes: [Int] = []
  private var numbers: [String: Int] = [:]

  /// The number of a name, a new one if it has none yet.
  mutating func number(_ text: String) -> Int {
    if let known = numbers[text] { return known }
    let number = names.count
    numbers[text] = number
    names.append(Name(id: number, text: text))
    hashes.append(Value.text(text).keyHash ?? 0)
    return number
  }

  /// The number of a name that occurs somewhere, or `nil`.
  func known(_ text: String) -> Int? { numbers[text] }

  subscript(_ number: Int) -> String { names[number].text }
}

/// An expression.
struct Expression: Sendable {
  let kind: Kind
  let range: SourceRange
  /// The height of the tree; at most `maximumDepth`.
  let depth: Int

  indirect enum Kind: Sendable {
    case constant(Value)
    case name(Int)
    case member(Expression, Int)
    case item(Expression, Expression)
    case slice(Expression, Expression?, Expression?, Expression?)
    case call(Expression, Arguments)
    /// The name's range is what messages point at.
    case filter(Expression, String, SourceRange, Arguments)
    case test(Expression, String, SourceRange, Arguments)
    case list([Expression])
    case tuple([Expression])
    case map([(key: Expression, value: Expression)])
    case negative(Expression)
    case positive(Expression)
    case not(Expression)
    case and(Expression, Expression)
    case or(Expression, Expression)
    case arithmetic(Arithmetic, Expression, Expression)
    case concatenation([Expression])
    case comparison(Expression, [(Comparison, Expression)])
    case conditional(test: Expression, then: Expression, otherwise: Expression?)
    /// What a `filter` or `set` block captured; the renderer has it at hand.
    case captured
  }

  static let maximumDepth = 150
}

/// The operators that compute.
enum Arithmetic: UInt8, Sendable {
  case add, subtract, multiply, divide, floorDivide, modulo, power

  var spelling: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .floorDivide: "//"
    case .modulo: "%"
    case .power: "**"
    }
  }
}

/// The operators that compare.
enum Comparison: UInt8, Sendable {
  case equal, notEqual, less, lessEqual, greater, greaterEqual, isIn, notIn

  var spelling: String {
    switch self {
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessEqual: "<="
    case .greater: ">"
    case .greaterEqual: ">="
    case .isIn: "in"
    case .notIn: "not in"
    }
  }
}

/// The arguments of a call, filter or test.
struct Arguments: Sendable {
  var positional: [Expression] = []
  var named: [(name: String, range: SourceRange, value: Expression)] = []
  /// `*list`
  var list: Expression?
  /// `**mapping`
  var map: Expression?

  var isEmpty: Bool { positional.isEmpty && named.isEmpty && list == nil && map == nil }
}

/// What a value is assigned to.
indirect enum Target: Sendable {
  case name(Int, SourceRange)
  case member(Int, Int, SourceRange)
  case tuple([Target], SourceRange)
}

/// A statement, or a piece of text.
struct Statement: Sendable {
  let kind: Kind
  let range: SourceRange

  indirect enum Kind: Sendable {
    case text(Range<Int>)
    case output(Expression)
    case print([Expression])
    case condition([(test: Expression, body: [Statement])], otherwise: [Statement])
    case loop(ForLoop)
    case set(Target, Expression)
    /// The expression is the captured text with its filters.
    case setBlock(Target, Expression, [Statement])
    case block(Block)
    case extends(Expression)
    case include(Include)
    case importModule(Include, Int)
    case importNames(Include, [(name: Int, alias: Int)])
    case macro(Macro)
    case call(Macro, Expression)
    case filter(Expression, [Statement])
    case with([(Target, Expression)], [Statement])
    case autoescape(Expression, [Statement])
    case evaluate(Expression)
    case leaveLoop
    case nextRound
  }
}

struct ForLoop: Sendable {
  let target: Target
  let sequence: Expression
  let condition: Expression?
  let isRecursive: Bool
  let body: [Statement]
  let otherwise: [Statement]
}

struct Block: Sendable {
  let name: Int
  let nameRange: SourceRange
  let isScoped: Bool
  let isRequired: Bool
  let body: [Statement]
}

struct Include: Sendable {
  let template: Expression
  let ignoresMissing: Bool
  let withContext: Bool
}

/// A macro, or the body of a `call` block.
struct Macro: Sendable {
  let name: Int
  let parameters: [(name: Int, standard: Expression?)]
  let body: [Statement]
}

/// A parsed template.
struct SyntaxTree: Sendable {
  let statements: [Statement]
}
