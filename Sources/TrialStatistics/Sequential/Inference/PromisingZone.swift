import TrialNumerics

/// A rule that enlarges a trial after its interim look where the conditional power is promising, without raising the type I error.
///
/// The trial has one interim look at the fraction t of the planned information, which is 1 here, and is tested at the end against b. The conditional
/// power under the trend seen is
///
/// ```
/// CP(z) = Φ((z/√t − b)/√(1 − t))
/// ```
///
/// Where it lies in the promising zone, from the least one to the target 1 − β, the information grows to what gives the target, at most to a cap c:
///
/// ```
/// n(z) = min(c, t + t/z² ((b − z√t)/√(1 − t) + z_β)²)
/// ```
///
/// The usual statistic of all data may be tested against b wherever the critical value of a valid adaptive test is no larger than b,
///
/// ```
/// b(z) = (z√t + √((n − t)/(1 − t)) (b − z√t))/√n ≤ b
/// ```
///
/// which holds for every CP ≥ 0.5 (Chen, DeMets and Lan) and down to a smaller one that depends on t, c and the target (Mehta and Pocock). With
/// ``FinalTest-swift.enum/inverseNormal`` the increments of both stages keep the weights t and 1 − t, which is the test of b(z), and any zone is valid.
///
/// ```swift
/// let rule = try PromisingZone(fraction: 0.5, finalZ: 1.96, cap: 2, target: 0.8)
/// rule.leastConditionalPower            // 0.3577
/// rule.decision(z: 1.5).information     // 1.51…, times what was planned
/// ```
///
/// ## Edge cases
/// With z ≤ 0 no enlargement gives the target; such looks lie below the zone. An interim boundary for efficacy or futility ends the trial there. Futility is not
/// binding: the type I error counts as if nobody stopped for it.
///
/// ## Validated against
/// Mehta and Pocock's Table 1; a simulation of the trials; R's `integrate` (`Validation/R/sequential-inference.R`).
///
/// ## References
/// Mehta & Pocock, *Stat Med* 30 (2011) 3267–3284, equations 1–8. Chen, DeMets & Lan, *Stat Med* 23 (2004) 1023–1038. Gao, Ware & Mehta, *J Biopharm Stat* 18 (2008)
/// 1184–1196. Cui, Hung & Wang, *Biometrics* 55 (1999) 853–857. East's SSR; R rpact has no promising zone of its own but takes a function for it.
public struct PromisingZone: Sendable, Hashable {
    /// Where the zone begins.
    public enum LowerEnd: Sendable, Hashable {
        /// At the smallest conditional power for which the usual test stays valid.
        case smallestValid
        /// At a given conditional power, such as 0.5.
        case conditionalPower(Double)
    }

    /// How the enlarged trial is tested.
    public enum FinalTest: String, Sendable, Hashable, CaseIterable {
        /// The usual statistic of all data against the planned critical value.
        case conventional
        /// The inverse-normal combination of the stages with the weights planned (Cui, Hung and Wang).
        case inverseNormal
    }

    /// The part of the trial's outcomes that an interim result belongs to.
    public enum Zone: String, Sendable, Hashable, CaseIterable {
        /// The interim boundary for futility is crossed.
        case futility
        /// The conditional power is too small to enlarge.
        case unfavourable
        /// The trial is enlarged.
        case promising
        /// The conditional power is at the target without it.
        case favourable
        /// The interim boundary for efficacy is crossed.
        case efficacy
    }

    /// t, the part of the planned information that the interim look has.
    public let fraction: Double
    /// b, the critical value of the final test.
    public let finalZ: Double
    /// The interim boundary for efficacy.
    public let efficacyZ: Double?
    /// The interim boundary for futility.
    public let futilityZ: Double?
    /// c, the largest information, times what was planned.
    public let cap: Double
    /// 1 − β, the conditional power aimed at.
    public let target: Double
    /// How the enlarged trial is tested.
    public let test: FinalTest
    /// The conditional power at which the zone begins.
    public let leastConditionalPower: Double
    /// The smallest conditional power for which the usual test stays valid.
    public let leastValidConditionalPower: Double
    /// The zone on the z scale; no result lies in it where it is empty.
    public let zone: Range<Double>

    /// A rule.
    ///
    /// - Parameters:
    ///   - fraction: t, strictly between 0 and 1.
    ///   - finalZ: b, above 0.
    ///   - efficacyZ: the interim boundary for efficacy, if there is one.
    ///   - futilityZ: that for futility, below it.
    ///   - cap: c, above 1.
    ///   - target: 1 − β, in 0.5..<1.
    ///   - lowerEnd: where the zone begins.
    ///   - test: how the enlarged trial is tested.
    /// - Throws: ``StatisticsError`` that names the argument.
    public init(
        fraction: Double, finalZ: Double, efficacyZ: Double? = nil, futilityZ: Double? = nil, cap: Double,
        target: Double, lowerEnd: LowerEnd = .smallestValid, test: FinalTest = .conventional
    ) throws(StatisticsError) {
        try SequentialArgument.require(fraction, "fraction", "a number between 0 and 1") { $0 > 0 && $0 < 1 }
        try SequentialArgument.require(finalZ, "finalZ", "a finite number above 0") { $0 > 0 && $0.isFinite }
        try SequentialArgument.require(cap, "cap", "a finite number above 1, times the information planned") {
            $0 > 1 && $0.isFinite
        }
        try SequentialArgument.require(target, "target", "a conditional power in 0.5..<1") { $0 >= 0.5 && $0 < 1 }
        if let efficacyZ {
            try SequentialArgument.require(efficacyZ, "efficacyZ", "a finite number above 0") { $0 > 0 && $0.isFinite }
        }
        if let futilityZ {
            try SequentialArgument.require(futilityZ, "futilityZ", "a finite number below efficacyZ") {
                $0.isFinite && $0 < efficacyZ ?? .infinity
            }
        }
        self.fraction = fraction
        self.finalZ = finalZ
        self.efficacyZ = efficacyZ
        self.futilityZ = futilityZ
        self.cap = cap
        self.target = target
        self.test = test
        let size = ReestimatedInformation(fraction: fraction, finalZ: finalZ, cap: cap, target: target)
        leastValidConditionalPower = size.conditionalPower(z: size.leastValidZ)
        switch lowerEnd {
        case .smallestValid: leastConditionalPower = leastValidConditionalPower
        case .conditionalPower(let least):
            try SequentialArgument.require(
                least, "leastConditionalPower", "a number above 0 and below the target \(target)"
            ) {
                $0 > 0 && $0 < target
            }
            leastConditionalPower = least
        }
        // A trend of nought or against the treatment leaves nothing to be gained by more of it.
        let low = max(size.z(conditionalPower: leastConditionalPower), futilityZ ?? -.infinity, 0)
        let high = min(size.z(conditionalPower: target), efficacyZ ?? .infinity)
        zone = low..<max(low, high)
    }

    /// Whether the enlarged trial is tested so that the type I error is held: by construction, or by the zone.
    public var holdsLevel: Bool {
        test == .inverseNormal || leastConditionalPower >= leastValidConditionalPower - 1e-12
    }

    var size: ReestimatedInformation {
        ReestimatedInformation(fraction: fraction, finalZ: finalZ, cap: cap, target: target)
    }
}
