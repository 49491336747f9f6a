import TrialAnalysis
import TrialFigures

/// All numbers of a survival analysis in one long form, in the order a report prints them.
///
/// ```swift
/// let results = SurvivalResults(analysis)
/// results.text(.median, .init(.curves, group: "placebo"))  // "16.59"
/// ```
public struct SurvivalResults: Sendable {
    /// The numbers.
    public let rows: [ResultRow]
    /// The name of the time, such as "pfs", with its unit where that is known.
    public let endpoint: EndpointName
    private let index: [Key: Int]

    private struct Key: Hashable {
        let statistic: Statistic
        let place: ResultRow.Place
    }

    /// The numbers of an analysis.
    public init(_ analysis: SurvivalAnalysis) {
        let endpoint = EndpointName(column: analysis.plan.time, unit: analysis.plan.unit)
        let rows =
            Self.ofFile(analysis) + Self.ofCurves(analysis, unit: endpoint.unit)
            + Self.ofCurveAnswers(analysis, unit: endpoint.unit)
            + Self.ofSingleArms(analysis, unit: endpoint.unit) + Self.ofLogRank(analysis)
            + Self.ofGroupTests(analysis) + Self.ofCox(analysis)
            + Self.ofCoxAnswers(analysis, unit: endpoint.unit) + Self.ofChecks(analysis)
        self.init(rows, endpoint: endpoint)
    }

    /// Numbers of any analysis of follow-up.
    init(_ rows: [ResultRow], endpoint: EndpointName) {
        var index: [Key: Int] = [:]
        for (position, row) in rows.enumerated() { index[Key(statistic: row.statistic, place: row.place)] = position }
        self.endpoint = endpoint
        self.rows = rows
        self.index = index
    }

    /// The number with that name in that place, if the analysis has it.
    public subscript(statistic: Statistic, place: ResultRow.Place) -> ResultRow? {
        index[Key(statistic: statistic, place: place)].map { rows[$0] }
    }

    /// The text of a number, "NE" where there is none.
    public func text(_ statistic: Statistic, _ place: ResultRow.Place) -> String {
        self[statistic, place]?.text ?? NumberText.notEstimable
    }

    /// Two numbers as an interval.
    func interval(_ lower: Statistic, _ upper: Statistic, _ place: ResultRow.Place) -> String {
        NumberText.interval(text(lower, place), text(upper, place))
    }

    /// An estimate with its limits, "16.59 (12.75–23.62)", or "NE" where there is nothing to say.
    func estimate(_ statistic: Statistic, _ lower: Statistic, _ upper: Statistic, _ place: ResultRow.Place) -> String {
        let isEmpty = [statistic, lower, upper].allSatisfy { self[$0, place]?.value == nil }
        return isEmpty ? NumberText.notEstimable : "\(text(statistic, place)) (\(interval(lower, upper, place)))"
    }
}

extension SurvivalResults {
    private static func ofFile(_ analysis: SurvivalAnalysis) -> [ResultRow] {
        let file = ResultRow.Place(.file)
        return [
            ResultRow(.rows, file, count: analysis.rowCount),
            ResultRow(.rowsLeftOut, file, count: analysis.dropped),
        ]
    }
}

/// The name of a time and its unit, given or read off a header such as "pfs [months]".
public struct EndpointName: Sendable, Hashable {
    /// The name without the unit.
    public let name: String
    /// The unit, where it is given or the header has one.
    public let unit: String?

    init(column: String, unit given: String? = nil) {
        let parts = column.split(separator: "[", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.first.map { $0.trimmingSpaces } ?? ""
        guard parts.count == 2, parts[1].hasSuffix("]"), !name.isEmpty, parts[1].count > 1 else {
            self.name = column
            unit = given
            return
        }
        self.name = name
        unit = given ?? parts[1].dropLast().trimmingSpaces
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
