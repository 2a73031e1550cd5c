// From terms to postings: which articles have a term, and how much it counts there (its impact).
//
// An impact is the saturated weight of BM25F in fifteen steps, so the browser needs neither term
// frequencies nor lengths. A posting is the article's number in its segment, a bit that says whether
// the card of a result shows the word, and the impact in four bits.

/// The postings of a chunk, sorted by term, then article.
struct ChunkPostings: Sendable {
  /// Where each term's postings end; they begin where those of the term before end.
  var ends: [UInt32]
  /// See `posting`.
  var postings: [UInt32]

  /// - Parameter first: the number in the segment of the chunk's first article.
  init(
    _ chunk: ChunkForms, numbers: [UInt32], terms: SegmentTerms, first: Int
  ) {
    var found: [(term: UInt32, posting: UInt32)] = []
    found.reserveCapacity(chunk.formOf.count)
    var counts = [UInt32](repeating: 0, count: terms.keys.count)
    // Where each term of the article is in `row`, plus one.
    var places = [UInt32](repeating: 0, count: terms.keys.count)
    var row: [TermWeight] = []
    var start = 0
    for (document, end) in chunk.ends.enumerated() {
      row.removeAll(keepingCapacity: true)
      for index in start..<end {
        let weight = chunk.weightOf[index]
        for part in terms.terms(of: Int(numbers[Int(chunk.formOf[index])])) {
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
      start = end
      let number = UInt32(truncatingIfNeeded: first + document) << 5
      for item in row {
        let impact = impact(of: item.weight, norm: chunk.norms[document])
        found.append((item.term, number | item.isShown << 4 | impact))
        counts[Int(item.term)] += 1
        places[Int(item.term)] = 0
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
  var chunks: [ChunkPostings]

  init<Workers: ParallelMap>(
    _ forms: SegmentForms, _ terms: SegmentTerms, _ workers: Workers
  ) {
    var firsts: [Int] = []
    var next = 0
    for chunk in forms.chunks {
      firsts.append(next)
      next += chunk.ends.count
    }
    let starts = firsts
    chunks = workers.map(forms.chunks.count) { index in
      ChunkPostings(
        forms.chunks[index], numbers: forms.numbers[index], terms: terms, first: starts[index])
    }
  }

  /// All postings of a term, articles ascending.
  func postings(of term: Int) -> [UInt32] {
    var all: [UInt32] = []
    for chunk in chunks { all += chunk.postings(of: term) }
    return all
  }
}
