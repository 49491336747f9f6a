import TrialFigures
import TrialStatistics

extension DesignAnswer {
    /// The allocation of one more subject.
    public static func nextAllocation(_ next: NextAllocation, version: String) -> DesignAnswer {
        let scheme = next.scheme
        let arms = scheme.ratio.arms
        let name = zip(scheme.factors, next.levels).map { "\($0.name)=\($0.levels[$1])" }.joined(separator: "; ")
        let subject = name.isEmpty ? "The next subject" : "The next subject with \(name)"
        let state = DesignAnswer.Block.table(
            "Before this allocation", ["arm"] + arms,
            [["Chance"] + next.chances.map { NumberText.fixed($0, decimals: 4) }]
                + [[scheme.isStratified ? "Subjects of the stratum" : "Subjects"] + next.counts.map(String.init)]
                + (scheme.isStratified
                    ? []
                    : zip(scheme.factors.indices, next.levelCounts).map { factor, counts in
                        let level = scheme.factors[factor].levels[next.levels[factor]]
                        return ["\(scheme.factors[factor].name)=\(level)"] + counts.map(String.init)
                    }))
        let overrides =
            next.overrides.isEmpty
            ? []
            : [
                DesignAnswer.Block.table(
                    "Allocated otherwise than the seed says", ["row of the history", "given", "due"],
                    next.overrides.map { [String($0.index + 1), arms[$0.given], arms[$0.due]] }, wordColumns: [1, 2])
            ]
        let notes =
            next.overrides.isEmpty
            ? [] : ["The history stands as it is: the chances are those after the arms given."]
        return DesignAnswer(
            title: "Next allocation",
            summary:
                "\(subject), number \(next.place)\(scheme.isStratified ? " of the stratum" : ""): \(arms[next.arm]).",
            sections: [
                .init("State", [state] + overrides),
                .init("Audit", [AllocationWords.audit(scheme, seed: String(next.seed), version: version)]),
            ], notes: notes + [AllocationWords.remark(onSeed: next.seed)].compactMap(\.self),
            json: NextAllocationJSON(next, version: version))
    }
}

private struct NextAllocationJSON: Encodable, Sendable {
    struct Override: Encodable, Sendable {
        let row: Int
        let given: String
        let due: String
    }

    let scheme: AllocationJSON
    let levels: [String]
    let place: Int
    let arm: String
    let chances: [Double]
    let counts: [Int]
    let levelCounts: [[Int]]
    let overrides: [Override]

    init(_ next: NextAllocation, version: String) {
        let arms = next.scheme.ratio.arms
        scheme = AllocationJSON(next.scheme, seed: next.seed, version: version)
        levels = zip(next.scheme.factors, next.levels).map { $0.levels[$1] }
        place = next.place
        arm = arms[next.arm]
        chances = next.chances
        counts = next.counts
        levelCounts = next.levelCounts
        overrides = next.overrides.map { Override(row: $0.index + 1, given: arms[$0.given], due: arms[$0.due]) }
    }
}
