/// Interim looks at a comparison of two arms with the level spent over them.
///
/// ```yaml
/// {rule: group-sequential, endpoint: PFS, alpha: 0.025, fractions: [0.5, 0.75, 1], spending: lan-demets-obf,
///  power: 90%, hazard ratio: 0.70, ratio: 3:2}
/// ```
public struct GroupSequentialRule: RuleKeys {
    /// A bound on the side of no effect.
    public struct Futility: Sendable, Hashable {
        /// How the error of the second kind is spent, by the name of a spending function.
        public let spending: String?
        /// The error of the second kind that is spent; what `power` leaves by default.
        public let beta: PrintedNumber?
        /// Fixed bounds on z, one for each look before the last.
        public let bounds: [PrintedNumber]?
        /// Whether the bound must be kept to, so that efficacy bounds may reckon with it.
        public let isBinding: Bool
    }

    /// A bound on the side of harm, which has a level of its own.
    public struct Harm: Sendable, Hashable {
        /// How that level is spent, by the name of a spending function or a shape.
        public let spending: String
        /// The level.
        public let alpha: PrintedNumber
    }

    /// When the looks are and how the level is spent, which families of hypotheses share.
    public let plan: LookPlan
    /// The endpoint.
    public let endpoint: String
    /// The level, of both sides together where there are two.
    public let alpha: PrintedNumber
    /// Whether the test has two sides.
    public let isTwoSided: Bool
    /// The bound on the side of no effect.
    public let futility: Futility?
    /// The bound on the side of harm.
    public let harm: Harm?
    /// The power that is wanted.
    public let power: PrintedNumber?
    /// The hazard ratio under the alternative.
    public let hazardRatio: PrintedNumber?
    /// Subjects of the treatment to those of the control.
    public let ratio: PrintedRatio?
    /// The median of the control arm.
    public let control: Period?

    init?(_ keys: inout MappingReader) {
        let endpoint = keys.required("endpoint", .words, "the endpoint, such as PFS")
        let alpha = keys.required("alpha", .level, "the level, of both sides together where there are two")
        isTwoSided = keys.optional("sides", .sides, "one (the default) or two") ?? false
        let plan = LookPlan(&keys)
        futility = keys.optional("futility", .futility, "a bound on the side of no effect")
        harm = keys.optional("harm", .harm, "a bound on the side of harm, with a level of its own")
        power = keys.optional("power", .probability, "the power that is wanted, such as 90%")
        hazardRatio = keys.optional("hazard ratio", .positive, "the hazard ratio under the alternative")
        ratio = keys.optional("ratio", .ratio, "subjects of the treatment to those of the control; 1:1 by default")
        control = keys.optional("control", .period, "the median of the control arm")
        if hazardRatio?.value == 1 {
            keys.refuse("study.range", "`hazard ratio` is 1, which no trial can find", at: "hazard ratio")
        }
        guard let endpoint, let alpha, let plan else { return nil }
        (self.endpoint, self.alpha, self.plan) = (endpoint, alpha, plan)
    }
}

/// When the looks at one hypothesis are, and how its level is spent.
public struct LookPlan: Sendable, Hashable {
    /// When the looks are.
    public enum Looks: Sendable, Hashable {
        /// At parts of the information.
        case fractions([PrintedNumber])
        /// At numbers of events, the last of which is all the information.
        case events([Int])
        /// At equal parts of the information.
        case equal(Int)
    }

    /// When the looks are.
    public let looks: Looks
    /// How the level is spent, or the shape of the boundary, by its name.
    public let spending: String
    /// The calendar times of the looks from the first subject on, where they are not at planned information.
    public let times: [Period]?

    /// The parts of the information at the looks.
    public var fractions: [Double] {
        switch looks {
        case .fractions(let fractions): fractions.map(\.value)
        case .events(let events): events.map { Double($0) / Double(events.last ?? 1) }
        case .equal(let count): (1...count).map { Double($0) / Double(count) }
        }
    }

    /// The key that says when the looks are.
    public var looksKey: String {
        switch looks {
        case .fractions: "fractions"
        case .events: "events"
        case .equal: "looks"
        }
    }

    init?(_ keys: inout MappingReader) {
        let fractions = keys.optional(
            "fractions", .list(of: .share), "the part of the information at each look, ending with 1")
        let events = keys.optional("events", .list(of: .count()), "the events at each look, in place of `fractions`")
        let looks = keys.optional(
            "looks", .count(to: 100), "the number of equally spaced looks, in place of `fractions`")
        spending =
            keys.optional(
                "spending", .words,
                "how the level is spent: lan-demets-obf (the default), lan-demets-pocock, hsd:-4, power:3, or the"
                    + " shape of the boundary: obf, pocock, wang-tsiatis:0.25, haybittle-peto:3") ?? "lan-demets-obf"
        times = keys.optional(
            "times", .list(of: .period),
            "when the looks are, from the start on, for simulations; where the events are then others than planned, the"
                + " level is spent by those that are there")
        keys.expectOne(of: ["fractions", "events", "looks"])
        if let fractions {
            self.looks = .fractions(fractions)
        } else if let events {
            for (before, now) in zip(events, events.dropFirst()) where now <= before {
                keys.refuse(
                    "study.range", "`events` has \(now) after \(before); expected more at each look", at: "events")
                return nil
            }
            self.looks = .events(events)
        } else if let looks {
            self.looks = .equal(looks)
        } else {
            return nil
        }
        refuseTimes(&keys)
    }

    /// Refuses times that do not increase, or are not one for each look.
    private func refuseTimes(_ keys: inout MappingReader) {
        guard let times else { return }
        if zip(times, times.dropFirst()).contains(where: { $0.months >= $1.months }) {
            keys.refuse("study.range", "`times` do not increase", at: "times")
        }
        if times.count != fractions.count {
            keys.refuse(
                "study.list", "`times` has \(times.count) times; expected \(fractions.count), one for each look",
                at: "times")
        }
    }
}

extension Expectation where Value == Bool {
    /// `one` or `two` sides; true of two.
    static let sides = Expectation("one or two", shape: .choice(["one", "two"])) { text throws(StudyFault) in
        switch text.lowercased() {
        case "one", "1": false
        case "two", "2": true
        default: throw .type
        }
    }
}

extension Expectation where Value == GroupSequentialRule.Futility {
    /// A bound on the side of no effect.
    static let futility = Expectation.group(
        "keys such as {spending: hsd:-2, binding: no} or {bounds: [0, 0.5]}", of: "`futility`"
    ) { keys in
        let spending = keys.optional("spending", .words, "how the error of the second kind is spent")
        let beta = keys.optional("beta", .level, "the error that is spent; what `power` leaves by default")
        let bounds = keys.optional("bounds", .list(of: .number), "bounds on z at the looks before the last")
        let binding = keys.optional("binding", .yesOrNo, "whether the bound must be kept to; no by default")
        keys.expectOne(of: ["spending", "bounds"])
        return GroupSequentialRule.Futility(
            spending: spending, beta: beta, bounds: bounds, isBinding: binding ?? false)
    }
}

extension Expectation where Value == GroupSequentialRule.Harm {
    /// A bound on the side of harm.
    static let harm = Expectation.group(
        "keys such as {spending: lan-demets-pocock, alpha: 0.05}", of: "`harm`"
    ) { keys in
        let spending = keys.optional("spending", .words, "how its level is spent; lan-demets-obf by default")
        let alpha = keys.required("alpha", .level, "its level")
        return alpha.map { GroupSequentialRule.Harm(spending: spending ?? "lan-demets-obf", alpha: $0) }
    }
}
