// Whatever text a page is given, it cannot become markup unless somebody says so.

import Testing

@testable import Templating

@Suite struct EscapingTests {
  private static let attacks = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
    "&lt;script&gt;", "</title><svg onload=alert(1)>", "<!--<script>", "{{ 7*7 }}<b>", "]]><x>",
    "\u{3C}scr\u{0}ipt\u{3E}", "%3Cscript%3E<i>",
  ]

  /// Templates that print the text `x` in some way.
  private static let templates = [
    "{{ x }}", "{{ x|upper }}", "{{ x|lower|title }}", "{{ x ~ '' }}", "{{ '' ~ x }}",
    "{{ x + 'a' }}",
    "{{ [x] }}", "{{ {'k': x} }}", "{{ {x: 1} }}", "{{ (x,) }}", "{{ [x]|join }}",
    "{{ [x, safe]|join }}",
    "{{ [x]|join(safe) }}", "{{ safe ~ x }}", "{{ x ~ safe }}", "{{ safe + x }}", "{{ x + safe }}",
    "{{ x|replace('a', 'b') }}", "{{ ('a'|safe)|replace('a', x) }}", "{{ x|replace('a', safe) }}",
    "{{ '%s'|format(x) }}", "{{ safe|format(x) }}", "{{ ('%s'|safe)|format(x) }}",
    "{{ ('%s'|safe) % x }}",
    "{{ ('%(a)s'|safe) % {'a': x} }}", "{{ ('{}'|safe).format(x) }}", "{{ '{}'.format(x) }}",
    "{{ x|truncate(30) }}", "{{ x|center(50) }}", "{{ x|indent }}", "{{ x|wordwrap(9) }}",
    "{{ x|trim }}",
    "{{ x|reverse|reverse }}", "{{ x|string }}", "{{ x|capitalize }}", "{{ x|default('d') }}",
    "{{ none|default(x, true) }}", "{{ x|first }}{{ x|last }}", "{{ x|list }}", "{{ x|striptags }}",
    "{{ safe_x|striptags }}", "{{ x|urlize }}", "{{ x|pprint }}", "{{ {'a': x}|xmlattr }}",
    "{{ {'href': x}|xmlattr }}",
    "{{ x|urlencode }}", "{{ {x: x}|urlencode }}", "{{ x|tojson }}", "{{ [x]|tojson }}",
    "{{ {x: x}|tojson(1) }}",
    "{{ x|e }}", "{{ x|escape|upper }}", "{{ x|forceescape }}", "{{ x|e|forceescape }}",
    "{% set y = x %}{{ y }}", "{% set y %}{{ x }}{% endset %}{{ y }}",
    "{% set y | trim %}{{ x }}{% endset %}{{ y }}",
    "{% set y | striptags %}{{ x }}{% endset %}{{ y }}", "{% filter upper %}{{ x }}{% endfilter %}",
    "{% filter striptags %}{{ x }}{% endfilter %}",
    "{% filter striptags|upper %}{{ x }}{% endfilter %}",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(x) }}",
    "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ x }}{% endcall %}",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(x)|upper }}{{ m(x) ~ x }}",
    "{% for c in [x] %}{{ c }}{{ loop.cycle(x) }}{% endfor %}",
    "{% for k, v in {x: x}.items() %}{{ k }}{{ v }}{% endfor %}",
    "{% with y = x %}{{ y }}{% endwith %}",
    "{{ x if true else '' }}", "{{ x.upper() }}", "{{ x.split()|join(' ') }}", "{{ x[0:] }}",
    "{{ x[::-1] }}",
    "{{ safe.join([x]) }}", "{{ ('a'|safe).replace('a', x) }}", "{{ x.join(['a', 'b']) }}",
    "{{ namespace(a=x).a }}",
    "{{ [{'a': x}]|map(attribute='a')|join }}", "{{ [x]|map('upper')|join }}",
    "{{ [[x]]|sum(start=[])|join }}",
    "{{ [x]|groupby(0)|list }}", "{{ [x]|batch(2)|list }}", "{{ [x]|sort }}",
    "{{ [x]|unique|list }}",
    "{{ dict(a=x) }}", "{{ x * 2 }}", "{{ joiner(x)() }}", "{{ cycler(x).next() }}",
    "{{ [x, 1]|max if false else x }}",
    "{% autoescape true %}{{ x }}{% endautoescape %}", "{% include 'part.html' %}",
    "{% block b %}{{ x }}{% endblock %}{{ self.b() }}",
  ]

  @Test func textNeverBecomesMarkup() {
    var count = 0
    for attack in Self.attacks {
      let context: [(String, Value)] = [
        ("x", .text(attack)), ("safe", .safe("<i>")), ("safe_x", .safe(escapedText(attack))),
      ]
      for template in Self.templates {
        let page = rendered(
          [("t.html", template), ("part.html", "{{ x }}")], "t.html", Context(context))
        guard case .success(let output) = page else { continue }
        let rest = output.replacing("<i>", with: "").replacing("&lt;", with: "")
        #expect(!rest.contains("<") && !rest.contains(">"), "\(template) made \(output)")
        // In JSON and attributes the engine writes quotation marks itself.
        let writesMarks = ["tojson", "xmlattr", "pprint", "urlize"].contains {
          template.contains($0)
        }
        if !writesMarks {
          #expect(!rest.contains("\"") && !rest.contains("'"), "\(template) made \(output)")
        }
        count += 1
      }
    }
    reportCases(count, "attacks that stay text")
  }

  @Test func markupStaysMarkupWhereSomebodySaysSo() {
    let cases = [
      ("{{ x|safe }}", "<b>"), ("{{ safe }}", "<i>"), ("{{ safe|upper }}", "<I>"),
      ("{% autoescape false %}{{ x }}{% endautoescape %}", "<b>"),
    ]
    for (template, wanted) in cases {
      #expect(rendered(template, [("x", .text("<b>")), ("safe", .safe("<i>"))]).text == wanted)
    }
  }

  @Test func onlyHTMLAndXMLAreEscaped() {
    for (name, wanted) in [
      ("a.html", "&lt;"), ("a.xml", "&lt;"), ("a.txt", "<"), ("a.json", "<"), ("a.svg", "&lt;"),
    ] {
      #expect(rendered("{{ x }}", [("x", .text("<"))], name: name).text == wanted)
    }
  }
}

private func escapedText(_ text: String) -> String {
  var output: [UInt8] = []
  appendEscaped(Array(text.utf8), to: &output)
  return String(decoding: output, as: UTF8.self)
}

extension String {
  fileprivate func replacing(_ part: String, with other: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(utf8)
    var start = 0
    while let index = find(Array(part.utf8), in: bytes, from: start) {
      result += bytes[start..<index] + Array(other.utf8)
      start = index + part.utf8.count
    }
    return String(decoding: result + bytes[start...], as: UTF8.self)
  }
}
