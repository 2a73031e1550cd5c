// The languages a magazine can be written in, and what each is called.
//
// Only names and codes: what the languages do differently is in the files beside this one.

/// A language with its own rules for slugs, sorting, dates, numbers and quotation marks.
public enum Language: String, CaseIterable, Sendable, Hashable {
  /// Danish.
  case da
  /// Norwegian Bokmål.
  case nb
  /// Norwegian Nynorsk.
  case nn
  /// English, as it is written in Britain.
  case en

  /// Reads a language tag.
  ///
  /// - Parameter code: `da`, `da-DK`, `nb_NO`, `NN`, `en-GB`: a language and whatever region or
  ///   script, upper or lower case, with `-` or `_`. `no` means ``nb``.
  /// - Returns: `nil` for any other language.
  public init?(code: String) {
    let language = code.utf8.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
    switch String(decoding: language.map { $0 | 0x20 }, as: UTF8.self) {
    case "da": self = .da
    case "nb", "no": self = .nb
    case "nn": self = .nn
    case "en": self = .en
    default: return nil
    }
  }

  /// The tag of BCP 47, fit for `lang=`: `da`, `nb`, `nn` or `en`.
  public var code: String { rawValue }

  /// What the language is called by those who speak it, as in running text: `norsk bokmål`.
  public var name: String {
    switch self {
    case .da: "dansk"
    case .nb: "norsk bokmål"
    case .nn: "norsk nynorsk"
    case .en: "English"
    }
  }

  /// The locale as the Open Graph protocol writes it: `da_DK`.
  public var openGraphLocale: String {
    switch self {
    case .da: "da_DK"
    case .nb: "nb_NO"
    case .nn: "nn_NO"
    case .en: "en_GB"
    }
  }
}
