import TrialValues

/// A step of a ladder of doses: an amount, and days where the step changes them: `10 mg`, `10 mg d1-21`.
public struct DoseLevel: Sendable, Hashable, CustomStringConvertible {
    /// How much a dose holds.
    public let amount: DoseAmount
    /// On which days; those of the drug where it is `nil`.
    public let days: DoseDays?

    /// A level.
    public init(_ amount: DoseAmount, days: DoseDays? = nil) {
        self.amount = amount
        self.days = days
    }

    /// The level that a text prints, such as `10 mg d1-21` or `15 mg d1-21 every other day`; `nil` for anything else.
    public init?(_ text: String) {
        guard
            let match = text.wholeMatch(
                of:
                    #/\s*([0-9.]+\s*[^\s]+)(?:\s+(?:on\s+)?(d\s*\d.*|days?\s.*|daily|every .*|once .*|twice .*|\S+ times .*|bid|tid))?\s*/#
            )
        else { return nil }
        guard let amount = DoseAmount(String(match.1)) else { return nil }
        guard let written = match.2 else {
            self.init(amount)
            return
        }
        guard let days = DoseDays(String(written)) else { return nil }
        self.init(amount, days: days)
    }

    /// How much a cycle holds, in the smallest unit of the amount's kind.
    ///
    /// - Parameter standard: the days where the level has none.
    func cycleTotal(length: Int, days standard: DoseDays) -> Double {
        let doses = (days ?? standard).times(ofCycle: 1, length: length).values.reduce(0, +)
        return Double(doses) * amount.inSmallestUnit
    }

    /// The level as a protocol prints it: `10 mg d1-21`.
    public var description: String {
        guard let days else { return amount.description }
        return "\(amount) \(days.stretches.first?.last == nil ? "" : "d")\(days)"
    }
}

extension Expectation where Value == DoseLevel {
    /// A step of a ladder.
    static let doseLevel = Expectation(
        "an amount, with days where they change, such as 10 mg or 10 mg d1-21", shape: .text(pattern: "^[0-9.]+ *.+$")
    ) { text throws(StudyFault) in
        guard let level = DoseLevel(text) else { throw DoseLevel.fault(text) }
        return level
    }
}

extension DoseLevel {
    /// Why a text is no level: its amount, or its days.
    static func fault(_ text: String) -> StudyFault {
        guard let match = text.wholeMatch(of: #/\s*([0-9.]+\s*[^\s]+)\s+(.+)/#), DoseAmount(String(match.1)) != nil
        else { return DoseAmount.fault(text) }
        return .other(
            rule: "study.type",
            "`\(text)`: `\(match.2)` is no days of a cycle; expected an amount, with days where they change, such as 10 mg d1-21"
        )
    }
}
