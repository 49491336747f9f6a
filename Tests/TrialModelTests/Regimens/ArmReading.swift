import TrialValues

@testable import TrialModel

/// What a section of a study file reads as, with its problems.
enum Reading {
    /// The arms of a text.
    static func arms(_ text: String) throws -> (arms: [Arm]?, problems: [Diagnostic]) {
        var problems: [Diagnostic] = []
        let arms = Expectation<[Arm]>.arms(.shipped).read(
            try StudyDocument(text, file: "s.yaml").root, "arms", &problems)
        return (arms, problems)
    }

    /// The one arm with drugs in flow form: `{drug: A, dose: 4 mg, days: 1}`.
    static func arm(_ drugs: String, regimen: String = "cycle: 28 days, cycles: 3") throws -> Arm {
        let (arms, problems) = try arms("[{id: A, regimen: {\(regimen), drugs: [\(drugs)]}}]")
        guard let arm = arms?.first, problems.isEmpty else { throw Diagnostics(problems) }
        return arm
    }

    /// The rules of the problems of drugs.
    static func rules(_ drugs: String, regimen: String = "cycle: 28 days, cycles: 3") throws -> [String] {
        try arms("[{id: A, regimen: {\(regimen), drugs: [\(drugs)]}}]").problems.map(\.rule)
    }
}
