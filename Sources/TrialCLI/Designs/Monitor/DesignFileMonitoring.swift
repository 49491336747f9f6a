import TrialAnalysis
import TrialModel
import TrialReports
import TrialStatistics
import TrialValues

/// Reads the rules of a design file on what was seen of one trial.
struct DesignFileMonitoring {
    let file: DesignFile
    /// The rule that was asked for; all by default.
    let item: String?
    let data: MonitoredData
    /// Earlier looks, by the name of their endpoint or hypothesis.
    let earlier: [HypothesisOption]

    /// What the rules say; a note names each that these data do not answer.
    func answer() throws -> MonitoringAnswer {
        guard data.unit == .months else {
            throw Refusal(description: "--time-unit: error: times of a design file are months; give --time in months")
        }
        let items = try file.items(item)
        try checkNames()
        try checkShared(items)
        var (readings, notes): ([RuleReading], [String]) = ([], [])
        var lacking: [String] = []
        for one in items {
            if let family = family(with: one) {
                let sentence =
                    "The rule \(one.id) is a hypothesis of \(family.id), which decides when it is tested; it is not read alone."
                if item != nil { throw Refusal(description: "--item: error: \(sentence) Give --item \(family.id).") }
                notes.append(sentence)
                continue
            }
            do {
                readings.append(try reading(of: one, &notes))
            } catch let missing as MonitoredData.Missing {
                lacking.append("The rule \(one.id) (\(one.rule.name.rawValue)) was not read: \(missing.words).")
            }
        }
        if let remark = Self.remark(onSeparate: items.filter { one in readings.contains { $0.name == one.id } }) {
            notes.append(remark)
        }
        guard !readings.isEmpty else {
            let reasons = lacking.isEmpty ? notes : lacking
            throw Refusal(description: reasons.map { "\(file.name): error: \($0)" }.joined(separator: "\n"))
        }
        return MonitoringAnswer(readings, notes: lacking + notes)
    }

    /// That comparisons which no family holds together do not wait for one another.
    private static func remark(onSeparate items: [DesignItem]) -> String? {
        let separate = items.filter { if case .groupSequential = $0.rule { true } else { false } }.map(\.id)
        guard separate.count > 1 else { return nil }
        let names = separate.dropLast().joined(separator: ", ") + " and " + separate[separate.count - 1]
        return
            "\(names) are each tested at a level of their own: the file declares no `closed` sequence or `graph` of them. None waits for another, and the chance of any false rejection can reach the sum of their levels."
    }

    // MARK: What is asked

    /// Refuses endpoints and earlier looks that no rule of the file has.
    private func checkNames() throws {
        let known = file.design.items.flatMap(\.monitoredNames)
        let given =
            data.endpoints.endpoint.map { ("--endpoint", $0.name) } + earlier.map { ("--hypothesis", $0.name) }
        for (option, name) in given where !known.contains(name) {
            let nearest = NearestName(to: name, among: known).map { "did you mean \($0.name)? " } ?? ""
            let names = known.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            throw Refusal(
                description:
                    "\(option): error: \(file.name) has no rule on '\(name)'; \(nearest)its endpoints are \(names.joined(separator: ", "))"
            )
        }
    }

    /// Refuses data without a name where several endpoints could be meant.
    private func checkShared(_ items: [DesignItem]) throws {
        func refuse(_ option: String, _ names: [String], _ example: String) throws {
            let unnamed = names.filter { data.endpoint([$0]) == nil }
            guard unnamed.count > 1 else { return }
            throw Refusal(
                description:
                    "\(option): error: \(file.name) has several rules it could be for: \(unnamed.joined(separator: ", ")); give --endpoint \(unnamed[0])=\(example) for each"
            )
        }
        let times = items.filter(\.watchesTime).map { $0.monitoredNames.last ?? $0.id }
        let counts = items.filter(\.counts).map(\.id)
        let asTimes = data.options.time != nil ? "--time" : data.options.totalTime != nil ? "--total-time" : nil
        let asCounts = data.options.outcome != nil ? "--outcome" : data.options.subjects != nil ? "--subjects" : nil
        if let asTimes { try refuse(asTimes, Array(Set(times)).sorted(), "TIME:EVENT") }
        if let asCounts { try refuse(asCounts, counts, "EVENT") }
    }

    /// The family of the file in which the endpoint of a comparison is a hypothesis.
    private func family(with item: DesignItem) -> DesignItem? {
        guard case .groupSequential(let rule) = item.rule else { return nil }
        return file.design.items.first { other in
            other.rule.family?.family.hypotheses.contains { hypothesis in
                let names = [hypothesis.id, hypothesis.endpoint].compactMap(\.self).map(EndpointSpelling.init)
                return names.contains(EndpointSpelling(item.id)) || names.contains(EndpointSpelling(rule.endpoint))
            } ?? false
        }
    }

    // MARK: Readings

    private func reading(of item: DesignItem, _ notes: inout [String]) throws -> RuleReading {
        let names = item.monitoredNames
        switch item.rule {
        case .betaBinomial(let rule):
            let monitor = try made { () throws(Diagnostics) in try BetaBinomialMonitor(rule, of: item) }
            let counts = try self.counts(names, most: monitor.schedule.maximum, &notes)
            return RuleReading(
                monitor, name: item.id, subjects: counts.subjects, events: counts.events, path: counts.path)
        case .predictiveProbability(let rule):
            let design = try made { () throws(Diagnostics) in try PredictiveProbabilityDesign(rule, of: item) }
            let counts = try self.counts(names, most: rule.maximum ?? item.facts?.sampleSize, &notes)
            return try PredictiveRuleOptions.naming { () throws(StatisticsError) in
                try RuleReading(
                    design, name: item.id, subjects: counts.subjects, events: counts.events, path: counts.path)
            }
        case .simon(let rule): return try simon(rule, item, &notes)
        case .bayesFactor(let rule): return try bayesFactor(rule, item, &notes)
        case .exponentialMedian(let rule):
            let monitor = try made { () throws(Diagnostics) in try ExponentialMonitor(rule, of: item) }
            let (looks, remarks) = try data.looks(names, every: rule.every?.months)
            notes += remarks
            return RuleReading(
                monitor, name: item.id, looks: looks, isPriorAssumed: item.notPrinted.contains("prior"),
                stale: data.options.stale)
        case .piecewiseExponential(let rule):
            let monitor = try made { () throws(Diagnostics) in try PiecewiseExponentialMonitor(rule, of: item) }
            let (looks, remarks) = try data.snapshots(names, every: rule.every?.months)
            notes += remarks
            return try ExponentialBoundary.naming { () throws(StatisticsError) in
                try RuleReading(monitor, name: item.id, looks: looks, stale: data.options.stale)
            }
        case .groupSequential(let rule): return try comparison(rule, item, names)
        case .closed(let rule): return try family(rule.family, isGraph: false, item)
        case .graph(let rule): return try family(rule.family, isGraph: true, item)
        case .boin, .mtpi2, .crm:
            throw MonitoredData.Missing.because(
                "it decides on doses, cohort by cohort; `equipoise boundaries` prints its table")
        }
    }

    private func counts(_ names: [String], most: Int?, _ notes: inout [String]) throws -> OutcomeSeen {
        let counts = try data.counts(names, most: most)
        notes += counts.notes
        return counts
    }

    private func simon(_ rule: SimonRule, _ item: DesignItem, _ notes: inout [String]) throws -> RuleReading {
        let search = try made { () throws(Diagnostics) in try TwoStageSearch(rule, of: item) }
        guard let design = (rule.choice == .optimal ? search.optimal : search.minimax)?.design else {
            throw Refusal(description: "\(file.name): error: \(item.id) has no design that holds both errors")
        }
        let counts = try counts(item.monitoredNames, most: design.total, &notes)
        return try PredictiveRuleOptions.naming { () throws(StatisticsError) in
            try RuleReading(
                design, name: item.id, null: rule.nullRate.value, subjects: counts.subjects, events: counts.events,
                path: counts.path)
        }
    }

    private func bayesFactor(
        _ rule: BayesFactorRule, _ item: DesignItem, _ notes: inout [String]
    ) throws -> RuleReading {
        let monitor = try made { () throws(Diagnostics) in try BayesFactorMonitor(rule, of: item) }
        guard case .rate = rule.parameter else {
            let (looks, remarks) = try data.looks(item.monitoredNames, every: rule.every?.months)
            notes += remarks
            return RuleReading(monitor, name: item.id, looks: looks, stale: data.options.stale)
        }
        let counts = try counts(item.monitoredNames, most: rule.maximum ?? item.facts?.sampleSize, &notes)
        let schedule = try? LookSchedule(
            cohort: rule.cohort, maximum: rule.maximum ?? item.facts?.sampleSize ?? 0)
        return RuleReading(
            monitor, name: item.id, subjects: counts.subjects, events: counts.events, schedule: schedule,
            path: counts.path)
    }

    private func comparison(_ rule: GroupSequentialRule, _ item: DesignItem, _ names: [String]) throws -> RuleReading {
        let given = earlier.first { names.contains($0.name) }
        var looks = given?.looks.compactMap { $0.map { (events: $0.information, z: $0.z) } } ?? []
        let now = try look(names, needed: looks.isEmpty)
        if let now, let z = now.look.z { looks.append((events: now.look.events, z: z)) }
        guard !looks.isEmpty else {
            throw MonitoredData.Missing.because(now?.look.notes.joined(separator: " ") ?? "it has no look")
        }
        let seen = looks
        let planned = given?.planned.map { PlannedInformation.amount($0) } ?? now?.planned
        let comparison = try made { () throws(Diagnostics) in
            try MonitoredComparison(rule, of: item, looks: seen, planned: planned)
        }
        return try MonitoringNames.refusing { () throws(StatisticsError) in
            try RuleReading(comparison, name: item.id, data: now?.look.notes ?? [])
        }
    }

    private func family(_ family: HypothesisFamily, isGraph: Bool, _ item: DesignItem) throws -> RuleReading {
        // A look in the data is one of the analysis after those on the command line.
        let ids = family.hypotheses.map(\.id)
        let names = family.hypotheses.flatMap(\.names)
        let given = earlier.filter { names.contains($0.name) }
        let analysis = given.map(\.looks.count).max() ?? 0
        var (seen, remarks): ([String: HypothesisSeen], [String]) = ([:], [])
        for hypothesis in family.hypotheses {
            let id = hypothesis.id
            let option = given.first { hypothesis.names.contains($0.name) }
            var looks: [SequentialHypothesis.Look] = []
            for (index, look) in (option?.looks ?? []).enumerated() {
                if let look { looks.append(.init(analysis: index, information: look.information, z: look.z)) }
            }
            let now = try look(hypothesis.names, needed: false)
            if let now, let z = now.look.z {
                looks.append(.init(analysis: analysis, information: now.look.events, z: z))
            }
            remarks += now?.look.notes ?? []
            guard !looks.isEmpty else {
                if now == nil { remarks.append("\(id) has no look yet: \(Self.wanted(id)) gives one.") }
                continue
            }
            seen[id] = HypothesisSeen(
                looks: looks, planned: option?.planned.map { PlannedInformation.amount($0) } ?? now?.planned)
        }
        guard !seen.isEmpty else {
            let named = data.endpoint(names) != nil
            if named { throw MonitoredData.Missing.because(remarks.joined(separator: " ")) }
            throw MonitoredData.Missing.needs(
                ids.map(Self.wanted).joined(separator: " and ") + ", with --by and --reference")
        }
        let looks = seen
        let procedure = try made { () throws(Diagnostics) in
            try SequentialGraphProcedure(family, isGraph: isGraph, of: item, seen: looks)
        }
        return RuleReading(procedure, name: item.id, isGraph: isGraph, data: remarks)
    }

    private static func wanted(_ name: String) -> String {
        "--endpoint \(name)=TIME:EVENT/EVENTS or --hypothesis \(name)=Z@EVENTS/PLANNED"
    }

    /// The look at an endpoint in the data, where it is named.
    private func look(
        _ names: [String], needed: Bool
    ) throws -> (look: EndpointLook, planned: PlannedInformation?)? {
        guard let endpoint = data.endpoint(names), let input = data.input else {
            if needed {
                throw MonitoredData.Missing.needs("\(Self.wanted(names.last ?? "")), with --by and --reference")
            }
            return nil
        }
        let look = try data.endpoints.look(input, endpoint, cut: data.options.cut(data.unit))
        return (look, endpoint.planned)
    }

    private func made<Value>(_ make: () throws(Diagnostics) -> Value) throws -> Value {
        do { return try make() } catch { throw Refusal(description: error.description) }
    }
}

extension DesignRule {
    /// The hypotheses that share a level, and whether it passes along arrows.
    fileprivate var family: (family: HypothesisFamily, isGraph: Bool)? {
        switch self {
        case .closed(let rule): (rule.family, false)
        case .graph(let rule): (rule.family, true)
        default: nil
        }
    }
}

extension HypothesisFamily.Hypothesis {
    /// The names by which the command line may give its data: its own, and its endpoint.
    fileprivate var names: [String] { [id] + [endpoint].compactMap(\.self).filter { $0 != id } }
}

extension DesignItem {
    /// The names by which the command line may give its data: its own, and those of its endpoints.
    fileprivate var monitoredNames: [String] {
        switch rule {
        case .exponentialMedian(let rule): [id, rule.endpoint]
        case .piecewiseExponential(let rule): [id, rule.endpoint]
        case .groupSequential(let rule): [id, rule.endpoint]
        case .bayesFactor(let rule):
            if case .median(let endpoint, _, _) = rule.parameter { [id, endpoint] } else { [id] }
        case .closed(let rule): rule.family.hypotheses.flatMap(\.names)
        case .graph(let rule): rule.family.hypotheses.flatMap(\.names)
        case .betaBinomial, .predictiveProbability, .simon, .boin, .mtpi2, .crm: [id]
        }
    }

    /// Whether it watches a time to an event in one arm.
    fileprivate var watchesTime: Bool {
        switch rule {
        case .exponentialMedian, .piecewiseExponential: true
        case .bayesFactor(let rule): if case .median = rule.parameter { true } else { false }
        default: false
        }
    }

    /// Whether it counts an outcome.
    fileprivate var counts: Bool {
        switch rule {
        case .betaBinomial, .predictiveProbability, .simon: true
        case .bayesFactor(let rule): if case .rate = rule.parameter { true } else { false }
        default: false
        }
    }
}
