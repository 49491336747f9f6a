import Testing

@testable import TrialRecheck

/// What labels say of how numbers hang together.
@Suite("Inference from labels · ByHand")
struct InferenceTests {
    private func relations(_ rows: String) throws -> [Relation.Kind: Int] {
        let text = "location,quantity,group,value,unit,p_value,n,denominator\n" + rows
        let paper = try PublishedFile(bytes: Array(text.utf8), name: "x.csv").papers[0]
        return Dictionary(grouping: RelationInference(paper).relations, by: \.kind).mapValues(\.count)
    }

    @Test func `labels with the same words in another order are the same`() {
        #expect(Label("rash (maculopapular) grade >=3") == Label("maculopapular rash grade ≥ 3"))
        #expect(Label("aspartate aminotransferase increased grade >=3") == Label("AST elevated grade >=3"))
        #expect(Label("vomiting (emesis) any grade") == Label("vomiting any grade"))
        #expect(Label("OS HR") != Label("interim OS HR"))
    }

    @Test func `the same number, but not of another analysis`() throws {
        #expect(
            try relations("Abstract,median PFS,A,26,months,,,\nResults,median PFS,A,26.5,months,,,\n")[.sameNumber] == 1
        )
        #expect(
            try relations("Results: interim,median PFS,A,26,months,,,\nResults: final,median PFS,A,30,months,,,\n")
                .isEmpty)
        #expect(try relations("Abstract,median PFS,A,26,months,,,\nResults,median PFS,B,26,months,,,\n").isEmpty)
    }

    @Test func `tests find what they compare`() throws {
        let rows = """
            Table,X mean,A,1.2,points,,40,
            Table,X SD,A,0.5,points,,40,
            Table,X mean,B,1.4,points,,40,
            Table,X SD,B,0.6,points,,40,
            Table,X t,A vs B,1.62,t,0.109,,
            Table,male,A,20,patients,,20,40
            Table,female,A,20,patients,,20,40
            Table,male,B,22,patients,,22,40
            Table,female,B,18,patients,,18,40
            Table,gender chi-square,A vs B,0.201,chi2,0.654,,

            """
        let found = try relations(rows)
        #expect(found[.meansTest] == 1 && found[.countsTest] == 1 && found[.partition] == 2 && found[.meanAndSD] == 2)
    }

    @Test func `one p-value beside two groups is that of their comparison`() throws {
        #expect(
            try relations("Abstract,CR,A,13,patients,<0.05,13,40\nAbstract,CR,B,5,patients,<0.05,5,40\n")[.countsTest]
                == 1)
    }

    @Test func `hazard ratios find medians and deaths`() throws {
        let found = try relations(
            """
            Results,median OS,A,64.8,months,,,
            Results,median OS,B,69.5,months,,,
            Results,OS HR,A vs B,1.09,HR,,,
            Results,deaths,A,43,%,,184,425
            Results,deaths,B,41,%,,115,281

            """)
        #expect(found[.medians] == 1 && found[.events] == 1)
    }
}
