import Foundation
import TestSupport
import Testing
import TrialCLI

@Suite("equipoise multiplicity · ByHand")
struct MultiplicityCommandTests {
    private func adjusted(_ run: Run) throws -> [Double] {
        try #require(try run.json["hypotheses"] as? [[String: Any]]).compactMap { $0["adjusted"] as? Double }
    }

    @Test func `Holm of three by default`() throws {
        let run = Run("multiplicity", "--p-values", "0.01,0.04,0.03")
        #expect(run.outcome == .done && run.output.contains("1 rejected") && run.output.contains("not rejected"))
        #expect(run.output.contains("0.3333") && run.output.contains("0.060"))
    }

    @Test func `one hypothesis is told in the singular`() {
        #expect(Run("multiplicity", "--p-values", "0.01").output.contains("1 hypothesis at"))
    }

    @Test(arguments: [
        ("bonferroni", [0.03, 0.12, 0.09]), ("holm", [0.03, 0.06, 0.06]), ("hochberg", [0.03, 0.04, 0.04]),
        ("hommel", [0.03, 0.04, 0.04]), ("fixed-sequence", [0.01, 0.04, 0.04]), ("fallback", [0.03, 0.06, 0.06]),
    ])
    func `adjusted p-values of 0.01, 0.04 and 0.03`(procedure: String, expected: [Double]) throws {
        let run = Run("multiplicity", "--p-values", "0.01,0.04,0.03", "--adjust", procedure, "--json")
        for (value, wanted) in zip(try adjusted(run), expected) {
            #expect(isClose(value, wanted, relative: 1e-12), "\(value) for \(wanted)")
        }
    }

    @Test func `a graph with names, and its files`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "equipoise-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let run = Run(
            "multiplicity", "--p-values", "0.01,0.03,0.005,0.5", "--adjust", "graph", "--weights", "0.5,0.5,0,0",
            "--transitions", "0,0.5,0.5,0/0.5,0,0,0.5/0,1,0,0/1,0,0,0", "--names", "PFS,OS,ORR,QoL", "-o",
            folder.path(percentEncoded: false))
        #expect(run.outcome == .done && run.output.contains("3 rejected"))
        let graph = try String(contentsOf: folder.appending(path: "graph.svg"), encoding: .utf8)
        let page = try String(contentsOf: folder.appending(path: "report.html"), encoding: .utf8)
        let results = try String(contentsOf: folder.appending(path: "results.json"), encoding: .utf8)
        #expect(graph.contains(">PFS<") && page.contains("Step by step") && results.contains("adjusted-p"))
    }

    @Test(arguments: [
        (["--p-values", "0.1,x"], "--p-values"), (["--p-values", "0.1,1.5"], "pValues[1] is 1.5"),
        (["--p-values", "0.1,0.2", "--weights", "0.6,0.6"], "weights add up to 1.2"),
        (["--p-values", "0.1,0.2", "--weights", "0.6"], "one for each p-value"),
        (["--p-values", "0.1,0.2", "--adjust", "graph"], "transitions are missing"),
        (["--p-values", "0.1,0.2", "--transitions", "0,1/1,0"], "only for a graph"),
        (["--p-values", "0.1,0.2", "--adjust", "hommel", "--weights", "0.5,0.5"], "takes none"),
        (["--p-values", "0.1,0.2", "--adjust", "graph", "--transitions", "0.5,0.5/1,0"], "transitions[0][0]"),
        (["--p-values", "0.1,0.2", "--names", "A,A"], "one name"),
        (["--p-values", "0.1", "--alpha", "5"], "alpha is 5"),
        (["--p-values", "0.1", "--adjust", "sidak"], "--adjust"),
    ])
    func `slips get a sentence`(arguments: [String], words: String) {
        let run = Run(arguments: ["multiplicity"] + arguments)
        #expect(run.outcome == .refused && run.error.contains(words), "\(run.error)")
    }
}
