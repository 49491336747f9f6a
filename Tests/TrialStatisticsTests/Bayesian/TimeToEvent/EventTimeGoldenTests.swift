import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Monitors of times to an event · Golden")
struct EventTimeGoldenTests {
    @Test(arguments: try EventTimeCase.all("exceedance"))
    func `one time above another, as mpmath integrates`(_ one: EventTimeCase) throws {
        let p = try #require(one.parameters)
        let value = InverseGammaExceedance(
            try InverseGammaPrior(shape: p[0], scale: p[1], of: .median),
            over: try InverseGammaPrior(shape: p[2], scale: p[3], of: .median), by: p[4]
        ).value
        expectClose(value, one.value, relative: 0, absolute: 1e-12, one.testDescription)
    }

    @Test(arguments: try EventTimeCase.all("monitor"))
    func `probabilities and bounds, as SciPy finds them`(_ one: EventTimeCase) throws {
        let monitor = try one.monitor()
        let found = try #require(one.data).map { monitor.probability(events: Int($0[0]), totalTime: $0[1]) }
        expectClose(found, try #require(one.probabilities), relative: 1e-10, absolute: 1e-12, "probabilities")
        let events = try #require(one.events)
        expectClose(events.map { monitor.futilityRegion(events: $0).bound }, try bounds(one), relative: 1e-9, "bounds")
    }

    @Test(arguments: try EventTimeCase.all("monitor"))
    func `an efficacy rule with the same cut-off has the same bounds, turned over`(_ one: EventTimeCase) throws {
        let (futility, efficacy) = (try one.monitor(), try one.monitor(asEfficacy: true))
        for events in try #require(one.events) {
            switch (futility.futilityRegion(events: events), efficacy.efficacyRegion(events: events)) {
            case (.below(let a), .above(let b)), (.above(let a), .below(let b)): #expect(a == b)
            case (.none, .every), (.every, .none): break
            case (let futile, let efficient): Issue.record("\(futile) and \(efficient) with \(events) events")
            }
        }
    }

    @Test(arguments: try EventTimeCase.all("quantiles"))
    func `priors by quantiles, as SciPy solves them`(_ one: EventTimeCase) throws {
        let p = try #require(one.parameters)
        let prior = try InverseGammaPrior(quantiles: [(p[0], p[1]), (p[2], p[3])], of: .median)
        expectClose([prior.shape, prior.scale], try #require(one.shapes), relative: 1e-8, one.testDescription)
        expectClose(prior.quantile(p[2]), p[3], relative: 1e-10, "the second quantile")
    }

    @Test(arguments: try EventTimeCase.all("quantile"))
    func `quantiles, as SciPy finds them`(_ one: EventTimeCase) throws {
        let p = try #require(one.parameters)
        let prior = try InverseGammaPrior(shape: p[0], scale: p[1], of: .mean)
        expectClose(prior.quantile(p[2]), one.value, relative: 1e-10, one.testDescription)
    }

    /// SciPy's bound is absent where its probability does not cross the cut-off at any time.
    private func bounds(_ one: EventTimeCase) throws -> [Double?] { try #require(one.bounds) }
}
