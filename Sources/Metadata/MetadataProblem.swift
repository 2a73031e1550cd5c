// What can be wrong with a file's bytes, its front matter, and what its keys say.
//
// Facts only, with the bytes they are about; the wording is in MetadataWords.swift. The codes are
// permanent: T001–T049 are the form of a file, T201–T229 the meaning of its keys.

import Nordic
import Reporting

/// One thing that is wrong. A `fix` is text that can be pasted.
enum MetadataProblem: Error, Hashable, Sendable {
  // The bytes.
  case notUTF8(offset: Int, byte: UInt8, encoding: Encoding, count: Int)
  case nul(offset: Int, count: Int)
  case loneReturn(offset: Int, count: Int)
  case controlInText(Unicode.Scalar, offset: Int, count: Int)
  case controlCharacter(Unicode.Scalar, offset: Int)

  // The head as a whole.
  case unclosedFrontMatter(Range<Int>, bodyOffset: Int)
  case tomlFrontMatter(Range<Int>, yaml: String?)
  case pelicanFrontMatter(Range<Int>, yaml: String?)
  case notAMap(Range<Int>, found: String)

  // What the subset of YAML refuses.
  case anchor(Range<Int>, fix: String)
  case alias(Range<Int>, fix: String)
  case tag(Range<Int>, fix: String)
  case mergeKey(Range<Int>)
  case complexKey(Range<Int>)
  case tabIndentation(Range<Int>)
  case severalDocuments(Range<Int>)
  case directive(Range<Int>)
  case pairInList(Range<Int>)
  case keyWithoutValue(Range<Int>)

  // What no YAML or JSON allows.
  case duplicateKey(String, Range<Int>, first: Range<Int>)
  case colonInValue(Range<Int>, fix: String)
  case colonInLaterLine(Range<Int>)
  case unclosedQuote(Range<Int>)
  case unclosedBracket(Range<Int>)
  case badEscape(Range<Int>)
  case wrongIndentation(Range<Int>)
  case unindentedQuote(Range<Int>)
  case itemUnderText(Range<Int>)
  case tooDeep(Range<Int>)
  case missingColon(Range<Int>, fix: String?)
  case reservedStart(Range<Int>, fix: String)
  case textAfterValue(Range<Int>, fix: String)
  case textAfterMarker(Range<Int>)
  case unexpected(Range<Int>, expected: String)
  case trailingComma(Range<Int>)
  case blockHeader(Range<Int>, fix: String)
  case listOnKeyLine(Range<Int>)
  case itemAmongKeys(Range<Int>)
  case keyAmongItems(Range<Int>)
  case numberOutOfRange(Range<Int>)
  case tightComment(Range<Int>, key: String)

  // What keys mean. A `key` is named with those around it: `meeting.start`.
  case missing(key: String, Range<Int>, help: String)
  case unreadableDate(key: String, Range<Int>, DateProblem)
  case wrongType(key: String, Range<Int>, expected: String, found: String, fix: String?)
  case sameMeaning(key: String, Range<Int>, other: String, otherRange: Range<Int>)
  case unknownKey(key: String, Range<Int>, near: [String], isKept: Bool)
  case notABool(key: String, Range<Int>, found: String, fix: String?)
  case controlInValue(key: String, Range<Int>, Unicode.Scalar)
  case lineBreak(key: String, Range<Int>)
  case badURL(key: String, Range<Int>, URLFault)
  case unknownLanguage(key: String, Range<Int>, found: String)
  case norwegian(Range<Int>)
  case notOneOf(key: String, Range<Int>, found: String, allowed: [String])
  case badSlug(Range<Int>, fix: String?)
  case badPath(key: String, Range<Int>, PathFault)
  case aliasIsNoPath(Range<Int>)
  case badEmail(key: String, Range<Int>)
  case impossibleFileDate(String, DateProblem)
  case endsBeforeStart(key: String, Range<Int>, start: String, startRange: Range<Int>)
  case skippedTime(key: String, Range<Int>, later: Moment, earlier: Moment, zone: String)
}

/// What makes an address unfit for a link.
enum URLFault: Hashable, Sendable {
  case scheme(String)
  case hiddenScheme
  case controlCharacter
  case space
  case noHost
  case backslash
  case noScheme
  case noAddress
}

/// What makes a path unfit for a page.
enum PathFault: Error, Hashable, Sendable {
  case empty
  case absolute
  case scheme
  case host
  case dots
  case backslash
  case controlCharacter
  case query
  case placeholder
  case percent
  case emptyPart
  case tooLong
}

extension MetadataProblem {
  /// How much it matters.
  var severity: Severity {
    switch self {
    case .controlInText, .tightComment, .unknownKey, .aliasIsNoPath, .endsBeforeStart, .skippedTime:
      .warning
    case .norwegian: .note
    default: .error
    }
  }

  /// The permanent code.
  var code: String {
    switch self {
    case .notUTF8: "T001"
    case .nul: "T002"
    case .loneReturn: "T003"
    case .controlInText: "T004"
    case .controlCharacter: "T005"
    case .unclosedFrontMatter: "T006"
    case .tomlFrontMatter: "T007"
    case .pelicanFrontMatter: "T008"
    case .notAMap: "T009"
    case .anchor: "T010"
    case .alias: "T011"
    case .tag: "T012"
    case .mergeKey: "T013"
    case .complexKey: "T014"
    case .tabIndentation: "T015"
    case .severalDocuments, .textAfterMarker: "T016"
    case .directive: "T017"
    case .duplicateKey: "T018"
    case .colonInValue, .colonInLaterLine: "T019"
    case .unclosedQuote: "T020"
    case .unclosedBracket: "T021"
    case .badEscape: "T022"
    case .wrongIndentation, .unindentedQuote, .itemUnderText: "T023"
    case .tooDeep: "T024"
    case .missingColon: "T025"
    case .reservedStart: "T026"
    case .textAfterValue: "T027"
    case .unexpected: "T028"
    case .trailingComma: "T029"
    case .blockHeader: "T030"
    case .listOnKeyLine: "T031"
    case .itemAmongKeys, .keyAmongItems: "T032"
    case .numberOutOfRange: "T033"
    case .tightComment: "T034"
    case .pairInList: "T035"
    case .keyWithoutValue: "T036"
    case .missing: "T201"
    case .unreadableDate: "T202"
    case .wrongType: "T203"
    case .sameMeaning: "T204"
    case .unknownKey: "T205"
    case .notABool: "T206"
    case .controlInValue: "T207"
    case .lineBreak: "T208"
    case .badURL: "T209"
    case .unknownLanguage: "T210"
    case .norwegian: "T211"
    case .notOneOf: "T212"
    case .badSlug: "T213"
    case .badPath: "T214"
    case .aliasIsNoPath: "T215"
    case .badEmail: "T216"
    case .impossibleFileDate: "T217"
    case .endsBeforeStart: "T218"
    case .skippedTime: "T219"
    }
  }
}
