import TestSupport
import Testing
import TrialNumerics

@testable import TrialStatistics

private struct WeibullCase: Decodable, Sendable {
    let shape, scale, varianceLogScale, varianceLogShape, covariance: Double
}

/// Ten had the event, ninety are in follow-up; 200 units of time in all, λ = 10/200.
private func trial(lost: Int = 0) throws -> OngoingTrial {
    try OngoingTrial(
        entry: (0..<100).map { _ in 0 }, times: (0..<100).map { _ in 2 },
        status: (0..<100).map { $0 < 10 ? .event : $0 < 10 + lost ? .lost : .onStudy }, cut: 2)
}

@Suite struct EventPredictionTests {
    @Test func `without drop-out the exponential expects 10 + 90 (1 − exp(−λ(t − 2)))`() throws {
        let prediction = try EventPrediction(try trial(), target: 40, replicates: 500, seed: 1)
        expectClose(prediction.hazard.rates[0], 0.05, relative: 1e-14, "λ = 10/200")
        // 30 = 90 (1 − e^(−0.05 x)): x = 20 log(3/2).
        expectClose(prediction.expected, 2 + 20 * Elementary.logarithm(1.5), relative: 1e-10, "date")
        for point in prediction.curve {
            let expected = 10 + 90 * (1 - Elementary.exponential(-0.05 * (point.time - 2)))
            expectClose(point.expected, expected, relative: 1e-11, "E(\(point.time))")
            #expect(point.lower <= point.upper)
        }
    }

    @Test func `drop-out competes, and future subjects add rate ∫ F`() throws {
        // λ = 1/20, γ = 10/200 too: each of 80 in follow-up has the event first with probability ½ in the end.
        let prediction = try EventPrediction(
            try trial(lost: 10), target: 52, accrual: .init(subjects: 100, rate: 10), replicates: 200, seed: 1)
        let point = prediction.curve[30]
        let x = point.time - 2
        let present = 80 * 0.5 * (1 - Elementary.exponential(-0.1 * x))
        func area(_ t: Double) -> Double { 0.5 * (t - (1 - Elementary.exponential(-0.1 * t)) / 0.1) }
        let future = 10 * (area(x) - area(max(0, x - 10)))
        expectClose(point.expected, 10 + present + future, relative: 1e-10, "E(t)")
    }

    @Test func `the middle of the simulated dates is near the expectation, the same from the same seed`() throws {
        let prediction = try EventPrediction(try trial(lost: 3), target: 40, replicates: 4000, seed: 11)
        let (expected, median) = (try #require(prediction.expected), try #require(prediction.median))
        // The rate's uncertainty (10 events) skews the dates: they agree to a tenth of the way.
        #expect(abs(median - expected) < 0.1 * (expected - 2))
        let (lower, upper) = (try #require(prediction.limits.lower), try #require(prediction.limits.upper))
        #expect(lower < median && median < upper)
        let again = try EventPrediction(try trial(lost: 3), target: 40, replicates: 4000, seed: 11)
        #expect(again.median == prediction.median && again.limits == prediction.limits)
    }

    @Test func `a thousand times the data leave the chance of order statistics alone`() throws {
        // λ is known to 1/√n; the time to the first of two exponentials is exponential with 2λ.
        let n = 200_000
        let big = try OngoingTrial(
            entry: Array(repeating: 0, count: n + 2), times: Array(repeating: 2, count: n + 2),
            status: (0..<(n + 2)).map { $0 < n ? .event : .onStudy }, cut: 2)
        let prediction = try EventPrediction(big, target: n + 1, replicates: 20_000, seed: 3)
        // λ = n/(2(n + 2)) ≈ ½: the quantile p of the first event is −log(1 − p).
        let median = try #require(prediction.median) - 2
        #expect(abs(median - Elementary.logarithm(2)) < 4 * 0.5 / (20_000.0).squareRoot() / 0.5)
        let upper = try #require(prediction.limits.upper) - 2
        #expect(abs(upper + Elementary.logarithm(0.025)) < 0.25)
    }

    @Test func `one piece is the exponential, and a Weibull's pieces have its own increments`() throws {
        let one = try EventPrediction(try trial(), target: 30, shape: .piecewise(starts: [0]), replicates: 300, seed: 5)
        let exponential = try EventPrediction(try trial(), target: 30, replicates: 300, seed: 5)
        #expect(one.limits == exponential.limits && one.expected == exponential.expected)
        let weibull = EventTimeFit.Hazard.weibull(shape: 1.4, scale: 10)
        let pieces = weibull.pieces(until: 50)
        for time in [0.5, 3, 12.5, 50] {
            expectClose(pieces.integral(to: time), Elementary.power(time / 10, 1.4), relative: 2e-4, "Λ(\(time))")
        }
    }

    @Test func `a target beyond everybody is said, not guessed`() throws {
        let prediction = try EventPrediction(try trial(lost: 40), target: 90, replicates: 200, seed: 1)
        #expect(prediction.expected == nil && prediction.median == nil && prediction.limits == .notEstimable)
        #expect(prediction.reached == 0)
        func argument(_ body: () throws -> Void) -> String? {
            do { try body() } catch { return (error as? StatisticsError)?.argument }
            return nil
        }
        #expect(argument { _ = try EventPrediction(try trial(), target: 10, seed: 1) } == "target")
        #expect(argument { _ = try OngoingTrial(entry: [0], times: [1], status: [.onStudy]) } == "status")
        #expect(argument { _ = try OngoingTrial(entry: [0], times: [9], status: [.event], cut: 5) } == "times")
        #expect(
            argument { _ = try EventPrediction(try trial(), target: 30, shape: .piecewise(starts: [0, 5]), seed: 1) }
                == "pieces.starts")
    }

    @Test func `the Weibull and its information are survreg's`() throws {
        let golden = try Golden<WeibullCase>(named: "event-prediction")
        let one = try #require(golden.cases.first)
        let table = try golden.table("lung")
        let (times, status) = (try table.numbers("time"), try table.numbers("status"))
        let trial = try OngoingTrial(
            entry: times.map { _ in 0 }, times: times, status: status.map { $0 == 2 ? .event : .onStudy })
        let fit = try EventTimeFit(trial, .weibull)
        guard case .weibull(let shape, let scale) = fit.estimate else {
            Issue.record("not a Weibull")
            return
        }
        expectClose([shape, scale], [one.shape, one.scale], relative: golden.tolerance.relative, "shape, scale")
        // What is drawn has the variances and the covariance of the fit, to the error of 20,000 draws.
        var draws: [(Double, Double)] = []
        var stream = RandomStream(seed: 1, purpose: "draws")
        for _ in 0..<20_000 {
            guard case .weibull(let k, let b) = fit.draw(using: &stream) else { continue }
            draws.append((Elementary.logarithm(k / shape), Elementary.logarithm(b / scale)))
        }
        let n = Double(draws.count)
        #expect(abs(draws.reduce(0) { $0 + $1.0 * $1.0 } / n / one.varianceLogShape - 1) < 0.05)
        #expect(abs(draws.reduce(0) { $0 + $1.1 * $1.1 } / n / one.varianceLogScale - 1) < 0.05)
        let correlationError = 4 * (one.varianceLogScale * one.varianceLogShape / n).squareRoot()
        #expect(abs(draws.reduce(0) { $0 + $1.0 * $1.1 } / n - one.covariance) < correlationError)
    }
}
