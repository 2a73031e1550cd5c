// swift-tools-version: 6.2
// The template engine alone; `run` links this file and the sources into a folder below `.build`.

import PackageDescription

let package = Package(
  name: "bench",
  targets: [
    .target(name: "Reporting"),
    .target(name: "Templating", dependencies: ["Reporting"]),
    .executableTarget(name: "bench", dependencies: ["Templating", "Reporting"]),
  ],
  swiftLanguageModes: [.v6])
