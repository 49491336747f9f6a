import TestSupport
import Testing

@testable import TrialRecheck

/// The examples as another program finds them, which reads the same files and shares no code.
@Suite("Published papers · Golden")
struct RecheckGoldenTests {
    struct Case: Decodable, Sendable {
        let study, check, reference: String
        let contradiction: Bool
        let recomputed: [Double]?
    }

    private static func key(_ study: String, _ check: String, _ reference: String) -> String {
        [study, check, reference].joined(separator: " | ")
    }

    @Test func `both find the same contradictions`() throws {
        let golden = try Golden<Case>(named: "recheck", in: "Python")
        let expected = golden.cases.filter(\.contradiction).map { Self.key($0.study, $0.check, $0.reference) }
        let found = try ExamplePapersTests.folders.flatMap { folder in
            let recheck = try ExamplePapersTests.recheck(folder)
            return recheck.contradictions.map {
                Self.key(recheck.paper.study, $0.check, recheck.paper.numbers[$0.number].reference)
            }
        }
        #expect(found.filter { !expected.contains($0) } == [], "found here alone")
        #expect(expected.filter { !found.contains($0) } == [], "found there alone")
        #expect(golden.cases.count > 400 && expected.count == 30)
    }

    @Test func `both recompute the same values`() throws {
        let golden = try Golden<Case>(named: "recheck", in: "Python")
        var compared = 0
        for folder in ExamplePapersTests.folders {
            let recheck = try ExamplePapersTests.recheck(folder)
            for finding in recheck.contradictions {
                let reference = recheck.paper.numbers[finding.number].reference
                guard
                    let other = golden.cases.first(where: {
                        $0.study == recheck.paper.study && $0.check == finding.check && $0.reference == reference
                    }), let values = other.recomputed, let interval = finding.recomputed
                else { continue }
                compared += 1
                #expect(abs(interval.lower - values[0]) <= 1e-9 * max(1, abs(values[0])), "\(reference)")
                #expect(abs(interval.upper - values[1]) <= 1e-9 * max(1, abs(values[1])), "\(reference)")
            }
        }
        #expect(compared >= 14)
    }
}
