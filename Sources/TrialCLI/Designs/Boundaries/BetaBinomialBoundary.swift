import ArgumentParser
import TrialReports
import TrialStatistics

/// `equipoise boundaries --beta-binomial`: a rate watched by its posterior probability.
struct BetaBinomialBoundary: BoundaryQuestion {
    static let leadingOption = "--beta-binomial"
    static let sharedOptions: Set<String> = [
        "--stop-above", "--stop-below", "--standard", "--cohort", "--looks", "--min", "--max", "--rates",
    ]

    @Option(
        help: ArgumentHelp(
            "Watch a rate: its prior, as a,b or mean=m,size=n or mean=m,width=w or q0.5=m,q0.95=u.",
            valueName: "prior"))
    var betaBinomial: BetaPriorArgument?

    @Option(help: ArgumentHelp("The rate that the outcome is held against.", valueName: "rate"))
    var limit: Double?

    @Option(help: ArgumentHelp("By how much the rate is to exceed it.", valueName: "delta"))
    var excess: Double?

    @Option(help: ArgumentHelp("Other priors to see the boundary with, / between them.", valueName: "a,b/a,b"))
    var priors: NumberRows?

    var isAsked: Bool { betaBinomial != nil || limit != nil || excess != nil || priors != nil }

    func answer(with shared: SharedBoundaryOptions, on console: Console) throws -> DesignAnswer {
        let monitor = try monitor(shared)
        let others = try otherPriors()
        return try naming("--stop-above") { () throws(StatisticsError) in
            try DesignAnswer(monitor, rates: shared.rates?.numbers, otherPriors: others)
        }
    }

    /// The monitor that the options describe.
    func monitor(_ shared: SharedBoundaryOptions) throws -> BetaBinomialMonitor {
        guard let betaBinomial else {
            throw Refusal(description: "--beta-binomial: error: it is missing; expected the prior, such as 0.3,0.7")
        }
        let prior = try naming(Self.leadingOption) { () throws(StatisticsError) in try betaBinomial.prior }
        let standard = try standard(shared)
        let (above, below) = (shared.stopAbove, shared.stopBelow)
        guard above != nil || below != nil else {
            throw Refusal(
                description:
                    "--stop-above: error: neither it nor --stop-below is given; expected a probability at which to stop"
            )
        }
        // With both rules the excess is that of the lower one, as in Thall and Simon.
        let many = try rule(standard, excess: below == nil ? excess : nil, above, "--stop-above")
        let few = try rule(standard, excess: excess, below, "--stop-below")
        let schedule = try shared.schedule()
        return try naming("--stop-above") { () throws(StatisticsError) in
            try BetaBinomialMonitor(prior: prior, stopAbove: many, stopBelow: few, schedule: schedule)
        }
    }

    private func standard(_ shared: SharedBoundaryOptions) throws -> BinaryStandard {
        switch (limit, shared.standard) {
        case (let limit?, nil):
            return .fixed(limit)
        case (nil, let list?):
            let (alpha, beta) = try shared.pair(list, of: "--standard")
            return .random(
                try naming("--standard") { () throws(StatisticsError) in try BetaPrior(alpha: alpha, beta: beta) })
        case (nil, nil):
            throw Refusal(
                description: "--limit: error: neither it nor --standard is given; expected the rate to be held against")
        case (_?, _?):
            throw Refusal(description: "--standard: error: --limit says it too; expected one of them")
        }
    }

    private func rule(
        _ standard: BinaryStandard, excess: Double?, _ cutoff: Double?, _ option: String
    ) throws -> BinaryRule? {
        guard let cutoff else { return nil }
        do throws(StatisticsError) {
            return try BinaryRule(standard: standard, excess: excess ?? 0, cutoff: cutoff)
        } catch {
            let isFixed = if case .fixed = standard { true } else { false }
            let named =
                ["standard": isFixed ? "--limit" : "--standard", "excess": "--excess"][error.argument] ?? option
            throw Refusal(error, option: named)
        }
    }

    private func otherPriors() throws -> [BetaPrior] {
        try (priors?.rows ?? []).map { row in
            guard row.count == 2 else {
                throw Refusal(
                    description: "--priors: error: a row has \(row.count) numbers; expected 2, a comma between them")
            }
            return try naming("--priors") { () throws(StatisticsError) in try BetaPrior(alpha: row[0], beta: row[1]) }
        }
    }
}
