// A growing stack outside of any array.
//
// The renderer touches its stacks with nearly every instruction. An array would check that it is
// the only owner and count references each time, which was a third of the table benchmark.

/// Owns a run of initialised elements.
struct Stack<Element>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = max(capacity, 8)
    base = .allocate(capacity: self.capacity)
  }

  deinit {
    base.deinitialize(count: count)
    base.deallocate()
  }

  @inline(__always)
  var isEmpty: Bool { count == 0 }

  @inline(__always)
  mutating func push(_ element: consuming Element) {
    if count == capacity { grow(to: capacity * 2) }
    (base + count).initialize(to: element)
    count &+= 1
  }

  /// Takes the top away. There must be one.
  @inline(__always)
  mutating func pop() -> Element {
    precondition(count > 0)
    count &-= 1
    return (base + count).move()
  }

  /// Takes the top away without looking at it.
  @inline(__always)
  mutating func drop() {
    precondition(count > 0)
    count &-= 1
    (base + count).deinitialize(count: 1)
  }

  /// Takes away all from `newCount` on.
  @inline(__always)
  mutating func truncate(to newCount: Int) {
    guard newCount >= 0, newCount < count else { return }
    (base + newCount).deinitialize(count: count - newCount)
    count = newCount
  }

  /// Takes away all from `start` on but one.
  @inline(__always)
  mutating func keep(_ index: Int, from start: Int) {
    precondition(start >= 0 && index >= start && index < count)
    if index != start { swap(&base[start], &base[index]) }
    truncate(to: start + 1)
  }

  /// Adds the same element several times.
  mutating func push(_ element: Element, repeated number: Int) {
    guard number > 0 else { return }
    if count + number > capacity { grow(to: max(capacity * 2, count + number)) }
    (base + count).initialize(repeating: element, count: number)
    count += number
  }

  @inline(__always)
  subscript(_ index: Int) -> Element {
    @inline(__always)
    unsafeAddress {
      precondition(index >= 0 && index < count)
      return UnsafePointer(base + index)
    }
    @inline(__always)
    unsafeMutableAddress {
      precondition(index >= 0 && index < count)
      return base + index
    }
  }

  /// The top. There must be one.
  @inline(__always)
  var top: Element {
    @inline(__always)
    unsafeAddress {
      precondition(count > 0)
      return UnsafePointer(base + (count &- 1))
    }
    @inline(__always)
    unsafeMutableAddress {
      precondition(count > 0)
      return base + (count &- 1)
    }
  }

  @inline(never)
  private mutating func grow(to newCapacity: Int) {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: newCapacity)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity = newCapacity
  }
}

extension Stack where Element == Value {
  /// Adds `number` slots nothing is in.
  @inline(__always)
  mutating func addAbsent(_ number: Int) { push(.absent, repeated: number) }
}
