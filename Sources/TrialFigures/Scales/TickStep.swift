/// The distance between two ticks.
enum TickStep {
    /// The smallest step of the unit's liking that leaves no more than `count` intervals on an axis of that length.
    ///
    /// Months go by 1, 2, 3, 6, 12, 24 and so on, weeks by 1, 2, 4, 8, 13, 26, 52; everything else by 1, 2, 5 times a
    /// power of ten.
    static func automatic(over span: Double, atMost count: Int, unit: TimeUnit) -> Double {
        let smallest = span / Double(max(count, 1)) * (1 - 1e-9)
        guard smallest > 0, smallest.isFinite else { return 1 }
        if let step = unit.preferredSteps.first(where: { $0 >= smallest }), smallest > 0.5 { return step }
        let decade = Logarithm.powerOfTen(Int(Logarithm.decimal(smallest).rounded(.down)))
        return [1, 2, 5, 10].map { $0 * decade }.first { $0 >= smallest } ?? 10 * decade
    }

    /// The decimals that tell two neighbouring ticks apart.
    static func decimals(for step: Double) -> Int {
        (0..<9).first { decimals in
            let scaled = step * Logarithm.powerOfTen(decimals)
            return abs(scaled - scaled.rounded()) < 1e-6 * scaled
        } ?? 9
    }
}

/// The unit of a time axis: it is printed behind the title and decides which ticks look natural.
public enum TimeUnit: Sendable, Hashable {
    case days
    case weeks
    case months
    case years
    /// Any other unit, by its name.
    case other(String)
    /// The unit is not known and not printed.
    case unstated

    var name: String? {
        switch self {
        case .days: "days"
        case .weeks: "weeks"
        case .months: "months"
        case .years: "years"
        case .other(let name): name
        case .unstated: nil
        }
    }

    var preferredSteps: [Double] {
        switch self {
        case .months: [1, 2, 3, 6, 12, 24, 36, 60, 120, 240]
        case .weeks: [1, 2, 4, 8, 13, 26, 52, 104, 208, 520]
        default: []
        }
    }
}
