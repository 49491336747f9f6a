/// The allocation of one more subject, given those before.
///
/// The history is walked through: every allocation in it is compared with the one that the seed gives. Where they differ the history
/// stands, since that is what patients took, and ``overrides`` lists it; the state that follows is that of the arms given.
///
/// ```swift
/// let next = try NextAllocation(scheme, seed: 7, history: [(["II"], "ixazomib")], subject: ["II"])
/// next.arm             // an index of scheme.ratio.arms
/// next.chances         // what the arms' chances were
/// ```
public struct NextAllocation: Sendable, Hashable {
    /// A subject before, whose arm is not the one that the seed gives.
    public struct Override: Sendable, Hashable {
        /// The index in the history.
        public let index: Int
        /// The arm given, and the arm due.
        public let given: Int, due: Int
    }

    /// What decided, with the seed.
    public let scheme: AllocationScheme
    /// The seed.
    public let seed: UInt64
    /// The levels of the subject.
    public let levels: [Int]
    /// The place in its stratum, from 1.
    public let place: Int
    /// The index of the arm.
    public let arm: Int
    /// The chances that the arms had, the history known.
    public let chances: [Double]
    /// Subjects of the history that were allocated otherwise.
    public let overrides: [Override]
    /// The number of subjects in each arm of the stratum before.
    public let counts: [Int]
    /// For each factor the number of subjects in each arm who have the subject's level, before.
    public let levelCounts: [[Int]]

    /// Allocates a subject.
    ///
    /// - Parameters:
    ///   - scheme: method, ratio and factors.
    ///   - seed: the seed.
    ///   - history: the levels and the arm of each subject before, by name, in the order in which they came.
    ///   - subject: the levels of the subject, factor by factor.
    /// - Throws: ``StatisticsError`` naming the subject whose level or arm there is none of.
    public init(
        _ scheme: AllocationScheme, seed: UInt64, history: [(levels: [String], arm: String)], subject: [String]
    ) throws(StatisticsError) {
        let levels = try scheme.levels(named: subject, argument: "next")
        let stratum = scheme.stratum(of: levels)
        var run = AllocationRun(scheme, seed: seed)
        var overrides: [Override] = []
        var levelCounts = scheme.factors.map { _ in scheme.ratio.parts.map { _ in 0 } }
        for (index, before) in history.enumerated() {
            let known = try scheme.levels(named: before.levels, argument: "history", index: index)
            let given = try scheme.ratio.arm(named: before.arm, argument: "history", index: index)
            let due = run.record(arm: given, levels: known)
            if due != given { overrides.append(Override(index: index, given: given, due: due)) }
            for factor in levels.indices where known[factor] == levels[factor] { levelCounts[factor][given] += 1 }
        }
        self.scheme = scheme
        self.seed = seed
        self.levels = levels
        self.levelCounts = levelCounts
        self.overrides = overrides
        place = run.states[stratum].total + 1
        counts = run.law.counts(run.states[stratum])
        arm = run.next(levels: levels)
        chances = run.armChances
    }
}
