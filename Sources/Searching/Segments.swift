// Which articles make a segment, and what the client must know of time.
//
// Articles are numbered in order of time. A large site has two segments: what was published before
// the quarter before the newest article's, which then does not change from day to day, and the rest.
// Where that rest is large, months count instead of quarters, or tens of days.

/// What a site decides about its search.
public struct SearchSettings: Sendable {
  /// From this many articles on, the newest have a segment of their own.
  public var segmentLimit = 1000
  /// The size a shard is cut to, in bytes; doubled where that would make more than a thousand.
  public var shardSize = 6000

  /// As the format is meant to be.
  public init() {}
}

/// The order of an index's articles and the files of their texts: what is known before any text is.
public struct SearchLayout: Sendable {
  /// Places among the cards: the oldest first, those without a date before; of one day by address.
  public let order: [Int]
  /// Whether the cards came in order.
  let isOrdered: Bool
  let segments: SegmentLayout

  /// Divides articles.
  public init(cards: [SearchCard], settings: SearchSettings = SearchSettings()) {
    func isBefore(_ a: SearchCard, _ b: SearchCard) -> Bool {
      a.date == b.date ? comesBefore(a.url, b.url) : comesBefore(a.date, b.date)
    }
    isOrdered = zip(cards, cards.dropFirst()).allSatisfy { !isBefore($1, $0) }
    let order =
      isOrdered ? Array(cards.indices) : cards.indices.sorted { isBefore(cards[$0], cards[$1]) }
    self.order = order
    segments = SegmentLayout(dates: order.map { cards[$0].date }, limit: settings.segmentLimit)
  }

  /// The old articles of a site that has two segments, as places in `order`; else none.
  public var base: Range<Int> {
    let ranges = segments.ranges(count: order.count)
    return ranges.count > 1 ? ranges[0] : 0..<0
  }

  /// Whether a file of the index is of the old segment's articles.
  public func isOfBase(_ path: String) -> Bool {
    func isBefore(_ size: Int) -> Bool {
      guard let number = Int(path.dropFirst(2).prefix { $0 != "." }) else { return false }
      return number * size < base.upperBound
    }
    if path.hasPrefix("k/") { return isBefore(segments.cardsInFile) }
    if path.hasPrefix("x/") { return isBefore(segments.textsInFile) }
    return path.hasPrefix("b/") || path == "c.txt"
  }

  /// What the files of a segment depend on beside its articles: how many of them are in one file.
  public var sizes: [Int] { [segments.cardsInFile, segments.textsInFile] }

  /// The articles of each `SearchChunk`, as places in `order`.
  public var chunks: [Range<Int>] {
    segments.ranges(count: order.count).flatMap { range in
      stride(from: range.lowerBound, to: range.upperBound, by: chunkSize).map {
        $0..<min($0 + chunkSize, range.upperBound)
      }
    }
  }

  /// Each file of texts that some articles share, and which of them are in it; `textFile` makes its
  /// bytes.
  ///
  /// - Parameter articles: one of `chunks`; none of the files reaches beyond it.
  public func textFiles(_ articles: Range<Int>) -> [(path: String, articles: Range<Int>)] {
    let size = segments.textsInFile
    return stride(from: articles.lowerBound, to: articles.upperBound, by: size).map { start in
      ("x/\(start / size).txt", start..<min(start + size, articles.upperBound))
    }
  }
}

/// A recent segment with more articles than this is made of a shorter time.
private let recentLimit = 400

/// How the articles of an index are divided.
struct SegmentLayout: Sendable {
  /// The first article of the recent segment; the count of all where there is one segment.
  var border: Int
  /// Cards in a file.
  var cardsInFile: Int
  /// Texts in a file.
  var textsInFile: Int
  /// First article of each year that has one, and the year; undated articles come before the first.
  var years: [(year: Int, first: Int)] = []
  /// The day of the year of the newest article, 1...366; 0 without dates.
  var lastDay = 0

  /// - Parameter dates: `2026-11-21` or empty, in the order of the articles.
  init(dates: [[UInt8]], limit: Int) {
    let count = dates.count
    cardsInFile = count > 20_000 ? 8 : 4
    textsInFile = count > 20_000 ? 2 : 1
    var newest: CalendarDate?
    for (index, bytes) in dates.enumerated() {
      guard let date = CalendarDate(bytes) else { continue }
      if years.last.map({ $0.year < date.year }) ?? true { years.append((date.year, index)) }
      newest = date
    }
    border = count
    guard let newest else { return }
    lastDay = newest.dayOfYear
    if count < limit { return }
    for thirds in [9, 3, 1] {
      let period = newest.third / thirds - 1
      let first = dates.firstIndex { bytes in
        CalendarDate(bytes).map { $0.third / thirds >= period } ?? false
      }
      // A file of cards or texts belongs to one segment.
      border = (first ?? count) / 8 * 8
      if count - border <= recentLimit { break }
    }
    if border == 0 { border = count }
  }

  func ranges(count: Int) -> [Range<Int>] {
    border < count ? [0..<border, border..<count] : [0..<count]
  }
}

/// Year, month and day of `2026-11-21…`.
struct CalendarDate {
  var year: Int
  var month: Int
  var day: Int

  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 10, let year = Self.number(bytes[0..<4]),
      let month = Self.number(bytes[5..<7]), let day = Self.number(bytes[8..<10]),
      1...12 ~= month, 1...31 ~= day
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Thirds of months since the year 0: of ten days, and what is left.
  var third: Int { (year * 12 + month - 1) * 3 + min((day - 1) / 10, 2) }

  /// Counted from 1; the exact number does not matter, only that it grows through the year.
  var dayOfYear: Int {
    let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
    return before[month - 1] + day
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in digits {
      guard byte &- UInt8(ascii: "0") < 10 else { return nil }
      value = value * 10 + Int(byte &- UInt8(ascii: "0"))
    }
    return value
  }
}
