import TestSupport
import Testing
import TrialNumerics

@testable import TrialStatistics

/// A generated study in which the choice of the arm depends on the covariates.
private struct ChosenArms {
    var age: [Double] = []
    var marker: [Double] = []
    var stage: [String] = []
    var isCompared: [Bool] = []

    init(seed: UInt64, count: Int = 300) {
        var stream = RandomStream(seed: seed, purpose: "chosen arms")
        for _ in 0..<count {
            let (u, v, w) = (stream.uniform(), stream.uniform(), stream.uniform())
            age.append(40 + 40 * u)
            marker.append(v < 0.4 ? 1 : 0)
            stage.append(w < 0.3 ? "I" : w < 0.7 ? "II" : "III")
            let odds = -1 + 2.5 * u - 0.8 * marker[marker.count - 1] + (w < 0.3 ? 0.7 : 0)
            isCompared.append(stream.uniform() < 1 / (1 + Elementary.exponential(-odds)))
        }
    }

    var groups: Factor { Factor(isCompared.map { $0 ? "B" : "A" }) }
    var stages: Factor { Factor(stage) }

    var matrix: CovariateMatrix {
        get throws {
            try CovariateMatrix([
                "age": age, "marker": marker, "II": stage.map { $0 == "II" ? 1 : 0 },
                "III": stage.map { $0 == "III" ? 1 : 0 },
            ])
        }
    }
}

@Suite("Baseline balance · Property")
struct BaselineBalancePropertyTests {
    private static let seeds: [UInt64] = [1, 2, 3, 4, 5]

    @Test(arguments: seeds)
    func `overlap weights make the covariates of the score exactly alike`(_ seed: UInt64) throws {
        let study = ChosenArms(seed: seed)
        let model = try LogisticRegression(study.isCompared, covariates: study.matrix)
        let weights = try PropensityWeights(
            scores: model.probabilities, isCompared: study.isCompared, target: .overlap
        ).weights
        let before = try CovariateImbalance(of: study.age, by: study.groups).pairs[0].difference ?? 0
        #expect(before > 0.2)
        for spread in CovariateImbalance.Spread.allCases {
            for values in [study.age, study.marker] {
                let after = try CovariateImbalance(of: values, by: study.groups, weights: weights, spread: spread)
                expectClose(after.pairs[0].difference, 0, relative: 0, absolute: 1e-10, "number")
            }
            let after = try CovariateImbalance(of: study.stages, by: study.groups, weights: weights, spread: spread)
            expectClose(after.pairs[0].difference, 0, relative: 0, absolute: 1e-6, "levels")
        }
        // Of the other weights this is not so.
        let average = try PropensityWeights(
            scores: model.probabilities, isCompared: study.isCompared, target: .average
        ).weights
        let left = try CovariateImbalance(of: study.age, by: study.groups, weights: average).pairs[0].difference ?? 0
        #expect(abs(left) > 1e-6 && abs(left) < before / 2)
    }

    @Test(arguments: seeds)
    func `exchange of the groups turns the sign, a linear change of the covariate does nothing`(_ seed: UInt64) throws {
        let study = ChosenArms(seed: seed)
        let weights = study.age.map { $0 / 50 }
        let swapped = Factor(study.isCompared.map { $0 ? "A" : "B" })
        for spread in CovariateImbalance.Spread.allCases {
            func number(_ values: [Double], _ groups: Factor, _ weights: [Double]) throws -> Double? {
                try CovariateImbalance(of: values, by: groups, weights: weights, spread: spread).pairs[0].difference
            }
            let one = try #require(try number(study.age, study.groups, weights))
            expectClose(try number(study.age, swapped, weights), -one, relative: 1e-12, "exchange")
            expectClose(
                try number(study.age.map { 1900 - 12 * $0 }, study.groups, weights), -one, relative: 1e-10, "months")
            expectClose(
                try number(study.age, study.groups, weights.map { $0 * 7 }), one, relative: 1e-12, "scale of weights")
            func levels(_ groups: Factor, _ names: [String]) throws -> Double? {
                try CovariateImbalance(of: Factor(names), by: groups, weights: weights, spread: spread).pairs[0]
                    .difference
            }
            let distance = try #require(try levels(study.groups, study.stage))
            expectClose(try levels(swapped, study.stage), distance, relative: 1e-10, "exchange")
            let renamed = study.stage.map { ["I": "z", "II": "a", "III": "m"][$0] ?? "" }
            expectClose(try levels(study.groups, renamed), distance, relative: 1e-10, "another order of levels")
        }
    }

    @Test(arguments: seeds)
    func `weights of levels are replication`(_ seed: UInt64) throws {
        let study = ChosenArms(seed: seed, count: 60)
        let weights = study.age.map { ($0 / 20).rounded(.down) }
        let rows = study.age.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
        let weighted = try CovariateImbalance(
            of: study.stages, by: study.groups, weights: weights, spread: .weighted)
        let repeated = try CovariateImbalance(
            of: Factor(rows.map { study.stage[$0] }), by: Factor(rows.map { study.isCompared[$0] ? "B" : "A" }))
        expectClose(weighted.pairs[0].difference, repeated.pairs[0].difference, relative: 1e-10, "replication")
    }

    @Test(arguments: seeds)
    func `the model knows no units and meets the shares`(_ seed: UInt64) throws {
        let study = ChosenArms(seed: seed)
        let model = try LogisticRegression(study.isCompared, covariates: study.matrix)
        let born = try CovariateMatrix([
            "born": study.age.map { 1990 - $0 }, "marker": study.marker.map { 3 - 2 * $0 },
            "II": study.stage.map { $0 == "II" ? 1 : 0 }, "I": study.stage.map { $0 == "I" ? 1 : 0 },
        ])
        let other = try LogisticRegression(study.isCompared, covariates: born)
        expectClose(other.probabilities.map { $0 }, model.probabilities.map { $0 }, relative: 1e-9, "π")
        expectClose(other.deviance, model.deviance, relative: 1e-12, "deviance")
        expectClose(other.coefficients[0], model.coefficients[0].map { -$0 }, relative: 1e-8, "per year")
        expectClose(
            model.probabilities.reduce(0, +), Double(model.eventCount), relative: 1e-11, "the sum of π")
        let flipped = try LogisticRegression(study.isCompared.map { !$0 }, covariates: study.matrix)
        expectClose(
            flipped.coefficients, model.coefficients.map { $0.map { -$0 } }, relative: 1e-7, "the other outcome")
    }

    @Test(arguments: seeds)
    func `Firth's penalty draws towards nothing, less the more subjects there are`(_ seed: UInt64) throws {
        let study = ChosenArms(seed: seed, count: 80)
        let plain = try LogisticRegression(study.isCompared, covariates: study.matrix)
        let firth = try LogisticRegression(study.isCompared, covariates: study.matrix, penalty: .firth)
        let (likelihood, penalised) = (try #require(plain.logLikelihood), try #require(firth.logLikelihood))
        #expect(penalised < likelihood && penalised > likelihood - 1)
        expectClose(
            firth.probabilities.reduce(0, +), Double(plain.eventCount), relative: 0.05, "near the sum of events")
    }

    @Test(arguments: seeds)
    func `effective sizes and the concordance, counted anew`(_ seed: UInt64) throws {
        let study = ChosenArms(seed: seed, count: 90)
        let scores = study.age.map { ($0 / 5).rounded() / 20 }
        let overlap = try PropensityOverlap(scores: scores, isCompared: study.isCompared)
        var (wins, pairs) = (0.0, 0.0)
        for (own, isOwn) in zip(scores, study.isCompared) where isOwn {
            for (other, isOther) in zip(scores, study.isCompared) where !isOther {
                wins += own > other ? 1 : own == other ? 0.5 : 0
                pairs += 1
            }
        }
        expectClose(overlap.concordance, wins / pairs, relative: 1e-13, "c")
        for target in PropensityWeights.Target.allCases {
            let found = try PropensityWeights(scores: scores, isCompared: study.isCompared, target: target)
            for group in [found.reference, found.compared] {
                #expect(group.effectiveCount <= Double(group.count) * (1 + 1e-12) && group.trimmedCount == 0)
            }
        }
        let equal = try PropensityWeights(
            scores: scores.map { _ in 0.3 }, isCompared: study.isCompared, target: .average)
        expectClose(
            equal.compared.effectiveCount, Double(equal.compared.count), relative: 1e-12, "equal weights")
    }
}
