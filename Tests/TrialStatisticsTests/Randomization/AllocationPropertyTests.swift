import TestSupport
import Testing
import TrialNumerics

@testable import TrialStatistics

@Suite("Allocation · Property")
struct AllocationPropertyTests {
    static let stages = Result { try StratificationFactor("ISS", levels: ["I", "II", "III"]) }
    static let inductions = Result { try StratificationFactor("induction", levels: ["PI", "IMiD"]) }

    /// Every method at a ratio that it takes, by name.
    static let schemes: [AllocationScheme] = {
        let methods: [([Int], AllocationMethod)] = [
            ([3, 2], .simple), ([3, 2], .permutedBlocks(sizes: [5, 10])), ([2, 1, 1], .permutedBlocks(sizes: [4])),
            ([3, 2], .biasedCoin(probability: 0.7)), ([1, 1, 1], .biasedCoin(probability: 0.9)),
            ([2, 1], .urn(alpha: 1, beta: 1)), ([3, 2], .bigStick(imbalance: 2)), ([1, 1], .blockUrn(sets: 2)),
            ([1, 1], .maximal(imbalance: 3, length: 20)),
        ]
        return methods.compactMap { parts, method in
            try? AllocationScheme(ratio: AllocationRatio(parts), method: method)
        }
    }()

    static let stratified: [AllocationScheme] = schemes.compactMap { scheme in
        try? AllocationScheme(
            ratio: scheme.ratio, method: scheme.method, factors: [inductions.get(), stages.get()])
    }

    static let minimizations: [AllocationScheme] = [[1, 1], [3, 2], [1, 1, 1]].flatMap { parts in
        MinimizationRule.Measure.allCases.compactMap { measure in
            try? AllocationScheme(
                ratio: AllocationRatio(parts), method: .minimization(MinimizationRule(measure: measure)),
                factors: [inductions.get(), stages.get()])
        }
    }

    @Test func `strata whose names read alike have random numbers of their own`() throws {
        // "A=x; B=y; B=z": of A "x" with B "y; B=z", or of A "x; B=y" with B "z".
        let scheme = try AllocationScheme(
            ratio: AllocationRatio([1, 1]), method: .simple,
            factors: [
                StratificationFactor("A", levels: ["x", "x; B=y"]), StratificationFactor("B", levels: ["z", "y; B=z"]),
            ])
        #expect(scheme.name(ofStratum: 1) == scheme.name(ofStratum: 2))
        let list = try scheme.list(seed: 5, perStratum: 60)
        func arms(_ stratum: Int) -> [Int] { list.rows.filter { $0.stratum == stratum }.map(\.arm) }
        #expect(arms(1) != arms(2))
        #expect(Set(list.rows.map(\.code)).count == list.rows.count)
        // Any two strata have different keys, and a backslash in a name does not undo that.
        let hard = try AllocationScheme(
            ratio: AllocationRatio([1, 1]), method: .simple,
            factors: [
                StratificationFactor("A", levels: ["x", "x\\", "x; B=y", "x\\; B=y", "x\\\\; B=y"]),
                StratificationFactor("B", levels: ["z", "y; B=z", "\\; B=z", "y\\; B=z"]),
            ])
        let keys = (0..<hard.strataCount).map { hard.streamKey(of: hard.levels(ofStratum: $0)) }
        #expect(Set(keys).count == hard.strataCount)
    }

    @Test func `ordinary names are the keys of their strata`() throws {
        for scheme in Self.stratified {
            for stratum in 0..<scheme.strataCount {
                #expect(
                    scheme.streamKey(of: scheme.levels(ofStratum: stratum)) == scheme.name(ofStratum: stratum))
            }
        }
    }

    private static func subjects(_ count: Int, seed: UInt64) -> [[String]] {
        var stream = RandomStream(seed: seed, purpose: "subjects of a property")
        return (0..<count).map { _ in
            [["PI", "IMiD"][stream.integer(below: 2)], ["I", "II", "III"][stream.integer(below: 3)]]
        }
    }

    @Test func `all methods are there`() {
        #expect(Self.schemes.count == 9 && Self.stratified.count == 9 && Self.minimizations.count == 9)
        #expect(RandomizationCase.cases("list").count == 17 && RandomizationCase.cases("law").count == 18)
    }

    @Test(arguments: schemes) func `each subject keeps the ratio, whatever its number`(scheme: AllocationScheme) throws
    {
        let assessment = try AllocationAssessment(scheme, subjects: 24, seed: 1)
        #expect(assessment.basis == .exact || scheme.ratio.sum == 5)
        // Of simulated lists: 5 standard errors of chances that lie in [0, 1], in 48 numbers.
        #expect(assessment.drift < (assessment.basis == .exact ? 1e-12 : 5 * 0.5 / 100))
    }

    @Test(arguments: minimizations) func `minimisation on slots keeps the ratio at each subject`(
        scheme: AllocationScheme
    ) throws {
        let assessment = try AllocationAssessment(scheme, subjects: 16, lists: 1500, seed: 2)
        // 5 standard errors of the mean of chances, which lie in [0, 1].
        #expect(assessment.drift < 5 * 0.5 / 1500.0.squareRoot())
    }

    @Test func `minimisation by arms with one coin each does not`() throws {
        let rule = MinimizationRule(ratio: .biasedCoin)
        let scheme = try AllocationScheme(
            ratio: AllocationRatio([3, 2]), method: .minimization(rule), factors: [Self.inductions.get()])
        #expect(try AllocationAssessment(scheme, subjects: 20, lists: 1000, seed: 2).drift > 0.2)
    }

    @Test func `blocks bound the imbalance within every stratum at every subject`() throws {
        for seed in UInt64(1)...50 {
            let scheme = Self.stratified[1]
            let list = try scheme.list(seed: seed, perStratum: 40)
            for stratum in 0..<scheme.strataCount {
                // B·ρ(1 − ρ) = 10 × 0.6 × 0.4.
                #expect(try #require(list.imbalances(inStratum: stratum).max()) <= 2.4 + 1e-12)
            }
            let share = Double(list.counts()[0]) / Double(list.rows.count)
            #expect(abs(share - 0.6) <= 2.4 / 40)
        }
    }

    @Test func `a trial of 656 in strata comes near 3 to 2`() throws {
        let list = try Self.stratified[1].list(seed: 656, subjects: Self.subjects(656, seed: 656))
        #expect(abs(Double(list.counts()[0]) / 656 - 0.6) <= 6 * 2.4 / 656)
    }

    @Test(arguments: schemes + stratified + minimizations)
    func `the next allocation after a history is that of the list`(scheme: AllocationScheme) throws {
        let subjects = Self.subjects(30, seed: 9).map { scheme.factors.isEmpty ? [] : $0 }
        let list = try scheme.list(seed: 12, subjects: subjects)
        let history = zip(subjects, list.rows).map { (levels: $0, arm: scheme.ratio.arms[$1.arm]) }
        for count in [0, 1, 7, 29] {
            let next = try NextAllocation(
                scheme, seed: 12, history: Array(history.prefix(count)), subject: subjects[count])
            #expect(next.arm == list.rows[count].arm && next.overrides.isEmpty)
            #expect(next.place == list.rows[count].place && abs(next.chances.reduce(0, +) - 1) < 1e-12)
        }
    }

    @Test(arguments: schemes + minimizations)
    func `an override stands, is told and is reckoned with`(scheme: AllocationScheme) throws {
        let subjects = Self.subjects(30, seed: 9).map { scheme.factors.isEmpty ? [] : $0 }
        let list = try scheme.list(seed: 12, subjects: subjects)
        var history = zip(subjects, list.rows).map { (levels: $0, arm: scheme.ratio.arms[$1.arm]) }
        let other = (list.rows[4].arm + 1) % scheme.ratio.arms.count
        history[4].arm = scheme.ratio.arms[other]
        let next = try NextAllocation(scheme, seed: 12, history: Array(history.prefix(5)), subject: subjects[5])
        #expect(next.overrides == [.init(index: 4, given: other, due: list.rows[4].arm)])
        if scheme.factors.isEmpty {
            #expect(next.counts[other] == history.prefix(5).count { $0.arm == history[4].arm })
        }
    }

    @Test func `another stratum or a longer list changes nothing`() throws {
        let three = Self.stratified[1]
        let four = try AllocationScheme(
            ratio: three.ratio, method: three.method,
            factors: [Self.inductions.get(), StratificationFactor("ISS", levels: ["unknown", "III", "I", "II"])])
        let (short, long) = (try three.list(seed: 7, perStratum: 20), try four.list(seed: 7, perStratum: 33))
        for stratum in 0..<three.strataCount {
            let name = three.name(ofStratum: stratum)
            let other = try #require((0..<four.strataCount).first { four.name(ofStratum: $0) == name })
            let arms = long.rows.filter { $0.stratum == other }.prefix(20).map(\.arm)
            #expect(short.rows.filter { $0.stratum == stratum }.map(\.arm) == Array(arms))
        }
    }

    @Test func `strata differ and codes are unlike`() throws {
        let list = try Self.stratified[1].list(seed: 7, perStratum: 100)
        let arms = Set((0..<6).map { stratum in list.rows.filter { $0.stratum == stratum }.map(\.arm) })
        #expect(arms.count == 6 && Set(list.rows.map(\.code)).count == 600)
    }

    @Test func `each order of a block is as likely`() throws {
        let scheme = try AllocationScheme(ratio: AllocationRatio([1, 1]), method: .permutedBlocks(sizes: [4]))
        var counts: [[Int]: Int] = [:]
        for seed in UInt64(1)...3000 {
            counts[try scheme.list(seed: seed, perStratum: 4).rows.map(\.arm), default: 0] += 1
        }
        let chiSquare = counts.values.reduce(0.0) { $0 + (Double($1) - 500) * (Double($1) - 500) / 500 }
        // 20.5 is the 99.9 % point of χ² with 5 degrees of freedom.
        #expect(counts.count == 6 && chiSquare < 20.5)
    }

    @Test func `each size of a block is as likely`() throws {
        let scheme = try AllocationScheme(ratio: AllocationRatio([1, 1]), method: .permutedBlocks(sizes: [2, 4]))
        var firstIsTwo = 0.0
        // Balanced after two: always in a block of 2, in 4 of 6 blocks of 4.
        for seed in UInt64(1)...3000 {
            let arms = try scheme.list(seed: seed, perStratum: 2).rows.map(\.arm)
            firstIsTwo += arms[0] != arms[1] ? 1 : 0
        }
        #expect(abs(firstIsTwo / 3000 - 5.0 / 6) < 4 * (5.0 / 36 / 3000).squareRoot())
    }

    @Test(arguments: schemes) func `simulated lists agree with exact ones`(scheme: AllocationScheme) throws {
        guard let exact = AllocationChain.tally(scheme, subjects: 15) else { return }
        let arrivals = try LevelArrivals([], prevalences: [])
        let lists = SimulatedLists(scheme, subjects: 15, arrivals: arrivals, seed: 3)
        let (one, two) = (lists.tally(900, cores: 1), lists.tally(900, cores: 2))
        for sum in BalanceTally.Sum.allCases where sum != .stratum {
            let (drawn, wanted) = (one.measure(sum, isExact: false), exact.measure(sum, isExact: true))
            let error = try #require(drawn.standardError)
            #expect(abs(drawn.estimate - wanted.estimate) <= 4.5 * error + 1e-9, "\(sum)")
            #expect(drawn == two.measure(sum, isExact: false))
        }
    }

    @Test func `minimisation balances the levels better than chance`() throws {
        let factors = [try Self.inductions.get(), try Self.stages.get()]
        let ratio = try AllocationRatio([1, 1])
        func imbalance(_ method: AllocationMethod) throws -> [Double] {
            try AllocationAssessment(
                AllocationScheme(ratio: ratio, method: method, factors: factors), subjects: 60,
                prevalences: [[2, 1], [1, 2, 3]], lists: 400, seed: 1
            ).levels.map(\.imbalance.estimate)
        }
        let simple = try imbalance(.simple)
        let minimized = try imbalance(.minimization(MinimizationRule(probability: 0.9)))
        #expect(zip(minimized, simple).allSatisfy { $0 < $1 / 2 })
    }

    @Test func `p-values keep their level after minimisation`() throws {
        let scheme = Self.minimizations[0]
        let subjects = Self.subjects(20, seed: 4)
        var small = 0
        for trial in UInt64(0)..<120 {
            var stream = RandomStream(seed: 8, purpose: "outcomes", replicate: trial)
            let arms = try scheme.list(seed: 1000 + trial, subjects: subjects).rows.map { scheme.ratio.arms[$0.arm] }
            let outcomes = subjects.map { stream.normal() + ($0[0] == "PI" ? 2 : 0) }
            let test = try RandomizationTest(
                scheme, subjects: subjects, arms: arms, outcomes: outcomes, lists: 39, seed: trial)
            small += test.pValue <= 0.1 ? 1 : 0
        }
        // 12 expected, standard deviation 3.3.
        #expect((2...23).contains(small))
    }

    @Test(arguments: [
        ("ratio", [0, 1], AllocationMethod.simple), ("ratio", [1], .simple), ("ratio", [99, 98], .simple),
        ("blocks", [3, 2], .permutedBlocks(sizes: [5, 8])), ("blocks", [3, 2], .permutedBlocks(sizes: [])),
        ("probability", [1, 1], .biasedCoin(probability: 0.4)),
        ("probability", [1, 1], .biasedCoin(probability: .nan)),
        ("beta", [1, 1], .urn(alpha: 0, beta: 0)), ("alpha", [1, 1], .urn(alpha: -1, beta: 1)),
        ("limit", [1, 1], .bigStick(imbalance: 0)), ("sets", [1, 1], .blockUrn(sets: 0)),
        ("ratio", [2, 1], .maximal(imbalance: 2, length: 10)), ("length", [1, 1], .maximal(imbalance: 2, length: 9)),
        ("strata", [1, 1], .minimization(MinimizationRule())),
    ])
    func `numbers that make no method are named`(argument: String, parts: [Int], method: AllocationMethod) {
        let error = #expect(throws: StatisticsError.self) {
            try AllocationScheme(ratio: AllocationRatio(parts), method: method)
        }
        #expect(error?.argument == argument)
    }

    @Test func `names that are not there, or twice, are named`() throws {
        func message(_ body: () throws -> Void) -> String {
            #expect(throws: StatisticsError.self) { try body() }?.description ?? ""
        }
        let scheme = Self.stratified[0]
        #expect(
            message { _ = try scheme.levels(named: ["PI", "IV"]) }.contains("ISS is 'IV'; expected one of I, II, III"))
        #expect(message { _ = try scheme.levels(named: ["PI"]) }.contains("expected 2"))
        #expect(
            message {
                _ = try NextAllocation(scheme, seed: 1, history: [(["PI", "I"], "C")], subject: ["PI", "I"])
            }.contains("history[0] is 'C'; expected one of the arms A, B"))
        #expect(message { _ = try StratificationFactor("ISS", levels: ["I"]) }.contains("'ISS' has 1 level"))
        #expect(message { _ = try AllocationRatio([1, 1], arms: ["A", "A"]) }.contains("arms[1] is 'A'"))
        #expect(message { _ = try Self.minimizations[0].list(seed: 1, perStratum: 5) }.contains("no list in advance"))
        #expect(message { _ = try scheme.list(seed: 1, perStratum: 0) }.contains("perStratum is 0"))
    }
}
