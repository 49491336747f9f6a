import Testing
import TrialStatistics

@testable import TrialAnalysis

@Suite("Margin question · ByHand")
struct MarginQuestionByHandTests {
    @Test(arguments: [
        (MarginQuestion.Aim.nonInferiority, MarginQuestion.Better.higher, Margin.above(-0.1), Margin.above(0.8)),
        (.nonInferiority, .lower, .below(0.1), .below(1.25)), (.superiority, .higher, .above(0.1), .above(1.25)),
        (.superiority, .lower, .below(-0.1), .below(0.8)),
        (.equivalence, .higher, .between(-0.1, 0.1), .between(0.8, 1.25)),
        (.equivalence, .lower, .between(-0.1, 0.1), .between(0.8, 1.25)),
    ])
    func `where the effect must lie`(
        aim: MarginQuestion.Aim, better: MarginQuestion.Better, difference: Margin, ratio: Margin
    ) throws {
        #expect(try MarginQuestion(aim, margin: 0.1, better: better).margin(isDifference: true) == difference)
        for size in [0.8, 1.25] {
            let question = MarginQuestion(aim, margin: size, better: better, contrast: .riskRatio)
            #expect(try question.margin(isDifference: false) == ratio)
        }
    }

    @Test func `superiority takes no margin, the others need one`() throws {
        #expect(try MarginQuestion(.superiority, margin: 0).margin(isDifference: true) == .above(0))
        #expect(try MarginQuestion(.superiority, margin: 1).margin(isDifference: false) == .above(1))
        for aim in [MarginQuestion.Aim.nonInferiority, .equivalence] {
            #expect(throws: StatisticsError.self) { try MarginQuestion(aim, margin: 0).margin(isDifference: true) }
            #expect(throws: StatisticsError.self) { try MarginQuestion(aim, margin: 1).margin(isDifference: false) }
        }
        #expect(throws: StatisticsError.self) {
            try MarginQuestion(.superiority, margin: -0.1).margin(isDifference: true)
        }
        #expect(throws: StatisticsError.self) {
            try MarginQuestion(.superiority, margin: 0).margin(isDifference: false)
        }
    }

    @Test func `methods that disagree are named, and the first decides`() throws {
        // Welch's and the pooled limits differ where sizes and spreads do.
        var options = ComparisonOptions()
        let groups = [
            ("A", try SampleSummary(mean: 10, standardDeviation: 1, count: 60)),
            ("B", try SampleSummary(mean: 10, standardDeviation: 6, count: 8)),
        ]
        let welch = TTest(groups[0].1, groups[1].1, variances: .unequal).difference.limits
        let pooled = TTest(groups[0].1, groups[1].1, variances: .equal).difference.limits
        let between = ((welch.lower ?? 0) + (pooled.lower ?? 0)) / 2
        options.margin = MarginQuestion(.nonInferiority, margin: -between)
        let comparison = try GroupComparison(groups.map { (name: $0.0, summary: $0.1) }, options: options)
        #expect(comparison.margin?.answer == false && comparison.margin?.isUnanimous == false)
        #expect(comparison.notes.contains { $0.contains("disagree") && $0.contains("Welch") })
    }
}
