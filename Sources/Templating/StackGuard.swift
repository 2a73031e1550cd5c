// How much of the thread's stack is left, for what calls itself as deep as a template says.
//
// The limits on depth are what decides, the same on every machine; what they allow fits into the
// 512 kB that worker threads have on some systems. This guard is for builds without optimisation,
// whose frames are several times as large.

#if canImport(Glibc)
  private import Glibc
#endif

/// Remembers where the stack was when the work began.
struct StackGuard: Sendable {
  private let start = stackAddress()

  /// Whether the stack is too short for another call that is nested.
  ///
  /// Asking the system is slow, so this is done only where more is in use than an optimised build
  /// ever needs.
  var isLow: Bool {
    let here = stackAddress()
    guard here < start, start - here > 192 << 10 else { return false }
    guard let end = stackEnd() else { return start - here > 320 << 10 }
    return here < end || here - end < 192 << 10
  }
}

@inline(never)
private func stackAddress() -> UInt {
  var mark: UInt8 = 0
  return withUnsafeMutablePointer(to: &mark) { UInt(bitPattern: $0) }
}

/// The lowest address of this thread's stack; `nil` where the system does not tell.
private func stackEnd() -> UInt? {
  #if canImport(Glibc)
    // Glibc has this only where `_GNU_SOURCE` is defined, which its Swift module does not.
    typealias Function = @convention(c) (pthread_t, UnsafeMutablePointer<pthread_attr_t>) -> Int32
    guard let symbol = dlsym(nil, "pthread_getattr_np") else { return nil }
    var attributes = pthread_attr_t()
    let status = unsafeBitCast(symbol, to: Function.self)(pthread_self(), &attributes)
    guard status == 0 else { return nil }
    defer { pthread_attr_destroy(&attributes) }
    var end: UnsafeMutableRawPointer?
    var size = 0
    guard pthread_attr_getstack(&attributes, &end, &size) == 0 else { return nil }
    return end.map { UInt(bitPattern: $0) }
  #else
    return nil
  #endif
}
