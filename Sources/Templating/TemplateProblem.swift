// What can be wrong with a template. Facts only; the wording is `ProblemWords.swift`'s.

import Reporting

/// What can be wrong with a template, or with rendering it.
public enum TemplateProblem: Error, Hashable, Sendable {
  // Reading: T700–T729
  case unclosedTag
  case unclosedComment
  case unclosedRaw
  case unclosedString
  case unknownFilter(String, known: [String])
  case unknownTest(String, known: [String])
  case unknownFunction(String, known: [String])
  case unexpectedCharacter(String)
  case unbalancedBracket(found: String, expected: String?)
  case unexpectedToken(found: String, expected: String)
  case unknownTag(String)
  case unclosedBlock(String, end: String)
  case crossedEnd(found: String, expected: [String])
  case strayEnd(String)
  case duplicateBlock(String)
  case missingTemplate([String], known: [String])
  case badCall(String)
  case unknownArgument(String, of: String, known: [String])
  case nestedTooDeep(Int)
  case notAssignable(String)
  case badEscape
  case numberTooLarge(String)
  case outsideLoop(String)
  case contentInRequiredBlock(String)
  case privateImport(String)
  case hyphenInBlockName
  case notACall
  case duplicateParameter(String)
  case parameterOrder(String)
  case callerWithoutDefault
  case argumentOrder
  case duplicateArgument(String)
  case chainedTests
  case extendsInside
  case extendsTwice
  case extendsItself([String])
  // Rendering: T730–T789
  case undefinedVariable(String, known: [String])
  case undefinedMember(String, of: String, known: [String])
  case undefinedItem(String, of: String, known: [String])
  case undefinedParameter(String)
  case undefinedElement
  case noElse
  case undefinedExport(String)
  case wrongOperands(String, left: String, right: String)
  case wrongType(what: String, found: String)
  case divisionByZero
  case overflow(String)
  case notCallable(String)
  case notIterable(String)
  case wrongCount(expected: Int, found: Int)
  case badArgument(String)
  case tooManySteps(Int)
  case outputTooLarge(Int)
  case rangeTooLong(Int)
  case textTooLong(Int)
  case listTooLong(Int)
  case tooDeep(Int)
  case nestedValue(Int)
  case requiredBlock(String)
  case noParentBlock(String)
  case failed(String, notes: [String], help: [String])
  case notPrintable(String, known: [String])
  case notSerializable(String)
  case notANamespace(String)
  case cannotChange(String)
  case unknownTemplate(String)
  // Warnings: T790–T799
  case warning(String)
  case unquotedAttribute(String)
  case unescaped

  /// Whether the template can be rendered all the same.
  var isWarning: Bool {
    switch self {
    case .warning, .unquotedAttribute, .unescaped: true
    default: false
    }
  }

  /// Whether the rest of the template could not be seen because of it.
  var cutsTemplateOff: Bool {
    switch self {
    case .unclosedTag, .unclosedComment, .unclosedRaw, .unclosedString: true
    default: false
    }
  }
}

/// A rendering that could not be finished.
public struct RenderFailure: Error, Sendable {
  /// Why, and where.
  public let diagnostic: Diagnostic
}
