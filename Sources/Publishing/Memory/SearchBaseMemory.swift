// The old segment of a large index, as the last build left it: the file `search-base` in the memory's
// folder. While its articles stay as they are, its files stay where they are and nothing of it is
// made, or even read.

import Searching

/// The old segment as it is remembered.
struct SearchBaseMemory: Sendable {
  let base: SearchBase
  /// The files of the segment, and the digests of their bytes.
  let outputs: [(path: String, digest: Digest)]

  /// Reads what the last build kept; `nil` where there is nothing, or what was made of other articles.
  ///
  /// - Parameter key: of all that the segment is made of.
  init?(in folder: MemoryFolder, _ key: Digest) {
    guard let (head, bytes, end) = folder.read(fileName, SeenSearch.self), head.key == key,
      head.paths.count == head.outputs.count, let base = SearchBase(Array(bytes[end...]))
    else { return nil }
    self.base = base
    outputs = Array(zip(head.paths, head.outputs))
  }

  /// Writes down a segment. A memory that cannot be kept is none.
  ///
  /// - Parameter files: all files of the segment.
  static func keep(
    _ base: SearchBase, _ key: Digest, _ files: [MadeFile], in folder: MemoryFolder
  ) {
    let head = SeenSearch(key: key, files)
    do throws(FileProblem) {
      try folder.disk.makeFolders(folder.path)
      try folder.write(fileName, folder.encoded(head, followedBy: [base.encoded]))
    } catch { return }
  }
}

private let fileName = "search-base"
