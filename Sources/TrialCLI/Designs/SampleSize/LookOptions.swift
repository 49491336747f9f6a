import ArgumentParser
import TrialStatistics

/// The looks of a sequential trial whose size is sought.
struct LookOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Fractions of the events at the looks, the last 1.", valueName: "fractions"))
    var fractions: NumberList?

    @Option(
        help: ArgumentHelp(
            "How the level is spent: lan-demets-obf, hsd:-4 …, or a shape: obf, pocock.", valueName: "function"))
    var spending: String?

    @Option(help: ArgumentHelp("How the power's error is spent on futility, not binding.", valueName: "function"))
    var futilitySpending: String?

    var isAsked: Bool { fractions != nil }

    func validate() throws {
        if fractions == nil, spending != nil || futilitySpending != nil {
            throw ValidationError("--spending and --futility-spending need --fractions.")
        }
    }

    /// The looks; nil for a single analysis.
    func looks(_ level: TestLevel) throws -> PlannedLooks? {
        guard let fractions else { return nil }
        guard let efficacy = BoundaryShape(name: spending ?? "lan-demets-obf") else {
            throw Self.refusal("--spending", spending, ", obf, pocock, wang-tsiatis:DELTA, haybittle-peto:Z")
        }
        let futility = try futilitySpending.map { name in
            guard let function = SpendingFunction(name: name) else {
                throw Self.refusal("--futility-spending", name, "")
            }
            return FutilityRule(.spending(function))
        }
        if futility != nil, level.isTwoSided {
            throw Refusal(description: "--futility-spending: error: it is for one-sided levels; leave out --two-sided")
        }
        let looks = try PlannedLooks(
            fractions: fractions.numbers, efficacy: EfficacyRule(efficacy), futility: futility)
        try Self.checkLevel(of: looks, level)
        return looks
    }

    /// Refuses given limits that spend another level than is claimed, beyond what the rounding of their digits does.
    private static func checkLevel(of looks: PlannedLooks, _ level: TestLevel) throws {
        guard case .fixed = looks.efficacy.shape else { return }
        let spent =
            try PlannedLooks(fractions: looks.fractions, efficacy: looks.efficacy)
            .design(level: level, power: 0.9).looks.last?.spent ?? 0
        guard abs(spent / level.tail - 1) > 0.01 else { return }
        let printed = (spent * 1e6).rounded() / 1e6
        throw Refusal(
            description:
                "--spending: error: these limits spend \(printed) on the side of the effect; expected \(level.tail), the level, within 1 %"
        )
    }

    private static func refusal(_ option: String, _ name: String?, _ more: String) -> Refusal {
        Refusal(
            description:
                "\(option): error: '\(name ?? "")' is not one of lan-demets-obf, lan-demets-pocock, hsd:GAMMA, power:RHO\(more)"
        )
    }
}
