import ArgumentParser
import TrialReports
import TrialStatistics

/// `equipoise boundaries --toxicity --response`: a trial watched by both at once (Thall, Simon and Estey).
struct ToxicityResponseBoundary: BoundaryQuestion {
    static let leadingOption = "--toxicity"
    static let sharedOptions: Set<String> = ["--cohort", "--looks", "--min", "--max"]

    @OptionGroup var rule: ToxicityResponseRuleOptions

    @Option(
        help: ArgumentHelp(
            "True rates, toxicity,response, / between them, at which to say what it does.", valueName: "t,r/t,r"))
    var jointRates: NumberRows?

    @Option(help: ArgumentHelp("The odds ratio of toxicity and response in a subject; 1 by default.", valueName: "r"))
    var oddsRatio: Double?

    var isAsked: Bool { rule.isAsked || jointRates != nil || oddsRatio != nil }

    func answer(with shared: SharedBoundaryOptions, on console: Console) throws -> DesignAnswer {
        let monitor = try rule.monitor(shared)
        return DesignAnswer(monitor, rates: try rates(monitor), oddsRatio: oddsRatio ?? 1)
    }

    /// The true rates; by default those where each outcome is good or bad by a tenth of what it is held against.
    private func rates(_ monitor: ToxicityResponseMonitor) throws -> [JointRates] {
        let rows: [[Double]]
        if let jointRates {
            rows = jointRates.rows
        } else {
            let around = [rule.toxicityLimit ?? 0.3, rule.responseLimit ?? 0.3].map { limit in
                // Rounded, so that 0.3 − 0.1 is told as 0.2.
                [max(0, limit - 0.1), min(1, limit + 0.1)].map { ($0 * 1e6).rounded() / 1e6 }
            }
            rows = around[0].flatMap { toxic in around[1].map { [toxic, $0] } }
        }
        return try rows.map { row in
            guard row.count == 2 else {
                throw Refusal(
                    description:
                        "--joint-rates: error: a row has \(row.count) numbers; expected 2, toxicity and response")
            }
            do throws(StatisticsError) {
                return try JointRates(toxicity: row[0], response: row[1], oddsRatio: oddsRatio ?? 1)
            } catch {
                let option = error.argument == "oddsRatio" ? "--odds-ratio" : "--joint-rates"
                throw Refusal(error, option: option)
            }
        }
    }
}
