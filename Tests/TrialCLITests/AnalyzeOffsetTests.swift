import Foundation
import Testing
import TrialCLI

/// A covariate of known effect may be given as an offset: whatever is read off the model must then be the same.
@Suite("equipoise analyze · Property: an offset is known everywhere")
struct AnalyzeOffsetTests {
    /// Twelve subjects; `known` is 0.7·x.
    private static let rows = (0..<12).map { index in
        let x = Double(index % 4)
        let time = [5, 8, 3, 2, 9, 6, 4, 7, 11, 1, 10, 12][index]
        return "\(time),\(index % 5 == 3 ? 0 : 1),\(["A", "B", "B", "A", "A", "B"][index % 6]),\(x),\(0.7 * x)"
    }

    /// The same offset moved by a constant moves the baseline and nothing else.
    @Test func `a constant more in the offset changes no standardised curve, residual, check or concordance`() throws {
        func file(_ shift: Double) -> String {
            let shifted = Self.rows.map { row in
                let known = Double(row.split(separator: ",")[4]) ?? 0
                return row + ",\(known + shift)"
            }
            return (["t,e,arm,x,known,moved"] + shifted).joined(separator: "\n") + "\n"
        }
        func answers(_ shift: Double) throws -> (json: [String: Any], residuals: String) {
            try withFile(file(shift)) { path in
                try withFolder { folder in
                    let run = Run(
                        "analyze", path, "--time", "t", "--event", "e", "--by", "arm", "--offset", "moved", "--at",
                        "4,8", "--adjusted-curves", "--ph-test", "--concordance", "--residuals",
                        "--json", "-o", folder.path(percentEncoded: false))
                    #expect(run.outcome == .done, "\(run.error)")
                    let residuals = try String(contentsOf: folder.appending(path: "residuals.csv"), encoding: .utf8)
                    return (try run.json, residuals)
                }
            }
        }
        let (plain, residuals) = try answers(0)
        let (moved, movedResiduals) = try answers(1)
        for key in ["coxAnswers", "proportionalHazards", "concordance"] {
            let one = try #require(plain[key], "\(key)")
            let other = try #require(moved[key], "\(key)")
            #expect(numbers(one).count > 2)
            #expect(zip(numbers(one), numbers(other)).allSatisfy { abs($0 - $1) < 1e-8 }, "\(key)")
        }
        let (first, second) = (values(residuals), values(movedResiduals))
        #expect(first.count == second.count && first.count > 50)
        #expect(zip(first, second).allSatisfy { abs($0 - $1) < 1e-8 })
    }

    @Test func `the bootstrap of a model with an offset is refused in a note`() throws {
        try withFile((["t,e,arm,x,known"] + Self.rows).joined(separator: "\n") + "\n") { path in
            let run = Run(
                "analyze", path, "--time", "t", "--event", "e", "--by", "arm", "--offset", "known", "--bootstrap", "50")
            #expect(run.outcome == .done && run.output.contains("bootstrap fits models without penalty and offset"))
        }
    }

    /// All numbers of a piece of JSON, keys in order.
    private func numbers(_ value: Any) -> [Double] {
        switch value {
        case let table as [String: Any]: table.keys.sorted().flatMap { numbers(table[$0] ?? 0) }
        case let list as [Any]: list.flatMap(numbers)
        case let number as Double: [number]
        default: []
        }
    }

    private func values(_ csv: String) -> [Double] {
        csv.split(separator: "\n").dropFirst().flatMap { $0.split(separator: ",").compactMap { Double($0) } }
    }
}
