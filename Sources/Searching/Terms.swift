// From numbered forms to numbered terms: stemming, folding, and the parts of compounds.
//
// Terms are numbered in the order they stand in the index: by routing key, then by key. So articles
// where a name is spelt with ø, oe or o lead to the same shard.

import Nordic

/// One term of a form, and how much of the form's weight it gets.
struct FormTerm: Sendable {
  var term: UInt32
  /// In twentieths: 20 for the word itself.
  var share: UInt32
}

/// The terms of a segment.
struct SegmentTerms: Sendable {
  /// Sorted by routing key, then key.
  var keys: [[UInt8]] = []
  var routes: [[UInt8]] = []
  /// For each form its terms: those before `ends[form]`, after `ends[form - 1]`.
  private(set) var terms: [FormTerm] = []
  private(set) var ends: [Int] = []

  /// - Parameters:
  ///   - known: forms whose terms the same splitter has found already.
  ///   - further: terms that must be there although no article has them.
  init<Workers: ParallelMap>(
    _ forms: SegmentForms, splitter: CompoundSplitter,
    known: KnownTerms?, further: [[UInt8]], _ workers: Workers
  ) {
    let blockSize = 512
    let blocks = workers.map((forms.forms.count + blockSize - 1) / blockSize) { block in
      let start = block * blockSize
      return (start..<min(start + blockSize, forms.forms.count)).map { form in
        known?.terms(of: forms.forms[form]) ?? sharedTerms(of: forms.forms[form], splitter)
      }
    }
    var pool = KeyPool()
    for block in blocks {
      for found in block {
        for (key, share) in found {
          let number = UInt32(truncatingIfNeeded: pool.insert(key))
          terms.append(FormTerm(term: number, share: share))
        }
        ends.append(terms.count)
      }
    }
    for key in further { _ = pool.insert(key) }
    sort(pool, workers)
  }

  func terms(of form: Int) -> ArraySlice<FormTerm> {
    terms[(form == 0 ? 0 : ends[form - 1])..<ends[form]]
  }

  func shared(_ form: Int) -> [(key: [UInt8], share: UInt32)] {
    terms(of: form).map { (keys[Int($0.term)], $0.share) }
  }

  /// Numbers the terms anew, in their final order.
  private mutating func sort<Workers: ParallelMap>(_ pool: KeyPool, _ workers: Workers) {
    let count = pool.count
    let blocks = workers.map((count + 1023) / 1024) { block in
      (block * 1024..<min(block * 1024 + 1024, count)).map { routeKey(Array(pool[$0])) }
    }
    let unsorted = blocks.flatMap { $0 }
    let order = (0..<count).sorted {
      unsorted[$0] == unsorted[$1]
        ? comesBefore(pool[$0], pool[$1]) : comesBefore(unsorted[$0], unsorted[$1])
    }
    var places = [UInt32](repeating: 0, count: count)
    for (place, number) in order.enumerated() {
      places[number] = UInt32(truncatingIfNeeded: place)
    }
    for index in terms.indices { terms[index].term = places[Int(terms[index].term)] }
    keys = order.map { Array(pool[$0]) }
    routes = order.map { unsorted[$0] }
  }
}

/// The terms of a form, the word itself first.
private func sharedTerms(
  of form: ArraySlice<UInt8>, _ splitter: CompoundSplitter
) -> [(key: [UInt8], share: UInt32)] {
  let word = Array(form.dropFirst())
  let language: Language
  switch form.first {
  case 1: language = .da
  case 2: language = .nb
  case 3: language = .en
  default: return [(word, 20)]
  }
  var found: [(key: [UInt8], share: UInt32)] = [(termKey(word, in: language), 20)]
  guard language != .en, let split = splitter.split(word) else { return found }
  for (place, part) in split.parts.enumerated() where !isStopWord(part) {
    let key = termKey(part, in: language)
    // The head says what a thing is, a modifier what it has to do with.
    let share: UInt32 = place == split.parts.count - 1 ? 10 : 6
    if !found.contains(where: { $0.key == key }) {
      found.append((key, split.isHalf ? share / 2 : share))
    }
  }
  return found
}
