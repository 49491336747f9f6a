import TrialAnalysis
import TrialModel
import TrialStatistics
import TrialValues

extension DesignAnswer {
    /// A monitor of a rate, under the rates of the file.
    init(_ rule: BetaBinomialRule, of item: DesignItem) throws(Diagnostics) {
        let monitor = try BetaBinomialMonitor(rule, of: item)
        self = try item.answer { rates throws(StatisticsError) in try DesignAnswer(monitor, rates: rates) }
    }

    /// A design by predictive probability, under the rates of the file.
    init(_ rule: PredictiveProbabilityRule, of item: DesignItem) throws(Diagnostics) {
        let design = try PredictiveProbabilityDesign(rule, of: item)
        self = try item.answer { rates throws(StatisticsError) in try DesignAnswer(design, rates: rates) }
    }

    /// Simon's designs: the search with the optimal one in full, or the minimax one in full.
    init(_ rule: SimonRule, of item: DesignItem) throws(Diagnostics) {
        let search = try TwoStageSearch(rule, of: item)
        self = try item.answer { rates throws(StatisticsError) in
            if rule.choice == .minimax, let minimax = search.minimax {
                return try DesignAnswer(minimax.design, rates: rates ?? [rule.nullRate.value, rule.targetRate.value])
            }
            return try DesignAnswer(
                search, null: rule.nullRate.value, alternative: rule.targetRate.value, rates: rates)
        }
    }

    /// A design that finds a dose; virtual trials show what it does.
    init(_ trial: DoseEscalationTrial, _ title: String, of item: DesignItem) {
        let decisions = (trial.design as? any IntervalDesign)?.table(through: min(trial.maximum, 30)) ?? []
        self.init(
            (title, RuleWords(item).text), trial.design, decisions: decisions, record: nil, characteristics: nil)
    }
}

extension DesignItem {
    /// The answer under the rates of the file; under the usual ones where it has none.
    fileprivate func answer(
        _ make: ([Double]?) throws(StatisticsError) -> DesignAnswer
    ) throws(Diagnostics) -> DesignAnswer {
        let rates = facts?.truth?.rates.map(\.value) ?? []
        return try atTruth { () throws(StatisticsError) in try make(rates.isEmpty ? nil : rates) }
    }

    /// What is made of the truths of the file; what is refused is told at the rule that has them.
    fileprivate func atTruth<Value>(_ make: () throws(StatisticsError) -> Value) throws(Diagnostics) -> Value {
        do throws(StatisticsError) {
            return try make()
        } catch {
            throw Diagnostics([
                Diagnostic(
                    .error, "study.method", "`truth` of \(id): \(error.sentence(under: "truth"))",
                    at: place(of: has("design") ? "design" : "rule"))
            ])
        }
    }
}
