import TrialFigures
import TrialStatistics

/// The figure of a simulation: how often trials stop and reject, how large and how long they are, against the truth.
struct SimulationFigure {
    let figure: OperatingCharacteristicsFigure

    /// - Throws: what the figure refuses, which values of a simulation never are.
    init(_ shard: SimulationShard, _ all: [OperatingCharacteristics]) throws(StatisticsError) {
        var options = OperatingCharacteristicsFigure.Options()
        options.truthTitle = shard.truths.first.map(\.axis) ?? "Truth"
        let groups = Self.groups(all)
        func series(
            _ label: String, _ point: (OperatingCharacteristics) -> OperatingCharacteristicsFigure.Point
        ) -> [OperatingCharacteristicsFigure.Series] {
            groups.map { group in
                let name = [label, groups.count > 1 ? group.name : ""].filter { !$0.isEmpty }.joined(separator: ", ")
                return .init(name, points: group.members.map(point).sorted { $0.truth < $1.truth })
            }
        }
        var probabilities = series("stop early") { .init(truth: $0.truth.value, $0.stop) }
        for (index, monitor) in shard.design.monitors.enumerated() {
            for (hypothesis, name) in monitor.hypotheses.enumerated() {
                probabilities += series("rejects \(name)") {
                    .init(truth: $0.truth.value, $0.rejection(of: hypothesis, by: index))
                }
            }
        }
        figure = try OperatingCharacteristicsFigure(
            panels: [
                .init("Probability", isProbability: true, series: probabilities),
                .init("Subjects, mean", series: series("") { .init(truth: $0.truth.value, $0.subjects) }),
                .init("Duration, mean (months)", series: series("") { .init(truth: $0.truth.value, $0.duration) }),
            ], options: options)
    }

    /// The truths that differ along the axis only, together.
    private static func groups(
        _ all: [OperatingCharacteristics]
    ) -> [(name: String, members: [OperatingCharacteristics])] {
        var groups: [(name: String, members: [OperatingCharacteristics])] = []
        for one in all {
            if let index = groups.firstIndex(where: { $0.name == one.truth.group }) {
                groups[index].members.append(one)
            } else {
                groups.append((one.truth.group, [one]))
            }
        }
        return groups
    }
}
