// From the words of chunks to the forms of a segment, numbered through: the first of the passes over
// all articles.

import Nordic

/// The forms of a segment.
struct SegmentForms: Sendable {
  var chunks: [SearchChunk]
  var forms = KeyPool()
  /// In how many articles each form stands.
  var documentCounts: [Int] = []
  /// For each chunk, the segment's number of each of its forms.
  var numbers: [[UInt32]] = []

  init(_ chunks: [SearchChunk]) {
    self.chunks = chunks
    for chunk in chunks {
      var numbers: [UInt32] = []
      numbers.reserveCapacity(chunk.forms.count)
      for form in 0..<chunk.forms.count {
        let number = chunk.forms.withBytes(of: form) { forms.insert(bytes: $0) }
        if number == documentCounts.count { documentCounts.append(0) }
        numbers.append(UInt32(truncatingIfNeeded: number))
      }
      for form in chunk.formOf { documentCounts[Int(numbers[Int(form)])] += 1 }
      self.numbers.append(numbers)
    }
  }

  /// Whether a form stands in more articles than another; in as many, the one that sorts first.
  func isCommoner(_ form: Int, than other: Int) -> Bool {
    documentCounts[form] == documentCounts[other]
      ? comesBefore(forms[form], forms[other]) : documentCounts[form] > documentCounts[other]
  }

  /// What splits the compounds of the whole index: learnt from the words of this segment.
  func splitter<Workers: ParallelMap>(
    overrides: [CompoundOverride], _ workers: Workers
  ) -> CompoundSplitter {
    let words = (0..<forms.count).lazy.filter { [1, 2].contains(forms[$0].first) }.map {
      (word: Array(forms[$0].dropFirst()), count: documentCounts[$0])
    }
    return CompoundSplitter(words: words, overrides: overrides) { workers.map($0, $1) }
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
