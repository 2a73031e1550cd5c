// The words that may be parts of compounds, how often each occurs, and the search for the best split.
//
// Words are known by the hashes of their bytes; a head also by its stem, in Danish and in Norwegian.

/// What is known of words.
struct CompoundKnowledge: Sendable {
  private let rules = CompoundRules.shared
  var countOfForm = HashCounts()
  var countOfDanishStem = HashCounts()
  var countOfNorwegianStem = HashCounts()
  private var seeds: Set<UInt64> = []
  private var seedStems: Set<UInt64> = []
  private var shortForms: Set<UInt64> = []
  private var shortStems: Set<UInt64> = []
  private var productiveForms: Set<UInt64> = []
  var productiveStems: Set<UInt64> = []

  /// How often a seed is taken to occur.
  private static let seedCount = 8
  /// Longer words are not looked at; bytes.
  private static let longest = 64

  /// Knows the seeds.
  init() {
    for seed in seedNouns.utf8.split(separator: UInt8(ascii: " ")) {
      let word = Array(seed)
      know(word, count: Self.seedCount)
      seeds.insert(ByteHash.of(word))
      let stems = Self.stems(of: word)
      seedStems.formUnion([stems.danish, stems.norwegian])
    }
    for word in rules.short {
      let stems = Self.stems(of: word)
      shortStems.formUnion([stems.danish, stems.norwegian])
      shortForms.insert(ByteHash.of(word))
    }
    for head in rules.productiveHeads {
      let stems = Self.stems(of: head)
      productiveForms.insert(ByteHash.of(head))
      know(head, count: Self.seedCount)
      productiveStems.formUnion([stems.danish, stems.norwegian])
    }
  }

  /// The hashes of a word's stems, and how long they are.
  struct Stems {
    var danish: UInt64
    var norwegian: UInt64
    var danishLetterCount: Int
    var norwegianLetterCount: Int

    var letterCount: Int { max(danishLetterCount, norwegianLetterCount) }

    /// Whether either is in a set of such hashes.
    func isEither(in hashes: Set<UInt64>, atLeast letters: Int = 0) -> Bool {
      danishLetterCount >= letters && hashes.contains(danish)
        || norwegianLetterCount >= letters && hashes.contains(norwegian)
    }
  }

  /// Stems a word in both languages. The hashes of the two differ also where the stems do not.
  static func stems(of word: some Collection<UInt8>) -> Stems {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count) { buffer in
      func stemmed(_ language: Language) -> (UInt64, Int) {
        _ = buffer.initialize(from: word)
        var stemming = Stemming(buffer, count: word.count)
        dropAfterFirstVowel(&stemming)
        stemKeepingLaws(&stemming, in: language)
        var hash = ByteHash.mixed(ByteHash.seed, language == .da ? 0 : 1)
        for index in 0..<stemming.count { hash = ByteHash.mixed(hash, stemming[index]) }
        return (hash, stemming.characterCount)
      }
      let (danish, danishCount) = stemmed(.da)
      let (norwegian, norwegianCount) = stemmed(.nb)
      return Stems(
        danish: danish, norwegian: norwegian, danishLetterCount: danishCount,
        norwegianLetterCount: norwegianCount)
    }
  }

  /// Learns a word.
  mutating func add(_ word: [UInt8], count: Int) {
    guard word.count <= Self.longest, !isStopWord(word) else { return }
    know(word, count: count)
  }

  private mutating func know(_ word: [UInt8], count: Int) {
    // A site that repeats a word endlessly knows it no better.
    let count = min(count, 1 << 20)
    let stems = Self.stems(of: word)
    countOfForm.add(count, to: ByteHash.of(word))
    countOfDanishStem.add(count, to: stems.danish)
    countOfNorwegianStem.add(count, to: stems.norwegian)
  }

  /// The head of a compound whose parts are all known; `nil` for other words, and for short heads.
  func head(of word: [UInt8]) -> CompoundHead? {
    guard let parts = Search(word, self)?.best() else { return nil }
    let head = parts[parts.count - 1]
    let stems = Self.stems(of: word[head])
    guard stems.letterCount >= 5 else { return nil }
    return CompoundHead(
      danish: stems.danish, norwegian: stems.norwegian,
      modifier: ByteHash.of(word[..<head.lowerBound]))
  }

  /// Learns which heads stand in two compounds or more.
  mutating func learn(_ heads: some Sequence<CompoundHead>) {
    var modifierOfStem: [UInt64: UInt64] = [:]
    var found: Set<UInt64> = []
    for head in heads {
      for stem in [head.danish, head.norwegian] {
        let before = modifierOfStem.updateValue(head.modifier, forKey: stem)
        if before ?? head.modifier != head.modifier { found.insert(stem) }
      }
    }
    productiveStems.formUnion(found)
  }

  /// Splits a word by its parts, or by its head alone.
  func split(_ word: [UInt8]) -> CompoundSplit? {
    guard let search = Search(word, self), !isSeed(word) else { return nil }
    if let parts = search.best() {
      let modifiers = parts.dropLast().map { unlinked(Array(word[$0])) }
      return CompoundSplit(parts: modifiers + [Array(word[parts[parts.count - 1]])], isHalf: false)
    }
    guard let head = search.productiveHead() ?? search.linkedNoun() ?? search.afterLink() else {
      return nil
    }
    // What stands before it may itself be two words.
    let first = unlinked(Array(word[..<head]))
    let modifiers = (Search(first, self)?.best() ?? [first.indices]).map {
      unlinked(Array(first[$0]))
    }
    return CompoundSplit(parts: modifiers + [Array(word[head...])], isHalf: true)
  }

  /// Whether a word is a seed or one of the short nouns, in any form.
  fileprivate func isPlain(_ word: ArraySlice<UInt8>) -> Bool {
    let stems = Self.stems(of: word)
    return stems.isEither(in: seedStems) || stems.isEither(in: shortStems)
  }

  private func isSeed(_ word: [UInt8]) -> Bool {
    Self.stems(of: word).isEither(in: seedStems)
  }

  /// Takes the linking `s` or `e` off a modifier, where what is left is known better; an `s` also
  /// after an ending that always links with one.
  func unlinked(_ modifier: [UInt8]) -> [UInt8] {
    let length = modifierLength(modifier[...]).length
    if length > 0 { return Array(modifier[..<length]) }
    if linkingEndings.contains(where: { modifier.ends(with: $0) }) { return modifier.dropLast() }
    return modifier
  }

  /// Finds out whether a word may stand before another.
  ///
  /// - Returns: how many of its bytes are the word without what links it, and how often that occurs;
  ///   0 and 0 where it may not.
  fileprivate func modifierLength(_ word: ArraySlice<UInt8>) -> (length: Int, count: Int) {
    var best = (length: 0, count: 0)
    func consider(_ word: ArraySlice<UInt8>, missing letter: UInt8? = nil) {
      let count = count(ofModifier: word, missing: letter)
      if count > best.count { best = (word.count, count) }
    }
    consider(word)
    switch word.last {
    case UInt8(ascii: "s"):
      consider(word.dropLast())
      if best.count == 0 { consider(word.dropLast(), missing: UInt8(ascii: "e")) }
    case UInt8(ascii: "e") where letterCount(word) <= 6: consider(word.dropLast())
    default: break
    }
    return best
  }

  /// - Parameter letter: what the link has taken the place of: `arbejds-` is of `arbejde`.
  private func count(ofModifier word: ArraySlice<UInt8>, missing letter: UInt8?) -> Int {
    var letters = letterCount(word)
    var hash = ByteHash.of(word)
    if let letter {
      // Shorter ones would be found by chance: `mode` in `modstander`.
      guard letters >= 5 else { return 0 }
      letters += 1
      hash = ByteHash.mixed(hash, letter)
    }
    guard letters >= 2 else { return 0 }
    if letters <= 3 {
      return shortForms.contains(hash) ? countOfForm[hash] + Self.seedCount : 0
    }
    var count = countOfForm[hash]
    if letters >= 6, letter == nil, nounEndings.contains(where: { word.ends(with: $0) }) {
      // Such a noun is one in whatever form it occurs.
      let stems = Self.stems(of: word)
      count = max(
        count, countOfDanishStem[stems.danish], countOfNorwegianStem[stems.norwegian])
    }
    // Most are not known at all, so that comes first.
    guard isEnough(count, letters), !rules.neverModifier.contains(hash), isPart(word, hash) else {
      return 0
    }
    return count
  }

  /// How often a word that may be a head occurs, in any form; 0 where it may not be one.
  fileprivate func count(ofHead word: ArraySlice<UInt8>) -> Int {
    let letters = letterCount(word)
    let hash = ByteHash.of(word)
    guard letters >= 2, !rules.neverHead.contains(hash) else { return 0 }
    if letters <= 3 {
      return shortForms.contains(hash) ? countOfForm[hash] + Self.seedCount : 0
    }
    let stems = Self.stems(of: word)
    let count = max(
      countOfDanishStem[stems.danish], countOfNorwegianStem[stems.norwegian])
    if stems.isEither(in: shortStems) { return count + Self.seedCount }
    guard isEnough(count, letters), isPart(word, hash) else { return 0 }
    // What is left of a short stem says little.
    return stems.letterCount >= 4 || count >= Self.seedCount ? count : 0
  }

  fileprivate func isProductive(_ word: ArraySlice<UInt8>) -> Bool {
    let hash = ByteHash.of(word)
    if productiveForms.contains(hash) { return true }
    return !rules.neverHead.contains(hash)
      && Self.stems(of: word).isEither(in: productiveStems, atLeast: 5)
  }

  /// Whether a word that nothing else is known of is more than an ending.
  fileprivate func mayBeHead(_ word: ArraySlice<UInt8>) -> Bool {
    !rules.neverHead.contains(ByteHash.of(word)) && word.contains(where: isVowelByte)
      && !endingsOfQuality.contains { word.starts(with: $0) }
  }

  fileprivate func isPrefixLike(_ word: ArraySlice<UInt8>) -> Bool {
    rules.neverModifier.contains(ByteHash.of(word))
      || word.last == UInt8(ascii: "s")
        && rules.neverModifier.contains(ByteHash.of(word.dropLast()))
  }

  /// Four letters are found everywhere by chance.
  private func isEnough(_ count: Int, _ letters: Int) -> Bool { count >= (letters == 4 ? 8 : 2) }

  private func isPart(_ word: ArraySlice<UInt8>, _ hash: UInt64) -> Bool {
    !word.withUnsafeBufferPointer { isStopWord($0) } || seeds.contains(hash)
  }
}

/// Endings of nouns that are often parts, and rarely without an ending of their own.
private let nounEndings: [[UInt8]] = [
  "ing", "else", "hed", "het", "tion", "sjon", "sion", "skab", "skap", "itet", "dom", "ment",
  "leik",
].map { Array($0.utf8) }

private let linkingEndings: [[UInt8]] = nounEndings.map { $0 + [UInt8(ascii: "s")] }

extension Collection<UInt8> where Self: BidirectionalCollection {
  fileprivate func ends(with ending: [UInt8]) -> Bool {
    count > ending.count && suffix(ending.count).elementsEqual(ending)
  }
}

private func letterCount(_ word: ArraySlice<UInt8>) -> Int {
  word.withUnsafeBufferPointer { bytes in
    var letters = 0
    for byte in bytes where byte & 0xC0 != 0x80 { letters += 1 }
    return letters
  }
}

/// One word while its best split is looked for.
private struct Search {
  private let word: [UInt8]
  private let knowledge: CompoundKnowledge
  /// Where characters begin, from two letters on to two before the end.
  private let borders: [Int]

  /// - Returns: `nil` for words of fewer than seven letters, too long ones, and those with digits.
  init?(_ word: [UInt8], _ knowledge: CompoundKnowledge) {
    guard word.count >= 7, word.count <= 64 else { return nil }
    var starts: [Int] = []
    for (index, byte) in word.enumerated() where byte & 0xC0 != 0x80 {
      if byte < UInt8(ascii: "a") { return nil }
      starts.append(index)
    }
    guard starts.count >= 7 else { return nil }
    self.word = word
    self.knowledge = knowledge
    borders = Array(starts[2..<(starts.count - 1)])
  }

  /// Finds the best split into two to four known parts.
  func best() -> [Range<Int>]? {
    var best: (score: Double, parts: [Range<Int>])?
    extend([], from: 0, logCounts: 0, shortest: .max, &best)
    return best?.parts
  }

  private func extend(
    _ parts: [Range<Int>], from start: Int, logCounts: Double, shortest: Int,
    _ best: inout (score: Double, parts: [Range<Int>])?
  ) {
    for border in borders where border > start + 1 {
      let modifier = knowledge.modifierLength(word[start..<border])
      guard modifier.count > 0 else { continue }
      let parts = parts + [start..<border]
      let logCounts = logCounts + logarithm(modifier.count)
      let shortest = min(shortest, letterCount(word[start..<border]))
      let head = knowledge.count(ofHead: word[border...])
      let headLetters = letterCount(word[border...])
      let least = min(shortest, headLetters)
      // Two letters are found by chance, but beside something plain: `elbilen`, not `elleve`.
      let isChance =
        least < 3
        && (parts.count > 1 || max(shortest, headLetters) < 5
          || !knowledge.isPlain(word[border...]))
      if head > 0, !isChance {
        // The geometric mean of the counts, less for short parts and for many (all as logarithms).
        let mean = (logCounts + logarithm(head)) / Double(parts.count + 1)
        let score = mean + 2 * logarithm(least) - logarithm(parts.count)
        if score > best?.score ?? -.infinity { best = (score, parts + [border..<word.count]) }
      }
      if parts.count < 3 {
        extend(parts, from: border, logCounts: logCounts, shortest: shortest, &best)
      }
    }
  }

  /// Finds the longest head that stands in many compounds, behind what may be a word.
  func productiveHead() -> Int? {
    borders.first { border in
      let modifier = word[..<border]
      return letterCount(modifier) >= 4 && knowledge.isProductive(word[border...])
        && !knowledge.isPrefixLike(modifier) && modifier.contains(where: isVowelByte)
    }
  }

  /// Finds a noun, by its ending, behind a word that is well known and linked by an `s`:
  /// `driftsforstyrrelser`.
  func linkedNoun() -> Int? {
    guard let end = derivedNounEnd(word) else { return nil }
    return borders.last { border in
      let modifier = word[..<border]
      return word[border - 1] == UInt8(ascii: "s") && end - border >= 7
        && !knowledge.isPrefixLike(modifier)
        && knowledge.modifierLength(modifier).length == border - 1
        && !looksLikeEnding(word[border...])
    }
  }

  /// Finds whatever stands behind a noun that always links with an `s`: `parkeringsløyve`.
  func afterLink() -> Int? {
    borders.last { border in
      let modifier = word[..<border]
      let head = word[border...]
      return letterCount(modifier) >= 7 && letterCount(head) >= 4
        && linkingEndings.contains { modifier.ends(with: $0) } && knowledge.mayBeHead(head)
    }
  }

  /// The binary logarithm, straight between powers of two: the same on every machine.
  private func logarithm(_ count: Int) -> Double {
    let value = Double(max(count, 1))
    return Double(value.exponent) + value.significand - 1
  }
}

/// Where a noun that is derived of a verb ends, before what it is inflected with; `nil` for others.
private func derivedNounEnd(_ word: [UInt8]) -> Int? {
  for ending in inflections where ending.isEmpty || word.ends(with: ending) {
    let base = word.dropLast(ending.count)
    if derivations.contains(where: { base.ends(with: $0) }) { return base.count }
  }
  return nil
}

private let derivations: [[UInt8]] = ["else", "els", "ing", "tion", "sjon"].map { Array($0.utf8) }
private let inflections: [[UInt8]] = [
  "", "en", "a", "er", "ar", "r", "rne", "erne", "ene", "ane", "n", "s", "ens", "as", "ernes",
  "enes",
  "ns", "rs", "rnes", "ne", "nes",
].map { Array($0.utf8) }

/// Whether a word begins as an ending does, `løshed`, `mæssighed`; or with what the `s` before it may
/// belong to: `stigning`.
private func looksLikeEnding(_ word: ArraySlice<UInt8>) -> Bool {
  if let first = word.first, isIn(lettersAfterS, first) { return true }
  return endingsOfQuality.contains { word.starts(with: $0) }
}

private let endingsOfQuality = ["mæssig", "messig", "som"].map { Array($0.utf8) }

private let lettersAfterS = letterSet("jklmnptv")

private let vowels = letterSet("aeiouy")

/// Whether a byte is a vowel, or the first of a letter outside ASCII, which mostly is.
private func isVowelByte(_ byte: UInt8) -> Bool { byte >= 0xC3 || isIn(vowels, byte) }
