import Testing
import TrialAnalysis
import TrialModel
import TrialStatistics
import TrialValues

@Suite struct `Methods of design items, ByHand` {
    private func item(_ text: String) throws -> DesignItem {
        try #require(try StudyDesign(StudyDocument(text, file: "d.yaml")).items.first)
    }

    private func problem(_ text: String, _ make: (DesignItem) throws -> Void) throws -> Diagnostic? {
        let item = try item(text)
        do {
            try make(item)
            return nil
        } catch let error as Diagnostics {
            return error.all.first
        }
    }

    private func betaBinomial(_ item: DesignItem) throws -> BetaBinomialMonitor {
        guard case .betaBinomial(let rule) = item.rule else { throw StudyTestError.otherRule }
        return try BetaBinomialMonitor(rule, of: item)
    }

    private func exponential(_ item: DesignItem) throws -> ExponentialMonitor {
        guard case .exponentialMedian(let rule) = item.rule else { throw StudyTestError.otherRule }
        return try ExponentialMonitor(rule, of: item)
    }

    private func sequential(_ item: DesignItem) throws -> GroupSequentialDesign {
        guard case .groupSequential(let rule) = item.rule else { throw StudyTestError.otherRule }
        return try GroupSequentialDesign(rule, of: item)
    }

    private func family(_ item: DesignItem) throws -> FamilyBoundaries {
        switch item.rule {
        case .closed(let rule): try FamilyBoundaries(rule.family, isGraph: false, of: item)
        case .graph(let rule): try FamilyBoundaries(rule.family, isGraph: true, of: item)
        default: throw StudyTestError.otherRule
        }
    }

    private static let toxicity =
        "{rule: beta-binomial, event: t, prior: [0.3, 0.7], limit: 0.30, stop above: 0.95, cohort: 4, maximum: 64}"

    @Test func `the founding toxicity rule has its boundary`() throws {
        let monitor = try betaBinomial(item(Self.toxicity))
        #expect(monitor.looks.map(\.subjects) == Array(stride(from: 4, through: 60, by: 4)))
        #expect(monitor.looks.map(\.stopAt) == [3, 5, 7, 9, 10, 12, 13, 15, 16, 18, 19, 20, 22, 23, 25])
    }

    @Test func `the sample size of the design is the maximum of a rule without one`() throws {
        let text = "design: {sample size: 64}\nmonitoring: \(Self.toxicity.replacing(", maximum: 64", with: ""))"
        #expect(try betaBinomial(item(text)) == betaBinomial(item(Self.toxicity)))
        let own = Self.toxicity.replacing("maximum: 64", with: "design: {sample size: 64}")
        #expect(try betaBinomial(item(own)) == betaBinomial(item(Self.toxicity)))
    }

    @Test func `priors by effective size and a random standard`() throws {
        let byMean = Self.toxicity.replacing("[0.3, 0.7]", with: "{mean: 30%, subjects: 1}")
        #expect(try betaBinomial(item(byMean)).prior == BetaPrior(alpha: 0.3, beta: 0.7))
        let random = Self.toxicity.replacing("limit: 0.30", with: "standard: [300, 700], excess: 0.05")
        let rule = try #require(try betaBinomial(item(random)).stopAbove)
        #expect(rule.standard == .random(try BetaPrior(alpha: 300, beta: 700)) && rule.excess == 0.05)
    }

    @Test func `the founding time monitor, its units and its prior`() throws {
        let text =
            "{rule: exponential-median, endpoint: PFS, control: 40 months, gain: 1 year, stop below: 0.035, every: 6 months, prior: {mean: 52 months, events: 2}}"
        let monitor = try exponential(item(text))
        #expect(monitor.prior == (try InverseGammaPrior(shape: 3, scale: 104, of: .median)))
        #expect(monitor.standard == .fixed(40, .median))
        #expect(monitor.futility == (try EventTimeRule(gain: 12, cutoff: 0.035)))
        let mean = try exponential(item(text.replacing("control: 40", with: "on: mean, control: 40")))
        #expect(mean.standard == .fixed(40, .mean) && mean.prior.quantity == .mean)
    }

    @Test func `a group sequential item has the published critical values`() throws {
        let text =
            "{rule: group-sequential, endpoint: OS, alpha: 0.05, sides: two, events: [50, 75, 100], spending: lan-demets-obf}"
        let z = try sequential(item(text)).looks.compactMap(\.upperZ)
        for (value, expected) in zip(z, [2.96258804, 2.35901771, 2.01408367]) { #expect(abs(value - expected) < 1e-7) }
        #expect(z.count == 3)
    }

    @Test func `OS waits for PFS and then has the whole level`() throws {
        let text =
            "{rule: closed, alpha: 0.05, sides: two, hypotheses: [{id: PFS, looks: 1}, {id: OS, fractions: [0.5, 0.75, 1]}]}"
        let boundaries = try family(item(text))
        #expect(boundaries.alpha == 0.025)
        #expect(boundaries.hypotheses.map(\.waits) == [false, true])
        #expect(boundaries.hypotheses[1].boundaries.map(\.after) == [["PFS"]])
        let z = try #require(boundaries.hypotheses[1].boundaries.first?.design.looks.first?.upperZ)
        #expect(abs(z - 2.96258804) < 1e-7)
    }

    @Test func `a graph gives each hypothesis the levels that it can come to have`() throws {
        let text =
            "{rule: graph, alpha: 0.025, hypotheses: [{id: A, looks: 1, weight: 0.8, passes on: {B: 1}}, {id: B, looks: 2, weight: 0.2, passes on: {A: 0.5}}]}"
        let boundaries = try family(item(text)).hypotheses
        #expect(boundaries.map { $0.boundaries.map(\.after) } == [[[], ["B"]], [[], ["A"]]])
        let levels = boundaries.map { $0.boundaries.map(\.level) }
        for (value, expected) in zip(levels.joined(), [0.02, 0.0225, 0.005, 0.025]) {
            #expect(abs(value - expected) < 1e-15)
        }
    }

    @Test func `what a method refuses is told at the key`() throws {
        let cohort = try problem(Self.toxicity.replacing("cohort: 4", with: "cohort: 70")) { _ = try betaBinomial($0) }
        #expect(cohort?.rule == "study.method" && cohort?.place.column == 91)
        #expect(cohort?.message.contains("cohort is 70") == true)
        let none = try problem(Self.toxicity.replacing(", maximum: 64", with: "")) { _ = try betaBinomial($0) }
        #expect(none?.rule == "study.missing-key")
        let text = "rule: group-sequential\nendpoint: OS\nalpha: 0.025\nfractions:\n  - 0.5\n  - 0.4\n  - 1"
        let order = try problem(text) { _ = try sequential($0) }
        #expect(order?.place == .init(file: "d.yaml", line: 6, column: 5))
        let name = try problem("{rule: group-sequential, endpoint: OS, alpha: 0.025, looks: 2, spending: obrien}") {
            _ = try sequential($0)
        }
        #expect(name?.rule == "study.choice")
        let both = try problem(
            "{rule: group-sequential, endpoint: OS, alpha: 0.025, looks: 2, power: 90%, futility: {spending: hsd:-4, beta: 0.2}}"
        ) { _ = try sequential($0) }
        #expect(both?.rule == "study.conflict")
    }
}

private enum StudyTestError: Error { case otherRule }
