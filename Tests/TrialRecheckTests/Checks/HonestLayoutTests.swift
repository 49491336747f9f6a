import Testing

@testable import TrialRecheck

/// Tables that look as if they contradicted each other, and do not.
@Suite("Honest layouts · ByHand")
struct HonestLayoutTests {
    private func findings(_ rows: String, scales: String = "") throws -> [Finding] {
        let text = "location,quantity,group,value,unit,ci_low,ci_high,p_value,n,denominator\n" + rows + "\n"
        return Recheck(try PublishedFile(bytes: Array(text.utf8), name: "x.csv").papers[0]).findings
    }

    private func contradictions(_ rows: String) throws -> [String] {
        try findings(rows).filter { $0.kind == .contradiction }.map(\.check)
    }

    @Test func `a safety population may be larger than the arm`() throws {
        let rows = """
            Abstract,group size,A,40,patients,,,,,
            Table 3 (safety population),rash,A,30.95,%,,,,13,42
            """
        let found = try findings(rows)
        #expect(found.map(\.kind) == [.remark] && found[0].reading == "it is a part of another population")
        // Of 42 subjects there are no more than 40; of 42 things, such as implants, there may be.
        let sizes = "Table 3,group size,A,40,patients,,,,,\nTable 3,rash,A,"
        #expect(try contradictions(sizes + "13,patients,,,,,42") == ["sizes"])
        #expect(try findings(sizes + "30.95,%,,,,13,42").map(\.kind) == [.remark])
        #expect(
            try findings("Results,enrolled,all,100,patients,,,,,\nResults,declined consent,all,20,patients,,,,,120")
                .isEmpty)
        // They may be those of whom a larger number is printed.
        #expect(try contradictions(sizes + "13,patients,,,,,42\nFigure 1,assessed,all,42,patients,,,,,").isEmpty)
    }

    @Test func `a test of categories that do not make up the group may be of others`() throws {
        let rows = """
            Table 1,ISS I,A,40,patients,,,,,100
            Table 1,ISS II,A,30,patients,,,,,100
            Table 1,ISS III,A,20,patients,,,,,100
            Table 1,ISS I,B,45,patients,,,,,100
            Table 1,ISS II,B,35,patients,,,,,100
            Table 1,ISS III,B,10,patients,,,,,100
            """
        let test = "\nTable 1,ISS chi-square,A vs B,5.567,chi2,,,0.135,,"
        #expect(try contradictions(rows + test).isEmpty)
        #expect(try !contradictions(rows.replacing(",100", with: ",90") + test).isEmpty)
    }

    @Test func `limits and p-values of one number differ between places: a remark`() throws {
        let rows = "Abstract,PFS,A vs B,0.70,HR,0.52,0.94,0.018,,\nTable 2,PFS,A vs B,0.70,HR,"
        let found = try findings(rows + "0.56,0.88,0.002,,").filter { $0.check == "same-number" }
        #expect(found.map(\.printed) == ["lower limit 0.52", "upper limit 0.94", "P 0.018"])
        #expect(found.allSatisfy { $0.kind == .remark })
        #expect(try findings(rows + "0.52,0.94,0.018,,").filter { $0.check == "same-number" }.isEmpty)
        #expect(try findings(rows + "0.519,0.936,0.0182,,").filter { $0.check == "same-number" }.isEmpty)
    }

    @Test func `one label in two populations, times or subgroups is two numbers`() throws {
        for (first, second) in [
            ("Table 2 (ITT)", "Table S2 (per-protocol)"), ("Table 5 week 12", "Table 5 week 24"),
            ("Figure 3 (subgroup: age >=65)", "Figure 3 (subgroup: age <65)"), ("Results: interim", "Results: final"),
            ("Table 2 (independent review)", "Table 3 (investigator)"),
        ] {
            #expect(try findings("\(first),ORR,A,60.0,%,,,,24,40\n\(second),ORR,A,50.0,%,,,,20,40").isEmpty, "\(first)")
        }
        // A place that says nothing may mean either: a remark.
        let found = try findings("Abstract,ORR,A,60.0,%,,,,24,40\nTable S2 (per-protocol),ORR,A,50.0,%,,,,20,40")
        #expect(found.map(\.kind) == [.remark])
        #expect(try contradictions("Abstract,ORR,A,60.0,%,,,,24,40\nTable 2,ORR,A,50.0,%,,,,20,40") == ["same-number"])
        // Parts of different numbers are different numbers.
        #expect(try contradictions("Abstract,ORR,A,64.9,%,,,,24,37\nTable 2,ORR,A,60.0,%,,,,24,40").isEmpty)
        #expect(
            try contradictions(
                "Abstract,ORR,A,64.9,%,,,,,\nTable 2,ORR,A,60.0,%,,,,24,40\nTable 1,evaluable,A,37,patients,,,,,"
            ).isEmpty)
    }

    @Test func `percentages of those of whom something is known`() throws {
        // 12 of 38 is 31.6 %; two of 40 are unknown.
        #expect(
            try contradictions("Table 1,FISH high risk,A,31.6,%,,,,12,40\nTable 1,FISH unknown,A,2,patients,,,,2,40")
                .isEmpty)
        #expect(try contradictions("Table 1,FISH high risk,A,31.6,%,,,,12,40") == ["percentage"])
    }

    @Test func `stringent responses within complete ones, or beside them`() throws {
        func table(_ cr: Int) -> String {
            """
            Table 2,sCR,A,5,patients,,,,5,40
            Table 2,CR,A,\(cr),patients,,,,\(cr),40
            Table 2,VGPR,A,12,patients,,,,12,40
            Table 2,PR,A,10,patients,,,,10,40
            Table 2,SD,A,5,patients,,,,5,40
            Table 2,ORR,A,35,patients,,,,35,40
            """
        }
        #expect(try contradictions(table(13)).isEmpty && contradictions(table(8)).isEmpty)
        #expect(try contradictions(table(11)) == ["sum"])
        #expect(try contradictions(table(19)) == ["categories", "sum"])
        // CR or better is 8 + 5 or 13 with 5 within.
        let better = "\nTable 2,CR or better,A,13,patients,,,,13,40\nTable 2,VGPR or better,A,25,patients,,,,25,40"
        #expect(try contradictions(table(8) + better).isEmpty && contradictions(table(13) + better).isEmpty)
        #expect(try contradictions(table(8) + better.replacing("13", with: "15")) == ["sum"])
    }

    @Test func `subjects counted in each grade they had`() throws {
        let rows = ["fever", "cough", "rash"].map {
            "Table 3,\($0) level 1-2,A,9,patients,,,,9,40\nTable 3,\($0) level 3-4,A,4,patients,,,,4,40\nTable 3,\($0) total,A,11,patients,,,,11,40"
        }
        #expect(try contradictions(rows.joined(separator: "\n")).isEmpty)
        let worst = rows.map { $0.replacing("total,A,11,patients,,,,11", with: "total,A,13,patients,,,,13") }
        #expect(
            try contradictions((worst + [rows[2].replacing("rash", with: "pain")]).joined(separator: "\n")) == ["sum"])
    }

    @Test func `a p-value of all categories beside the first of them`() throws {
        // 10, 20, 10 against 20, 10, 10: χ² = 20/3 with 2 d.f., P = 0.036; of the first alone 0.023.
        let rows = """
            Table 1,ISS I,A,10,patients,,,0.036,10,40
            Table 1,ISS I,B,20,patients,,,0.036,20,40
            Table 1,ISS II,A,20,patients,,,,20,40
            Table 1,ISS II,B,10,patients,,,,10,40
            Table 1,ISS III,A,10,patients,,,,10,40
            Table 1,ISS III,B,10,patients,,,,10,40
            """
        #expect(try findings(rows).isEmpty)
    }

    @Test func `a high dose is no end of a range, nor is an upper tract`() throws {
        let rows = """
            Table 3,"rash, low dose",A,12,patients,,,,12,40
            Table 3,"rash, high dose",A,5,patients,,,,5,40
            Table 3,lower respiratory infection,A,12,patients,,,,12,40
            Table 3,upper respiratory infection,A,5,patients,,,,5,40
            """
        #expect(try findings(rows).isEmpty)
        #expect(
            try contradictions("T,age range min,A,70,years,,,,,\nT,age range max,A,60,years,,,,,\n").contains("range"))
    }

    @Test func `rates of curves are no counts, and their limits may be of 90 %`() throws {
        // 61.4 % is no count of 64.
        #expect(try findings("Results,5-year OS,A,61.4,%,,,,,64").isEmpty)
        #expect(try contradictions("Results,rash,A,61.4,%,,,,,64") == ["grim"])
    }

    @Test func `hazard ratios with limits and tests of other kinds`() throws {
        // z = 2.36: two-sided 0.018, one-sided 0.009.
        #expect(try contradictions("Results,PFS HR,A vs B,0.72,HR,0.55,0.95,0.009,,").isEmpty)
        #expect(try contradictions("Results,PFS HR,A vs B,0.72,HR,0.55,0.95,0.031,,").isEmpty)
        #expect(try contradictions("Results,PFS HR,A vs B,0.72,HR,0.55,0.95,0.40,,") == ["hazard-ratio-p"])
    }

    @Test func `differences of percentages`() throws {
        let rows = "Results,ORR,A,82.5,%,,,,33,40\nResults,ORR,B,62.5,%,,,,25,40\nResults,ORR difference,A vs B,"
        #expect(try findings(rows + "20.0,%,,,,,").isEmpty)
        #expect(try findings(rows + "-20.0,percentage points,,,,,").isEmpty)
        #expect(try contradictions(rows + "22.0,%,,,,,") == ["difference"])
        // With limits it may be stratified.
        #expect(try contradictions(rows + "21.1,%,2.0,40.2,,,").isEmpty)
    }
}
