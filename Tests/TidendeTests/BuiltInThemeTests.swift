import Foundation
import Testing

@testable import tidende

@Suite struct BuiltInThemeTests {
  @Test("the theme in the program is the theme in the repository") func sameTheme() throws {
    let folder = ArchitectureTests.root + "/themes/avis"
    let walk = try #require(FileManager.default.enumerator(atPath: folder))
    var files: [String: [UInt8]] = [:]
    for case let path as String in walk {
      guard let data = FileManager.default.contents(atPath: folder + "/" + path),
        !path.split(separator: "/").contains(where: { $0.hasPrefix(".") })
      else { continue }
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder)
      if !isFolder.boolValue { files[path] = Array(data) }
    }
    let built = Dictionary(uniqueKeysWithValues: builtInTheme().map { ($0.name, $0.bytes) })
    #expect(Set(built.keys) == Set(files.keys))
    for (name, bytes) in files { #expect(built[name] == bytes, "\(name)") }
    reportCases(files.count, "files of the built-in theme")
  }
}
