// Compound words and the words they are made of, learnt from a site's own texts.
//
// A word is split where the parts are known (Koehn and Knight, EACL 2003): modifiers as words of
// their own, with or without a linking `s` or `e`, the head in any of its forms. Danish, Bokmål and
// Nynorsk are one pool. Where only the head is known, and stands in many compounds, the split counts
// half. Hyphens and soft hyphens are the tokens' business.

/// What a compound is made of.
public struct CompoundSplit: Sendable, Hashable {
  /// Two words or more, modifiers first, without what links them; the head last, inflected as it was.
  public var parts: [[UInt8]]
  /// Whether only the head was known as a word, so that the split counts for less.
  public var isHalf: Bool
}

/// What a site itself says of a compound and all its forms.
public struct CompoundOverride: Sendable, Hashable {
  /// One part: never split.
  let parts: [[UInt8]]

  /// Reads `vej|projekt`, `vej-projekt`, or the same with a soft hyphen; a word without a border is
  /// never split.
  ///
  /// - Returns: `nil` where a part is empty or holds anything but letters and digits.
  public init?(_ text: String) {
    var parts: [[UInt8]] = [[]]
    for scalar in text.unicodeScalars {
      switch scalar {
      case "|", "-", "\u{2010}", "\u{2011}", "\u{AD}": parts.append([])
      default: append(scalar.value, to: &parts[parts.count - 1])
      }
    }
    for (index, part) in parts.enumerated() {
      let found = tokens(of: part)
      guard found.count == 1 else { return nil }
      parts[index] = found[0].word
    }
    self.parts = parts
  }
}

/// The head of one compound, while a splitter learns.
public struct CompoundHead: Sendable {
  let danish: UInt64
  let norwegian: UInt64
  /// What stands before it.
  let modifier: UInt64
}

/// Splits compounds by what it learnt from a site's own words.
///
/// The same words give the same splits, in whatever order they come. Splitting takes a few
/// microseconds; callers remember the answer for each distinct word.
public struct CompoundSplitter: Sendable {
  var knowledge: CompoundKnowledge
  /// By the hash of the joined parts' stem.
  private var overrides: [UInt64: [[UInt8]]] = [:]

  /// Learns.
  ///
  /// - Parameters:
  ///   - words: lower-case words of Danish and Norwegian texts, and how often each occurs; what
  ///     occurs more than once is added up.
  ///   - overrides: win over what is learnt; of two for one word, the later.
  ///   - map: applies a function to 0 up to a number, in parallel where it can.
  public init(
    words: some Sequence<(word: [UInt8], count: Int)>, overrides: [CompoundOverride] = [],
    map: (Int, @Sendable (Int) -> [CompoundHead]) -> [[CompoundHead]] = { (0..<$0).map($1) }
  ) {
    knowledge = CompoundKnowledge()
    var all: [[UInt8]] = []
    for (word, count) in words where count > 0 {
      knowledge.add(word, count: count)
      all.append(word)
    }
    let (known, learnt, blockSize) = (knowledge, all, 1024)
    let heads = map((learnt.count + blockSize - 1) / blockSize) { block in
      let start = block * blockSize
      return learnt[start..<min(start + blockSize, learnt.count)].compactMap(known.head)
    }
    knowledge.learn(heads.joined())
    for item in overrides {
      let stems = CompoundKnowledge.stems(of: item.parts.flatMap { $0 })
      self.overrides[stems.danish] = item.parts
      self.overrides[stems.norwegian] = item.parts
    }
  }

  /// Splits a word.
  ///
  /// - Parameter word: lower case, form C.
  /// - Returns: `nil` where it is no compound, or not known to be one.
  public func split(_ word: [UInt8]) -> CompoundSplit? {
    if !overrides.isEmpty, let parts = override(for: word) {
      guard let head = parts.last, parts.count > 1 else { return nil }
      // The word may be another form than the site wrote down.
      let modifiers = parts.dropLast()
      let headOffset = modifiers.reduce(0) { $0 + $1.count }
      if word.count > headOffset, word.starts(with: modifiers.joined()), word[headOffset] == head[0]
      {
        return CompoundSplit(
          parts: modifiers.map(knowledge.unlinked) + [Array(word[headOffset...])], isHalf: false)
      }
    }
    return knowledge.split(word)
  }

  private func override(for word: [UInt8]) -> [[UInt8]]? {
    let stems = CompoundKnowledge.stems(of: word)
    return overrides[stems.danish] ?? overrides[stems.norwegian]
  }
}
