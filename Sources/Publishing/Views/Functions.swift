// The functions and filters the site adds to the template language. themes/README.md lists them.

import Nordic
import Reporting
import Templating

/// What a page tells the functions its templates call.
struct PageInfo: Sendable {
  let language: Language
}

extension Shelf {
  /// The functions templates can call.
  func functions() -> [TemplateFunction] {
    [
      TemplateFunction("asset", parameters: ["name"]) { call in
        let name = try call.string("name")
        guard let path = self.assets[name] else {
          throw CallFailure(
            "the theme has no asset called `\(name)`",
            help: suggestion(for: name, in: self.assets.keys.sorted()).map { [$0] } ?? [])
        }
        return self.href(path)
      },
      TemplateFunction("url_for", parameters: ["path"]) { call in
        self.href(try call.string("path"))
      },
      TemplateFunction("get_page", parameters: ["path"]) { call in
        let path = normalized(try call.string("path"))
        guard let index = self.site.articleBySource[path], !self.site.sitePaths[index].isEmpty
        else {
          return .none
        }
        return .object(ArticleView(self, index))
      },
      TemplateFunction("get_section", parameters: ["name"]) { call in
        let name = try call.string("name")
        return self.site.sections.firstIndex { $0.name == name }
          .map { .object(SectionView(self, $0)) } ?? .none
      },
      TemplateFunction("get_tag", parameters: ["name"]) { call in
        let slug = Nordic.slug(try call.string("name"), in: self.settings.language)
        return self.site.tags.firstIndex { $0.slug == slug }
          .map { .object(TagView(self, $0)) } ?? .none
      },
      TemplateFunction("get_person", parameters: ["id"]) { call in
        let id = try call.string("id")
        return self.site.people.firstIndex { $0.id == id || $0.slug == id }
          .map { .object(PersonView(self, $0)) } ?? .none
      },
      TemplateFunction("data", parameters: ["name"]) { call in
        let name = try call.string("name")
        guard let value = self.data[name] else {
          throw CallFailure(
            "there is no data file called `\(name)`",
            notes: ["looked for content/data/\(name).yaml and content/data/\(name).json"],
            help: suggestion(for: name, in: self.data.keys.sorted()).map { [$0] } ?? [])
        }
        return value
      },
      TemplateFunction("image_info", parameters: ["path"]) { call in
        let path = try call.string("path")
        guard self.resolver.file(path) != nil else { return .none }
        return self.picture(path, alt: "")
      },
      TemplateFunction("t", parameters: ["key", .named]) { call in try self.translate(&call) },
    ]
  }

  /// The words of the theme in the page's language, with `{name}` put in.
  private func translate(_ call: inout Call) throws -> Value {
    let key = try call.string("key")
    let language = call.language(else: settings.language)
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
  func filters() -> [TemplateFilter] {
    [
      TemplateFilter("date", parameters: [.optional("style")]) { call in try self.date(&call) },
      TemplateFilter("relurl") { call in self.href(try call.inputString()) },
      TemplateFilter("absurl") { call in self.permalink(try call.inputString()) },
      TemplateFilter("slugify") { call in
        .text(Nordic.slug(try call.inputString(), in: call.language(else: self.settings.language)))
      },
      TemplateFilter("number", parameters: [.optional("decimals")]) { call in
        var decimals: Int?
        if case .int(let count)? = call["decimals"] { decimals = max(0, min(count, 12)) }
        let language = call.language(else: self.settings.language)
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
        try self.collate(&call)
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
          self.markdownHTML(
            try call.inputString(), in: call.language(else: self.settings.language)))
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
    appendDate(view.moment, format, in: call.language(else: settings.language), to: &output)
    return .bytes(output)
  }

  /// Sorts as people of the language do.
  private func collate(_ call: inout Call) throws -> Value {
    guard case .list(let list) = call.input else {
      throw CallFailure("`collate` is for lists, and this is \(call.input.typeName)")
    }
    let language = call.language(else: settings.language)
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

extension Call {
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

  fileprivate func language(else standard: Language) -> Language {
    (userInfo as? PageInfo)?.language ?? standard
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
