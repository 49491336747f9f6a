import Testing

@testable import TrialRecheck

/// Each check on numbers solved by hand.
@Suite("Checks of published numbers · ByHand")
struct CheckTests {
    /// The findings about a file whose numbers all stand in Table 1.
    private func findings(_ numbers: String, relations: String = "", scales: String = "") throws -> [Finding] {
        let text =
            "equipoise: 1\npaper: {id: X}\n\(scales)numbers:\n  Table 1:\n"
            + numbers.split(separator: "\n").map { "    - {\($0)}\n" }.joined() + relations
        let file = try PublishedFile(bytes: Array(text.utf8), name: "x.yaml")
        return Recheck(file.papers[0]).findings
    }

    private func ids(_ findings: [Finding], _ kind: Finding.Kind = .contradiction) -> [String] {
        findings.filter { $0.kind == kind }.map(\.check)
    }

    @Test func `a percentage that is not that of its count`() throws {
        // 12/40 is 30 %.
        #expect(try ids(findings("quantity: rash, value: 32.5 %, count: 12, of: 40")) == ["percentage"])
        #expect(try findings("quantity: rash, value: 30 %, count: 12, of: 40").isEmpty)
        // 45/40 cannot be.
        #expect(try ids(findings("quantity: rash, value: 112.5 %, count: 45, of: 40")) == ["percentage"])
    }

    @Test func `a percentage of another denominator there is a remark`() throws {
        // 12/38 is 31.6 %, and 38 stands in the same place.
        let found = try findings(
            "quantity: rash, value: 31.6 %, count: 12, of: 40\nquantity: cough, value: 50 %, count: 19, of: 38")
        #expect(ids(found).isEmpty && ids(found, .remark) == ["percentage"])
        #expect(found[0].reading == "it is a part of 38, as others there")
    }

    @Test func `a percentage that no count gives`() throws {
        let found = try findings("quantity: nausea, value: 6.7 %, of: 64")
        #expect(ids(found) == ["grim"])
        #expect(found[0].recomputed?.lower == 6.25 && found[0].recomputed?.upper == 7.8125)
        #expect(try ids(findings("quantity: CR, value: 4.6 %, of: 64"), .remark) == ["grim"])
    }

    @Test func `means and SDs of whole numbers`() throws {
        // 40 values: the mean is a multiple of 1/40.
        let scale = "scales: [{name: NRS, from: 0, to: 10, step: 1}]\n"
        #expect(try ids(findings("quantity: NRS mean, value: 7.56, unit: points, n: 40", scales: scale)) == ["grim"])
        // The scale is known by its name too, but may be another version.
        #expect(try ids(findings("quantity: NRS mean, value: 7.56, unit: points, n: 40"), .remark) == ["grim"])
        // Values 1, 1, 1, 3: mean 1.5, SD 1.
        #expect(
            try findings(
                "quantity: NRS mean, value: 1.50, unit: points, n: 4\nquantity: NRS SD, value: 1.00, unit: points, n: 4"
            ).isEmpty)
        // Four whole numbers of sum 6 have sums of squares 10, 12, 14 …: SD 0.58, 1, 1.29; with divisor n 0.5, 0.87, 1.12.
        let found = try findings(
            "quantity: NRS mean, value: 1.50, unit: points, n: 4\nquantity: NRS SD, value: 0.71, unit: points, n: 4",
            scales: scale)
        #expect(ids(found) == ["grimmer"])
    }

    @Test func `an SD that the limits do not allow`() throws {
        // From 18 to 65 with mean 63.9: at most √(47.3 · 1.1 · 40/39).
        let found = try findings(
            "quantity: age mean, value: 63.9, unit: years, n: 40\nquantity: age SD, value: 11.4, unit: years, n: 40",
            scales: "scales: [{name: age, from: 18, to: 65}]\n")
        #expect(ids(found) == ["maximum-sd"])
        #expect(
            try ids(
                findings(
                    "quantity: age mean, value: 70, unit: years, n: 40\nquantity: age SD, value: 2, unit: years, n: 40",
                    scales: "scales: [{name: age, from: 18, to: 65}]\n")) == ["maximum-sd"])
    }

    @Test func `a sample search finds values or proves that there are none`() {
        #expect(SampleSearch(6, 12, of: 4, 0, 10).outcome == .found([0, 2, 2, 2]))
        #expect(SampleSearch(6, 11, of: 4, 0, 10).outcome == .impossible)
        #expect(SampleSearch.bounds(6, of: 4, 0, 10)?.most == 36)
        #expect(SampleSearch(41, 500, of: 4, 0, 10).outcome == .impossible)
        // Any outcome that is found has the sums.
        for squares in stride(from: 10, through: 36, by: 2) {
            if case .found(let sample) = SampleSearch(6, squares, of: 4, 0, 6).outcome {
                #expect(sample.reduce(0, +) == 6 && sample.reduce(0) { $0 + $1 * $1 } == squares)
            }
        }
    }

    @Test func `a χ² of other counts, and the row it was copied from`() throws {
        let found = try findings(
            """
            quantity: CR, group: A, value: 13, unit: patients, count: 13, of: 40
            quantity: CR, group: B, value: 5, unit: patients, count: 5, of: 40
            quantity: CR chi-square, group: A vs B, value: 4.588, unit: chi2, p: 0.032
            quantity: PN, group: A, value: 12, unit: patients, count: 12, of: 40
            quantity: PN, group: B, value: 8, unit: patients, count: 8, of: 40
            quantity: PN chi-square, group: A vs B, value: 4.588, unit: chi2, p: 0.032
            """)
        #expect(ids(found) == ["chi-square", "p-of-counts"])
        #expect(ids(found, .remark) == ["duplicate-statistic"])
        let first = try #require(found.first)
        #expect(first.severity == .conclusion && first.explanation.contains("duplicate"))
        // (12·32 − 28·8)² · 80 / (40 · 40 · 20 · 60) = 16/15
        #expect(first.recomputed?.contains(16.0 / 15) == true)
    }

    @Test func `Yates' correction is no contradiction`() throws {
        // (|160| − 40)² · 80 / (40 · 40 · 20 · 60) = 0.6
        #expect(
            try findings(
                """
                quantity: PN, group: A, value: 12, unit: patients, of: 40
                quantity: PN, group: B, value: 8, unit: patients, of: 40
                quantity: PN chi-square, group: A vs B, value: 0.600, unit: chi2, p: 0.439
                """
            ).isEmpty)
    }

    @Test func `t of means and SDs, and what a paired t implies`() throws {
        let means = """
            quantity: pain pre mean, group: A, value: 7.5, unit: points, n: 40
            quantity: pain pre SD, group: A, value: 2.1, unit: points, n: 40
            quantity: pain post mean, group: A, value: 4.5, unit: points, n: 40
            quantity: pain post SD, group: A, value: 1.1, unit: points, n: 40
            """
        // s_d = 3 √40 / t; with t = 30 it is 0.632, less than |2.1 − 1.1|: no correlation does that.
        #expect(
            try ids(findings(means + "\nquantity: pain paired t, group: A, value: 30.0, unit: t, n: 40")) == [
                "paired-t"
            ])
        #expect(
            try ids(findings(means + "\nquantity: pain paired t, group: A, value: 6.3, unit: t, n: 40"), .remark) == [
                "paired-t"
            ])
        #expect(try findings(means + "\nquantity: pain paired t, group: A, value: 10.0, unit: t, n: 40").isEmpty)
    }

    @Test func `sums, categories, unions, parts and ranges`() throws {
        let numbers = """
            quantity: a, value: 12, unit: patients, of: 20
            quantity: b, value: 7, unit: patients, of: 20
            quantity: all, value: 20, unit: patients
            quantity: low, value: 15, unit: patients
            """
        func check(_ relation: String) throws -> [String] {
            try ids(findings(numbers, relations: "relations:\n  - {\(relation)}\n"))
        }
        #expect(try check("relation: sum, total: Table 1 > all, parts: [Table 1 > a, Table 1 > b]") == ["sum"])
        #expect(try check("relation: union, total: Table 1 > all, parts: [Table 1 > a, Table 1 > b]") == ["union"])
        #expect(try check("relation: union, total: Table 1 > low, parts: [Table 1 > a, Table 1 > b]").isEmpty)
        #expect(try check("relation: part-of, part: Table 1 > all, whole: Table 1 > low") == ["part-of"])
        #expect(
            try check("relation: range, value: Table 1 > a, least: Table 1 > low, most: Table 1 > all") == ["range"])
        #expect(
            try check("relation: difference, difference: Table 1 > b, of: [Table 1 > all, Table 1 > a]") == [
                "difference"
            ])
        #expect(
            try ids(
                findings(
                    "quantity: male, value: 12, unit: patients, of: 20\nquantity: female, value: 9, unit: patients, of: 20"
                )) == ["categories"])
    }

    @Test func `hazard ratios, limits and p-values`() throws {
        func check(_ number: String) throws -> [String] { try ids(findings("quantity: OS HR, unit: HR, " + number)) }
        #expect(try check("value: 1.025, limits: 0.789–1.332, p: 0.850").isEmpty)
        #expect(try check("value: 1.4, limits: 0.789–1.332, p: 0.850").contains("limits"))
        // √(0.5 · 0.9) = 0.671
        #expect(try check("value: 0.72, limits: 0.50–0.90").contains("hazard-ratio-interval"))
        #expect(try check("value: 1.025, limits: 0.789–1.332, p: 0.045") == ["hazard-ratio-p"])
    }

    @Test func `limits of rates`() throws {
        // 27/64: Clopper-Pearson 29.9–55.2, Wilson 30.9–54.4
        #expect(try findings("quantity: ORR, value: 42.2 %, limits: 29.9–55.2, of: 64").isEmpty)
        #expect(try findings("quantity: ORR, value: 42.2 %, limits: 30.9–54.4, of: 64").isEmpty)
        #expect(try ids(findings("quantity: ORR, value: 42.2 %, limits: 33.0–51.0, of: 64")) == ["rate-interval"])
        #expect(try findings("quantity: 5-year PFS, value: 61.4 %, limits: 49.9–75.5, n: 64").isEmpty)
        #expect(
            try ids(findings("quantity: 5-year PFS, value: 61.4 %, limits: 49.9–92.5, n: 64")) == ["survival-interval"])
        // √((1/0.614 − 1)/64) = 0.099; limits of ± 5 % mean 0.04.
        #expect(
            try ids(findings("quantity: 5-year PFS, value: 61.4 %, limits: 56.6–66.6, n: 64")) == ["survival-interval"])
    }

    @Test func `an exception overrules a check, and an idle one is told`() throws {
        let text = """
            equipoise: 1
            paper: {id: X}
            numbers:
              Table 1:
                - {quantity: nausea, value: 6.7 %, of: 64}
            overrule:
              - {check: grim, numbers: [Table 1 > nausea], because: the denominator is 60}
              - {check: sum, numbers: [Table 1 > nausea], because: nothing}
            """
        let recheck = Recheck(try PublishedFile(bytes: Array(text.utf8), name: "x.yaml").papers[0])
        #expect(recheck.findings.isEmpty && recheck.checkCount == 1)
        #expect(recheck.idleExceptions.map(\.check) == ["sum"])
    }
}
