// Nothing a template says can trap, hang or fill the memory: each limit is an error with a place.

import Foundation
import Testing

@testable import Templating

@Suite struct LimitTests {
  private func code(_ template: String, _ change: (inout TemplateSet.Limits) -> Void = { _ in })
    -> String
  {
    var settings = TemplateSet.Settings()
    change(&settings.limits)
    guard case .failure(let failure) = rendered(template, [], name: "t.txt", settings) else {
      return ""
    }
    return failure.diagnostics[0].place == nil ? "no place" : failure.diagnostics[0].code
  }

  @Test func loopsEnd() {
    #expect(
      code("{% for a in range(1000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}") {
        $0.steps = 10_000
      } == "T750")
    #expect(
      code("{% macro m() %}{% endmacro %}{% for a in range(9999) %}{{ m() }}{% endfor %}") {
        $0.steps = 5000
      } == "T750")
    #expect(code("{{ range(50000)|map('string')|list|length }}") { $0.steps = 10_000 } == "T750")
  }

  @Test func pagesAndTextsEnd() {
    let page: (inout TemplateSet.Limits) -> Void = { $0.output = 1000 }
    let cases = [
      "{% for a in range(1000) %}0123456789{% endfor %}", "{{ 'abc' * 1000 }}",
      "{{ 1000 * 'abc' }}",
      "{% set x = 'abcdefghij' %}{% for a in range(20) %}{% set x = x ~ x %}{% endfor %}{% set ns = namespace(x=x) %}{% for a in range(20) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
      "{{ 'x'|center(100000) }}", "{{ 'x'|indent(100000, true) }}",
      "{{ ('x' * 900)|replace('x', 'yyy') }}",
      "{{ '%100000d'|format(1) }}", "{{ ('x' * 400)|join('----') }}", "{{ 'x'.ljust(100000) }}",
      "{{ 'a'.zfill(100000) }}", "{{ ('{:9000}' * 3).format(1, 2, 3) }}",
      "{{ '\t' * 900 }}{{ ('\t' * 900).expandtabs(900) }}",
    ]
    for template in cases {
      let found = code(template, page)
      #expect(found == "T751" || found == "T752", "\(template): \(found)")
    }
    reportCases(cases.count, "texts that would grow too large")
  }

  @Test func listsEnd() {
    #expect(code("{{ range(100001) }}") == "T752")
    #expect(code("{{ range(0, 9223372036854775807) }}") == "T752")
    #expect(code("{{ [1] * 2000000 }}") == "T752")
    #expect(
      code(
        "{% set ns = namespace(l=[1]) %}{% for i in range(30) %}{% set ns.l = ns.l + ns.l %}{% endfor %}"
      ) == "T752")
    #expect(code("{{ [1]|batch(5000000, 0) }}") == "T752")
    #expect(code("{{ [1]|slice(5000000) }}") == "T752")
  }

  @Test func callsEnd() {
    let cases = [
      "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
      "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
      "{% block x %}{{ self.x() }}{% endblock %}", "{% include 't.txt' %}",
      "{% import 't.txt' as t with context %}",
      "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
      "{% macro m() %}{{ caller() }}{% endmacro %}{% macro n() %}{% call m() %}{{ n() }}{% endcall %}{% endmacro %}{{ n() }}",
    ]
    for template in cases { #expect(code(template) == "T753", "\(template)") }
    reportCases(cases.count, "calls without end")
  }

  @Test func numbersThatDoNotFitAreErrors() {
    let cases = [
      "9223372036854775807 + 1", "-9223372036854775807 - 2", "9223372036854775807 * 2", "2 ** 63",
      "(-9223372036854775807 - 1) // -1", "-(-9223372036854775807 - 1)",
      "(-9223372036854775807 - 1)|abs",
      "1e300|int", "(1e308 * 10)|int", "'%d'|format(1e30)", "9223372036854775807|round(-1)",
      "10.0 ** 400",
      "range(9223372036854775806, 9223372036854775807, 9223372036854775807)|list ~ (9223372036854775807 + 1)",
    ]
    for expression in cases { #expect(code("{{ \(expression) }}") == "T742", "\(expression)") }
    let fine: [(String, String)] = [
      ("[1,2,3][-9223372036854775807:9223372036854775807]", "[1, 2, 3]"),
      ("[1,2,3][::9223372036854775807]", "[1]"), ("'abc'[::-9223372036854775807]", "c"),
      ("[1,2][9223372036854775807] is defined", "False"), ("(-9223372036854775807 - 1) % -1", "0"),
      ("'abc'|truncate(9223372036854775807)", "abc"), ("'a'.replace('a', 'b', -5)", "b"),
      ("[1,2]|batch(-1)|list", "[[1, 2]]"), ("1.5|round(999999999999)", "1.5"),
      ("1.5|round(-999999999999)", "0.0"), ("5|round(-9223372036854775807)", "0"),
    ]
    for (expression, wanted) in fine {
      #expect(rendered("{{ \(expression) }}", [], name: "t.txt").text == wanted, "\(expression)")
    }
    reportCases(cases.count + fine.count, "numbers at the edge")
  }

  @Test func theDeepestCallsFitIntoASmallStack() {
    // Half a megabyte, which is what a worker thread has on macOS.
    let deep = String(repeating: "(", count: 140) + "1" + String(repeating: ")", count: 140)
    let templates = [
      "{{ \(deep) }}",
      "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
      String(repeating: "{% if 1 %}", count: 140) + String(repeating: "{% endif %}", count: 140),
      "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}",
    ]
    for template in templates {
      let done = DispatchSemaphore(value: 0)
      let thread = Thread {
        _ = rendered(template)
        done.signal()
      }
      thread.stackSize = stackSize
      thread.start()
      done.wait()
    }
  }
}

#if DEBUG
  private let stackSize = 4 << 20
#else
  private let stackSize = 512 << 10
#endif
