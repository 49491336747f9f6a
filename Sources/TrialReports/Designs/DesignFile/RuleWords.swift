import TrialModel

/// What a rule says, in a sentence as a protocol has it, with the numbers as they are printed.
struct RuleWords {
    /// The sentence.
    let text: String

    /// The words of an item's rule.
    init(_ item: DesignItem) {
        text =
            switch item.rule {
            case .betaBinomial(let rule): Self.words(rule, item.facts)
            case .predictiveProbability(let rule): Self.words(rule, item.facts)
            case .exponentialMedian(let rule): Self.words(rule)
            case .piecewiseExponential(let rule): Self.words(rule)
            case .bayesFactor(let rule): Self.words(rule, item.facts)
            case .groupSequential(let rule): Self.words(rule)
            case .closed(let rule):
                "Tests \(Self.tests(rule.family)), in this order, each at the whole level of \(Self.level(rule.family))"
                    + " once all before it are rejected. A hypothesis is never significant where one before it is not."
            case .graph(let rule): Self.words(graph: rule.family)
            case .simon(let rule):
                "Counts \(rule.event) in two stages: stop after the first unless enough had it. The chance of success is"
                    + " at most \(rule.alpha) where the rate is \(rule.nullRate), and at least \(rule.power) where it is"
                    + " \(rule.targetRate); of all such designs, the \(rule.choice.rawValue) one."
            case .boin(let rule):
                Self.words(rule.finding, "the Bayesian optimal interval design")
            case .mtpi2(let rule):
                Self.words(rule.finding, "the modified toxicity probability interval design, version 2,")
            case .crm(let rule):
                Self.words(rule.finding, "the continual reassessment method")
            }
    }

    private static func words(_ rule: BetaBinomialRule, _ facts: DesignFacts?) -> String {
        let limit =
            switch rule.limit {
            case .fixed(let limit): "exceeds \(limit)"
            case .standard(let standard, let excess):
                "exceeds that of the standard, \(words(standard))" + (excess.map { ", by more than \($0)" } ?? "")
            }
        return "Counts \(rule.event). Before the trial its rate is \(words(rule.prior))."
            + " \(looks(rule.cohort, rule.firstLook, rule.maximum ?? facts?.sampleSize)) stop if the probability that the"
            + " rate \(limit) is \(bounds(rule.stopAbove, rule.stopBelow))."
    }

    private static func words(_ rule: PredictiveProbabilityRule, _ facts: DesignFacts?) -> String {
        "Counts \(rule.event). Before the trial its rate is \(words(rule.prior)). The trial succeeds if at its end the"
            + " probability that the rate exceeds \(rule.nullRate) is above \(rule.successAbove)."
            + " \(looks(rule.cohort, rule.firstLook, rule.maximum ?? facts?.sampleSize)) stop if the predictive"
            + " probability of success is \(bounds(rule.stopAbove, rule.stopBelow))."
    }

    private static func words(_ rule: ExponentialMedianRule) -> String {
        let control =
            switch rule.control {
            case .fixed(let control): "\(control)"
            case .standard(let standard): "that of the standard, \(words(standard))"
            }
        return "Watches the \(rule.quantity.rawValue) \(rule.endpoint), taken as exponential; before the trial it is"
            + " \(words(rule.prior)). \(looks(every: rule.every)) stop if the probability that it reaches \(control)"
            + (rule.gain.map { " + \($0)" } ?? "") + " is \(bounds(rule.stopAbove, rule.stopBelow))."
    }

    private static func words(_ rule: PiecewiseExponentialRule) -> String {
        let beliefs = list(rule.priors.map { "that of a median of \($0.median), known as if from \($0.events) events" })
        return "Watches the median \(rule.endpoint), with a hazard that may change at"
            + " \(list(rule.cuts.map(\.description))); before the trial the hazard is \(beliefs)."
            + " \(looks(every: rule.every)) stop if the probability that the median reaches \(rule.control)"
            + (rule.gain.map { " + \($0)" } ?? "") + " is \(bounds(rule.stopAbove, rule.stopBelow))."
    }

    private static func words(_ rule: BayesFactorRule, _ facts: DesignFacts?) -> String {
        let end =
            "stop if the probability of the better, with even odds before, is \(bounds(rule.stopAbove, rule.stopBelow))."
        switch rule.parameter {
        case .rate(let event, let null, let target):
            return "Counts \(event), and weighs a rate about \(target) against one of \(null) by their Bayes factor."
                + " \(looks(rule.cohort, nil, rule.maximum ?? facts?.sampleSize)) \(end)"
        case .median(let endpoint, let control, let target):
            return "Watches the median \(endpoint), and weighs one about \(target) against \(control) by their Bayes"
                + " factor. \(looks(every: rule.every)) \(end)"
        }
    }

    private static func words(_ rule: GroupSequentialRule) -> String {
        let sides = rule.isTwoSided ? "two-sided" : "one-sided"
        let ratio = rule.ratio.map { ", allocated \($0)" } ?? ""
        let power = rule.power.map { power in
            " The power is to be \(power)" + (rule.hazardRatio.map { " at a hazard ratio of \($0)" } ?? "") + "."
        }
        let futility = rule.futility.map { futility in
            let how = futility.spending.map { "spends the error of the second kind by \($0)" } ?? "is given"
            return " A \(futility.isBinding ? "binding" : "non-binding") bound of futility \(how)."
        }
        return "Compares \(rule.endpoint) between two arms\(ratio) at the \(sides) level \(rule.alpha), with"
            + " \(words(rule.plan))." + (power ?? "") + (futility ?? "")
    }

    private static func words(graph family: HypothesisFamily) -> String {
        let passings = family.hypotheses.flatMap { from in
            from.passesOn.map { "\($0.part) of its level from \(from.id) to \($0.to)" }
        }
        let weights = family.hypotheses.map { "\($0.id) with \($0.weight?.text ?? "0")" }
        return "Tests \(tests(family)) at the level of \(level(family)) for all, of which \(list(weights)) of it"
            + " begin; a rejected hypothesis passes on "
            + (passings.isEmpty ? "nothing." : list(passings) + ".")
    }

    private static func words(_ finding: DoseFinding, _ method: String) -> String {
        "Finds the dose among \(finding.doses) at which the rate of \(finding.event) is \(finding.target), by \(method)"
            + " with cohorts of \(finding.cohort)."
    }

    private static func tests(_ family: HypothesisFamily) -> String {
        list(family.hypotheses.map { "\($0.id) (\(words($0.plan)))" })
    }

    private static func level(_ family: HypothesisFamily) -> String {
        "\(family.alpha) \(family.isTwoSided ? "two-sided" : "one-sided")"
    }

    private static func words(_ plan: LookPlan) -> String {
        let looks =
            switch plan.looks {
            case .equal(1): "one look"
            case .equal(let count): "\(count) equally spaced looks and \(plan.spending)"
            case .fractions(let fractions):
                "looks at \(list(fractions.map(\.text))) of the information and \(plan.spending)"
            case .events(let events) where events.count == 1: "one look at \(events[0]) events"
            case .events(let events): "looks at \(list(events.map(String.init))) events and \(plan.spending)"
            }
        return looks + (plan.times.map { ", on the calendar at \(list($0.map(\.description)))" } ?? "")
    }

    private static func words(_ prior: RatePrior) -> String {
        switch prior {
        case .beta(let a, let b): "Beta(\(a), \(b))"
        case .effective(let mean, let subjects): "\(mean) on average, known as if from \(subjects) subjects"
        case .quantiles(let quantiles): list(quantiles.map { "below \($0.value) with probability \($0.probability)" })
        }
    }

    private static func words(_ prior: TimePrior) -> String {
        switch prior {
        case .inverseGamma(let shape, let scale): "inverse gamma with shape \(shape) and scale \(scale)"
        case .effective(let mean, let events): "\(mean) on average, known as if from \(events) events"
        case .quantiles(let quantiles): list(quantiles.map { "below \($0.value) with probability \($0.probability)" })
        }
    }

    private static func bounds(_ above: PrintedNumber?, _ below: PrintedNumber?) -> String {
        [above.map { "above \($0)" }, below.map { "below \($0)" }].compactMap(\.self).joined(separator: " or ")
    }

    private static func looks(_ cohort: Int, _ first: Int?, _ maximum: Int?) -> String {
        let step = cohort == 1 ? "After every subject" : "After every \(cohort) subjects"
        return step + (first.map { ", from \($0) on" } ?? "") + (maximum.map { ", up to \($0)" } ?? "") + ","
    }

    private static func looks(every: Period?) -> String { every.map { "Every \($0)," } ?? "At every event," }

    private static func list(_ words: [String]) -> String {
        words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
    }
}
