// Markdown → HTML with holes, outline and plain text.
//
//     look (limits, lines)  →  parse  →  write  →  finish
//
// CommonMark 0.29 with GitHub's tables, strikethrough, addresses, task lists and footnotes, as
// libcmark-gfm parses them; the HTML is our own. Knows nothing of sites and URLs.

import Reporting

/// Renders the text of a file.
///
/// The bytes should be UTF-8 without NUL, control characters and bare carriage returns; others
/// reach the output as they are. Never fails: problems are part of the result.
///
/// - Parameters:
///   - source: the whole file, so that problems count its lines.
///   - bodyOffset: where the text begins, behind the front matter; a byte order mark is passed
///     over.
public func renderMarkdown(
  _ source: SourceText, from bodyOffset: Int, options: MarkdownOptions
) -> Document {
  source.bytes.withUnsafeBufferPointer { bytes in
    let hasMark = bodyOffset < 3 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let start = hasMark ? 3 : min(max(bodyOffset, 0), bytes.count)
    let scan = BodyScan(bytes, from: start, limits: options.limits)
    var document = Document()
    guard scan.problems.isEmpty else {
      document.problems = scan.problems.diagnostics(in: source)
      return document
    }
    let tree = Tree(
      Bytes(rebasing: bytes[start...]), syntax: scan.syntax,
      memoryLimit: min(options.limits.memory, mostMemory))
    guard let root = tree.root else {
      var problems = ProblemList()
      problems.add(
        .limit(
          name: "memory", what: "the text expands beyond all bounds", allowed: options.limits.memory
        ), at: start..<start)
      document.problems = problems.diagnostics(in: source)
      return document
    }
    var anchors = Anchors(setAside: [])
    for _ in 0..<2 {
      var writer = Writer(
        options: options, size: bytes.count - start, anchors: anchors,
        locator: Locator(bytes, lineStarts: scan.lineStarts),
        hasFootnotes: scan.syntax.contains(.footnotes))
      writer.write(root)
      if writer.anchors.needsSecondPass {
        anchors = Anchors(setAside: writer.anchors.explicit)
        continue
      }
      document = writer.finish(in: source)
      break
    }
    return document
  }
}

/// Beyond this the HTML could be longer than a hole's offset can say.
private let mostMemory = 1 << 28
