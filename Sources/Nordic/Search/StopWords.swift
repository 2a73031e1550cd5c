// Words that say nothing about what a text is about: Danish, Norwegian and English ones in one list.
//
// One list, because whoever searches does not say in which language. So a word is missing here that
// means something in another of them, or beside another word: `by` is a town, `it` is IT, `same` is
// a Sami, `os 2` is OS2, `mit id` MitID. Closed classes only, and of these the frequent words: the
// browser has the list too.

/// Whether a word is left out of the index.
///
/// - Parameter word: lower case, form C.
public func isStopWord(_ word: [UInt8]) -> Bool { word.withUnsafeBufferPointer { isStopWord($0) } }

/// Whether a word is left out of the index.
///
/// - Parameter word: lower case, form C.
public func isStopWord(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
  guard word.count <= 8 else { return false }
  var number: UInt64 = 0
  for byte in word { number = number << 8 | UInt64(byte) }
  return stopWords.withUnsafeBufferPointer { table in
    var slot = stopWordSlot(number)
    while table[slot] > 0 {
      if table[slot] == number { return true }
      slot = (slot + 1) & (table.count - 1)
    }
    return false
  }
}

/// Each word's bytes as a number, the last the lowest, so all have at most eight; open addressing, 0
/// is free. Every word of every text is looked up here.
private let stopWords: [UInt64] = {
  var table = [UInt64](repeating: 0, count: stopWordSlotCount)
  for word in stopWordList.split(separator: " ") {
    let number = word.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    var slot = stopWordSlot(number)
    while table[slot] > 0 { slot = (slot + 1) & (table.count - 1) }
    table[slot] = number
  }
  return table
}()

/// A power of two, several times the number of words.
private let stopWordSlotCount = 1024

@inline(__always)
private func stopWordSlot(_ number: UInt64) -> Int {
  Int(truncatingIfNeeded: (number &* 0x9E37_79B9_7F4A_7C15) >> 54)
}

/// The words that are left out of an index, each once, with a space between.
public let stopWordList = """
  af all alle alt an and anden andet andre annen annet are as at av be been berre ble blei blev bli \
  blir blive bliver både bør but can da de deg dei dem den denne dens der dere deres det dets dette \
  di dig din disse dit dog du då efter eg ei ein eit eller en end enn er et etter for fordi fra \
  from frå før gennem gjennom gjør gør ha had hadde ham han hans har has havde he her ho hos hun \
  hva hvad hvem hver hvis hvor hvordan hvorfor hvornår i if ikke ikkje in ind ingen inn ja jeg jo \
  kan kor korleis kun kunne kva kvar kven kvifor man me med medan meg meget meir mellem mellom men \
  mer mere mest mi mig min mod more mot mye mykje må ned nei nej no noe noen noget nogen noko nokon \
  not nu nå når of og også om on op opp or oss over på seg selv should siden sig sin skal so som så \
  that the their they this til to ud uden um under up ut uten var vart ved vere vi vil ville vår \
  være været was we what will with you
  """
