import TrialAnalysis
import TrialFigures
import TrialValues

/// A moment at which a rule on times to an event is asked.
public struct EventTimeLook: Sendable {
    /// The day, where looks stand on days.
    public let day: Day?
    /// The subjects who had entered, where that is known.
    public let subjects: Int?
    /// The events.
    public let events: Int
    /// The follow-up of all subjects, added up.
    public let totalTime: Double
    /// The follow-up itself, where there are data of patients.
    public let snapshot: FollowUpSnapshot?

    /// A look by its sums.
    public init(events: Int, totalTime: Double) {
        day = nil
        subjects = nil
        self.events = events
        self.totalTime = totalTime
        snapshot = nil
    }

    /// A look at data of patients.
    public init(_ snapshot: FollowUpSnapshot) {
        day = snapshot.day
        subjects = snapshot.subjects
        events = snapshot.events
        totalTime = snapshot.totalTime
        self.snapshot = snapshot
    }

    var observation: TotalTimeFigure.Observation { .init(events: events, totalTime: totalTime) }

    /// "as of 2024-05-01, 5 events in 120 months of follow-up of 12 subjects".
    func words(_ unit: String) -> String {
        let who = subjects.map { " of " + String($0).counting("subject") } ?? ""
        let when = day.map { "As of \($0), " } ?? "After "
        return
            "\(when)\(String(events).counting("event")) in \(NumberText.measured(totalTime)) \(unit) of follow-up\(who)"
    }

    /// Follow-up that is too old to decide on.
    func staleNote(_ allowed: Double, _ unit: String) -> String? {
        guard let snapshot, snapshot.stale > 0 else { return nil }
        return
            "\(snapshot.stale) of \(snapshot.subjects) subjects are without an event and without news for more than \(NumberText.measured(allowed)) \(unit): their follow-up is stale, and total time too short. Update it before the decision is taken."
    }
}
