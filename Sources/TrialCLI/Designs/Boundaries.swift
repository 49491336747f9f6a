import ArgumentParser
import TrialReports

/// `equipoise boundaries`: at which values, counts or times a trial stops.
struct Boundaries: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        abstract: "Where a trial stops at its looks: critical values, counts, times.",
        discussion: """
            One rule at a time: --fractions asks for a group sequential design.

            Examples:
              equipoise boundaries --alpha 0.025 --fractions 0.5,0.75,1 \\
                --spending lan-demets-obf
              equipoise boundaries --fractions 0.5,0.75,1 --spending hsd:-4 \\
                --futility-spending hsd:-2 --power 0.9 --events 235 --ratio 3:2
              equipoise boundaries --fractions 0.5,1 --alpha 0.05 --two-sided --json
            """)

    @OptionGroup(title: "Group sequential designs") var sequential: SequentialBoundaryOptions
    @OptionGroup(title: "Answer") var output: DesignOutputOptions

    func run(on console: Console) throws -> Program.Outcome {
        let question = try Self.asked(of: [sequential])
        let words = CommandWords.text(Array(CommandLine.arguments.dropFirst()))
        try output.show(try question.answer(on: console), provenance: .commandLine(words), on: console)
        return .done
    }

    /// The one kind of rule that is asked for.
    private static func asked(of questions: [any BoundaryQuestion]) throws -> any BoundaryQuestion {
        let asked = questions.filter(\.isAsked)
        let leading = questions.map { type(of: $0).leadingOption }
        guard let first = asked.first else {
            throw Refusal(description: "no rule is named: give \(leading.joined(separator: " or ")).")
        }
        guard asked.count == 1 else {
            let names = asked.map { type(of: $0).leadingOption }
            throw Refusal(
                description: "\(names.joined(separator: " and ")) are different rules; ask for one at a time.")
        }
        return first
    }
}
