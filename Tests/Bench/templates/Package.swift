// swift-tools-version: 6.2
// The template engine alone, for `run`; the folders below Sources are links to the real ones.

import PackageDescription

let package = Package(
  name: "bench",
  targets: [
    .target(name: "Reporting"),
    .target(name: "Templating", dependencies: ["Reporting"]),
    .executableTarget(name: "bench", dependencies: ["Templating", "Reporting"]),
  ],
  swiftLanguageModes: [.v6])
