import TrialFigures
import TrialModel

/// How subjects went through a study, as the figure of their flow.
public struct DispositionFlow: Sendable {
    private let figure: DispositionFigure

    /// The flow of a study's subjects.
    public init(_ sets: AnalysisSets, of study: StudyProtocol) {
        let flow = FlowStages(sets, study)
        figure = DispositionFigure(trunk: flow.trunk, arms: sets.arms.indices.map(flow.arm))
    }

    /// The figure as the text of an SVG file.
    public var svg: String { figure.svg }
}

/// The boxes of the flow.
private struct FlowStages {
    private let sets: AnalysisSets
    private let study: StudyProtocol

    init(_ sets: AnalysisSets, _ study: StudyProtocol) {
        self.sets = sets
        self.study = study
    }

    /// Who is in the data, who leaves without consent, who was allocated.
    var trunk: [DispositionFigure.Stage] {
        let all = sets.participants
        let unsigned = all.count { $0.consent == .no && !$0.isRefused }
        let refused = all.count(where: \.isRefused)
        let unplaced = all.count { $0.arm.name == nil && $0.consent != .no && !$0.isRefused }
        let leaving = [
            unsigned > 0 ? "consent not signed: \(unsigned)" : nil,
            refused > 0 ? "allocated without consent, refused: \(refused)" : nil,
            unplaced > 0 ? "in no arm, or not known in which: \(unplaced)" : nil,
        ]
        let allocated = sets.disposition.first { $0.step == .allocated }
        return [
            DispositionFigure.Stage("In the data", ["n = \(all.count)"], aside: leaving.compactMap(\.self)),
            DispositionFigure.Stage(
                DispositionLine.Step.allocated.words(study).capitalisedFirst,
                ["n = \(allocated?.all.text ?? "not known")"]),
        ]
    }

    /// The boxes of one arm: how many came to it, what became of them, where they are counted.
    func arm(_ index: Int) -> [DispositionFigure.Stage] {
        let lines = sets.disposition.map { (step: $0.step, text: "\($0.step.words(study)): \($0.arms[index].text)") }
        let start = lines.filter { $0.step == .allocated || $0.step == .treated }.map(\.text)
        let follow = lines.filter { $0.step.isFollowUp }.map(\.text)
        let counted = sets.sets.filter { $0.memberships != nil }.map { "\($0.title): \($0.arms[index].text)" }
        return [
            DispositionFigure.Stage(sets.arms[index], start + crossings(index)),
            follow.isEmpty ? nil : DispositionFigure.Stage("Follow-up", follow),
            counted.isEmpty ? nil : DispositionFigure.Stage("Counted in this arm", counted),
        ].compactMap(\.self)
    }

    /// How subjects of an arm were treated, where not all as allocated.
    private func crossings(_ index: Int) -> [String] {
        let own = sets.crossings.filter { $0.arm == sets.arms[index] && $0.treated != .arm($0.arm) }
        return own.map { crossing in
            switch crossing.treated {
            case .arm(let name): "  treated as \(name): \(crossing.subjects)"
            case .none: "  not treated: \(crossing.subjects)"
            case .unknown: "  treatment not known: \(crossing.subjects)"
            }
        }
    }
}

extension DispositionLine.Step {
    fileprivate var isFollowUp: Bool {
        switch self {
        case .treatmentEnded, .endedFor, .consentWithdrawn, .died: true
        case .inData, .consented, .refused, .allocated, .treated: false
        }
    }
}
