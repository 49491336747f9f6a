/// How numbers read from a table of random digits become arms.
///
/// ```swift
/// try DigitRule("even=A, odd=B", arms: ["A", "B"])       // .parity(even: 0, odd: 1)
/// try DigitRule("00-59=A, 60-99=B", arms: ["A", "B"])    // .ranges
/// try DigitRule("rank", arms: ["A", "B"])                // .ranks
/// ```
public enum DigitRule: Sendable, Hashable {
    /// A range of numbers and the arm they mean.
    public struct Range: Sendable, Hashable {
        /// The numbers.
        public let numbers: ClosedRange<Int>
        /// The index of the arm.
        public let arm: Int
    }

    /// Even numbers mean one arm, odd ones the other; 0 is even.
    case parity(even: Int, odd: Int)
    /// Ranges of numbers mean arms; other numbers are passed over.
    case ranges([Range])
    /// Every subject has a number, no two the same; the lowest get the first arm, the next the second, as many as it takes.
    case ranks

    /// The rule in words: `even=A,odd=B`, `00-59=A,60-99=B`, `rank`.
    ///
    /// - Throws: ``StatisticsError`` naming `rule`.
    public init(_ text: String, arms: [String]) throws(StatisticsError) {
        func error(_ words: String) -> StatisticsError {
            StatisticsError(
                .invalidValue, argument: "rule",
                "rule \(words); expected rank, even=ARM,odd=ARM or ranges such as 00-59=ARM,60-99=ARM")
        }
        if text.trimmed == "rank" {
            self = .ranks
            return
        }
        var parity: [String: Int] = [:]
        var ranges: [Range] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let sign = part.firstIndex(of: "=") else { throw error("has the part '\(part.trimmed)'") }
            let (key, name) = (part[..<sign].trimmed, part[part.index(after: sign)...].trimmed)
            guard let arm = arms.firstIndex(of: name) else {
                throw error("names '\(name)', which is none of the arms \(arms.joined(separator: ", "))")
            }
            if key == "even" || key == "odd" {
                guard parity.updateValue(arm, forKey: key) == nil else { throw error("says '\(key)' twice") }
                continue
            }
            let ends = key.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard ends.count <= 2, let low = ends.first ?? nil, let high = ends.last ?? nil, low >= 0, low <= high
            else {
                throw error("has '\(key)' before an equals sign")
            }
            if ranges.contains(where: { $0.numbers.overlaps(low...high) }) { throw error("means two arms by '\(key)'") }
            ranges.append(Range(numbers: low...high, arm: arm))
        }
        if ranges.isEmpty, let even = parity["even"], let odd = parity["odd"] {
            guard even != odd else { throw error("sends even and odd to one arm") }
            self = .parity(even: even, odd: odd)
        } else if parity.isEmpty, arms.indices.allSatisfy({ arm in ranges.contains { $0.arm == arm } }) {
            self = .ranges(ranges)
        } else {
            throw error("'\(text)' does not say what leads to each arm")
        }
    }

    /// The arm that a number means; `nil` where it means none.
    func arm(of number: Int) -> Int? {
        switch self {
        case .parity(let even, let odd): number % 2 == 0 ? even : odd
        case .ranges(let ranges): ranges.first { $0.numbers.contains(number) }?.arm
        case .ranks: nil
        }
    }

    /// The rule as it is typed.
    public func text(arms: [String]) -> String {
        switch self {
        case .parity(let even, let odd): "even=\(arms[even]),odd=\(arms[odd])"
        case .ranges(let ranges):
            ranges.map {
                let numbers = $0.numbers
                let key = numbers.count == 1 ? "\(numbers.lowerBound)" : "\(numbers.lowerBound)-\(numbers.upperBound)"
                return "\(key)=\(arms[$0.arm])"
            }.joined(separator: ",")
        case .ranks: "rank"
        }
    }
}

extension StringProtocol {
    /// The text without spaces at its ends.
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
