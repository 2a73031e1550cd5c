// The one place of a build that starts parallel work.
//
// Workers take chunks of indices from a shared counter, and each result goes to its own place, so
// the order of the results, and with it every byte of the site, does not depend on their number.

import Dispatch
import Synchronization

/// Does two things at the same time, of which neither needs the other. Both may start parallel work.
func concurrently<One: Sendable, Other: Sendable>(
  jobs: Int, _ one: @Sendable () -> One, _ other: @escaping @Sendable () -> Other
) -> (One, Other) {
  guard jobs > 1 else { return (one(), other()) }
  let place = Place<Other>()
  // Not `concurrentPerform`, inside of which no other one has more than one worker.
  let work = DispatchWorkItem {
    let result = other()
    place.result.withLock { $0 = result }
  }
  DispatchQueue.global().async(execute: work)
  let first = one()
  work.wait()
  // It is there by now; who does not believe it asks again.
  return (first, place.result.withLock { $0 } ?? other())
}

private final class Place<Result: Sendable>: Sendable {
  let result = Mutex<Result?>(nil)
}

/// Applies a pure function to 0..<count and returns the results in order.
///
/// - Parameters:
///   - jobs: how many workers; 1 runs everything on the caller's thread.
///   - chunk: how many neighbouring indices a worker takes at a time; 1 for few and uneven items.
///   - order: the indices in the order they are taken; each once.
func concurrentMap<Result: Sendable>(
  _ count: Int, jobs: Int, chunk: Int = 16, order: [Int]? = nil,
  _ transform: @Sendable (Int) -> Result
) -> [Result] {
  guard jobs > 1, count > chunk else { return (0..<count).map(transform) }
  return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
    // Every index is written by exactly one worker before `concurrentPerform` returns.
    nonisolated(unsafe) let base = buffer.baseAddress
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
      while true {
        let start = next.add(chunk, ordering: .relaxed).oldValue
        guard start < count, let base else { return }
        for place in start..<min(start + chunk, count) {
          let index = order?[place] ?? place
          (base + index).initialize(to: transform(index))
        }
      }
    }
    initialized = count
  }
}
