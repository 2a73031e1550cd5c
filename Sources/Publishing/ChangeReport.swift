// What a build did to the site, as JSON: for purging caches, and for people who review.
//
//     {
//     "version": 1, "base_url": "https://example.org/", "as_of": "2026-11-21T13:00:00+01:00",
//     "drafts": false, "review": false, "next": "2026-12-01T08:00:00+01:00",
//     "counts": {"added": 1, "changed": 0, "removed": 0, "redirects": 0},
//     "added": [
//     {"url": "https://example.org/blog/x/", "path": "/blog/x/", "file": "blog/x/index.html"}],
//     "changed": [], "removed": [], "redirects": []
//     }

import Nordic
import Reporting

/// The report of a build that published, or had nothing to publish; ends with a line break.
///
/// The same build after the same build gives the same bytes.
public func changeReport(_ report: BuildReport, of request: BuildRequest) -> [UInt8] {
  let change = report.change
  var json: [UInt8] = []
  json.reserveCapacity(512 + (change.added.count + change.changed.count) * 160)
  json += "{\n\"version\": 1, \"base_url\": ".utf8
  append(report.base.isKnown ? report.base.permalink("/") : nil, to: &json)
  json += ", \"as_of\": ".utf8
  append(report.now.map(words), to: &json)
  json += ",\n\"drafts\": \(request.drafts), \"review\": \(request.isReview), \"next\": ".utf8
  append(report.nextChange.map { words(Moment(unix: $0.unix, in: report.zone)) }, to: &json)
  json += ",\n\"counts\": {\"added\": \(change.added.count)".utf8
  json += ", \"changed\": \(change.changed.count), \"removed\": \(change.removed.count)".utf8
  json += ", \"redirects\": \(change.redirects.count)},\n".utf8
  append("added", change.added, report.base, to: &json)
  append("changed", change.changed, report.base, to: &json)
  append("removed", change.removed, report.base, to: &json)
  json += "\"redirects\": [".utf8
  for (index, redirect) in change.redirects.enumerated() {
    json += (index == 0 ? "\n{\"from\": " : ",\n{\"from\": ").utf8
    append(redirect.from, to: &json)
    json += ", \"to\": ".utf8
    append(redirect.to, to: &json)
    json += ", \"before\": ".utf8
    append(redirect.before, to: &json)
    json += "}".utf8
  }
  json += "]\n}\n".utf8
  return json
}

private func append(
  _ name: String, _ files: [String], _ base: BaseURL, to json: inout [UInt8]
) {
  json += "\"\(name)\": [".utf8
  for (index, file) in files.enumerated() {
    let path = sitePath(ofFile: file)
    json += (index == 0 ? "\n{\"url\": " : ",\n{\"url\": ").utf8
    append(base.permalink(path), to: &json)
    json += ", \"path\": ".utf8
    append(base.href(path), to: &json)
    json += ", \"file\": ".utf8
    append(file, to: &json)
    json += "}".utf8
  }
  json += "],\n".utf8
}

private func append(_ text: String?, to json: inout [UInt8]) {
  guard let text else { return json += "null".utf8 }
  appendJSONString(text, to: &json)
}

private func words(_ moment: Moment) -> String {
  var text: [UInt8] = []
  if let format = DateFormat("rfc3339") { appendDate(moment, format, in: .en, to: &text) }
  return String(decoding: text, as: UTF8.self)
}
