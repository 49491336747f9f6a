// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "equipoise", path: "..")],
    targets: [
        .executableTarget(
            name: "bench",
            dependencies: [
                .product(name: "TrialAnalysis", package: "equipoise"),
                .product(name: "TrialModel", package: "equipoise"),
                .product(name: "TrialRecheck", package: "equipoise"),
                .product(name: "TrialStatistics", package: "equipoise"),
                .product(name: "TrialTables", package: "equipoise"),
            ],
            swiftSettings: [.treatAllWarnings(as: .error)])
    ],
    swiftLanguageModes: [.v6]
)
