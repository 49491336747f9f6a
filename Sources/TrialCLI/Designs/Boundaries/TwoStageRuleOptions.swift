import ArgumentParser
import TrialStatistics

/// The option of a given two-stage design.
struct TwoStageRuleOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A given two-stage design.", valueName: "r1/n1,r/n"))
    var twoStage: CountPairs?

    /// The design that the option describes.
    var design: TwoStageDesign {
        get throws {
            guard let twoStage, twoStage.pairs.count == 2 else {
                throw Refusal(description: "--two-stage: error: expected two stages, such as 1/10,5/29")
            }
            do throws(StatisticsError) {
                return try TwoStageDesign(
                    first: twoStage.pairs[0].of, futility: twoStage.pairs[0].count, total: twoStage.pairs[1].of,
                    rejectAbove: twoStage.pairs[1].count)
            } catch { throw Refusal(error, option: "--two-stage") }
        }
    }
}
