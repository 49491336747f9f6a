import ArgumentParser
import Foundation

/// The program: parses its arguments, runs a command and ends with a documented exit code.
public enum Program {
    /// The version that the program prints and writes into its results.
    public static let version = "0.1.0"

    /// Runs the command that the arguments name and ends the process.
    ///
    /// Exit codes: 0 done; 1 the answer is no; 2 bad usage or input.
    public static func run(_ arguments: [String]) -> Never {
        do {
            var command = try Equipoise.parseAsRoot(arguments)
            try command.run()
            exit(0)
        } catch let refusal as Refusal {
            Console.error(refusal.description)
            exit(2)
        } catch {
            let isHelp = Equipoise.exitCode(for: error) == .success
            let message = Equipoise.fullMessage(for: error)
            if !message.isEmpty {
                (isHelp ? FileHandle.standardOutput : .standardError).write(Data((message + "\n").utf8))
            }
            exit(isHelp ? 0 : 2)
        }
    }
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
        subcommands: [Analyze.self])
}

/// A refusal that the user reads as it stands.
struct Refusal: Error, CustomStringConvertible {
    let description: String
}
