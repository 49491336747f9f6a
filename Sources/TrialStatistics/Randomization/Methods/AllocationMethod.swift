/// How the next subject's arm is drawn, given the arms of those before in the same stratum.
///
/// Each method is a law P(arm j | history). With nⱼ subjects in arm j of n, wⱼ its part of the ratio and S = Σ wⱼ:
///
/// ```
/// simple            wⱼ/S
/// permuted blocks   lⱼ/Σ l,                                 l what is left of the block of B = b·S, which starts as b·w
/// biased coin       p for the slot with fewest subjects, (1 − p)/(S − 1) for each other; ties at random
/// urn UD(α, β)      (α·wⱼ + β(n·wⱼ − nⱼ))/(S·α + β·n(S − 1))
/// big stick         1/(slots allowed); a slot that is b ahead of the last is not allowed
/// block urn         (wⱼ(λ + k) − nⱼ)/(S(λ + k) − n),        k = minⱼ ⌊nⱼ/wⱼ⌋
/// maximal           paths(n + 1, d ± 1)/paths(n, d), all sequences within |d| ≤ b that end balanced being equally likely
/// minimisation      as the biased coin, for the slot that makes Σ over factors of weight × imbalance least
/// ```
///
/// ## Unequal ratios
/// Coin, stick and minimisation are stated for equal arms. For 3:2 they run on five *slots* of equal share, three of which
/// are the first arm and two the second (Kuznetsova and Tymofyeyev): as slots are exchangeable, each subject, whatever its
/// number, goes to arm j with probability wⱼ/S over all lists. Programs that favour "the arm that is behind its share" with a
/// coin do not have this: at 2:1 and p = 0.8 the first arm's probability is 0.90 for the first subject, 0.27 for the second, 0.77 for the third
/// (``MinimizationRule/Ratio/biasedCoin``), which tells an observer much and biases tests that permute arms.
///
/// ## Validated against
/// Lists and exact laws of short lists by an independent program in Python that carries the methods out as their papers
/// describe them (`Validation/Python/randomization.json`); the long-run laws of Efron, Wei and Soares-Wu; by hand.
///
/// ## References
/// Rosenberger & Lachin, *Randomization in Clinical Trials*, 2nd ed. (2016), chapters 3–8. Efron, *Biometrika* 58 (1971) 403–417.
/// Wei, *Ann Stat* 6 (1978) 92–100. Soares & Wu, *Commun Stat Theory Methods* 12 (1983) 2017–2034. Zhao & Weng, *Contemp Clin Trials* 32
/// (2011) 953–961. Berger, Ivanova & Knoll, *Stat Med* 22 (2003) 3017–3028. Kuznetsova & Tymofyeyev, *Stat Med* 31 (2012) 701–723.
public enum AllocationMethod: Sendable, Hashable {
    /// Each subject by itself, whatever came before.
    case simple
    /// Random orders of blocks in the ratio; of several sizes each is as likely for every block.
    case permutedBlocks(sizes: [Int])
    /// Efron's coin, which favours what has fewest subjects with probability `probability`, 2/3 in his paper.
    case biasedCoin(probability: Double)
    /// Wei's urn with α balls of each kind at first and β added for the others after each draw: a coin that adapts.
    case urn(alpha: Int, beta: Int)
    /// Simple until one slot is `imbalance` ahead, then forced.
    case bigStick(imbalance: Int)
    /// Zhao and Weng's urn of `sets` balanced sets of balls, returned set by set.
    case blockUrn(sets: Int)
    /// Berger's maximal procedure: all sequences of `length` that never leave `imbalance` and end balanced; two equal arms.
    case maximal(imbalance: Int, length: Int)
    /// Pocock and Simon's minimisation over the factors.
    case minimization(MinimizationRule)

    /// The name, as the command line has it.
    public var name: String {
        switch self {
        case .simple: "simple"
        case .permutedBlocks: "permuted-blocks"
        case .biasedCoin: "biased-coin"
        case .urn: "urn"
        case .bigStick: "big-stick"
        case .blockUrn: "block-urn"
        case .maximal: "maximal"
        case .minimization: "minimization"
        }
    }

    /// The method with its numbers, in words.
    public var summary: String {
        switch self {
        case .simple: "simple randomisation"
        case .permutedBlocks(let sizes) where sizes.count == 1: "permuted blocks of \(sizes[0])"
        case .permutedBlocks(let sizes):
            "permuted blocks of " + sizes.map(String.init).joined(separator: ", ") + " at random"
        case .biasedCoin(let probability): "biased coin, p = \(Self.text(probability))"
        case .urn(let alpha, let beta): "urn UD(\(alpha), \(beta))"
        case .bigStick(let imbalance): "big stick, limit \(imbalance)"
        case .blockUrn(let sets): "block urn, λ = \(sets)"
        case .maximal(let imbalance, let length): "maximal procedure, limit \(imbalance) in \(length)"
        case .minimization(let rule): rule.summary
        }
    }

    static func text(_ number: Double) -> String {
        let rounded = (number * 10_000).rounded() / 10_000
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }

    /// Checks the numbers of the method against the ratio and the factors.
    ///
    /// - Throws: ``StatisticsError`` naming the number at fault.
    func check(_ ratio: AllocationRatio, _ factors: [StratificationFactor]) throws(StatisticsError) {
        switch self {
        case .simple: break
        case .permutedBlocks(let sizes): try Self.checkBlocks(sizes, ratio)
        case .biasedCoin(let probability): try Self.checkCoin(probability, slots: ratio.sum)
        case .urn(let alpha, let beta):
            try Self.require(alpha, in: 0...1_000_000, "alpha")
            try Self.require(beta, in: (alpha == 0 ? 1 : 0)...1_000_000, "beta")
        case .bigStick(let imbalance): try Self.require(imbalance, in: 1...1_000_000, "limit")
        case .blockUrn(let sets): try Self.require(sets, in: 1...10_000, "sets")
        case .maximal(let imbalance, let length):
            try Self.checkMaximal(imbalance, length, ratio)
        case .minimization(let rule): try rule.check(ratio, factors)
        }
    }

    static func checkCoin(_ probability: Double, slots: Int) throws(StatisticsError) {
        let least = 1 / Double(slots)
        guard probability >= least, probability <= 1 else {
            throw StatisticsError(
                .invalidValue, argument: "probability",
                "probability is \(probability); expected 1/\(slots) (no preference) to 1 (no chance) for a ratio of \(slots) parts"
            )
        }
    }

    private static func checkBlocks(_ sizes: [Int], _ ratio: AllocationRatio) throws(StatisticsError) {
        guard !sizes.isEmpty else {
            throw StatisticsError(.empty, argument: "blocks", "blocks is empty; expected one size or more")
        }
        for (index, size) in sizes.enumerated() {
            guard size > 0, size % ratio.sum == 0, size <= 10_000 else {
                let below = max(1, min(size, 10_000) / ratio.sum) * ratio.sum
                throw StatisticsError(
                    .invalidValue, argument: "blocks", index: index,
                    "blocks[\(index)] is \(size); expected a multiple of \(ratio.sum), the sum of the ratio \(ratio), such as \(below) or \(below + ratio.sum)"
                )
            }
        }
    }

    private static func checkMaximal(
        _ imbalance: Int, _ length: Int, _ ratio: AllocationRatio
    ) throws(StatisticsError) {
        guard ratio.parts == [1, 1] else {
            throw StatisticsError(
                .invalidValue, argument: "ratio",
                "ratio is \(ratio); the maximal procedure keeps the ratio at every subject only for two equal arms, expected 1:1"
            )
        }
        try require(imbalance, in: 1...10_000, "limit")
        guard length >= 2, length % 2 == 0, length <= 100_000 else {
            throw StatisticsError(
                .invalidValue, argument: "length",
                "length is \(length); expected an even number of subjects from 2 to 100000, as all sequences end balanced"
            )
        }
    }

    private static func require(_ value: Int, in range: ClosedRange<Int>, _ argument: String) throws(StatisticsError) {
        guard range.contains(value) else {
            throw StatisticsError(
                .invalidValue, argument: argument,
                "\(argument) is \(value); expected \(range.lowerBound) to \(range.upperBound)")
        }
    }
}
