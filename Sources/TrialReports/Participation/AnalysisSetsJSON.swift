import TrialModel
import TrialValues

/// Who is counted in which analysis, as JSON for programs: what `equipoise sets --json` prints.
public struct AnalysisSetsJSON: Encodable, Sendable {
    struct Count: Encodable, Sendable {
        let subjects: Int
        let open: Int

        init(_ count: ParticipantCount) {
            subjects = count.subjects
            open = count.open
        }
    }

    struct ArmCount: Encodable, Sendable {
        let arm: String
        let subjects: Int
        let open: Int
    }

    struct PrintedCount: Encodable, Sendable {
        let arm: String
        let subjects: Int
        let open: Int
        let printed: Nullable<Int>
    }

    struct Line: Encodable, Sendable {
        let step: String
        let reason: Nullable<String>
        let all: Count
        let arms: [ArmCount]
    }

    struct SetCount: Encodable, Sendable {
        let id: String
        let who: Nullable<String>
        let rule: Nullable<String>
        let `as`: Nullable<String>
        let arms: [PrintedCount]
        let agrees: Nullable<Bool>
    }

    struct Crossing: Encodable, Sendable {
        let arm: String
        let treated: Nullable<String>
        let subjects: Int
    }

    struct Remark: Encodable, Sendable {
        let subject: String
        let text: String
    }

    let study: String
    let on: Nullable<String>
    let subjects: Int
    let allocation: String
    let disposition: [Line]
    let sets: [SetCount]
    let treatedAs: [Crossing]
    let refused: [String]
    let remarks: [Remark]

    /// The JSON view of a study's sets.
    public init(_ answer: AnalysisSets, of study: StudyProtocol, on: Day?) {
        self.study = study.study.id
        self.on = Nullable(on?.description)
        subjects = answer.participants.count
        allocation = study.allocationWord
        disposition = answer.disposition.map { line in
            var reason: String?
            if case .endedFor(let text) = line.step { reason = text }
            return Line(
                step: reason == nil ? line.step.words(study) : "treatment ended", reason: Nullable(reason),
                all: Count(line.all),
                arms: zip(answer.arms, line.arms).map { ArmCount(arm: $0, subjects: $1.subjects, open: $1.open) })
        }
        sets = answer.sets.map { SetCount($0, answer.arms) }
        treatedAs = answer.crossings.map {
            Crossing(
                arm: $0.arm, treated: Nullable($0.treated == .unknown ? "not known" : $0.treated.name),
                subjects: $0.subjects)
        }
        refused = answer.participants.filter(\.isRefused).map(\.subject.id)
        remarks = answer.remarks.map { Remark(subject: $0.subject, text: $0.text) }
    }

    /// The text of the JSON, indented, keys sorted.
    public func text() throws -> String { try JSONText.of(self) }
}

extension AnalysisSetsJSON.SetCount {
    init(_ count: AnalysisSets.SetCount, _ arms: [String]) {
        id = count.set.id
        who = Nullable(count.set.who.value)
        rule = Nullable(count.set.rule?.description)
        `as` = Nullable(count.set.arm?.rawValue)
        self.arms = zip(arms, count.arms).map { arm, own in
            AnalysisSetsJSON.PrintedCount(
                arm: arm, subjects: own.subjects, open: own.open, printed: Nullable(count.printed(arm)))
        }
        let compared = zip(arms, count.arms).compactMap { arm, own in count.printed(arm).map { own.allows($0) } }
        agrees = Nullable(compared.isEmpty ? nil : compared.allSatisfy { $0 })
    }
}

extension StudyProtocol {
    /// How subjects came to their arms, in a word.
    var allocationWord: String {
        switch (allocation?.method.value, allocation?.isRandomised) {
        case (_, true?): "randomised"
        case (.discretionary?, _): "chosen"
        case (_, false?): "none"
        case (_, nil): "unspecified"
        }
    }
}
