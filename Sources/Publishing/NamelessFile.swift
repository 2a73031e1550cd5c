// A file that nobody else sees: its name is taken away as soon as it is open, so that its room is
// given back when the process ends, in whatever way.

import Glibc

/// An open file without a name. Several threads may write and read different parts of it at once.
final class NamelessFile: Sendable {
  private let descriptor: Int32

  /// Makes one; `nil` where that is not possible.
  ///
  /// - Parameter path: what it is called for a moment.
  init?(_ path: String) {
    unlink(path)
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    unlink(path)
  }

  deinit { close(descriptor) }

  /// Writes pieces one after another.
  ///
  /// - Parameter offset: from the start, in bytes.
  /// - Returns: whether all of it was written.
  func write(_ pieces: [[UInt8]], at offset: Int) -> Bool {
    let count = pieces.reduce(0) { $0 + $1.count }
    return withUnsafeTemporaryAllocation(byteCount: count, alignment: 16) { buffer in
      var end = 0
      for piece in pieces {
        UnsafeMutableRawBufferPointer(rebasing: buffer[end...]).copyBytes(from: piece)
        end += piece.count
      }
      return all(count) { done, left in
        pwrite(descriptor, buffer.baseAddress.map { $0 + done }, left, off_t(offset + done))
      }
    }
  }

  /// Reads a part.
  func read(_ count: Int, at offset: Int) -> [UInt8]? {
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      isWhole = all(count) { done, left in
        pread(descriptor, buffer.baseAddress.map { $0 + done }, left, off_t(offset + done))
      }
      filled = isWhole ? count : 0
    }
    return isWhole ? bytes : nil
  }

  /// Calls until all bytes are moved.
  private func all(_ count: Int, _ move: (_ done: Int, _ left: Int) -> Int) -> Bool {
    var done = 0
    while done < count {
      let moved = move(done, count - done)
      if moved < 0, errno == EINTR { continue }
      guard moved > 0 else { return false }
      done += moved
    }
    return true
  }
}
