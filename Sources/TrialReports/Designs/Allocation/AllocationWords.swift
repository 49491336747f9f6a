import TrialFigures
import TrialStatistics

/// Words about schemes that several answers share.
enum AllocationWords {
    /// All that decides on allocations in one line, for the chain.
    static func audit(_ scheme: AllocationScheme, seed: UInt64) -> String {
        let factors = scheme.factors.map { "\($0.name)=\($0.levels.joined(separator: ","))" }.joined(separator: ";")
        return
            "equipoise allocation 1|\(exact(scheme.method))|\(scheme.ratio)|\(scheme.ratio.arms.joined(separator: ","))|\(factors)|\(seed)"
    }

    /// A method with all digits of its numbers.
    private static func exact(_ method: AllocationMethod) -> String {
        switch method {
        case .simple: "simple"
        case .permutedBlocks(let sizes): "permuted-blocks \(sizes)"
        case .biasedCoin(let probability): "biased-coin \(probability)"
        case .urn(let alpha, let beta): "urn \(alpha) \(beta)"
        case .bigStick(let imbalance): "big-stick \(imbalance)"
        case .blockUrn(let sets): "block-urn \(sets)"
        case .maximal(let imbalance, let length): "maximal \(imbalance) \(length)"
        case .minimization(let rule):
            "minimization \(rule.measure.rawValue) \(rule.weights) \(rule.probability) \(rule.ratio.rawValue)"
        }
    }

    /// `ixazomib:placebo 3:2`.
    static func ratio(_ ratio: AllocationRatio) -> String {
        "\(ratio.arms.joined(separator: " : ")) = \(ratio)"
    }

    /// The factors with their levels.
    static func factors(_ scheme: AllocationScheme) -> String {
        scheme.factors.isEmpty
            ? "none"
            : scheme.factors.map { "\($0.name) (\($0.levels.joined(separator: ", ")))" }.joined(separator: "; ")
    }

    /// The rows of a table that says how allocations were made.
    static func audit(
        _ scheme: AllocationScheme, seed: String, version: String, more: [[String]] = []
    ) -> DesignAnswer.Block {
        .table(
            "How it was made", ["item", "value"],
            [
                ["Method", scheme.method.summary], ["Ratio", ratio(scheme.ratio)],
                [scheme.isStratified ? "Strata" : "Factors", factors(scheme)], ["Seed", seed],
                ["Program", "Equipoise \(version)"],
            ] + more, wordColumns: [1])
    }

    /// The largest imbalance that blocks allow, in subjects.
    static func bound(_ scheme: AllocationScheme) -> Double? {
        guard case .permutedBlocks(let sizes) = scheme.method, let largest = sizes.max() else { return nil }
        let spread = scheme.ratio.parts.indices.map { scheme.ratio.share($0) * (1 - scheme.ratio.share($0)) }.max() ?? 0
        return Double(largest) * spread
    }

    /// Why a seed can be found by trial, where it can.
    static func remark(onSeed seed: UInt64) -> String? {
        guard seed < 1 << 32 else { return nil }
        return
            "The seed \(seed) is small enough to be found by trial from a few known allocations; for a trial that is to be concealed leave out --seed, and one of 64 random bits is made and printed."
    }

    static func percent(_ share: Double) -> String { NumberText.percent(share) + "%" }

    /// Counts of arms, `24 : 16`.
    static func counts(_ counts: [Int]) -> String { counts.map(String.init).joined(separator: " : ") }
}
