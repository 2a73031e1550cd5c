// The page that is being written: a growing run of bytes outside of any array.
//
// Templates write many short pieces. `[UInt8].append(contentsOf:)` is a call for each, which for
// the table benchmark was a quarter of the time; this is copied into the caller's array once.

/// Owns the bytes written so far.
struct PageBuffer: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  /// What was written from an offset on; good until the next write.
  func bytes(from start: Int = 0) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + start, count: count - start)
  }

  /// Takes away all from an offset on.
  mutating func truncate(to newCount: Int) { count = min(count, max(newCount, 0)) }

  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    append(source, bytes.count)
  }

  mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  @inline(__always)
  mutating func append(_ source: UnsafePointer<UInt8>, _ number: Int) {
    if number > capacity &- count { grow(number) }
    copyBytes(source, to: base + count, number)
    count &+= number
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(1) }
    base[count] = byte
    count &+= 1
  }

  /// Appends text with the five characters of HTML escaped.
  @inline(__always)
  mutating func appendEscaped(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { appendEscaped($0) }
  }

  private mutating func appendEscaped(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    var start = 0
    var index = 0
    while index < bytes.count {
      // All five are below 0x3F, which most letters are not.
      if source[index] < 0x3F, let entity = entity(source[index]) {
        append(source + start, index &- start)
        append(entity.utf8Start, entity.utf8CodeUnitCount)
        start = index &+ 1
      }
      index &+= 1
    }
    append(source + start, bytes.count &- start)
  }

  /// Appends a whole number in decimal.
  @inline(__always)
  mutating func appendInteger(_ number: Int) {
    if number >= 0, number < 10 {
      append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number))
    } else {
      appendLongInteger(number)
    }
  }

  private mutating func appendLongInteger(_ number: Int) {
    if capacity &- count < 20 { grow(20) }
    if number < 0 {
      base[count] = UInt8(ascii: "-")
      count &+= 1
    }
    var rest = number.magnitude
    var length = 1
    var limit: UInt = 10
    while length < 19, rest >= limit {
      length &+= 1
      limit = limit &* 10
    }
    if length == 19, rest >= 10_000_000_000_000_000_000 { length = 20 }
    var index = count &+ length
    count = index
    for _ in 0..<length {
      index &-= 1
      base[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  @inline(never)
  private mutating func grow(_ needed: Int) {
    let newCapacity = max(capacity * 2, count + needed)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: newCapacity)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
    capacity = newCapacity
  }
}

/// The entity of a character that HTML text cannot hold.
@inline(__always)
func entity(_ byte: UInt8) -> StaticString? {
  switch byte {
  case UInt8(ascii: "&"): "&amp;"
  case UInt8(ascii: "<"): "&lt;"
  case UInt8(ascii: ">"): "&gt;"
  case UInt8(ascii: "'"): "&#39;"
  case UInt8(ascii: "\""): "&#34;"
  default: nil
  }
}

/// Copies bytes; few of them without a call, as two words that overlap.
@inline(__always)
private func copyBytes(
  _ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, _ number: Int
) {
  let from = UnsafeRawPointer(source)
  let to = UnsafeMutableRawPointer(target)
  if number > 16 {
    target.update(from: source, count: number)
  } else if number >= 8 {
    let first = from.loadUnaligned(as: UInt64.self)
    let last = from.loadUnaligned(fromByteOffset: number &- 8, as: UInt64.self)
    to.storeBytes(of: first, as: UInt64.self)
    to.storeBytes(of: last, toByteOffset: number &- 8, as: UInt64.self)
  } else if number >= 4 {
    let first = from.loadUnaligned(as: UInt32.self)
    let last = from.loadUnaligned(fromByteOffset: number &- 4, as: UInt32.self)
    to.storeBytes(of: first, as: UInt32.self)
    to.storeBytes(of: last, toByteOffset: number &- 4, as: UInt32.self)
  } else {
    for index in 0..<max(number, 0) { target[index] = source[index] }
  }
}
