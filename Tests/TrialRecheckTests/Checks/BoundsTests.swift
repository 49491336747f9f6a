import Testing

@testable import TrialRecheck

/// Numbers that cannot be, and p-values that no test gives.
@Suite("Impossible numbers · ByHand")
struct BoundsTests {
    private func contradictions(_ row: String) throws -> [String] {
        let text = "location,quantity,group,value,unit,p_value,n,denominator\n" + row + "\n"
        return Recheck(try PublishedFile(bytes: Array(text.utf8), name: "x.csv").papers[0]).contradictions.map(\.check)
    }

    @Test(arguments: [
        "T,rash,A,112,%,,,40", "T,rash,A,-3,%,,,40", "T,OS HR,A vs B,-0.7,HR,,,", "T,X chi-square,A vs B,-4.5,chi2,,,",
        "T,pain SD,A,-1.2,points,,,", "T,median OS,A,-12.5,months,,,", "T,OS log-rank,A vs B,0.7,z,1.2,,",
        "T,CR,A,5,patients,-0.03,,", "T,group size,A,40.5,patients,,,", "T,rash,A,30.0,%,,12.4,41.33",
        "T,5-year OS,A,104,%,,,",
        "T,age mean,A,61.2,years,,39.5,",
    ]) func `it cannot be`(row: String) throws {
        #expect(try contradictions(row).contains("bounds"), "\(row)")
    }

    @Test(arguments: [
        "T,rash,A,100,%,,40,40", "T,FEV1 predicted,A,112,%,,,", "T,weight change,A,-3,%,,,",
        "T,pain change mean,A,-1.2,points,,,",
        "T,KPS change mean,A,-4,points,,,", "T,dose of planned,A,104,%,,,", "T,OS HR,A vs B,0.00,HR,0.000,,",
        "T,median number of patients,A,12.5,patients,,,", "T,difference in median OS,A vs B,-1.2,months,,,",
        "T,time to KPS decline mean,A,112,days,,,", "T,group size,A,40.0,patients,,,",
        "T,baseline Karnofsky mean,A,112,points,,,", "T,mean ECOG,A,7.1,,,,", "T,rash,A,112,%,,,",
    ]) func `it can be`(row: String) throws {
        #expect(try contradictions(row).isEmpty, "\(row)")
    }

    @Test func `parts of a hundred, where no number of subjects is printed`() throws {
        #expect(try contradictions("T,ISS I,A,40,%,,,\nT,ISS II,A,40,%,,,\nT,ISS III,A,35,%,,,") == ["categories"])
        // 33.4 + 33.3 + 33.4 is 100.1, and may be 100 before rounding.
        #expect(try contradictions("T,ISS I,A,33.4,%,,,\nT,ISS II,A,33.3,%,,,\nT,ISS III,A,33.4,%,,,").isEmpty)
    }

    @Test func `a grade is no more than any grade`() throws {
        #expect(try contradictions("T,rash any grade,A,10,%,,4,40\nT,rash grade 3-4,A,15,%,,6,40") == ["part-of"])
        #expect(try contradictions("T,rash all grades,A,10,%,,4,40\nT,rash grade 3 or 4,A,15,%,,6,40") == ["part-of"])
        #expect(
            try contradictions("T,rash any grade,A,10,%,,4,40\nS (subgroup: men),rash grade 3-4,A,15,%,,3,20").isEmpty)
    }

    @Test func `a p-value that no test of two counts gives`() throws {
        // 20/40 against 18/40: P = 0.65 by Pearson, 0.82 by Yates and Fisher.
        let pair = "T,CR,A,20,patients,%,20,40\nT,CR,B,18,patients,,18,40"
        for (p, isFound) in [("0.65", false), ("0.82", false), ("0.33", false), ("0.5", false), ("0.01", true)] {
            let beside = pair.replacing("patients,%", with: "patients,\(p)")
            #expect(try contradictions(beside) == (isFound ? ["p-of-counts"] : []), "\(p)")
            let row = pair.replacing("patients,%", with: "patients,") + "\nT,CR,A vs B,,,\(p),,"
            #expect(try contradictions(row) == (isFound ? ["p-of-counts"] : []), "\(p)")
        }
    }
}
