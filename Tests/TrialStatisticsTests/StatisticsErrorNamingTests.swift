import Testing

@testable import TrialStatistics

@Suite("Errors under the names of options and keys · ByHand")
struct StatisticsErrorNamingTests {
    @Test(arguments: [
        (
            "cutoff", nil as Int?, "cutoff is 2.0; expected a number in 0...1", "stop below",
            "it is 2; expected a number in 0...1"
        ),
        ("hazardRatio", nil, "hazardRatio is 1.0; expected another", "--hazard-ratio", "it is 1; expected another"),
        ("fractions", 1, "fractions[1] is 0.5; expected more", "--fractions", "fractions[1] is 0.5; expected more"),
        (
            "futility", 0, "futility[0] is 3.0; expected less than 2.96", "--futility-z",
            "number 1 is 3; expected less than 2.96"
        ),
        ("efficacy", nil, "efficacy: rho is -1.0; expected above 0", "--spending", "rho is -1; expected above 0"),
        ("events", nil, "no hazard ratio has this power", "--target", "no hazard ratio has this power"),
        ("rate", nil, "rate is 1.05; expected 0.0...1.0", "--rates", "it is 1.05; expected 0...1"),
        (
            "weights", nil, "weights add up to 1.6; expected at most 1", "hypotheses",
            "they add up to 1.6; expected at most 1"
        ),
        ("transitions", 0, "transitions[0][2] is 0.3; expected 0", "arrows", "number 3 of row 1 is 0.3; expected 0"),
        ("name", nil, "name is 'v2.0'; expected 1.0", "--name", "name is 'v2.0'; expected 1"),
        ("alpha", nil, "alpha is 1.0e-05", "--alpha", "alpha is 1.0e-05"),
    ])
    func `an inner name gives way to that of the user`(
        _ argument: String, _ index: Int?, _ text: String, _ name: String, _ expected: String
    ) {
        let error = StatisticsError(.invalidValue, argument: argument, index: index, text)
        #expect(error.sentence(under: name) == expected)
    }
}
