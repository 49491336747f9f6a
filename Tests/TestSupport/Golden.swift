import Foundation

/// A golden: what other software answered, with provenance and tolerance, as a script in `Validation` wrote it.
///
/// `Case` is the suite's own description of one case; absent numbers (`null`) are `nil` in `[Double?]`.
public struct Golden<Case: Decodable & Sendable>: Decodable, Sendable {
    /// Which software answered, to which call, on which data.
    public let provenance: GoldenProvenance
    /// How closely we must agree, and why not more.
    public let tolerance: GoldenTolerance
    /// The data sets by name.
    public let data: [String: GoldenTable]
    /// The cases in the order of the script.
    public let cases: [Case]

    /// Loads `Validation/R/<name>.json`, or that of another folder of `Validation`.
    public init(named name: String, in folder: String = "R") throws {
        let url = Repository.file("Validation/\(folder)/\(name).json")
        self = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url))
    }

    /// The data set that a case names.
    public func table(_ name: String) throws -> GoldenTable {
        guard let table = data[name] else { throw GoldenError(description: "the golden has no data set \(name)") }
        return table
    }
}

/// Where the numbers of a golden come from.
public struct GoldenProvenance: Decodable, Sendable {
    /// The program and its version.
    public let software, version, packages: String
    /// The script that wrote the file, and the call whose answers it holds.
    public let script, call: String
    /// The source of the data, and the day of writing.
    public let data, date: String
}

/// How closely a golden must be met.
public struct GoldenTolerance: Decodable, Sendable {
    /// The largest relative difference.
    public let relative: Double
    /// Why it is what it is.
    public let reason: String
}

/// What a golden lacks.
public struct GoldenError: Error, CustomStringConvertible {
    /// The sentence.
    public let description: String
}
