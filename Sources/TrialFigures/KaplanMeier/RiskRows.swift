import TrialStatistics

/// The rows of numbers beneath the time axis.
struct RiskRows: Sendable {
    struct Row: Sendable {
        /// The label, broken into lines.
        let label: [String]
        /// The group whose line style is shown before the label.
        let sample: Int?
        let indent: Double
        /// One number a tick; none in a row that is only a label.
        let counts: [String]
        var height: Double { Double(max(label.count, 1)) * Typeface.small.lineHeight + 1 }
        /// A label above its numbers stands a little off the row before it.
        var spaceBefore: Double { counts.isEmpty ? 2 : 0 }
    }

    let heading: String
    let rows: [Row]
    static let sampleRoom = TextBlock.sampleWidth + TextBlock.sampleGap

    /// The rows of all groups at the ticks; labels wider than `limit` stand on lines of their own, as wide as `full`.
    init(
        groups: [KaplanMeierFigure.Group], table: KaplanMeierFigure.RiskTable, ticks: [Double], limit: Double,
        full: Double
    ) {
        heading = table.heading
        let isBeside = Self.fitsBeside(groups, table, limit: limit)
        rows = groups.enumerated().flatMap { index, group in
            let counts = GroupCounts(curve: group.curve, ticks: ticks).rows(table)
            let label = Typeface.small.lines(of: group.label, within: full - Self.sampleRoom)
            if isBeside {
                return [Row(label: label, sample: index, indent: Self.sampleRoom, counts: counts[0].numbers)]
            }
            let head = Row(label: label, sample: index, indent: Self.sampleRoom, counts: [])
            return [head]
                + counts.map { Row(label: $0.name.map { [$0] } ?? [], sample: nil, indent: 8, counts: $0.numbers) }
        }
    }

    /// The room that labels take to the left of the numbers.
    static func labelRoom(
        groups: [KaplanMeierFigure.Group], table: KaplanMeierFigure.RiskTable, limit: Double
    ) -> Double {
        guard table != .hidden, !groups.isEmpty else { return 0 }
        if table == .full { return 8 + Typeface.small.width(of: ["At risk", "Censored", "Events"]) }
        guard fitsBeside(groups, table, limit: limit) else { return 0 }
        return sampleRoom + Typeface.small.width(of: groups.map(\.label))
    }

    /// The width of the widest number that may stand in the table.
    static func countWidth(groups: [KaplanMeierFigure.Group], table: KaplanMeierFigure.RiskTable) -> Double {
        let widest = String(groups.reduce(0) { max($0, $1.curve.count) })
        switch table {
        case .hidden: return 0
        case .atRisk, .full: return Typeface.small.width(of: widest)
        case .atRiskAndCensored: return Typeface.small.width(of: "\(widest) (\(widest))")
        case .atRiskAndWeight:
            let weight = GroupCounts.text(ofWeight: groups.compactMap(\.curve.totalWeight).max() ?? 0)
            return Typeface.small.width(of: "\(widest) (\(weight))")
        }
    }

    private static func fitsBeside(
        _ groups: [KaplanMeierFigure.Group], _ table: KaplanMeierFigure.RiskTable, limit: Double
    ) -> Bool {
        table != .full && sampleRoom + Typeface.small.width(of: groups.map(\.label)) <= limit
    }
}

extension KaplanMeierFigure.RiskTable {
    fileprivate var heading: String {
        switch self {
        case .hidden, .full: ""
        case .atRisk: "Number at risk"
        case .atRiskAndCensored: "Number at risk (number censored)"
        case .atRiskAndWeight: "Number at risk (sum of their weights)"
        }
    }
}
