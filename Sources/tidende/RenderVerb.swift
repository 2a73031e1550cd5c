// `tidende render`: one template and its data, or many of them, one a line, for tests that compare
// the template language with others.

import Publishing
import Reporting

/// Fills in one template.
func render(_ request: RenderRequest, _ options: Options, in surroundings: Surroundings) -> Int32 {
  let color = usesColor(options.color, in: surroundings.color)
  do throws(FileProblem) {
    let template =
      request.template == "-" ? surroundings.input() : try Disk().read(request.template)
    let data = try Disk().read(request.data)
    let result = renderAlone(
      SourceText(
        path: request.template == "-" ? "standard-input.html" : request.template, bytes: template),
      data: SourceText(path: request.data, bytes: data),
      others: try templateFiles(in: request.templates, beside: request.template, on: Disk()),
      isLenient: request.lenient)
    surroundings.answer(result.output)
    if !result.problems.isEmpty {
      surroundings.tell(draw(result.problems, as: options.format, color: color, limit: nil))
    }
    return result.problems.contains { $0.severity == .error } ? 1 : 0
  } catch {
    surroundings.tell(draw([error.diagnostic], as: options.format, color: color, limit: nil))
    return 4
  }
}

/// Answers each line of standard input as soon as it is there; see ``renderLine``.
func renderLines(in surroundings: Surroundings) -> Int32 {
  let newline = UInt8(ascii: "\n")
  var pending: [UInt8] = []
  while true {
    let more = surroundings.nextInput()
    pending += more
    guard more.isEmpty || more.contains(newline) else { continue }
    var lines = pending.split(separator: newline, omittingEmptySubsequences: false)
    pending = more.isEmpty ? [] : Array(lines.popLast() ?? [])
    for line in lines where !line.allSatisfy({ $0 <= 0x20 }) {
      surroundings.answer(renderLine(Array(line)) + [newline])
    }
    if more.isEmpty { return 0 }
  }
}
