import Testing

@testable import Previewing

/// Pages as they are previewed.
@Suite struct InjectingTests {
  private let script =
    "<script src=\"/_tidende/preview.js\" data-tag=\"t\" defer></script>"

  @Test("the script stands at the end of the body, wherever that is") func places() {
    let cases = [
      ("<body>x</body></html>", "<body>x|</body></html>"),
      ("<BODY>x</BoDy >", "<BODY>x|</BoDy >"),
      ("<pre>&lt;/body></pre></body>", "<pre>&lt;/body></pre>|</body>"),
      ("<!-- </body> --><p>x</body>", "<!-- </body> --><p>x|</body>"),
      ("<p>no end", "<p>no end|"), ("", "|"), ("x</html>", "x|</html>"), ("</bod", "</bod|"),
      ("<", "<|"), ("</body", "|</body"), ("æøå</body>", "æøå|</body>"),
    ]
    for (html, expected) in cases {
      let made = page(Array(html.utf8), with: Addition(tag: "t"))
      let text = String(decoding: made, as: UTF8.self)
      #expect(text == expected.replacing("|", with: script), "\(html)")
    }
    reportCases(cases.count, "ends of pages")
  }

  @Test("a notice is text, and its style a file") func notice() {
    let made = page(
      Array("</body>".utf8), with: Addition(tag: "\"><b>", notice: "<Draft> & \"more\""))
    let text = String(decoding: made, as: UTF8.self)
    #expect(text.contains(">&lt;Draft&gt; &amp; &quot;more&quot;</p>"))
    #expect(text.contains("data-tag=\"&quot;&gt;&lt;b&gt;\""))
    #expect(text.contains("href=\"/_tidende/preview.css\"") && !text.contains("style="))
  }

  @Test("problems are text, in the page and in the state of one") func problems() throws {
    let text = "error: <script>alert(1)</script>\n  --> content/a.md:1"
    let made = String(decoding: problemPage(title: "1 error", problems: text), as: UTF8.self)
    #expect(made.contains("<pre>error: &lt;script&gt;"))
    #expect(!made.contains("<script"))
    let state = status(tag: "abc", title: "1 error,\n2 warnings", problems: text)
    #expect(state.contentType.hasPrefix("text/plain"))
    #expect(state.content == .bytes(Array("abc\n1 error, 2 warnings\n\(text)".utf8)))
  }

  @Test("the state of a page is asked for by its path") func statusPaths() throws {
    let server = try TestServer { request in
      status(tag: statusPath(of: request) ?? "none", title: "", problems: "")
    }
    defer { server.stop() }
    for (path, expected) in [
      ("/_tidende/status/", "/"), ("/_tidende/status/bl%C3%A5/x/", "/blå/x/"),
      ("/_tidende/status", "none"), ("/_tidende/statusx/", "none"), ("/x/_tidende/status/", "none"),
    ] {
      #expect(server.get(path)?.text == expected + "\n\n", "\(path)")
    }
    #expect(server.get("/_tidende/status/../x/")?.status == 400)
  }

  @Test("the preview's own files do nothing that a strict policy forbids") func ownFiles() throws {
    let script = try #require(previewFile(at: "/_tidende/preview.js"))
    #expect(script.contentType == "text/javascript; charset=utf-8")
    #expect(previewFile(at: "/_tidende/preview.css") != nil)
    for path in ["/", "/_tidende/", "/_tidende/preview.js/", "/preview.js"] {
      #expect(previewFile(at: path) == nil)
    }
    for word in [
      "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(",
      "setAttribute('style'", ".style.", "Worker(", "import(", "setTimeout('",
    ] {
      #expect(!clientScript.contains(word), "\(word)")
    }
  }
}
