// What one article looks like in lists, kept from page to page of one build.
//
// A list includes the same template for each of its articles, and an article stands in several lists.
// The template engine finds out what such an include depends on; here it is kept, together with the
// facts that were noted while it was made, which a page that takes it over notes as well.

import Nordic
import Synchronization
import Templating

/// What shows more of an article than this shows its text, which is not to be held in memory.
private let largestFragment = 4096
/// All that is kept, in bytes.
private let mostBytes = 128 << 20

/// The fragments of one build.
final class Fragments: Sendable {
  struct Kept: Sendable {
    let fragment: Fragment
    let facts: [Fact]
  }

  /// A part of the fragments, so that workers seldom wait for each other.
  private final class Part: Sendable {
    private let kept = Mutex<[[UInt8]: Kept]>([:])

    subscript(_ key: [UInt8]) -> Kept? { kept.withLock { $0[key] } }
    func set(_ key: [UInt8], _ new: Kept) { kept.withLock { $0[key] = new } }
  }

  private let parts = (0..<64).map { _ in Part() }
  /// How many bytes are kept.
  private let size = Atomic<Int>(0)

  /// The fragments as one page sees them.
  func seen(by reading: Reading, in language: Language) -> any FragmentStore {
    View(self, reading, language)
  }

  private func part(of key: [UInt8]) -> Part { parts[Int(key.reduce(0, ^) & 63)] }

  private final class View: FragmentStore {
    private let all: Fragments
    private let reading: Reading
    /// Words and dates are in the language of the page.
    private let language: UInt8

    init(_ all: Fragments, _ reading: Reading, _ language: Language) {
      self.all = all
      self.reading = reading
      self.language = UInt8(Language.allCases.firstIndex(of: language) ?? 0)
    }

    func fragment(_ key: [UInt8]) -> Fragment? {
      let key = key + [language]
      guard let kept = all.part(of: key)[key] else { return nil }
      for fact in kept.facts { reading.note(fact) }
      return kept.fragment
    }

    func begin() { reading.mark() }

    func keep(_ fragment: Fragment, _ key: [UInt8]) {
      guard fragment.bytes.count <= largestFragment,
        all.size.add(fragment.bytes.count, ordering: .relaxed).newValue <= mostBytes
      else { return }
      let key = key + [language]
      all.part(of: key).set(key, Kept(fragment: fragment, facts: reading.factsSinceMark))
    }
  }
}
