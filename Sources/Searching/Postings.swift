// From terms to postings: which articles have a term, and how much it counts there (its impact).
//
// An impact is the saturated weight of BM25F in fifteen steps, so the browser needs neither term
// frequencies nor lengths. A posting is the article's number in its segment, a bit that says whether
// the card of a result shows the word, and the impact in four bits.

/// The postings of some chunks one after the other, sorted by term, then article.
struct ChunkPostings: Sendable {
  /// Where each term's postings end; they begin where those of the term before end.
  var ends: [UInt32]
  /// The number of an article in its segment, a bit where its card shows the word, and the impact.
  var postings: [UInt32]

  /// - Parameters:
  ///   - chunks: places in the segment's chunks.
  ///   - first: the number in the segment of the first article.
  init(_ forms: SegmentForms, _ chunks: Range<Int>, terms: SegmentTerms, first: Int) {
    var found: [(term: UInt32, posting: UInt32)] = []
    found.reserveCapacity(forms.chunks[chunks].reduce(0) { $0 + $1.formOf.count })
    var counts = [UInt32](repeating: 0, count: terms.keys.count)
    // Where each term of the article is in `row`, plus one.
    var places = [UInt32](repeating: 0, count: terms.keys.count)
    var row: [TermWeight] = []
    var number = UInt32(truncatingIfNeeded: first)
    for index in chunks {
      let chunk = forms.chunks[index]
      let numbers = forms.numbers[index]
      var start = 0
      for head in chunk.heads {
        row.removeAll(keepingCapacity: true)
        for place in start..<start + head.formCount {
          let weight = chunk.weightOf[place]
          for part in terms.terms(of: Int(numbers[Int(chunk.formOf[place])])) {
            let share = max((weight >> 1) &* part.share / 20, 1)
            let term = Int(part.term)
            if places[term] == 0 {
              row.append(TermWeight(term: part.term, weight: 0, isShown: 0))
              places[term] = UInt32(truncatingIfNeeded: row.count)
            }
            row[Int(places[term]) - 1].weight &+= share
            row[Int(places[term]) - 1].isShown |= weight & 1
          }
        }
        start += head.formCount
        let norm = head.norm
        for item in row {
          let impact = impact(of: item.weight, norm: norm)
          found.append((item.term, number << 5 | item.isShown << 4 | impact))
          counts[Int(item.term)] += 1
          places[Int(item.term)] = 0
        }
        number &+= 1
      }
    }
    var place: UInt32 = 0
    for term in counts.indices { (counts[term], place) = (place, place + counts[term]) }
    postings = Array(repeating: 0, count: found.count)
    for (term, posting) in found {
      postings[Int(counts[Int(term)])] = posting
      counts[Int(term)] += 1
    }
    ends = counts
  }

  func postings(of term: Int) -> ArraySlice<UInt32> {
    postings[Int(term == 0 ? 0 : ends[term - 1])..<Int(ends[term])]
  }
}

/// One term of an article while its weights are added up.
private struct TermWeight {
  var term: UInt32
  var weight: UInt32
  /// 1 where the card shows one of its forms.
  var isShown: UInt32
}

/// 1...15; half of the way where the weight equals the norm.
private func impact(of weight: UInt32, norm: Double) -> UInt32 {
  let weight = Double(weight)
  return UInt32(min(max(15 * weight / (weight + norm) + 0.5, 1), 15))
}

/// The postings of a segment.
struct SegmentPostings: Sendable {
  /// Of neighbouring chunks together: each of these has a place for every term.
  var groups: [ChunkPostings]

  init<Workers: ParallelMap>(
    _ forms: SegmentForms, _ terms: SegmentTerms, _ workers: Workers
  ) {
    let size = (forms.chunks.count + 31) / 32
    let starts = Array(stride(from: 0, to: forms.chunks.count, by: max(size, 1)))
    groups = workers.map(starts.count) { index in
      let start = starts[index]
      let first = forms.chunks[..<start].reduce(0) { $0 + $1.heads.count }
      let chunks = start..<min(start + size, forms.chunks.count)
      return ChunkPostings(forms, chunks, terms: terms, first: first)
    }
  }

  /// All postings of a term, articles ascending.
  func postings(of term: Int) -> [UInt32] {
    var all: [UInt32] = []
    for group in groups { all += group.postings(of: term) }
    return all
  }
}
