// What a small magazine is made of, and from that, worked out a second time and independently, which
// of its files a change can reach: each file's *inputs* as one text. A file has to be made again
// exactly when this text changes.

import Foundation

struct ModelArticle: Hashable {
  var section: String
  var name: String
  var title: String
  /// Days since 2026-01-01; all different.
  var day: Int
  var tags: [String]
  var author: String
  var body: String
  /// The name of a picture in `content/files/`, or empty.
  var picture = ""

  var path: String { "content/\(section)/\(name).md" }
  var url: String { "/\(section)/\(name)/" }
  var date: String {
    let months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31]
    var (month, rest) = (0, day)
    while month < months.count, rest >= months[month] {
      (month, rest) = (month + 1, rest - months[month])
    }
    return "2026-\(month + 1 < 10 ? "0" : "")\(month + 1)-\(rest + 1 < 10 ? "0" : "")\(rest + 1)"
  }
  var head: String {
    "title: \(title)\ndate: \(date)\ntags: [\(tags.joined(separator: ", "))]\nauthors: [\"\(author)\"]\nsummary: Om \(title)\n"
  }
  var text: String {
    "---\n\(head)---\n\(body)\n" + (picture.isEmpty ? "" : "\n![Et billede](../files/\(picture))\n")
  }
}

struct ModelSite {
  var title = "Bladet"
  var articles: [ModelArticle] = []
  var pictureWidth = 10
  var dataWord = "ord"
  var itemTemplate = "<li>{{ item.title }}</li>"
  var articleNote = "note"

  static let pageSize = 2
  static let feedCount = 3

  var newestFirst: [ModelArticle] { articles.sorted { $0.day > $1.day } }
  var tags: [String] { Set(articles.flatMap(\.tags)).sorted() }
  var people: [String] { Set(articles.map(\.author)).sorted() }
  var sections: [String] { Set(articles.map(\.section)).sorted() }

  /// The templates; lists show titles, an article its text, 404 a word of a data file.
  var theme: [(String, String)] {
    [
      (
        "templates/base.html",
        "<title>{{ page.title }} {{ site.title }}</title>{% block main %}{% endblock %}"
      ),
      ("templates/item.html", itemTemplate),
      (
        "templates/list.html",
        "{% extends \"base.html\" %}{% block main %}{% for item in articles %}{% include \"item.html\" %}{% endfor %}{% if pager is defined %}{{ pager.older or '' }}{% endif %}{% endblock %}"
      ), ("templates/home.html", "{% extends \"list.html\" %}"),
      (
        "templates/article.html",
        "{% extends \"base.html\" %}{% block main %}\(articleNote){{ article.content }}{% if article.previous %}{{ article.previous.title }}{% endif %}{% for tag in article.tags %}{{ tag.name }}{% endfor %}{% endblock %}"
      ),
      (
        "templates/tags.html",
        "{% extends \"base.html\" %}{% block main %}{% for group in groups %}{% for tag in group.entries %}{{ tag.name }} {{ tag.count }};{% endfor %}{% endfor %}{% endblock %}"
      ),
      (
        "templates/people.html",
        "{% extends \"base.html\" %}{% block main %}{% for group in groups %}{% for person in group.entries %}{{ person.name }};{% endfor %}{% endfor %}{% endblock %}"
      ),
      (
        "templates/archives.html",
        "{% extends \"base.html\" %}{% block main %}{% for year in years %}{{ year.year }} {{ year.count }}{% endfor %}{% endblock %}"
      ), ("templates/search.html", "{% extends \"base.html\" %}"),
      (
        "templates/404.html",
        "{% extends \"base.html\" %}{% block main %}{{ data(\"ord\").ord }}{% endblock %}"
      ),
      ("i18n/da.yaml", "older: Ældre\n"),
    ]
  }

  /// Every file of `content/`.
  var files: [String: String] {
    var files = [
      "content/site.yaml":
        "title: \(title)\nbase_url: https://example.org/\nlanguage: da\npage_size: \(Self.pageSize)\nfeeds: {count: \(Self.feedCount)}\noutputs: {index_json: true}\n",
      "content/data/ord.yaml": "ord: \(dataWord)\n",
      "content/files/kort.svg":
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(pictureWidth)\" height=\"5\"></svg>\n",
    ]
    for article in articles { files[article.path] = article.text }
    return files
  }

  // MARK: Inputs

  /// Each file of the output with all that it is made from.
  var inputs: [String: String] {
    var inputs: [String: String] = [:]
    let listing = { (article: ModelArticle) in "<\(article.path) \(article.head)>" }
    let text = { (article: ModelArticle) in
      "{\(article.text)\(article.picture.isEmpty ? "" : String(self.pictureWidth))}"
    }
    // What the sitemap says: of a list's front page, when its newest article is from.
    var addresses: [String] = [
      "arkiv/ tags/ personer/ arkiv/2026/ \(newestFirst.first?.date ?? "")"
    ]
    let tagNames = { (article: ModelArticle) in article.tags.joined(separator: ",") }
    func list(_ front: String, _ articles: [ModelArticle], _ subject: String) {
      let size = Self.pageSize
      let numbered = articles.count >= 2 * size ? (articles.count - size) / size : 0
      let oldestFirst = Array(articles.reversed())
      for number in 1..<(numbered + 1) {
        let shown = oldestFirst[(number - 1) * size..<number * size].reversed()
        let isLast = number == numbered
        inputs["\(front)side/\(number)/index.html"] =
          "\(title)\(subject)\(shown.map(listing))\(number == 1)\(isLast)\(itemTemplate)"
        addresses.append("\(front)side/\(number)/")
      }
      let shown = oldestFirst[(numbered * size)...].reversed()
      addresses.append("\(front) \(articles.first?.date ?? "")")
      inputs["\(front)index.html"] =
        "\(title)\(subject)\(shown.map(listing))\(numbered)\(itemTemplate)"
    }
    func feed(_ path: String, _ articles: [ModelArticle], _ subject: String) {
      let shown = articles.prefix(Self.feedCount)
      inputs[path] = "\(title)\(subject)\(shown.map(listing))\(shown.map(text))"
    }
    let all = newestFirst
    list("", all, "")
    feed("feed.xml", all, "")
    for section in sections {
      let own = all.filter { $0.section == section }
      list("\(section)/", own, section)
      feed("\(section)/feed.xml", own, section)
      for (index, article) in own.enumerated() {
        addresses.append("\(article.url) \(article.date)")
        let older = index + 1 < own.count ? own[index + 1] : nil
        let newer = index > 0 ? own[index - 1] : nil
        inputs[String(article.url.dropFirst()) + "index.html"] =
          "\(title)\(listing(article))\(text(article))\(tagNames(article))"
          + "\(older.map(listing) ?? "")\(newer?.path ?? "")\(articleNote)"
      }
    }
    for tag in tags {
      let own = all.filter { $0.tags.contains(tag) }
      list("tags/\(tag)/", own, tag)
      feed("tags/\(tag)/feed.xml", own, tag)
    }
    for person in people {
      list(
        "personer/\(person.lowercased().replacingOccurrences(of: " ", with: "-"))/",
        all.filter { $0.author == person }, person)
    }
    inputs["arkiv/2026/index.html"] = "\(title)\(all.map(listing))\(itemTemplate)"
    inputs["arkiv/index.html"] = "\(title)\(all.count)"
    inputs["tags/index.html"] =
      title
      + tags.map { tag in "\(tag)\(all.filter { $0.tags.contains(tag) }.map(\.path))" }.joined()
    inputs["personer/index.html"] = title + people.joined(separator: ",")
    inputs["404.html"] = title + dataWord
    inputs["robots.txt"] = title
    inputs[".nojekyll"] = title
    inputs["index.json"] = "\(title)\(all.map(listing))\(all.map(text))"
    inputs["files/kort.svg"] = "\(title)\(pictureWidth)"
    inputs["soeg/index.html"] = title
    inputs["sitemap.xml"] = title + addresses.sorted().joined(separator: " ")
    return inputs
  }
}
