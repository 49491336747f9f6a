/// What the rules that hold decide together about one drug.
///
/// The most severe action wins: withdraw, stop, hold, reduce, continue. A hold and a reduction combine: the drug is held and given again one step
/// lower. Two holds wait for the conditions of both. Two rules of equal severity that name different doses disagree: the lower dose is taken
/// until a person has settled it, and the decision says so. The order of the rules does not matter.
///
/// ```swift
/// ModificationDecision([hold, reduce])?.action     // .hold, resumed one lower
/// ```
public struct ModificationDecision: Sendable, Hashable {
    /// What a rule that holds asks for.
    public struct Demand: Sendable, Hashable {
        /// The rule's name.
        public let rule: String
        /// What it does.
        public let action: ModificationAction
        /// For a hold: at which dose the drug is given again.
        public let resumed: ResumedDose
        /// For a reduction: the dose, where one is named.
        public let to: DoseLevel?

        /// A demand.
        public init(_ rule: String, _ action: ModificationAction, resumed: ResumedDose = .same, to: DoseLevel? = nil) {
            self.rule = rule
            self.action = action
            self.resumed = resumed
            self.to = to
        }
    }

    /// What is done.
    public let action: ModificationAction
    /// For a hold: at which dose the drug is given again.
    public let resumed: ResumedDose
    /// For a reduction: the dose, where one is named; the next step of the ladder otherwise.
    public let to: DoseLevel?
    /// The rules that hold, in the order of their names.
    public let rules: [String]
    /// Those of them that decide.
    public let deciding: [String]
    /// Rules of equal severity that disagree.
    public let disagreement: String?

    /// The decision of demands; `nil` where no rule holds.
    public init?(_ demands: [Demand]) {
        guard let action = demands.map(\.action).max() else { return nil }
        let reductions = demands.filter { $0.action == .reduce }
        let strongest = demands.filter { $0.action == action }
        self.action = action
        rules = Set(demands.map(\.rule)).sorted()
        let isCombined = action == .hold && !reductions.isEmpty
        deciding = Set((strongest + (isCombined ? reductions : [])).map(\.rule)).sorted()
        let doses = strongest.map { action == .reduce ? $0.to.map(ResumedDose.level) ?? .oneLower : $0.resumed }
        let combined = isCombined ? reductions.map { $0.to.map(ResumedDose.level) ?? .oneLower } : []
        let lowest = (doses + combined).max(by: Self.isHigher)
        resumed = action == .hold ? lowest ?? .same : .same
        if action == .reduce, case .level(let level)? = lowest { to = level } else { to = nil }
        disagreement = action == .hold || action == .reduce ? Self.disagreement(strongest, doses) : nil
    }

    /// The lower of two doses.
    static func lower(_ a: ResumedDose, _ b: ResumedDose) -> ResumedDose { isHigher(a, b) ? b : a }

    /// Whether `a` leaves a higher dose than `b`.
    private static func isHigher(_ a: ResumedDose, _ b: ResumedDose) -> Bool {
        switch (a, b) {
        case (.same, .same), (.oneLower, .oneLower): false
        case (.same, _): true
        case (.oneLower, .level): true
        case (.level(let a), .level(let b)):
            a.amount.compared(to: b.amount) == .above || a.amount == b.amount && a.description > b.description
        default: false
        }
    }

    private static func disagreement(_ demands: [Demand], _ doses: [ResumedDose]) -> String? {
        guard Set(doses).count > 1 else { return nil }
        let sides = zip(demands, doses).map { "\($0.rule): \($1)" }.sorted()
        return
            "rules of equal severity disagree about the dose (\(sides.joined(separator: "; "))); record `reduced` or `resumed` with `to`"
    }
}
