// The functions and filters the site adds to the template language. themes/README.md lists them.

import Nordic
import Reporting
import Templating

/// What a page tells the functions its templates call.
struct PageInfo: Sendable {
  let language: Language
  let reading: Reading
}

extension Shelf {
  /// The functions templates can call.
  static func functions() -> [TemplateFunction] {
    [
      TemplateFunction("asset", parameters: ["name"]) { call in
        let name = try call.string("name")
        call.note(.asset, name)
        guard let path = try call.shelf.assets[name] else {
          throw CallFailure(
            "the theme has no asset called `\(name)`",
            help: suggestion(for: name, in: try call.shelf.assets.keys.sorted()).map { [$0] } ?? [])
        }
        return try call.shelf.href(path)
      },
      TemplateFunction("url_for", parameters: ["path"]) { call in
        try call.shelf.href(call.string("path"))
      },
      TemplateFunction("get_page", parameters: ["path"]) { call in
        let path = normalized(try call.string("path"))
        return call.found(try call.shelf.lookup(.page, path)) { $0.article($1) }
      },
      TemplateFunction("get_section", parameters: ["name"]) { call in
        call.found(try call.shelf.lookup(.section, call.string("name"))) {
          .object(SectionView($0, $1))
        }
      },
      TemplateFunction("get_tag", parameters: ["name"]) { call in
        call.found(try call.shelf.lookup(.tag, call.string("name"))) { .object(TagView($0, $1)) }
      },
      TemplateFunction("get_person", parameters: ["id"]) { call in
        call.found(try call.shelf.lookup(.person, call.string("id"))) {
          .object(PersonView($0, $1))
        }
      },
      TemplateFunction("get_term", parameters: ["kind", "name"]) { call in
        let name = try call.string("name")
        switch try call.string("kind") {
        case "tags", "tag":
          return call.found(try call.shelf.lookup(.tag, name)) { .object(TagView($0, $1)) }
        case "people", "person":
          return call.found(try call.shelf.lookup(.person, name)) { .object(PersonView($0, $1)) }
        default: throw CallFailure("`kind` is `tags` or `people`")
        }
      },
      TemplateFunction("warn", parameters: ["message"]) { call in
        call.warn(try call.string("message"))
        return .text("")
      },
      TemplateFunction("throw", parameters: ["message"]) { call in
        throw CallFailure(try call.string("message"))
      },
      TemplateFunction("data", parameters: ["name"]) { call in
        let name = try call.string("name")
        call.note(.data, name)
        guard let value = try call.shelf.data[name] else {
          throw CallFailure(
            "there is no data file called `\(name)`",
            notes: ["looked for content/data/\(name).yaml and content/data/\(name).json"],
            help: suggestion(for: name, in: try call.shelf.data.keys.sorted()).map { [$0] } ?? [])
        }
        return value
      },
      TemplateFunction("image_info", parameters: ["path"]) { call in
        let path = try call.string("path")
        return call.found(try call.shelf.lookup(.file, path)) { reading, _ in
          reading.picture(path, alt: "")
        }
      },
      TemplateFunction("t", parameters: ["key", .named]) { call in try call.shelf.translate(&call)
      },
    ]
  }

  /// The words of the theme in the page's language, with `{name}` put in.
  private func translate(_ call: inout Call) throws -> Value {
    let key = try call.string("key")
    let language = try call.language
    guard let word = theme.words[language]?[key] ?? theme.words[settings.language]?[key] else {
      let known = theme.words[settings.language].map { $0.keys.sorted() } ?? []
      throw CallFailure(
        "the theme has no words for `\(key)`",
        notes: ["looked in i18n/\(language.rawValue).yaml"],
        help: suggestion(for: key, in: known).map { [$0] } ?? [])
    }
    var isOne = false
    if case .int(1)? = call.named.first(where: { $0.name == "count" })?.value { isOne = true }
    var text = isOne ? word.one ?? word.other : word.other
    for (name, value) in call.named {
      text = replace("{\(name)}", in: text, with: plainText(value, language))
    }
    return .text(text)
  }

  private func plainText(_ value: Value, _ language: Language) -> String {
    switch value {
    case .string(let text): return String(decoding: text.bytes, as: UTF8.self)
    case .int(let number):
      var output: [UInt8] = []
      appendNumber(number, in: language, to: &output)
      return String(decoding: output, as: UTF8.self)
    default: return ""
    }
  }

  /// The filters templates can use.
  static func filters() -> [TemplateFilter] {
    [
      TemplateFilter("date", parameters: [.optional("style")]) { call in try call.shelf.date(&call)
      },
      TemplateFilter("relurl") { call in try call.shelf.href(call.inputString()) },
      TemplateFilter("absurl") { call in try call.shelf.permalink(call.inputString()) },
      TemplateFilter("slugify") { call in
        .text(try Nordic.slug(call.inputString(), in: call.language))
      },
      TemplateFilter("number", parameters: [.optional("decimals")]) { call in
        var decimals: Int?
        if case .int(let count)? = call["decimals"] { decimals = max(0, min(count, 12)) }
        let language = try call.language
        var output: [UInt8] = []
        switch call.input {
        case .int(let number) where decimals == nil: appendNumber(number, in: language, to: &output)
        case .int(let number):
          appendNumber(Double(number), decimals: decimals, in: language, to: &output)
        case .float(let number): appendNumber(number, decimals: decimals, in: language, to: &output)
        default: throw CallFailure("`number` is for numbers, and this is \(call.input.typeName)")
        }
        return .bytes(output)
      },
      TemplateFilter("collate", parameters: [.optional("attribute")]) { call in
        try call.shelf.collate(&call)
      },
      TemplateFilter("reading_time") { call in
        if case .int(let count) = call.input { return .int(readingTime(ofWords: count)) }
        let text = try call.inputString()
        return .int(readingTime(ofWords: text.split(whereSeparator: \.isWhitespace).count))
      },
      TemplateFilter("safe_url") { call in
        let url = try call.inputString()
        return .text(isSafeURL(url) ? url : "")
      },
      TemplateFilter("plain") { call in .bytes(withoutTags(Array(try call.inputString().utf8))) },
      TemplateFilter("markdown") { call in
        .safe(
          try call.shelf.markdownHTML(call.inputString(), in: call.language))
      },
    ]
  }

  private func date(_ call: inout Call) throws -> Value {
    guard case .object(let object) = call.input, let view = object as? DateView else {
      if call.input.isNone { return .text("") }
      throw CallFailure("`date` is for dates, and this is \(call.input.typeName)")
    }
    var style = "long"
    if case .string(let text)? = call["style"] {
      style = String(decoding: text.bytes, as: UTF8.self)
    }
    guard let format = DateFormat(style) else {
      throw CallFailure(
        "there is no date style `\(style)`",
        help: [
          "the styles are \(DateFormat.names.joined(separator: ", ")), or a pattern such as `%d.%m.%Y`"
        ])
    }
    var output: [UInt8] = []
    appendDate(view.moment, format, in: try call.language, to: &output)
    return .bytes(output)
  }

  /// Sorts as people of the language do.
  private func collate(_ call: inout Call) throws -> Value {
    guard case .list(let list) = call.input else {
      throw CallFailure("`collate` is for lists, and this is \(call.input.typeName)")
    }
    let language = try call.language
    var attribute: String?
    if case .string(let text)? = call["attribute"] {
      attribute = String(decoding: text.bytes, as: UTF8.self)
    }
    let keyed = list.items.enumerated().map { place, item in
      (
        collationKey(attribute.map { item.memberText($0) } ?? item.ownText, in: language), place,
        item
      )
    }
    return .list(
      keyed.sorted { left, right in
        left.0 != right.0 ? left.0.lexicographicallyPrecedes(right.0) : left.1 < right.1
      }.map(\.2))
  }
}

/// What templates can ask for by name.
enum LookupKind: String, Sendable {
  case page, section, tag, person, file
}

/// What was asked for, and what it is now: an index of the site, or `nil` for nothing.
struct Lookup {
  /// For the facts: `tag open-source`.
  let key: String
  let index: Int?
}

extension Shelf {
  /// Looks something up by name.
  func lookup(_ kind: LookupKind, _ name: String) -> Lookup {
    let index: Int? =
      switch kind {
      case .page: site.articleBySource[name].flatMap { site.sitePaths[$0].isEmpty ? nil : $0 }
      case .section: site.sections.firstIndex { $0.name == name }
      case .tag: tag(named: name)
      case .person: site.people.firstIndex { $0.id == name || $0.slug == name }
      case .file: settings.isOn(.files) ? resolver.file(name) : nil
      }
    return Lookup(key: kind.rawValue + " " + name, index: index)
  }

  private func tag(named name: String) -> Int? {
    let slug = Nordic.slug(name, in: settings.language)
    return site.tags.firstIndex { $0.slug == slug }
  }
}

extension Call {
  private var reading: Reading? { (userInfo as? PageInfo)?.reading }

  /// Notes that the page depends on what goes by a name.
  fileprivate func note(_ kind: Fact.Kind, _ name: String) {
    guard let reading else { return }
    reading.note(kind, reading.shelf.names.number(of: name))
  }

  /// What a look-up found, handed out by the page's reading.
  fileprivate func found(_ lookup: Lookup, _ view: (Reading, Int) -> Value) -> Value {
    note(.lookup, lookup.key)
    guard let reading, let index = lookup.index else { return .none }
    return view(reading, index)
  }

  fileprivate func string(_ name: String) throws -> String {
    guard case .string(let text)? = self[name] else {
      throw CallFailure("`\(name)` is a text, and this is \((self[name] ?? .none).typeName)")
    }
    return String(decoding: text.bytes, as: UTF8.self)
  }

  fileprivate func inputString() throws -> String {
    guard case .string(let text) = input else {
      throw CallFailure("`\(name)` is for text, and this is \(input.typeName)")
    }
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// What the page being made shares with all others.
  fileprivate var shelf: Shelf {
    get throws {
      guard let reading else { throw CallFailure("`\(name)` needs a site") }
      return reading.shelf
    }
  }

  /// The language of the page being made.
  fileprivate var language: Language {
    get throws {
      guard let info = userInfo as? PageInfo else { throw CallFailure("`\(name)` needs a site") }
      return info.language
    }
  }
}

extension Value {
  fileprivate var ownText: String {
    switch self {
    case .string(let text): String(decoding: text.bytes, as: UTF8.self)
    case .object(let object): object.printed?.ownText ?? ""
    case .int(let number): String(number)
    default: ""
    }
  }

  fileprivate func memberText(_ name: String) -> String {
    switch self {
    case .object(let object):
      let id = Member.names.firstIndex(of: name) ?? -1
      return object.member(Name(id: id, text: name))?.ownText ?? ""
    case .map(let map): return map[.text(name)]?.ownText ?? ""
    default: return ""
    }
  }
}

/// Replaces every occurrence.
private func replace(_ part: String, in text: String, with new: String) -> String {
  let part = Array(part.utf8)
  let bytes = Array(text.utf8)
  var output: [UInt8] = []
  var index = 0
  while index < bytes.count {
    if bytes[index...].starts(with: part) {
      output += new.utf8
      index += part.count
    } else {
      output.append(bytes[index])
      index += 1
    }
  }
  return String(decoding: output, as: UTF8.self)
}

/// http, https, mailto, tel, or relative; anything else could run in the reader's browser.
func isSafeURL(_ url: String) -> Bool {
  guard !url.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }) else {
    return false
  }
  guard hasScheme(url) else {
    let first = url.utf8.prefix { !["/", "?", "#"].contains(Unicode.Scalar($0)) }
    return !first.contains(UInt8(ascii: ":"))
  }
  let scheme = url.prefix { $0 != ":" }.lowercased()
  return ["http", "https", "mailto", "tel"].contains(scheme)
}

/// Text without tags; entities stay as they are.
private func withoutTags(_ html: [UInt8]) -> [UInt8] {
  var output: [UInt8] = []
  var isInTag = false
  for byte in html {
    if byte == UInt8(ascii: "<") {
      isInTag = true
    } else if byte == UInt8(ascii: ">"), isInTag {
      isInTag = false
    } else if !isInTag {
      output.append(byte)
    }
  }
  return output
}
