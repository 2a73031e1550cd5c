// Where the texts of articles wait between being composed and their pages being made.
//
// A page can only be made when all articles are known, and their texts are most of what a build
// would hold in memory until then. So they wait in one file beside the output, which has no name:
// however a build ends, nothing of it is left. A text that cannot be written there stays in
// memory, and one that cannot be read back is composed again.

import Synchronization

/// Bytes in memory, or in the store.
enum KeptBytes: Sendable {
  case here([UInt8])
  case stored(offset: Int, count: Int)

  /// What is in memory; empty for what is stored.
  var inMemory: [UInt8] {
    if case .here(let bytes) = self { return bytes }
    return []
  }
}

/// The file in which texts wait.
final class TextStore: Sendable {
  private let file: NamelessFile
  private let end = Atomic<Int>(0)

  init(_ file: NamelessFile) { self.file = file }

  /// Takes a body's texts out of memory.
  func taking(_ body: ArticleBody) -> ArticleBody {
    var body = body
    let parts = [\ArticleBody.html, \ArticleBody.text, \ArticleBody.indexText]
    let bytes = parts.map { body[keyPath: $0].inMemory }
    let count = bytes.reduce(0) { $0 + $1.count }
    var offset = end.add(count, ordering: .relaxed).oldValue
    guard count > 0, file.write(bytes, at: offset) else { return body }
    for (part, bytes) in zip(parts, bytes) where !bytes.isEmpty {
      body[keyPath: part] = .stored(offset: offset, count: bytes.count)
      offset += bytes.count
    }
    return body
  }

  /// - Returns: `nil` where the bytes cannot be read back.
  func bytes(_ kept: KeptBytes) -> [UInt8]? {
    switch kept {
    case .here(let bytes): bytes
    case .stored(let offset, let count): file.read(count, at: offset)
    }
  }
}
