// Reading a map by its keys: settings, people, sections, and the parts of an article.
//
//     var reader = MapReader(map, in: source)
//     let title = reader.string("title")
//     let weight = reader.int("weight")
//     reader.reportUnknownKeys()
//
// A key that is absent, null or empty text is `nil`. A wrong type is a problem at the value, and
// `nil` too. Strings come in Unicode normalization form C, without white space around them.

import Nordic
import Reporting

/// Typed values of a map, and the problems met on the way.
public struct MapReader: Sendable {
  /// What is read.
  public let map: Map
  /// The file it comes from.
  public let source: SourceText
  /// Where a missing key is pointed at.
  public let opening: Range<Int>
  /// What stands before a key in messages: `meeting.` for the keys of `meeting`.
  private let prefix: String
  private var isRead: [Bool]
  private var asked: [String] = []
  private(set) var problems: [MetadataProblem] = []

  /// Begins to read a map.
  ///
  /// - Parameters:
  ///   - source: the file that the ranges of `map` are about.
  ///   - opening: where to point when a key is missing; the start of the file if nothing is said.
  ///   - name: the key this map belongs to, for messages; empty for the outermost.
  public init(_ map: Map, in source: SourceText, opening: Range<Int> = 0..<0, name: String = "") {
    self.map = map
    self.source = source
    self.opening = opening
    prefix = name.isEmpty ? "" : name + "."
    isRead = Array(repeating: false, count: map.entries.count)
  }

  /// Everything found wrong so far.
  public var diagnostics: [Diagnostic] {
    MetadataProblem.diagnostics(problems, in: source)
  }

  /// The value of a key; `nil` when it is absent or null.
  public mutating func node(_ key: String) -> Node? {
    asked.append(key)
    guard let index = map.entries.firstIndex(where: { $0.key == key }) else { return nil }
    isRead[index] = true
    let node = map.entries[index].node
    return node.value == .null ? nil : node
  }

  /// One line of text. Numbers and truth values count as what was typed.
  public mutating func string(_ key: String) -> Located<String>? {
    node(key).flatMap { string($0, of: key) }
  }

  /// Text of one or several lines.
  public mutating func text(_ key: String) -> Located<String>? {
    node(key).flatMap { text($0, of: key) }
  }

  /// `true` or `false`, nothing else.
  public mutating func bool(_ key: String) -> Located<Bool>? {
    node(key).flatMap { bool($0, of: key) }
  }

  /// A whole number.
  public mutating func int(_ key: String) -> Located<Int>? {
    node(key).flatMap { int($0, of: key) }
  }

  /// A date, with or without a time, in one of the forms that `parseMoment` reads.
  public mutating func moment(_ key: String, in zone: Zone) -> Located<Moment>? {
    node(key).flatMap { moment($0, of: key, in: zone) }
  }

  /// An address: `http:`, `https:`, `mailto:`, `tel:` or relative.
  public mutating func url(_ key: String) -> Located<String>? {
    node(key).flatMap { url($0, of: key) }
  }

  /// An e-mail address.
  public mutating func email(_ key: String) -> Located<String>? {
    node(key).flatMap { email($0, of: key) }
  }

  /// A language by its tag; `no` is Bokmål, with a note.
  public mutating func language(_ key: String) -> Located<Language>? {
    node(key).flatMap { language($0, of: key) }
  }

  /// One of a few words.
  public mutating func oneOf(_ key: String, _ allowed: [String]) -> Located<String>? {
    node(key).flatMap { oneOf($0, of: key, allowed) }
  }

  /// One of the words of an enumeration.
  public mutating func oneOf<Word: RawRepresentable & CaseIterable>(
    _ key: String, _: Word.Type
  ) -> Located<Word>? where Word.RawValue == String {
    let text = oneOf(key, Word.allCases.map(\.rawValue))
    return text.flatMap { text in
      Word(rawValue: text.value).map { Located($0, range: text.range) }
    }
  }

  /// A list; one value alone counts as a list of it.
  public mutating func list(_ key: String) -> [Node] {
    guard let node = node(key) else { return [] }
    if case .list(let items) = node.value { return items }
    return [node]
  }

  /// A list of lines of text, or one. Empty ones are left out.
  ///
  /// - Parameter isSplit: whether text that stands alone splits at `,` and `;`.
  public mutating func strings(_ key: String, isSplit: Bool = false) -> [Located<String>] {
    node(key).map { strings($0, of: key, isSplit: isSplit) } ?? []
  }

  /// A map.
  public mutating func map(_ key: String) -> Map? {
    node(key).flatMap { map($0, of: key) }
  }

  /// Reads the map of a key with a reader of its own, whose problems join these; keys it does not
  /// ask for are reported.
  public mutating func nested<Result>(
    _ key: String, _ read: (inout MapReader) -> Result?
  ) -> Result? {
    node(key).flatMap { nested($0, of: key, read) }
  }

  /// Says that a key is not there, unless something is, be it of the wrong type.
  public mutating func reportMissing(_ key: String, help: String) {
    if let node = map[key], node.value != .null, !isEmptyText(node) { return }
    problems.append(.missing(key: prefix + key, opening, help: help))
  }

  /// Warns of keys that nobody asked for, with the near names among those that were.
  ///
  /// - Returns: the entries that nobody asked for.
  @discardableResult
  public mutating func reportUnknownKeys() -> [Map.Entry] {
    var unknown: [Map.Entry] = []
    for (entry, isRead) in zip(map.entries, isRead) where !isRead {
      unknown.append(entry)
      problems.append(.unknownKey(key: entry.key, entry.keyRange, near: asked, isKept: false))
    }
    return unknown
  }

  /// Adds a problem that a reader of values found.
  mutating func report(_ problem: MetadataProblem) { problems.append(problem) }

  /// The name of a key in a message.
  func fullName(_ key: String) -> String { prefix.isEmpty ? key : prefix + key }
}
