import Testing

@testable import TrialRecheck

/// What names of places say.
@Suite struct `Places of numbers, ByHand` {
    @Test(arguments: [
        ("Table 3 (safety population)", ["safety"]), ("Table 4, safety population", ["safety"]),
        ("Safety results", []), ("Abstract", []), ("Table 2", []), ("Figure S1b", []), ("Supplementary Table 7", []),
        ("Intention-to-treat, Table 1", ["intention to treat"]), ("mITT", ["intention to treat"]),
        ("Per-protocol analysis", ["per protocol"]), ("as-treated patients", ["safety"]),
        ("Unadjusted analysis", ["unadjusted"]), ("Adjusted hazard ratio", ["adjusted"]),
        ("Table 2, week 12", ["week 12"]), ("Table 2, 12-month rates", ["month 12"]),
        ("rates at 12 months", ["month 12"]), ("Week12", ["week 12"]), ("dose level 2", ["dose level 2"]),
        ("by BICR", ["independent review"]), ("locally assessed", ["investigator"]), ("interim analysis", ["interim"]),
        ("end of induction", ["end of treatment", "induction"]), ("post-ASCT", ["after transplant"]),
        ("longer follow-up", ["update"]), ("finally", []), ("post hoc", ["sensitivity"]),
    ])
    func `say the population, the time and the analysis`(_ place: String, _ words: [String]) {
        #expect(PlaceContext(place).words == Set(words))
    }

    @Test func `subgroups are told apart by all that is said`() {
        #expect(PlaceContext("Table 3, age ≥ 75") == PlaceContext("Figure 2, age >= 75"))
        #expect(PlaceContext("Table 3, age ≥75") != PlaceContext("Table 3, age <65"))
        #expect(!PlaceContext("Table 3, high-risk patients").isSilent)
        #expect(PlaceContext("Table 3, men") != PlaceContext("Table 3, women"))
        #expect(PlaceContext("Table 3, regimen").isSilent)
        #expect(PlaceContext("forest plot, Figure 3").words == ["forest plot"])
    }
}
