// The English stemmer of Snowball 3.1, also called Porter2 (snowballstem.org, english.sbl).
//
// `Y` in upper case is a `y` that is a consonant, while the word is worked on.

/// Stems an English word where it stands.
func stemEnglish(_ word: inout Stemming) {
  if dealtWithAsException(&word) { return }
  guard word.characterCount >= 3 else { return }
  if word[0] == UInt8(ascii: "'") { word.dropFirst() }
  let hasConsonantY = markConsonantY(word)
  let (r1, r2) = regions(word)
  dropPlural(&word)
  dropPast(&word, r1)
  if word.count > 0, word[word.count - 1] | 0x20 == UInt8(ascii: "y") {
    let before = word.previous(word.count - 1)
    if before > 0, !isVowel(word[before]) { word[word.count - 1] = UInt8(ascii: "i") }
  }
  shorten(&word, r1)
  shortenMore(&word, r1, r2)
  dropDerivation(&word, r2)
  dropLast(&word, r1, r2)
  guard hasConsonantY else { return }
  for index in 0..<word.count where word[index] == UInt8(ascii: "Y") {
    word[index] = UInt8(ascii: "y")
  }
}

private let vowels = letterSet("aeiouy")
private let lettersBeforeLi = letterSet("cdeghkmnrt")
private let doubles = letterSet("bdfgmnprt")
private let aeo = letterSet("aeo")
/// What `English.beginnings` begin with.
private let firstLetters = letterSet("acegilopu")
private let secondLetters = letterSet("aemnor")

@inline(__always)
private func isVowel(_ byte: UInt8) -> Bool { isIn(vowels, byte) }

/// Words that do not follow the rules.
private func dealtWithAsException(_ word: inout Stemming) -> Bool {
  guard word.count >= 3, word.count <= 6, let found = English.exceptions.match(word),
    found.length == word.count
  else { return false }
  switch found.group {
  case 1: word.drop(1)  // skis: ski; idly: idl; gently: gentl; singly: singl
  case 2: word.replace(3, with: "y")  // skies: sky
  case 3: word.replace(1, with: "i")  // ugly: ugli
  default: break
  }
  return true
}

/// Marks each `y` that begins the word or follows a vowel.
private func markConsonantY(_ word: Stemming) -> Bool {
  var isFound = false
  for index in 0..<word.count
  where word[index] == UInt8(ascii: "y") && (index == 0 || isVowel(word[index - 1])) {
    word[index] = UInt8(ascii: "Y")
    isFound = true
  }
  return isFound
}

/// R1 and R2: after the first consonant that follows a vowel, and the same again within R1.
private func regions(_ word: Stemming) -> (Int, Int) {
  var r1: Int?
  // Few words begin so; without the two letters, this is a tenth of the work.
  if isIn(firstLetters, word[0]), isIn(secondLetters, word[1]) {
    for beginning in English.beginnings where word.begins(beginning) {
      r1 = beginning.utf8CodeUnitCount
    }
  }
  let first = r1 ?? regionAfter(word, 0)
  return (first, regionAfter(word, first))
}

private func regionAfter(_ word: Stemming, _ start: Int) -> Int {
  var index = start
  while index < word.count, !isVowel(word[index]) { index += 1 }
  while index < word.count, isVowel(word[index]) { index += 1 }
  return index < word.count ? word.next(index) : word.count
}

extension Stemming {
  fileprivate func begins(_ beginning: StaticString) -> Bool {
    beginning.utf8CodeUnitCount <= count
      && ends(beginning, before: beginning.utf8CodeUnitCount)
  }

  fileprivate func hasVowel(before end: Int) -> Bool {
    for index in 0..<max(end, 0) where isIn(vowels, self[index]) { return true }
    return false
  }
}

/// Step 1a.
private func dropPlural(_ word: inout Stemming) {
  if let found = English.genitives.match(word) { word.drop(found.length) }
  guard let found = English.plurals.match(word) else { return }
  let end = word.count - found.length
  switch found.group {
  case 0: word.drop(2)  // sses: ss
  // ied, ies: i, or ie after one letter.
  case 1: word.drop(end > 0 && word.previous(end) > 0 ? 2 : 1)
  case 2 where end > 0 && word.hasVowel(before: word.previous(end)): word.drop(1)
  default: break
  }
}

/// Step 1b.
private func dropPast(_ word: inout Stemming, _ r1: Int) {
  guard let found = English.pasts.match(word) else { return }
  let end = word.count - found.length
  if found.group == 0 {
    // eed, eedly
    guard end >= r1 else { return }
    if English.beforeEed.contains(where: {
      word.ends($0, before: end) && $0.utf8CodeUnitCount == end
    }) {
      return
    }
    return word.replace(found.length, with: "ee")
  }
  if found.group == 2, keepsIng(&word, end) { return }
  guard word.hasVowel(before: end) else { return }
  word.drop(found.length)
  if English.beforeE.match(word) != nil { return word.append(UInt8(ascii: "e")) }
  if word.count >= 2, word[word.count - 1] == word[word.count - 2],
    isIn(doubles, word[word.count - 1])
  {
    let isShortest = word.count == 3 && isIn(aeo, word[0])
    if !isShortest { word.drop(1) }
  } else if word.count == r1, endsInShortSyllable(word) {
    word.append(UInt8(ascii: "e"))
  }
}

/// Deals with `ing` where it is not an ending: `inning`, `evening`; and with `dying`, which is `die`.
private func keepsIng(_ word: inout Stemming, _ end: Int) -> Bool {
  if end > 0, word[end - 1] | 0x20 == UInt8(ascii: "y") {
    let before = end - 1
    guard word[before] == UInt8(ascii: "y"), before > 0, word.previous(before) == 0,
      !isVowel(word[0])
    else { return false }
    word.replace(4, with: "ie")
    return true
  }
  return English.beforeIng.contains {
    $0.utf8CodeUnitCount == end && word.ends($0, before: end)
  }
}

/// Whether the word ends in a short syllable: consonant, vowel, consonant other than `w x Y`; or
/// vowel and consonant at the beginning; or `past`.
private func endsInShortSyllable(_ word: Stemming) -> Bool {
  guard word.count >= 2 else { return false }
  let last = word.previous(word.count)
  let letter = word[last]
  guard last > 0, !isVowel(letter) else { return false }
  let middle = word.previous(last)
  guard isVowel(word[middle]) else { return word.ends("past") }
  if middle == 0 { return true }
  let isWXY =
    letter == UInt8(ascii: "w") || letter == UInt8(ascii: "x") || letter == UInt8(ascii: "Y")
  if !isWXY, !isVowel(word[word.previous(middle)]) { return true }
  return word.ends("past")
}

/// Step 2.
private func shorten(_ word: inout Stemming, _ r1: Int) {
  guard let found = English.longEndings.match(word), word.count - found.length >= r1 else { return }
  let end = word.count - found.length
  switch found.group {
  case 0: word.drop(2)  // tional: tion; entli: ent; alism, aliti, alli: al …
  case 1: word.replace(1, with: "e")  // enci: ence; anci: ance; abli: able; bli: ble
  case 2: word.replace(found.length, with: "ize")  // izer, ization
  case 3: word.replace(found.length, with: "ate")  // ational, ation, ator
  case 4: word.replace(found.length, with: "al")  // alism, aliti
  case 5: word.drop(4)  // fulness: ful; ousness: ous; iveness: ive
  case 6: word.replace(found.length, with: "ive")  // iviti
  case 7: word.replace(found.length, with: "ble")  // biliti
  case 8: word.drop(3)  // ogist: og
  case 9: if end > 0, word[end - 1] == UInt8(ascii: "l") { word.drop(1) }  // ogi: og
  default: if end > 0, isIn(lettersBeforeLi, word[end - 1]) { word.drop(2) }  // li
  }
}

/// Step 3.
private func shortenMore(_ word: inout Stemming, _ r1: Int, _ r2: Int) {
  guard let found = English.middleEndings.match(word), word.count - found.length >= r1 else {
    return
  }
  switch found.group {
  case 0: word.drop(2)  // tional: tion; ical: ic
  case 1: word.replace(found.length, with: "ate")  // ational
  case 2: word.drop(3)  // alize: al; icate, iciti: ic
  case 3: word.drop(found.length)  // ful, ness
  default: if word.count - found.length >= r2 { word.drop(found.length) }  // ative
  }
}

/// Step 4.
private func dropDerivation(_ word: inout Stemming, _ r2: Int) {
  guard let found = English.derivations.match(word), word.count - found.length >= r2 else { return }
  if found.group == 1 {
    let end = word.count - 3
    guard end > 0, word[end - 1] == UInt8(ascii: "s") || word[end - 1] == UInt8(ascii: "t") else {
      return
    }
  }
  word.drop(found.length)
}

/// Step 5.
private func dropLast(_ word: inout Stemming, _ r1: Int, _ r2: Int) {
  guard word.count > 0 else { return }
  let end = word.count - 1
  if word[end] == UInt8(ascii: "e") {
    if end >= r2 { return word.drop(1) }
    guard end >= r1 else { return }
    var shorter = word
    shorter.drop(1)
    if !endsInShortSyllable(shorter) { word.drop(1) }
  } else if word[end] == UInt8(ascii: "l"), end >= r2, end > 0, word[end - 1] == UInt8(ascii: "l") {
    word.drop(1)
  }
}

private enum English {
  /// Left alone; shortened by one; `skies`; `y` to `i`.
  static let exceptions = SuffixTable(
    "andes atlas bias cosmos howe news sky|skis idly gently singly|skies|ugly early only")
  static let beginnings: [StaticString] = [
    "arsen", "commun", "emerg", "gener", "inter", "later", "organ", "past", "univers",
  ]
  static let genitives = SuffixTable("' 's 's'")
  static let plurals = SuffixTable("sses|ied ies|s|ss us")
  static let pasts = SuffixTable("eed eedly|ed edly ingly|ing")
  static let beforeE = SuffixTable("at bl iz")
  static let beforeEed: [StaticString] = ["succ", "proc", "exc"]
  static let beforeIng: [StaticString] = ["even", "cann", "inn", "earr", "herr", "out"]
  static let longEndings = SuffixTable(
    """
    tional alli fulli ousli entli lessli|enci anci abli bli|izer ization|ational ation ator|\
    alism aliti|fulness ousness iveness|iviti|biliti|ogist|ogi|li
    """)
  static let middleEndings = SuffixTable("tional ical|ational|alize icate iciti|ful ness|ative")
  static let derivations = SuffixTable(
    "ic ance ence able ible ate ive ize iti al ism er ous ant ent ment ement|ion")
}
