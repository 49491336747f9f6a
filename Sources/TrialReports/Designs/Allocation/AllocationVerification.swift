import TrialStatistics

/// A list in a file beside the list that its seed gives: where they differ.
public struct AllocationVerification: Sendable {
    /// A row that is not as the seed gives it.
    struct Difference: Sendable {
        /// The row of the file, from 1.
        let row: Int
        let column: String
        let found: String
        let expected: String
    }

    /// The file that the seed gives.
    let file: AllocationFile
    let differences: [Difference]
    /// The seal that was kept aside, where it was given.
    let keptSeal: String?

    /// Whether the file is the list, and the list that of the seal.
    public var isGenuine: Bool { differences.isEmpty && (keptSeal.map { $0 == file.seal } ?? true) }

    /// Compares the cells of a file, row by row and column by column, with the list made anew.
    ///
    /// - Parameters:
    ///   - file: the list made anew for the subjects of the file.
    ///   - found: for each column of the file that a list has, the cells of all rows.
    ///   - keptSeal: the seal that was kept aside.
    public init(_ file: AllocationFile, found: [(column: String, cells: [String])], keptSeal: String?) {
        self.file = file
        self.keptSeal = keptSeal?.lowercased()
        let columns = AllocationFile.columns(file.list.scheme) + ["chain"]
        let expected = file.list.rows.indices.map { AllocationFile.cells(file.list, $0) + [file.chains[$0]] }
        differences = expected.indices.flatMap { row in
            found.compactMap { column, cells -> Difference? in
                guard let place = columns.firstIndex(of: column), cells[row] != expected[row][place] else { return nil }
                return Difference(row: row + 1, column: column, found: cells[row], expected: expected[row][place])
            }
        }
    }
}

extension DesignAnswer {
    /// Whether a file is the list of its seed.
    public static func allocationVerification(_ verification: AllocationVerification, version: String) -> DesignAnswer {
        let list = verification.file.list
        let rows = Set(verification.differences.map(\.row))
        let seal =
            switch verification.keptSeal {
            case nil:
                " Rows cut off at the end do not show: hold the seal below against the one kept aside, or give that by --seal."
            case .some(verification.file.seal): " Its seal is the one kept."
            case .some: " Its seal is not the one kept: the list, its length or its seed is another."
            }
        let summary =
            verification.differences.isEmpty
            ? "The \(list.rows.count) allocations of the file are those of the seed.\(seal)"
            : "\(rows.count) of \(list.rows.count) rows are not as the seed gives them.\(seal)"
        let shown = verification.differences.prefix(40)
        let table = DesignAnswer.Block.table(
            "Differences", ["row", "column", "in the file", "by the seed"],
            shown.map { [String($0.row), $0.column, $0.found, $0.expected] }, wordColumns: [1, 2, 3],
            remarks: shown.count < verification.differences.count
                ? ["And \(verification.differences.count - shown.count) more."] : [])
        let audit = AllocationWords.audit(
            list.scheme, seed: String(list.seed), version: version, more: [["Seal (SHA-256)", verification.file.seal]])
        return DesignAnswer(
            title: "Verification of a randomisation list", summary: summary,
            sections: (verification.differences.isEmpty ? [] : [.init("Differences", [table])]) + [
                .init("Audit", [audit])
            ],
            json: AllocationVerificationJSON(verification, version: version))
    }
}

private struct AllocationVerificationJSON: Encodable, Sendable {
    struct Difference: Encodable, Sendable {
        let row: Int
        let column: String
        let found: String
        let expected: String
    }

    let scheme: AllocationJSON
    let genuine: Bool
    let rows: Int
    let seal: String
    let differences: [Difference]

    init(_ verification: AllocationVerification, version: String) {
        let list = verification.file.list
        scheme = AllocationJSON(list.scheme, seed: list.seed, version: version)
        genuine = verification.isGenuine
        rows = list.rows.count
        seal = verification.file.seal
        differences = verification.differences.map {
            Difference(row: $0.row, column: $0.column, found: $0.found, expected: $0.expected)
        }
    }
}
