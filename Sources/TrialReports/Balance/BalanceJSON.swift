import TrialAnalysis
import TrialStatistics

/// A balance as JSON for programs: the shape that `equipoise balance --json` prints.
///
/// Numbers have the fewest digits that read back as the same double; what cannot be estimated is `null`, and every key is always there.
public struct BalanceJSON: Encodable, Sendable {
    let n: Int
    let dropped: Int
    let allocation: Allocation
    let groups: [Group]
    let threshold: Double
    let covariates: [Covariate]
    let weights: Nullable<Weights>
    let notes: [String]

    /// The JSON view of a balance.
    public init(_ balance: BaselineBalance) {
        n = balance.groups.reduce(0) { $0 + $1.count }
        dropped = balance.dropped
        allocation = Allocation(
            method: balance.allocation.name, randomised: Nullable(balance.allocation.isRandom),
            statement: balance.allocation.sentence)
        groups = balance.groups.map { Group(group: $0.name, n: $0.count) }
        threshold = balance.plan.threshold
        covariates = balance.covariates.map { Covariate($0, balance) }
        weights = Nullable(balance.propensity.map { Weights($0, balance.plan) })
        notes = balance.notes
    }

    /// The text of the JSON, indented, keys sorted.
    public func text() throws -> String {
        try JSONText.of(self)
    }
}

extension BalanceJSON {
    struct Allocation: Encodable, Sendable {
        let method: String
        let randomised: Nullable<Bool>
        let statement: String
    }

    struct Group: Encodable, Sendable {
        let group: String
        let n: Int
    }

    struct Covariate: Encodable, Sendable {
        let covariate: String
        let kind: String
        let groups: [Description]
        let differences: [Difference]
        let missingDifferences: [Difference]
        let marked: Bool
        let weighted: Nullable<Weighted>

        init(_ covariate: BaselineCovariate, _ balance: BaselineBalance) {
            let names = balance.groups.map(\.name)
            self.covariate = covariate.column
            switch covariate.content {
            case .numbers: kind = "number"
            case .levels: kind = "factor"
            }
            groups = names.indices.map { Description(covariate, $0, names[$0]) }
            differences = Difference.all(covariate.imbalance, names)
            missingDifferences = covariate.missingImbalance.map { Difference.all($0, names) } ?? []
            marked = balance.isMarked(covariate.imbalance)
            weighted = Nullable(
                covariate.weighted.map { weighted in
                    Weighted(
                        groups: names.indices.map { Description(weighted, covariate, $0, names[$0]) },
                        differences: Difference.all(weighted.imbalance, names),
                        marked: balance.isMarked(weighted.imbalance))
                })
        }
    }

    struct Weighted: Encodable, Sendable {
        let groups: [Description]
        let differences: [Difference]
        let marked: Bool
    }

    struct Difference: Encodable, Sendable {
        let group: String
        let reference: String
        let smd: Nullable<Double>
        let reason: Nullable<String>

        static func all(_ imbalance: CovariateImbalance, _ names: [String]) -> [Difference] {
            imbalance.pairs.map { pair in
                Difference(
                    group: names[pair.compared], reference: names[pair.reference], smd: Nullable(pair.difference),
                    reason: Nullable(pair.absence?.reason))
            }
        }
    }

    struct Description: Encodable, Sendable {
        let group: String
        let missing: Nullable<Int>
        let mean: Nullable<Double>
        let standardDeviation: Nullable<Double>
        let median: Nullable<Double>
        let lowerQuartile: Nullable<Double>
        let upperQuartile: Nullable<Double>
        let smallest: Nullable<Double>
        let largest: Nullable<Double>
        let levels: [Level]

        struct Level: Encodable, Sendable {
            let level: String
            let n: Nullable<Int>
            let share: Nullable<Double>
        }

        init(_ covariate: BaselineCovariate, _ index: Int, _ name: String) {
            group = name
            missing = Nullable(covariate.missing[index])
            var one: SampleDescription?
            var levels: [Level] = []
            switch covariate.content {
            case .numbers(let groups): one = groups[index]
            case .levels(let names, let counts):
                let total = counts.reduce(0) { $0 + $1[index] }
                levels = zip(names, counts).map { name, counts in
                    Level(
                        level: name, n: Nullable(counts[index]),
                        share: Nullable(total > 0 ? Double(counts[index]) / Double(total) : nil))
                }
            }
            mean = Nullable(one?.summary.mean)
            standardDeviation = Nullable(one?.summary.standardDeviation)
            median = Nullable(one?.median)
            lowerQuartile = Nullable(one?.lowerQuartile)
            upperQuartile = Nullable(one?.upperQuartile)
            smallest = Nullable(one?.smallest)
            largest = Nullable(one?.largest)
            self.levels = levels
        }

        init(_ weighted: BaselineCovariate.Weighted, _ covariate: BaselineCovariate, _ index: Int, _ name: String) {
            group = name
            missing = Nullable(nil)
            var one: WeightedSummary?
            var levels: [Level] = []
            switch weighted.content {
            case .numbers(let groups): one = groups[index]
            case .shares(let shares):
                levels = zip(covariate.content.levelNames, shares).map {
                    Level(level: $0, n: Nullable(nil), share: Nullable($1[index]))
                }
            }
            mean = Nullable(one?.mean)
            standardDeviation = Nullable(one?.standardDeviation)
            median = Nullable(one?.quantile(0.5))
            lowerQuartile = Nullable(one?.quantile(0.25))
            upperQuartile = Nullable(one?.quantile(0.75))
            smallest = Nullable(nil)
            largest = Nullable(nil)
            self.levels = levels
        }
    }

    struct Weights: Encodable, Sendable {
        let target: String
        let stabilized: Bool
        let trim: Double
        let spread: String
        let groups: [WeightGroup]
        let commonRange: Nullable<[Double]>
        let concordance: Double
        let model: [Coefficient]

        init(_ propensity: PropensityAnalysis, _ plan: BalancePlan) {
            let model = propensity.model
            target = propensity.weights.target.rawValue
            stabilized = propensity.weights.isStabilized
            trim = plan.weighting?.trim ?? 0
            spread = plan.spread.rawValue
            let weights = [propensity.weights.reference, propensity.weights.compared]
            let scores = [propensity.overlap.reference, propensity.overlap.compared]
            groups = propensity.groups.levels.indices.map { index in
                WeightGroup(
                    group: propensity.groups.levels[index], n: weights[index].count,
                    trimmed: propensity.trimmed[index], sumOfWeights: weights[index].sumOfWeights,
                    effectiveN: weights[index].effectiveCount, smallest: Nullable(weights[index].smallest),
                    largest: Nullable(weights[index].largest),
                    scores: [
                        scores[index].scores.smallest, scores[index].scores.lowerQuartile,
                        scores[index].scores.median, scores[index].scores.upperQuartile,
                        scores[index].scores.largest,
                    ], tenths: scores[index].tenths, outsideCommonRange: scores[index].outsideCount)
            }
            commonRange = Nullable(propensity.overlap.commonRange.map { [$0.lowerBound, $0.upperBound] })
            concordance = propensity.overlap.concordance
            self.model =
                [Coefficient("(intercept)", model.intercept, model.interceptStandardError)]
                + model.names.indices.map {
                    Coefficient(model.names[$0], model.coefficients[$0], model.standardErrors[$0])
                }
        }
    }

    struct WeightGroup: Encodable, Sendable {
        let group: String
        let n: Int
        let trimmed: Int
        let sumOfWeights: Double
        let effectiveN: Double
        let smallest: Nullable<Double>
        let largest: Nullable<Double>
        let scores: [Double]
        let tenths: [Int]
        let outsideCommonRange: Int
    }

    struct Coefficient: Encodable, Sendable {
        let term: String
        let coefficient: Nullable<Double>
        let standardError: Nullable<Double>

        init(_ term: String, _ coefficient: Double?, _ error: Double?) {
            self.term = term
            self.coefficient = Nullable(coefficient)
            standardError = Nullable(error)
        }
    }
}
