import Testing
import TrialValues

@testable import TrialModel

@Suite struct `Criteria, Property` {
    private let context = EvaluationContext(
        on: Day("2024-03-01"), reference: "start", window: ObservationWindow(200, .days))

    @Test func `what is printed reads back as the same`() throws {
        var generator = GeneratedCriteria(seed: 11)
        for _ in 0..<3000 {
            let criterion = generator.criterion(depth: 3)
            let text = criterion.description
            let read = try Criterion(text)
            #expect(read == criterion, "\(text)")
            #expect(read.description == text)
        }
    }

    @Test func `De Morgan, twice not, and lists in any order`() {
        var generator = GeneratedCriteria(seed: 12)
        var seen: Set<Truth> = []
        for _ in 0..<3000 {
            let parts = (0..<3).map { _ in generator.criterion(depth: 1) }
            let subject = generator.subject()
            func truth(_ criterion: Criterion) -> Truth { criterion.finding(given: subject, in: context).truth }
            seen.insert(truth(.all(parts)))
            #expect(truth(.not(.all(parts))) == truth(.any(parts.map { .not($0) })))
            #expect(truth(.not(.any(parts))) == truth(.all(parts.map { .not($0) })))
            #expect(truth(.not(.not(parts[0]))) == truth(parts[0]))
            #expect(truth(.atLeast(1, of: parts)) == truth(.any(parts)))
            #expect(truth(.atLeast(3, of: parts)) == truth(.all(parts)))
            #expect(truth(.all(parts)) == truth(.all(parts.reversed())))
            #expect(truth(.not(.atLeast(2, of: parts))) == truth(.atLeast(2, of: parts.map { .not($0) })))
        }
        #expect(seen == Set(Truth.allCases))
    }

    @Test func `learning a fact never turns what was known`() {
        var generator = GeneratedCriteria(seed: 13)
        var settled = 0
        for _ in 0..<4000 {
            let criterion = generator.criterion(depth: 2)
            let subject = generator.subject(known: 40)
            let before = criterion.finding(given: subject, in: context).truth
            let missing = GeneratedCriteria.facts.filter { subject[$0].isEmpty }
            guard !missing.isEmpty else { continue }
            let name = generator.pick(missing)
            // The reference date is another matter: the day of screening stands in for it until it is known.
            guard name != "start" else { continue }
            let after = criterion.finding(given: subject.with(name, generator.observations(name)), in: context).truth
            #expect(before == .unknown || after == before, "\(criterion) with \(name)")
            if before == .unknown, after != .unknown { settled += 1 }
        }
        #expect(settled > 150)
    }

    /// A criterion on flags in which each stands at most once, or any number of times.
    private func flags(_ generator: inout GeneratedCriteria, _ names: [String]) -> Criterion {
        let leaves: [Criterion] = names.compactMap { FactDictionary.shipped[$0] }.map { .holds(Measure(.fact($0))) }
        var parts = leaves
        while parts.count > 1 {
            let count = min(parts.count, 2 + generator.next(2))
            let group = Array(parts.prefix(count))
            parts.removeFirst(count)
            let joined: Criterion = [.all(group), .any(group), .atLeast(1 + generator.next(count), of: group)][
                generator.next(3)]
            parts.insert(generator.next(3) == 0 ? .not(joined) : joined, at: generator.next(parts.count + 1))
        }
        return parts[0]
    }

    private func subject(_ truths: [String: Truth]) -> SubjectFacts {
        SubjectFacts(truths.filter { $0.value != .unknown }.mapValues { [FactObservation(.flag($0 == .yes))] })
    }

    /// The verdicts of all ways in which unknown flags may turn out.
    private func completions(_ criterion: Criterion, _ truths: [String: Truth], settling: Set<String>? = nil) -> Set<
        Truth
    > {
        let open = truths.filter { $0.value == .unknown && settling?.contains($0.key) ?? true }.map(\.key).sorted()
        var found: Set<Truth> = []
        for number in 0..<(1 << open.count) {
            var completed = truths
            for (bit, name) in open.enumerated() { completed[name] = Truth(number >> bit & 1 == 1) }
            found.insert(criterion.finding(given: subject(completed)).truth)
        }
        return found
    }

    @Test func `what is known holds in every completion; where each fact stands once, unknown means that they differ`()
    {
        var generator = GeneratedCriteria(seed: 14)
        for _ in 0..<1500 {
            let criterion = flags(&generator, GeneratedCriteria.flags)
            var truths: [String: Truth] = [:]
            for name in GeneratedCriteria.flags { truths[name] = generator.pick(Truth.allCases) }
            let truth = criterion.finding(given: subject(truths)).truth
            let all = completions(criterion, truths)
            #expect(truth == .unknown ? all == [.yes, .no] : all == [truth], "\(criterion)")
        }
    }

    @Test func `where a fact stands twice, unknown may hide that every completion agrees`() throws {
        var generator = GeneratedCriteria(seed: 15)
        var weaker = 0
        for _ in 0..<1500 {
            let names = GeneratedCriteria.flags.prefix(3) + GeneratedCriteria.flags.prefix(3)
            let criterion = flags(&generator, Array(names))
            var truths: [String: Truth] = [:]
            for name in GeneratedCriteria.flags.prefix(3) { truths[name] = generator.pick(Truth.allCases) }
            let truth = criterion.finding(given: subject(truths)).truth
            let all = completions(criterion, truths)
            if truth != .unknown { #expect(all == [truth]) }
            if truth == .unknown, all.count == 1 { weaker += 1 }
        }
        #expect(weaker > 10)
        let either = try Criterion("pregnant or not pregnant")
        #expect(either.finding(given: SubjectFacts()).truth == .unknown)
        #expect(completions(either, ["pregnant": .unknown]) == [.yes])
        let ages = try Criterion("age < 65 years or age >= 65 years")
        #expect(ages.finding(given: SubjectFacts()).truth == .unknown)
    }

    /// The size of the smallest set of unknown flags that could bring about one of the wanted verdicts.
    private func smallest(_ wanted: Set<Truth>, _ criterion: Criterion, _ truths: [String: Truth]) -> Int? {
        let open = truths.filter { $0.value == .unknown }.map(\.key).sorted()
        var best: Int?
        for number in 0..<(1 << open.count) {
            let chosen = open.indices.filter { number >> $0 & 1 == 1 }.map { open[$0] }
            guard chosen.count < best ?? .max else { continue }
            let reachable = completions(criterion, truths, settling: Set(chosen))
            if !wanted.isDisjoint(with: reachable) { best = chosen.count }
        }
        return best
    }

    @Test func `what is asked for could settle it, and nothing smaller could`() {
        var generator = GeneratedCriteria(seed: 16)
        let choices: [Truth] = [.unknown, .unknown, .no, .yes]
        let settled: Set<Truth> = [.yes, .no]
        for _ in 0..<400 {
            let criterion = flags(&generator, GeneratedCriteria.flags)
            var truths: [String: Truth] = [:]
            for name in GeneratedCriteria.flags { truths[name] = generator.pick(choices) }
            let finding = criterion.finding(given: subject(truths))
            #expect(finding.asks.count == smallest(settled, criterion, truths), "\(criterion)")
            #expect(finding.settlement.fewestToHold?.count == smallest([.yes], criterion, truths), "\(criterion)")
            #expect(finding.settlement.toFail.first?.count == smallest([.no], criterion, truths), "\(criterion)")
            let reachable = completions(criterion, truths, settling: Set(finding.asks.map(\.name)))
            #expect(finding.asks.isEmpty || !settled.isDisjoint(with: reachable))
        }
    }

    @Test func `an answer does not depend on the unit in which a value is given`() throws {
        var generator = GeneratedCriteria(seed: 17)
        for _ in 0..<500 {
            let limit = generator.next(400), value = generator.next(400)
            let rule = try Criterion("platelets >= \(limit) 10^9/L")
            func truth(_ text: String) throws -> Truth {
                rule.finding(
                    given: SubjectFacts(["platelets": [FactObservation(.quantity(try #require(Quantity(text))))]])
                ).truth
            }
            let expected = Truth(value >= limit)
            #expect(try truth("\(value) 10^9/L") == expected)
            #expect(try truth("\(value)000 /mm3") == expected)
            #expect(try truth("\(value) K/uL") == expected)
        }
    }
}
