import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/baseline-balance.json`; which parts it has depends on its kind.
struct BaselineBalanceCase: Decodable, Sendable, CustomTestStringConvertible {
    let kind, name: String
    let data, covariate, group, weights, spread, outcome, penalty, target: String?
    let isNumber, stabilized: Bool?
    let differences, coefficients, errors, probabilities, scores, treated, effective: [Double]?
    let covariates: [String]?
    let deviance, nullDeviance, trim, concordance: Double?

    var testDescription: String { name }

    private enum CodingKeys: String, CodingKey {
        case kind, name, data, covariate, group, weights, spread, outcome, penalty, target, isNumber, stabilized
        case differences, coefficients, errors, probabilities, scores, treated, effective, covariates, deviance
        case nullDeviance, trim, concordance
    }

    /// The weights of a case are a column's name where it has data, numbers where it has scores.
    let weightNumbers: [Double]?

    init(from decoder: any Decoder) throws {
        let keys = try decoder.container(keyedBy: CodingKeys.self)
        func read<Value: Decodable>(_ key: CodingKeys) throws -> Value? {
            try keys.decodeIfPresent(Value.self, forKey: key)
        }
        kind = try keys.decode(String.self, forKey: .kind)
        name = try keys.decode(String.self, forKey: .name)
        (data, covariate, group, spread) = (try read(.data), try read(.covariate), try read(.group), try read(.spread))
        (outcome, penalty, target) = (try read(.outcome), try read(.penalty), try read(.target))
        (isNumber, stabilized) = (try read(.isNumber), try read(.stabilized))
        (differences, coefficients, errors) = (try read(.differences), try read(.coefficients), try read(.errors))
        (probabilities, scores, treated) = (try read(.probabilities), try read(.scores), try read(.treated))
        (effective, covariates) = (try read(.effective), try read(.covariates))
        (deviance, nullDeviance) = (try read(.deviance), try read(.nullDeviance))
        (trim, concordance) = (try read(.trim), try read(.concordance))
        weights = try? keys.decode(String.self, forKey: .weights)
        weightNumbers = try? keys.decode([Double].self, forKey: .weights)
    }

    static let golden = Result { try Golden<BaselineBalanceCase>(named: "baseline-balance") }

    static func all(_ kind: String) throws -> [BaselineBalanceCase] {
        try golden.get().cases.filter { $0.kind == kind }
    }

    /// The data that the case names.
    var table: GoldenTable { get throws { try Self.golden.get().table(try #require(data)) } }
}

@Suite("Baseline balance · Golden")
struct BaselineBalanceGoldenTests {
    @Test(arguments: try BaselineBalanceCase.all("difference"))
    func `standardised differences`(_ one: BaselineBalanceCase) throws {
        let table = try one.table
        let groups = Factor(try table.texts(try #require(one.group)))
        let weights = try table.numbers(one.weights)
        let spread = try #require(one.spread.flatMap(CovariateImbalance.Spread.init(rawValue:)))
        let covariate = try #require(one.covariate)
        let found =
            one.isNumber == true
            ? try CovariateImbalance(
                of: try table.numbers(covariate) as [Double], by: groups, weights: weights, spread: spread)
            : try CovariateImbalance(
                of: Factor(try table.texts(covariate)), by: groups, weights: weights, spread: spread)
        expectClose(
            found.pairs.map(\.difference), try #require(one.differences), relative: 1e-12, absolute: 1e-14, "SMD")
    }

    @Test(arguments: try BaselineBalanceCase.all("logistic"))
    func `logistic regression`(_ one: BaselineBalanceCase) throws {
        let table = try one.table
        let names = try #require(one.covariates)
        let matrix = try CovariateMatrix(names: names, columns: names.map { try table.numbers($0) as [Double] })
        let penalty = try #require(one.penalty.flatMap(LogisticRegression.Penalty.init(rawValue:)))
        let model = try LogisticRegression(
            try table.flags(try #require(one.outcome)), covariates: matrix, penalty: penalty)
        #expect(model.convergence == .converged)
        expectClose([model.intercept] + model.coefficients, try #require(one.coefficients), relative: 1e-8, "β")
        expectClose(
            [model.interceptStandardError] + model.standardErrors, try #require(one.errors), relative: 1e-8, "errors")
        expectClose(model.deviance, one.deviance, relative: 1e-9, "deviance")
        if let null = one.nullDeviance { expectClose(model.nullDeviance, null, relative: 1e-12, "null deviance") }
        expectClose(model.probabilities.map { $0 }, try #require(one.probabilities), relative: 1e-8, "π")
    }

    @Test(arguments: try BaselineBalanceCase.all("weights"))
    func `weights and overlap`(_ one: BaselineBalanceCase) throws {
        let scores = try #require(one.scores)
        let isCompared = try #require(one.treated).map { $0 == 1 }
        let target = try #require(one.target.flatMap(PropensityWeights.Target.init(rawValue:)))
        let found = try PropensityWeights(
            scores: scores, isCompared: isCompared, target: target, isStabilized: one.stabilized == true,
            trim: try #require(one.trim))
        expectClose(found.weights.map { $0 }, try #require(one.weightNumbers), relative: 1e-13, "weights")
        expectClose(
            [found.reference.effectiveCount, found.compared.effectiveCount], try #require(one.effective),
            relative: 1e-12, "effective sizes")
        let overlap = try PropensityOverlap(scores: scores, isCompared: isCompared)
        expectClose(overlap.concordance, one.concordance, relative: 1e-14, "c")
    }
}
