import Foundation
import Testing

@testable import tidende

@Suite struct VersionVerbTests {
  @Test("a line for people begins with name and version; a commit is said where it is known")
  func people() {
    #expect(versionText(commit: nil, isJSON: false).hasPrefix("tidende \(version) ("))
    #expect(!versionText(commit: nil, isJSON: false).contains("commit"))
    let commit = "0123456789abcdef0123456789abcdef01234567"
    #expect(
      versionText(commit: commit, isJSON: false).hasPrefix(
        "tidende \(version) (commit 0123456789ab, "))
  }

  @Test("programs get one object") func programs() throws {
    for commit in [nil, "0123456789abcdef"] {
      let json = Data(versionText(commit: commit, isJSON: true).utf8)
      let object = try JSONSerialization.jsonObject(with: json) as? [String: Any]
      #expect(object?["version"] as? String == version)
      #expect(object?["commit"] as? String == commit)
      #expect(object?["platform"] is String && object?["swift"] is String)
    }
    let terminal = CommandTests.Terminal()
    #expect(terminal.run("--version", "--format", "json") == 0)
    #expect(terminal.answer == versionText(isJSON: true))
  }
}
