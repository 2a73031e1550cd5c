import Foundation
import Reporting
import Testing

@testable import Publishing

@Suite struct ReportFileTests {
  private func request(_ site: SiteFixture) -> BuildRequest {
    BuildRequest(root: site.folder, output: site.output, clock: .instant(0))
  }

  @Test("a report is written in one step, and nothing is left of one that was not") func writing()
    throws
  {
    let site = try SiteFixture("-- content/a.txt --\n")
    let path = site.folder + "/nye mapper/rapport.json"
    let file = try ReportFile(path, for: request(site), on: Disk())
    #expect(!site.exists("nye mapper/rapport.json"))
    try file.write(Array("{}".utf8))
    #expect(site.text("nye mapper/rapport.json") == "{}")
    let second = try ReportFile(path, for: request(site), on: Disk())
    second.discard()
    #expect(site.text("nye mapper/rapport.json") == "{}")
    #expect(!site.exists("nye mapper/rapport.json.new"))
  }

  @Test("a place where no report can be is refused before the build") func refusals() throws {
    let site = try SiteFixture("-- content/a.txt --\n-- public/b.txt --\n-- fil --\n")
    try FileManager.default.createSymbolicLink(
      atPath: site.folder + "/link", withDestinationPath: site.output)
    let refused: [(path: String, reason: String)] = [
      ("", "it is a folder"), ("/public", "it is a folder"), ("/ny/", "its name ends with a slash"),
      ("/public/r.json", "it is inside the output folder"),
      ("/public/x/y/r.json", "it is inside the output folder"),
      ("/link/r.json", "it is inside the output folder"),
      ("/content/r.json", "it is inside content/, and the next build would publish it"),
      ("/content/../public/./r.json", "it is inside the output folder"),
      ("/fil/r.json", "a part of the path is not a folder"),
    ]
    for (path, reason) in refused {
      do throws(FileProblem) {
        _ = try ReportFile(site.folder + path, for: request(site), on: Disk())
        Issue.record("\(path) is taken")
      } catch {
        #expect(error.code == "T910" && error.reason == reason, "\(path): \(error.reason)")
      }
    }
    #expect(throws: FileProblem.self) {
      try ReportFile("/dev/null", for: self.request(site), on: Disk())
    }
    reportCases(refused.count + 1, "places of a report")
  }

  @Test("a folder beside the output may begin with its name") func beside() throws {
    let site = try SiteFixture("-- content/a.txt --\n")
    _ = try ReportFile(site.folder + "/public.json", for: request(site), on: Disk())
    _ = try ReportFile(site.folder + "/contents/r.json", for: request(site), on: Disk())
  }
}
