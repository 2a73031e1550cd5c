// The core schema's table (YAML 1.2.2 §10.3.2), each regular expression from both sides.

import Reporting
import Testing

@testable import Metadata

@Suite struct CoreSchemaTests {
  @Test func plainScalarsAreWhatTheTableOfTheCoreSchemaSays() {
    for (text, expected) in table {
      let source = SourceText(path: "a", text: "a: \(text)\n")
      guard case .map(let map) = parseYAML(source).node.value, let node = map["a"] else {
        Issue.record("\(text) is not read")
        continue
      }
      #expect(isSame(node.value, expected), "\(text) is \(node.value)")
      #expect(node.text == text)
    }
    reportCases(table.count, "scalars of the core schema")
  }

  @Test func quotedScalarsAreStrings() {
    for (text, _) in table where !text.isEmpty {
      for mark in ["\"", "'"] {
        let source = SourceText(path: "a", text: "a: \(mark)\(text)\(mark)\n")
        guard case .map(let map) = parseYAML(source).node.value else { continue }
        #expect(map["a"]?.value == .string(text))
      }
    }
  }

  private func isSame(_ found: Value, _ expected: Value) -> Bool {
    if case .float(let first) = found, case .float(let second) = expected, second.isNaN {
      return first.isNaN
    }
    return found == expected
  }

  private let table: [(String, Value)] = [
    // null | Null | NULL | ~ | nothing
    ("null", .null), ("Null", .null), ("NULL", .null), ("~", .null), ("", .null),
    ("nULL", .string("nULL")), ("none", .string("none")), ("~~", .string("~~")),
    ("nil", .string("nil")), ("nullx", .string("nullx")), ("~a", .string("~a")),
    // true | True | TRUE | false | False | FALSE
    ("true", .bool(true)), ("True", .bool(true)), ("TRUE", .bool(true)),
    ("false", .bool(false)), ("False", .bool(false)), ("FALSE", .bool(false)),
    ("tRUE", .string("tRUE")), ("truE", .string("truE")), ("yes", .string("yes")),
    ("no", .string("no")), ("on", .string("on")), ("off", .string("off")),
    ("Yes", .string("Yes")), ("y", .string("y")), ("n", .string("n")), ("NO", .string("NO")),
    ("true1", .string("true1")), ("t", .string("t")), ("F", .string("F")),
    // [-+]? [0-9]+
    ("0", .int(0)), ("1", .int(1)), ("-1", .int(-1)), ("+1", .int(1)), ("1984", .int(1984)),
    ("007", .int(7)), ("0777", .int(777)), ("-0", .int(0)), ("+0", .int(0)),
    ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
    ("1_000", .string("1_000")), ("1,000", .string("1,000")), ("12:30", .string("12:30")),
    ("1 000", .string("1 000")), ("--1", .string("--1")), ("+-1", .string("+-1")),
    ("+", .string("+")), ("1a", .string("1a")), ("1-2", .string("1-2")),
    // 0o [0-7]+
    ("0o0", .int(0)), ("0o17", .int(15)), ("0o777", .int(511)), ("0o8", .string("0o8")),
    ("0o", .string("0o")), ("-0o7", .string("-0o7")), ("0O7", .string("0O7")),
    // 0x [0-9a-fA-F]+
    ("0x0", .int(0)), ("0xFF", .int(255)), ("0xfF", .int(255)), ("0xG", .string("0xG")),
    ("0x", .string("0x")), ("-0x1", .string("-0x1")), ("0X1", .string("0X1")),
    ("0b1", .string("0b1")),
    // [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
    ("0.", .float(0)), ("1.", .float(1)), ("1.5", .float(1.5)), (".5", .float(0.5)),
    ("-.5", .float(-0.5)), ("+.5", .float(0.5)), ("-1.5", .float(-1.5)), ("+1.5", .float(1.5)),
    ("3.10", .float(3.1)), ("20.12", .float(20.12)), ("1e3", .float(1000)), ("1E3", .float(1000)),
    ("1e+3", .float(1000)), ("1e-3", .float(0.001)), ("1.e3", .float(1000)),
    (".5e1", .float(5)), ("1.5e3", .float(1500)), ("-1.5E-3", .float(-0.0015)),
    ("00.5", .float(0.5)), ("1e-999", .float(0)), (".", .string(".")), ("-.", .string("-.")),
    (".e3", .string(".e3")), ("e3", .string("e3")), ("1e", .string("1e")), ("1e+", .string("1e+")),
    ("1.5.1", .string("1.5.1")), ("1.2.3", .string("1.2.3")), ("1e3.5", .string("1e3.5")),
    ("1.5e", .string("1.5e")), ("..5", .string("..5")), ("2020-01-02", .string("2020-01-02")),
    ("1/2", .string("1/2")), ("3/2022", .string("3/2022")), ("3-24", .string("3-24")),
    // [-+]? ( \.inf | \.Inf | \.INF )
    (".inf", .float(.infinity)), (".Inf", .float(.infinity)), (".INF", .float(.infinity)),
    ("+.inf", .float(.infinity)), ("+.Inf", .float(.infinity)), ("+.INF", .float(.infinity)),
    ("-.inf", .float(-.infinity)), ("-.Inf", .float(-.infinity)), ("-.INF", .float(-.infinity)),
    ("inf", .string("inf")), ("-inf", .string("-inf")), (".iNF", .string(".iNF")),
    (".infinity", .string(".infinity")),
    // \.nan | \.NaN | \.NAN
    (".nan", .float(.nan)), (".NaN", .float(.nan)), (".NAN", .float(.nan)),
    ("nan", .string("nan")), ("+.nan", .string("+.nan")), (".Nan", .string(".Nan")),
  ]
}
