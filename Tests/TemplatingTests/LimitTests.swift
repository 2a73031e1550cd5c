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

  @Test func valuesAreNestedOnlySoDeep() {
    let grown = [
      "[ns.v]", "(ns.v,)", "{'k': ns.v}", "dict(k=ns.v)", "[ns.v]|batch(1)|list", "[ns.v]|batch(1)",
      "[[0, ns.v]]|groupby(0)", "{'k': ns.v}.items()",
    ]
    let start =
      "{% macro m() %}{% set ns.v = varargs %}{% endmacro %}{% set ns = namespace(v=[]) %}"
    let loop = start + "{% for i in range(9000) %}"
    for value in grown {
      #expect(code(loop + "{% set ns.v = \(value) %}{% endfor %}") == "T753", "\(value)")
    }
    let changing = [
      "set n = []%}{%do n.append(ns.v)%}{%set ns.v = n",
      "set n = {}%}{%do n.update(k=ns.v)%}{%set ns.v = n",
      "set n = {}%}{%do n.setdefault(1, ns.v)%}{%set ns.v = n", "do m(ns.v)",
    ]
    for statements in changing {
      #expect(code(loop + "{% \(statements) %}{% endfor %}") == "T753", "\(statements)")
    }
    #expect(
      code(start + "{% for i in range(90) %}{% set ns.v = [ns.v] %}{% endfor %}{{ ns.v }}") == "")
    reportCases(grown.count + changing.count, "values nested without end")
  }

  /// Runs on a thread with the stack that worker threads have on macOS.
  private func inSmallStack(_ body: @escaping @Sendable () -> Void) {
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      body()
      done.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    done.wait()
  }

  @Test func theDeepestTemplatesFitIntoASmallStack() {
    func nested(_ open: String, _ inner: String, _ close: String, _ count: Int = 5000) -> String {
      String(repeating: open, count: count) + inner + String(repeating: close, count: count)
    }
    let templates = [
      "{{ " + nested("(", "1", ")") + " }}", "{{ " + nested("[", "1", "]") + " }}",
      "{{ " + nested("{1:", "1", "}") + " }}", "{{ " + nested("-", "1", "") + " }}",
      "{{ " + nested("not ", "1", "") + " }}", "{{ " + nested("1 + ", "1", "") + " }}",
      "{{ " + nested("1 ** ", "1", "") + " }}", "{{ " + nested("a.b(", "1", ")") + " }}",
      "{{ " + nested("1 if ", "1", " else 1") + " }}", "{{ a" + nested("[", "1", "]") + " }}",
      "{{ a" + nested(".b", "", "") + " }}", "{{ a" + nested("|e", "", "") + " }}",
      "{{ a" + nested("|e(", "1", ")") + " }}", "{{ 1 is " + nested("eq ", "1", "") + " }}",
      "{{ '' ~ " + nested("a ~ (", "1", ")") + " }}",
      "{% set " + nested("(", "a", ",)") + " = 1 %}",
      nested("{% if 1 %}", "x", "{% endif %}"), nested("{% for x in a %}", "x", "{% endfor %}"),
      nested("{% filter e %}", "x", "{% endfilter %}"), nested("{% with %}", "x", "{% endwith %}"),
      nested("{% set x %}", "x", "{% endset %}"), nested("{% macro m() %}", "", "{% endmacro %}"),
      nested("{% call m() %}", "x", "{% endcall %}"),
      nested("{% autoescape a %}", "x", "{% endautoescape %}"),
      nested("{% if 1 %}", "x", "{% else %}{% endif %}", 140),
      nested("{% for x in [1] %}", "x", "{% endfor %}", 140),
      "{{ " + nested("(", "1", ")", 70) + " }}",
      "{{ " + nested("", "1", " + 1", 140) + " }}",
    ]
    for template in templates { inSmallStack { _ = rendered(template) } }
    reportCases(templates.count, "deep templates")
  }

  @Test func theDeepestCallsFitIntoASmallStack() {
    let templates = [
      "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
      "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}",
      "{% macro m(n) %}{{ m(n)|upper ~ [m(n)] }}{% endmacro %}{{ m(1) }}",
      "{% macro m() %}{% call m() %}{% endcall %}{{ caller() }}{% endmacro %}{{ m() }}",
      "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}", "{% include 't.html' %}",
      "{% for x in [1] %}{% include name %}{% endfor %}", "{% import 't.html' as t with context %}",
      "{% block b %}{{ self.b()|upper }}{% endblock %}",
      "{% set ns = namespace(v=[]) %}{% for i in range(99) %}{% set ns.v = [ns.v] %}{% endfor %}"
        + "{{ ns.v }}{{ ns.v == [ns.v] }}{{ ns.v|tojson }}{{ ns.v|pprint }}{{ [ns.v]|sort }}",
    ]
    for template in templates {
      inSmallStack { _ = rendered(template, [("name", .text("t.html"))]) }
    }
    reportCases(templates.count, "deep calls")
  }
}
