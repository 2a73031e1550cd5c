// How the values that everything else is made of pass through a memory coder: numbers, truth
// values, text, what may be missing, lists, and enumerations.

import Metadata
import Nordic
import Reporting

extension Bool: Remembered {
  static var blank: Bool { false }

  mutating func pass(through coder: inout some MemoryCoder) {
    var byte: UInt8 = self ? 1 : 0
    coder.byte(&byte)
    if byte > 1 { coder.fail() }
    self = byte == 1
  }
}

extension Int: Remembered {
  static var blank: Int { 0 }

  mutating func pass(through coder: inout some MemoryCoder) {
    var number = UInt64(truncatingIfNeeded: (self &<< 1) ^ (self &>> 63))
    coder.number(&number)
    self = Int(truncatingIfNeeded: number &>> 1) ^ (0 &- Int(truncatingIfNeeded: number & 1))
  }
}

extension Double: Remembered {
  static var blank: Double { 0 }

  /// The bytes are turned around: numbers people write end in many zeros.
  mutating func pass(through coder: inout some MemoryCoder) {
    var number = bitPattern.byteSwapped
    coder.number(&number)
    self = Double(bitPattern: number.byteSwapped)
  }
}

extension String: Remembered {
  static var blank: String { "" }

  mutating func pass(through coder: inout some MemoryCoder) { coder.text(&self) }
}

extension Optional: Remembered where Wrapped: Remembered {
  static var blank: Wrapped? { nil }

  mutating func pass<Coder: MemoryCoder>(through coder: inout Coder) {
    var isThere = self != nil
    coder.field(&isThere)
    if Coder.reads { self = isThere ? Wrapped.blank : nil }
    self?.pass(through: &coder)
  }
}

extension Array: Remembered where Element: Remembered {
  static var blank: [Element] { [] }

  mutating func pass<Coder: MemoryCoder>(through coder: inout Coder) {
    var count = Coder.reads ? 0 : self.count
    coder.count(&count)
    guard Coder.reads else {
      // Not in place: that would copy a list that somebody else holds too.
      for var element in self { element.pass(through: &coder) }
      return
    }
    removeAll()
    reserveCapacity(Swift.min(count, coder.bytesLeft / MemoryLayout<Element>.stride))
    for _ in 0..<count {
      append(coder.passed(nil))
      if coder.isFailed { return }
    }
  }
}

extension Range: Remembered where Bound == Int {
  static var blank: Range<Int> { 0..<0 }

  /// A place in a file: left out of what only says what is said.
  mutating func pass<Coder: MemoryCoder>(through coder: inout Coder) {
    guard coder.keepsPlaces else { return }
    var lower = lowerBound
    var length = upperBound &- lowerBound
    coder.field(&lower)
    coder.field(&length)
    guard Coder.reads else { return }
    let (upper, isTooLarge) = lower.addingReportingOverflow(length)
    guard lower >= 0, length >= 0, !isTooLarge else { return coder.fail() }
    self = lower..<upper
  }
}

/// An enumeration without payloads; it passes as the index of the case.
protocol RememberedCase: Remembered, Equatable {
  /// Every case; there are fewer than 256.
  static var order: [Self] { get }
}

extension RememberedCase {
  mutating func pass<Coder: MemoryCoder>(through coder: inout Coder) {
    var index = UInt8(truncatingIfNeeded: Self.order.firstIndex(of: self) ?? 0xFF)
    coder.byte(&index)
    guard Coder.reads else { return }
    guard index < Self.order.count else { return coder.fail() }
    self = Self.order[Int(index)]
  }
}

extension Language: RememberedCase {
  static var blank: Language { .da }
  static let order: [Language] = allCases
}

extension ArticleType: RememberedCase {
  static var blank: ArticleType { .page }
  static let order: [ArticleType] = allCases
}

extension Meeting.Status: RememberedCase {
  static var blank: Meeting.Status { .planned }
  static let order: [Meeting.Status] = allCases
}

extension Severity: RememberedCase {
  static var blank: Severity { .error }
  static let order: [Severity] = [.error, .warning, .note]
}

extension Moment.Precision: RememberedCase {
  static var blank: Moment.Precision { .second }
  static let order: [Moment.Precision] = [.year, .month, .day, .minute, .second]
}

extension Moment: Remembered {
  static var blank: Moment { Moment(unix: 0, offset: 0, precision: .second) }

  mutating func pass<Coder: MemoryCoder>(through coder: inout Coder) {
    var unix = Int(self.unix)
    var offset = self.offset
    var precision = self.precision
    coder.field(&unix)
    coder.field(&offset)
    coder.field(&precision)
    guard Coder.reads else { return }
    self = Moment(unix: Int64(unix), offset: offset, precision: precision)
    // What had to be moved into its range was never written.
    if self.unix != Int64(unix) || self.offset != offset { coder.fail() }
  }
}
