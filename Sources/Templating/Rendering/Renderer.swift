// The state of one rendering, and how it begins and ends.
//
// Everything that changes is in here and nothing outlives the call: the set is read by several
// renderers at once. Values live on two stacks: slots and intermediate results on one, the root
// variables of contexts on the other.

import Reporting

/// One rendering of one template.
struct Renderer: ~Copyable {
  let memory: Memory
  let userInfo: (any Sendable)?
  let fragments: (any FragmentStore)?
  let subject: String?
  private let stackGuard = StackGuard()
  /// The names of the context, for messages.
  let contextNames: [String]
  var page = PageBuffer(capacity: 16_384)
  var stack = Stack<Value>(capacity: 256)
  var store: Stack<Value>
  var contexts = Stack<TemplateContext>(capacity: 8)
  var activations = Stack<Activation>(capacity: 32)
  var loops = Stack<LoopState>(capacity: 16)
  var macros: [MacroRecord] = []
  var namespaces: [ValueMap] = []
  var cyclers: [(items: [Value], position: Int)] = []
  var joiners: [(separator: Value, isUsed: Bool)] = []
  /// Modules imported without context, by template.
  var modules: [Int: Int] = [:]
  /// Where in the output captures begin.
  var captures: [Int] = []
  /// The fragments that are being written; `nil` for one that is not kept.
  var pendingFragments: [PendingFragment?] = []
  /// The parent that the running template has found.
  var parent = -1
  /// How deep the loop that begins next is in loops that call themselves.
  var pendingLoopDepth = 0
  var depth = 0
  var steps = 0
  var serial: UInt16 = 0
  /// What the last look-up that failed was about.
  var missing: (serial: UInt16, owner: Value, key: Value) = (0, .none, .none)
  /// The calls that are running, outermost first.
  var trace: [TraceEntry] = []
  /// The call that is running, for functions that ask where they were called.
  var running = (program: 0, address: 0)
  /// Where the failure that is being handed up happened.
  var failure: (frame: Frame, address: Int, trace: [TraceEntry])?
  var warnings: [Diagnostic] = []
  /// Whether the routine that runs escapes what it prints, for filters.
  var escapes = false

  init(
    _ memory: Memory, _ context: Context, subject: String?
  ) {
    self.memory = memory
    userInfo = context.userInfo
    fragments = context.fragments
    self.subject = subject
    contextNames = context.names
    store = Stack(capacity: memory.set.pointee.rootNames.count * 4)
  }
}

/// A set of root variables: of the page, of an included or of an imported template.
struct TemplateContext {
  /// Index of its first variable in the store.
  let base: Int
  /// The template it was made for.
  let template: Int
  /// The blocks by name, the most derived first.
  var blocks: BlockTable
  /// Whether `blocks` holds those of all ancestors already.
  let isComplete: Bool
}

/// The routines of blocks by name, the most derived first.
struct BlockTable: Sendable {
  var chains: [Int: [BlockEntry]] = [:]

  mutating func add(_ program: Program, _ index: Int) {
    for (name, routine) in program.blocks {
      chains[name, default: []].append(BlockEntry(program: index, routine: routine))
    }
  }
}

struct BlockEntry: Sendable {
  let program: Int
  let routine: Int
}

/// A running routine's slots, and which routine it was written in.
struct Activation {
  let base: Int
  /// Index of the activation around it, or −1.
  let outer: Int
  /// Tells it from others that had the same index.
  let serial: Int
}

/// What a routine needs to know to run.
struct Frame {
  let program: Int
  let context: Int
  /// Index of its activation.
  let activation: Int
  /// Index of its first slot in the stack.
  let base: Int
}

/// A macro and where it was made.
struct MacroRecord {
  let program: Int
  let routine: Int
  let context: Int
  let activation: Int
  let activationSerial: Int
}

/// A call that is running: what the chain in a message is made of.
struct TraceEntry {
  enum Kind { case block, macro, include, import_, extends, loop, caller }
  let kind: Kind
  let program: Int
  let address: Int
  /// The name's number of a block or macro; the index of a template.
  let name: Int
}

extension Renderer {
  /// The set, which a copy would count the references of.
  var set: TemplateSet {
    @inline(__always)
    unsafeAddress { memory.set }
  }

  var spelling: Spelling {
    @inline(__always) get { memory.spelling }
  }

  /// Renders a template from beginning to end.
  mutating func render(_ template: Int, _ context: Context) throws {
    let index = makeContext(for: template)
    let base = contexts[index].base
    for (slot, value) in memory.set.pointee.slots(of: context) { store[base + slot] = value }
    try runTemplate(template, in: index)
    try checkOutput()
  }

  /// Makes an empty context.
  ///
  /// - Returns: its index.
  mutating func makeContext(for template: Int) -> Int {
    let base = store.count
    store.addAbsent(set.rootNames.count)
    let layout = set.layouts[template]
    contexts.push(
      TemplateContext(
        base: base, template: template, blocks: layout.blocks, isComplete: layout.isComplete))
    return contexts.count - 1
  }

  /// Runs a template's top level and then its ancestors'.
  mutating func runTemplate(_ first: Int, in context: Int) throws {
    var template = first
    let outerParent = parent
    defer { parent = outerParent }
    var seen: [Int] = []
    let traceCount = trace.count
    while true {
      parent = -1
      guard !seen.contains(template), seen.count < set.settings.limits.depth else {
        let chain = (seen + [template]).map { set.programs[$0].name }
        throw TemplateProblem.extendsItself(chain)
      }
      seen.append(template)
      try runRoutine(0, of: template, in: context, outer: -1)
      guard parent >= 0 else { break }
      trace.append(TraceEntry(kind: .extends, program: template, address: -1, name: parent))
      template = parent
    }
    trace.removeSubrange(traceCount...)
  }

  /// Runs a routine with fresh slots.
  mutating func runRoutine(
    _ routine: Int, of program: Int, in context: Int, outer: Int
  ) throws {
    let base = stack.count
    stack.addAbsent(memory.routine(routine, of: program).slotCount)
    try runPrepared(routine, of: program, in: context, outer: outer, base: base)
  }

  /// Runs a routine whose slots are on the stack from `base` on, and takes them away.
  mutating func runPrepared(
    _ routine: Int, of program: Int, in context: Int, outer: Int, base: Int
  ) throws {
    guard depth < set.settings.limits.depth, !stackGuard.isLow else {
      throw TemplateProblem.tooDeep(set.settings.limits.depth)
    }
    depth += 1
    steps += 1
    let outside = escapes
    let routine = memory.routine(routine, of: program)
    escapes = routine.escapes
    activations.push(Activation(base: base, outer: outer, serial: steps))
    let frame = Frame(
      program: program, context: context, activation: activations.count - 1, base: base)
    try run(frame, from: routine.start)
    activations.drop()
    escapes = outside
    stack.truncate(to: base)
    depth -= 1
  }

  /// Counts a step, and looks whether the page has grown too large.
  @inline(__always)
  mutating func countStep() throws {
    steps += 1
    if steps & 0x3F == 0 { try checkLimits() }
  }

  /// Counts the steps of what was made before, as if they were taken now.
  mutating func count(_ number: Int) throws {
    let before = steps
    steps += number
    if steps >> 6 != before >> 6 { try checkLimits() }
  }

  @inline(never)
  private func checkLimits() throws {
    if steps & ~0x3F > set.settings.limits.steps {
      throw TemplateProblem.tooManySteps(set.settings.limits.steps)
    }
    try checkOutput()
  }

  private func checkOutput() throws {
    if page.count > set.settings.limits.output {
      throw TemplateProblem.outputTooLarge(set.settings.limits.output)
    }
  }
}
