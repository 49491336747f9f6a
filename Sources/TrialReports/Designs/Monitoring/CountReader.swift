import TrialFigures
import TrialStatistics

/// What was counted, against a boundary on counts: the decision at each look so far, what the next look asks, the figure.
struct CountReader {
    /// A count of subjects with the events among them.
    typealias Count = (subjects: Int, events: Int)

    let boundary: BinaryBoundary
    let name: String
    let seen: Count
    /// What was seen at the looks of the protocol, where that is known.
    let looks: [Count]
    let decide: (Count) -> MonitoringDecision
    /// Regions of the figure: many events, few events.
    let regions: (many: String, few: String)

    /// A reader.
    ///
    /// - Parameter path: what was seen subject by subject.
    init(
        _ boundary: BinaryBoundary, name: String, seen: Count, path: [Count],
        regions: (many: String, few: String) = ("Stop: too many", "Stop: too few"),
        decide: @escaping (Count) -> MonitoringDecision
    ) {
        self.boundary = boundary
        self.name = name
        self.seen = seen
        self.decide = decide
        self.regions = regions
        looks = path.filter { one in boundary.looks.contains { $0.subjects == one.subjects } }
    }

    /// "5 events among 8 subjects".
    var words: String { "\(String(seen.events).counting("event")) among \(String(seen.subjects).counting("subject"))" }

    /// Table and figure.
    var blocks: [DesignAnswer.Block] { (looks.isEmpty ? [] : [history]) + [figure] }

    private func bound(_ count: Count) -> String {
        guard let look = boundary.looks.first(where: { $0.subjects == count.subjects }) else { return "no look" }
        let bounds = [look.stopAt.map { "≥ \($0)" }, look.stopAtMost.map { "≤ \($0)" }].compactMap(\.self)
        return bounds.isEmpty ? "none" : bounds.joined(separator: ", ")
    }

    private var history: DesignAnswer.Block {
        .table(
            "The decision at each look", ["subjects", "events", "stop at", "decision"],
            looks.map { [String($0.subjects), String($0.events), bound($0), decide($0).words] }, wordColumns: [3])
    }

    /// The next look and its bounds.
    var nextLook: String? {
        boundary.looks.first { $0.subjects > seen.subjects }.map { look in
            let bounds = [look.stopAt.map { "\($0) or more" }, look.stopAtMost.map { "\($0) or fewer" }].compactMap(
                \.self)
            return "the next look is at \(look.subjects) subjects, where "
                + (bounds.isEmpty ? "no count stops" : bounds.joined(separator: " and ") + " stop")
        }
    }

    /// That the rule had said stop at an earlier look.
    var earlierStop: String? {
        looks.dropLast(looks.last?.subjects == seen.subjects ? 1 : 0).first { decide($0).stops }.map {
            "The rule said stop after \($0.subjects) subjects already, with \(String($0.events).counting("event"))."
        }
    }

    /// That the protocol has no look at this number of subjects.
    var offLook: String? {
        guard !boundary.looks.contains(where: { $0.subjects == seen.subjects }) else { return nil }
        if seen.subjects > boundary.maximum {
            return
                "The trial has over-run: \(seen.subjects) subjects are more than its \(boundary.maximum). No look is left; the rule is read as if it had one."
        }
        let (shown, rest) = (boundary.looks.prefix(30).map { String($0.subjects) }, boundary.looks.count - 30)
        return
            "The protocol has no look at \(String(seen.subjects).counting("subject")); the rule is read as if it had. Its looks: \(shown.joined(separator: ", "))\(rest > 0 ? " and \(rest) more" : "")."
    }

    /// What was seen at each look, for programs.
    func json(_ probability: (Count) -> Double?) -> [RuleReadingJSON.Look] {
        looks.map {
            .init(
                asOf: Nullable(nil), subjects: Nullable($0.subjects), events: $0.events, totalTime: Nullable(nil),
                probability: Nullable(probability($0)), decision: decide($0).rawValue)
        }
    }

    private var figure: DesignAnswer.Block {
        var options = StoppingBoundaryFigure.Options()
        options.eventTitle = name
        options.subjectTitle = "Subjects"
        options.manyText = regions.many
        options.fewText = regions.few
        options.identifier = String(RuleReading.file(name).prefix { $0 != "." })
        let path = (looks.last.map { $0 == seen } ?? false) ? looks : looks + [seen]
        let figure = StoppingBoundaryFigure(
            boundary, path: path.map { .init(subjects: $0.subjects, events: $0.events) }, options: options)
        return .figure(
            .init(
                name: RuleReading.file(name), svg: figure.svg, title: "Stopping boundary of \(name)",
                caption:
                    "Events against subjects seen; counts in a shaded region stop the trial. The line is what was seen."
            ))
    }
}
