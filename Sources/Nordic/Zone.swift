// Time zones: how far clocks are from UTC at an instant, and which instant a clock's reading means.
//
// The zones of the Nordic countries and their neighbours, exact from 1980 on; before that, the
// offset of 1 January 1980. The changes are `ZoneTable.swift`'s, so every machine gives the same
// answer, whatever it has in /usr/share/zoneinfo.

/// A time zone: a name, and the history of its offset from UTC.
public struct Zone: Hashable, Sendable {
  /// As it was given: `Europe/Oslo`, `UTC`, `+01:00`.
  public let name: String
  private let eras: [Era]

  /// Finds a zone.
  ///
  /// - Parameter name: a name of the IANA database, exactly as spelt there and one of ``names``;
  ///   `UTC`, `Etc/UTC`, `GMT`, `Z`; or a fixed offset `+01:00`, `-0330`, `+1`.
  /// - Returns: `nil` where there is no such zone here.
  public init?(_ name: String) {
    switch name {
    case "UTC", "Etc/UTC", "GMT", "Z": self = Zone(name: name, offset: 0)
    default:
      if let eras = Zone.erasByName[name] {
        self.name = name
        self.eras = eras
      } else {
        let bytes = Array(name.utf8)
        var index = 0
        guard let offset = readOffset(bytes, at: &index), index == bytes.count else { return nil }
        self = Zone(name: name, offset: offset)
      }
    }
  }

  /// Coordinated universal time.
  public static let utc = Zone(name: "UTC", offset: 0)

  /// All names there are rules for, in order; `UTC` is the last.
  public static var names: [String] { erasByName.keys.sorted() + ["UTC"] }

  /// How far clocks are ahead of UTC at an instant.
  ///
  /// - Returns: seconds; negative west of Greenwich.
  public func offset(at unix: Int64) -> Int {
    var index = eras.count - 1
    while index > 0, eras[index].start > unix { index -= 1 }
    guard index >= 0 else { return 0 }
    return eras[index].offset + (eras[index].hasSummerTime && isSummer(unix) ? 3600 : 0)
  }

  /// The instant at which clocks show this time.
  ///
  /// A reading that is skipped in spring is moved forward by what is skipped; of a reading that
  /// comes twice in autumn the first is meant, the one in summer time.
  public func unix(of civil: CivilTime) -> Int64 {
    let (unix, _) = instants(of: civil)
    return unix
  }

  /// The instant a reading means, and where clocks never show it, since they are put forward past
  /// it, the one it would mean if that had been done before.
  func instants(of civil: CivilTime) -> (unix: Int64, ifPutForward: Int64?) {
    let reading = Int64(civil.seconds)
    let before = Int64(offset(at: reading - 86_400))
    let after = Int64(offset(at: reading + 86_400))
    if before == after || offset(at: reading - before) == Int(before) {
      return (reading - before, nil)
    }
    if offset(at: reading - after) == Int(after) { return (reading - after, nil) }
    return (reading - before, reading - after)
  }

  private init(name: String, offset: Int) {
    self.name = name
    self.eras = [Era(start: .min, offset: offset, hasSummerTime: false)]
  }

  /// What holds from one instant to the next era's.
  private struct Era: Hashable {
    /// Seconds since 1970.
    var start: Int64
    /// Seconds east of UTC, without summer time.
    var offset: Int
    /// Whether the rule of the European Union adds an hour in summer.
    var hasSummerTime: Bool
  }

  private static let erasByName: [String: [Era]] = {
    var found: [String: [Era]] = [:]
    for line in zoneTable.description.split(separator: "\n") {
      let words = line.split(separator: " ").map { Array($0.utf8) }
      let name = String(decoding: words[0], as: UTF8.self)
      let eras = found[String(decoding: words[1], as: UTF8.self)]
      found[name] = eras ?? words.dropFirst().reduce(into: []) { addEra($1, to: &$0) }
    }
    return found
  }()

  /// Reads a word of the table: `+1`, `1980-04-06T01+2` or `eu1981`.
  private static func addEra(_ word: [UInt8], to eras: inout [Era]) {
    var index = 0
    let current = eras.last?.offset ?? 0
    if word.starts(with: Array("eu".utf8)) {
      index = 2
      let day = dayNumber(year: readNumber(word, at: &index) ?? 0, month: 1, day: 1)
      eras.append(Era(start: Int64(day * 86_400), offset: current, hasSummerTime: true))
      return
    }
    var start = Int64.min
    if word.count > 3 {
      var parts = [0, 0, 0, 0]
      for part in 0..<4 {
        parts[part] = readNumber(word, at: &index) ?? 0
        if part < 3 { index += 1 }
      }
      let day = dayNumber(year: parts[0], month: parts[1], day: parts[2])
      start = Int64(day * 86_400 + parts[3] * 3600)
    }
    let offset = readOffset(word, at: &index) ?? 0
    eras.append(Era(start: start, offset: offset, hasSummerTime: false))
  }
}

/// Whether the European Union has summer time: from the last Sunday of March, 01:00 UTC, to the
/// last Sunday of October, before 1996 of September (Directive 2000/84/EC and its forerunners).
private func isSummer(_ unix: Int64) -> Bool {
  let (year, month, _) = date(ofDay: quotient(Int(unix), 86_400))
  if 4...8 ~= month { return true }
  if month < 3 || month > 10 { return false }
  let first = lastSunday(of: 3, in: year) * 86_400 + 3600
  let last = lastSunday(of: year < 1996 ? 9 : 10, in: year) * 86_400 + 3600
  return unix >= first && unix < last
}

private func lastSunday(of month: Int, in year: Int) -> Int {
  let last = dayNumber(year: year, month: month, day: dayCount(ofMonth: month, in: year))
  return last - weekday(ofDay: last) % 7
}
