import Dispatch
import Reporting
import Testing

@testable import Templating

@Suite struct TemplateSetTests {
  private func compiled(_ templates: [(String, String)]) -> TemplateSet {
    let sources = templates.map { ($0.0, SourceText(path: $0.0, text: $0.1)) }
    return TemplateSet.compile(sources, sampleSettings()).set
  }

  @Test func knowsWhatATemplateCanReach() {
    let set = compiled([
      ("a.html", "{% extends 'base.html' %}{% block x %}{% include 'p.html' %}{% endblock %}"),
      ("base.html", "{% block x %}{% endblock %}{% import 'm.html' as m %}"), ("p.html", "p"),
      ("m.html", "{% macro f() %}{{ count }}{% endmacro %}"), ("other.html", "x"),
      ("any.html", "{% include name %}"),
    ])
    #expect(set.contains("a.html") && !set.contains("b.html"))
    #expect(set.closure(of: "a.html") == ["a.html", "base.html", "m.html", "p.html"])
    #expect(set.closure(of: "p.html") == ["p.html"])
    #expect(set.closure(of: "any.html").count == 6)
    #expect(set.closure(of: "nope.html").isEmpty)
    #expect(set.rootNames(of: "a.html") == ["count"])
  }

  @Test func knowsWhichVariablesAPageAsksFor() {
    let set = compiled([
      (
        "a.html", "{{ page.title }}{% set x = site %}{{ x }}{% for y in count %}{{ y }}{% endfor %}"
      ),
      ("b.html", "{% include 'c.html' %}{{ url_for('x') }}"), ("c.html", "{{ now }}"),
    ])
    #expect(set.rootNames(of: "a.html") == ["page", "site", "count", "x"])
    #expect(set.rootNames(of: "b.html") == ["now", "url_for"])
  }

  @Test func appendsToTheOutputAndLeavesItAsItWasOnFailure() throws {
    let set = compiled([("a.html", "<b>{{ count }}</b>"), ("b.html", "x{{ nope }}")])
    var output = Array("before ".utf8)
    try set.render("a.html", sampleContext(), into: &output)
    #expect(String(decoding: output, as: UTF8.self) == "before <b>3</b>")
    #expect(throws: RenderFailure.self) {
      try set.render("b.html", sampleContext(), into: &output)
    }
    #expect(throws: RenderFailure.self) {
      try set.render("nope.html", sampleContext(), into: &output)
    }
    #expect(String(decoding: output, as: UTF8.self) == "before <b>3</b>")
  }

  @Test func aSetWithProblemsIsNotRendered() {
    let set = compiled([("a.html", "{{ x | nofilter }}")])
    var output: [UInt8] = []
    #expect(throws: RenderFailure.self) {
      try set.render("a.html", sampleContext(), into: &output)
    }
  }

  @Test func severalThreadsRenderAtOnce() {
    let set = compiled([
      (
        "a.html",
        "{% for t in page.tags %}{{ t }}{{ page.title|upper }}{% endfor %}{{ m(count) }}{% macro m(x) %}{{ x }}{% endmacro %}"
      )
    ])
    let context = sampleContext()
    DispatchQueue.concurrentPerform(iterations: 200) { _ in
      var output: [UInt8] = []
      _ = try? set.render("a.html", context, into: &output)
    }
  }
}
