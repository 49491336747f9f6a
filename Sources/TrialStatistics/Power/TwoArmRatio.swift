/// How subjects are allocated to treatment and control: 3:2 is three treated for every two controls.
///
/// ```
/// r = treatment/control,   p = r/(1 + r) on treatment,   q = 1/(1 + r) on control
/// ```
///
/// Peers differ in direction: rpact's `allocationRatioPlanned` and gsDesign's `ratio` are r, East's "Ratio (nt/nc)" too.
public struct TwoArmRatio: Sendable, Hashable {
    /// The shares as they were given.
    public let treatment: Double, control: Double

    /// One to one.
    public static let equal = TwoArmRatio(unchecked: 1, 1)

    /// A ratio of two numbers above 0.
    public init(_ treatment: Double, _ control: Double = 1) throws(StatisticsError) {
        guard treatment > 0, control > 0, treatment.isFinite, control.isFinite else {
            throw StatisticsError(
                .invalidValue, argument: "ratio",
                "ratio is \(treatment):\(control); expected two finite numbers above 0")
        }
        self.init(unchecked: treatment, control)
    }

    private init(unchecked treatment: Double, _ control: Double) {
        self.treatment = treatment
        self.control = control
    }

    /// r.
    public var ratio: Double { treatment / control }
    /// p, the part of the subjects on treatment.
    public var treatmentShare: Double { treatment / (treatment + control) }
    /// q, the part on control.
    public var controlShare: Double { control / (treatment + control) }
    /// p q, the information of one event about the log hazard ratio under the null hypothesis.
    public var informationPerEvent: Double { treatmentShare * controlShare }

    /// Whole subjects in each group, of a number that was given: the groups are nearest to the ratio and add up to it, 656 in 3:2 are 394 and 262.
    public func groups(ofGiven subjects: Int) -> (treatment: Int, control: Int) {
        let treated = Int((Double(subjects) * treatmentShare).rounded())
        return (treated, subjects - treated)
    }

    /// Whole subjects in each group, of a number that was computed: each group is rounded up, so that none is smaller than planned.
    public func groups(of subjects: Double) -> (treatment: Int, control: Int) {
        (Self.up(subjects * treatmentShare), Self.up(subjects * controlShare))
    }

    /// Whole subjects not fewer than planned.
    public static func whole(_ subjects: Double) -> Int { up(subjects) }

    /// The least whole number not below x, at most 10¹⁵; x may be a whole number with an error of rounding.
    static func up(_ x: Double) -> Int {
        let nearest = x.rounded()
        let isWhole = abs(x - nearest) <= min(1e-4, 1e-9 * max(1, abs(x)))
        return Int(min(1e15, isWhole ? nearest : x.rounded(.up)))
    }
}
