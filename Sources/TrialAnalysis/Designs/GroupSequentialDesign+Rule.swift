import TrialModel
import TrialStatistics
import TrialValues

extension GroupSequentialDesign {
    /// The design that an item asks for.
    ///
    /// - Throws: what the method refuses, at the key that says it.
    public init(_ rule: GroupSequentialRule, of item: DesignItem) throws(Diagnostics) {
        let efficacy = EfficacyRule(try BoundaryShape(named: rule.plan.spending, of: item, at: "spending"))
        let futility = try rule.futility.map { futility throws(Diagnostics) in
            try FutilityRule(futility, rule, of: item)
        }
        let harm = try rule.harm.map { harm throws(Diagnostics) in
            HarmRule(try BoundaryShape(named: harm.spending, of: item, at: "harm"), alpha: harm.alpha.value)
        }
        let keys = [
            "fractions": rule.plan.looksKey, "alpha": "alpha", "efficacy": "spending", "futility": "futility",
            "harm": "harm", "power": item.has("power") ? "power" : "futility",
        ]
        self = try item.method(at: "rule", keys) { () throws(StatisticsError) in
            try GroupSequentialDesign(
                fractions: rule.plan.fractions, alpha: rule.alpha.value, sides: rule.isTwoSided ? .two : .one,
                efficacy: efficacy, futility: futility, harm: harm, power: rule.designPower)
        }
    }
}

extension GroupSequentialRule {
    /// The power that a futility boundary leaves: `power`, or what `beta` of the boundary leaves.
    public var designPower: Double? { power?.value ?? futility?.beta.map { 1 - $0.value } }
}

extension BoundaryShape {
    /// The shape of a name that an item has under a key.
    init(named name: String, of item: DesignItem, at key: String) throws(Diagnostics) {
        guard let shape = BoundaryShape(name: name) else {
            throw Diagnostics([
                Diagnostic(
                    .error, "study.choice", "`\(name)` is no way of spending a level", at: item.place(of: key),
                    advice: "lan-demets-obf, lan-demets-pocock, hsd:-4, power:3, table:0.5=0.2,0.8=0.6, obf, pocock,"
                        + " wang-tsiatis:0.25, haybittle-peto:3 and fixed:3,2.5,2 are")
            ])
        }
        self = shape
    }
}

extension FutilityRule {
    /// The futility boundary of an item.
    fileprivate init(
        _ futility: GroupSequentialRule.Futility, _ rule: GroupSequentialRule, of item: DesignItem
    ) throws(Diagnostics) {
        if let power = rule.power, let beta = futility.beta, abs(power.value + beta.value - 1) > 1e-12 {
            throw Diagnostics([
                Diagnostic(
                    .error, "study.conflict", "`beta` is \(beta), which is not what `power` of \(power) leaves",
                    at: item.place(of: "futility", "beta"), advice: "keep one of them")
            ])
        }
        if let bounds = futility.bounds {
            self.init(.z(bounds.map(\.value)), isBinding: futility.isBinding)
            return
        }
        let name = futility.spending ?? "lan-demets-obf"
        guard case .spending(let function) = try BoundaryShape(named: name, of: item, at: "futility") else {
            throw Diagnostics([
                Diagnostic(
                    .error, "study.choice", "`\(name)` does not spend an error", at: item.place(of: "futility"),
                    advice: "lan-demets-obf, lan-demets-pocock, hsd:-4 and power:3 do")
            ])
        }
        self.init(.spending(function), isBinding: futility.isBinding)
    }
}

extension LookPlan {
    /// The events at the last look, where looks are by events.
    public var lastEvents: Int? { if case .events(let events) = looks { events.last } else { nil } }
}
