import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Standardised differences · ByHand")
struct CovariateImbalanceByHandTests {
    private let arms = Factor(["A", "A", "A", "B", "B", "B"])

    @Test func `a number, with and without weights`() throws {
        let values: [Double] = [1, 2, 3, 2, 3, 4]
        let plain = try CovariateImbalance(of: values, by: arms)
        #expect(plain.pairs.count == 1 && plain.pairs[0].reference == 0 && plain.pairs[0].compared == 1)
        expectClose(plain.pairs[0].difference, 1, relative: 1e-14, "1/√1")
        // The mean of A is (1 + 2 + 6)/4; its weighted variance 4/(16 − 6) · (25 + 1 + 18)/16 = 11/10.
        let weights: [Double] = [1, 1, 2, 1, 1, 1]
        let kept = try CovariateImbalance(of: values, by: arms, weights: weights)
        expectClose(kept.pairs[0].difference, fraction(3, 4), relative: 1e-14, "unweighted spread")
        let weighted = try CovariateImbalance(of: values, by: arms, weights: weights, spread: .weighted)
        expectClose(weighted.pairs[0].difference, 0.75 / 1.05.squareRoot(), relative: 1e-14, "weighted spread")
    }

    @Test func `two levels are signed by the second`() throws {
        let sex = Factor(["M", "F", "F", "F", "M", "M", "F", "F"])
        let groups = Factor(["A", "A", "A", "A", "B", "B", "B", "B"])
        // ¼ against ½ men: (1/4)/√((3/16 + 1/4)/2) = (1/4)/√(7/32).
        let pair = try CovariateImbalance(of: sex, by: groups).pairs[0]
        expectClose(pair.difference, 0.25 / fraction(7, 32).squareRoot(), relative: 1e-14, "men")
    }

    @Test func `three levels by the distance of Yang and Dalton`() throws {
        let stage = Factor(["2", "3", "1", "2"])
        let groups = Factor(["A", "A", "B", "B"])
        // d = (0, −½), S = [¼ −⅛; −⅛ ⅛], S⁻¹ = [8 8; 8 16], dᵀS⁻¹d = 16/4.
        let pair = try CovariateImbalance(of: stage, by: groups).pairs[0]
        expectClose(pair.difference, 2, relative: 1e-14, "distance")
    }

    @Test func `three groups make three pairs, and the largest is named`() throws {
        let groups = Factor(["A", "A", "B", "B", "C", "C"])
        let all = try CovariateImbalance(of: [1, 3, 2, 4, 0, 2], by: groups)
        // All variances are 2.
        expectClose(
            all.pairs.map(\.difference), [1, -1, -2].map { $0 / 2.0.squareRoot() }, relative: 1e-14, "pairs")
        #expect(all.largest == all.pairs[2])
    }

    @Test func `what cannot be given is named`() throws {
        func absence(_ values: [Double], _ groups: [String], _ weights: [Double]? = nil) throws -> CovariateImbalance
            .Absence?
        {
            let all = try CovariateImbalance(of: values, by: Factor(groups), weights: weights)
            #expect(all.pairs[0].difference == nil && all.largest == nil)
            return all.pairs[0].absence
        }
        #expect(try absence([5, 5, 5, 5], ["A", "A", "B", "B"]) == .noVariation)
        #expect(try absence([5, 5, 7, 7], ["A", "A", "B", "B"]) == .noVariation)
        #expect(try absence([0.1, 0.1, 0.1, 0.3, 0.3], ["A", "A", "A", "B", "B"]) == .noVariation)
        #expect(try absence([5, 6, 7], ["A", "A", "B"]) == .oneSubject)
        #expect(try absence([5, 6, 7, 8], ["A", "A", "B", "B"], [1, 1, 0, 0]) == .noSubjects)
        let groups = Factor(["A", "A", "B", "B"])
        func levels(_ texts: [String]) throws -> CovariateImbalance.Absence? {
            try CovariateImbalance(of: Factor(texts), by: groups).pairs[0].absence
        }
        #expect(try levels(["x", "x", "x", "x"]) == .noVariation)
        #expect(try levels(["x", "x", "y", "y"]) == .noCommonLevel)
        #expect(try levels(["x", "y", "z", "z"]) == .noCommonLevel)
        let empty = try Factor(codes: [0, 0, 0, 0], levels: ["A", "B"])
        #expect(try CovariateImbalance(of: groups, by: empty).pairs[0].absence == .noSubjects)
    }

    @Test func `what does not fit is refused with its name`() {
        #expect(throws: StatisticsError.self) { try CovariateImbalance(of: [1, 2], by: arms) }
        #expect(throws: StatisticsError.self) { try CovariateImbalance(of: [1, 2], by: Factor(["A", "A"])) }
        let error = #expect(throws: StatisticsError.self) {
            try CovariateImbalance(of: [1, 2, 3, 4, 5, 6], by: arms, weights: [1, 1, 1, 1, -1, 1])
        }
        #expect(error?.description == "weights[4] is -1.0; expected a finite number ≥ 0")
    }
}

@Suite("Weighted samples · ByHand")
struct WeightedSummaryByHandTests {
    @Test func `mean, variance, effective size, quantiles`() throws {
        let one = try WeightedSummary([50, 60, 80, 99], weights: [2, 1, 1, 0])
        #expect(one.count == 3 && one.sumOfWeights == 4 && one.mean == 60)
        expectClose(one.effectiveCount, fraction(16, 6), relative: 1e-15, "n_eff")
        // 4/(16 − 6) · (2·100 + 0 + 400).
        expectClose(one.standardDeviation, 240.0.squareRoot(), relative: 1e-14, "s")
        #expect(one.quantile(0.5) == 55 && one.quantile(0.25) == 50 && one.quantile(0.75) == 70)
        #expect(one.quantile(0) == 50 && one.quantile(1) == 80)
        #expect(try WeightedSummary([7]).standardDeviation == nil)
        #expect(throws: StatisticsError.self) { try WeightedSummary([7], weights: [0]) }
    }
}

@Suite("Logistic regression · ByHand")
struct LogisticRegressionByHandTests {
    private func model(
        _ cells: [(x: Double, events: Int, others: Int)], _ penalty: LogisticRegression.Penalty = .none
    ) throws -> LogisticRegression {
        let outcomes = cells.flatMap {
            [Bool](repeating: true, count: $0.events) + [Bool](repeating: false, count: $0.others)
        }
        let x = cells.flatMap { [Double](repeating: $0.x, count: $0.events + $0.others) }
        return try LogisticRegression(outcomes, covariates: CovariateMatrix(["x": x]), penalty: penalty)
    }

    @Test func `a fourfold table has its odds ratio`() throws {
        let fit = try model([(0, 1, 2), (1, 2, 1)])
        #expect(fit.convergence == .converged && fit.aliases.isEmpty && fit.count == 6 && fit.eventCount == 3)
        expectClose(fit.intercept, -Elementary.logarithm(2), relative: 1e-12, "α")
        expectClose(fit.coefficients, [Elementary.logarithm(4)], relative: 1e-12, "β")
        expectClose(fit.interceptStandardError, 1.5.squareRoot(), relative: 1e-9, "error of α: √(1 + 1/2)")
        expectClose(fit.standardErrors, [(3.0).squareRoot()], relative: 1e-9, "error of β: √(1/2 + 1 + 1 + 1/2)")
        expectClose(fit.nullDeviance, 12 * Elementary.logarithm(2), relative: 1e-13, "null deviance")
        expectClose(
            fit.deviance, 12 * Elementary.logarithm(3) - 8 * Elementary.logarithm(2), relative: 1e-12, "deviance")
        expectClose(
            fit.likelihoodRatioTest?.statistic, 20 * Elementary.logarithm(2) - 12 * Elementary.logarithm(3),
            relative: 1e-11, "likelihood ratio")
        expectClose(fit.probabilities[0], fraction(1, 3), relative: 1e-12, "π")
        expectClose(fit.oddsRatio(of: 0).estimate, 4, relative: 1e-12, "odds ratio")
    }

    @Test func `Firth's penalty adds a half to each cell of a fourfold table`() throws {
        let fit = try model([(0, 1, 2), (1, 2, 1)], .firth)
        expectClose(fit.coefficients, [2 * Elementary.logarithm(fraction(5, 3))], relative: 1e-9, "log(2.5²/1.5²)")
        let empty = try model([(0, 1, 2), (1, 3, 0)], .firth)
        expectClose(empty.coefficients, [Elementary.logarithm(fraction(35, 3))], relative: 1e-9, "7 over 3/5")
        #expect(empty.likelihoodRatioTest == nil)
    }

    @Test func `separation is named and leaves nothing`() throws {
        for cells in [
            [(0.0, 1, 2), (1.0, 3, 0)], [(0.0, 0, 3), (1.0, 3, 0)], [(7.0, 0, 2), (7.5, 1, 1), (8.0, 4, 0)],
        ] {
            let fit = try model(cells.map { (x: $0.0, events: $0.1, others: $0.2) })
            #expect(fit.convergence == .separated(covariates: [0]), "\(cells)")
            #expect(fit.coefficients == [nil] && fit.probabilities.isEmpty && fit.deviance == nil)
            #expect(fit.oddsRatio(of: 0).reason != nil)
        }
    }

    @Test func `the separating covariate is named among others`() throws {
        let outcomes = [false, false, false, true, false, true, true, true]
        let covariates = try CovariateMatrix([
            "age": [60, 41, 52, 66, 70, 48, 57, 61], "marker": [0, 0, 0, 0, 0, 0, 1, 1],
        ])
        let fit = try LogisticRegression(outcomes, covariates: covariates)
        #expect(fit.convergence == .separated(covariates: [1]))
    }

    @Test func `what others determine is an alias`() throws {
        let outcomes = [false, true, false, true, true, false]
        let covariates = try CovariateMatrix([
            "one": [3, 3, 3, 3, 3, 3], "a": [1, 2, 3, 4, 5, 7], "b": [0, 1, 1, 0, 1, 0], "sum": [1, 3, 4, 4, 6, 7],
        ])
        let fit = try LogisticRegression(outcomes, covariates: covariates)
        #expect(fit.aliases == [.init(covariate: 0, others: []), .init(covariate: 3, others: [1, 2])])
        #expect(fit.coefficients[0] == nil && fit.coefficients[1] != nil && fit.standardErrors[3] == nil)
        #expect(fit.likelihoodRatioTest?.degreesOfFreedom == 2)
    }

    @Test func `nothing to model is refused`() {
        #expect(throws: StatisticsError.self) {
            try LogisticRegression([true, true], covariates: CovariateMatrix(["x": [1, 2]]))
        }
        #expect(throws: StatisticsError.self) {
            try LogisticRegression([true, false, true], covariates: CovariateMatrix(["x": [1, 2]]))
        }
    }

    @Test func `a model of constants alone is the share`() throws {
        let fit = try model([(2, 1, 3)])
        expectClose(fit.intercept, -Elementary.logarithm(3), relative: 1e-12, "α")
        #expect(fit.likelihoodRatioTest == nil && fit.aliases.count == 1)
    }
}

@Suite("Weights of the propensity score · ByHand")
struct PropensityWeightsByHandTests {
    private let scores = [0.8, 0.4, 0.5, 0.25]
    private let isCompared = [true, true, false, false]

    @Test func `each target`() throws {
        func weights(_ target: PropensityWeights.Target) throws -> [Double?] {
            try PropensityWeights(scores: scores, isCompared: isCompared, target: target).weights
        }
        expectClose(try weights(.average), [1.25, 2.5, 2, fraction(4, 3)], relative: 1e-15, "average")
        expectClose(try weights(.treated), [1, 1, 1, fraction(1, 3)], relative: 1e-15, "treated")
        expectClose(try weights(.overlap), [0.2, 0.6, 0.5, 0.25], relative: 1e-15, "overlap")
        expectClose(try weights(.matching), [0.25, 1, 1, fraction(1, 3)], relative: 1e-15, "matching")
    }

    @Test func `trimming, shares, effective sizes`() throws {
        let one = try PropensityWeights(
            scores: scores, isCompared: isCompared, target: .average, isStabilized: true, trim: 0.25)
        // 0.8 is trimmed, 0.25 lies on the border and stays; one of three left is compared.
        expectClose(
            one.weights.map { $0 }, [0, 2.5 / 3, fraction(4, 3), fraction(8, 9)], relative: 1e-15, "weights")
        #expect(one.compared.trimmedCount == 1 && one.compared.count == 2 && one.compared.effectiveCount == 1)
        expectClose(one.reference.effectiveCount, fraction(25, 13), relative: 1e-14, "(10/9·2)²/(…)")
        expectClose(
            [one.reference.smallest, one.reference.largest], [fraction(8, 9), fraction(4, 3)], relative: 1e-15, "range")
        let none = try PropensityWeights(scores: scores, isCompared: isCompared, target: .overlap, trim: 0.45)
        #expect(none.compared.effectiveCount == 0 && none.compared.largest == nil)
    }

    @Test func `a score that is no probability is refused by its index`() {
        let error = #expect(throws: StatisticsError.self) {
            try PropensityWeights(scores: [0.5, 1], isCompared: [true, false], target: .overlap)
        }
        #expect(error?.description == "scores[1] is 1.0; expected a probability strictly between 0 and 1")
        #expect(throws: StatisticsError.self) {
            try PropensityWeights(scores: [0.5], isCompared: [true], target: .overlap, trim: 0.5)
        }
    }

    @Test func `the overlap of scores`() throws {
        let overlap = try PropensityOverlap(scores: [0.2, 0.5, 0.4, 0.9], isCompared: [false, false, true, true])
        #expect(overlap.commonRange == 0.4...0.5 && overlap.concordance == 0.75)
        #expect(overlap.reference.outsideCount == 1 && overlap.compared.outsideCount == 1)
        #expect(overlap.compared.tenths == [0, 0, 0, 0, 1, 0, 0, 0, 0, 1] && overlap.reference.scores.median == 0.35)
        let apart = try PropensityOverlap(scores: [0.1, 0.2, 0.8, 1], isCompared: [false, false, true, true])
        #expect(apart.commonRange == nil && apart.concordance == 1 && apart.compared.outsideCount == 2)
        #expect(throws: StatisticsError.self) { try PropensityOverlap(scores: [0.5], isCompared: [true]) }
    }
}
