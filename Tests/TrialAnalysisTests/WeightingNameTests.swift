import Testing
import TrialAnalysis
import TrialStatistics

@Suite("Names of weightings · ByHand")
struct WeightingNameTests {
    @Test(arguments: [
        ("log-rank", LogRankTest.Weighting.logRank), ("gehan", .gehan), ("tarone-ware", .taroneWare), ("peto", .peto),
        ("modified-peto", .modifiedPeto), ("fh:1,0", .flemingHarrington(rho: 1, gamma: 0)),
        ("fh:0.5,0.25", .flemingHarrington(rho: 0.5, gamma: 0.25)), ("mwlr:0.5", .modestlyWeighted(.survival(0.5))),
        ("mwlr:t=12", .modestlyWeighted(.time(12))),
    ])
    func `a name reads back as the weighting that has it`(_ name: String, _ weighting: LogRankTest.Weighting) {
        #expect(LogRankTest.Weighting(name: name) == weighting)
        #expect(weighting.name == name)
    }

    @Test(arguments: [
        "", "Gehan", "gehan:", "peto:1", "fh", "fh:", "fh:1", "fh:1,", "fh:1,2,3", "fh:-1,0", "fh:nan,0", "fh:inf,0",
        "mwlr", "mwlr:0", "mwlr:1.5", "mwlr:t=", "mwlr:t=-1", "mwlr:t=inf", "maxcombo",
    ])
    func `what names no weighting is refused`(_ name: String) {
        #expect(LogRankTest.Weighting(name: name) == nil)
    }
}
