// A small site to write templates against: an article, its author, a list of others.

@testable import Templating

/// An object with members, as sites have them.
final class SampleObject: TemplateObject {
  let typeName: String
  let members: [(name: String, value: Value)]
  let printed: Value?
  let elements: [Value]?

  init(
    _ typeName: String, _ members: [(name: String, value: Value)], printed: Value? = nil,
    elements: [Value]? = nil
  ) {
    self.typeName = typeName
    self.members = members
    self.printed = printed
    self.elements = elements
  }

  func member(_ name: Name) -> Value? { members.first { $0.name == name.text }?.value }
  var memberNames: [String] { members.map(\.name) }
}

/// The variables of the sample site.
func sampleContext() -> Context {
  let author = Value.object(
    SampleObject("person", [("name", .text("Åse & co")), ("email", .none)]))
  let article = Value.object(
    SampleObject(
      "article",
      [
        ("title", .text("Et <nyt> register")), ("date", .text("2024-05-01")),
        ("author", author), ("tags", .list([.text("data"), .text("skat")])),
        ("words", .int(1200)), ("content", .safe("<p>Tekst</p>")),
      ]))
  let site = Value.map([
    ("title", .text("Tidende")), ("base_url", .text("https://example.dk/")),
    ("menu", .list([.map([("url", .text("/om/")), ("name", .text("Om"))])])),
  ])
  return Context([("page", article), ("site", site), ("count", .int(3))])
}

/// The functions and filters of the sample site.
func sampleSettings() -> TemplateSet.Settings {
  var settings = TemplateSet.Settings()
  settings.contextNames = ["page", "site", "count"]
  settings.knownNames = ["title", "date", "author"]
  settings.filters = [
    TemplateFilter("date", parameters: [.optional("style")]) { call in call.input }
  ]
  settings.functions = [
    TemplateFunction("url_for", parameters: ["target", .optional("lang")]) { call in
      guard let target = call[0], case .string(let text) = target, !text.bytes.isEmpty else {
        throw CallFailure(
          "there is no page to link to", notes: ["looked for an empty path"],
          help: ["write the path of a file below content/"])
      }
      return .bytes(Array("/".utf8) + text.bytes)
    },
    TemplateFunction("warn", parameters: ["message"]) { call in
      call.warn(call[0]?.string ?? "")
      return .text("")
    },
  ]
  return settings
}
