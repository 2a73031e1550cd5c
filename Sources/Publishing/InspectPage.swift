// What a page's template gets, as JSON: for people who write themes.

import Reporting
import Templating

extension PreviewSite {
  /// Shows the variables of the page at an address.
  ///
  /// - Parameter address: from the root of the site, or whole.
  /// - Returns: a JSON object with a member for each variable and `template`; what lies deeper than
  ///   three objects is named by what prints it or by its type. `nil` where there is no page.
  public func values(at address: String) -> [UInt8]? {
    let shelf = renderer.shelf
    var path = address
    if path.hasPrefix(shelf.settings.base.origin), shelf.settings.base.isKnown {
      path = String(path.dropFirst(shelf.settings.base.origin.count))
    }
    path = percentDecoded(path) ?? path
    if shelf.plan.byPath[path] == nil, path.hasPrefix(shelf.settings.base.path) {
      path = "/" + path.dropFirst(shelf.settings.base.path.count)
    }
    guard let number = shelf.plan.byPath[path] ?? shelf.plan.byPath[path + "/"],
      let (template, values) = renderer.variables(for: shelf.plan.pages[number])
    else { return nil }
    var json: [UInt8] = Array("{\n".utf8)
    json += #""template": "#.utf8
    appendJSONString(template, to: &json)
    for (name, value) in values {
      json += ",\n".utf8
      appendJSONString(name, to: &json)
      json += ": ".utf8
      append(value, depth: 0, to: &json)
    }
    json += "\n}\n".utf8
    return json
  }

  /// Addresses of pages that may have been meant.
  public func addressesNear(_ address: String) -> String? {
    suggestion(
      for: address, in: renderer.shelf.plan.pages.lazy.filter(\.kind.isInSitemap).map(\.sitePath))
  }
}

/// How much of a long list is shown.
private let shownCount = 5

private func append(_ value: Value, depth: Int, to json: inout [UInt8]) {
  switch value {
  case .bool(let flag): json += (flag ? "true" : "false").utf8
  case .int(let number): json += String(number).utf8
  case .float(let number): json += number.isFinite ? Array("\(number)".utf8) : Array("null".utf8)
  case .string(let text): appendJSONString(text.bytes, to: &json)
  case .list(let list):
    appendList(list.items, to: &json) { item, json in append(item, depth: depth + 1, to: &json) }
  case .map(let map):
    appendObject(zip(map.keys, map.values).map { (text(of: $0), $1) }, depth, to: &json)
  case .object(let object):
    guard depth < 3 else {
      if let printed = object.printed { return append(printed, depth: depth, to: &json) }
      return appendJSONString("<" + object.typeName + ">", to: &json)
    }
    let members = object.memberNames.map { name in
      let number = Member.names.firstIndex(of: name) ?? -1
      return (name, object.member(Name(id: number, text: name)) ?? .none)
    }
    appendObject(members, depth, to: &json)
  case .none, .undefined, .function: json += "null".utf8
  }
}

private func text(of key: Value) -> String {
  if case .string(let text) = key { return String(decoding: text.bytes, as: UTF8.self) }
  return ""
}

private func appendObject(
  _ members: [(String, Value)], _ depth: Int, to json: inout [UInt8]
) {
  let indent = "\n" + String(repeating: "  ", count: depth + 1)
  json += "{".utf8
  for (number, (name, value)) in members.enumerated() {
    if number > 0 { json += ",".utf8 }
    json += indent.utf8
    appendJSONString(name, to: &json)
    json += ": ".utf8
    append(value, depth: depth + 1, to: &json)
  }
  json += "}".utf8
}

private func appendList(
  _ items: [Value], to json: inout [UInt8], _ body: (Value, inout [UInt8]) -> Void
) {
  json += "[".utf8
  for (number, item) in items.prefix(shownCount).enumerated() {
    if number > 0 { json += ", ".utf8 }
    body(item, &json)
  }
  if items.count > shownCount {
    json += ", ".utf8
    appendJSONString("… \(items.count - shownCount) more", to: &json)
  }
  json += "]".utf8
}
