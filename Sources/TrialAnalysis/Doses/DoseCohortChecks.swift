import TrialModel
import TrialValues

/// What the records of many subjects say of each other and of the study, with the places where they say it.
package struct DoseCohortChecks {
    let records: [(name: String, record: TreatmentRecord)]
    let plan: TreatmentPlan
    /// The first subjects of the numbers of enrolment.
    private let owners: [Int: String]

    package init(_ records: [(name: String, record: TreatmentRecord)], _ plan: TreatmentPlan) {
        (self.records, self.plan) = (records, plan)
        owners = Dictionary(
            records.compactMap { entry in entry.record.number.map { ($0, entry.name) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// What was found of a subject.
    package func problems(of index: Int) -> [Diagnostic] {
        [unknownArm(index), missingArm(index), missingStart(index), secondNumber(index)].compactMap(\.self)
    }

    private func unknownArm(_ index: Int) -> Diagnostic? {
        let (name, record) = records[index]
        let names = plan.arms.map(\.id)
        guard let arm = record.arm, !names.isEmpty, !names.contains(arm) else { return nil }
        let nearest = NearestName(to: arm, among: names).map { "did you mean \($0.name)?" }
        return Diagnostic(
            .error, "events.unknown-arm", "subject \(name): the study has no arm '\(arm)'", at: record.places["arm"],
            advice: nearest ?? "its arms are " + names.joined(separator: ", "))
    }

    private func missingArm(_ index: Int) -> Diagnostic? {
        let (name, record) = records[index]
        guard record.arm == nil, plan.arms.count > 1 else { return nil }
        return Diagnostic(
            .error, "events.no-arm", "subject \(name): the study has several arms, and the subject's is not known",
            at: record.places["arm"], advice: "name one of " + plan.arms.map(\.id).joined(separator: ", "))
    }

    private func missingStart(_ index: Int) -> Diagnostic? {
        let (name, record) = records[index]
        guard record.start == nil else { return nil }
        return Diagnostic(
            .error, "calendar.start", "subject \(name): the first day of the treatment is not known",
            at: record.places["start"], advice: "give `start`")
    }

    /// A number of enrolment is that of one subject: doses may depend on it.
    private func secondNumber(_ index: Int) -> Diagnostic? {
        let (name, record) = records[index]
        guard let number = record.number, let owner = owners[number], owner != name else { return nil }
        return Diagnostic(
            .error, "events.duplicate-number", "subject \(name) has the number \(number) of subject \(owner)",
            at: record.places["number"], advice: "correct one of them")
    }
}
