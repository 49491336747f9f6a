/// How many subjects go to each arm, as a protocol prints it: `3:2`.
public struct PrintedRatio: Sendable, Hashable, CustomStringConvertible {
    /// The parts, at least two, each at least 1.
    public let parts: [Int]

    /// The ratio that a text prints; `nil` for anything else, such as `3:0` or `1.5:1`.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            .map { $0.trimmingSpaces }.map { $0.allSatisfy(\.isASCII) ? Int($0) : nil }
        guard parts.count >= 2, parts.allSatisfy({ $0 ?? 0 >= 1 && $0 ?? 0 <= 1000 }) else { return nil }
        self.parts = parts.compactMap(\.self)
    }

    /// The part of all subjects that goes to the first arm.
    public var firstShare: Double { Double(parts[0]) / Double(parts.reduce(0, +)) }

    /// The subjects of the first arm for each of the second: 1.5 of 3:2.
    public var quotient: Double { Double(parts[0]) / Double(parts[1]) }

    /// The ratio as it is printed.
    public var description: String { parts.map(String.init).joined(separator: ":") }
}

extension StringProtocol {
    /// The text without spaces around it.
    var trimmingSpaces: SubSequence {
        let start = firstIndex { $0 != " " } ?? endIndex
        let end = lastIndex { $0 != " " }.map(index(after:)) ?? start
        return self[start..<end]
    }
}
