// One cause, one message: which of a template's problems only follow from others.

extension Parser {
  /// The problems without those that only follow from another: what stands behind a tag that is
  /// never closed, a second one in the same tag, ends that do not fit once an opening was not
  /// understood.
  func causes() -> [Located] {
    var kept: [Located] = []
    var isTangled = false
    for problem in problems.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      switch problem.problem {
      case .strayEnd, .crossedEnd:
        if isTangled { continue }
      default: break
      }
      if let last = kept.last {
        if last.problem.cutsTemplateOff { break }
        if tagStart(problem.range) == tagStart(last.range) {
          // An opening without an end explains less than what is wrong in the opening.
          if case .unclosedBlock = last.problem { kept.removeLast() } else { continue }
        }
      }
      switch problem.problem {
      case .unknownTag, .crossedEnd: isTangled = true
      default: break
      }
      kept.append(problem)
    }
    return kept
  }

  /// Where the tag begins that a problem is in.
  private func tagStart(_ range: Range<Int>) -> Int {
    tokens.last { token in
      (token.kind == .tagBegin || token.kind == .outputBegin)
        && token.range.lowerBound < max(range.lowerBound, 1)
    }?.range.lowerBound ?? 0
  }
}
