import TrialStatistics
import TrialTables
import TrialValues

/// The covariates of a Cox model made of columns: numbers, factors, splines, and products of them.
struct DesignMatrix {
    /// One covariate: what it is called and what it stands for.
    struct Term {
        let name: String
        let column: String
        let level: String?
        let reference: String?
        let part: ModelTerm.Part
    }

    /// The terms in order; interactions stand last.
    private(set) var modelTerms: [ModelTerm] = []
    /// For each of them its covariates among ``terms``.
    private(set) var ranges: [Range<Int>] = []
    private(set) var terms: [Term] = []
    private(set) var columns: [[Double]] = []
    /// The rows of the table that have a value in every column.
    let rows: [Int]
    /// The numbers of the columns that hold numbers.
    private(set) var numbers: [String: [Double]] = [:]
    /// The covariates of each column by itself.
    private var mains: [String: (term: ModelTerm, columns: [[Double]])] = [:]

    /// Reads the group and the covariates of a plan for those of `rows` that have them all.
    init(_ table: Table, _ plan: SurvivalPlan, _ group: DistinctValues?, rows: [Int], notes: inout [String])
        throws(Diagnostics)
    {
        var sources: [(name: String, source: DesignSource)] = []
        var problems = DesignFaults.all(plan)
        for name in plan.covariates where name != plan.group {
            do {
                sources.append((name, try DesignSource(table, name, factors: plan.factors, terms: plan.terms)))
            } catch { problems.append(error) }
        }
        guard problems.isEmpty else { throw Diagnostics(problems) }
        let kept = rows.filter { row in sources.allSatisfy { $0.source.isPresent(row) } }
        self.rows = kept
        if let name = plan.group, let group { addFactor(name, group, reference: plan.reference, kept, &notes) }
        for (name, source) in sources {
            switch source {
            case .numbers(let cells): try addNumber(name, kept.map { cells.values[$0] }, plan)
            case .levels(let values, let reference): addFactor(name, values, reference: reference, kept, &notes)
            }
        }
        for interaction in plan.terms.interactions { add(interaction, &notes) }
    }

    private mutating func addNumber(
        _ name: String, _ values: [Double], _ plan: SurvivalPlan
    ) throws(Diagnostics) {
        numbers[name] = values
        guard let wanted = plan.terms.splines.first(where: { $0.column == name }), !values.isEmpty else {
            return add(.number(name), [values])
        }
        do {
            let spline = try NaturalSpline(of: values, degreesOfFreedom: wanted.degreesOfFreedom)
            add(.spline(name, spline), spline.columns(of: values))
        } catch {
            throw Diagnostics([
                Diagnostic(
                    .error, "analyze.spline", "the spline of column '\(name)' cannot be: \(error.description)",
                    advice: "take fewer degrees of freedom, such as --spline \(name):2")
            ])
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
        let columns = factor.levels.indices.dropFirst().map { code in
            factor.codes.map { $0 == Int32(code) ? 1.0 : 0 }
        }
        add(.factor(name, levels: factor.levels), columns)
    }

    private mutating func add(_ interaction: TermOptions.Interaction, _ notes: inout [String]) {
        guard let first = mains[interaction.first], let second = mains[interaction.second] else {
            let absent = mains[interaction.first] == nil ? interaction.first : interaction.second
            notes.append(
                "The interaction of '\(interaction.first)' and '\(interaction.second)' is left out, as '\(absent)' is not in the Cox model."
            )
            return
        }
        let term = ModelTerm.interaction(first.term, second.term)
        let products = Self.products(first.columns, second.columns)
        for (covariate, product) in zip(term.covariates, products) where product.allSatisfy({ $0 == 0 }) {
            notes.append(
                "'\(covariate.name)' is 0 in every row of the Cox model, as none has both; join levels or leave the interaction out."
            )
        }
        add(term, products)
    }

    private static func products(_ first: [[Double]], _ second: [[Double]]) -> [[Double]] {
        first.flatMap { one in second.map { other in zip(one, other).map { $0 * $1 } } }
    }

    private mutating func add(_ term: ModelTerm, _ new: [[Double]]) {
        if term.columns.count == 1 { mains[term.name] = (term, new) }
        modelTerms.append(term)
        ranges.append(terms.count..<terms.count + new.count)
        for covariate in term.covariates {
            var level: (name: String, reference: String)?
            if case .level(let name, let reference) = covariate.part { level = (name, reference) }
            terms.append(
                Term(
                    name: covariate.name, column: term.name, level: level?.name, reference: level?.reference,
                    part: covariate.part))
        }
        columns += new
    }
}

extension DesignMatrix {
    /// The covariates of all rows as they would be with one factor at one level.
    func columns(setting column: String, to level: String) -> [[Double]] {
        func columns(of term: ModelTerm) -> [[Double]] {
            switch term {
            case .factor(column, let levels):
                return levels.dropFirst().map { [Double](repeating: $0 == level ? 1 : 0, count: rows.count) }
            case .interaction(let first, let second):
                return Self.products(columns(of: first), columns(of: second))
            default: return mains[term.name]?.columns ?? []
            }
        }
        return modelTerms.flatMap(columns)
    }

    /// The covariates without some terms, given by their indices.
    func without(_ left: Set<Int>) -> (names: [String], columns: [[Double]]) {
        let kept = modelTerms.indices.filter { !left.contains($0) }.flatMap { Array(ranges[$0]) }
        return (kept.map { terms[$0].name }, kept.map { columns[$0] })
    }

    /// The covariates with one spline straightened out.
    func straightening(_ place: Int, _ column: String) -> (names: [String], columns: [[Double]])? {
        guard let line = numbers[column] else { return nil }
        let rest = without([place])
        return (rest.names + [column], rest.columns + [line])
    }

    /// The covariates of a profile; nil where it does not give all of them.
    func values(of profile: CovariateProfile) -> [Double]? {
        var values: [Double] = []
        for term in modelTerms {
            guard let own = term.values(of: profile) else { return nil }
            values += own
        }
        return values
    }

    /// Numbers at their mean, factors at their reference.
    var base: CovariateProfile {
        CovariateProfile(
            modelTerms.compactMap { term in
                switch term {
                case .number(let column), .spline(let column, _):
                    let values = numbers[column] ?? []
                    return (column, String(values.reduce(0, +) / Double(max(1, values.count))))
                case .factor(let column, let levels): return (column, levels[0])
                case .interaction: return nil
                }
            })
    }
}
