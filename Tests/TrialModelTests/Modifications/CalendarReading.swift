import TrialValues

@testable import TrialModel

extension Reading {
    /// The rules of a text; its errors are thrown.
    static func modifications(_ text: String) throws -> Modifications {
        let (modifications, problems) = try modificationsWithProblems(text)
        guard let modifications, problems.allSatisfy({ $0.severity < .error }) else { throw Diagnostics(problems) }
        return modifications
    }

    /// The rules of a text, with its problems.
    static func modificationsWithProblems(_ text: String) throws -> (Modifications?, [Diagnostic]) {
        var problems: [Diagnostic] = []
        let root = try StudyDocument(text, file: "s.yaml").root
        let modifications = Expectation<Modifications>.modifications(.shipped).read(root, "modifications", &problems)
        return (modifications, problems)
    }

    /// The calendar of drugs in flow form under rules, with the events file of a text.
    static func calendar(
        _ drugs: String, rules: String? = nil, record: String, regimen: String = "cycle: 28 days, cycles: 6",
        prophylaxis: String? = nil, asOf: String? = nil, _ change: (inout DoseCalendar.Options) -> Void = { _ in }
    ) throws -> DoseCalendar {
        var options = DoseCalendar.Options()
        options.asOf = asOf.flatMap { Day($0) }
        change(&options)
        var problems: [Diagnostic] = []
        let section = try prophylaxis.map { try StudyDocument($0).root }
        let asked = section.flatMap {
            Expectation<[ProphylaxisRule]>.prophylaxis(.shipped).read($0, "prophylaxis", &problems)
        }
        guard problems.isEmpty else { throw Diagnostics(problems) }
        return try DoseCalendar(
            try arm(drugs, regimen: regimen),
            record: TreatmentRecord(try StudyDocument(record, file: "e.yaml"), facts: .shipped),
            modifications: try rules.map(modifications) ?? Modifications(), prophylaxis: asked ?? [], options: options)
    }
}
