// A growing stack of values outside of any array.
//
// The renderer touches it with nearly every instruction. An `[Value]` would check bounds and
// uniqueness each time; the table benchmark in Tests/Bench takes a third longer with one.

/// Owns a run of initialised values.
struct ValueStack: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Value>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = max(capacity, 16)
    base = .allocate(capacity: self.capacity)
  }

  deinit {
    base.deinitialize(count: count)
    base.deallocate()
  }

  @inline(__always)
  mutating func push(_ value: consuming Value) {
    if count == capacity { grow(to: capacity * 2) }
    (base + count).initialize(to: value)
    count += 1
  }

  /// Takes the top away; nothing is undefined.
  @inline(__always)
  mutating func pop() -> Value {
    guard count > 0 else { return .none }
    count -= 1
    return (base + count).move()
  }

  /// Takes away all from `newCount` on.
  @inline(__always)
  mutating func truncate(to newCount: Int) {
    guard newCount >= 0, newCount < count else { return }
    (base + newCount).deinitialize(count: count - newCount)
    count = newCount
  }

  /// Adds `number` slots nothing is in.
  @inline(__always)
  mutating func addAbsent(_ number: Int) {
    guard number > 0 else { return }
    if count + number > capacity { grow(to: max(capacity * 2, count + number)) }
    (base + count).initialize(repeating: .absent, count: number)
    count += number
  }

  @inline(__always)
  subscript(_ index: Int) -> Value {
    _read {
      precondition(index >= 0 && index < count)
      yield base[index]
    }
    _modify {
      precondition(index >= 0 && index < count)
      yield &base[index]
    }
  }

  /// The top.
  @inline(__always)
  var top: Value {
    _read { yield self[count - 1] }
    _modify { yield &self[count - 1] }
  }

  private mutating func grow(to newCapacity: Int) {
    let larger = UnsafeMutablePointer<Value>.allocate(capacity: newCapacity)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity = newCapacity
  }
}
