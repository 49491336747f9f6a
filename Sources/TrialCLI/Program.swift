import ArgumentParser
import Foundation
import TrialReports
import TrialStatistics

/// The program: parses its arguments, runs a command and says how it ended.
public enum Program {
    /// The version that the program prints and writes into its results.
    public static let version = "0.1.0"

    /// The SHA-256 of the running program; absent where its file cannot be read.
    static var hash: String? {
        guard let url = Bundle.main.executableURL, let bytes = try? Data(contentsOf: url, options: .mappedIfSafe) else {
            return nil
        }
        var hash = DataHash()
        bytes.withUnsafeBytes { hash.update($0) }
        return hash.text
    }

    /// How a command ended, as the shell sees it.
    public enum Outcome: Int32, Sendable {
        /// Done.
        case done = 0
        /// The answer is no.
        case no = 1
        /// The usage or the input is wrong; the error stream says how.
        case refused = 2
    }

    /// Runs the command that the arguments name.
    ///
    /// - Parameters:
    ///   - arguments: the words after the program's name.
    ///   - console: where it speaks to; the terminal by default.
    public static func run(_ arguments: [String], console: Console = .standard) -> Outcome {
        do {
            let words = NegativeValues.joined(arguments)
            var command = try Equipoise.parseAsRoot(words)
            if let problem = NumberLimits.problem(words) { throw Refusal(description: problem) }
            guard let command = command as? any EquipoiseCommand else {
                try command.run()
                return .done
            }
            return try command.run(on: console)
        } catch let refusal as Refusal {
            console.error(refusal.description)
            return .refused
        } catch {
            let isHelp = Equipoise.exitCode(for: error) == .success
            let message = Equipoise.fullMessage(for: error)
            if !message.isEmpty { isHelp ? console.print(message) : console.error(message) }
            return isHelp ? .done : .refused
        }
    }
}

/// A command of the program.
protocol EquipoiseCommand: ParsableCommand {
    /// Does the work, speaking to `console`.
    ///
    /// - Throws: ``Refusal`` for input that cannot be worked on.
    func run(on console: Console) throws -> Program.Outcome
}

/// The root of the commands.
struct Equipoise: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "equipoise",
        abstract: "Runs a clinical trial's numbers from its data: right, fast and traceable.",
        discussion: """
            Exit codes: 0 done, 1 the answer is "no", 2 bad usage or input.

            Example:
              equipoise analyze trial.csv --time months --event progressed --by arm
            """,
        version: "equipoise \(Program.version)",
        subcommands: [
            Allocate.self, Analyze.self, BalanceCommand.self, Boundaries.self, CalendarCommand.self,
            CaseCohortCommand.self, Check.self,
            Compare.self, Design.self, Forecast.self, Match.self, Monitor.self, Multiplicity.self, New.self,
            RecheckCommand.self, SampleSize.self, Screen.self, Sets.self, Subgroups.self,
        ])
}

/// Input that cannot be worked on, in words that the user reads as they stand.
struct Refusal: Error, CustomStringConvertible {
    let description: String

    init(description: String) { self.description = description }

    /// What a method refuses, under the option that holds the argument.
    init(_ error: StatisticsError, option: String) {
        let name = Self.compound.contains(option) ? String(error.argument.prefix { $0 != "[" }) : option
        description = "\(option): error: \(error.sentence(under: name))"
    }

    /// Options that hold several things, of which a sentence says the one at fault by its own word.
    private static let compound: Set<String> = [
        "--beta-binomial", "--toxicity", "--response", "--predictive", "--priors", "--standard", "--time-prior",
        "--simon", "--two-stage", "--result", "--skeleton", "--predictive-search", "--joint-rates", "--prior",
        "--density", "--stratum", "the design file",
    ]
}
