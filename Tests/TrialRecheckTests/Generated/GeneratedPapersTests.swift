import Foundation
import Testing
import TrialNumerics

@testable import TrialRecheck

/// Papers whose numbers are true have no contradiction; one error that rounding cannot hide is found.
///
/// The suite takes 60 papers; `EQUIPOISE_GENERATED_PAPERS=10000` takes as many as it says.
@Suite("Generated papers · Property")
struct GeneratedPapersTests {
    private static let count =
        ProcessInfo.processInfo.environment["EQUIPOISE_GENERATED_PAPERS"].flatMap { Int($0) } ?? 60

    @Test func `a true paper has no contradiction`() {
        for replicate in 0..<Self.count {
            let recheck = Recheck(GeneratedPaper(replicate).paper())
            #expect(recheck.checkCount > 60)
            let found = recheck.contradictions.first
            #expect(found.map { "paper \(replicate): \($0.check) \($0.printed) \($0.explanation)" } == nil)
        }
    }

    @Test func `an error larger than rounding is found in 95 of 100`() {
        var (planted, found) = (0, 0)
        var missed: [String: Int] = [:]
        for replicate in 0..<Self.count {
            var random = RandomStream(seed: 2022, purpose: "planted errors", replicate: UInt64(replicate))
            let paper = GeneratedPaper(replicate)
            guard let error = PlantedError(paper, &random) else { continue }
            planted += 1
            let recheck = Recheck(paper.paper(replacing: error.index, by: error.number))
            if recheck.contradictions.isEmpty {
                missed[paper.numbers[error.index].quantity, default: 0] += 1
            } else {
                found += 1
            }
        }
        #expect(planted > Self.count / 2)
        #expect(
            Double(found) >= 0.95 * Double(planted),
            "\(found) of \(planted); missed \(missed.sorted { $0.key < $1.key })")
        if Self.count > 1000 { print("\(found) of \(planted) planted errors found; missed \(missed)") }
    }
}
