/// Follow-up drawn from a seed: few distinct times, so heavy ties; delayed entry, weights, arms, strata, covariates.
public struct GeneratedFollowUp: Sendable, CustomStringConvertible {
    /// The seed it was drawn from.
    public let seed: UInt64
    /// Whole times, at most `distinctTimes` of them, and whole entries before them.
    public let times, entries: [Double]
    /// Whether each time is that of an event.
    public let events: [Bool]
    /// Whole weights from 1 to 4, and fractional ones from 0.3 to 2.3.
    public let copies, weights: [Double]
    /// Codes of 3 arms and of 4 strata.
    public let arms, strata: [Int32]
    /// A covariate with few values, and one with many.
    public let stage, biomarker: [Double]

    /// Draws `count` subjects.
    public init(seed: UInt64, count: Int = 90, distinctTimes: Int = 12) {
        var random = SplitMix(state: seed)
        func draw(_ make: () -> Double) -> [Double] { (0..<count).map { _ in make() } }
        self.seed = seed
        arms = draw { Double(random.below(3)) }.map(Int32.init)
        strata = draw { Double(random.below(4)) }.map(Int32.init)
        stage = draw { Double(random.below(4)) }
        biomarker = draw { random.uniform() * 4 - 2 }
        let biomarker = biomarker
        times = (0..<count).map { index in
            let spread = Double(distinctTimes) * (biomarker[index] > 0.5 ? 0.6 : 1)
            return 1 + (random.uniform() * spread).rounded(.down)
        }
        entries = times.map { time in max(0, time - 1 - Double(random.below(distinctTimes))) }
        events = draw { random.uniform() }.map { $0 < 0.65 }
        copies = draw { 1 + Double(random.below(4)) }
        weights = draw { 0.3 + 2 * random.uniform() }
    }

    /// The seed, for test reports.
    public var description: String { "seed \(seed)" }

    /// Several data sets for parameterised tests.
    public static let several = (1...8).map { GeneratedFollowUp(seed: $0) }

    /// The row numbers in an order drawn from the seed.
    public var shuffledRows: [Int] {
        var random = SplitMix(state: seed &+ 1000)
        return times.indices.shuffled(using: &random)
    }

    /// The row numbers with each row as often as its whole weight says.
    public var replicatedRows: [Int] {
        times.indices.flatMap { [Int](repeating: $0, count: Int(copies[$0])) }
    }
}

/// The generator splitmix64 of Steele, Lea & Flood, OOPSLA 2014: small, seeded, the same everywhere.
public struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    /// Starts at a seed.
    public init(state: UInt64) { self.state = state }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }

    /// A number in [0, 1).
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A whole number in 0..<bound.
    public mutating func below(_ bound: Int) -> Int { Int(uniform() * Double(bound)) }
}

extension Array {
    /// The elements at the given indices, in their order.
    public func picked(_ rows: [Int]) -> [Element] { rows.map { self[$0] } }
}
