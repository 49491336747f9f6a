import TrialStatistics
import TrialTables

/// A kind of residual of a Cox model.
public enum ResidualKind: String, Sendable, Hashable, CaseIterable {
    case martingale, deviance
    case coxSnell = "cox-snell"
    case score, dfbeta, dfbetas, schoenfeld
    case scaledSchoenfeld = "scaled-schoenfeld"
}

/// The residuals of the rows of a Cox model in columns, the rows named by their place in the file.
public struct ResidualTable: Sendable {
    /// A column: a kind of residual, of one covariate where there is one for each.
    public struct Column: Sendable {
        /// `deviance`, `dfbeta:age`.
        public let name: String
        /// One number a row; absent in rows that have none, such as Schoenfeld residuals of censored ones.
        public let values: [Double?]
    }

    /// The numbers of the rows in the file, from 1 without the header.
    public let rows: [Int]
    /// The lines of the file on which they begin, where it came from one.
    public let lines: [Int?]
    /// The columns.
    public let columns: [Column]

    /// - Parameters:
    ///   - fileRows: for each observation its row in the table, from 0.
    init(
        _ residuals: CoxResiduals, _ kinds: [ResidualKind], _ followUp: SurvivalTimes, _ fileRows: [Int], _ table: Table
    ) {
        let counted = fileRows.indices.filter { followUp.weights?[$0] != 0 }
        rows = counted.map { fileRows[$0] + 1 }
        lines = counted.map { table.line(ofRow: fileRows[$0]) }
        columns = kinds.flatMap { kind in
            Self.values(residuals, kind).map { name, values in
                Column(name: name, values: counted.map { values[$0] })
            }
        }
    }

    private static func values(_ residuals: CoxResiduals, _ kind: ResidualKind) -> [(String, [Double?])] {
        func named(_ columns: [[Double?]]) -> [(String, [Double?])] {
            zip(residuals.names, columns).map { ("\(kind.rawValue):\($0)", $1) }
        }
        func ofEvents(_ columns: [[Double]]) -> [[Double?]] {
            columns.map { column in
                var values = [Double?](repeating: nil, count: residuals.coxSnell.count)
                for (index, row) in residuals.schoenfeld.rows.enumerated() { values[row] = column[index] }
                return values
            }
        }
        switch kind {
        case .martingale: return [(kind.rawValue, residuals.martingale)]
        case .deviance: return [(kind.rawValue, residuals.deviance)]
        case .coxSnell: return [(kind.rawValue, residuals.coxSnell)]
        case .score: return named(residuals.score)
        case .dfbeta: return named(residuals.dfbeta)
        case .dfbetas: return named(residuals.dfbetas)
        case .schoenfeld: return named(ofEvents(residuals.schoenfeld.values))
        case .scaledSchoenfeld: return named(ofEvents(residuals.schoenfeld.scaled))
        }
    }
}
