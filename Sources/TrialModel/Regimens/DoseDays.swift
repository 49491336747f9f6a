import TrialValues

/// The days of a cycle on which a drug is taken.
///
/// ```swift
/// DoseDays("1, 8, 15")!.times(ofCycle: 1, length: 28)               // [1: 1, 8: 1, 15: 1]
/// DoseDays("1-21 every other day")!.times(ofCycle: 1, length: 28)   // once on days 1, 3, 5, …, 21
/// DoseDays("1-14 twice daily")!.times(ofCycle: 1, length: 21)       // [1: 2, 2: 2, …, 14: 2]: 28 doses
/// ```
///
/// `daily` is every day of the cycle, whatever its length.
///
/// ## Edge cases
/// Every other day of a cycle with an odd number of days: the pattern begins anew with each cycle
/// (``Phase/cycle``, so that the last and the first day may both have a dose), or runs on (``Phase/continuous``).
/// It runs on over the days of cycles: a delay between two cycles moves it as it moves everything else.
public struct DoseDays: Sendable, Hashable, CustomStringConvertible {
    /// Days in a row, or every so many of them.
    public struct Stretch: Sendable, Hashable {
        /// The first day.
        public let first: Int
        /// The last day; the last of the cycle where it is `nil`.
        public let last: Int?
        /// The days from one dose to the next.
        public let step: Int
        /// How many doses each of the days has.
        public let times: Int

        init(first: Int, last: Int?, step: Int, times: Int = 1) {
            (self.first, self.last, self.step, self.times) = (first, last, step, times)
        }

        /// The days of a cycle, of which `past` days went before.
        func days(length: Int, past: Int) -> [Int] {
            let end = min(last ?? length, length)
            guard first <= end else { return [] }
            return (first...end).filter { (past + $0 - first) % step == 0 }
        }
    }

    /// Where a pattern of every so many days begins.
    public enum Phase: String, Sendable, Hashable, CaseIterable {
        /// Anew with each cycle.
        case cycle
        /// Once, in the first cycle.
        case continuous
    }

    /// The stretches, in the order of the text.
    public let stretches: [Stretch]
    /// Where a pattern of every so many days begins.
    public let phase: Phase

    init(_ stretches: [Stretch], phase: Phase = .cycle) {
        self.stretches = stretches
        self.phase = phase
    }

    /// The days that a text prints, such as `1-28`, `d1-21`, `1, 8, 15`, `daily`, `1-21 every other day`,
    /// `1-28 every 3 days` or `1-14 twice daily`; `nil` for anything else.
    public init?(_ text: String, phase: Phase = .cycle) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let stretches = parts.map { Stretch(String($0)) }
        guard !parts.isEmpty, !stretches.contains(where: { $0 == nil }) else { return nil }
        self.init(stretches.compactMap(\.self), phase: phase)
    }

    /// How many doses each day of a cycle has; days without a dose are left out.
    ///
    /// - Parameters:
    ///   - cycle: the number of the cycle, from 1.
    ///   - length: the days of a cycle.
    public func times(ofCycle cycle: Int, length: Int) -> [Int: Int] {
        let past = phase == .cycle ? 0 : (cycle - 1) * length
        var times: [Int: Int] = [:]
        for stretch in stretches {
            for day in stretch.days(length: length, past: past) { times[day] = stretch.times }
        }
        return times
    }

    /// The same days with another phase.
    func with(phase: Phase) -> DoseDays { DoseDays(stretches, phase: phase) }

    /// The last day that is named; `nil` where the days end with the cycle.
    var lastNamed: Int? { stretches.map { $0.last ?? $0.first }.max() }

    /// A day that stands twice.
    var twin: Int? {
        let longest = lastNamed ?? 1
        var seen: Set<Int> = []
        for stretch in stretches {
            let days = stride(
                from: stretch.first, through: max(stretch.first, stretch.last ?? longest), by: stretch.step)
            for day in days where !seen.insert(day).inserted { return day }
        }
        return nil
    }

    /// The days as a protocol prints them: `1-21 every other day`.
    public var description: String { stretches.map(\.description).joined(separator: ", ") }
}

extension DoseDays.Stretch: CustomStringConvertible {
    /// The stretch that a text prints.
    init?(_ text: String) {
        let pattern =
            #/(?i)\s*(?:days?\s*|d)?(\d{1,4})?(?:\s*(?:-|–|to)\s*d?(\d{1,4}))?\s*(daily|continuous|every other day|qod|every (\d{1,3}) days)?\s*(bid|tid|(?:once|twice|(?:three|four|\d{1,2}) times)\s+(?:daily|a day))?\s*/#
        guard let match = text.wholeMatch(of: pattern) else { return nil }
        let step = match.3.map { words in
            match.4.flatMap { Int($0) }
                ?? (words.lowercased().hasPrefix("every") || words.lowercased() == "qod" ? 2 : 1)
        }
        let times = match.5.map { Self.times(String($0)) }
        guard step ?? 1 >= 1, (1...24).contains(times ?? 1) else { return nil }
        guard let first = match.1.flatMap({ Int($0) }) else {
            guard step != nil || times != nil, match.2 == nil else { return nil }
            self.init(first: 1, last: nil, step: step ?? 1, times: times ?? 1)
            return
        }
        let last = match.2.flatMap { Int($0) } ?? first
        guard first >= 1, last >= first, step == nil || last > first else { return nil }
        self.init(first: first, last: last, step: step ?? 1, times: times ?? 1)
    }

    /// How often a day words such as `twice daily` mean; 0 for none.
    private static func times(_ words: String) -> Int {
        let first = words.lowercased().prefix { !$0.isWhitespace }
        return ["once": 1, "twice": 2, "bid": 2, "three": 3, "tid": 3, "four": 4][String(first)] ?? Int(first) ?? 0
    }

    /// The stretch as a protocol prints it.
    public var description: String {
        let pattern = step == 1 ? "" : step == 2 ? "every other day" : "every \(step) days"
        let often = times == 1 ? "" : times == 2 ? "twice daily" : "\(times) times daily"
        let range = last.map { first == $0 ? "\(first)" : "\(first)-\($0)" } ?? ""
        let parts = [range, pattern, often].filter { !$0.isEmpty }
        return parts.isEmpty ? "daily" : parts.joined(separator: " ")
    }
}

extension Expectation where Value == DoseDays {
    /// Days of a cycle, as a text or a list.
    static let doseDays = Expectation(
        doseDaysWords, shape: .any([.text(pattern: nil), .wholeNumber(from: 1), .list(.text(pattern: nil))])
    ) { node, name, problems in
        let parts = node.items ?? [node]
        guard !parts.isEmpty else {
            problems.append(fault("`\(name)` is an empty list; expected \(doseDaysWords)", node))
            return nil
        }
        let found = parts.map { part in (part, part.text.flatMap { DoseDays($0) }) }
        for (part, days) in found where days == nil { problems.append(fault(words(part, name), part)) }
        guard found.allSatisfy({ $0.1 != nil }) else { return nil }
        let days = DoseDays(found.compactMap(\.1).flatMap(\.stretches))
        if let twin = days.twin {
            problems.append(
                Diagnostic(
                    .error, "study.duplicate-day", "`\(name)` has day \(twin) twice", at: node.place,
                    advice: "take one of them out, or write `twice daily` where two doses a day are meant"))
            return nil
        }
        return days
    }

    private static let doseDaysWords =
        "days of the cycle, such as 1-28, [1, 8, 15], daily, 1-21 every other day or 1-14 twice daily"

    private static func fault(_ message: String, _ node: StudyNode) -> Diagnostic {
        Diagnostic(.error, "study.type", message, at: node.place)
    }

    /// What is wrong with a part of the days: which number, and why.
    private static func words(_ part: StudyNode, _ name: String) -> String {
        let number = part.text.flatMap { ExactDecimal($0) }
        let why =
            number == nil
            ? "expected \(doseDaysWords)"
            : part.text.flatMap({ Int($0) }) == nil ? "days are whole numbers" : "days are counted from 1 to 9999"
        return "`\(name)` has \(part.shown); \(why)"
    }
}
