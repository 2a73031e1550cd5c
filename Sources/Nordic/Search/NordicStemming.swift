// The Danish and the Norwegian stemmer of Snowball 3.1 (snowballstem.org, danish.sbl, norwegian.sbl).
//
// Only endings within R1 are touched. One algorithm serves Bokmål and Nynorsk. Words are lower case
// and in form C; anything else comes out as it is or shorter, never wrong bytes.

/// Stems a Danish word where it stands.
func stemDanish(_ word: inout Stemming) {
  guard let start = word.nordicR1(vowels: Danish.vowels, others: Danish.otherVowels) else { return }
  if let found = Danish.endings.match(word, from: start) {
    if found.group == 0 || canLoseS(word) { word.drop(found.length) }
  }
  dropSecondOfPair(&word, Danish.pairs, from: start)
  if Danish.superlative.match(word) != nil { word.drop(2) }
  if let found = Danish.derivations.match(word, from: start) {
    if found.group == 0 {
      word.drop(found.length)
      dropSecondOfPair(&word, Danish.pairs, from: start)
    } else {
      word.drop(1)  // løst: løs
    }
  }
  word.undouble(Danish.doubles, from: start)
  if word.count > 0, word[word.count - 1] == UInt8(ascii: "'") { word.drop(1) }
}

/// Stems a Norwegian word where it stands.
func stemNorwegian(_ word: inout Stemming) {
  guard let start = word.nordicR1(vowels: Norwegian.vowels, others: Norwegian.otherVowels) else {
    return
  }
  if let found = Norwegian.endings.match(word, from: start) {
    let end = word.count - found.length
    switch found.group {
    case 0: word.drop(found.length)
    case 1: if Norwegian.beforeErs.match(word, before: end)?.group != 1 { word.drop(3) }
    case 2: if canLoseNorwegianS(word, before: end) { word.drop(1) }
    default: word.drop(found.length - 2)  // ert, erte: er
    }
  }
  dropSecondOfPair(&word, Norwegian.pairs, from: start)
  if let found = Norwegian.derivations.match(word, from: start) { word.drop(found.length) }
  if word.count > 0, word[word.count - 1] == UInt8(ascii: "'") { word.drop(1) }
}

private func dropSecondOfPair(_ word: inout Stemming, _ pairs: SuffixTable, from start: Int) {
  if pairs.match(word, from: start) != nil { word.drop(1) }
}

/// Whether the `s` a Danish word ends in is an ending, by what stands before it.
private func canLoseS(_ word: Stemming) -> Bool {
  guard word.count >= 2 else { return false }
  let before = word[word.count - 2]
  return isIn(Danish.beforeS, before) || before == UInt8(ascii: "'") || word.ends("ås")
}

/// The same of a Norwegian word: `r` not after `e`, and `k` not after a vowel.
private func canLoseNorwegianS(_ word: Stemming, before end: Int) -> Bool {
  guard end > 0 else { return false }
  let before = word[end - 1]
  if isIn(Norwegian.beforeS, before) { return true }
  if before == UInt8(ascii: "r") { return end < 2 || word[end - 2] != UInt8(ascii: "e") }
  guard before == UInt8(ascii: "k"), end >= 2 else { return false }
  return !word.isVowel(at: word.previous(end - 1), Norwegian.vowels, Norwegian.otherVowels)
}

extension SuffixTable {
  /// Finds the longest ending of what stands before `end`.
  fileprivate func match(_ word: Stemming, before end: Int) -> Match? {
    var shorter = word
    shorter.drop(word.count - end)
    return match(shorter)
  }
}

private enum Danish {
  static let vowels = letterSet("aeiouy")
  /// å æ ø: `C3 A5`, `C3 A6`, `C3 B8`.
  static let otherVowels: UInt32 = 1 << 0x05 | 1 << 0x06 | 1 << 0x18
  static let doubles = letterSet("bdfgklmnprst")
  static let beforeS = letterSet("abcdfghjklmnoprtvyz")
  static let pairs = SuffixTable("gd dt gt kt")
  static let superlative = SuffixTable("igst")
  static let derivations = SuffixTable("ig lig elig els|løst")
  static let endings = SuffixTable(
    """
    hed ethed ered e erede ende erende ene erne ere en heden eren er heder erer heds es endes \
    erendes enes ernes eres ens hedens erens ers ets erets et eret|s
    """)
}

private enum Norwegian {
  static let vowels = letterSet("aeiouy")
  /// ê ò ó ô and å æ ø: `C3 AA`, `B2`, `B3`, `B4`.
  static let otherVowels: UInt32 =
    Danish.otherVowels | 1 << 0x0A | 1 << 0x12 | 1 << 0x13 | 1 << 0x14
  static let beforeS = letterSet("bcdfghjlmnoptvyz")
  static let pairs = SuffixTable("dt vt")
  static let derivations = SuffixTable("leg eleg ig eig lig elig els lov elov slov hetslov")
  /// What keeps `ers` (group 1), but for the first group.
  static let beforeErs = SuffixTable("skap hav giv|amm ast ind kap kk lt nk omm pp v øst")
  static let endings = SuffixTable(
    """
    a e ede ande ende ane ene hetene en heten ar er heter as es edes endes enes hetenes ens hetens \
    ets et het ast|ers|s|erte ert
    """)
}
