import Foundation
import TrialAnalysis
import TrialStatistics

/// A survival analysis as JSON for programs: the shape that `equipoise analyze --json` prints.
///
/// Numbers are written with the fewest digits that read back as the same double, 17 at most; what cannot be
/// estimated is `null`, and every key is always there.
public struct AnalysisJSON: Encodable, Sendable {
    let n: Int
    let events: Int
    let dropped: Int
    let groups: [Group]
    let logRank: Nullable<GroupTest>
    let cox: Nullable<Cox>
    let notes: [String]

    /// The JSON view of an analysis.
    public init(_ analysis: SurvivalAnalysis) {
        n = analysis.count
        events = analysis.eventCount
        dropped = analysis.dropped
        groups = analysis.groups.map { Group($0, withLandmarks: !analysis.plan.landmarks.isEmpty) }
        logRank = Nullable(analysis.logRank.flatMap(GroupTest.init))
        cox = Nullable(analysis.cox.map(Cox.init))
        notes = analysis.notes
    }

    /// The text of the JSON, indented, keys sorted.
    public func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

/// A value that is written as `null` when it is absent, where Swift would leave the key out.
struct Nullable<Value: Encodable & Sendable>: Encodable, Sendable {
    let value: Value?

    init(_ value: Value?) { self.value = value }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value { try container.encode(value) } else { try container.encodeNil() }
    }
}

extension AnalysisJSON {
    struct Group: Encodable, Sendable {
        let group: String
        let n: Int
        let events: Int
        let median: Nullable<Double>
        let medianLower: Nullable<Double>
        let medianUpper: Nullable<Double>
        let followUpMedian: Nullable<Double>
        let survival: [Landmark]?

        init(_ group: GroupSurvival, withLandmarks: Bool) {
            self.group = group.name
            n = group.curve.count
            events = group.curve.eventCount
            median = Nullable(group.median.estimate)
            medianLower = Nullable(group.median.limits.lower)
            medianUpper = Nullable(group.median.limits.upper)
            followUpMedian = Nullable(group.followUp.estimate)
            survival = withLandmarks ? group.landmarks.map { Landmark($0.time, $0.estimate, group.curve) } : nil
        }
    }

    struct Landmark: Encodable, Sendable {
        let time: Double
        let estimate: Nullable<Double>
        let lower: Nullable<Double>
        let upper: Nullable<Double>
        let atRisk: Int

        init(_ time: Double, _ landmark: KaplanMeier.Landmark?, _ curve: KaplanMeier) {
            self.time = time
            estimate = Nullable(landmark?.survival)
            lower = Nullable(landmark?.limits.lower)
            upper = Nullable(landmark?.limits.upper)
            atRisk = curve.atRisk(at: time)
        }
    }

    struct Test: Encodable, Sendable {
        let chiSquare: Double
        let df: Int
        let p: Double

        init(_ test: ChiSquaredTest) {
            chiSquare = test.statistic
            df = test.degreesOfFreedom
            p = test.pValue
        }
    }

    /// The test of the groups, by name.
    struct GroupTest: Encodable, Sendable {
        let test: String
        let chiSquare: Double
        let df: Int
        let p: Double

        init?(_ logRank: LogRankTest) {
            guard let answer = logRank.test else { return nil }
            test = logRank.weighting.name
            chiSquare = answer.statistic
            df = answer.degreesOfFreedom
            p = answer.pValue
        }
    }

    struct Cox: Encodable, Sendable {
        let ties: String
        let n: Int
        let events: Int
        let logLikelihoodNull: Double
        let logLikelihood: Double
        let converged: Bool
        let likelihoodRatio: Nullable<Test>
        let score: Nullable<Test>
        let wald: Nullable<Test>
        let terms: [Term]

        init(_ cox: CoxAnalysis) {
            ties = cox.model.ties.rawValue
            n = cox.model.count
            events = cox.model.eventCount
            logLikelihoodNull = cox.model.logLikelihoodNull
            logLikelihood = cox.model.logLikelihood
            converged = cox.model.convergence == .converged
            likelihoodRatio = Nullable(cox.model.likelihoodRatioTest.map(Test.init))
            score = Nullable(cox.model.scoreTest.map(Test.init))
            wald = Nullable(cox.model.waldTest.map(Test.init))
            terms = cox.terms.map(Term.init)
        }
    }

    struct Term: Encodable, Sendable {
        let term: String
        let coefficient: Nullable<Double>
        let standardError: Nullable<Double>
        let hazardRatio: Nullable<Double>
        let lower: Nullable<Double>
        let upper: Nullable<Double>
        let p: Nullable<Double>

        init(_ term: CoxAnalysis.Term) {
            self.term = term.name
            coefficient = Nullable(term.coefficient)
            standardError = Nullable(term.standardError)
            hazardRatio = Nullable(term.hazardRatio?.estimate)
            lower = Nullable(term.hazardRatio?.lower)
            upper = Nullable(term.hazardRatio?.upper)
            p = Nullable(term.pValue)
        }
    }
}
