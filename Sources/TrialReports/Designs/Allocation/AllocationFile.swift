import TrialStatistics

/// A list of allocations as a CSV file whose rows are chained, so that a changed row, or a changed rule, shows.
///
/// ```
/// chain₀ = SHA-256(audit line)      method, ratio, arms, factors and seed in one line
/// chainᵢ = SHA-256(chainᵢ₋₁, line feed, row i without its chain)
/// seal   = the last chain
/// ```
///
/// The seal alone fixes the whole list and the seed: kept aside when the trial begins, it proves later that nothing was changed. It gives nothing
/// away as long as the seed cannot be guessed.
public struct AllocationFile: Sendable {
    /// The list.
    public let list: AllocationList
    /// The chain after each row, 64 hexadecimal digits.
    let chains: [String]

    /// The chain after the last row.
    public var seal: String { chains.last ?? Self.hash(AllocationWords.audit(list.scheme, seed: list.seed)) }

    /// The file of a list.
    public init(_ list: AllocationList) {
        self.list = list
        var chain = Self.hash(AllocationWords.audit(list.scheme, seed: list.seed))
        chains = list.rows.indices.map { index in
            chain = Self.hash(chain + "\n" + Self.line(Self.cells(list, index)))
            return chain
        }
    }

    private static func hash(_ text: String) -> String {
        var hash = DataHash()
        hash.update(Array(text.utf8))
        return hash.text
    }

    /// The names of the columns before the chain.
    static func columns(_ scheme: AllocationScheme) -> [String] {
        ["number"] + scheme.factors.map(\.name) + ["place", "arm", "code"]
    }

    /// The cells of a row before the chain.
    static func cells(_ list: AllocationList, _ index: Int) -> [String] {
        let row = list.rows[index]
        return [String(index + 1)] + zip(list.scheme.factors, row.levels).map { $0.levels[$1] }
            + [String(row.place), list.scheme.ratio.arms[row.arm], row.code]
    }

    /// The whole file: arm and chain of each allocation.
    public var text: String {
        let head = Self.line(Self.columns(list.scheme) + ["chain"])
        let rows = chains.indices.map { Self.line(Self.cells(list, $0) + [chains[$0]]) }
        return ([head] + rows).joined(separator: "\n") + "\n"
    }

    /// The file for those who must not know the arms: codes without arm and chain.
    public var blindedText: String {
        func blinded(_ cells: [String]) -> String { Self.line(cells.dropLast(2) + [cells[cells.count - 1]]) }
        let rows = chains.indices.map { blinded(Self.cells(list, $0)) }
        return ([blinded(Self.columns(list.scheme))] + rows).joined(separator: "\n") + "\n"
    }

    /// Cells with commas between them, in quotes where they need it.
    static func line(_ cells: some Sequence<String>) -> String {
        cells.map { cell in
            let isPlain = !cell.contains { ",;\"\n\r\t".contains($0) } && cell.first != " " && cell.last != " "
            return isPlain ? cell : "\"" + cell.replacing("\"", with: "\"\"") + "\""
        }.joined(separator: ",")
    }
}
