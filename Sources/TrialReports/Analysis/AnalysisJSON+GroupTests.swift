import TrialAnalysis
import TrialStatistics

extension AnalysisJSON {
    /// What `--test maxcombo`, `--trend`, `--pairwise`, `--permutations`, `--one-sample` and `--bootstrap` add.
    struct GroupTests: Sendable {
        let maxCombo: MaxCombo?
        let trend: Trend?
        let pairwise: Pairwise?
        let permutation: Permutation?
        let oneSample: OneSample?
        let bootstrap: Bootstrap?

        init(_ analysis: SurvivalAnalysis) {
            let (asked, answers) = (analysis.plan.tests, analysis.testAnswers)
            maxCombo = answers?.maxCombo.map(MaxCombo.init)
            trend = answers?.trend.map { Trend($0, analysis.logRank) }
            pairwise = asked.pairwise.flatMap { asked in
                answers?.pairwise.map { Pairwise($0, asked, analysis.plan) }
            }
            permutation = answers?.permutation.map { Permutation($0, analysis.plan) }
            oneSample = analysis.oneSample.map { OneSample($0, analysis.plan) }
            bootstrap = analysis.bootstrap.map { Bootstrap($0, analysis) }
        }
    }

    struct MaxCombo: Encodable, Sendable {
        let test: String
        let alternative: String
        let statistic: Nullable<Double>
        let p: Nullable<Double>
        let components: [Component]
        let correlation: [[Double]]

        struct Component: Encodable, Sendable {
            let test: String
            let z: Double
        }

        init(_ maxCombo: MaxComboTest) {
            let count = maxCombo.components.count
            test = MaxComboTest.name(maxCombo.components.map(\.weighting))
            alternative = maxCombo.alternative.rawValue
            statistic = Nullable(maxCombo.test?.statistic)
            p = Nullable(maxCombo.test?.pValue)
            components = maxCombo.components.map { Component(test: $0.weighting.name, z: $0.statistic) }
            correlation = (0..<count).map { Array(maxCombo.correlation[$0 * count..<($0 + 1) * count]) }
        }
    }

    struct Trend: Encodable, Sendable {
        let scores: [Score]
        let z: Nullable<Double>
        let p: Nullable<Double>
        let departure: Nullable<Test>

        struct Score: Encodable, Sendable {
            let group: String
            let score: Double
        }

        init(_ trend: LogRankTrendTest, _ logRank: LogRankTest?) {
            scores = zip(logRank?.groups ?? [], trend.scores).map { Score(group: $0.name, score: $1) }
            z = Nullable(trend.z)
            p = Nullable(trend.test?.pValue)
            departure = Nullable(trend.departure.map(Test.init))
        }
    }

    struct Pairwise: Encodable, Sendable {
        let test: String
        let pairs: String
        let adjustment: Nullable<String>
        let comparisons: [Pair]

        struct Pair: Encodable, Sendable {
            let group: String
            let reference: String
            let z: Nullable<Double>
            let p: Nullable<Double>
            let adjustedP: Nullable<Double>
        }

        init(_ pairwise: PairwiseComparisons, _ asked: TestQuestions.Pairwise, _ plan: SurvivalPlan) {
            test = plan.testName
            pairs = asked.pairs.rawValue
            adjustment = Nullable(pairwise.procedure?.optionName)
            comparisons = pairwise.comparisons.map {
                Pair(
                    group: $0.second, reference: $0.first, z: Nullable($0.z), p: Nullable($0.pValue),
                    adjustedP: Nullable($0.adjustedPValue))
            }
        }
    }

    struct Permutation: Encodable, Sendable {
        let test: String
        let alternative: String
        let statistic: Double
        let p: Double
        let lower: Nullable<Double>
        let upper: Nullable<Double>
        let exact: Bool
        let arrangements: Int
        let exceedances: Int
        let seed: Nullable<UInt64>

        init(_ permutation: PermutationTest, _ plan: SurvivalPlan) {
            test = permutation.groupTest.name
            alternative = permutation.alternative.rawValue
            statistic = permutation.statistic
            p = permutation.pValue
            let limits = permutation.monteCarloLimits(level: plan.level)
            lower = Nullable(limits?.lower)
            upper = Nullable(limits?.upper)
            exact = permutation.isExact
            arrangements = permutation.arrangementCount
            exceedances = permutation.exceedances
            seed = Nullable(permutation.seed)
        }
    }

    struct OneSample: Encodable, Sendable {
        let reference: String
        let alternative: String
        let groups: [Group]

        struct Group: Encodable, Sendable {
            let group: String
            let n: Int
            let observed: Double
            let expected: Double
            let z: Nullable<Double>
            let p: Nullable<Double>
            let zByMean: Nullable<Double>
            let pByMean: Nullable<Double>
            let exactP: Nullable<Double>
            let ratio: Nullable<Double>
            let ratioLower: Nullable<Double>
            let ratioUpper: Nullable<Double>

            init(_ group: OneSampleAnalysis.Group, _ plan: SurvivalPlan) {
                let (test, alternative) = (group.test, plan.tests.alternative ?? .twoSided)
                let standardized = test.standardizedRatio(level: plan.level)
                self.group = group.name
                n = test.count
                observed = test.observed
                expected = test.expected
                z = Nullable(test.z())
                p = Nullable(test.pValue(alternative))
                zByMean = Nullable(test.z(.mean))
                pByMean = Nullable(test.pValue(alternative, variance: .mean))
                exactP = Nullable(test.exactPValue(alternative))
                ratio = Nullable(standardized?.estimate)
                ratioLower = Nullable(standardized?.limits.lower)
                ratioUpper = Nullable(standardized?.limits.upper)
            }
        }

        init(_ oneSample: OneSampleAnalysis, _ plan: SurvivalPlan) {
            reference = plan.tests.oneSample?.text ?? ""
            alternative = (plan.tests.alternative ?? .twoSided).rawValue
            groups = oneSample.groups.map { Group($0, plan) }
        }
    }

    struct Bootstrap: Encodable, Sendable {
        let replicates: Int
        let seed: UInt64
        let separated: Int
        let notEstimable: Int
        let notConverged: Int
        let terms: [Term]

        struct Term: Encodable, Sendable {
            let term: String
            let hazardRatio: Nullable<Double>
            let standardError: Nullable<Double>
            let bias: Nullable<Double>
            let percentileLower: Nullable<Double>
            let percentileUpper: Nullable<Double>
            let basicLower: Nullable<Double>
            let basicUpper: Nullable<Double>
            let bcaLower: Nullable<Double>
            let bcaUpper: Nullable<Double>

            init(_ name: String, _ index: Int, _ bootstrap: CoxBootstrap, _ level: ConfidenceLevel) {
                func limits(_ method: BootstrapDistribution.Method) -> ConfidenceLimits? {
                    bootstrap.hazardRatio(of: index, by: method, level: level)?.limits
                }
                let distribution = bootstrap.distributions[index]
                let (percentile, basic, bca) = (limits(.percentile), limits(.basic), limits(.biasCorrected))
                term = name
                hazardRatio = Nullable(bootstrap.hazardRatio(of: index, by: .percentile)?.estimate)
                standardError = Nullable(distribution?.standardError)
                bias = Nullable(distribution?.bias)
                percentileLower = Nullable(percentile?.lower)
                percentileUpper = Nullable(percentile?.upper)
                basicLower = Nullable(basic?.lower)
                basicUpper = Nullable(basic?.upper)
                bcaLower = Nullable(bca?.lower)
                bcaUpper = Nullable(bca?.upper)
            }
        }

        init(_ bootstrap: CoxBootstrap, _ analysis: SurvivalAnalysis) {
            replicates = bootstrap.replicateCount
            seed = bootstrap.seed
            separated = bootstrap.separatedCount
            notEstimable = bootstrap.notEstimableCount
            notConverged = bootstrap.notConvergedCount
            terms = bootstrap.names.enumerated().map { Term($1, $0, bootstrap, analysis.plan.level) }
        }
    }

    /// A hazard ratio with its limits.
    struct Ratio: Encodable, Sendable {
        let hazardRatio: Nullable<Double>
        let lower: Nullable<Double>
        let upper: Nullable<Double>

        init(_ estimate: IntervalEstimate?) {
            hazardRatio = Nullable(estimate?.estimate)
            lower = Nullable(estimate?.limits.lower)
            upper = Nullable(estimate?.limits.upper)
        }
    }
}

extension GroupTest {
    /// The name of the test as the command line knows it.
    var name: String {
        switch self {
        case .logRank(let weighting): weighting.name
        case .maxCombo(let weightings): MaxComboTest.name(weightings)
        }
    }

    /// What papers call it.
    var title: String {
        switch self {
        case .logRank(let weighting): weighting.title
        case .maxCombo: "MaxCombo"
        }
    }
}

extension AdjustedPValues.Procedure {
    /// What papers call it.
    var title: String {
        switch self {
        case .bonferroni: "Bonferroni"
        case .holm: "Holm"
        case .hochberg: "Hochberg"
        case .hommel: "Hommel"
        case .fixedSequence: "fixed sequence"
        }
    }
}

extension TestQuestions.OneSampleReference {
    /// The words that named it.
    package var text: String {
        switch self {
        case .hazard(_, let text): text
        case .column(let name): "column \(name)"
        }
    }
}
