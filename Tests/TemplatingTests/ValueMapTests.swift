import Testing

@testable import Templating

@Suite struct ValueMapTests {
  @Test func keepsTheOrderKeysWereAddedIn() {
    var map = ValueMap()
    for index in (0..<100).reversed() { map.set(.text("k\(index)"), .int(index)) }
    map.set(.text("k50"), .int(-1))
    #expect(map.keys.first?.string == "k99")
    #expect(map.keys.last?.string == "k0")
    #expect(map.count == 100)
    for index in 0..<100 {
      #expect(map["k\(index)"]?.number?.double == (index == 50 ? -1 : Double(index)))
    }
    #expect(map["k100"] == nil)
  }

  @Test func numbersThatAreEqualAreOneKeyAsInPython() {
    var map = ValueMap()
    map.set(.int(1), .text("one"))
    map.set(.bool(true), .text("true"))
    map.set(.float(1), .text("float"))
    map.set(.text("1"), .text("text"))
    #expect(map.count == 2)
    #expect(map[.int(1)]?.string == "float")
  }

  @Test func listsAndMappingsAreNoKeys() {
    var map = ValueMap()
    let list = map.set(.list([]), .none)
    let mapping = map.set(.map([]), .none)
    let tuple = map.set(.tuple([.int(1), .text("a")]), .text("pair"))
    #expect(!list && !mapping && tuple)
    #expect(map[.tuple([.int(1), .text("a")])]?.string == "pair")
  }

  @Test func removedKeysAreGoneAndTheOthersFound() {
    var map = ValueMap()
    for index in 0..<30 { map.set(.int(index), .int(index)) }
    for index in stride(from: 0, to: 30, by: 3) {
      let removed = map.remove(.int(index))
      #expect(removed?.number?.double == Double(index))
    }
    let again = map.remove(.int(0))
    #expect(again == nil)
    for index in 0..<30 { #expect((map[.int(index)] == nil) == (index % 3 == 0)) }
  }
}
