/// A one-arm trial in two stages: it ends after the first where too few respond, or, where asked for, where enough have.
///
/// ```
/// stage 1: n₁ patients, stop for futility where x₁ ≤ r₁, for efficacy where x₁ ≥ e₁
/// stage 2: n patients in all, the treatment is of interest where x > r
/// ```
///
/// ```swift
/// let design = try TwoStageDesign(first: 10, futility: 1, total: 29, rejectAbove: 5)
/// try design.operatingCharacteristics(rate: 0.1).expectedSubjects          // 15.0
/// ```
///
/// ## References
/// Simon, *Control Clin Trials* 10 (1989) 1–10.
public struct TwoStageDesign: Sendable, Hashable {
    /// n₁, the patients of the first stage.
    public let first: Int
    /// r₁, the largest number of responses that ends the trial after the first stage for futility; −1 where none does.
    public let futility: Int
    /// e₁, the least number of responses that ends the trial after the first stage for efficacy, if one does.
    public let efficacy: Int?
    /// n, the patients of both stages.
    public let total: Int
    /// r; more responses among all patients make the treatment one of interest.
    public let rejectAbove: Int
    /// The same as a boundary on counts, the end included.
    public let boundary: BinaryBoundary

    /// A design.
    ///
    /// - Throws: ``StatisticsError`` that names `first`, `futility`, `efficacy`, `total` or `rejectAbove`: 1 ≤ n₁ < n, −1 ≤ r₁ < e₁ ≤ n₁, r₁ ≤ r < n.
    public init(
        first: Int, futility: Int, efficacy: Int? = nil, total: Int, rejectAbove: Int
    ) throws(StatisticsError) {
        try Self.check(first, "first", in: 1...max(1, LookSchedule.largest - 1))
        try Self.check(total, "total", in: first + 1...LookSchedule.largest)
        try Self.check(futility, "futility", in: -1...first - 1)
        if let efficacy { try Self.check(efficacy, "efficacy", in: futility + 1...first) }
        try Self.check(rejectAbove, "rejectAbove", in: max(futility, 0)...total - 1)
        self.first = first
        self.futility = futility
        self.efficacy = efficacy
        self.total = total
        self.rejectAbove = rejectAbove
        boundary = try BinaryBoundary(
            looks: [
                .init(subjects: first, stopAt: efficacy, stopAtMost: futility >= 0 ? futility : nil),
                .init(subjects: total, stopAt: rejectAbove + 1, stopAtMost: rejectAbove),
            ], maximum: total)
    }

    private static func check(_ value: Int, _ name: String, in range: ClosedRange<Int>) throws(StatisticsError) {
        guard range.contains(value) else {
            throw StatisticsError(
                .invalidValue, argument: name, "\(name) is \(value); expected a count in \(range)")
        }
    }

    /// n₂ = n − n₁.
    public var second: Int { total - first }

    /// What the design does where the rate is the given one, exactly; `stopForMany` is the probability that the treatment is found of interest.
    ///
    /// - Throws: ``StatisticsError`` that names `rate`, which must be in 0...1.
    public func operatingCharacteristics(rate: Double) throws(StatisticsError) -> BinaryOperatingCharacteristics {
        try boundary.operatingCharacteristics(rate: rate)
    }
}
