// Renders a template of the folder `theme` as often as fits into a second and prints how many
// microseconds one rendering takes; with `--print`, what it makes.
//
//     bench THEME DATA.json article.html [--print]

import Foundation
import Reporting
import Templating

@main
struct Bench {
  static func main() throws {
    let arguments = CommandLine.arguments
    let theme = URL(fileURLWithPath: arguments[1])
    let names = try FileManager.default.contentsOfDirectory(atPath: theme.path).sorted()
    let sources = try names.map { name in
      let bytes = [UInt8](try Data(contentsOf: theme.appendingPathComponent(name)))
      return (name: name, source: SourceText(path: name, bytes: bytes))
    }
    let set = TemplateSet.compile(sources).set
    let data = try JSONSerialization.jsonObject(
      with: try Data(contentsOf: URL(fileURLWithPath: arguments[2])))
    guard case .map(let map) = value(data) else { return }
    let context = Context(zip(map.keys, map.values).map { ("\(text($0))", $1) })
    if arguments.contains("--print") {
      var output: [UInt8] = []
      try set.render(arguments[3], context, into: &output)
      return FileHandle.standardOutput.write(Data(output))
    }
    print(try microseconds { output in try set.render(arguments[3], context, into: &output) })
  }

  /// The fastest of many batches, in microseconds a rendering.
  private static func microseconds(_ render: (inout [UInt8]) throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    var best = Double.infinity
    var rounds = 1
    while clock.now - start < .seconds(1) {
      let begin = clock.now
      for _ in 0..<rounds {
        var output: [UInt8] = []
        try render(&output)
      }
      let (seconds, fraction) = (clock.now - begin).components
      let taken = Double(seconds) * 1e6 + Double(fraction) / 1e12
      best = min(best, taken / Double(rounds))
      if taken < 5000 { rounds *= 2 }
    }
    return best
  }

  private static func text(_ value: Value) -> String {
    if case .string(let text) = value { String(decoding: text.bytes, as: UTF8.self) } else { "" }
  }

  private static func value(_ object: Any) -> Value {
    switch object {
    case let text as String: .text(text)
    case let list as [Any]: .list(list.map(value))
    case let map as [String: Any]:
      .map(map.sorted { $0.key < $1.key }.map { ($0.key, value($0.value)) })
    case let number as NSNumber where String(cString: number.objCType) == "c":
      .bool(number.boolValue)
    case let number as NSNumber: .int(number.intValue)
    default: .none
    }
  }
}
