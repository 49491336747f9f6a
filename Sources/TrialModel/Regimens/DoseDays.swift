import TrialValues

/// The days of a cycle on which a drug is taken.
///
/// ```swift
/// DoseDays("1, 8, 15")!.days(ofCycle: 1, length: 28)                // [1, 8, 15]
/// DoseDays("1-21 every other day")!.days(ofCycle: 1, length: 28)    // [1, 3, 5, …, 21]: 11 days
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

    /// The days that a text prints, such as `1-28`, `d1-21`, `1, 8, 15`, `daily`, `1-21 every other day` or
    /// `1-28 every 3 days`; `nil` for anything else.
    public init?(_ text: String, phase: Phase = .cycle) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let stretches = parts.map { Stretch(String($0)) }
        guard !parts.isEmpty, !stretches.contains(where: { $0 == nil }) else { return nil }
        self.init(stretches.compactMap(\.self), phase: phase)
    }

    /// The days of a cycle with a dose, in order.
    ///
    /// - Parameters:
    ///   - cycle: the number of the cycle, from 1.
    ///   - length: the days of a cycle.
    public func days(ofCycle cycle: Int, length: Int) -> [Int] {
        let past = phase == .cycle ? 0 : (cycle - 1) * length
        let all = stretches.flatMap { stretch -> [Int] in
            let last = min(stretch.last ?? length, length)
            guard stretch.first <= last else { return [] }
            return (stretch.first...last).filter { (past + $0 - stretch.first) % stretch.step == 0 }
        }
        return Set(all).sorted()
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
            #/(?i)\s*(?:days?\s*|d)?(\d{1,4})?(?:\s*(?:-|–|to)\s*d?(\d{1,4}))?\s*(daily|continuous|every other day|qod|every (\d{1,3}) days)?\s*/#
        guard let match = text.wholeMatch(of: pattern) else { return nil }
        let step = match.3.map { words in
            match.4.flatMap { Int($0) }
                ?? (words.lowercased().hasPrefix("every") || words.lowercased() == "qod" ? 2 : 1)
        }
        guard step ?? 1 >= 1 else { return nil }
        guard let first = match.1.flatMap({ Int($0) }) else {
            guard step != nil, match.2 == nil else { return nil }
            self.init(first: 1, last: nil, step: step ?? 1)
            return
        }
        let last = match.2.flatMap { Int($0) } ?? first
        guard first >= 1, last >= first, step == nil || last > first else { return nil }
        self.init(first: first, last: last, step: step ?? 1)
    }

    /// The stretch as a protocol prints it.
    public var description: String {
        let pattern = step == 1 ? "" : step == 2 ? "every other day" : "every \(step) days"
        guard let last else { return step == 1 ? "daily" : pattern }
        let range = first == last ? "\(first)" : "\(first)-\(last)"
        return pattern.isEmpty ? range : "\(range) \(pattern)"
    }
}

extension Expectation where Value == DoseDays {
    /// Days of a cycle, as a text or a list.
    static let doseDays = Expectation(
        "days of the cycle, such as 1-28, [1, 8, 15], daily or 1-21 every other day",
        shape: .any([.text(pattern: nil), .wholeNumber(from: 1), .list(.text(pattern: nil))])
    ) { node, name, problems in
        let texts = node.items?.map(\.text) ?? [node.text]
        let days =
            texts.contains(nil) || texts.isEmpty ? nil : DoseDays(texts.compactMap(\.self).joined(separator: ","))
        guard let days else {
            problems.append(StudyFault.type.diagnostic(node, name, expected: doseDaysWords))
            return nil
        }
        if let twin = days.twin {
            problems.append(
                Diagnostic(
                    .error, "study.duplicate-day", "`\(name)` has day \(twin) twice", at: node.place,
                    advice: "a drug has one dose a day; take one of them out"))
            return nil
        }
        return days
    }

    private static var doseDaysWords: String {
        "days of the cycle, such as 1-28, [1, 8, 15], daily or 1-21 every other day"
    }
}
