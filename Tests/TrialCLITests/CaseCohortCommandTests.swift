import Foundation
import TestSupport
import Testing
import TrialCLI

/// `equipoise case-cohort` on Wilms' tumour data against R `cch`, and what it refuses.
@Suite("equipoise case-cohort")
struct CaseCohortCommandTests {
    static let names = ["time", "event", "drawn", "stageII", "stageIII", "stageIV", "unfavourable", "age"]
    static func golden() throws -> [String: Any] {
        let data = try Data(contentsOf: Repository.file("Validation/R/case-cohort.json"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
    static let small = ["time,event,drawn,x", "1,1,0,1", "2,1,1,0", "3,0,1,1", "4,0,1,0"]
    static let options = [
        "--time", "time", "--event", "event", "--subcohort", "drawn", "--covariates",
    ]

    static func wilms() throws -> String {
        let data = try #require(try golden()["data"] as? [String: [String: [Any]]])
        let columns = try names.map { try #require(data["wilms"]?[$0]) }
        let rows = columns[0].indices.map { row in columns.map { "\($0[row])" }.joined(separator: ",") }
        return ([names.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
    }

    func run(_ lines: [String], _ more: String..., size: String = "8") throws -> Run {
        try withFile(lines.joined(separator: "\n") + "\n") { file in
            Run(arguments: ["case-cohort", file] + Self.options + ["x", "--cohort-size", size] + more)
        }
    }

    @Test(arguments: [("prentice", "prentice"), ("self-prentice", "selfPrentice"), ("lin-ying", "linYing")])
    func `coefficients and errors are R's`(_ method: String, _ key: String) throws {
        let run = try withFile(Self.wilms()) { file in
            Run(
                arguments: ["case-cohort", file] + Self.options + [
                    Self.names.dropFirst(3).joined(separator: ","), "--cohort-size", "4028", "--method", method,
                    "--json",
                ])
        }
        let cases = try #require(try Self.golden()["cases"] as? [[String: Any]])
        let expected = try #require(cases[0][key] as? [String: Any])
        let beta = try #require(expected["coefficients"] as? [Double])
        let variance = try #require(expected["variance"] as? [[Double]])
        let terms = try #require(try run.json["terms"] as? [[String: Any]])
        #expect(terms.count == 5)
        for (index, term) in terms.enumerated() {
            let coefficient = try #require(term["coefficient"] as? Double)
            let error = try #require(term["standardError"] as? Double)
            let expectedError = variance[index][index].squareRoot()
            #expect(abs(coefficient - beta[index]) <= 1e-6 * max(abs(beta[index]), expectedError))
            #expect(abs(error - expectedError) <= 1e-5 * expectedError)
        }
    }

    @Test func `the text names the sample`() throws {
        let run = try run(Self.small)
        #expect(run.outcome == .done)
        #expect(run.output.contains("cohort 8, subcohort 3, cases 2: 1 in the subcohort, 1 outside"))
        // θ = √2, as by hand.
        #expect(run.output.contains("1.41"))
    }

    @Test func `rows without a value are left out with a note`() throws {
        let run = try run(Self.small + ["5,0,1,"])
        #expect(run.output.contains("Rows left out for a missing value: 1."))
        #expect(run.output.contains("subcohort 3"))
    }

    @Test func `a row that is neither case nor drawn is refused by its number`() throws {
        let run = try run(Self.small + ["5,0,0,1"])
        #expect(run.outcome == .refused)
        #expect(run.error.contains("row 5 is neither case nor in the subcohort"))
    }

    @Test func `wrong arguments are refused`() throws {
        #expect(try run(Self.small, size: "3").error.contains("expected at least the 4 of the sample"))
        #expect(try run(Self.small, size: "0").error.contains("--cohort-size is 0"))
        #expect(try run(Self.small, "--weights", "x").error.contains("--weights is not for case-cohort"))
        #expect(try run(Self.small, "--method", "borgan").outcome == .refused)
        #expect(try run(["time,event,drawn,x", "1,1,2,1"]).error.contains("expected 0 and 1"))
    }
}
