import TrialReports
import TrialStatistics

/// A subcommand of `samplesize`: it makes an answer; how that is shown and what is refused is the same for all.
protocol SampleSizeCommand: EquipoiseCommand {
    /// How the answer is shown.
    var output: DesignOutputOptions { get }

    /// The answer; what a method refuses is told with the option that holds the argument.
    func answer() throws -> DesignAnswer
}

extension SampleSizeCommand {
    func run(on console: Console) throws -> Program.Outcome {
        let answer = try SizeRefusal.naming { try self.answer() }
        try output.show(answer, provenance: .commandLine(answer.summary), on: console)
        return .done
    }
}
