// libcmark-gfm's tree, as the rest of the target sees it: nodes, their kinds, and bytes.
//
// The only file that imports C. A `Tree` owns one parsed document and frees it whole; a `Node` is a
// pointer into it, so nodes and the bytes they give must not outlive their tree. Nothing here
// allocates.

private import CCMarkGFM

/// Which parts of the syntax a text uses; the others are left off, since each costs time.
struct Syntax: OptionSet {
  let rawValue: UInt32
  static let tables = Syntax(rawValue: 1)
  static let strikethrough = Syntax(rawValue: 2)
  static let autolinks = Syntax(rawValue: 4)
  static let tasks = Syntax(rawValue: 8)
  static let footnotes = Syntax(rawValue: 16)
}

/// A parsed text.
struct Tree: ~Copyable {
  private let document: UnsafeMutablePointer<tdn_document>
  /// The document node; `nil` where parsing would have taken more memory than allowed.
  let root: Node?

  /// Parses UTF-8.
  init(_ text: UnsafeBufferPointer<UInt8>, syntax: Syntax, memoryLimit: Int) {
    _ = isStarted
    document = UnsafeRawBufferPointer(text).withMemoryRebound(to: CChar.self) { text in
      tdn_parse(text.baseAddress, text.count, syntax.rawValue, max(0, memoryLimit))
    }
    root = document.pointee.root.map { Node($0) }
  }

  deinit { tdn_free(document) }
}

/// Runs once, whoever comes first.
private let isStarted: Bool = {
  tdn_start()
  return true
}()

/// The kinds of node; the numbers are those of `tdn_kind` in shim.h.
enum NodeKind: UInt8 {
  case other, document, quote, list, item, codeBlock, htmlBlock
  case paragraph, heading, rule, footnote, table, row, cell
  case text, softBreak, hardBreak, code, html, emphasis, strong
  case strike, link, image, footnoteMark
}

/// Bytes of a tree; valid as long as it is.
typealias Bytes = UnsafeBufferPointer<UInt8>

/// A node of a tree.
struct Node: Equatable {
  private let pointer: UnsafeMutablePointer<cmark_node>

  fileprivate init(_ pointer: UnsafeMutablePointer<cmark_node>) { self.pointer = pointer }

  var kind: NodeKind { NodeKind(rawValue: tdn_kind_of(pointer)) ?? .other }
  var firstChild: Node? { tdn_first_child(pointer).map { Node($0) } }
  var next: Node? { tdn_next(pointer).map { Node($0) } }
  var parent: Node? { tdn_parent(pointer).map { Node($0) } }

  /// 1-based lines of the parsed text; right for blocks, guesses for what is inside them.
  var startLine: Int { Int(tdn_start_line(pointer)) }
  var endLine: Int { Int(tdn_end_line(pointer)) }

  /// Of text, code, code blocks and raw HTML.
  var literal: Bytes { bytes(tdn_literal(pointer)) }
  /// Of a code block: what stands after the fence.
  var info: Bytes { bytes(tdn_info(pointer)) }
  /// Of links and images; entities and backslashes are resolved.
  var url: Bytes { bytes(tdn_url(pointer)) }
  var title: Bytes { bytes(tdn_title(pointer)) }

  /// Of a heading: 1…6, and whether it is underlined.
  var level: Int { Int(tdn_level(pointer)) }
  var isSetext: Bool { tdn_is_setext(pointer) }

  /// Of a list.
  var isTight: Bool { tdn_is_tight(pointer) }
  var isOrdered: Bool { tdn_is_ordered(pointer) }
  var listStart: Int { Int(tdn_list_start(pointer)) }
  /// Of an item.
  var isTask: Bool { tdn_is_task(pointer) }

  /// Of a table: how each column is aligned, `l`, `c`, `r` or 0.
  var alignments: Bytes {
    Bytes(
      start: cmark_gfm_extensions_get_table_alignments(pointer),
      count: Int(cmark_gfm_extensions_get_table_columns(pointer)))
  }
  /// Of a row.
  var isHeader: Bool { cmark_gfm_extensions_get_table_row_is_header(pointer) != 0 }

  /// Of a footnote mark: which of its definition's marks it is, from 1.
  var markIndex: Int { Int(tdn_mark_index(pointer)) }
  /// Of a footnote: how many marks refer to it.
  var markCount: Int { Int(tdn_mark_count(pointer)) }

  private func bytes(_ bytes: tdn_bytes) -> Bytes {
    Bytes(start: bytes.start, count: Int(bytes.count))
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The offset of the first such byte in a range; C's `memchr`, 16 or more bytes at a time.
  func offset(of byte: UInt8, in range: Range<Int>) -> Int? {
    guard let start = baseAddress, !range.isEmpty else { return nil }
    let found = tdn_find(start + range.lowerBound, byte, range.count)
    return found < 0 ? nil : range.lowerBound + found
  }
}

/// Decodes the entity behind a `&`, from HTML's full table.
///
/// - Returns: how many bytes of `text` it is long, the semicolon included, and its UTF-8; `nil`
///   where there is none.
func decodedEntity(_ text: Bytes) -> (length: Int, utf8: [UInt8])? {
  var count: Int32 = 0
  let utf8 = [UInt8](unsafeUninitializedCapacity: 8) { buffer, initialized in
    buffer.update(repeating: 0)
    let length = tdn_entity(text.baseAddress, text.count, buffer.baseAddress, &count)
    initialized = length > 0 ? Int(count) : 0
    count = length
  }
  return utf8.isEmpty ? nil : (Int(count), utf8)
}
