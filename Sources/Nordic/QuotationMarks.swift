// The quotation marks of each language.
//
// Retskrivningsordbogen §58 (Danish), Språkrådet (Norwegian), New Hart's Rules §9.2 with the double
// marks outermost (English). Where a straight mark opens or closes is not decided here.

/// The marks around a quotation, and around a quotation inside it.
public struct QuotationMarks: Hashable, Sendable {
  /// Before a quotation.
  public var open: String
  /// After a quotation.
  public var close: String
  /// Before a quotation inside a quotation.
  public var innerOpen: String
  /// After a quotation inside a quotation.
  public var innerClose: String

  /// Makes a set of marks.
  public init(open: String, close: String, innerOpen: String, innerClose: String) {
    self.open = open
    self.close = close
    self.innerOpen = innerOpen
    self.innerClose = innerClose
  }

  /// `»…«` with `›…‹` inside: the other usual marks in Danish print.
  public static let danishGuillemets = QuotationMarks(
    open: "»", close: "«", innerOpen: "›", innerClose: "‹")
}

/// The usual marks of a language: da `”…”` and `’…’`, nb and nn `«…»` and `‘…’`, en `“…”` and
/// `‘…’`.
public func quotationMarks(in language: Language) -> QuotationMarks {
  switch language {
  case .da: QuotationMarks(open: "”", close: "”", innerOpen: "’", innerClose: "’")
  case .nb, .nn: QuotationMarks(open: "«", close: "»", innerOpen: "‘", innerClose: "’")
  case .en: QuotationMarks(open: "“", close: "”", innerOpen: "‘", innerClose: "’")
  }
}
