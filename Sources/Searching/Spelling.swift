// How far apart two words are: letters to change, add, drop, or swap with the next (Damerau, with
// each letter used once); what a word may be instead; and how rare a word is.

/// - Returns: the number of mistakes; what exceeds `most` is not told apart.
func mistakeCount(_ a: [UInt8], _ b: [UInt8], most: Int) -> Int {
  if abs(a.count - b.count) > most { return most + 1 }
  var before: [Int] = []
  var last: [Int] = []
  var row = Array(0...b.count)
  for i in 0..<a.count {
    (before, last) = (last, row)
    row = [i + 1]
    for j in 0..<b.count {
      var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, before[j - 1] + 1) }
      row.append(least)
    }
  }
  return row[b.count]
}

/// Every word that differs from a word in one letter changed, added, dropped, or swapped.
func oneLetterChanged(_ word: [UInt8]) -> [[UInt8]] {
  let letters = splitLetters(word)
  var found: [[UInt8]] = []
  for place in 0...letters.count {
    let start = Array(letters[..<place].joined())
    let rest = letters[place...]
    let end = Array(rest.joined())
    let without = Array(rest.dropFirst().joined())
    for letter in alphabet { found += [start + letter + end, start + letter + without] }
    found.append(start + without)
    if let next = rest.dropFirst().first, let first = rest.first {
      found.append(start + next + first + Array(rest.dropFirst(2).joined()))
    }
  }
  return found
}

/// A word as the neighbour's language may spell it: `bog` and `bok`, `uge` and `uke`.
///
/// - Parameter soft: whether b, d and g after a vowel become p, t and k, or the other way round.
func respelt(_ word: [UInt8], soft: Bool) -> [UInt8] {
  let (from, to) =
    soft ? (Array("bdg".utf8), Array("ptk".utf8)) : (Array("ptk".utf8), Array("bdg".utf8))
  let letters = splitLetters(word)
  var output: [UInt8] = []
  for (index, letter) in letters.enumerated() {
    if index > 0, vowels.contains(letters[index - 1]), let byte = letter.first,
      let place = from.firstIndex(of: byte)
    {
      output.append(to[place])
    } else {
      output += letter
    }
  }
  return output
}

/// A word with the neighbour's letters where words of the two are one but for these: `tandlæge` and
/// `tannlege`, `fuldmagt` and `fullmakt`, `aftale` and `avtale`.
func turned(_ word: [UInt8], toNorwegian: Bool) -> [UInt8] {
  var word = replaced(Array("æ".utf8), by: Array("e".utf8), in: word)
  for (danish, norwegian) in cognates {
    word =
      toNorwegian
      ? replaced(danish, by: norwegian, in: word) : replaced(norwegian, by: danish, in: word)
  }
  return word
}

private let cognates = [
  ("nd", "nn"), ("ld", "ll"), ("gt", "kt"), ("ej", "ei"), ("øj", "øy"), ("af", "av"),
].map { (Array($0.0.utf8), Array($0.1.utf8)) }

/// Replaces one row of bytes by another wherever it stands, from the left.
private func replaced(_ part: [UInt8], by other: [UInt8], in word: [UInt8]) -> [UInt8] {
  var output: [UInt8] = []
  var index = 0
  while index < word.count {
    if word[index...].starts(with: part) {
      output += other
      index += part.count
    } else {
      output.append(word[index])
      index += 1
    }
  }
  return output
}

func letterCount(_ word: [UInt8]) -> Int { word.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }

/// A word's letters, each in UTF-8.
private func splitLetters(_ word: [UInt8]) -> [[UInt8]] {
  var letters: [[UInt8]] = []
  for byte in word {
    if byte & 0xC0 == 0x80, !letters.isEmpty {
      letters[letters.count - 1].append(byte)
    } else {
      letters.append([byte])
    }
  }
  return letters
}

private let alphabet = splitLetters(Array("abcdefghijklmnopqrstuvwxyzæøå".utf8))
private let vowels = splitLetters(Array("aeiouyæøå".utf8))

/// How rare a word is that `count` of `all` articles have: near enough a logarithm (the 256th root
/// less one), by square roots alone, which every machine and the browser reckon alike to the last bit.
func rarity(_ count: Int, of all: Int) -> Double {
  var root = 1 + (Double(all - count) + 0.5) / (Double(count) + 0.5)
  for _ in 0..<8 { root = root.squareRoot() }
  return 256 * (root - 1)
}
