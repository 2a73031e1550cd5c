// The templates of a theme, compiled once and rendered many times.
//
// A set never changes: any number of threads may render with it at once. What a rendering needs
// to remember is in its `Renderer` and gone with it.

import Reporting

/// A set of compiled templates that can extend, include and import each other.
public struct TemplateSet: Sendable {
  /// What the site adds to the language, and how strict it is.
  public struct Settings: Sendable {
    /// The names the site's objects know, in the order of their ``Name/id``.
    public var knownNames: [String] = []
    /// The site's filters; they win over the engine's of the same name.
    public var filters: [TemplateFilter] = []
    /// The site's tests.
    public var tests: [TemplateTest] = []
    /// The site's functions.
    public var functions: [TemplateFunction] = []
    /// Variables every template has.
    public var globals: [(String, Value)] = []
    /// Names of variables that contexts will hold; calling one of them is not an unknown function.
    public var contextNames: [String] = []
    /// Whether what is undefined prints as nothing, as themes made for Jinja2's defaults expect.
    public var lenientUndefined = false
    /// Whether what templates print is escaped; `nil`: where their name ends as HTML or XML does.
    public var escapes: Bool?
    /// What a rendering may use at most.
    public var limits = Limits()

    /// Makes the settings of a plain Jinja2.
    public init() {}
  }

  /// What a rendering may use at most.
  public struct Limits: Sendable, Hashable {
    /// Rounds of loops and calls.
    public var steps = 10_000_000
    /// Bytes of a page, and of any text.
    public var output = 50_000_000
    /// Elements of a `range`.
    public var range = 100_000
    /// Elements of a list that an operator makes.
    public var elements = 1_000_000
    /// Templates, blocks and macros that are running inside of each other.
    public var depth = 64
    /// Lists and mappings inside of each other.
    public var nesting = 100

    /// Makes the standard limits.
    public init() {}
  }

  let settings: Settings
  let programs: [Program]
  let templates: [String: Int]
  let names: NameTable
  private let flat: FlatSet
  /// Names of the root variables, by slot.
  let rootNames: [Int]
  /// What a root variable is that no context sets; absent where it is undefined then.
  let standards: [Value]
  let filters: CallableTable
  let tests: CallableTable
  let functions: CallableTable
  /// For each template, its blocks and those of its ancestors.
  let layouts: [(blocks: BlockTable, isComplete: Bool)]
  /// For each template, the slots of what it exports.
  let exports: [[Int: Int]]
  /// Slots of root variables by spelling.
  private let slots: [String: Int]

  /// Compiles templates.
  ///
  /// - Parameter sources: the name templates call each other by (`article.html`,
  ///   `shortcodes/figure.html`) and the text, whose path is what messages say.
  /// - Returns: the set, which can be rendered if there are no problems, and all problems of all
  ///   templates in their order.
  public static func compile(
    _ sources: [(name: String, source: SourceText)], _ settings: Settings = Settings()
  ) -> (set: TemplateSet, problems: [Diagnostic]) {
    var names = NameTable()
    for name in settings.knownNames { _ = names.number(name) }
    var templates: [String: Int] = [:]
    for (index, source) in sources.enumerated() { templates[source.name] = index }
    var shared = SharedTables(
      names: names, sources: sources, templates: templates,
      filters: filterTable(settings), tests: testTable(settings),
      functions: functionTable(settings), escapes: settings.escapes)
    for index in sources.indices { shared.parse(index) }
    shared.collectAssignedNames(settings)
    var programs: [Program] = []
    for index in sources.indices {
      var compiler = Compiler(shared, template: index)
      compiler.compile()
      shared = compiler.shared
      programs.append(compiler.program)
    }
    shared.reportCircles(programs)
    let problems = shared.problems.sorted()
    return (TemplateSet(shared, programs, settings), problems)
  }

  private init(_ shared: SharedTables, _ programs: [Program], _ settings: Settings) {
    self.settings = settings
    self.programs = programs
    templates = shared.templates
    filters = shared.filters
    tests = shared.tests
    functions = shared.functions
    var shared = shared
    for (name, _) in settings.globals { _ = shared.rootSlot(shared.names.number(name)) }
    names = shared.names
    flat = FlatSet(programs, shared.names)
    rootNames = shared.rootNames
    var slots: [String: Int] = [:]
    for (slot, name) in shared.rootNames.enumerated() { slots[shared.names[name]] = slot }
    self.slots = slots
    standards = standardValues(shared, settings, slots)
    layouts = programs.indices.map { layout(of: $0, programs) }
    exports = programs.indices.map { exportedNames(of: $0, programs, slots, shared) }
  }

  /// Whether there is a template of that name.
  public func contains(_ name: String) -> Bool { templates[name] != nil }

  /// The names of all templates, sorted.
  public var templateNames: [String] { programs.map(\.name).sorted() }

  /// Renders a template to the end of `output`.
  ///
  /// - Parameters:
  ///   - name: the template's name.
  ///   - context: the top-level variables.
  ///   - subject: what is being rendered, for messages: `content/blog/x.md`.
  ///   - output: left as it was when the rendering fails.
  /// - Returns: problems that did not stop the rendering.
  @discardableResult
  public func render(
    _ name: String, _ context: Context, subject: String? = nil, into output: inout [UInt8]
  ) throws(RenderFailure) -> [Diagnostic] {
    guard let template = templates[name] else {
      let problem = TemplateProblem.missingTemplate([name], known: programs.map(\.name))
      throw RenderFailure(
        diagnostic: Diagnostic(.error, problem.code, problem.message, help: problem.help))
    }
    let result: (Diagnostic?, [Diagnostic]) = withMemory { memory in
      var renderer = Renderer(memory, context, subject: subject)
      do {
        try renderer.render(template, context)
        output.append(contentsOf: renderer.page.bytes())
        return (nil, renderer.warnings)
      } catch {
        return (renderer.diagnostic(for: error), [])
      }
    }
    if let failure = result.0 { throw RenderFailure(diagnostic: failure) }
    return result.1
  }

  private func withMemory<Result>(_ body: (Memory) -> Result) -> Result {
    withUnsafePointer(to: self) { set in flat.withPointers(set, body) }
  }

  /// The slots of a context's variables; those no template reads are left out.
  func slots(of context: Context) -> [(slot: Int, value: Value)] {
    var found: [(slot: Int, value: Value)] = []
    found.reserveCapacity(context.names.count)
    for (name, value) in zip(context.names, context.values) {
      if let slot = slots[name] { found.append((slot, value)) }
    }
    return found
  }
}
