// How values of front matter that have no meaning of their own pass through a memory coder:
// `extra`, of articles and profiles.

import Metadata

extension Map: Remembered {
  static var blank: Map { Map() }

  mutating func pass(through coder: inout some MemoryCoder) { coder.field(&entries) }
}

extension Map.Entry: Remembered {
  static var blank: Map.Entry { Map.Entry(key: "", keyRange: 0..<0, node: .blank) }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&key)
    coder.field(&keyRange)
    coder.field(&node)
  }
}

extension Node: Remembered {
  static var blank: Node { Node(.null, range: 0..<0) }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.descend()
    coder.field(&value)
    coder.field(&range)
    coder.field(&text)
    coder.ascend()
  }
}

extension Metadata.Value: Remembered {
  static var blank: Metadata.Value { .null }

  mutating func pass(through coder: inout some MemoryCoder) {
    var kind = kindIndex
    coder.byte(&kind)
    switch kind {
    case 0: self = .null
    case 1: self = .bool(coder.passed(bool))
    case 2: self = .int(coder.passed(int))
    case 3: self = .float(coder.passed(float))
    case 4: self = .string(coder.passed(string))
    case 5: self = .list(coder.passed(list))
    case 6: self = .map(coder.passed(map))
    default: coder.fail()
    }
  }

  private var kindIndex: UInt8 {
    switch self {
    case .null: 0
    case .bool: 1
    case .int: 2
    case .float: 3
    case .string: 4
    case .list: 5
    case .map: 6
    }
  }

  private var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  private var int: Int? { if case .int(let value) = self { value } else { nil } }
  private var float: Double? { if case .float(let value) = self { value } else { nil } }
  private var string: String? { if case .string(let value) = self { value } else { nil } }
  private var list: [Node]? { if case .list(let value) = self { value } else { nil } }
  private var map: Map? { if case .map(let value) = self { value } else { nil } }
}
