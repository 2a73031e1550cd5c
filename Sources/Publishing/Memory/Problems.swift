// How problems, places and links pass through a memory coder.

import Markdown
import Reporting

extension Diagnostic: Remembered {
  static var blank: Diagnostic { Diagnostic(.error, "", "") }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&severity)
    coder.field(&code)
    coder.field(&message)
    coder.field(&place)
    coder.field(&notes)
    coder.field(&help)
    coder.field(&related)
  }
}

extension Diagnostic.Related: Remembered {
  static var blank: Diagnostic.Related { Diagnostic.Related("", .blank) }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&message)
    coder.field(&place)
  }
}

extension Place: Remembered {
  static var blank: Place { .file("") }

  /// Left out, like a range, of what only says what is said.
  mutating func pass(through coder: inout some MemoryCoder) {
    guard coder.keepsPlaces else { return }
    coder.field(&path)
    coder.field(&line)
    coder.field(&column)
    coder.field(&length)
    coder.field(&excerpt)
    coder.field(&excerptColumn)
  }
}

extension Link: Remembered {
  static var blank: Link { Link(kind: .link, destination: "", text: "", range: 0..<0) }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&kind)
    coder.field(&destination)
    coder.field(&text)
    coder.field(&range)
  }
}

extension LinkKind: Remembered {
  static var blank: LinkKind { .link }

  mutating func pass(through coder: inout some MemoryCoder) {
    var kind: UInt8 =
      switch self {
      case .link: 0
      case .picture: 1
      case .rawAttribute: 2
      }
    coder.byte(&kind)
    switch kind {
    case 0: self = .link
    case 1: self = .picture
    case 2:
      let (name, element) = attribute
      self = .rawAttribute(name: coder.passed(name), element: coder.passed(element))
    default: coder.fail()
    }
  }

  private var attribute: (name: String?, element: String?) {
    if case .rawAttribute(let name, let element) = self { (name, element) } else { (nil, nil) }
  }
}
