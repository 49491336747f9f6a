import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The files that `equipoise balance … -o DIR` writes.
public struct BalanceReport: Sendable {
    /// The Love plot as an SVG file.
    public let figure: String
    private let balance: BaselineBalance
    private let tables: BalanceTables
    private let title: String
    private let provenance: Provenance
    private let study: String?

    /// The report of a balance; `study` is the name of the study file, where there is one.
    public init(_ balance: BaselineBalance, title: String? = nil, study: String? = nil, provenance: Provenance) {
        self.balance = balance
        self.study = study
        self.title = title ?? "Baseline characteristics by \(balance.plan.group)"
        self.provenance = provenance
        tables = BalanceTables(balance)
        figure = Self.figure(balance, tables, title: title)
    }

    /// `report.html`, `results.json` and `balance.svg`.
    public var files: [(name: String, contents: String)] {
        get throws {
            let file = ResultsFile(
                tables.results.rows, endpoint: balance.plan.group,
                conventions: BalanceConventions(balance, study: study), notes: balance.notes, title: title,
                provenance: provenance)
            return [("report.html", page), ("results.json", try file.text()), ("balance.svg", figure)]
        }
    }

    // MARK: The figure

    private static func figure(_ balance: BaselineBalance, _ tables: BalanceTables, title: String?) -> String {
        var options = BalanceFigure.Options()
        options.title = title
        options.threshold = balance.plan.threshold
        options.afterTitle = balance.plan.weighting.map { $0.target.title.capitalizedFirst }
        options.notes = [
            "Dashed: \(tables.threshold).\(balance.groups.count > 2 ? " Shown is the pair of groups that differs most." : "") \(balance.allocation.sentence)"
        ]
        func largest(_ imbalance: CovariateImbalance?) -> (Double?, String) {
            let value = imbalance?.largest?.difference.map { abs($0) }
            return (value, NumberText.fixed(value, decimals: 3))
        }
        let rows = balance.covariates.map { covariate in
            let (before, beforeText) = largest(covariate.imbalance)
            let (after, afterText) = largest(covariate.weighted?.imbalance)
            return BalanceFigure.Row(
                covariate.column, before: before, beforeText: beforeText, after: after,
                afterText: covariate.weighted == nil ? "" : afterText)
        }
        return BalanceFigure(rows: rows, options: options).svg
    }

    // MARK: The page

    /// The page, with its figure in it.
    public var page: String {
        PageFrame(
            title: title, subtitle: provenance.dataName, provenance: provenance,
            sections: [
                data, characteristics, weights,
                Markup.notes(BalanceWords(balance).notes),
                methods, ProvenanceSection(provenance: provenance).markup,
            ].compactMap(\.self)
        ).text
    }

    private var data: Markup {
        let left = balance.dropped > 0 ? "; \(String(balance.dropped).counting("row")) left out" : ""
        var facts: [(name: String, value: Markup)] = [
            ("File", .text("\(provenance.dataName), \(AnalysisWords.count(balance.rowCount, "row"))\(left)")),
            (
                "Groups",
                .text(
                    "\(balance.plan.group): "
                        + balance.groups.map { "\($0.name) (n = \($0.count))" }.joined(separator: ", "))
            ),
        ]
        if let study { facts.append(("Study file", .text(study))) }
        let verdict = BalanceWords(balance).verdict
        return .section(
            "data", "What was compared",
            [
                .definitions(facts),
                Markup(
                    "p", ["class": balance.allocation.isRandom == false ? "result warning" : "result"],
                    .text(verdict[0])),
                Markup("p", [:], .text(verdict.dropFirst().joined(separator: " "))),
            ])
    }

    private var characteristics: Markup {
        let caption =
            "Absolute standardised differences of the covariates\(balance.propensity == nil ? "" : ", without weights and with them")."
        return .section(
            "characteristics", "Characteristics",
            tables.characteristics.markup + (tables.pairs?.markup ?? [])
                + [
                    .figure(
                        Self.figure(balance, tables, title: nil), title: "standardised differences", caption: caption)
                ])
    }

    private var weights: Markup? {
        let tables = tables.weightTables
        return tables.isEmpty ? nil : .section("weights", "Weights", tables.flatMap(\.markup))
    }

    private var methods: Markup {
        var sentences = [
            "The standardised difference of a number is that of its means over √((s₁² + s₀²)/2), of two levels that of their shares over √((p₁(1 − p₁) + p₀(1 − p₀))/2), of more levels the distance of Yang and Dalton. No test is made: it would ask whether chance is at work, not how far the groups are apart."
        ]
        if let weighting = balance.plan.weighting {
            let penalty = weighting.penalty == .firth ? "with Firth's penalty" : "by maximum likelihood"
            let trim =
                weighting.trim > 0
                ? " Scores below \(NumberText.exact(weighting.trim)) or above 1 − \(NumberText.exact(weighting.trim)) were left out and the model was fitted again."
                : ""
            sentences.append(
                "The score is the probability of \(balance.groups[1].name) by logistic regression \(penalty) on the covariates of the table, main effects only, in the rows that have all of them. Weights are \(weighting.target.title)\(weighting.isStabilized ? ", stabilised by the shares of the groups" : "").\(trim)"
            )
        }
        return .section("methods", "Methods", sentences.map { Markup("p", [:], .text($0)) })
    }
}

/// The columns and conventions of a balance as `results.json` states them.
struct BalanceConventions: Encodable, Sendable {
    let group: String
    let reference: String
    let covariates: [String]
    let factors: [String]
    let medians: [String]
    let quartileRule: String
    let weightedQuartileRule: String
    let threshold: Double
    let spread: String
    let allocation: String
    let randomised: Nullable<Bool>
    let studyFile: Nullable<String>
    let weights: Nullable<String>
    let stabilized: Bool
    let trim: Double
    let penalty: Nullable<String>

    init(_ balance: BaselineBalance, study: String?) {
        let plan = balance.plan
        group = plan.group
        reference = balance.groups[0].name
        covariates = plan.covariates
        factors = plan.factors
        medians = plan.medians
        quartileRule = QuartileRule.linear.rawValue
        weightedQuartileRule = QuartileRule.averaged.rawValue
        threshold = plan.threshold
        spread = plan.spread.rawValue
        allocation = balance.allocation.name
        randomised = Nullable(balance.allocation.isRandom)
        studyFile = Nullable(study)
        weights = Nullable(plan.weighting?.target.rawValue)
        stabilized = plan.weighting?.isStabilized ?? false
        trim = plan.weighting?.trim ?? 0
        penalty = Nullable(plan.weighting?.penalty.rawValue)
    }
}
