/// What a curve is at a time past the end of its follow-up.
///
/// Nothing was observed there, and programs differ in what they print.
public enum LandmarkRule: String, Sendable, Hashable, CaseIterable {
    /// Not estimable, unless the curve has reached 0, where it stays. SAS `PROC LIFETEST`.
    case strict
    /// The last value, its standard error and limits carried on. R `summary.survfit(extend = TRUE)`.
    case extend
    /// Left out of the answer, also where the curve has reached 0. R `summary.survfit` by default.
    case leaveOut = "leave-out"
}
