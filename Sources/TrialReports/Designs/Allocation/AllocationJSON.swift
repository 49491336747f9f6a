import TrialStatistics

/// The parts of the JSON of `equipoise allocate` that its answers share; `Documentation/Guides/allocate.md` describes it.
struct AllocationJSON: Encodable, Sendable {
    struct Factor: Encodable, Sendable {
        let name: String
        let levels: [String]
    }

    let method: String
    let summary: String
    let ratio: [Int]
    let arms: [String]
    let factors: [Factor]
    /// Text, as JSON numbers end at 53 bits; null where it is withheld.
    let seed: String?
    let version: String

    init(_ scheme: AllocationScheme, seed: UInt64?, version: String) {
        method = scheme.method.name
        summary = scheme.method.summary
        ratio = scheme.ratio.parts
        arms = scheme.ratio.arms
        factors = scheme.factors.map { Factor(name: $0.name, levels: $0.levels) }
        self.seed = seed.map(String.init)
        self.version = version
    }

    private enum Key: String, CodingKey { case method, summary, ratio, arms, factors, seed, version }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(method, forKey: .method)
        try container.encode(summary, forKey: .summary)
        try container.encode(ratio, forKey: .ratio)
        try container.encode(arms, forKey: .arms)
        try container.encode(factors, forKey: .factors)
        try container.encode(seed, forKey: .seed)
        try container.encode(version, forKey: .version)
    }
}
