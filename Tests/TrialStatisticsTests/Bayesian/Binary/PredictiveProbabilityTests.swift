import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/Python/predictive-designs.json`.
struct PredictiveDesignCase: Decodable, Sendable, CustomTestStringConvertible {
    struct Candidate: Decodable, Sendable {
        let size, successAt: Int
        let error, power, expected, early: Double
    }

    let kind: String
    let null: Double
    let efficacy: Double
    let prior: [Double]?
    let success, futility: Double?
    let looks: [Int]?
    let size, successAt: Int?
    let stopAtMost, stopAt: [Int?]?
    let predictiveAtMost: [Double?]?
    let rates: [Double]?
    let characteristics: [[Double]]?
    let alternative, alpha, power: Double?
    let sizes: [Int]?
    let first: Int?
    let candidates: [Candidate]?

    var testDescription: String { "\(kind) \(null) \(size ?? 0)" }

    static let golden = Result { try Golden<PredictiveDesignCase>(named: "predictive-designs", in: "Python") }

    static func all(_ kind: String) throws -> [PredictiveDesignCase] {
        try golden.get().cases.filter { $0.kind == kind }
    }
}

@Suite("Predictive probability · Golden")
struct PredictiveProbabilityGoldenTests {
    @Test(arguments: try PredictiveDesignCase.all("design"))
    func `bounds and operating characteristics, as SciPy finds them`(_ one: PredictiveDesignCase) throws {
        let prior = try #require(one.prior)
        let size = try #require(one.size)
        let design = try PredictiveProbabilityDesign(
            prior: BetaPrior(alpha: prior[0], beta: prior[1]), null: one.null, success: try #require(one.success),
            futility: try #require(one.futility), efficacy: one.efficacy,
            schedule: LookSchedule(looks: try #require(one.looks), maximum: size))
        #expect(design.successAt == one.successAt)
        #expect(design.looks.map(\.stopAtMost) == one.stopAtMost)
        #expect(design.looks.map(\.stopAt) == one.stopAt)
        expectClose(
            design.looks.map(\.predictiveAtMost), try #require(one.predictiveAtMost), relative: 1e-9, absolute: 1e-15,
            "PP")
        for (rate, expected) in zip(try #require(one.rates), try #require(one.characteristics)) {
            let found = try design.operatingCharacteristics(rate: rate)
            expectClose(
                [found.stopForMany, found.expectedSubjects, found.stopsEarly], expected, relative: 1e-10, "at \(rate)")
        }
    }

    @Test(arguments: try PredictiveDesignCase.all("search"))
    func `the best design of each size, as trying all of them finds it`(_ one: PredictiveDesignCase) throws {
        let sizes = try #require(one.sizes)
        let search = try PredictiveDesignSearch(
            null: one.null, alternative: try #require(one.alternative), alpha: try #require(one.alpha),
            power: try #require(one.power), efficacy: one.efficacy, sizes: sizes[0]...sizes[1],
            first: try #require(one.first))
        let expected = try #require(one.candidates)
        #expect(search.candidates.map(\.design.boundary.maximum) == expected.map(\.size))
        #expect(search.candidates.map(\.design.successAt) == expected.map(\.successAt))
        for (found, wanted) in zip(search.candidates, expected) {
            expectClose(
                [found.typeOneError, found.power, found.characteristics.expectedSubjects],
                [wanted.error, wanted.power, wanted.expected], relative: 1e-9, "N = \(wanted.size)")
        }
        #expect(search.leastMaximum?.design.boundary.maximum == expected.first?.size)
        let least = expected.map(\.expected).min()
        expectClose(search.leastExpected?.characteristics.expectedSubjects, least, relative: 1e-9, "least E[N]")
    }
}

@Suite("Predictive probability · ByHand, Published, Property")
struct PredictiveProbabilityTests {
    @Test func `the design of 36 patients in Lee and Liu's paper`() throws {
        // p₀ = 0.2, p₁ = 0.4, Beta(0.2, 0.8), from the tenth patient on, θ_L = 0.001.
        let design = try PredictiveProbabilityDesign(
            prior: BetaPrior(alpha: 0.2, beta: 0.8), null: 0.2, success: 0.9, futility: 0.001,
            schedule: LookSchedule(looks: Array(10...35), maximum: 36))
        let rejections = [10: 0, 17: 1, 21: 2, 24: 3, 27: 4, 29: 5, 31: 6, 33: 7, 34: 8, 35: 9]
        var bound = -1
        for look in design.looks {
            bound = rejections[look.subjects] ?? bound
            #expect(look.stopAtMost == bound && look.stopAt == nil, "\(look.subjects)")
        }
        #expect(design.successAt == 11)
        let (null, alternative) = (
            try design.operatingCharacteristics(rate: 0.2), try design.operatingCharacteristics(rate: 0.4)
        )
        expectClose(null.stopForMany, 0.088, relative: 0, absolute: 5e-4, "type I error")
        expectClose(alternative.stopForMany, 0.906, relative: 0, absolute: 5e-4, "power")
        expectClose(null.expectedSubjects, 27.67, relative: 0, absolute: 5e-3, "E[N]")
        expectClose(null.stopsEarly, 0.86, relative: 0, absolute: 5e-3, "stops early")
        #expect(design.equivalentSuccess.from < 0.852 && abs(design.equivalentSuccess.below - 0.9227) < 1e-4)
    }

    @Test func `a flat prior by hand`() throws {
        // Four patients, p₀ = ½, success above 0.8: P(p > ½ | 3 of 4) = 26/32, so r = 3. After two with one event the rest is 0, 1, 2 with
        // Beta(2, 2): (3, 4, 3)/10, so PP = 3/10; with two events Beta(3, 1): (1, 3, 6)/10, PP = 9/10; with none it is 0.
        let design = try PredictiveProbabilityDesign(
            prior: BetaPrior(alpha: 1, beta: 1), null: 0.5, success: 0.8, futility: 0.35, efficacy: 0.85,
            schedule: LookSchedule(looks: [2], maximum: 4))
        #expect(design.successAt == 3)
        for (events, expected) in [(0, 0), (1, 0.3), (2, 0.9)] {
            expectClose(
                try design.predictiveProbability(events: events, of: 2), expected, relative: 1e-14, "\(events)")
        }
        #expect(design.looks[0].stopAtMost == 1 && design.looks[0].stopAt == 2)
        let found = try design.operatingCharacteristics(rate: 0.5)
        expectClose([found.stopForMany, found.expectedSubjects], [0.25, 2], relative: 1e-15, "all stop at 2")
    }

    @Test func `counts to come add up and have the mean of the belief`() throws {
        for (a, b, m) in [(0.3, 0.7, 12), (1, 1, 40), (200, 3, 75), (1e-3, 5, 2000)] as [(Double, Double, Int)] {
            let counts = BetaBinomialCounts(subjects: m, belief: try BetaPrior(alpha: a, beta: b)).probabilities
            let mean = counts.enumerated().map { Double($0.offset) * $0.element }.reduce(0, +)
            expectClose(counts.reduce(0, +), 1, relative: 1e-13, "sum")
            expectClose(mean, Double(m) * a / (a + b), relative: 1e-12, "mean")
        }
    }

    @Test func `each patient leaves the predictive probability where it is on average`() throws {
        let design = try PredictiveProbabilityDesign(
            prior: BetaPrior(alpha: 0.4, beta: 0.9), null: 0.3, success: 0.9, futility: 0.02,
            schedule: LookSchedule(cohort: 5, maximum: 60))
        for (x, n) in [(0, 0), (3, 9), (12, 30), (20, 59)] {
            let next = design.prior.posterior(events: x, of: n).mean
            let later =
                try next * design.predictiveProbability(events: x + 1, of: n + 1) + (1 - next)
                * design.predictiveProbability(events: x, of: n + 1)
            expectClose(later, try design.predictiveProbability(events: x, of: n), relative: 1e-11, "\(x) of \(n)")
        }
    }

    @Test func `bad input says what and why`() throws {
        let prior = try BetaPrior(alpha: 1, beta: 1)
        let looks = try LookSchedule(cohort: 2, maximum: 6)
        func words(_ null: Double, _ success: Double, _ futility: Double, _ efficacy: Double) -> String {
            do throws(StatisticsError) {
                _ = try PredictiveProbabilityDesign(
                    prior: prior, null: null, success: success, futility: futility, efficacy: efficacy, schedule: looks)
                return "no error"
            } catch { return error.description }
        }
        #expect(words(1, 0.9, 0.1, 1).contains("null is 1"))
        #expect(words(0.5, 0.9999, 0.1, 1).contains("success is 0.9999, which 6 events of 6 do not reach"))
        #expect(words(0.5, 0.9, 1, 1).contains("futility is 1"))
        #expect(words(0.5, 0.9, 0.3, 0.2).contains("efficacy is 0.2"))
        #expect(throws: StatisticsError.self) {
            try PredictiveDesignSearch(null: 0.4, alternative: 0.2, alpha: 0.1, power: 0.9, sizes: 20...30, first: 5)
        }
        #expect(throws: StatisticsError.self) {
            try PredictiveDesignSearch(null: 0.2, alternative: 0.4, alpha: 0.1, power: 0.9, sizes: 20...30, first: 20)
        }
    }
}
