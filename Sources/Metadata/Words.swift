// What the table of wordings is made of, and the wordings that need a decision.

import Nordic
import Reporting

/// A problem in words, before it has a place.
struct Words {
  var range: Range<Int>
  var message: String
  var notes: [String] = []
  var help: [String] = []
  var related: [Diagnostic.Related] = []

  init(
    _ range: Range<Int>, _ message: String, notes: [String] = [],
    help: [String] = [], related: [Diagnostic.Related] = []
  ) {
    self.range = range
    self.message = message
    self.notes = notes
    self.help = help
    self.related = related
  }
}

/// `U+0007`.
func name(_ scalar: Unicode.Scalar) -> String { "U+" + hexadecimal(scalar.value, width: 4) }

/// At most 40 bytes of a file, whole characters only.
func text(_ range: Range<Int>, _ source: SourceText) -> String {
  let range = range.clamped(to: 0..<source.bytes.count)
  var stop = range.upperBound
  if range.count > 40 {
    stop = range.lowerBound + 40
    while stop > range.lowerBound, source.bytes[stop] & 0xC0 == 0x80 { stop -= 1 }
  }
  let text = String(decoding: source.bytes[range.lowerBound..<stop], as: UTF8.self)
  return stop < range.upperBound ? text + "…" : text
}

/// `2026-03-29 03:30`, as it can be written in a file; with seconds where they were written.
func clockText(_ moment: Moment) -> String {
  var output: [UInt8] = []
  let pattern = moment.precision == .second ? "%Y-%m-%d %H:%M:%S" : "%Y-%m-%d %H:%M"
  if let format = DateFormat(pattern) { appendDate(moment, format, in: .en, to: &output) }
  return String(decoding: output, as: UTF8.self)
}

/// `` `a`, `b`, `c` ``.
func list(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }

/// A file that is not UTF-8, and what it may be instead.
func encodingWords(_ offset: Int, _ byte: UInt8, _ encoding: Encoding, _ count: Int) -> Words {
  let hex = "0x" + hexadecimal(UInt32(byte), width: 2)
  switch encoding {
  case .utf16, .utf32:
    return Words(
      offset..<offset, "the file is not UTF-8; it looks like \(encoding.rawValue)",
      help: ["save the file as UTF-8"])
  case .cutOff:
    return Words(
      offset..<offset + 1, "the file ends in the middle of a character",
      notes: ["byte \(hex) at byte \(offset) begins a character of UTF-8"],
      help: ["look whether the file is complete, and save it as UTF-8"])
  case .unknown:
    return Words(
      offset..<offset + 1, "byte \(hex) is not UTF-8",
      notes: ["at byte \(offset)\(andMore(count))"], help: ["save the file as UTF-8"])
  case .latin1, .windows1252:
    let command = encoding == .latin1 ? "ISO-8859-1" : "WINDOWS-1252"
    return Words(
      offset..<offset + 1, "byte \(hex) is not UTF-8; it looks like \(encoding.rawValue)",
      notes: ["at byte \(offset)\(andMore(count))"],
      help: ["save the file as UTF-8, or convert it: `iconv -f \(command) -t UTF-8`"])
  }
}

extension URLFault {
  /// Goes on after the name of a key: "`source.url` has no host name".
  var words: (message: String, help: String) {
    switch self {
    case .scheme(let scheme):
      (
        "begins with `\(scheme):`, which is not allowed",
        "use `https:`, `http:`, `mailto:`, `tel:` or a path"
      )
    case .hiddenScheme:
      (
        "hides the beginning of an address behind entities or blanks",
        "write the address as plain text"
      )
    case .controlCharacter: ("holds a control character", "remove it")
    case .space: ("holds a space", "write `%20` for a space in an address")
    case .noHost: ("has no host name", "write it as `https://example.org/`")
    case .backslash: ("holds a backslash", "write `/` between the parts")
    case .noScheme: ("begins with `//`", "put `https:` before it")
    case .noAddress: ("is only the beginning of an address", "write the whole address")
    }
  }
}

extension PathFault {
  /// Goes on after the name of a key: "`url` is empty".
  var words: (message: String, help: String) {
    switch self {
    case .empty: ("is empty", "write a path such as `/om/`")
    case .absolute:
      ("begins with `/`", "write it from the template folder on, such as `article.html`")
    case .scheme: ("is a whole address", "write its path only, from the first `/` after the host")
    case .host: ("begins with `//`", "begin it with one `/`")
    case .dots: ("leaves its folder with `..` or `.`", "write the whole path without them")
    case .backslash: ("holds a backslash", "write `/` between the parts")
    case .controlCharacter: ("holds a control character", "remove it")
    case .query:
      ("holds `?` or `#`, which no file can answer", "write the path without what follows them")
    case .placeholder:
      ("holds a placeholder such as `:title`", "write the path of this page itself")
    case .percent:
      ("has a `%` that is not followed by two digits", "write `%25` for a percent sign")
    case .emptyPart: ("has two `/` in a row", "write one `/` between the parts")
    case .tooLong: ("has a part of more than 255 bytes", "shorten it")
    }
  }
}

/// The number in at least `width` digits.
func hexadecimal(_ number: UInt32, width: Int) -> String {
  let digits = String(number, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(width - digits.utf8.count, 0)) + digits
}

/// `lines 2 and 4`, or `line 2` when both are on it.
func lines(_ first: Range<Int>, _ second: Range<Int>, _ source: SourceText) -> String {
  let firstLine = source.lineAndColumn(at: first.lowerBound).line
  let secondLine = source.lineAndColumn(at: second.lowerBound).line
  return firstLine == secondLine ? "line \(firstLine)" : "lines \(firstLine) and \(secondLine)"
}

/// A sign in code marks; the code mark itself by its name.
func sign(_ range: Range<Int>, _ source: SourceText) -> String {
  let sign = text(range, source)
  return sign == "`" ? "a backtick" : "`\(sign)`"
}

/// What stands there instead of what was expected.
func found(_ range: Range<Int>, _ source: SourceText) -> String {
  range.lowerBound >= source.bytes.count ? "the end of the file" : "`\(text(range, source))`"
}

/// Goes on after the place of the first: `, and 3 more in the file`.
func andMore(_ count: Int) -> String {
  count > 1 ? ", and \(count - 1) more in the file" : ""
}
