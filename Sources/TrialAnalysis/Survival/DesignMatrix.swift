import TrialStatistics
import TrialTables
import TrialValues

/// The terms of a Cox model made of columns: a number is one term, a factor one for each level but the reference.
struct DesignMatrix {
    /// One term: what it is called and what it stands for.
    struct Term {
        let name: String
        let column: String
        let level: String?
        let reference: String?
    }

    private(set) var terms: [Term] = []
    private(set) var columns: [[Double]] = []
    /// The rows of the table that have a value in every column.
    let rows: [Int]

    /// Reads the group and the covariates of a plan for those of `rows` that have them all.
    init(_ table: Table, _ plan: SurvivalPlan, _ group: DistinctValues?, rows: [Int], notes: inout [String])
        throws(Diagnostics)
    {
        var sources: [(name: String, source: Source)] = []
        var problems: [Diagnostic] = []
        for name in plan.covariates {
            guard name != plan.group else {
                problems.append(
                    Diagnostic(
                        .error, "analyze.covariate", "column '\(name)' is given twice, by --by and --covariates",
                        advice: "leave it out of --covariates"))
                continue
            }
            do { sources.append((name, try Source(table, name, isFactor: plan.factors.contains(name)))) } catch {
                problems.append(error)
            }
        }
        guard problems.isEmpty else { throw Diagnostics(problems) }
        let kept = rows.filter { row in sources.allSatisfy { $0.source.isPresent(row) } }
        self.rows = kept
        if let name = plan.group, let group { addFactor(name, group, reference: plan.reference, kept, &notes) }
        for (name, source) in sources {
            switch source {
            case .numbers(let cells):
                terms.append(Term(name: name, column: name, level: nil, reference: nil))
                columns.append(kept.map { cells.values[$0] })
            case .levels(let values): addFactor(name, values, reference: nil, kept, &notes)
            }
        }
    }

    private mutating func addFactor(
        _ name: String, _ values: DistinctValues, reference: String?, _ rows: [Int], _ notes: inout [String]
    ) {
        let factor = SurvivalRows.factor(values, rows, reference: reference)
        guard factor.levels.count > 1 else {
            let only = factor.levels.first.map { "only '\($0)'" } ?? "nothing"
            notes.append("Column '\(name)' holds \(only) in the rows of the Cox model and is left out of it.")
            return
        }
        for (code, level) in factor.levels.enumerated().dropFirst() {
            terms.append(Term(name: "\(name)[\(level)]", column: name, level: level, reference: factor.levels[0]))
            columns.append(factor.codes.map { $0 == Int32(code) ? 1 : 0 })
        }
    }

    private enum Source {
        case numbers(Cells<Double>)
        case levels(DistinctValues)

        init(_ table: Table, _ name: String, isFactor: Bool) throws(Diagnostic) {
            let column = try table.column(named: name)
            switch column.storage {
            case .numbers(let cells) where !isFactor: self = .numbers(cells)
            case .days:
                throw Diagnostic(
                    .error, "analyze.covariate", "column '\(name)' holds dates, which cannot be a covariate",
                    advice: "make a number of it, such as the days since a reference date")
            case .texts(let cells) where cells.levels.count > 50:
                throw Diagnostic(
                    .error, "analyze.covariate",
                    "column '\(name)' holds \(cells.levels.count) different texts, too many for a covariate",
                    advice:
                        "if it should be numbers, look for a stray text in it; a name or an identifier is no covariate")
            default: self = .levels(DistinctValues(column))
            }
        }

        func isPresent(_ row: Int) -> Bool {
            switch self {
            case .numbers(let cells): !cells.missing[row]
            case .levels(let values): values.codes[row] >= 0
            }
        }
    }
}
