import Testing
import TrialStatistics

@testable import TrialFigures

@Suite struct CurveLabelsByHandTests {
    private func parts(_ figure: KaplanMeierFigure) throws -> Set<String> {
        Set(try ParsedFigure(figure.svg).all("text").map(\.part))
    }

    @Test func `curves that stand apart carry their names`() throws {
        let figure = KaplanMeierFigure(groups: try KaplanMeierSamples.twoArms())
        #expect(try parts(figure).contains("curve-label"))
        #expect(try !parts(figure).contains("legend"))
    }

    @Test func `curves that coincide fall back to a legend`() throws {
        let arm = try KaplanMeierSamples.arm("A", count: 50, mean: 20, seed: 9)
        let figure = KaplanMeierFigure(groups: [arm, .init("B", curve: arm.curve)])
        #expect(try parts(figure).contains("legend"))
        #expect(try !parts(figure).contains("curve-label"))
    }

    @Test func `names can be left to the numbers at risk`() throws {
        var options = KaplanMeierFigure.Options()
        options.labels = .hidden
        let figure = KaplanMeierFigure(groups: try KaplanMeierSamples.twoArms(), options: options)
        #expect(try parts(figure).isDisjoint(with: ["legend", "curve-label"]))
    }

    @Test func `writes effect and test into the figure`() throws {
        var options = KaplanMeierFigure.Options()
        options.effects = [.init(comparison: "A vs B", hazardRatio: 0.62, lower: 0.48, upper: 0.8, level: 0.975)]
        options.logRankP = 0.0004
        let figure = KaplanMeierFigure(groups: try KaplanMeierSamples.twoArms(), options: options)
        let lines = try ParsedFigure(figure.svg).all("text", part: "annotation").map(\.text)
        #expect(lines == ["A vs B: HR 0.62 (97.5% CI 0.48–0.80)", "Log-rank p = 0.0004"])
    }

    @Test(arguments: [(0.00009, "p < 0.0001"), (0.0123, "p = 0.012"), (0.9996, "p > 0.999")])
    func `the p-value reads as on the page`(p: Double, text: String) throws {
        var options = KaplanMeierFigure.Options()
        options.logRankP = p
        let figure = KaplanMeierFigure(groups: try KaplanMeierSamples.twoArms(), options: options)
        let lines = try ParsedFigure(figure.svg).all("text", part: "annotation").map(\.text)
        #expect(lines == ["Log-rank " + text])
    }
}
