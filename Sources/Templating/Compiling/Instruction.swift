// The flat program a template is compiled to.
//
// A stack machine with a few instructions for what templates do most: print a literal, print a
// variable, print a member of a variable. Operands are small integers: offsets into the
// program's literals, indexes into its constants, the set's names, slots of the running routine,
// or addresses of other instructions.

import Reporting

/// One step: what to do and with what.
struct Instruction: Sendable {
  let operation: Operation
  /// Bits whose meaning is the operation's own.
  var flag: UInt8 = 0
  /// A count.
  var count: UInt16 = 0
  var a: Int32 = 0
  var b: Int32 = 0
}

/// What an instruction does. `→` says what is left on the stack.
enum Operation: UInt8, Sendable {
  // Output. flag 1: escape.
  /// Writes literals `a..<a+b`.
  case literal
  /// value →
  case output
  /// Writes slot `a`.
  case outputLocal
  /// Writes root variable `a`.
  case outputRoot
  /// Writes the member with name `b` of slot `a`.
  case outputLocalMember
  /// Writes the member with name `b` of root variable `a`.
  case outputRootMember
  /// Writes the member with name `b` of: value →
  case outputMember

  // Loading.
  /// → constant `a`
  case constant
  /// → slot `a`
  case local
  /// → slot `a` of the routine `count` levels further out
  case outer
  /// → root variable `a`
  case root
  /// → member `b` of slot `a`
  case localMember
  /// → member `b` of root variable `a`
  case rootMember
  /// value → member with name `b`
  case member
  /// value, key → element
  case item
  /// value, from?, to?, step? → part; flag bits 1, 2, 4 say which are there
  case slice
  /// → field `flag` of the loop `count` levels out in this routine
  case loopField

  // Storing.
  /// value → ; slot `a`
  case storeLocal
  /// value → ; root variable `a`
  case storeRoot
  /// value → ; slot `a` of the routine `count` levels further out
  case storeOuter
  /// namespace, value → ; member with name `b`; flag bit 1: value, namespace →
  case storeMember
  /// value →
  case drop
  /// below, value → value
  case dropBelow
  /// value → its `count` elements, the first on top
  case unpack

  // Computing.
  /// left, right → ; `flag` is the `Arithmetic`
  case arithmetic
  /// left, right → ; `flag` is the `Comparison`
  case compare
  /// left, right → right, result; for chains
  case compareKeeping
  case not
  case negative
  case positive
  /// `count` values → text; flag 1: as markup
  case concatenate
  /// `count` values → list; flag 1: tuple
  case list
  /// `count` keys and values → mapping
  case map
  /// → the undefined of an inline `if` without `else`
  case inlineElse

  // Jumping to `a`.
  case jump
  /// value →
  case jumpIfFalse
  /// value →
  case jumpIfTrue
  /// Leaves the value where it jumps, drops it where it does not.
  case jumpIfFalseOrDrop
  case jumpIfTrueOrDrop
  /// Jumps where slot `b` holds something.
  case jumpIfGiven
  /// Jumps where the template has found a parent.
  case jumpIfExtended

  // Calling. `count` arguments on the stack, `b` the call's shape.
  /// arguments, in the order of the parameters → ; filter `a`
  case filter
  /// arguments → ; test `a`; flag 1: negated
  case test
  /// As the two above, but the arguments are bound while rendering.
  case filterShaped
  case testShaped
  /// arguments → ; root variable `a`. flag 1: the next instruction writes the result
  case callRoot
  /// callee, arguments → ; flag as above
  case callValue
  /// receiver, arguments → ; method with name `a`; flag as above
  case callMethod
  /// As `callMethod`, for methods that change the receiver: → result, receiver
  case callChanging

  // Loops.
  /// sequence → ; begins a loop, or goes to `a` if it is empty; `b`: slot of the `loop` variable
  case beginLoop
  /// Puts the first element into slot `b`, or goes to `a` if there is none.
  case first
  case firstOnStack
  /// Puts the next element into slot `b` and goes to `a`; goes on at the end.
  case again
  case againOnStack
  /// `count` values → one of them by turns; `loop.cycle` of the loop `a` levels out
  case cycle
  /// Keeps the current element of a loop that filters; the loop is begun again by `restart`.
  case keep
  /// Begins the loop again with the kept elements, or goes to `a` if there are none.
  case restart
  /// Notes that a round was gone through to its end.
  case complete
  /// Ends the loop; flag 1: and goes to `a` unless a round was complete.
  case endLoop
  /// sequence → ; runs routine `a`, a loop that calls itself
  case callLoop

  // Templates.
  /// Runs block `a`; flag 1: with the variables of `b`; flag 2: required
  case block
  /// → the parent's block `a`
  case parentBlock
  /// Makes template: value → the parent; or, with `a` ≥ 0, template `a`
  case extend
  /// Runs template: value → ; or, with `a` ≥ 0, template `a`. `b`: `Visible`, flag see `IncludeFlag`
  case include
  /// → module; operands as above
  case importTemplate
  /// `count` inputs of fragment `b` → ; writes it and goes to `a` if it is known, else begins it
  case beginFragment
  case endFragment
  /// module → module, export with name `b`
  case export
  /// → macro that is routine `a`
  case macro

  // Capturing.
  case beginCapture
  /// → what was written since; flag 1: as markup
  case endCapture
  case finish
}

/// Bits of `include` and `importTemplate`.
enum IncludeFlag {
  static let ignoresMissing: UInt8 = 1
  static let withContext: UInt8 = 2
}

/// The fields of `loop`.
enum LoopField: UInt8, Sendable {
  case index, index0, first, last, length, reversedIndex, reversedIndex0, previous, following
  case depth, depth0, whole

  static let names: [(String, LoopField)] = [
    ("index", .index), ("index0", .index0), ("first", .first), ("last", .last),
    ("length", .length), ("revindex", .reversedIndex), ("revindex0", .reversedIndex0),
    ("previtem", .previous), ("nextitem", .following), ("depth", .depth), ("depth0", .depth0),
  ]
}

/// A compiled template.
struct Program: Sendable {
  let name: String
  let source: SourceText
  /// Whether what it prints is escaped.
  let escapes: Bool
  var code: [Instruction] = []
  /// For each instruction, what it was made of.
  var origins: [Origin] = []
  /// All literal text, newlines normalised.
  var literals: [UInt8] = []
  var constants: [Value] = []
  /// The first is the template itself.
  var routines: [Routine] = []
  /// The template it extends in any case, where its name is a constant.
  var parent: Int?
  /// Names of blocks and their routines, in the order they stand.
  var blocks: [(name: Int, routine: Int)] = []
  var shapes: [CallShape] = []
  /// What includes and scoped blocks can see of the variables in slots.
  var visibles: [[VisibleName]] = []
  /// Where an include was compiled into this program: the chain of its place.
  var sites: [InlineSite] = []
  /// Includes whose output can be kept.
  var fragments: [FragmentInputs] = []
  /// Templates that occur as constants, and whether any is computed.
  var references: [Int] = []
  var hasComputedReference = false
  /// Root variables it reads.
  var rootNames: Set<Int> = []
}

/// What an instruction was made of.
struct Origin: Sendable {
  let range: SourceRange
  /// Index of the inline site, or −1 for the template itself.
  let site: Int32
}

/// A place where another template was compiled into this one.
struct InlineSite: Sendable {
  /// The template's index in the set.
  let template: Int
  /// Where the `include` stands, and the site that is in.
  let includedFrom: Origin
}

/// A name an include can see, and where its value is.
struct VisibleName: Sendable {
  let name: Int
  let slot: Int32
  let levels: UInt16
}

/// A piece of a program that has slots of its own: a template, a block, a macro, a loop that
/// calls itself.
struct Routine: Sendable {
  enum Kind: UInt8, Sendable { case template, block, macro, call, loop }
  let kind: Kind
  /// Its name's number, or −1.
  let name: Int
  let start: Int
  var slotCount: Int
  var parameters: [Int] = []
  /// Whether each parameter has a default.
  var hasDefault: [Bool] = []
  /// Slots for what is left of the arguments; −1 where the body does not ask.
  var restSlot = -1
  var namedSlot = -1
  var callerSlot = -1
  /// Whether what it makes is markup.
  let escapes: Bool
}

/// How the arguments of a call are written.
struct CallShape: Sendable, Hashable {
  let positional: Int
  /// The spelling of each named argument.
  let named: [String]
  /// Their numbers.
  let numbers: [Int]
  let hasList: Bool
  let hasMap: Bool
  /// Whether a `call` block's body comes last.
  let hasCaller: Bool

  var count: Int {
    positional + named.count + (hasList ? 1 : 0) + (hasMap ? 1 : 0) + (hasCaller ? 1 : 0)
  }

  var isPlain: Bool { named.isEmpty && !hasList && !hasMap && !hasCaller }
}
