/// Which outcomes of a group sequential trial speak more for the treatment: what a p-value after it is reckoned by.
///
/// | ordering | of two outcomes the stronger is |
/// |---|---|
/// | stage-wise | the earlier crossing of the upper limit; at one look the larger z |
/// | sample mean | the larger estimate z/√I |
/// | likelihood ratio | the larger z |
///
/// Only the stage-wise ordering agrees with the critical values, p ≤ α just where the trial rejects, and needs no plan for looks that were never made.
///
/// ## References
/// Jennison & Turnbull, *Group Sequential Methods* (2000), section 8.4. Tsiatis, Rosner & Mehta, *Biometrics* 40 (1984) 797–803 (stage-wise). Emerson & Fleming, *Biometrika* 77 (1990)
/// 875–892 (sample mean). Chang, *Biometrics* 45 (1989) 247–254 (likelihood ratio).
public enum SequentialOrdering: String, Sendable, Hashable, CaseIterable {
    /// By look, then by z.
    case stageWise = "stage-wise"
    /// By the maximum-likelihood estimate.
    case sampleMean = "sample-mean"
    /// By the signed root of the likelihood ratio.
    case likelihoodRatio = "likelihood-ratio"
}
