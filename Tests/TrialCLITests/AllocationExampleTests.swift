import Foundation
import TestSupport
import Testing
import TrialCLI

/// The lists of `Examples/allocation`, made again by the commands of its README.
@Suite("Examples/allocation · Property")
struct AllocationExampleTests {
    private static func path(_ name: String) -> String {
        Repository.file("Examples/allocation/\(name)").path(percentEncoded: false)
    }

    private static func text(_ name: String) throws -> String {
        try String(contentsOf: Repository.file("Examples/allocation/\(name)"), encoding: .utf8)
    }

    static let maintenance = [
        "allocate", "--method", "permuted-blocks", "--ratio", "3:2", "--arms", "ixazomib,placebo", "--blocks", "5,10",
        "--strata", "induction=PI-exposed,PI-naive;ISS=I,II,III;response=CR,VGPR or PR", "--seed", "13845671029384756",
    ]
    static let digits = [
        "allocate", "--method", "table", "--arms", "ID,RD", "--subjects", "80", "--rule", "even=ID,odd=RD", "--digits",
        path("digits.txt"),
    ]

    /// What `--csv` writes.
    private func file(_ arguments: [String]) throws -> String {
        try withFolder { folder in
            let file = folder.appending(path: "list.csv").path(percentEncoded: false)
            let run = Run(arguments: arguments + ["--csv", file])
            #expect(run.outcome == .done, "\(run.error)")
            return try String(contentsOfFile: file, encoding: .utf8)
        }
    }

    @Test func `the stratified list is that of its seed, byte by byte`() throws {
        #expect(try file(Self.maintenance + ["--arrivals", Self.path("arrivals.csv")]) == Self.text("mm3-list.csv"))
        #expect(Run(arguments: Self.maintenance + ["--verify", Self.path("mm3-list.csv")]).outcome == .done)
    }

    @Test func `656 subjects come near to 3 to 2, each stratum within what blocks of 10 allow`() throws {
        let run = Run(arguments: Self.maintenance + ["--arrivals", Self.path("arrivals.csv"), "--json"])
        let json = try run.json
        let counts = try #require(json["counts"] as? [Int])
        let strata = try #require(json["strata"] as? [[String: Any]])
        #expect(counts.reduce(0, +) == 656 && strata.count == 12)
        #expect(strata.allSatisfy { ($0["offAtMost"] as? Double ?? 9) <= 2.4 + 1e-12 })
        // Twelve strata off by 2.4 each at the very most.
        #expect(abs(Double(counts[0]) - 0.6 * 656) <= 12 * 2.4)
    }

    @Test func `the digits give the list, byte by byte, 40 and 40`() throws {
        let list = try file(Self.digits)
        #expect(try list == Self.text("digits-list.csv"))
        #expect(
            list.split(separator: "\n").count { $0.contains(",ID,") } == 40 && list.split(separator: "\n").count == 81)
    }

    /// By hand: 06 97 15 65 08 are even, odd, odd, odd, even.
    @Test func `the first five patients of the table`() throws {
        let rows = try Self.text("digits-list.csv").split(separator: "\n").dropFirst().prefix(5)
        #expect(rows.map(String.init) == ["1,ID,06,1,1", "2,RD,97,1,3", "3,RD,15,1,5", "4,RD,65,1,7", "5,ID,08,1,9"])
    }
}
