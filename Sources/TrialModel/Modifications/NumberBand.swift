import TrialValues

/// A band of numbers, as a table of doses prints it: `below 30`, `30 to 60`, `30 to below 50`, `from 50`, `above 60`, `2`.
///
/// ```swift
/// NumberBand("30 to below 50")!.contains(ExactDecimal("50")!)   // false
/// ```
public struct NumberBand: Sendable, Hashable, CustomStringConvertible {
    /// An end of a band.
    public struct End: Sendable, Hashable {
        /// Where it is.
        public let value: ExactDecimal
        /// Whether the number itself belongs to the band.
        public let isIncluded: Bool
    }

    /// The lower end; none where the band is open.
    public let lower: End?
    /// The upper end; none where the band is open.
    public let upper: End?

    /// The band that a text prints; `nil` for anything else, and for a band that holds nothing.
    public init?(_ text: String) {
        guard
            let match = text.wholeMatch(
                of: #/\s*(?:(below|up to|from|above)\s+)?([0-9.]+)(?:\s*(?:-|–|to)\s*(below\s+)?([0-9.]+))?\s*/#),
            let first = ExactDecimal(match.2)
        else { return nil }
        if let written = match.4 {
            guard match.1 == nil || match.1 == "from" || match.1 == "above", let last = ExactDecimal(written) else {
                return nil
            }
            lower = End(value: first, isIncluded: match.1 != "above")
            upper = End(value: last, isIncluded: match.3 == nil)
            guard first < last || first == last && match.3 == nil && match.1 != "above" else { return nil }
            return
        }
        switch match.1 {
        case "below": (lower, upper) = (nil, End(value: first, isIncluded: false))
        case "up to": (lower, upper) = (nil, End(value: first, isIncluded: true))
        case "from": (lower, upper) = (End(value: first, isIncluded: true), nil)
        case "above": (lower, upper) = (End(value: first, isIncluded: false), nil)
        default: (lower, upper) = (End(value: first, isIncluded: true), End(value: first, isIncluded: true))
        }
    }

    /// Whether a number is in the band.
    public func contains(_ number: ExactDecimal) -> Bool {
        if let lower, number < lower.value || number == lower.value && !lower.isIncluded { return false }
        if let upper, number > upper.value || number == upper.value && !upper.isIncluded { return false }
        return true
    }

    /// The band as a table prints it.
    public var description: String {
        switch (lower, upper) {
        case (nil, nil): "any"
        case (let lower?, nil): (lower.isIncluded ? "from " : "above ") + lower.value.description
        case (nil, let upper?): (upper.isIncluded ? "up to " : "below ") + upper.value.description
        case (let lower?, let upper?) where lower.value == upper.value: lower.value.description
        case (let lower?, let upper?):
            (lower.isIncluded ? "" : "above ") + "\(lower.value) to " + (upper.isIncluded ? "" : "below ")
                + upper.value.description
        }
    }
}

/// What is wrong with bands that should cover numbers without a gap and without an overlap.
enum BandFault: Sendable, Hashable {
    /// No band holds what lies below, between or above these bands.
    case gap(String)
    /// Two bands hold the same numbers.
    case overlap(NumberBand, NumberBand)

    /// All faults of bands over the numbers of a band; whole numbers have nothing between them.
    static func all(_ bands: [NumberBand], over domain: NumberBand, whole: Bool = false) -> [BandFault] {
        let sorted = bands.sorted { BandFault.isBefore($0, $1) }
        var faults: [BandFault] = []
        if let first = sorted.first, starts(first, after: domain) { faults.append(.gap("below the band '\(first)'")) }
        for (band, next) in zip(sorted, sorted.dropFirst()) {
            switch meeting(band, next, whole: whole) {
            case .above: faults.append(.gap("between the bands '\(band)' and '\(next)'"))
            case .below: faults.append(.overlap(band, next))
            case .same: break
            }
        }
        if let last = sorted.last, ends(last, before: domain) { faults.append(.gap("above the band '\(last)'")) }
        return faults
    }

    private static func isBefore(_ a: NumberBand, _ b: NumberBand) -> Bool {
        guard let low = a.lower else { return b.lower != nil }
        guard let other = b.lower else { return false }
        return low.value == other.value ? low.isIncluded && !other.isIncluded : low.value < other.value
    }

    /// Where the second band begins beside the end of the first: right there, after a gap, or before it.
    private static func meeting(_ band: NumberBand, _ next: NumberBand, whole: Bool) -> Comparison {
        guard let end = band.upper, let start = next.lower else { return .below }
        if end.value == start.value {
            return end.isIncluded && start.isIncluded ? .below : end.isIncluded || start.isIncluded ? .same : .above
        }
        if end.value > start.value { return .below }
        let isNext = end.value.adding(.one) == start.value && end.isIncluded && start.isIncluded
        return whole && isNext ? .same : .above
    }

    private static func starts(_ band: NumberBand, after domain: NumberBand) -> Bool {
        guard let start = band.lower else { return false }
        guard let least = domain.lower else { return true }
        return start.value > least.value || start.value == least.value && least.isIncluded && !start.isIncluded
    }

    private static func ends(_ band: NumberBand, before domain: NumberBand) -> Bool {
        guard let end = band.upper else { return false }
        guard let most = domain.upper else { return true }
        return end.value < most.value || end.value == most.value && most.isIncluded && !end.isIncluded
    }

    /// The rule that finds it.
    var rule: String {
        switch self {
        case .gap: "study.gap"
        case .overlap: "study.overlap"
        }
    }

    /// The fault in words.
    var words: String {
        switch self {
        case .gap(let place): "no row holds what lies \(place)"
        case .overlap(let first, let second): "the rows '\(first)' and '\(second)' hold the same numbers"
        }
    }
}

extension Expectation where Value == NumberBand {
    /// A band of numbers.
    static let numberBand = Expectation(
        "a band of numbers, such as below 30, 30 to 60, 30 to below 50, from 50 or above 60", shape: .text(pattern: nil)
    ) { text throws(StudyFault) in
        guard let band = NumberBand(text) else { throw .type }
        return band
    }
}
