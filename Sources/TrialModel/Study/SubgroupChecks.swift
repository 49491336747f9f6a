import TrialValues

/// Whether the levels of a subgroup partition the subjects, as far as its fact tells.
struct SubgroupChecks {
    let subgroup: SubgroupPlan
    let facts: FactDictionary
    private(set) var problems: [Diagnostic] = []

    /// What is wrong with a subgroup, or doubtful.
    static func problems(of subgroup: SubgroupPlan, facts: FactDictionary) -> [Diagnostic] {
        var checks = SubgroupChecks(subgroup: subgroup, facts: facts)
        checks.check()
        return checks.problems
    }

    private mutating func check() {
        guard let by = subgroup.by, let levels = subgroup.levels.value else { return }
        guard let fact = facts[by] else {
            let nearest = facts.nearest(to: by).map { "did you mean `\($0)`?" }
            return add(
                .error, "study.unknown-name", "the subgroup \(subgroup.id) is by `\(by)`, which is no fact", at: "by",
                advice: nearest ?? "declare it in the section `facts`")
        }
        switch (levels, fact.kind) {
        case (.bands(let bands), .quantity), (.bands(let bands), .number): checkBands(bands, fact)
        case (.values(let levels), .ordinal(let scale)): checkValues(levels, scale.names) { scale.rank(of: $0) }
        case (.values(let levels), .choice(let words)): checkValues(levels, words) { words.firstIndex(of: $0) }
        case (.values(let levels), .flag): checkValues(levels, ["yes", "no"]) { ["yes", "no"].firstIndex(of: $0) }
        case (.bands, _), (.values, _):
            add(
                .error, "study.conflict",
                "`\(fact.name)` is \(fact.kind.words); the subgroup \(subgroup.id) cannot be by it",
                at: "by")
        case (.named, _): break
        }
    }

    private mutating func checkBands(_ bands: [QuantityBand], _ fact: FactDefinition) {
        if case .quantity(let unit, _) = fact.kind {
            for band in bands where MeasurementUnit(band.unit)?.dimension != unit.dimension {
                return add(
                    .error, "study.unit", "the band `\(band)` of \(subgroup.id) has no unit that fits `\(fact.name)`",
                    at: "bands", advice: "write it with its unit, such as \(unit.code)")
            }
        }
        guard Set(bands.map { MeasurementUnit($0.unit) }).count == 1 else {
            return add(.error, "study.unit", "the bands of \(subgroup.id) have different units", at: "bands")
        }
        // Between bands that overlap there is no gap to tell of.
        guard bands.indices.allSatisfy({ i in !bands[(i + 1)...].contains { bands[i].overlaps($0) } }) else { return }
        let ordered = bands.sorted { $0.isBelow($1) }
        var open: [String] = []
        if let lower = ordered.first?.lower { open.append("below \(lower.number) \(bands[0].unit)") }
        for (band, next) in zip(ordered, ordered.dropFirst()) where !band.touches(next) {
            open.append("between `\(band)` and `\(next)`")
        }
        if let upper = ordered.last?.upper { open.append("of \(upper.number) \(bands[0].unit) and above") }
        warn(open.map { "subjects \($0)" })
    }

    private mutating func checkValues(
        _ levels: [SubgroupPlan.Level], _ names: [String], rank: (String) -> Int?
    ) {
        var found: Set<Int> = []
        for value in levels.flatMap(\.values) {
            guard let position = rank(value) else {
                let nearest = NearestName(to: value, among: names).map { "did you mean `\($0.name)`?" }
                add(
                    .error, "study.unknown-name",
                    "`\(value)` of \(subgroup.id) is none of \(names.joined(separator: ", "))",
                    at: "levels", advice: nearest)
                continue
            }
            found.insert(position)
        }
        let missing = names.indices.filter { !found.contains($0) }.map { "`\(names[$0])`" }
        if !problems.contains(where: { $0.severity == .error }) { warn(missing) }
    }

    /// Says who belongs to no level, unless the file does.
    private mutating func warn(_ missing: [String]) {
        guard !missing.isEmpty, subgroup.rest == nil else { return }
        add(
            .warning, "study.partition",
            "no level of \(subgroup.id) holds \(missing.joined(separator: ", "))",
            at: subgroup.node["bands"] == nil ? "levels" : "bands",
            advice: "add a level, or say in `rest` who belongs to none")
    }

    private mutating func add(
        _ severity: Diagnostic.Severity, _ rule: String, _ message: String, at key: String, advice: String? = nil
    ) {
        let place = subgroup.node[key]?.place ?? subgroup.node.place
        problems.append(Diagnostic(severity, rule, message, at: place, advice: advice))
    }
}
