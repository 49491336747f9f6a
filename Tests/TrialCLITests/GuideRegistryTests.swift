import Foundation
import TestSupport
import Testing
import TrialCLI

/// Every command is in the help, has an example there, and a guide that explains each of its options.
@Suite("Commands and their guides · Registry")
struct GuideRegistryTests {
    static let commands = names(in: Run("--help").output)

    /// The subcommands that a help lists.
    private static func names(in help: String) -> [String] {
        help.split(separator: "\n").drop { !$0.hasPrefix("SUBCOMMANDS") }.dropFirst()
            .prefix { $0.hasPrefix("  ") && !$0.contains("See 'equipoise help") }
            .filter { !$0.dropFirst(2).hasPrefix(" ") }
            .map { String($0.split(separator: " ")[0]) }
    }

    @Test func `there are commands`() { #expect(Self.commands.contains("analyze")) }

    @Test(arguments: commands) func `the help shows an example in narrow lines`(command: String) {
        let help = Run(command, "--help").output
        #expect(help.contains("Example") && help.contains("  equipoise \(command) "))
        #expect(help.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.hasPrefix("USAGE") })
    }

    @Test(arguments: commands) func `the guide explains every option`(command: String) throws {
        let guide = try String(contentsOf: Repository.file("Documentation/Guides/\(command).md"), encoding: .utf8)
        let help = ([[command]] + Self.names(in: Run(command, "--help").output).map { [command, $0] })
            .map { Run(arguments: $0 + ["--help"]).output }.joined(separator: "\n")
        let options = help.matches(of: #/(?m)^  (?:-\w, )?(--[a-z0-9-]+)/#).map { String($0.1) }
        #expect(options.count > 3)
        for option in Set(options).subtracting(["--help", "--version"]).sorted() {
            let isExplained =
                guide.contains("`\(option)`") || guide.contains("`\(option) ")
                || guide.contains("`-o DIR`") && option == "--output"
            #expect(isExplained, "\(option) is not in \(command).md")
        }
    }
}
