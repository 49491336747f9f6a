import TrialFigures
import TrialStatistics

/// The looks of a number of events: when, and where the trial stops.
struct EventLooks {
    /// One look.
    struct Row: Encodable, Sendable {
        let fraction, events: Double
        let upperZ, futilityZ: Double?
        /// On the critical values, by the variance under the null hypothesis.
        let upperHazardRatio, futilityHazardRatio: Double?
    }

    let rows: [Row]

    /// Nil where there is a single analysis.
    init?(_ answer: EventsPower.Answer, ratio: TwoArmRatio, aim: HazardRatioAim) {
        guard let design = answer.sequential,
            let scale = try? HazardRatioScale(events: answer.events, ratio: ratio.ratio)
        else { return nil }
        let margin = aim.single ?? 1
        // A ratio above its margin is to be shown above it, and Z is large there.
        let sign: Double = answer.hazardRatio > margin ? -1 : 1
        func onRatio(_ z: Double?, _ fraction: Double) -> Double? {
            z.flatMap { scale.hazardRatio(z: sign * $0, fraction: fraction) }.map { margin * $0 }
        }
        rows = design.looks.map {
            Row(
                fraction: $0.fraction, events: $0.fraction * answer.events, upperZ: $0.upperZ, futilityZ: $0.futilityZ,
                upperHazardRatio: onRatio($0.upperZ, $0.fraction),
                futilityHazardRatio: onRatio($0.futilityZ, $0.fraction))
        }
    }

    var section: DesignAnswer.Section {
        func four(_ value: Double?) -> String { value.map { NumberText.fixed($0, decimals: 4) } ?? "–" }
        return .init(
            "Looks",
            [
                .table(
                    "Looks", ["fraction", "events", "z efficacy", "hazard ratio", "z futility", "hazard ratio"],
                    rows.map {
                        [
                            NumberText.exact($0.fraction), SizeText.one($0.events), four($0.upperZ),
                            four($0.upperHazardRatio), four($0.futilityZ), four($0.futilityHazardRatio),
                        ]
                    }, remarks: ["Hazard ratios by the variance under the null hypothesis."])
            ])
    }
}
