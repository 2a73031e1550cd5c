// Files that are served as they lie on the disk: opened safely, sent without being read into memory.
//
// Only regular files below the folder that was meant, by their real paths: a link out of the site, a
// FIFO or a device is not there.

import Glibc

/// A regular file, open for reading. A class, because the file is closed with its last user.
final class OpenFile: Sendable {
  let descriptor: Int32
  /// In bytes, when it was opened.
  let size: Int
  /// Seconds since 1970-01-01T00:00:00Z.
  let modified: Int64
  /// Inode, size and time of change in figures, to tell versions apart.
  let version: String

  /// Opens a file; `nil` where there is none, it is not regular, or it lies elsewhere.
  init?(path: String, inside folder: String) {
    guard let real = realPath(path), let root = realPath(folder),
      real.utf8.starts(with: root.utf8),
      root == "/" || real.utf8.dropFirst(root.utf8.count).first == UInt8(ascii: "/")
    else { return nil }
    let descriptor = open(real, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY)
    guard descriptor >= 0 else { return nil }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
    size = Int(facts.st_size)
    modified = Int64(facts.st_mtim.tv_sec)
    version =
      [UInt64(facts.st_ino), UInt64(max(0, size))].map { String($0, radix: 16) }
      .joined(separator: "-") + "-\(facts.st_mtim.tv_sec).\(facts.st_mtim.tv_nsec)"
  }

  deinit { close(descriptor) }

  /// Sends bytes of the file to a socket, as many as it takes now.
  func send(to socket: Int32, _ range: Range<Int>) -> Transfer {
    var offset = off_t(range.lowerBound)
    // In pieces, so that a file on a slow disk does not keep the other connections waiting.
    let count = sendfile(socket, descriptor, &offset, min(range.count, 1 << 18))
    if count > 0 { return .moved(count) }
    // The file is shorter than it was: what was promised cannot be kept.
    if count == 0 { return .ended }
    return errno == EAGAIN || errno == EINTR ? .moved(0) : .ended
  }
}

extension Entity {
  /// Finds what a response is made of; `nil` for a file that is not there.
  init?(_ content: Response.Content) {
    switch content {
    case .bytes(let bytes):
      self.init(
        source: .bytes(bytes), size: bytes.count, tag: "\"\(digest(of: bytes))\"",
        lastModified: nil)
    case .file(let path, let folder):
      guard let file = OpenFile(path: path, inside: folder) else { return nil }
      self.init(
        source: .file(file), size: file.size, tag: "\"\(file.version)\"",
        lastModified: httpDate(unix: file.modified))
    }
  }
}

private func realPath(_ path: String) -> String? {
  guard !path.utf8.contains(0), let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}
