import Testing

@testable import TrialRecheck

/// What names of places say, and which of them are of the same numbers.
@Suite struct `Places of numbers, ByHand` {
    @Test(arguments: [
        ("Table 3 (safety population)", "Table 4, safety population"), ("Abstract", "Table 2. Adverse events"),
        ("Abstract", "Results: response rates"), ("Table 2", "Figure S1b"), ("Table 1", "Supplementary Table 7"),
        ("Table 3, age ≥ 75", "Figure 2, age >= 75"), ("Results, 12 months", "Table 2, month 12"),
        ("Table 3. Adverse events", "Adverse event text"), ("Discussion (own data)", "Abstract"),
    ])
    func `say the same`(_ one: String, _ other: String) {
        #expect(PlaceContext(one).agrees(with: PlaceContext(other)))
        #expect(PlaceContext(other).agrees(with: PlaceContext(one)))
    }

    @Test(arguments: [
        ("Efficacy", "Adverse events"), ("Table 1. Patient characteristics", "Table 4. Adverse events"),
        ("Table 3. Treatment-emergent adverse events", "Table 4. Treatment-related adverse events"),
        ("Adverse events", "Serious adverse events"),
        ("Adverse events of any grade", "Adverse events of grade 3 or 4"),
        ("first interim analysis", "second interim analysis"), ("Study 1", "Study 2"), ("W12", "W24"),
        ("Part A", "Part B"), ("10 mg", "20 mg"), ("six weeks", "twelve weeks"), ("Adults", "Children"),
        ("ISS I", "ISS III"), ("Table 3, men", "Table 3, women"), ("Table 3, age ≥75", "Table 3, age <65"),
        ("Methods: sample size", "Results"), ("Discussion: Smith et al. 2015", "Results"),
        ("Abstract", "Table 2 (ITT)"),
        ("Europe", "Asia"), ("complete cases", "multiple imputation"), ("best response", "confirmed response"),
    ])
    func `say different things`(_ one: String, _ other: String) {
        #expect(!PlaceContext(one).agrees(with: PlaceContext(other)))
        #expect(!PlaceContext(other).agrees(with: PlaceContext(one)))
    }

    @Test func `names of sections and numbers of tables say nothing`() {
        for place in ["Abstract", "Table 2", "Figure S1b", "Results text", "Fig. 3", "Panel a", "Discussion"] {
            #expect(PlaceContext(place).isSilent && PlaceContext(place).topics.isEmpty)
        }
        #expect(!PlaceContext("Table 3, high-risk patients").isSilent)
    }
}
