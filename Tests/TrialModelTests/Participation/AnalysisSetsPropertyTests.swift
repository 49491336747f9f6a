import TestSupport
import Testing
import TrialValues

@testable import TrialModel

/// Laws of analysis sets on generated subjects.
@Suite struct `Analysis sets, Property` {
    private static let study = try? StudyProtocol(
        StudyDocument(
            """
            equipoise: 1
            study: {id: S, title: Sets}
            arms: [{id: A, regimen: unspecified}, {id: B, regimen: unspecified}]
            allocation: {method: simple}
            analysis:
              sets:
                - {id: ITT, who: w, rule: randomisation, as: randomised}
                - {id: safety, who: w, rule: start, as: treated}
            """, file: "s.yaml"))

    /// Subjects of which some things are not known.
    private static func subjects(_ seed: Int) -> [SubjectFacts] {
        var state = UInt64(seed) &* 2_862_933_555_777_941_757 &+ 3_037_000_493
        func draw(_ count: Int) -> Int {
            state = state &* 2_862_933_555_777_941_757 &+ 3_037_000_493
            return Int(state >> 33) % count
        }
        let choices: [(String, [FactValue?])] = [
            ("consent signed", [.flag(true), .flag(true), .flag(true), .flag(false), nil]),
            ("arm", [.text("A"), .text("B"), .text("none"), nil]),
            ("arm treated", [.text("A"), .text("B"), nil]),
            ("randomisation", [Day("2020-01-02").map { .date(PartialDay($0)) }, .never, nil]),
            ("start", [Day("2020-01-05").map { .date(PartialDay($0)) }, .never, nil]),
        ]
        return (0..<40).map { index in
            var facts: [String: [FactObservation]] = [:]
            for (name, values) in choices {
                if let value = values[draw(values.count)] { facts[name] = [FactObservation(value)] }
            }
            return SubjectFacts(id: "\(index)", facts)
        }
    }

    @Test(arguments: 1...50)
    func `order does not matter, and counts of two halves add up`(_ seed: Int) throws {
        let study = try #require(Self.study)
        let subjects = Self.subjects(seed)
        // Consent stands in both halves, so that both ask for it.
        let whole = AnalysisSets(of: subjects, for: study)
        let turned = AnalysisSets(of: subjects.reversed(), for: study)
        #expect(whole.sets.map(\.arms) == turned.sets.map(\.arms))
        let halves = [
            AnalysisSets(of: Array(subjects[..<20]), for: study), AnalysisSets(of: Array(subjects[20...]), for: study),
        ]
        for (index, set) in whole.sets.enumerated() {
            for arm in whole.arms.indices {
                #expect(set.arms[arm].subjects == halves.reduce(0) { $0 + $1.sets[index].arms[arm].subjects })
                #expect(set.arms[arm].open == halves.reduce(0) { $0 + $1.sets[index].arms[arm].open })
            }
        }
    }

    @Test(arguments: 1...50)
    func `whatever is learnt later, the number lies in the range`(_ seed: Int) throws {
        let study = try #require(Self.study)
        let subjects = Self.subjects(seed)
        let before = AnalysisSets(of: subjects, for: study)
        let learnt = subjects.map { subject in
            var full = subject
            for (name, value) in [
                ("consent signed", FactValue.flag(true)), ("arm", .text("A")), ("arm treated", .text("B")),
                ("randomisation", .never), ("start", Day("2020-01-05").map { .date(PartialDay($0)) } ?? .never),
            ] where subject[name].isEmpty { full = full.with(name, [FactObservation(value)]) }
            return full
        }
        let after = AnalysisSets(of: learnt, for: study)
        for (set, full) in zip(before.sets, after.sets) {
            // Rows that turn out to contradict themselves stay open.
            for (range, number) in zip(set.arms, full.arms) {
                #expect(range.allows(number.subjects) && range.allows(number.subjects + number.open))
            }
        }
    }
}
