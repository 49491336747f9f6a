import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/simulated-survival.json`.
struct SimulatedSurvivalCase: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let events, ratio: [Int]
    let control, hazardRatio, rate, dropOut: Double
    let subjects, iterations: Int
    let criticalValues, reject, analysisTime: [Double]
    let overallReject, expectedSubjects, duration: Double

    var testDescription: String { name }

    static let golden = Result { try Golden<SimulatedSurvivalCase>(named: "simulated-survival") }
}

@Suite("Simulation · Golden: rpact getSimulationSurvival")
struct SimulationGoldenTests {
    private static let replicates = 400

    @Test(arguments: try SimulatedSurvivalCase.golden.get().cases)
    func `rejections, times and sizes agree within the error of both`(_ one: SimulatedSurvivalCase) throws {
        var conduct = TrialConduct(
            subjects: one.subjects, accrual: try AccrualPattern(rates: [one.rate], arrivals: .even))
        conduct.allocation = one.ratio
        let rule = try LogRankMonitor(name: "OS", looks: .events(one.events), efficacy: one.criticalValues)
        let control = try EventTimeModel(median: one.control)
        let arms = try [control.changed(hazardRatio: one.hazardRatio), control].map { event in
            var arm = ArmTruth(event: event)
            arm.dropOut = try EventTimeModel(shareLost: one.dropOut, in: 12)
            return arm
        }
        let ours = try Simulation(
            try SimulatedTrial(conduct: conduct, monitors: [rule]),
            truths: [try TrialTruth(name: one.name, value: one.hazardRatio, arms: arms)],
            replicates: Self.replicates, seed: 33
        ).characteristics()[0]
        let looks = ours.looks(of: 0)
        for (look, theirs) in zip(looks, one.reject) {
            Self.expectNear(look.rejections[0].estimate, theirs, one.iterations, "rejection at \(look.label)")
        }
        Self.expectNear(ours.rejection().estimate, one.overallReject, one.iterations, "rejection")
        for (look, theirs) in zip(looks, one.analysisTime) {
            #expect(isClose(look.time, theirs, relative: 0.02), "\(look.label): \(look.time) for \(theirs)")
        }
        let sizeError = try #require(ours.subjects.standardError)
        let timeError = try #require(ours.duration.standardError)
        #expect(abs(ours.subjects.mean - one.expectedSubjects) <= 5 * sizeError + 1)
        #expect(abs(ours.duration.mean - one.duration) <= 5 * timeError)
    }

    /// Within four errors of the difference of two simulations.
    private static func expectNear(_ ours: Double, _ theirs: Double, _ iterations: Int, _ what: String) {
        let variance = theirs * (1 - theirs) * (1 / Double(replicates) + 1 / Double(iterations))
        #expect(abs(ours - theirs) <= 4 * variance.squareRoot() + 1e-12, "\(what): \(ours) for \(theirs)")
    }
}
