import TrialFigures
import TrialStatistics

/// What a rule on times to an event said at each look of a trial.
struct EventTimeHistory {
    /// A look, and what the rule says there.
    struct Moment {
        let look: EventTimeLook
        let probability: Double?
        let decision: MonitoringDecision
    }

    let moments: [Moment]

    init(_ moments: [Moment]) { self.moments = moments }

    /// The table of the looks, where there are several.
    var blocks: [DesignAnswer.Block] {
        guard moments.count > 1 else { return [] }
        let rows = moments.enumerated().map { index, one in
            [
                one.look.day?.description ?? String(index + 1), one.look.subjects.map(String.init) ?? "–",
                String(one.look.events), NumberText.fixed(one.look.totalTime, decimals: 1),
                one.probability.map { NumberText.fixed($0, decimals: 4) } ?? "–", one.decision.words,
            ]
        }
        return [
            .table(
                "The decision at each look", ["look", "subjects", "events", "total time", "probability", "decision"],
                rows, wordColumns: [5])
        ]
    }

    /// That the rule had said stop before.
    var earlierStop: String? {
        guard let index = moments.dropLast().firstIndex(where: { $0.decision.stops }) else { return nil }
        let when = moments[index].look.day.map { "on \($0)" } ?? "at look \(index + 1)"
        return "The rule said stop \(when) already; what came after is shown as if the trial had gone on."
    }

    /// The looks for programs.
    var json: [RuleReadingJSON.Look] {
        moments.map { one in
            .init(
                asOf: Nullable(one.look.day?.description), subjects: Nullable(one.look.subjects),
                events: one.look.events, totalTime: Nullable(one.look.totalTime),
                probability: Nullable(one.probability), decision: one.decision.rawValue)
        }
    }
}
