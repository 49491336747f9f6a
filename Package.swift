// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: dependencies + ["TestSupport"], exclude: exclude, swiftSettings: strict)
}

let package = Package(
    name: "equipoise",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "equipoise", targets: ["equipoise"]),
        .library(name: "TrialStatistics", targets: ["TrialStatistics"]),
        .library(name: "TrialTables", targets: ["TrialTables"]),
        .library(name: "TrialModel", targets: ["TrialModel"]),
        .library(name: "TrialRecheck", targets: ["TrialRecheck"]),
        .library(name: "TrialFigures", targets: ["TrialFigures"]),
        .library(name: "TrialAnalysis", targets: ["TrialAnalysis"]),
        .library(name: "TrialReports", targets: ["TrialReports"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // The rooms, from the bottom up. A room imports only what stands above it in this list.
        .target(name: "CBoostMath", cxxSettings: [.unsafeFlags(["-O2"])]),
        .systemLibrary(
            name: "CLAPACK", pkgConfig: "lapacke",
            providers: [.apt(["liblapacke-dev", "libopenblas-dev"]), .brew(["lapack", "openblas"])]),
        library("TrialValues"),
        library("TrialNumerics", ["CBoostMath", "CLAPACK"]),
        library("TrialStatistics", ["TrialNumerics"]),
        library("TrialTables", ["TrialValues"]),
        library("TrialModel", ["TrialValues", .product(name: "Yams", package: "Yams")]),
        library("TrialRecheck", ["TrialModel", "TrialNumerics", "TrialStatistics", "TrialTables", "TrialValues"]),
        library("TrialFigures", ["TrialStatistics"]),
        library("TrialAnalysis", ["TrialModel", "TrialStatistics", "TrialTables", "TrialValues"]),
        library(
            "TrialReports",
            [
                "TrialAnalysis", "TrialFigures", "TrialModel", "TrialRecheck", "TrialStatistics", "TrialValues",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        library(
            "TrialCLI",
            [
                "TrialReports", "TrialAnalysis", "TrialModel", "TrialRecheck", "TrialStatistics", "TrialTables",
                "TrialValues",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(name: "equipoise", dependencies: ["TrialCLI"], swiftSettings: strict),

        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        tests("TrialValues", ["TrialValues"]),
        tests("TrialNumerics", ["TrialNumerics"]),
        tests("TrialStatistics", ["TrialStatistics"]),
        tests("TrialTables", ["TrialTables", "TrialValues"]),
        tests("TrialModel", ["TrialModel", "TrialValues"]),
        tests(
            "TrialRecheck",
            ["TrialRecheck", "TrialModel", "TrialNumerics", "TrialStatistics", "TrialTables", "TrialValues"]),
        tests("TrialFigures", ["TrialFigures", "TrialStatistics"], exclude: ["Snapshots"]),
        tests("TrialAnalysis", ["TrialAnalysis", "TrialModel", "TrialStatistics", "TrialTables", "TrialValues"]),
        tests(
            "TrialReports",
            [
                "TrialReports", "TrialAnalysis", "TrialModel", "TrialRecheck", "TrialStatistics", "TrialTables",
                "TrialValues",
            ],
            exclude: ["Snapshots"]),
        tests("TrialCLI", ["TrialCLI"]),
        tests("Conformance", ["TrialAnalysis", "TrialModel", "TrialStatistics", "TrialTables", "TrialValues"]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
