// Constants are computed once, when a template is compiled.
//
// Only what cannot fail and cannot depend on a rendering is folded; whatever fails is left for
// the renderer, whose message then says where.

extension Compiler {
  /// The expression with what is constant in it computed.
  func folded(_ expression: Expression) -> Expression {
    guard let value = constantValue(expression) else { return expression }
    return Expression(kind: .constant(value), range: expression.range, depth: 1)
  }

  private func constantValue(_ expression: Expression) -> Value? {
    switch expression.kind {
    case .constant(let value): return value
    case .negative(let operand):
      return constantValue(operand).flatMap { try? negated($0) }
    case .not(let operand): return constantValue(operand).map { .bool(!$0.isTruthy) }
    case .arithmetic(let op, let left, let right):
      guard let left = constantValue(left), let right = constantValue(right) else { return nil }
      guard left.isNumber, right.isNumber else { return nil }
      return try? arithmetic(op, left, right)
    case .conditional(let test, let then, let otherwise):
      guard let test = constantValue(test), let otherwise else { return nil }
      return constantValue(test.isTruthy ? then : otherwise)
    default: return nil
    }
  }
}
