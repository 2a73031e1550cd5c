import Testing

@testable import Templating

@Suite struct TemplateObjectTests {
  /// An object that looks its members up by number, as sites' objects do.
  private final class Numbered: TemplateObject {
    enum Member: Int { case title, url }
    let typeName = "page"
    let memberNames = ["title", "url"]
    func member(_ name: Name) -> Value? {
      switch Member(rawValue: name.id) {
      case .title: .text("T")
      case .url: .text("/u/")
      case nil: nil
      }
    }
  }

  @Test func knownNamesHaveTheNumbersTheyWereGivenIn() {
    var settings = TemplateSet.Settings()
    settings.knownNames = ["title", "url"]
    let page: [(String, Value)] = [("page", .object(Numbered()))]
    let template =
      "{{ page.url }}{{ page.title }}{{ page['url'] }}{{ page|attr('title') }}{{ page.nope is defined }}{{ page[k] is defined }}"
    #expect(rendered(template, page + [("k", .text("new"))], settings).text == "/u/T/u/TFalseFalse")
  }

  @Test func objectsMayPrintAndHaveElements() {
    let tag = SampleObject("tag", [("name", .text("a<b"))], printed: .text("a<b"))
    let list = SampleObject("section", [], elements: [.int(1), .int(2)])
    let context: [(String, Value)] = [("tag", .object(tag)), ("list", .object(list))]
    let cases = [
      ("{{ tag }}", "a&lt;b"), ("{{ tag|upper }}", "A&lt;B"), ("{{ 'x' ~ tag }}", "xa&lt;b"),
      ("{{ tag|tojson }}", "\"a\\u003cb\""), ("{% for x in list %}{{ x }}{% endfor %}", "12"),
      ("{{ list|length }}{{ list|join('-') }}{{ 2 in list }}", "21-2True"),
      ("{{ tag == tag }}{{ tag == list }}{{ tag in [list, tag] }}", "TrueFalseTrue"),
      ("{{ [tag]|map(attribute='name')|first }}", "a&lt;b"),
      ("{{ tag is defined }}{{ tag is mapping }}{{ list is iterable }}", "TrueFalseTrue"),
    ]
    for (template, wanted) in cases { #expect(rendered(template, context).text == wanted) }
    reportCases(cases.count, "templates with objects")
  }
}
