/// Which observed times count as one and the same time.
///
/// Times that were computed from dates by two routes, such as days divided by 365.25, can differ in the last bit.
/// Ties then come apart and estimates change (a Cox coefficient by 4 % in a known case), so the rule is named here
/// and applied once, before any method sees the data.
public enum TimeGrouping: Sendable, Hashable {
    /// Exact where all times are whole numbers; otherwise ``tolerance(_:)`` with R's 1.49 × 10⁻⁸.
    case automatic
    /// Times are equal when their bits are.
    case exact
    /// Neighbours in the sorted times no further apart than `tolerance · max(1, mean time)` are one time, the
    /// earliest of them; R `survival::aeqSurv` with its default √ε, except that the mean is over observations.
    case tolerance(Double)
    /// Times are whole multiples of `1 / perUnit` (days given in years: 365.25) and are grouped on that integer.
    case grid(perUnit: Double)

    /// R's tolerance, the square root of the spacing of doubles at 1.
    public static let rTolerance = 0x1p-26
}
