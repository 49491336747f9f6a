/// How the statistics of the looks are distributed where the effect is not the same at each: hazards whose ratio changes, weighted tests.
///
/// ```
/// Z_k ~ N(θ m_k, s_k²),   corr(Z_j, Z_k) = √(t_j/t_k),   m_K = 1
/// ```
///
/// θ is the mean of Z at the last look, as everywhere; under a constant effect m_k = √t_k and s_k = 1. The critical values belong to the fractions of
/// the design, which are those of the null hypothesis; t_k here is the information under the alternative.
public struct LookEffects: Sendable, Hashable {
    /// t_k, divided by that of the last look.
    public let information: [Double]
    /// m_k: the mean of Z divided by that at the last look.
    public let means: [Double]
    /// s_k: the standard deviation of Z.
    public let deviations: [Double]

    /// The distribution at the looks.
    ///
    /// - Parameters:
    ///   - information: rising, above 0, in any unit.
    ///   - means: of Z, in any unit; that of the last look is above 0.
    ///   - deviations: of Z; 1 by default.
    /// - Throws: ``StatisticsError`` naming the argument.
    public init(
        information: [Double], means: [Double], deviations: [Double]? = nil
    ) throws(StatisticsError) {
        let deviations = deviations ?? information.map { _ in 1 }
        guard !information.isEmpty, means.count == information.count, deviations.count == information.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "effects",
                "effects has \(information.count) informations, \(means.count) means and \(deviations.count) deviations; expected as many of each, and one at least"
            )
        }
        var before = 0.0
        for index in information.indices {
            guard information[index] > before, information[index].isFinite else {
                throw .invalid(
                    "effects.information", index, information[index], expected: "a finite number above \(before)")
            }
            before = information[index]
            guard means[index].isFinite else {
                throw .invalid("effects.means", index, means[index], expected: "a finite number")
            }
            guard deviations[index] > 0, deviations[index].isFinite else {
                throw .invalid("effects.deviations", index, deviations[index], expected: "a finite number above 0")
            }
        }
        let last = means[means.count - 1]
        guard last > 0 else {
            throw .invalid(
                "effects.means", means.count - 1, last,
                expected: "a number above 0: at the last look there must be an effect to be shown")
        }
        self.information = information.map { $0 / before }
        self.means = means.map { $0 / last }
        self.deviations = deviations
    }

    /// (z − θ m_k)/s_k: a limit for the statistic without its mean.
    func centred(_ z: Double, _ index: Int, drift: Double) -> Double {
        (z - drift * means[index]) / deviations[index]
    }

    /// The limit whose centred value is given.
    func limit(centred: Double, _ index: Int, drift: Double) -> Double {
        centred * deviations[index] + drift * means[index]
    }

    /// The limits of a look for the statistic without its mean; a middle part is refused where a design is planned.
    func centred(_ limits: LookLimits, _ index: Int, drift: Double) -> LookLimits {
        LookLimits(
            lower: limits.lower.map { centred($0, index, drift: drift) },
            upper: limits.upper.map { centred($0, index, drift: drift) })
    }
}

extension CrossingProbabilities {
    /// The probabilities under an effect that may differ between the looks; without one the drift is constant.
    init(information: [Double], limits: [LookLimits], drift: Double, effects: LookEffects?) {
        guard let effects, drift != 0 else {
            self.init(information: information, limits: limits, drift: drift)
            return
        }
        self.init(
            information: effects.information,
            limits: limits.enumerated().map { effects.centred($0.element, $0.offset, drift: drift) }, drift: 0)
    }
}
