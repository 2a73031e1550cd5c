// What filters, tests and functions have in common once the set is compiled: a parameter list and
// a body that finds its arguments on the renderer's stack.

/// A filter, test or function, the engine's own or the site's.
struct Callable: Sendable {
  /// As templates write it.
  let name: String
  /// Without the filtered value.
  let parameters: [Parameter]
  let body: @Sendable (inout Renderer, Operands) throws -> Value

  init(
    _ name: String, _ parameters: [Parameter] = [],
    _ body: @escaping @Sendable (inout Renderer, Operands) throws -> Value
  ) {
    self.name = name
    self.parameters = parameters
    self.body = body
  }

  /// Wraps what the site brought along.
  init(
    site name: String, _ parameters: [Parameter], takesInput: Bool,
    _ body: @escaping @Sendable (inout Call) throws -> Value
  ) {
    self.init(name, parameters) { renderer, operands in
      try renderer.callSite(name, parameters, takesInput, operands, body)
    }
  }

  /// How many arguments must and may be given by position.
  var arity: (least: Int, most: Int?) {
    var least = 0
    var most = 0
    for parameter in parameters {
      switch parameter.kind {
      case .required:
        least += 1
        most += 1
      case .optional: most += 1
      case .rest: return (least, nil)
      case .named: break
      }
    }
    return (least, most)
  }
}

/// Where a call's arguments are: slots of the renderer's stack, one for each parameter in order.
///
/// For filters and tests the filtered value comes first. Slots of what was not given are absent;
/// a `rest` parameter's holds a list, a `named` one's a mapping.
struct Operands {
  /// Index of the first in the stack.
  let start: Int
  /// How many there are, the filtered value included.
  let count: Int
}

/// A table of callables that are found by name.
struct CallableTable: Sendable {
  private(set) var all: [Callable] = []
  private var numbers: [String: Int] = [:]

  /// Adds a callable; of two with the same name the later counts.
  mutating func add(_ callable: Callable) {
    numbers[callable.name] = all.count
    all.append(callable)
  }

  /// Gives a callable a second name.
  mutating func alias(_ name: String, of original: String) {
    numbers[name] = numbers[original]
  }

  func number(_ name: String) -> Int? { numbers[name] }

  subscript(_ number: Int) -> Callable { all[number] }

  var names: [String] { numbers.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
}
