import Testing

@testable import Previewing

/// When a burst of changes is over; and events as the system writes them.
@Suite struct DebounceTests {
  @Test("a whole file is told soon, a missing or half one later, none after 100 ms") func times() {
    let cases: [([(String, Sighting, Int)], Int?)] = [
      ([], nil),
      ([("a", .settled, 10)], 15),
      ([("a", .unsettled, 10)], 50),
      ([("a", .unsettled, 10), ("a", .settled, 12)], 17),
      ([("a", .settled, 10), ("b", .unsettled, 12)], 52),
      ([("a", .unsettled, 10), ("b", .settled, 12)], 52),
      ([("a", .settled, 0), ("a", .settled, 98)], 100),
      ([("a", .unsettled, 0), ("b", .unsettled, 90)], 100),
    ]
    for (sightings, due) in cases {
      var debounce = Debounce()
      for (path, sighting, now) in sightings { debounce.note(path, sighting, now: now) }
      #expect(debounce.due == due, "\(sightings)")
      #expect(debounce.collect() == Set(sightings.map(\.0)))
      #expect(debounce.due == nil)
      debounce.note("c", .settled, now: 500)
      #expect(debounce.due == 505, "the past is forgotten")
    }
    reportCases(cases.count, "bursts")
  }

  @Test("events are taken apart, and a buffer that is cut off does not trap") func events() {
    func record(_ watch: Int32, _ mask: UInt32, _ name: String, padding: Int) -> [UInt8] {
      let bytes = Array(name.utf8) + [UInt8](repeating: 0, count: padding)
      var record: [UInt8] = []
      for word in [UInt32(bitPattern: watch), mask, 0, UInt32(bytes.count)] {
        withUnsafeBytes(of: word) { record += $0 }
      }
      return record + bytes
    }
    let bytes =
      record(1, 8, "a.md", padding: 12) + record(-1, 0x4000, "", padding: 0)
      + record(2, 256, "blå.md", padding: 1)
    let expected = [
      FolderEvent(watch: 1, mask: 8, name: "a.md"),
      FolderEvent(watch: -1, mask: 0x4000, name: ""),
      FolderEvent(watch: 2, mask: 256, name: "blå.md"),
    ]
    #expect(folderEvents(in: bytes[...]) == expected)
    for count in bytes.indices {
      #expect(folderEvents(in: bytes.prefix(count)).count < 3)
      var garbled = bytes
      garbled[count] = 0xFF
      _ = folderEvents(in: garbled[...])
    }
  }
}
