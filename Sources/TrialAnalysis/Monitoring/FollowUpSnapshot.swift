import TrialStatistics
import TrialValues

/// What is known of the subjects of a trial on a day: events and total time on test.
public struct FollowUpSnapshot: Sendable {
    /// The day; nil for all that the data hold.
    public let day: Day?
    /// The times from entry, in the unit of the data.
    public let times: [Double]
    /// Whether each ended with the event.
    public let hasEvent: [Bool]
    /// Subjects who had not entered yet.
    public let notEntered: Int
    /// Subjects without an event of whom nothing was heard for longer than is allowed.
    public let stale: Int

    /// The subjects who had entered.
    public var subjects: Int { times.count }
    /// Those with an event.
    public var events: Int { hasEvent.count(where: \.self) }
    /// The follow-up of all subjects, added up.
    public var totalTime: Double { times.reduce(0, +) }

    /// The events and times by pieces of follow-up.
    public func exposure(cuts: [Double]) throws(StatisticsError) -> PiecewiseExposure {
        try PiecewiseExposure(times: times, events: hasEvent, cuts: cuts)
    }
}

extension FollowUp {
    /// All that the data hold.
    public var whole: FollowUpSnapshot {
        FollowUpSnapshot(
            day: nil, times: subjects.map(\.time), hasEvent: subjects.map(\.hasEvent), notEntered: 0, stale: 0)
    }

    /// What was known on a day; nil where no column says when subjects entered.
    public func asOf(_ day: Day) -> FollowUpSnapshot? {
        guard !subjects.contains(where: { $0.entry == nil }) else { return nil }
        var times: [Double] = []
        var hasEvent: [Bool] = []
        var (notEntered, stale) = (0, 0)
        for subject in subjects {
            guard let entry = subject.entry, entry <= day else {
                notEntered += 1
                continue
            }
            let moment = unit.moment(after: subject.time, from: entry, asOf: day)
            times.append(moment.time)
            hasEvent.append(subject.hasEvent && moment.isOver)
            let silence = Double(day - entry) / unit.days - subject.time
            if !subject.hasEvent, silence > self.stale { stale += 1 }
        }
        return FollowUpSnapshot(day: day, times: times, hasEvent: hasEvent, notEntered: notEntered, stale: stale)
    }

    /// The looks every so often from the first entry until a day, each with what was known then.
    ///
    /// The first look is one interval after the first entry; a last one stands at the day itself.
    public func looks(every interval: Double, until day: Day) -> [FollowUpSnapshot] {
        guard let firstEntry, interval > 0 else { return [] }
        var looks: [FollowUpSnapshot] = []
        var number = 1.0
        while let next = firstEntry.adding(days: Int((number * interval * unit.days).rounded())), next < day,
            number <= 10_000
        {
            if let look = asOf(next) { looks.append(look) }
            number += 1
        }
        return looks + [asOf(day)].compactMap(\.self)
    }
}
