// Stems: what the forms of a word have in common, by the published algorithms of Snowball 3.1.
//
// A stem is a key for comparing, not a word: `digitaliseringens` is found as `digitalisering`. What
// Snowball leaves apart and a reader expects together is joined in ExtendedStem.swift.

/// Stems a word as Snowball's algorithm for the language does; Bokmål and Nynorsk share one.
///
/// - Parameter word: lower case, form C, UTF-8.
/// - Returns: never longer than the word.
public func stem(_ word: [UInt8], in language: Language) -> [UInt8] {
  changed(word) { stem(&$0, in: language) }
}

/// Stems a word where it stands.
func stem(_ word: inout Stemming, in language: Language) {
  switch language {
  case .da: stemDanish(&word)
  case .nb, .nn: stemNorwegian(&word)
  case .en: stemEnglish(&word)
  }
}

/// A copy of a word after something was done to it.
@inline(__always)
func changed(_ word: [UInt8], _ change: (inout Stemming) -> Void) -> [UInt8] {
  // On the stack, so that only the result is allocated (stemming of vocabularies).
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count) { bytes in
    word.withUnsafeBufferPointer { word in
      guard let target = bytes.baseAddress, let source = word.baseAddress else { return }
      target.initialize(from: source, count: word.count)
    }
    var stemming = Stemming(bytes, count: word.count)
    change(&stemming)
    return Array(UnsafeBufferPointer(rebasing: bytes[..<stemming.count]))
  }
}
