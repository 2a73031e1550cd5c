// Lists over several pages, numbered from the oldest.
//
// With n articles, p on a page, the numbered pages 1…k hold p articles each, counted from the
// oldest, and the front list the newest p … 2p−1 that are left. A numbered page never changes when
// an article is added at the end.

/// How a list of articles, newest first, is cut into pages.
struct Pagination: Sendable, Hashable {
  /// All articles of the list.
  let count: Int
  /// Articles on a numbered page; at least 1.
  let size: Int

  /// The numbered pages there are; 0 when the front list holds everything.
  var numberedCount: Int { max(0, count / size - 1) }

  /// The indices of the front list, in the order newest first.
  var front: Range<Int> { 0..<(count - numberedCount * size) }

  /// The indices of numbered page 1…numberedCount, in the order newest first.
  func page(_ number: Int) -> Range<Int> {
    (count - number * size)..<(count - (number - 1) * size)
  }
}
