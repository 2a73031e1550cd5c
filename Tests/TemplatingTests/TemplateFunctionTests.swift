import Reporting
import Testing

@testable import Templating

@Suite struct TemplateFunctionTests {
  private func settings() -> TemplateSet.Settings {
    var settings = TemplateSet.Settings()
    settings.functions = [
      TemplateFunction("f", parameters: ["a", .optional("b"), .rest, .named]) { call in
        let parts = [call["a"], call["b"], call[2]].map { $0?.string ?? "-" }
        let named = call.named.map { "\($0.name)=\($0.value.string ?? "")" }
        return .text("\(parts) \(call.rest.count) \(named)")
      },
      TemplateFunction("where", parameters: []) { call in
        .text("\(call.place.line):\(call.place.column) \(call.subject ?? "") \(call.escapes)")
      },
      TemplateFunction("info", parameters: []) { call in
        .text(call.userInfo as? String ?? "nothing")
      },
      TemplateFunction("fail", parameters: []) { _ in throw Oops() },
      TemplateFunction("warn", parameters: ["text"]) { call in
        call.warn("look here", help: ["do that"])
        return .safe("<!---->")
      },
    ]
    settings.filters = [
      TemplateFilter("shout", parameters: [.optional("mark")]) { call in
        .text((call.input.string ?? "") + (call["mark"]?.string ?? "!"))
      },
      TemplateFilter("upper") { _ in .text("mine") },
    ]
    settings.tests = [TemplateTest("long") { call in .bool((call.input.string ?? "").count > 3) }]
    return settings
  }

  private struct Oops: Error {}

  @Test func argumentsArriveInTheOrderOfTheParameters() {
    let cases: [(String, String)] = [
      ("{{ f('x') }}", #"["x", "-", "-"] 0 []"#),
      ("{{ f('x', 'y') }}", #"["x", "y", "-"] 0 []"#),
      ("{{ f('x', 'y', 'z', 'w') }}", #"["x", "y", "-"] 2 []"#),
      ("{{ f(b='y', a='x') }}", #"["x", "y", "-"] 0 []"#),
      ("{{ f('x', k='v') }}", #"["x", "-", "-"] 0 ["k=v"]"#),
      ("{{ f(*['x', 'y']) }}", #"["x", "y", "-"] 0 []"#),
      ("{{ f(**{'a': 'x', 'q': 'r'}) }}", #"["x", "-", "-"] 0 ["q=r"]"#),
      ("{{ 'a'|shout }}{{ 'a'|shout('?') }}{{ 'a'|shout(mark='.') }}", "a!a?a."),
      ("{{ 'a'|upper }}", "mine"), ("{{ 'long' is long }}{{ 'no' is long }}", "TrueFalse"),
      ("{{ ['a','b']|map('shout', '?')|join }}", "a?b?"),
      ("{{ ['abcd','b']|select('long')|join }}", "abcd"), ("{{ info() }}", "nothing"),
      ("a\n {{ where() }}", "a\n 2:5 content/blog/x.md false"),
    ]
    for (template, wanted) in cases {
      #expect(rendered(template, [], name: "t.txt", settings()).text == wanted, "\(template)")
    }
    reportCases(cases.count, "calls of the site's functions")
  }

  @Test func theContextCarriesWhatFunctionsNeed() {
    let context = Context([], userInfo: "the page")
    #expect(rendered([("t.txt", "{{ info() }}")], "t.txt", context, settings()).text == "the page")
  }

  @Test func anyErrorOfAFunctionIsAFailureAtTheCall() {
    guard case .failure(let failure) = rendered("x {{ fail() }}", [], settings()) else {
      Issue.record("it did not fail")
      return
    }
    #expect(failure.diagnostics[0].place?.column == 6)
    #expect(failure.diagnostics[0].code == "T760")
  }

  @Test func warningsComeWithThePage() throws {
    let source = SourceText(path: "t.html", text: "a\n{{ warn('x') }}{{ warn('y') }}")
    let (set, _) = TemplateSet.compile([("t.html", source)], settings())
    var output: [UInt8] = []
    let warnings = try set.render("t.html", Context([]), subject: "content/a.md", into: &output)
    #expect(String(decoding: output, as: UTF8.self) == "a\n<!----><!---->")
    #expect(warnings.map(\.message) == ["look here", "look here"])
    #expect(warnings.map { $0.place?.line } == [2, 2])
    #expect(warnings[0].severity == .warning && warnings[0].code == "T790")
    #expect(warnings[0].notes == ["while rendering content/a.md"])
  }

  @Test func functionsCanBeValues() {
    let double = TemplateFunction("double", parameters: ["x"]) { call in
      .text((call[0]?.string ?? "") + (call[0]?.string ?? ""))
    }
    let context: [(String, Value)] = [
      ("f", .function(double)), ("m", .map([("g", .function(double))])),
    ]
    var settings = TemplateSet.Settings()
    settings.contextNames = ["f"]
    #expect(rendered("{{ f('a') }}{{ m.g('b') }}", context, settings).text == "aabb")
  }
}
