// The wording of every problem: message, notes, help and related places.
//
// One table and nothing else. How a problem is drawn is Reporting's, what is wrong is
// MetadataProblem's, and the few words that need a decision are in Words.swift.

import Nordic
import Reporting

extension MetadataProblem {
  /// The problem in words, with its place.
  func diagnostic(in source: SourceText) -> Diagnostic {
    let words = words(in: source)
    return Diagnostic(
      severity, code, words.message, at: source.place(words.range), notes: words.notes,
      help: words.help, related: words.related)
  }

  /// Problems in words; of more than a hundred the first hundred, errors before warnings, and their
  /// number. Those after that are rarely read, and each must be found in the file again.
  static func diagnostics(_ problems: [MetadataProblem], in source: SourceText) -> [Diagnostic] {
    guard problems.count > greatestCount else { return problems.map { $0.diagnostic(in: source) } }
    let errors = problems.filter { $0.severity == .error }
    let shown = (errors + problems.filter { $0.severity != .error }).prefix(greatestCount)
    var diagnostics = shown.map { $0.diagnostic(in: source) }
    let moreCount = problems.count - greatestCount
    diagnostics[greatestCount - 1].notes.append("\(moreCount) more of this file are not shown")
    return diagnostics
  }

  private static let greatestCount = 100

  /// Long because it is a table: one switch, so that none can be without words.
  private func words(in source: SourceText) -> Words {
    switch self {
    // The bytes.
    case .notUTF8(let offset, let byte, let encoding, let count):
      encodingWords(offset, byte, encoding, count)
    case .nul(let offset, let count):
      Words(
        offset..<offset + 1, "the file holds a NUL byte",
        notes: ["at byte \(offset)\(andMore(count))"],
        help: ["remove it; a file that is text does not hold NUL"])
    case .loneReturn(let offset, let count):
      Words(
        offset..<offset + 1, "a line ends in CR alone",
        notes: ["at byte \(offset)\(andMore(count))"],
        help: ["save the file with LF or CR LF at the end of its lines"])
    case .controlInText(let scalar, let offset, let count):
      Words(
        offset..<offset + 1,
        "the control character \(name(scalar)) is removed from the text",
        notes: ["at byte \(offset)\(andMore(count))"],
        help: ["remove it; it often comes from text that was pasted"])
    case .controlCharacter(let scalar, let offset):
      Words(
        offset..<offset + 1, "the control character \(name(scalar)) is not allowed here",
        help: ["remove it; it often comes from text that was pasted"])
    // The head as a whole.
    case .unclosedFrontMatter(let range, let bodyOffset):
      Words(
        range, "the front matter is never closed",
        help: ["put a line `---` between the front matter and the text"],
        related: [
          Diagnostic.Related("the text seems to begin here", source.place(at: bodyOffset))
        ])
    case .tomlFrontMatter(let range, let yaml):
      Words(
        range, "this front matter is TOML, which is not read",
        notes: yaml.map { ["as YAML it is\n\($0)"] } ?? [],
        help: [
          yaml == nil
            ? "write it as YAML between lines `---`: `title: A` instead of `title = \"A\"`"
            : "put YAML in its place, between lines `---`: `title: A` instead of `title = \"A\"`"
        ])
    case .pelicanFrontMatter(let range, let yaml):
      Words(
        range, "this front matter has no `---` lines, as Pelican writes it",
        notes: yaml.map { ["as YAML it is\n\($0)"] } ?? [],
        help: ["put a line `---` before and after it, and write its keys in small letters"])
    case .notAMap(let range, let found):
      Words(
        range, "front matter is keys and values, and this is \(found)",
        help: [
          "write one `key: value` on each line; if `---` was meant as a line across the page, "
            + "put front matter above it"
        ])
    // What the subset of YAML refuses.
    case .anchor(let range, let fix):
      Words(
        range, "`\(text(range, source))` is a YAML anchor, which is not supported",
        help: ["if it is text, put it in quotation marks: `\(fix)`"])
    case .alias(let range, let fix):
      Words(
        range, "`\(text(range, source))` is a YAML alias, which is not supported",
        help: ["if it is text, put it in quotation marks: `\(fix)`", "else repeat the value here"])
    case .tag(let range, let fix):
      Words(
        range, "`\(text(range, source))` is a YAML tag, which is not supported",
        help: ["if it is text, put it in quotation marks: `\(fix)`", "else leave the tag out"])
    case .mergeKey(let range):
      Words(
        range, "`<<` is a YAML merge key, which is not supported",
        help: ["write the keys out here"])
    case .complexKey(let range):
      Words(
        range, "a key must be a word or text in quotation marks",
        help: ["if this is text, put the whole of it in quotation marks"])
    case .tabIndentation(let range):
      Words(
        range, "a tab cannot indent YAML",
        help: ["use spaces instead, two for each level, in the whole front matter"])
    case .severalDocuments(let range):
      Words(
        range, "a second YAML document begins here",
        help: ["keep one document in a file; delete this line or move what follows it"])
    case .directive(let range):
      Words(range, "a YAML directive is not supported", help: ["delete this line"])
    case .pairInList(let range):
      Words(
        range, "`key: value` in a list needs braces or quotation marks",
        help: ["write `{key: value}` if it is a map, `\"key: value\"` if it is text"])
    case .keyWithoutValue(let range):
      Words(
        range, "`\(text(range, source))` has no value",
        help: ["put a colon and a space after the key; a list is written in brackets: `[a, b]`"])
    // What no YAML or JSON allows.
    case .duplicateKey(let key, let range, let first):
      Words(
        range, "the key `\(key)` is here twice, on \(lines(first, range, source))",
        help: ["delete one of the two"],
        related: [Diagnostic.Related("first written here", source.place(first))])
    case .colonInValue(let range, let fix):
      Words(
        range, "a value with a colon before a space or at the end needs quotation marks",
        help: ["write `\(fix)`"])
    case .colonInLaterLine(let range):
      Words(
        range, "this line belongs to the value above it, where `: ` cannot stand",
        help: [
          "if it begins a key of its own, indent it like the keys around it",
          "if it is text, put the whole value in quotation marks",
        ])
    case .unclosedQuote(let range):
      Words(
        range, "this quotation mark is never closed",
        help: [
          "close it at the end of the text; if the text goes on below, indent those lines with "
            + "spaces"
        ])
    case .unclosedBracket(let range):
      Words(
        range, "this `\(text(range, source))` is never closed",
        help: ["close it; if the list goes on below, indent those lines with spaces"])
    case .badEscape(let range):
      Words(
        range, "`\(text(range, source))` is not an escape that can be read",
        help: ["write `\\\\` for a backslash, or use single quotation marks"])
    case .wrongIndentation(let range):
      Words(
        range, "this line is not indented like those it belongs to",
        help: ["give the keys of a map, and the items of a list, the same indentation"])
    case .unindentedQuote(let range):
      Words(
        range, "this line of quoted text is not indented",
        help: ["indent it deeper than the key, with spaces, or write the text on one line"])
    case .itemUnderText(let range):
      Words(
        range, "a list item cannot stand under text",
        help: [
          "a list begins on the line below its key, with nothing behind the colon",
          "if it is text that begins with a dash, put the whole value in quotation marks",
        ])
    case .tooDeep(let range):
      Words(
        range, "lists and maps are nested more than \(greatestDepth) deep",
        help: ["nest them less"])
    case .missingColon(let range, let fix):
      Words(
        range, "this line is not `key: value`",
        help: [
          fix.map { "put a space after the colon: `\($0)`" }
            ?? "if it goes on with the value above, indent it; a comment begins with `#`"
        ])
    case .reservedStart(let range, let fix):
      Words(
        range, "a value cannot begin with \(sign(range, source))",
        help: ["put it in quotation marks: `\(fix)`"])
    case .textAfterValue(let range, let fix):
      Words(
        range, "there is text behind the end of the value",
        help: ["if all of it is the value, put it in quotation marks: `\(fix)`"])
    case .textAfterMarker(let range):
      Words(
        range, "there is text behind `---`",
        help: ["put it on the next line"])
    case .unexpected(let range, let expected):
      Words(range, "expected \(expected), found \(found(range, source))")
    case .trailingComma(let range):
      Words(
        range, "there is no comma after the last value in JSON", help: ["delete it"])
    case .blockHeader(let range, let fix):
      Words(
        range, "only `+`, `-` and a digit can follow `|` and `>`",
        help: [
          "put the text on the next line, indented",
          "if this is the value itself, put it in quotation marks: `\(fix)`",
        ])
    case .listOnKeyLine(let range):
      Words(
        range, "a list begins on the line below its key",
        help: ["put each `- item` on a line of its own"])
    case .itemAmongKeys(let range):
      Words(
        range, "a list item cannot stand among keys",
        help: ["put it under its key, or indent it if it belongs to the value above"])
    case .keyAmongItems(let range):
      Words(
        range, "a key cannot stand among list items",
        help: ["indent it like the text behind the dash if it belongs to the item above"])
    case .numberOutOfRange(let range):
      Words(
        range, "the number \(text(range, source)) is too large",
        help: ["put it in quotation marks if it is text: `\"\(text(range, source))\"`"])
    case .tightComment(let range, let key):
      Words(
        range, "`\(text(range, source))` is a comment, not part of the value",
        help: [
          "put the \(key.isEmpty ? "value" : "value of `\(key)`") in quotation marks, or a space "
            + "after `#`"
        ])
    // What keys mean.
    case .missing(let key, let range, let help):
      Words(range, "`\(key)` is missing", help: [help])
    case .unreadableDate(let key, let range, let problem):
      Words(range, "`\(key)`: \(problem.message)", help: [problem.help])
    case .impossibleFileDate(let name, let problem):
      Words(
        0..<0, "the file name `\(name)` begins with a date that is none: \(problem.message)",
        help: ["rename the file, or write the `date` in the front matter"])
    case .endsBeforeStart(let key, let range, let start, let startRange):
      Words(
        range, "`\(key)` is before `\(start)`", help: ["correct one of the two"],
        related: [Diagnostic.Related("`\(start)` is here", source.place(startRange))])
    case .skippedTime(let key, let range, let later, let earlier, let zone):
      Words(
        range, "`\(key)` is in the hour that clocks in \(zone) skip that night",
        notes: ["it is read as \(clockText(later)), an hour later"],
        help: ["write what is meant: `\(clockText(later))` or `\(clockText(earlier))`"])
    case .wrongType(let key, let range, let expected, let found, let fix):
      Words(
        range, "`\(key)` must be \(expected), and this is \(found)",
        help: fix.map { ["write `\($0)`"] } ?? [])
    case .notABool(let key, let range, let found, let fix):
      Words(
        range, "`\(key)` must be `true` or `false`, and this is \(found)",
        help: [fix.map { "write `\($0)`" } ?? "write `\(key): true` or `\(key): false`"])
    case .sameMeaning(let key, let range, let other, let otherRange):
      Words(
        range, "`\(other)` and `\(key)` mean the same", help: ["keep one of the two"],
        related: [Diagnostic.Related("`\(other)` is here", source.place(otherRange))])
    case .unknownKey(let key, let range, let near, let isKept):
      Words(
        range, "`\(key)` is not a known key",
        notes: isKept ? ["it is kept among `extra`"] : [],
        help: [suggestion(for: key, in: near), isKept ? "if not, put it under `extra:`" : nil]
          .compactMap(\.self))
    case .controlInValue(let key, let range, let scalar):
      Words(
        range, "`\(key)` holds the control character \(name(scalar))",
        help: ["remove it; it often comes from text that was pasted"])
    case .lineBreak(let key, let range):
      Words(
        range, "`\(key)` must be one line of text",
        help: ["use `>-` instead of `|` to join the lines, or write it on one line"])
    case .unknownLanguage(let key, let range, let found):
      Words(
        range, "`\(key)` names no language that is known: `\(found)`",
        help: ["write `da`, `nb`, `nn` or `en`"])
    case .norwegian(let range):
      Words(
        range, "`no` is read as Bokmål", help: ["write `nb`, or `nn` for Nynorsk"])
    case .notOneOf(let key, let range, let found, let allowed):
      Words(
        range, "`\(key)` cannot be `\(found)`", notes: ["it can be \(list(allowed))"],
        help: suggestion(for: found, in: allowed).map { [$0] } ?? [])
    case .badSlug(let range, let fix):
      Words(
        range, "a slug is one part of an address: letters, digits and `-`",
        help: [fix.map { "write `\($0)`" } ?? "leave it out to make it from the title"])
    case .badPath(let key, let range, let fault):
      Words(range, "`\(key)` \(fault.words.message)", help: [fault.words.help])
    case .aliasIsNoPath(let range):
      Words(
        range, "this alias is not a path and redirects nothing",
        help: ["write the old address of the page from its first `/` on, such as `/blog/old/`"])
    case .badURL(let key, let range, let fault):
      Words(range, "`\(key)` \(fault.words.message)", help: [fault.words.help])
    case .badEmail(let key, let range):
      Words(
        range, "`\(key)` is not an e-mail address", help: ["write it as `name@example.org`"])

    }
  }
}
