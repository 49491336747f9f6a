import TrialModel

/// Who is counted in which analysis, as text for a terminal.
public struct AnalysisSetsText: Sendable {
    /// The lines.
    public let lines: [String]

    /// The most remarks, and subjects of a remark, that are listed.
    private static let most = 20

    /// The text of a study's sets.
    public init(_ sets: AnalysisSets, of study: StudyProtocol) {
        var lines = [
            "\(sets.participants.count) \(sets.participants.count == 1 ? "subject" : "subjects") of \(study.study.id)"
                .terminalSafe, "",
        ]
        lines += AnalysisSetsText.disposition(sets, study)
        lines += AnalysisSetsText.counts(sets, study)
        lines += AnalysisSetsText.crossings(sets)
        if study.allocation?.method.value == .discretionary {
            lines += [
                "",
                "The arms were chosen by patient and doctor, not randomised: a difference between them is not the effect",
                "of treatment alone. 'equipoise balance' shows how the arms differ at the start.",
            ]
        }
        lines += AnalysisSetsText.remarks(sets)
        self.lines = lines
    }

    private static func disposition(_ sets: AnalysisSets, _ study: StudyProtocol) -> [String] {
        var table = TextTable(["Disposition", "all"] + sets.arms)
        for line in sets.disposition {
            let arms = line.step.isBeforeArms ? sets.arms.map { _ in "" } : line.arms.map(\.text)
            table.add([line.step.words(study), line.all.text] + arms)
        }
        return table.lines
    }

    private static func counts(_ sets: AnalysisSets, _ study: StudyProtocol) -> [String] {
        guard !sets.sets.isEmpty else {
            return ["", "The study file has no analysis sets: add `sets:` to its section `analysis`."]
        }
        let counted = sets.sets.filter { $0.memberships != nil }
        var lines: [String] = []
        if !counted.isEmpty {
            // The column of what is printed stands there where something is.
            let remarks = counted.map { printed($0, sets.arms) }
            let isPrinted = remarks.contains { !$0.isEmpty }
            var table = TextTable(
                ["Analysis sets"] + sets.arms + (isPrinted ? ["printed"] : []), wordColumns: [sets.arms.count + 1])
            for (count, remark) in zip(counted, remarks) {
                table.add([count.title] + count.arms.map(\.text) + (isPrinted ? [remark] : []))
            }
            lines += [""] + table.lines
        }
        for count in sets.sets where count.memberships == nil {
            let who = count.set.who.value.map { "only in words, \"\($0)\"" } ?? "nowhere"
            lines += [""]
            lines += ScreeningText.wrapped(
                "\(count.set.id) is not counted: the study file says who belongs to it \(who). Add a `rule:`."
                    .terminalSafe, first: "", rest: "  ")
        }
        return lines
    }

    private static func printed(_ count: AnalysisSets.SetCount, _ arms: [String]) -> String {
        let numbers = zip(arms, count.arms).compactMap { arm, own in count.printed(arm).map { (arm, $0, own) } }
        guard !numbers.isEmpty else { return "" }
        let wrong = numbers.filter { !$0.2.allows($0.1) }
        guard wrong.isEmpty else { return "differs: " + wrong.map { "\($0.0) \($0.1)" }.joined(separator: ", ") }
        return numbers.allSatisfy { $0.2.open == 0 } ? "the same" : "possible"
    }

    private static func crossings(_ sets: AnalysisSets) -> [String] {
        guard !sets.crossings.isEmpty else { return [] }
        let columns = (sets.arms.map(Participant.Participation.arm) + [.none, .unknown]).filter { treated in
            treated.name != nil || sets.crossings.contains { $0.treated == treated }
        }
        var table = TextTable(["Treated as"] + columns.map(\.treatedWords))
        for arm in sets.arms {
            let own = sets.crossings.filter { $0.arm == arm }
            let cells = columns.map { treated in String(own.first { $0.treated == treated }?.subjects ?? 0) }
            table.add(["\(arm), \(own.reduce(0) { $0 + $1.subjects })"] + cells)
        }
        return [""] + table.lines
    }

    /// What is wrong with records, and what is open, each with its subjects.
    private static func remarks(_ sets: AnalysisSets) -> [String] {
        let all = sets.remarks
        guard !all.isEmpty else { return [] }
        var lines = ["", "Remarks"]
        for remark in all.prefix(most) {
            lines += ScreeningText.wrapped("- \(remark.subject): \(remark.text)".terminalSafe, first: "", rest: "  ")
        }
        if all.count > most { lines.append("- and \(all.count - most) more: --csv has them all") }
        return lines
    }
}

extension AnalysisSets.SetCount {
    /// The set with the arm by which it counts.
    var title: String { self.set.arm.map { "\(self.set.id), as \($0.rawValue)" } ?? self.set.id }
}

extension DispositionLine.Step {
    /// Whether it is told for subjects of no arm too, so that arms say nothing of it.
    fileprivate var isBeforeArms: Bool { self == .refused }

    /// The step in words, as the study allocates.
    func words(_ study: StudyProtocol) -> String {
        switch self {
        case .inData: "in the data"
        case .consented: "consent signed"
        case .refused: "refused"
        case .allocated: study.allocation?.isRandomised == true ? "randomised" : "allocated"
        case .treated: "treated"
        case .treatmentEnded: "treatment ended"
        case .endedFor(let reason): "  \(reason)"
        case .consentWithdrawn: "consent withdrawn"
        case .died: "died"
        }
    }
}

extension Participant.Participation {
    fileprivate var treatedWords: String {
        switch self {
        case .arm(let name): name
        case .none: "not treated"
        case .unknown: "not known"
        }
    }
}

extension AnalysisSets {
    /// What is wrong with the record of a subject, and what is open of it, subject by subject.
    var remarks: [(subject: String, text: String)] {
        participants.indices.flatMap { index in
            let one = participants[index]
            let open: [String] = sets.compactMap { count in
                guard let membership = count.memberships?[index] else { return nil }
                if membership.truth == .unknown {
                    let asks = membership.asks.map(\.description).joined(separator: "; ")
                    return "\(count.set.id) is open: \(membership.reason)" + (asks.isEmpty ? "" : "; ask for \(asks)")
                }
                guard membership.truth == .yes, membership.arm == .unknown else { return nil }
                let fact = count.set.arm == .treated ? "arm treated" : "arm"
                return "belongs to \(count.set.id), and \(fact) is not known"
            }
            return (one.remarks + open).map { (one.subject.id, $0) }
        }
    }
}
