import ArgumentParser
import TrialAnalysis
import TrialReports
import TrialStatistics

/// The options of several hypotheses with a graph.
struct HypothesisFamilyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A hypothesis and its looks, NAME=Z@INFORMATION,…/PLANNED; - for an analysis without a look.",
            valueName: "looks"))
    var hypothesis: [HypothesisOption] = []

    @Option(help: ArgumentHelp("A spending function of its own, NAME=hsd:-4; repeatable.", valueName: "name"))
    var spendingOf: [NamedSpending] = []

    @Option(help: ArgumentHelp("The share of the level of each; all for the first by default.", valueName: "weights"))
    var weights: NumberList?

    @Option(help: ArgumentHelp("The arrows: a row for each; each to the next by default.", valueName: "rows"))
    var transitions: NumberRows?

    @Flag(help: "A level that grows calls up earlier looks again.")
    var retestEarlierLooks = false

    var isAsked: Bool { !hypothesis.isEmpty }

    /// The options that were given.
    var given: [String] {
        [
            ("--hypothesis", !hypothesis.isEmpty), ("--spending-of", !spendingOf.isEmpty),
            ("--weights", weights != nil),
            ("--transitions", transitions != nil), ("--retest-earlier-looks", retestEarlierLooks),
        ].filter(\.1).map(\.0)
    }

    func decision(_ level: MonitoringLevelOptions, _ seen: [EndpointOptions.Seen]) throws -> MonitoringAnswer {
        if level.twoSided {
            throw Refusal(description: "--two-sided: error: hypotheses over several looks are tested on one side.")
        }
        let names = names(seen)
        if let stray = spendingOf.first(where: { !names.contains($0.name) }) {
            throw Refusal(description: "--spending-of: error: there is no hypothesis \(stray.name).")
        }
        // A look in the data is one of the analysis after those on the command line.
        let analysis = hypothesis.map(\.looks.count).max() ?? 0
        return try MonitoringNames.refusing { () throws(StatisticsError) in
            var hypotheses: [SequentialHypothesis] = []
            for name in names { hypotheses.append(try family(name, level, seen, analysis)) }
            let answer = try SequentialGraphProcedure(
                hypotheses, graph: try graph(names.count), alpha: level.alpha,
                earlierLooks: retestEarlierLooks ? .retested : .notRetested)
            return MonitoringAnswer(HypothesesAnswer(answer).answer, decision: answer.decision)
        }
    }

    /// The hypotheses in their order: those of the command line, then those of the data alone.
    private func names(_ seen: [EndpointOptions.Seen]) -> [String] {
        (hypothesis.map(\.name) + seen.map(\.name)).reduce(into: []) { names, name in
            if !names.contains(name) { names.append(name) }
        }
    }

    private func family(
        _ name: String, _ level: MonitoringLevelOptions, _ seen: [EndpointOptions.Seen], _ analysis: Int
    ) throws(StatisticsError) -> SequentialHypothesis {
        let given = hypothesis.filter { $0.name == name }
        guard given.count <= 1 else { throw MonitoringNames.fault("hypothesis", "names \(name) twice") }
        let data = seen.first { $0.name == name }
        var looks: [SequentialHypothesis.Look] = []
        for (index, look) in (given.first?.looks ?? []).enumerated() {
            if let look { looks.append(.init(analysis: index, information: look.information, z: look.z)) }
        }
        if let data { looks.append(.init(analysis: analysis, information: data.events, z: data.z)) }
        let reached = data?.planned == .reached
        return try SequentialHypothesis(
            name, spending: try level.function(spendingOf.first { $0.name == name }?.shape),
            maximumInformation: given.first?.planned ?? data.map { $0.planned.amount(reached: $0.events) } ?? 1,
            looks: looks, isLast: reached ? true : nil)
    }

    private func graph(_ count: Int) throws(StatisticsError) -> MultiplicityGraph {
        guard weights != nil || transitions != nil else { return try .fixedSequence(count) }
        if let given = weights?.numbers.count, given != count {
            throw .option("weights", "has \(given) numbers; expected \(count), one for each hypothesis")
        }
        let weights = weights?.numbers ?? (0..<count).map { $0 == 0 ? 1 : 0 }
        if let transitions { return try MultiplicityGraph(weights: weights, transitions: transitions.rows) }
        return try .fallback(weights: weights)
    }
}

/// A hypothesis with its looks, as the command line writes it: `PFS=2.1@118,-,2.5@180/235`.
struct HypothesisOption: ExpressibleByArgument {
    let name: String
    /// A look for each analysis; nil where there was none.
    let looks: [(z: Double, information: Double)?]
    let planned: Double?

    init?(argument: String) {
        guard let equals = argument.lastIndex(of: "="), equals != argument.startIndex else { return nil }
        name = String(argument[..<equals])
        let parts = argument[argument.index(after: equals)...].split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2 else { return nil }
        planned = parts.count == 2 ? Double(parts[1].trimmingSpaces) : nil
        if parts.count == 2, !(planned ?? 0 > 0) { return nil }
        var looks: [(z: Double, information: Double)?] = []
        for text in parts[0].split(separator: ",", omittingEmptySubsequences: false) {
            if text.trimmingSpaces == "-" {
                looks.append(nil)
                continue
            }
            let numbers = text.split(separator: "@", omittingEmptySubsequences: false).map { Double($0.trimmingSpaces) }
            guard numbers.count == 2, let z = numbers[0], let information = numbers[1] else { return nil }
            looks.append((z, information))
        }
        self.looks = looks
    }
}

/// How one hypothesis spends its level: `OS=hsd:-4`.
struct NamedSpending: ExpressibleByArgument {
    let name: String
    let shape: BoundaryShape

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex,
            let shape = BoundaryShape(name: String(argument[argument.index(after: equals)...]))
        else { return nil }
        name = String(argument[..<equals])
        self.shape = shape
    }
}
