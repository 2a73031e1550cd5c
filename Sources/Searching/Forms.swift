// From the articles' words to numbered forms: the first of the passes over all articles.
//
// Articles are read in chunks of a size that depends on their count alone, so that the result does
// not depend on how many workers there are.

import Nordic

/// The forms of neighbouring articles.
struct ChunkForms: Sendable {
  /// Each begins with a byte for how it is stemmed, see `stemGroup`.
  var forms = KeyPool()
  /// In how many articles of the chunk each form stands.
  var documentCounts: [Int] = []
  /// For each article one after the other: its forms and their weights.
  var formOf: [UInt32] = []
  /// Times two, and one where the card shows the form: as in the tokens.
  var weightOf: [UInt32] = []
  /// Where each article's forms end in these.
  var ends: [Int] = []
  /// What a weight is compared with to become an impact: grows with the length of the article.
  var norms: [Double] = []
  var languages: [Language] = []

  /// Reads articles; one whose tokens are not readable has no words.
  init(_ entries: ArraySlice<SearchEntry>) {
    ends.reserveCapacity(entries.count)
    for entry in entries {
      var reader = ByteReader(entry.tokens)
      if let head = TokenHead(&reader) {
        read(&reader, head)
      } else {
        norms.append(1)
        languages.append(entry.card.language)
      }
      ends.append(formOf.count)
    }
  }

  private mutating func read(_ reader: inout ByteReader, _ head: TokenHead) {
    // BM25 with k = 1.2 and b = 0.6 against a fixed length of 400 words: an article's impacts do
    // not change when others come. In twentieths of a word, as the weights.
    let length = Double(min(head.bodyCount, 4000))
    norms.append((20 * 1.2 * (0.4 + 0.6 * length / 400)) * 100 / Double(head.boost))
    languages.append(head.language)
    for _ in 0..<head.formCount {
      guard let count = reader.varint(), count > 1, let form = reader.take(count),
        reader.bytes[form.lowerBound] < 4, let weight = reader.varint()
      else { return }
      let number = reader.bytes.withUnsafeBufferPointer {
        forms.insert(bytes: UnsafeBufferPointer(rebasing: $0[form]))
      }
      if number == documentCounts.count { documentCounts.append(0) }
      documentCounts[number] += 1
      formOf.append(UInt32(truncatingIfNeeded: number))
      weightOf.append(UInt32(truncatingIfNeeded: min(weight, 1 << 25 | 1)))
    }
  }
}

/// The forms of a segment, chunk by chunk.
struct SegmentForms: Sendable {
  var chunks: [ChunkForms]
  var forms = KeyPool()
  var documentCounts: [Int] = []
  /// For each chunk, the segment's number of each of its forms.
  var numbers: [[UInt32]] = []

  init<Workers: ParallelMap>(_ entries: [SearchEntry], _ range: Range<Int>, _ workers: Workers) {
    let size = max(128, (range.count + 31) / 32)
    let count = (range.count + size - 1) / size
    chunks = workers.map(count) { chunk in
      let start = range.lowerBound + chunk * size
      return ChunkForms(entries[start..<min(start + size, range.upperBound)])
    }
    for chunk in chunks {
      var numbers: [UInt32] = []
      numbers.reserveCapacity(chunk.forms.count)
      for index in 0..<chunk.forms.count {
        let number = forms.insert(chunk.forms[index])
        if number == documentCounts.count { documentCounts.append(0) }
        documentCounts[number] += chunk.documentCounts[index]
        numbers.append(UInt32(truncatingIfNeeded: number))
      }
      self.numbers.append(numbers)
    }
    // The segment has them all; they would be a third of what an index takes.
    for index in chunks.indices { chunks[index].forms = KeyPool() }
  }

  /// Whether a form stands in more articles than another; in as many, the one that sorts first.
  func isCommoner(_ form: Int, than other: Int) -> Bool {
    documentCounts[form] == documentCounts[other]
      ? comesBefore(forms[form], forms[other]) : documentCounts[form] > documentCounts[other]
  }

  /// What splits the compounds of the whole index: learnt from the words of this segment.
  func splitter(overrides: [CompoundOverride]) -> CompoundSplitter {
    let words = (0..<forms.count).lazy.filter { [1, 2].contains(forms[$0].first) }.map {
      (word: Array(forms[$0].dropFirst()), count: documentCounts[$0])
    }
    return CompoundSplitter(words: words, overrides: overrides)
  }
}

/// How a form is stemmed: 1 Danish, 2 Norwegian, 3 English; 0 is a term of its own.
func stemGroup(_ language: Language) -> UInt8 {
  switch language {
  case .da: 1
  case .nb, .nn: 2
  case .en: 3
  }
}
