import Foundation
import TestSupport
import Testing

@Suite("equipoise analyze · ByHand: what it says where a question has no answer")
struct AnalyzeWordsTests {
    /// Two events in group a, one in c, none in b.
    private static let three = "t,e,g\n1,1,a\n2,1,a\n3,0,a\n1,0,b\n3,0,b\n4,0,b\n2,1,c\n3,0,c\n4,0,c\n"
    private static let two = three.split(separator: "\n").filter { !$0.hasSuffix("c") }.joined(separator: "\n") + "\n"

    private func text(_ data: String, _ options: [String]) throws -> String {
        let run = try withFile(data) { Run(arguments: ["analyze", $0, "--time", "t", "--event", "e"] + options) }
        #expect(run.outcome == .done, "\(run.error)")
        return run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test(arguments: [
        (["--alternative", "lower"], "those of two groups, and column 'g' has 3; --pairwise gives the Z of each pair"),
        (["--log-rank-ratios"], "hazard ratios of Pike and Peto are those of two groups, and column 'g' has 3"),
    ])
    func `a direction and hazard ratios of three groups`(_ options: [String], _ note: String) throws {
        let text = try text(Self.three, ["--by", "g"] + options)
        #expect(text.contains(note), "\(text)")
        #expect(!text.contains("Z = NE") && !text.contains("by Pike,"))
    }

    @Test func `hazard ratios from sums that have none`() throws {
        let weighted = try text(Self.two, ["--by", "g", "--log-rank-ratios", "--test", "gehan"])
        #expect(weighted.contains("read off the plain log-rank test, without --test"))
        let empty = try text(Self.two, ["--by", "g", "--log-rank-ratios"])
        #expect(empty.contains("NE by Pike") && empty.contains("Pike's hazard ratio needs events"))
    }

    @Test func `no event of some expected is a ratio of 0`() throws {
        // b: Σt = 8, E = 8·ln 2/4 = 1.386; the upper exact limit is −ln 0.025/E = 2.66.
        let text = try text(Self.two, ["--by", "g", "--one-sample", "median=4"])
        #expect(text.contains("b 0 1.39 0 (0–2.66)"), "\(text)")
    }

    @Test func `a group without events has no last event`() throws {
        let text = try text(Self.two, ["--by", "g", "--rmst", "last-event"])
        #expect(text.contains("not every group has an event after 0. --rmst last-time"), "\(text)")
    }

    @Test func `one event is no events`() throws {
        let text = try text("t,e,x\n1,0,1\n2,1,2\n3,0,4\n4,0,1\n", ["--covariates", "x"])
        #expect(text.contains("4 rows, 4 analysed with 1 event all") || text.contains("with 1 event n"), "\(text)")
        #expect(text.contains("4 rows, 1 event ") && !text.contains("1 events"), "\(text)")
    }

    @Test func `a band that nobody has leaves no empty table`() throws {
        let text = try text(Self.two, ["--bands", "hall-wellner", "--band-range", "5,6"])
        #expect(text.contains("No band for group") && !text.contains("critical value"), "\(text)")
    }

    @Test func `rows of weight 0 are no part of a model, and a note counts them`() throws {
        let rows = ["1,1,a,1,1", "2,1,b,2,1", "3,1,a,4,2", "4,1,b,1,1", "5,0,a,3,1", "2,1,b,9,0", "1,0,a,7,0"]
        let data = "t,e,g,x,w\n" + rows.joined(separator: "\n") + "\n"
        let options = ["--by", "g", "--covariates", "x", "--weights", "w", "--concordance", "harrell"]
        let text = try text(data, options + ["--adjusted-curves", "--marker", "x"])
        #expect(text.contains("5 rows, 4 events") && text.contains("What the 5 rows of the Cox model"), "\(text)")
        #expect(text.contains("Cox model 5 0") && text.contains("x 5 0"), "\(text)")
        #expect(text.contains("2 rows have weight 0"), "\(text)")
    }

    @Test func `few resamples have no limits, and a note says how many do`() throws {
        let options = ["--by", "g", "--bootstrap"]
        // Arms in turn, every fourth row censored: no resample of them is separated.
        let rows = (1...60).map { "\($0),\($0 % 4 == 0 ? 0 : 1),\(($0 / 2) % 2 == 0 ? "a" : "b")" }
        let overlapping = "t,e,g\n" + rows.joined(separator: "\n") + "\n"
        #expect(
            try text(overlapping, options + ["38"]).contains("percentiles of this level need 39 resamples at least"))
        #expect(try !text(overlapping, options + ["2000"]).contains("A bootstrap limit that is NE"))
    }

    @Test(arguments: [["--firth"], ["--profile"], ["--offset", "t"]])
    func `what shapes a Cox model needs one`(_ options: [String]) throws {
        let run = try withFile(Self.two) {
            Run(arguments: ["analyze", $0, "--time", "t", "--event", "e"] + options)
        }
        #expect(run.outcome == .refused && run.error.contains("\(options[0]) needs a Cox model"), "\(run.error)")
    }

    @Test func `examples of the help keep their lines`() {
        let lines = Run("analyze", "--help").output.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 80 })
        #expect(lines.filter { $0.hasPrefix("    --") }.count >= 6)
        #expect(lines.contains("    --covariates age,stage --spline age:3 --interactions 'arm*stage' \\"))
    }
}
