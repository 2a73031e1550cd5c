// Offsets and readings against Python's zoneinfo, at every change from 1980 to 2037.
// Data/zones.txt is written by Oracles/zones.py.

import Testing

@testable import Nordic

@Suite struct ZoneTests {
  @Test func offsetsAreThoseOfTheTimeZoneDatabaseBeforeAndAfterEveryChange() throws {
    var count = 0
    for (zone, kind, pairs) in try table() where kind == "at" {
      // First 1 January 1980 and each change in order, then instants at random.
      var isOrdered = true
      for (index, (instant, offset)) in pairs.enumerated() {
        #expect(zone.offset(at: instant) == Int(offset), "\(zone.name) \(instant)")
        count += 1
        guard index > 0 else { continue }
        isOrdered = isOrdered && instant > pairs[index - 1].0
        if isOrdered, pairs[index - 1].1 != offset, index < pairs.count - 20 {
          #expect(
            zone.offset(at: instant - 1) == Int(pairs[index - 1].1), "\(zone.name) \(instant)")
          count += 1
        }
      }
    }
    reportCases(count, "instants in zones")
  }

  @Test func readingsOfAClockAreThoseOfPythonsZoneinfo() throws {
    var count = 0
    for (zone, kind, pairs) in try table() where kind == "of" {
      for (reading, instant) in pairs {
        let civil = CivilTime(seconds: Int(reading))
        #expect(zone.unix(of: civil) == instant, "\(zone.name) \(civil)")
        count += 1
      }
    }
    reportCases(count, "readings in zones")
  }

  @Test func aSkippedHourMovesForwardAndADoubledHourIsTheFirst() throws {
    let zone = try #require(Zone("Europe/Copenhagen"))
    let skipped = CivilTime(year: 2020, month: 3, day: 29, hour: 2, minute: 30)
    let doubled = CivilTime(year: 2020, month: 10, day: 25, hour: 2, minute: 30)
    #expect(
      Moment(unix: zone.unix(of: skipped), in: zone).civil
        == CivilTime(year: 2020, month: 3, day: 29, hour: 3, minute: 30))
    let first = Moment(unix: zone.unix(of: doubled), in: zone)
    #expect(first.civil == doubled)
    #expect(first.offset == 7200)
  }

  @Test func aSkippedReadingHasTwoInstantsAndEveryOtherOne() throws {
    let zone = try #require(Zone("Europe/Copenhagen"))
    for minute in 0..<24 * 60 {
      let civil = CivilTime(
        year: 2026, month: 3, day: 29, hour: minute / 60, minute: minute % 60)
      let (unix, other) = zone.instants(of: civil)
      #expect(unix == zone.unix(of: civil))
      #expect(other == (civil.hour == 2 ? unix - 3600 : nil), "\(civil)")
    }
    let autumn = CivilTime(year: 2026, month: 10, day: 25, hour: 2, minute: 30)
    #expect(zone.instants(of: autumn).ifPutForward == nil)
    reportCases(24 * 60 + 1, "readings around the clocks' changes")
  }

  @Test func fixedOffsetsAndUTCAreZones() {
    let cases: [(String, Int)] = [
      ("UTC", 0), ("Etc/UTC", 0), ("GMT", 0), ("Z", 0), ("+01:00", 3600), ("-0330", -12600),
      ("+1", 3600), ("-05", -18000), ("+00:00", 0),
    ]
    for (name, offset) in cases {
      #expect(Zone(name)?.offset(at: 0) == offset, "\(name)")
      #expect(Zone(name)?.offset(at: .max) == offset, "\(name)")
    }
    reportCases(cases.count, "fixed zones")
  }

  @Test func unknownNamesAreNoZones() {
    let names = [
      "", "Europe/Kobenhavn", "europe/oslo", "CET", "+24:00", "+01:60", "+", "+1:0", "+010",
      "01:00",
      "+01:00 ", "+12345",
    ]
    for name in names { #expect(Zone(name) == nil, "\(name)") }
    reportCases(names.count, "refused zones")
  }

  @Test func everyNamedZoneCanBeMade() {
    #expect(Zone.names.count == 21)
    for name in Zone.names { #expect(Zone(name)?.name == name) }
  }

  @Test func noInstantTraps() throws {
    let zone = try #require(Zone("America/Nuuk"))
    for unix in [Int64.min, .max, 0, -1] {
      _ = zone.offset(at: unix)
      _ = Moment(unix: unix, in: zone).civil
    }
    let odd = [Int.min, .max, 0, 13, -5]
    for value in odd {
      _ = zone.unix(
        of: CivilTime(
          year: value, month: value, day: value, hour: value, minute: value, second: value))
    }
  }

  private func table() throws -> [(Zone, Substring, [(Int64, Int64)])] {
    try dataLines("zones.txt").map { line in
      let words = line.split(separator: " ")
      let zone = try #require(Zone(String(words[0])))
      let pairs = words.dropFirst(2).map { word in
        let parts = word.split(separator: ",").map { Int64($0) ?? .min }
        return (parts[0], parts[1])
      }
      return (zone, words[1], pairs)
    }
  }
}
