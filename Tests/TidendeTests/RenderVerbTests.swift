import Synchronization
import Testing

@testable import tidende

@Suite struct RenderVerbTests {
  @Test("lines are answered as soon as they are there, the last also without its end")
  func lines() {
    let parts = [
      "{\"template\": \"{{ 1 ", "+ 1 }}\"}\n\n  \n{\"template\": \"a\"}\nno JSON\n{\"templ", "",
    ]
    let next = Mutex(0)
    let answers = Mutex<[String]>([])
    var surroundings = Surroundings()
    surroundings.nextInput = {
      let index = next.withLock { number in
        number += 1
        return number - 1
      }
      return index < parts.count ? Array(parts[index].utf8) : []
    }
    surroundings.answer = { bytes in
      answers.withLock {
        $0.append("\(next.withLock { $0 }) " + String(decoding: bytes, as: UTF8.self))
      }
    }
    #expect(Tidende.run(["render", "--batch"], in: surroundings) == 0)
    let found = answers.withLock { $0 }
    #expect(found.prefix(2) == ["2 {\"out\":\"2\"}\n", "2 {\"out\":\"a\"}\n"])
    #expect(found.count == 4)
    #expect(found[2].hasPrefix("2 {\"error\":\"line.json:1:1: error[T028]"))
    #expect(found[3].hasPrefix("3 {\"error\":\"line.json:1:"))
  }

  @Test("what belongs to one template does not go with lines") func contradictions() {
    for flag in [["--data", "x"], ["--templates", "x"], ["--lenient"], ["a.html"]] {
      #expect(Tidende.run(["render", "--batch"] + flag, in: Surroundings()) == 2, "\(flag)")
    }
  }
}
