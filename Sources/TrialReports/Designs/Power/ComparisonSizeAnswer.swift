import TrialFigures
import TrialStatistics

/// The size of a trial that compares means or proportions.
public struct ComparisonSizeAnswer {
    /// What was assumed, in words: "a difference of 5 and a standard deviation of 10".
    public let assumption: String
    /// The test, in words.
    public let test: String
    /// All subjects (or pairs), not rounded.
    public let subjects: Double
    /// Whole numbers: of each group, or of one.
    public let groups: [(name: String, count: Int)]
    /// The power of the whole numbers.
    public let power: Double
    /// The level.
    public let level: TestLevel
    /// Further numbers, with their names for people and for programs.
    public let details: [(name: String, key: String, value: Double)]
    /// What one has to know.
    public let notes: [String]
    /// The power by number of subjects; nil where a curve would take too long.
    public let curve: ((Double) -> Double)?

    /// The answer.
    public init(
        assumption: String, test: String, subjects: Double, groups: [(name: String, count: Int)], power: Double,
        level: TestLevel, details: [(name: String, key: String, value: Double)] = [], notes: [String] = [],
        curve: ((Double) -> Double)?
    ) {
        self.assumption = assumption
        self.test = test
        self.subjects = subjects
        self.groups = groups
        self.power = power
        self.level = level
        self.details = details
        self.notes = notes
        self.curve = curve
    }

    private var total: Int { groups.reduce(0) { $0 + $1.count } }

    /// The answer in words, tables, a figure and JSON.
    public var answer: DesignAnswer {
        let counts = groups.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
        let sum = groups.count > 1 ? "\(total) in all: " : ""
        let summary =
            "\(sum)\(counts) give \(SizeText.percent(power)) power at a \(SizeText.level(level)) for \(assumption) (\(test))."
        let rows =
            [["needed, not rounded", NumberText.fixed(subjects, decimals: 2)], ["power", SizeText.percent(power)]]
            + details.map { [$0.name, NumberText.exact(($0.value * 1e6).rounded() / 1e6)] }
        var sections = [
            DesignAnswer.Section("Numbers", [.table("Design", ["quantity", "value"], rows, wordColumns: [0])]),
            .init(
                "For the protocol",
                [
                    .text(
                        "Assuming \(assumption), " + counts
                            + " give a power of \(SizeText.percent(power)) with the \(test) at a \(SizeText.level(level))."
                    )
                ]),
        ]
        if let curve {
            let figure = PowerCurveFigure(
                points: PowerCurveFigure.points(around: Double(total), power: curve), subjects: Double(total),
                title: "Power by number of subjects"
            ).figure
            sections.append(.init("Power", [.figure(figure)]))
        }
        return DesignAnswer(
            title: "Sample size", summary: summary, sections: sections, notes: notes,
            json: JSON(
                subjects: subjects, groups: groups.map(\.count), power: power, alpha: level.alpha,
                isTwoSided: level.isTwoSided, test: test,
                details: Dictionary(details.map { ($0.key, $0.value) }) { first, _ in first }))
    }

    private struct JSON: Encodable, Sendable {
        let subjects: Double
        let groups: [Int]
        let power, alpha: Double
        let isTwoSided: Bool
        let test: String
        let details: [String: Double]
    }
}
