// What lists include for the same article is written once; everything a reader sees is as before.

import Reporting
import Synchronization
import Testing

@testable import Templating

/// An object that is known by a number.
private final class Known: TemplateObject {
  let identity: Int?
  private let members: [(name: String, value: Value)]
  let typeName = "article"
  var memberNames: [String] { members.map(\.name) }

  init(_ identity: Int?, _ members: [(name: String, value: Value)]) {
    self.identity = identity
    self.members = members
  }

  func member(_ name: Name) -> Value? { members.first { $0.name == name.text }?.value }
  func isPlain(_ name: Name) -> Bool { ["kind", "language"].contains(name.text) }
}

/// Keeps everything and counts.
private final class Store: FragmentStore {
  private struct State {
    var kept: [[UInt8]: Fragment] = [:]
    var found = 0
  }

  private let state = Mutex(State())
  var count: Int { state.withLock { $0.kept.count } }
  var found: Int { state.withLock { $0.found } }

  func fragment(_ key: [UInt8]) -> Fragment? {
    state.withLock { state in
      if state.kept[key] != nil { state.found += 1 }
      return state.kept[key]
    }
  }
  func begin() {}
  func keep(_ fragment: Fragment, _ key: [UInt8]) { state.withLock { $0.kept[key] = fragment } }
}

@Suite struct FragmentTests {
  private struct Case {
    let item: String
    /// How many different fragments two pages with the same three articles keep.
    let kept: Int
    /// How often one of them is taken from there.
    let found: Int
  }

  /// Two pages: `page.kind` differs, `page.language` does not; `level` differs.
  private static let cases: [(name: String, Case)] = [
    ("reads the article alone", Case(item: "<a>{{ item.title }}</a>", kept: 2, found: 4)),
    ("nothing", Case(item: "text", kept: 0, found: 0)),
    (
      "a member that is the same on both pages",
      Case(
        item: "{% if item.title != page.language %}{{ item.title }}{% endif %}", kept: 2, found: 4)
    ),
    (
      "a member that differs", Case(item: "{{ page.kind }}{{ item.title }}", kept: 4, found: 2)
    ),
    (
      "a member that is not plain",
      Case(item: "{% if false %}{{ page.title }}{% endif %}{{ item.title }}", kept: 0, found: 0)
    ),
    (
      "a mapping through its methods",
      Case(item: "{{ kinds.get('s') }}{{ item.title }}", kept: 0, found: 0)
    ),
    (
      "a member of a mapping", Case(item: "{{ kinds.s }}{{ item.title }}", kept: 4, found: 2)
    ),
    (
      "a member that is not there, and a variable that is not",
      Case(item: "{% if maybe.zz %}{% endif %}{{ item.title }}", kept: 2, found: 1)
    ),
    ("a number that differs", Case(item: "<h{{ level }}>{{ item.title }}", kept: 4, found: 2)),
    ("the whole of an object", Case(item: "{{ page }}{{ item.title }}", kept: 0, found: 0)),
    ("a list", Case(item: "{{ names | join }}{{ item.title }}", kept: 0, found: 0)),
    ("the loop around it", Case(item: "{{ loop.index }}{{ item.title }}", kept: 0, found: 0)),
    (
      "a loop of its own",
      Case(
        item: "{% for tag in item.tags %}{{ loop.index }}{{ tag }}{% endfor %}", kept: 2, found: 4)
    ),
    (
      "a name it sets itself",
      Case(item: "{% set x = item.title ~ '!' %}{{ x }}", kept: 2, found: 4)
    ),
    (
      "a name it sets over one that differs",
      Case(item: "{{ level }}{% set level = 7 %}{{ level }}{{ item.title }}", kept: 4, found: 2)
    ),
    (
      "with", Case(item: "{% with level = item.title %}{{ level }}{% endwith %}", kept: 2, found: 4)
    ),
    (
      "a namespace", Case(item: "{% set ns.x = item.title %}{{ ns.x }}", kept: 0, found: 0)
    ),
    ("a macro", Case(item: "{% macro m() %}x{% endmacro %}{{ item.title }}", kept: 0, found: 0)),
    (
      "another template",
      Case(item: "{% include 'inner.html' %}", kept: 4, found: 2)
    ),
    (
      "a template whose name is computed",
      Case(item: "{% include item.title ~ '.html' ignore missing %}", kept: 0, found: 0)
    ),
    ("a function", Case(item: "{{ shout(item.title) }}", kept: 2, found: 4)),
    ("a function that warns", Case(item: "{{ mutter(item.title) }}", kept: 0, found: 0)),
    (
      "what is not there", Case(item: "{{ nothing is defined }}{{ item.title }}", kept: 2, found: 4)
    ),
    (
      "an article that is not known by a number",
      Case(item: "{{ stranger.title }}{{ item.title }}", kept: 0, found: 0)
    ),
  ]

  private func page(_ kind: String, level: Int) -> Context {
    let items = (0..<2).map { number in
      Value.object(
        Known(
          number,
          [
            ("title", .text("<\(number)>")), ("tags", .list([.text("a\(number)"), .text("b")])),
          ]))
    }
    let maybe: [(String, Value)] = kind == "home" ? [("maybe", .map([]))] : []
    return Context(
      maybe + [
        ("items", .list([items[0], items[1], items[0]])), ("level", .int(level)),
        ("names", .list([.text("x")])), ("kinds", .map([("s", .text(kind))])),
        ("page", .object(Known(nil, [("kind", .text(kind)), ("language", .text("da"))]))),
        ("stranger", .object(Known(nil, [("title", .text("s"))]))),
      ])
  }

  private func compiled(_ item: String) -> TemplateSet {
    var settings = TemplateSet.Settings()
    settings.functions = [
      TemplateFunction("shout", parameters: ["text"]) { call in call[0] ?? .none },
      TemplateFunction("mutter", parameters: ["text"]) { call in
        call.warn("listen")
        return call[0] ?? .none
      },
    ]
    settings.contextNames = [
      "items", "level", "names", "page", "stranger", "nothing", "ns", "kinds", "maybe",
    ]
    let texts = [
      (
        "list.html",
        "{% set ns = namespace(x=1) %}{% for item in items %}{% include 'item.html' %};{% endfor %}"
      ), ("item.html", item), ("inner.html", "{{ page.kind }}<b>{{ item.title }}</b>"),
    ]
    return TemplateSet.compile(
      texts.map { (name: $0.0, source: SourceText(path: $0.0, text: $0.1)) }, settings
    ).set
  }

  private func rendered(_ set: TemplateSet, _ context: Context) -> (text: String, problems: Int) {
    var output: [UInt8] = []
    do {
      let problems = try set.render("list.html", context, into: &output)
      return (String(decoding: output, as: UTF8.self), problems.count)
    } catch {
      return (error.diagnostic.message, -1)
    }
  }

  @Test("pages come out as without what is kept") func same() {
    for (name, test) in Self.cases {
      let set = compiled(test.item)
      let store = Store()
      for page in [page("home", level: 2), page("tag", level: 3)] {
        var keeping = page
        keeping.fragments = store
        let (plain, kept) = (rendered(set, page), rendered(set, keeping))
        #expect(plain == kept, "\(name)")
      }
      #expect(store.count == test.kept, "kept: \(name)")
      #expect(store.found == test.found, "found: \(name)")
    }
    reportCases(Self.cases.count, "fragments")
  }

  @Test("what was kept counts against the limit of steps") func steps() {
    for limit in [64, 128, 192, 256, 320] {
      var settings = TemplateSet.Settings()
      settings.limits.steps = limit
      settings.contextNames = ["items"]
      let texts = [
        ("list.html", "{% for item in items %}{% include 'item.html' %}{% endfor %}"),
        ("item.html", "{% for n in range(60) %}{{ item.title }}{% endfor %}"),
      ]
      let set = TemplateSet.compile(
        texts.map { (name: $0.0, source: SourceText(path: $0.0, text: $0.1)) }, settings
      ).set
      var keeping = page("home", level: 1)
      keeping.fragments = Store()
      let plain = rendered(set, page("home", level: 1))
      #expect(rendered(set, keeping).problems == plain.problems, "\(limit)")
    }
  }
}
