// Words whose forms no rule about endings joins: nouns with another vowel in the plural, and a few
// adjectives.
//
// Closed classes, listed whole; the facts are those of the official orthographies (Dansk Sprognævn,
// Språkrådet). The browser's module has the same two lists.

/// The forms of irregular words, each with the word whose stem stands for all.
struct IrregularWords: Sendable {
  static let danish = IrregularWords(
    anywhere: """
      barn børn bog bøger mand mænd hånd hænder fod fødder nat nætter tand tænder kraft kræfter \
      stang stænger rod rødder stad stæder bror brødre broder brødre far fædre fader fædre mor \
      mødre moder mødre datter døtre bonde bønder øje øjne
      """,
    alone: """
      åben åbne åben åbent lille små
      """)
  static let norwegian = IrregularWords(
    anywhere: """
      bok bøker mann menn hand hender fot føtter fot føter rot røtter rot røter kraft krefter \
      strand strender bror brødre far fedre far fedrar mor mødre mor mødrer datter døtre datter \
      døtrer bonde bønder øye øyne tre trær kne knær son søner
      """,
    alone: """
      hand hånd hand hånda hand hånden datter dotter datter dottera natt netter tann tenner bot \
      bøter bror brør åpen åpne åpen åpent open opne open ope liten lita liten lite liten lille \
      liten små
      """)

  private struct Form: Sendable {
    var bytes: [UInt8]
    var word: [UInt8]
    var isOnlyAlone: Bool
  }

  private var forms: [Form] = []
  /// By the hash of the bytes, read backwards.
  private var formOfHash: [UInt64: Int] = [:]

  /// Takes pairs: a word, and its plural or another of its forms.
  ///
  /// - Parameters:
  ///   - anywhere: also where they end a longer word, and inflected: `skolebørnene`.
  ///   - alone: these forms and no others.
  private init(anywhere: String, alone: String) {
    for (list, isOnlyAlone) in [(anywhere, false), (alone, true)] {
      let words = list.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
      for index in stride(from: 0, to: words.count - 1, by: 2) {
        let form = Array(words[index + 1])
        for bytes in isOnlyAlone ? [form] : inflections(of: form) {
          let hash = bytes.reversed().reduce(ByteHash.seed, ByteHash.mixed)
          if formOfHash[hash] != nil { continue }
          formOfHash[hash] = forms.count
          forms.append(Form(bytes: bytes, word: Array(words[index]), isOnlyAlone: isOnlyAlone))
        }
      }
    }
  }

  /// Writes the regular word instead of an irregular form.
  ///
  /// - Returns: `nil` for a word that is not listed.
  func regular(_ word: [UInt8]) -> [UInt8]? {
    var hash = ByteHash.seed
    var found: [UInt8]?
    word.withUnsafeBufferPointer { bytes in
      // In a compound, what stands before has three letters at least: `antænder` is no tooth.
      let firstLetters = offsetAfterThreeLetters(bytes)
      for start in stride(from: bytes.count - 1, through: 0, by: -1) {
        hash = ByteHash.mixed(hash, bytes[start])
        if bytes.count - start > 12 { return }
        if start > 0, start < firstLetters { continue }
        guard let index = formOfHash[hash] else { continue }
        let form = forms[index]
        guard form.bytes.elementsEqual(bytes[start...]), start == 0 || !form.isOnlyAlone else {
          continue
        }
        found = Array(bytes[..<start]) + form.word
        return
      }
    }
    return found
  }

}

/// Bytes; letters count as they do in UTF-16.
private func offsetAfterThreeLetters(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
  var letters = 0
  for index in 0..<bytes.count where bytes[index] & 0xC0 != 0x80 {
    if letters >= 3 { return index }
    letters += bytes[index] < 0xF0 ? 1 : 2
  }
  return bytes.count
}

/// The definite forms and genitives of a plural: `bøgerne`, `bøkene`, `børnenes`, and a few that no
/// word has.
private func inflections(of plural: [UInt8]) -> [[UInt8]] {
  let forms = [plural, plural + ne, plural + [UInt8(ascii: "e")] + ne, plural.dropLast() + ne]
  return forms + forms.map { $0 + [UInt8(ascii: "s")] }
}

private let ne = Array("ne".utf8)
