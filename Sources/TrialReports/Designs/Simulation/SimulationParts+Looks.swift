import TrialFigures
import TrialStatistics

extension SimulationParts {
    /// The most truths beside each other in a table.
    private static let mostColumns = 6

    /// The looks of each rule: what part of the trials ends there, in a table for each group of truths where they are many.
    var looks: [DesignAnswer.Section] {
        shard.design.monitors.enumerated().map { index, monitor in
            let tables = groups.map { group in
                let what = group.name.isEmpty ? "" : ", \(group.name)"
                return DesignAnswer.Block.table(
                    "Trials that end at a look of \(monitor.name)\(what) (with Monte Carlo error)",
                    ["look"] + group.members.map { all[$0].truth.name }, rows(of: index, group.members))
            }
            return DesignAnswer.Section("Looks: \(monitor.name)", tables)
        }
    }

    /// The truths that stand in one table.
    private var groups: [(name: String, members: [Int])] {
        guard all.count > Self.mostColumns else { return [("", Array(all.indices))] }
        var groups: [(name: String, members: [Int])] = []
        for (index, one) in all.enumerated() {
            if let last = groups.last, last.name == one.truth.group, last.members.count < Self.mostColumns {
                groups[groups.count - 1].members.append(index)
            } else {
                groups.append((one.truth.group, [index]))
            }
        }
        return groups
    }

    private func rows(of monitor: Int, _ members: [Int]) -> [[String]] {
        let columns = members.map { all[$0].looks(of: monitor) }
        var labels: [String] = []
        for look in columns.max(by: { $0.count < $1.count }) ?? [] { labels.append(look.label) }
        for look in columns.joined() where !labels.contains(look.label) { labels.append(look.label) }
        let final = Set(columns.joined().filter(\.isFinal).map(\.label))
        return labels.map { label in
            [final.contains(label) && !label.contains("time ") ? label + " or end of follow-up" : label]
                + zip(members, columns).map { member, looks in
                    let count = looks.first { $0.label == label }?.stops.reduce(0) { $0 + $1.probability.count } ?? 0
                    return Self.text(SimulatedProbability(count: count, of: all[member].replicates))
                }
        }
    }
}
