/// How subjects come to their arms, and who may know it: the section `allocation`.
///
/// ```yaml
/// allocation:
///   method: permuted-blocks
///   ratio: 3:2
///   strata:
///     - {factor: ISS before induction, levels: [I, II, III]}
///     - {factor: induction regimen, levels: unspecified}
///   blinding: double
/// ```
public struct AllocationPlan: Sendable, Hashable {
    /// How an arm is found.
    public enum Method: String, Sendable, Hashable, CaseIterable {
        /// There is one arm.
        case none
        /// Patient and doctor choose; comparisons of the arms are not randomised.
        case discretionary
        case simple
        case randomNumberTable = "random-number table"
        case permutedBlocks = "permuted-blocks"
        case biasedCoin = "biased-coin"
        case urn
        case bigStick = "big-stick"
        case blockUrn = "block-urn"
        case maximal
        case minimization

        /// Whether chance decides.
        public var isRandom: Bool { self != .none && self != .discretionary }
    }

    /// Who does not know the arm.
    public enum Blinding: String, Sendable, Hashable, CaseIterable {
        case open, single, double, triple
    }

    /// One factor of stratification.
    public struct Stratum: Sendable, Hashable {
        /// What it is called.
        public let factor: String
        /// Its levels.
        public let levels: Stated<[String]>
        /// Its weight in minimization.
        public let weight: PrintedNumber?
    }

    /// Whether chance decides; `nil` where the protocol says neither that nor how. A ratio or strata say that it does.
    public var isRandomised: Bool? {
        if let method = method.value { return method.isRandom }
        return ratio?.value != nil || !strata.isEmpty ? true : nil
    }

    /// How an arm is found.
    public let method: Stated<Method>
    /// The parts of the arms, in the order of the section `arms`.
    public let ratio: Stated<PrintedRatio>?
    /// The factors of stratification.
    public let strata: [Stratum]
    /// The sizes of permuted blocks.
    public let blocks: Stated<[Int]>?
    /// The probability of the biased coin or of minimization.
    public let probability: PrintedNumber?
    /// Who does not know the arm.
    public let blinding: Stated<Blinding>?
    /// What the subjects of a control get so that they cannot know it.
    public let placebo: String?
    /// How the next arm is kept from those who enrol.
    public let concealment: Stated<String>?
    /// A remark.
    public let note: String?

    init?(_ keys: inout MappingReader) {
        let method = keys.required("method", .stated(Expectation<Method>.choice), "how a subject comes to an arm")
        ratio = keys.optional("ratio", .stated(.arms), "the parts of the arms, in their order")
        strata = keys.optional("strata", .list(of: .stratum), "the factors of stratification") ?? []
        blocks = keys.optional("blocks", .stated(.list(of: .count())), "the sizes of permuted blocks")
        probability = keys.optional("probability", .probability, "that of the biased coin or of minimization")
        blinding = keys.optional("blinding", .stated(Expectation<Blinding>.choice), "who does not know the arm")
        placebo = keys.optional("placebo", .words, "what subjects of the control get so that they cannot know")
        concealment = keys.optional("concealment", .stated(.words), "how the next arm is kept from those who enrol")
        note = keys.optional("note", .words, "a remark")
        guard let method else { return nil }
        self.method = method
        refuseWhatDoesNotGo(&keys)
    }

    private func refuseWhatDoesNotGo(_ keys: inout MappingReader) {
        guard let method = method.value else { return }
        let owners: [(String, Set<Method>)] = [
            ("blocks", [.permutedBlocks]), ("probability", [.biasedCoin, .minimization]),
            ("ratio", Set(Method.allCases.filter(\.isRandom))), ("strata", Set(Method.allCases.filter(\.isRandom))),
        ]
        for (key, methods) in owners where keys.has(key) && !methods.contains(method) {
            keys.refuse(
                "study.conflict", "`\(key)` does not go with the method \(method.rawValue)", at: key,
                advice: "take it out, or change `method`")
        }
        for (index, stratum) in strata.enumerated()
        where strata[..<index].contains(where: { $0.factor == stratum.factor }) {
            keys.refuse("study.duplicate-id", "two strata have the factor \(stratum.factor)", at: "strata")
        }
        guard let blocks = blocks?.value, let parts = ratio?.value?.parts else { return }
        let sum = parts.reduce(0, +)
        for size in blocks where size % sum != 0 {
            keys.refuse(
                "study.range", "a block of \(size) cannot hold the ratio \(ratio?.value?.description ?? "")",
                at: "blocks",
                advice: "give multiples of \(sum)")
        }
    }
}

extension Expectation where Value == AllocationPlan {
    static let allocation = Expectation.group(
        "keys such as {method: permuted-blocks, ratio: 3:2}", of: "`allocation`"
    ) { AllocationPlan(&$0) }
}

extension Expectation where Value == AllocationPlan.Stratum {
    fileprivate static let stratum = Expectation.group(
        "keys such as {factor: ISS, levels: [I, II, III]}", of: "a stratum"
    ) { keys in
        let factor = keys.required("factor", .words, "what it is called")
        let levels = keys.required("levels", .stated(.list(of: .words, atLeast: 2)), "its levels")
        let weight = keys.optional("weight", .positive, "its weight in minimization; 1 by default")
        guard let factor, let levels else { return nil }
        return AllocationPlan.Stratum(factor: factor, levels: levels, weight: weight)
    }
}

extension Expectation where Value == PrintedRatio {
    /// A ratio of any number of arms.
    fileprivate static let arms = Expectation(
        "a ratio of whole numbers from 1, such as 3:2 or 2:1:1",
        shape: .text(pattern: "^[1-9][0-9]*( *: *[1-9][0-9]*)+$")
    ) { text throws(StudyFault) in
        guard let ratio = PrintedRatio(text) else { throw text.contains(":") ? .range : .type }
        return ratio
    }
}
