import Foundation
import Testing

@testable import TrialRecheck

/// Percentages that are no shares of counted subjects, and limits by other methods: an honest paper has no contradiction.
@Suite("Rates of other kinds · ByHand")
struct HonestRatesTests {
    private func findings(_ rows: String) throws -> [Finding] {
        let text = "location,quantity,group,value,unit,ci_low,ci_high,p_value,n,denominator\n" + rows + "\n"
        return Recheck(try PublishedFile(bytes: Array(text.utf8), name: "x.csv").papers[0]).findings
    }

    private func contradictions(_ rows: String) throws -> [String] {
        try findings(rows).filter { $0.kind == .contradiction }.map(\.check)
    }

    @Test(arguments: [
        "vaccine efficacy,A vs B,-12.3", "factor VIII activity,A,142", "prothrombin time,A,110",
        "tumour shrinkage,A,-35", "viability,A,110",
    ])
    func `a percentage without a number of subjects may be of something else`(row: String) throws {
        let found = try findings("T,\(row),%,,,,,")
        #expect(found.map(\.kind) == [.remark])
        #expect(found.first?.reading == "it is a percentage of something else than subjects")
    }

    @Test func `a share of subjects is from 0 to 100 %`() throws {
        #expect(try contradictions("T,rash,A,-3,%,,,,,40").contains("bounds"))
        #expect(try contradictions("T,5-year OS,A,104,%,,,,,") == ["bounds"])
    }

    @Test(arguments: [
        "T,24-month progression-free rate,A,61.7,%,50.1,71.3,,,90", "T,alive at 2 years,A,61.7,%,50.1,71.3,,,90",
        "T,relapse at 2 years,A,31.7,%,22.3,41.6,,,90", "T,non-relapse mortality at 1 year,A,11.7,%,6.1,19.3,,,90",
        "T (multiple imputation),PASI 75,A,62.37,%,,,,,53", "T,PASI 75 (multiple imputation),A,62.37,%,,,,,53",
        "T (weighted),male,A,43.1,%,,,,44.6,103.4",
    ])
    func `rates at a time, imputed and weighted numbers are no whole counts`(row: String) throws {
        #expect(try findings(row).isEmpty, "\(row)")
    }

    @Test func `other rates are counts as before`() throws {
        #expect(try contradictions("T,PASI 75,A,62.37,%,,,,,53") == ["grim"])
        #expect(try contradictions("T,age >=65 years at death,A,61.7,%,,,,,90") == ["grim"])
        #expect(try contradictions("T,male,A,43.1,%,,,,44.6,103.4").allSatisfy { $0 == "bounds" })
        #expect(try !contradictions("T,male,A,43.1,%,,,,44.6,103.4").isEmpty)
    }

    @Test(arguments: [
        // 45 of 50: Clopper-Pearson, Wilson, likelihood ratio.
        ("78.2", "96.7"), ("78.6", "95.7"), ("79.7", "96.3"),
    ])
    func `limits of survival of subjects who were all followed`(_ limits: (String, String)) throws {
        #expect(try findings("T,2-year OS,A,90.0,%,\(limits.0),\(limits.1),,50,").isEmpty)
        #expect(try findings("T,2-year OS,A,90.0,%,\(limits.0),\(limits.1),,,50").isEmpty)
    }

    @Test func `limits that no method gives`() throws {
        #expect(try contradictions("T,2-year OS,A,90.0,%,70.2,92.7,,50,") == ["survival-interval"])
        // Wilson's of 45 of 50 in a paper with 30.
        #expect(try contradictions("T,2-year OS,A,90.0,%,84.0,94.0,,30,") == ["survival-interval"])
    }

    /// 9 of 10 and 45 of 50 by Clopper and Pearson: 55.50–99.75 % and 78.19–96.67 %; by Wilson 59.58–98.21 %.
    @Test(arguments: [
        (BinomialLimits.clopperPearson, 0.5550, 0.9975, 10.0), (.clopperPearson, 0.7819, 0.9667, 50),
        (.wilson, 0.5958, 0.9821, 10),
    ])
    func `how many subjects give a limit`(_ limits: BinomialLimits, _ low: Double, _ high: Double, _ n: Double) {
        #expect(abs(limits.size(0.9, low, 0.95) - n) < 0.01 * n)
        #expect(abs(limits.size(0.9, high, 0.95) - n) < 0.02 * n)
    }

    @Test func `limits by the likelihood ratio hold the values within 3.84 of the most likely`() {
        // At p = 0.9 of 50 the limit q has 2 · 50 · (0.9 log(0.9/q) + 0.1 log(0.1/(1 − q))) = 3.8415.
        let q = 0.79714
        let deviance = 100 * (0.9 * log(0.9 / q) + 0.1 * log(0.1 / (1 - q)))
        #expect(abs(BinomialLimits.likelihoodRatio.size(0.9, q, 0.95) - 50 * 3.841459 / deviance) < 1e-4)
    }

    @Test func `a one-sided exact limit`() throws {
        // 12 of 20: one-sided at 95 % by Clopper and Pearson from 39.36 % on.
        #expect(try findings("T,CR,A,60.0,%,39.4,100,,12,20").isEmpty)
        #expect(try contradictions("T,CR,A,60.0,%,45.4,100,,12,20") == ["rate-interval"])
    }

    @Test func `versions of scales are remarks, declared scales are not`() throws {
        let barthel = "T,Barthel mean,A,11.54,points,,,,37,\nT,Barthel SD,A,5.18,points,,,,37,"
        let found = try findings(barthel)
        #expect(!found.isEmpty && found.allSatisfy { $0.kind == .remark })
        #expect(found.first?.reading == "the scale is another version, with other values")
        let nrs = try findings("T,NRS pain mean,A,45.2,mm,,,,37,\nT,NRS pain SD,A,18.1,mm,,,,37,")
        #expect(!nrs.isEmpty && nrs.allSatisfy { $0.kind == .remark })
    }

    @Test func `responses that hold the better ones, and letters that mean something else`() throws {
        let rising = "T,CR,A,40,patients,,,,,100\nT,VGPR,A,70,patients,,,,,100\nT,PR,A,90,patients,,,,,100"
        let found = try findings(rising + "\nT,ORR,A,90,patients,,,,,100")
        #expect(found.map(\.check) == ["categories", "sum"] && found.allSatisfy { $0.kind == .remark })
        #expect(try findings("T,PD,A,30,patients,,,,,40\nT,PR,A,12,patients,,,,,40").map(\.kind) == [.remark])
        #expect(
            try findings("T,standard risk,A,70,patients,,,,,100\nT,high risk,A,40,patients,,,,,100").map(\.kind) == [
                .remark
            ])
        #expect(
            try contradictions(
                "T,CR,A,70,patients,,,,,100\nT,VGPR,A,40,patients,,,,,100\nT,PR,A,20,patients,,,,,100") == [
                    "categories"
                ])
    }

    @Test func `numbers rounded twice, and months of four weeks`() throws {
        // 35 of 77 is 45.45 %, printed 45.5, and in the abstract 46.
        let twice = try findings("Abstract,ORR,A,46,%,,,,,\nTable 2,ORR,A,45.5,%,,,,35,77")
        #expect(twice.map(\.kind) == [.remark] && twice.first?.reading == "it was rounded twice")
        #expect(try contradictions("Abstract,ORR,A,47,%,,,,,\nTable 2,ORR,A,45.5,%,,,,35,77") == ["same-number"])
        let weeks = try findings("Abstract,median PFS,A,12.0,months,,,,,\nResults,median PFS,A,48,weeks,,,,,")
        #expect(weeks.map(\.kind) == [.remark] && weeks.first?.reading == "a month was taken as four weeks")
        #expect(
            try contradictions("Abstract,median PFS,A,12.0,months,,,,,\nResults,median PFS,A,44,weeks,,,,,") == [
                "same-number"
            ])
    }

    @Test func `limits of staged designs and of priors`() throws {
        #expect(try findings("T,CR,A,60.0,%,35.1,80.0,,12,20").map(\.kind) == [.remark])
        #expect(try findings("T,\"CR, credible\",A,60.0,%,39.5,78.2,,12,20").map(\.kind) == [.remark])
        #expect(try contradictions("T,CR,A,60.0,%,30.1,80.0,,12,20") == ["rate-interval"])
    }
}
