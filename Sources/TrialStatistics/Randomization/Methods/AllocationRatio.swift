/// How many subjects go to each arm for every one to the others: 1:1, 3:2, 2:1:1.
///
/// Parts are whole numbers with no common divisor, so that 6:4 is 3:2. Arm j has the share ρⱼ = wⱼ/S, S = Σ wⱼ.
///
/// ```swift
/// let ratio = try AllocationRatio([3, 2], arms: ["ixazomib", "placebo"])
/// ratio.share(0)    // 0.6
/// ratio.sum         // 5: block sizes are multiples of it
/// ```
///
/// ## Edge cases
/// A part of 0 is an error: an arm to which nobody can come is no arm. So are fewer than two arms, two of one name, and
/// parts that add up to more than 100.
public struct AllocationRatio: Sendable, Hashable, CustomStringConvertible {
    /// The names of the arms.
    public let arms: [String]
    /// w, for each arm its part.
    public let parts: [Int]
    /// S, the sum of the parts.
    public let sum: Int

    /// The largest sum of parts.
    static let largestSum = 100

    /// A ratio.
    ///
    /// - Parameters:
    ///   - parts: for each arm its part, a whole number of at least 1.
    ///   - arms: the names of the arms; A, B, C, … where absent.
    /// - Throws: ``StatisticsError`` naming `ratio` or `arms`.
    public init(_ parts: [Int], arms: [String]? = nil) throws(StatisticsError) {
        guard (2...26).contains(parts.count) else {
            throw StatisticsError(
                .invalidValue, argument: "ratio", "ratio has \(parts.count) parts; expected 2 to 26, one for each arm")
        }
        if let index = parts.firstIndex(where: { $0 < 1 }) {
            throw StatisticsError(
                .invalidValue, argument: "ratio", index: index,
                "ratio[\(index)] is \(parts[index]); expected a whole number of at least 1")
        }
        let names = arms ?? parts.indices.map { String(UnicodeScalar(UInt8(65 + $0))) }
        try Self.check(names, parts: parts.count)
        let divisor = parts.reduce(0, Self.commonDivisor)
        self.parts = parts.map { $0 / divisor }
        self.arms = names
        sum = self.parts.reduce(0) { $0.addingReportingOverflow($1).overflow ? Int.max : $0 + $1 }
        guard sum <= Self.largestSum else {
            throw StatisticsError(
                .invalidValue, argument: "ratio",
                "ratio adds up to more than \(Self.largestSum) in lowest terms; expected smaller parts")
        }
    }

    /// ρⱼ, the share of an arm.
    public func share(_ arm: Int) -> Double { Double(parts[arm]) / Double(sum) }

    /// The parts with colons between them.
    public var description: String { parts.map(String.init).joined(separator: ":") }

    /// Whether all arms have one share.
    public var isEqual: Bool { sum == parts.count }

    /// S·nⱼ − n·wⱼ for the counts of one arm: by how much it is above its share, in parts of a subject.
    func excess(_ arm: Int, _ count: Int, of total: Int) -> Int { sum * count - total * parts[arm] }

    /// S·maxⱼ |nⱼ − n·ρⱼ|: the imbalance as a whole number.
    func imbalance(_ counts: some Sequence<Int>, of total: Int) -> Int {
        var worst = 0
        for (arm, count) in counts.enumerated() { worst = max(worst, abs(excess(arm, count, of: total))) }
        return worst
    }

    /// The arm of the given name.
    ///
    /// - Throws: ``StatisticsError`` naming `argument` and the arms there are.
    func arm(named name: String, argument: String, index: Int? = nil) throws(StatisticsError) -> Int {
        if let arm = arms.firstIndex(of: name) { return arm }
        let place = index.map { "\(argument)[\($0)]" } ?? argument
        throw StatisticsError(
            .invalidValue, argument: argument, index: index,
            "\(place) is '\(name)'; expected one of the arms \(arms.joined(separator: ", "))")
    }

    private static func check(_ names: [String], parts: Int) throws(StatisticsError) {
        guard names.count == parts else {
            throw StatisticsError(
                .lengthMismatch, argument: "arms",
                "arms has \(names.count) names; expected \(parts), one for each part of the ratio")
        }
        for (index, name) in names.enumerated() {
            if name.isEmpty || names[..<index].contains(name) {
                throw StatisticsError(
                    .invalidValue, argument: "arms", index: index,
                    "arms[\(index)] is '\(name)'; expected a name of its own for each arm")
            }
        }
    }

    private static func commonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : commonDivisor(b, a % b) }
}
