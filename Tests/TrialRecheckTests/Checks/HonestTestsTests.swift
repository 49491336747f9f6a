import Testing

@testable import TrialRecheck

/// P-values that belong to another test than that of the counts beside them: an honest paper has no contradiction.
@Suite("P-values of other tests · ByHand")
struct HonestTestsTests {
    private func findings(_ rows: String) throws -> [Finding] {
        let text = "location,quantity,group,value,unit,ci_low,ci_high,p_value,n,denominator,note\n" + rows + "\n"
        return Recheck(try PublishedFile(bytes: Array(text.utf8), name: "x.csv").papers[0]).findings
    }

    private func contradictions(_ rows: String) throws -> [String] {
        try findings(rows).filter { $0.kind == .contradiction }.map(\.check)
    }

    /// Two rows of one label with one p-value beside both.
    private func pair(
        _ groups: (String, String), _ counts: (Int, Int), _ p: String, place: String = "T", _ quantity: String = "CR",
        of whole: Int = 100
    ) -> String {
        "\(place),\(quantity),\"\(groups.0)\",\(counts.0),patients,,,\(p),,\(whole),\n"
            + "\(place),\(quantity),\"\(groups.1)\",\(counts.1),patients,,,\(p),,\(whole),"
    }

    @Test(arguments: [
        ("phase 2 ITT", "phase 2 evaluable"), ("ITT", "PP"), ("A", "A, high risk"), ("A", "A (women)"),
        ("week 4", "week 8"), ("before", "after"), ("drug", "run-in"),
    ])
    func `groups that hold the same subjects are not compared`(_ groups: (String, String)) throws {
        #expect(try findings(pair(groups, (28, 30), "0.0021")).isEmpty)
        #expect(try contradictions(pair(("A", "B"), (28, 30), "0.0021")) == ["p-of-counts"])
    }

    @Test func `names of arms are no times`() throws {
        #expect(try contradictions(pair(("prednisone", "placebo"), (28, 30), "0.0021")) == ["p-of-counts"])
        #expect(try contradictions(pair(("ixazomib maintenance", "placebo"), (28, 30), "0.0021")) == ["p-of-counts"])
    }

    @Test func `a bound beside both groups may be of each against a historical rate`() throws {
        let found = try findings(pair(("A", "B"), (28, 30), "<0.001"))
        #expect(found.map(\.kind) == [.remark])
        #expect(found.first?.reading == "each group is tested against something else")
        // Beside one of the two it is that of their comparison.
        let one = "T,CR,A,28,patients,,,<0.001,,100,\nT,CR,B,30,patients,,,,,100,"
        #expect(try contradictions(one) == ["p-of-counts"])
    }

    @Test func `a p-value of several rows may be that of their interaction`() throws {
        let rows =
            pair(("A", "B"), (10, 30), "0.71", place: "Figure 2", "CR men", of: 50) + "\n"
            + pair(("A", "B"), (12, 32), "0.71", place: "Figure 2", "CR women", of: 50)
        #expect(try findings(rows).allSatisfy { $0.kind == .remark } && !findings(rows).isEmpty)
        #expect(
            try contradictions(pair(("A", "B"), (10, 30), "0.71", place: "Figure 2", "CR men", of: 50)) == [
                "p-of-counts"
            ])
    }

    @Test(arguments: [
        "CMH test", "stratified by stage", "log-rank test", "adjusted for age", "P for interaction",
        "against a historical rate", "McNemar's test", "P for trend", "multiple imputation",
    ])
    func `a named other test is not held against the counts`(note: String) throws {
        let rows = "T,CR,A,45,patients,,,,,100,\nT,CR,B,30,patients,,,,,100,\n"
        #expect(try findings(rows + "T,CR,A vs B,,,,,0.4,,,\(note)").isEmpty)
        #expect(try findings(rows + "T,CR chi-square,A vs B,9.8,chi2,,,0.002,,,\(note)").isEmpty)
        #expect(try contradictions(rows + "T,CR,A vs B,,,,,0.4,,,unadjusted") == ["p-of-counts"])
        #expect(
            try contradictions(rows + "T,CR chi-square,A vs B,9.8,chi2,,,0.002,,,") == ["chi-square", "p-of-counts"])
    }

    @Test func `subjects before and after are not independent`() throws {
        let rows = """
            T,pain,before,45,patients,,,,,100,
            T,pain,after,30,patients,,,,,100,
            T,pain chi-square,before vs after,9.8,chi2,,,0.002,,,
            """
        #expect(try findings(rows).isEmpty)
    }

    @Test func `non-inferiority is another hypothesis`() throws {
        let rows = "T,ORR,A,85,patients,,,,,100,\nT,ORR,B,84,patients,,,,,100,\n"
        #expect(try findings(rows + "T,ORR difference,A vs B,1.0,%,-9.0,11.0,0.015,,,non-inferiority").isEmpty)
        #expect(try findings("T,OS HR,A vs B,0.98,HR,0.85,1.13,0.003,,,P for non-inferiority").isEmpty)
        #expect(try contradictions("T,OS HR,A vs B,0.98,HR,0.85,1.13,0.003,,,") == ["hazard-ratio-p"])
        // Limits that hold 0 beside a small P: the word may have been left out.
        let silent = try findings(rows + "T,ORR,A vs B,1.0,%,-9.0,11.0,0.015,,,")
        #expect(silent.map(\.kind) == [.remark] && silent.first?.reading == "it is of non-inferiority")
        #expect(try contradictions(rows + "T,ORR,A vs B,,,,,0.015,,,") == ["p-of-counts"])
    }

    @Test func `words within other words name no test`() throws {
        let rows = "T,CR,A,45,patients,,,,,100,\nT,CR,B,30,patients,,,,,100,\n"
        for note in ["impaired performance", "Stockholm", "unpaired", "unadjusted"] {
            #expect(try contradictions(rows + "T,CR,A vs B,,,,,0.4,,,\(note)") == ["p-of-counts"], "\(note)")
        }
    }

    @Test func `a p-value beside two means is doubtful`() throws {
        // 61.2 (8.1) and 55.0 (8.4) of 100 each: t = 5.3.
        func rows(_ p: String, _ mean: String) -> String {
            """
            T,age mean,A,61.2,years,,,\(p),100,,
            T,age SD,A,8.1,years,,,,100,,
            T,age mean,B,\(mean),years,,,\(p),100,,
            T,age SD,B,8.4,years,,,,100,,
            """
        }
        let found = try findings(rows("0.80", "55.0"))
        #expect(found.map(\.check) == ["p-of-means"] && found.map(\.kind) == [.remark])
        #expect(try findings(rows("<0.001", "55.0")).isEmpty)
        // 61.2 against 59.0: t = 1.89, P = 0.061; Wilcoxon's 0.11 is near enough.
        #expect(try findings(rows("0.061", "59.0")).isEmpty && findings(rows("0.11", "59.0")).isEmpty)
    }

    @Test func `limits of the percentage beside a count`() throws {
        #expect(try findings("T,ORR,A,12,patients,38,79,,,20,").isEmpty)
        #expect(try contradictions("T,ORR,A,12,patients,68,79,,,20,") == ["limits"])
    }

    @Test func `a p-value of ten sites beside the first`() throws {
        // The counts add up to 100 in both groups; χ² of all ten is 7.13 with 9 d.f., P = 0.62; of the first row 1.80, P = 0.18.
        let counts = [(10, 5), (15, 13), (6, 10), (15, 9), (8, 13), (9, 8), (12, 10), (8, 8), (9, 11), (8, 13)]
        let rows = counts.enumerated().flatMap { index, pair in
            [
                "Table 1,site \(index + 1),A,\(pair.0),patients,,,\(index == 0 ? "0.623" : ""),,100,",
                "Table 1,site \(index + 1),B,\(pair.1),patients,,,,,100,",
            ]
        }
        #expect(try findings(rows.joined(separator: "\n")).isEmpty)
    }
}
