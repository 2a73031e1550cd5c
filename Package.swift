// swift-tools-version: 6.2
// Tidende: a static site generator for digitalisation magazines.
//
// Targets are listed bottom-up; an arrow in ARCHITECTURE.md is the only import allowed, and
// Tests/TidendeTests/ArchitectureTests.swift holds this file and the sources to it.

import PackageDescription

/// Tests read their data by path; SwiftPM has nothing to do with these folders.
func testTarget(
  _ name: String, _ dependencies: [Target.Dependency], data folders: [String] = []
) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: folders)
}

let package = Package(
  name: "tidende",
  products: [.executable(name: "tidende", targets: ["tidende"])],
  targets: [
    .systemLibrary(
      name: "CCMarkGFM",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .target(name: "Reporting"),
    .target(name: "Nordic"),
    .target(name: "Metadata", dependencies: ["Nordic", "Reporting"]),
    .target(
      name: "Markdown", dependencies: ["Nordic", "Reporting", "CCMarkGFM"],
      // The archives, not the shared libraries: the program runs where they are not installed.
      linkerSettings: [
        .linkedLibrary(":libcmark-gfm-extensions.a"), .linkedLibrary(":libcmark-gfm.a"),
      ]),
    .target(name: "Templating", dependencies: ["Reporting"]),
    .target(name: "Searching", dependencies: ["Nordic"]),
    .target(
      name: "Publishing",
      dependencies: ["Reporting", "Nordic", "Metadata", "Markdown", "Templating", "Searching"]),
    .target(name: "Previewing"),
    .executableTarget(
      name: "tidende",
      dependencies: [
        "Publishing", "Previewing", "Searching", "Templating", "Metadata", "Markdown", "Nordic",
        "Reporting",
      ],
      resources: [.embedInCode("avis")]),
    testTarget("ReportingTests", ["Reporting"], data: ["Data", "Golden", "Oracles"]),
    testTarget("NordicTests", ["Nordic"], data: ["Data", "Oracles"]),
    testTarget("MetadataTests", ["Metadata"], data: ["Data", "Oracles"]),
    testTarget("MarkdownTests", ["Markdown"], data: ["Data", "Oracles"]),
    testTarget("TemplatingTests", ["Templating"], data: ["Cases", "Oracles"]),
    testTarget("SearchingTests", ["Searching"], data: ["Relevance", "client.mjs"]),
    testTarget("PublishingTests", ["Publishing"], data: ["Data", "Oracles"]),
    testTarget("PreviewingTests", ["Previewing"], data: ["Data"]),
    testTarget(
      "TidendeTests", ["tidende", "Reporting", "Publishing", "Previewing"], data: ["Golden"]),
  ],
  swiftLanguageModes: [.v6]
)
