import TrialNumerics

/// One simulated trial: who entered when, in which arm, and what becomes known of each patient at which time.
///
/// A ``TrialMonitor`` asks it what is known at a look. Everything is drawn beforehand, patients of later looks too; what is
/// not known yet at a time is not told.
public struct VirtualTrial {
    /// Calendar times of entry, ascending.
    var entries: [Double]
    var arms: [Int32]
    var strata: [Int32]
    var first: EndpointRecord
    var death: EndpointRecord
    /// By number of patients from the first on, how many have a toxicity; one element more than patients.
    var toxicities: [Int]
    /// The same for responses.
    var responses: [Int]
    /// The doses of a trial that looks for one.
    var doses: DoseCourse
    /// By patient, when toxicity and response of all up to this one are known.
    var evaluated: [Double]
    /// When the last patient's follow-up ends, or when nothing more can become known.
    public internal(set) var end = 0.0
    let visitInterval: Double?
    let armCount: Int
    let stratumCount: Int

    init(conduct: TrialConduct, truth: TrialTruth) {
        let count = conduct.subjects
        entries = [Double](repeating: 0, count: count)
        arms = [Int32](repeating: 0, count: count)
        strata = arms
        first = EndpointRecord(count: count)
        death = EndpointRecord(count: truth.hasDeaths ? count : 0)
        toxicities = [Int](repeating: 0, count: count + 1)
        responses = toxicities
        let rates = truth.arms[0].doseToxicity
        doses = DoseCourse(subjects: rates.isEmpty ? 0 : count, rates: rates)
        evaluated = entries
        visitInterval = conduct.visitInterval
        armCount = conduct.allocation.count
        stratumCount = truth.strata.count
    }

    /// The most patients.
    public var subjects: Int { entries.count }

    /// How many patients have entered by a time.
    public func entered(by time: Double) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle] <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The time at which the last patient enters, if the trial is not stopped before.
    public var accrualEnd: Double { entries.last ?? 0 }

    /// When the d-th event of an endpoint becomes known; nil where the trial ends before.
    public func date(ofEvent number: Int, of endpoint: TimedEndpoint = .first) -> Double? {
        let dates = record(endpoint).eventDates
        return number >= 1 && number <= dates.count ? dates[number - 1] : nil
    }

    /// How many patients of an arm, or of all, have an event that is known by a time.
    public func events(by time: Double, of endpoint: TimedEndpoint = .first) -> Int {
        let record = record(endpoint)
        var count = 0
        for index in 0..<entered(by: time) where record.isEvent[index] && record.known[index] <= time { count += 1 }
        return count
    }

    /// The events d and the total time on test T of an endpoint that are known at a time.
    ///
    /// With visits, a patient counts to the last visit, as nothing is known of progression since.
    public func timeOnTest(by time: Double, of endpoint: TimedEndpoint = .first) -> (events: Int, total: Double) {
        let record = record(endpoint)
        let interval = endpoint == .first ? visitInterval : nil
        var (events, total) = (0, 0.0)
        for index in 0..<entered(by: time) {
            if record.known[index] <= time {
                total += record.exit[index]
                events += record.isEvent[index] ? 1 : 0
            } else {
                total += Self.seen(time - entries[index], interval)
            }
        }
        return (events, total)
    }

    /// How many of the first patients have a toxicity or a response.
    public func count(of endpoint: CountedEndpoint, among number: Int) -> Int {
        switch endpoint {
        case .toxicity: toxicities[number]
        case .response: responses[number]
        }
    }

    /// When toxicity and response of the first patients are known; nil where the trial ends before.
    public func evaluation(of number: Int) -> Double? {
        guard number >= 1, number <= evaluated.count, evaluated[number - 1] <= end else { return nil }
        return evaluated[number - 1]
    }

    func record(_ endpoint: TimedEndpoint) -> EndpointRecord { endpoint == .first ? first : death }

    /// The last visit by a time since entry, or the time itself where there are no visits.
    @inline(__always)
    static func seen(_ followUp: Double, _ interval: Double?) -> Double {
        guard let interval else { return followUp }
        // A visit on the day itself counts, whatever the rounding of the subtraction of dates.
        return (followUp / interval + visitSlack).rounded(.down) * interval
    }

    /// The first visit at or after a time since entry.
    @inline(__always)
    static func nextVisit(_ time: Double, _ interval: Double) -> Double {
        (time / interval - visitSlack).rounded(.up) * interval
    }

    private static let visitSlack = 1e-9
}

/// An endpoint of a virtual trial that patients have or have not.
public enum CountedEndpoint: String, Sendable, Hashable, Codable, CaseIterable {
    /// A toxicity within its window.
    case toxicity
    /// A response.
    case response
}
