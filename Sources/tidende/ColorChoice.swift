// Whether output is coloured.
//
// Sources: no-color.org and bixense.com/clicolors. A pure function; who calls it reads the
// environment.

/// The values of `--color`.
enum ColorChoice: String, CaseIterable, Sendable {
  /// As the surroundings say.
  case auto
  case always
  case never
}

/// What decides about colours when the command line does not: environment variables as they are
/// set, `nil` where they are not.
struct ColorSurroundings: Hashable, Sendable {
  /// `NO_COLOR`: any text but the empty one turns colours off.
  var noColor: String?
  /// `CLICOLOR_FORCE`: any text but `0` and the empty one turns colours on, also into a file.
  var cliColorForce: String?
  /// `CLICOLOR`: `0` turns colours off.
  var cliColor: String?
  /// `TERM`: `dumb` and none have no colours.
  var term: String?
  /// Whether the output is a terminal.
  var isTerminal = false
}

/// Decides: the flag first, then `NO_COLOR`, `CLICOLOR_FORCE`, `CLICOLOR`, and what is written to.
func usesColor(_ choice: ColorChoice, in surroundings: ColorSurroundings) -> Bool {
  switch choice {
  case .always: return true
  case .never: return false
  case .auto: break
  }
  if surroundings.noColor?.isEmpty == false { return false }
  if let force = surroundings.cliColorForce, !force.isEmpty, force != "0" { return true }
  if surroundings.cliColor == "0" { return false }
  guard let term = surroundings.term, !term.isEmpty, term != "dumb" else { return false }
  return surroundings.isTerminal
}
