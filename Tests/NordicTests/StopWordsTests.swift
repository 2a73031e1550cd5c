// Stop words: which are, and that no subject of a magazine is.

import Testing

@testable import Nordic

@Suite struct StopWordsTests {
  @Test func pronounsAndConjunctionsAreLeftOut() {
    let words = """
      og i at det den er på til en af for med som ikke de var han hun jeg vi ikkje eg dei kva korleis \
      hvordan hvorfor mellom gjennom the and of with that være været også når så då
      """
    for word in words.split(separator: " ") {
      #expect(isStopWord(Array(word.utf8)), "\(word)")
    }
  }

  @Test func wordsThatMeanSomethingInOneOfTheLanguagesAreKept() {
    let words =
      "it is by same some who us may ai kl ks nav år vej bog hus øl ø digital kommune kommunen"
    for word in words.split(separator: " ") {
      #expect(!isStopWord(Array(word.utf8)), "\(word)")
    }
    #expect(!isStopWord([]))
  }

  @Test func theListIsSortedAndEachWordFitsANumber() {
    let words = stopWordList.split(separator: " ")
    #expect(Set(words).count == words.count)
    #expect(words.allSatisfy { $0.utf8.count <= 8 })
    reportCases(words.count, "stop words")
  }
}
