// When a burst of changes is over.
//
// An editor saves in several steps: it renames the old file away, makes a new one, writes it, and
// removes the old. Between the first step and the third the file is not there, and whoever looks then
// shows a page that is missing. So a file that is gone or only begun is waited for longer than one
// that has been closed.

/// What was seen to happen to a path.
enum Sighting: Sendable, Hashable {
  /// The file is whole: it was closed after writing, or moved here.
  case settled
  /// The file has gone, or is there but may not be whole.
  case unsettled
}

/// Gathers changes until it is quiet. Times are in milliseconds.
struct Debounce: Sendable {
  /// After the last change, when all files are whole.
  private let quietTime = 5
  /// After the last change, when some are not.
  private let unsettledTime = 40
  /// After the first change, whatever goes on.
  private let limit = 100
  private var changed: Set<String> = []
  private var unsettled: Set<String> = []
  private var first = 0
  private var last = 0

  /// Takes a change over.
  mutating func note(_ path: String, _ sighting: Sighting, now: Int) {
    if changed.isEmpty { first = now }
    last = now
    changed.insert(path)
    switch sighting {
    case .settled: unsettled.remove(path)
    case .unsettled: unsettled.insert(path)
    }
  }

  /// When the changes should be told; `nil` while there are none.
  var due: Int? {
    changed.isEmpty
      ? nil : min(first + limit, last + (unsettled.isEmpty ? quietTime : unsettledTime))
  }

  /// Hands the changes over and begins anew.
  mutating func collect() -> Set<String> {
    defer { (changed, unsettled) = ([], []) }
    return changed
  }
}
