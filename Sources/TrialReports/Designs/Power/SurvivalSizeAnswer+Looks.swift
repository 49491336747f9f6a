import TrialFigures
import TrialStatistics

extension SurvivalSizeAnswer {
    /// One look: its events and date, boundary, and the probability to stop there.
    struct LookRow: Encodable, Sendable {
        let fraction: Double
        let events: Double
        let time: Double
        let entered: Double
        let upperZ, lowerZ, futilityZ: Double?
        /// On the critical values, by the events and the variance under the null hypothesis.
        let upperHazardRatio, futilityHazardRatio: Double?
        /// The average hazard ratio expected at the look, where it changes.
        let averageHazardRatio: Double?
        let stopUnderNull, stopUnderAlternative: Double
        /// The probability to have rejected by this look under the effect assumed.
        let power: Double
    }

    /// What is expected when the trial stops.
    struct Expectation: Sendable {
        let events, time, subjects, information: Double
    }

    var lookRows: [LookRow]? {
        guard let sequential = design.sequential, let drift = design.drift else { return nil }
        let (null, alternative) = (sequential.crossing(drift: 0), sequential.crossing(drift: drift))
        var power = 0.0
        return sequential.looks.enumerated().map { index, look in
            let time = design.lookTimes[index]
            let events = design.events(by: time)
            power += alternative.upper.byLook[index]
            return LookRow(
                fraction: look.fraction, events: events, time: time, entered: design.entered(by: time),
                upperZ: look.upperZ, lowerZ: look.lowerZ, futilityZ: look.futilityZ,
                upperHazardRatio: hazardRatio(look.upperZ, events),
                futilityHazardRatio: hazardRatio(look.futilityZ, events),
                averageHazardRatio: average.flatMap { _ in
                    (try? AverageHazardRatio(design.plan.trial, at: time))?.geometric
                },
                stopUnderNull: null.stopping[index], stopUnderAlternative: alternative.stopping[index], power: power)
        }
    }

    /// The hazard ratio with a Z at a number of events; weighted statistics have none.
    private func hazardRatio(_ z: Double?, _ events: Double) -> Double? {
        guard let z, let margin = design.plan.aim.single, !design.plan.formula.isWeighted,
            let scale = try? HazardRatioScale(events: events, ratio: design.plan.trial.ratio.ratio)
        else { return nil }
        let assumed = design.plan.trial.constantRatio ?? average?.geometric ?? margin
        return scale.hazardRatio(z: assumed > margin ? -z : z, fraction: 1).map { margin * $0 }
    }

    /// What is expected when the trial stops, under the null and under the alternative hypothesis.
    ///
    /// Looks stand at numbers of events, which come at other dates without an effect.
    var expected: (null: Expectation, alternative: Expectation)? {
        guard let sequential = design.sequential, let drift = design.drift else { return nil }
        let events = design.lookTimes.map(design.events(by:))
        let nullTimes = zip(design.lookTimes, events).map { time, events in
            design.timeUnderNull(ofEvents: events) ?? time
        }
        func expectation(_ drift: Double, _ times: [Double]) -> Expectation {
            let crossing = sequential.crossing(drift: drift)
            func mean(_ values: [Double]) -> Double {
                zip(values, crossing.stopping).reduce(0) { $0 + $1.0 * $1.1 }
            }
            return Expectation(
                events: mean(events), time: mean(times), subjects: mean(times.map(design.entered(by:))),
                information: crossing.expectedInformation)
        }
        return (expectation(0, nullTimes), expectation(drift, design.lookTimes))
    }

    var looks: DesignAnswer.Section? {
        guard let rows = lookRows, let expected else { return nil }
        func four(_ value: Double?) -> String { value.map { NumberText.fixed($0, decimals: 4) } ?? "–" }
        let isAveraged = rows.contains { $0.averageHazardRatio != nil }
        let hasLower = rows.contains { $0.lowerZ != nil }
        let hasFutility = rows.contains { $0.futilityZ != nil }
        let calendar = DesignAnswer.Block.table(
            "When the looks are expected",
            ["look", "fraction", "events", "time", "entered"] + (isAveraged ? ["average hazard ratio"] : []),
            rows.enumerated().map { index, row in
                [
                    String(index + 1), NumberText.exact(row.fraction), SizeText.one(row.events), SizeText.one(row.time),
                    SizeText.one(row.entered),
                ] + (isAveraged ? [four(row.averageHazardRatio)] : [])
            })
        let boundary = DesignAnswer.Block.table(
            "What stops the trial",
            ["look", "z efficacy", "hazard ratio"] + (hasFutility ? ["z futility", "hazard ratio"] : [])
                + (hasLower ? ["z lower"] : []) + ["stop H0", "stop H1", "power so far"],
            rows.enumerated().map { index, row in
                [String(index + 1), four(row.upperZ), four(row.upperHazardRatio)]
                    + (hasFutility ? [four(row.futilityZ), four(row.futilityHazardRatio)] : [])
                    + (hasLower ? [four(row.lowerZ)] : [])
                    + [
                        SizeText.percent(row.stopUnderNull), SizeText.percent(row.stopUnderAlternative),
                        SizeText.percent(row.power),
                    ]
            },
            remarks: ["Hazard ratios by the events and the variance under the null hypothesis."])
        let stops = [("without an effect (H0)", expected.null), ("with the effect assumed (H1)", expected.alternative)]
        let means = DesignAnswer.Block.table(
            "Expected when the trial stops", ["", "events", "time", "subjects", "information"],
            stops.map { name, stop in
                [
                    name, SizeText.one(stop.events), SizeText.one(stop.time), SizeText.one(stop.subjects),
                    SizeText.ratio(stop.information),
                ]
            }, wordColumns: [0], remarks: ["Looks stand at their events, whose dates differ under the two hypotheses."])
        return .init("Looks", [calendar, boundary, means])
    }
}
