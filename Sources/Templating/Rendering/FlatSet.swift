// What renderings read of a set all the time, as plain memory.
//
// Programs hold arrays, and to read an array inside of a struct inside of an array counts references
// three times: it was more than half of what calling a macro took. So the parts of all programs lie
// one after the other, in elements that hold no references, and a rendering has pointers to them.

/// The parts of all programs, one after the other.
struct FlatSet: Sendable {
  private var names: [Name] = []
  private var hashes: [Int] = []
  /// The UTF-8 of all names, one after the other.
  private var spelling: [UInt8] = []
  /// Where each name ends in `spelling`.
  private var spellingEnds: [Int] = []
  // None is empty, so that each has an address.
  private var programs: [FlatProgram] = []
  private var code = [Instruction(operation: .finish)]
  private var literals: [UInt8] = [0]
  private var constants: [Value] = [.none]
  private var routines: [FlatRoutine] = []
  private var parameters = [FlatParameter(name: -1, hasDefault: false)]
  private var shapes = [FlatShape()]
  private var argumentNames = [-1]

  init(_ all: [Program], _ table: NameTable) {
    names = table.names
    hashes = table.hashes
    for name in names {
      spelling += name.text.utf8
      spellingEnds.append(spelling.count)
    }
    for program in all { add(program) }
  }

  private mutating func add(_ program: Program) {
    programs.append(
      FlatProgram(
        code: code.count, literals: literals.count, constants: constants.count,
        routines: routines.count, shapes: shapes.count))
    code += program.code
    literals += program.literals
    constants += program.constants
    for routine in program.routines {
      routines.append(
        FlatRoutine(
          kind: routine.kind, escapes: routine.escapes, name: routine.name, start: routine.start,
          slotCount: routine.slotCount, restSlot: routine.restSlot, namedSlot: routine.namedSlot,
          callerSlot: routine.callerSlot, parameters: parameters.count,
          parameterCount: routine.parameters.count))
      for (name, hasDefault) in zip(routine.parameters, routine.hasDefault) {
        parameters.append(FlatParameter(name: name, hasDefault: hasDefault))
      }
    }
    for shape in program.shapes {
      shapes.append(
        FlatShape(
          positional: shape.positional, count: shape.count, isPlain: shape.isPlain,
          isSpread: shape.hasList || shape.hasMap, hasCaller: shape.hasCaller,
          named: argumentNames.count, namedCount: shape.numbers.count))
      argumentNames += shape.numbers
    }
  }

  /// Hands out pointers that are good as long as `body` runs.
  func withPointers<Result>(
    _ set: UnsafePointer<TemplateSet>, _ body: (Memory) -> Result
  ) -> Result {
    var memory = Memory(set: set)
    return names.withUnsafeBufferPointer { names in
      hashes.withUnsafeBufferPointer { hashes in
        spelling.withUnsafeBufferPointer { bytes in
          spellingEnds.withUnsafeBufferPointer { ends in
            memory.spelling = Spelling(names: names, hashes: hashes, bytes: bytes, ends: ends)
            return withProgramPointers(&memory, body)
          }
        }
      }
    }
  }

  private func withProgramPointers<Result>(
    _ memory: inout Memory, _ body: (Memory) -> Result
  ) -> Result {
    programs.withUnsafeBufferPointer { programs in
      code.withUnsafeBufferPointer { code in
        literals.withUnsafeBufferPointer { literals in
          constants.withUnsafeBufferPointer { constants in
            memory.programs = programs
            memory.code = code
            memory.literals = literals
            memory.constants = constants
            return withCallPointers(&memory, body)
          }
        }
      }
    }
  }

  private func withCallPointers<Result>(
    _ memory: inout Memory, _ body: (Memory) -> Result
  ) -> Result {
    routines.withUnsafeBufferPointer { routines in
      parameters.withUnsafeBufferPointer { parameters in
        shapes.withUnsafeBufferPointer { shapes in
          argumentNames.withUnsafeBufferPointer { names in
            memory.routines = routines
            memory.parameters = parameters
            memory.shapes = shapes
            memory.argumentNames = names
            return body(memory)
          }
        }
      }
    }
  }
}

/// Where a program's parts begin.
struct FlatProgram: Sendable {
  let code: Int
  let literals: Int
  let constants: Int
  let routines: Int
  let shapes: Int
}

/// A ``Routine`` without its arrays.
struct FlatRoutine: Sendable {
  let kind: Routine.Kind
  let escapes: Bool
  let name: Int
  let start: Int
  let slotCount: Int
  let restSlot: Int
  let namedSlot: Int
  let callerSlot: Int
  /// Index of its first parameter.
  let parameters: Int
  let parameterCount: Int
}

/// A macro's parameter.
struct FlatParameter: Sendable {
  let name: Int
  let hasDefault: Bool
}

/// What is asked most of a ``CallShape``.
struct FlatShape: Sendable {
  var positional = 0
  var count = 0
  var isPlain = true
  /// Whether there is a `*list` or a `**mapping`.
  var isSpread = false
  var hasCaller = false
  /// Index of the first named argument's name.
  var named = 0
  var namedCount = 0
}

/// The memory of a ``FlatSet``.
struct Memory {
  let set: UnsafePointer<TemplateSet>
  var spelling = Spelling(
    names: .init(start: nil, count: 0), hashes: .init(start: nil, count: 0),
    bytes: .init(start: nil, count: 0), ends: .init(start: nil, count: 0))
  var programs = UnsafeBufferPointer<FlatProgram>(start: nil, count: 0)
  var code = UnsafeBufferPointer<Instruction>(start: nil, count: 0)
  var literals = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  var constants = UnsafeBufferPointer<Value>(start: nil, count: 0)
  fileprivate var routines = UnsafeBufferPointer<FlatRoutine>(start: nil, count: 0)
  fileprivate var parameters = UnsafeBufferPointer<FlatParameter>(start: nil, count: 0)
  fileprivate var shapes = UnsafeBufferPointer<FlatShape>(start: nil, count: 0)
  /// The numbers of the names of arguments.
  var argumentNames = UnsafeBufferPointer<Int>(start: nil, count: 0)

  @inline(__always)
  func routine(_ index: Int, of program: Int) -> FlatRoutine {
    routines[programs[program].routines &+ index]
  }

  @inline(__always)
  func parameter(_ index: Int, of routine: FlatRoutine) -> FlatParameter {
    parameters[routine.parameters &+ index]
  }

  @inline(__always)
  func shape(_ index: Int, of program: Int) -> FlatShape {
    shapes[programs[program].shapes &+ index]
  }
}
