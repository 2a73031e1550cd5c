// swift-tools-version: 6.2
// Tidende: a static site generator for digitalisation magazines.
//
// Targets are listed bottom-up; an arrow in ARCHITECTURE.md is the only import allowed, and
// Tests/TidendeTests/ArchitectureTests.swift holds this file and the sources to it.

import PackageDescription

/// Tests read their data beside them by path; SwiftPM has nothing to do with it.
func testTarget(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies)
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
    .target(
      name: "Publishing",
      dependencies: ["Reporting", "Nordic", "Metadata", "Markdown", "Templating"]),
    .executableTarget(
      name: "tidende",
      dependencies: ["Publishing", "Templating", "Metadata", "Markdown", "Nordic", "Reporting"],
      resources: [.embedInCode("avis")]),
    testTarget("ReportingTests", ["Reporting"]),
    testTarget("NordicTests", ["Nordic"]),
    testTarget("MetadataTests", ["Metadata"]),
    testTarget("MarkdownTests", ["Markdown"]),
    testTarget("TemplatingTests", ["Templating"]),
    testTarget("PublishingTests", ["Publishing"]),
    testTarget("TidendeTests", ["tidende", "Reporting", "Publishing"]),
  ],
  swiftLanguageModes: [.v6]
)
