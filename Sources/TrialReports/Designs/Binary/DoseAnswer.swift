import TrialFigures
import TrialStatistics

extension DesignAnswer {
    /// What a dose-escalation design says: its decisions, its belief, what it does in the long run.
    ///
    /// - Parameters:
    ///   - words: the name of the design and its rule in a sentence.
    ///   - design: the design.
    ///   - decisions: the decisions by patients at a dose; none for designs without a table.
    ///   - record: what was seen, and what comes next; nil where nothing was.
    ///   - characteristics: what the design does at true rates, if asked for.
    public init(
        _ words: (title: String, sentence: String), _ design: any DoseEscalationDesign, decisions: [DoseDecisions],
        record: DoseRecord?, characteristics: DoseEscalationCharacteristics?
    ) {
        let reassessment = design as? ContinualReassessment
        var sections: [Section] = []
        if let record {
            sections.append(Section("Next", [.text(design.advice(record))]))
        }
        if let reassessment {
            let known = record ?? reassessment.emptyRecord
            sections.append(Section("Belief", [.belief(reassessment, known)]))
        }
        if !decisions.isEmpty { sections.append(Section("Decisions", [.decisions(decisions)])) }
        if let characteristics {
            sections.append(Section("Operating characteristics", [.characteristics(characteristics)]))
        }
        self.init(
            title: words.title, summary: words.sentence, sections: sections,
            notes: characteristics.map(\.notes) ?? [],
            json: DoseJSON(
                rule: words.title,
                boundaries: Nullable((design as? BOINDesign).map { [$0.escalation, $0.deescalation] }),
                decisions: decisions.map(DoseJSON.Decision.init),
                next: Nullable(record.map { DoseJSON.Next(design.step(after: $0), design.selection(from: $0)) }),
                belief: Nullable(
                    reassessment.map { DoseJSON.Belief($0.posterior(of: record ?? $0.emptyRecord)) }),
                operatingCharacteristics: Nullable(characteristics.map(DoseJSON.Characteristics.init))))
    }
}

extension ContinualReassessment {
    /// A record of no patients.
    fileprivate var emptyRecord: DoseRecord { DoseRecord(untreated: skeleton.rates.count) }
}

extension DoseEscalationDesign {
    /// What comes next, in a sentence.
    fileprivate func advice(_ record: DoseRecord) -> String {
        let found = selection(from: record).map { "dose \($0 + 1)" } ?? "none"
        switch step(after: record) {
        case .treat(let dose):
            let change =
                dose == record.current ? "the same" : dose > record.current ? "up" : "down"
            return
                "\(record.toxicities.reduce(0, +)) of \(record.subjects) patients had a toxicity; the last cohort had dose \(record.current + 1): treat at dose \(dose + 1) (\(change)). If the trial ended now, the dose found would be \(found)."
        case .finished: return "The trial is over; the dose found is \(found)."
        case .tooToxic: return "Stop: even the lowest dose is too toxic; no dose is found."
        }
    }
}

extension DesignAnswer.Block {
    fileprivate static func decisions(_ rows: [DoseDecisions]) -> Self {
        .table(
            "Toxicities at the dose that move it", ["patients", "up at most", "down at least", "out at least"],
            rows.map {
                [String($0.treated), $0.escalateAtMost.text, $0.deescalateAtLeast.text, $0.eliminateAtLeast.text]
            },
            remarks: ["Between up and down the dose stays. Out: down, and never back to it or above."])
    }

    fileprivate static func belief(_ design: ContinualReassessment, _ record: DoseRecord) -> Self {
        let posterior = design.posterior(of: record)
        let rows = design.skeleton.rates.indices.map { dose in
            [
                String(dose + 1), NumberText.fixed(design.skeleton.rates[dose], decimals: 3),
                "\(record.toxicities[dose])/\(record.treated[dose])",
                NumberText.fixed(posterior.rates[dose], decimals: 4),
                NumberText.fixed(posterior.meanRates[dose], decimals: 4),
                NumberText.fixed(posterior.exceedances[dose], decimals: 4),
            ]
        }
        return .table(
            "Toxicity by dose",
            ["dose", "guess", "seen", "rate", "mean rate", "P(> \(NumberText.exact(design.toxicityTarget)))"], rows,
            remarks: [
                "rate: at the mean of β, \(NumberText.fixed(posterior.mean, decimals: 4)), which decides; mean rate: averaged over β."
            ])
    }

    fileprivate static func characteristics(_ found: DoseEscalationCharacteristics) -> Self {
        let rows = found.rates.indices.map { dose in
            [
                String(dose + 1), NumberText.exact(found.rates[dose]),
                NumberText.fixed(found.selected[dose], decimals: 4),
                NumberText.fixed(found.treated[dose], decimals: 2),
                NumberText.fixed(found.toxicities[dose], decimals: 2),
            ]
        }
        let none = ["none", "", NumberText.fixed(found.noneSelected, decimals: 4), "", ""]
        let all = [
            "all", "", "", NumberText.fixed(found.expectedSubjects, decimals: 2),
            NumberText.fixed(found.expectedToxicities, decimals: 2),
        ]
        return .table(
            "What the design does", ["dose", "true rate", "found", "mean patients", "mean toxicities"],
            rows + [none, all])
    }
}

extension DoseEscalationCharacteristics {
    fileprivate var notes: [String] {
        switch source {
        case .paths: return ["Exact: all paths of the trial were followed."]
        case .simulation(let trials, let seed):
            let error = NumberText.fixed(standardError(of: 0.5), decimals: 4)
            return [
                "From \(trials) simulated trials, seed \(seed): the standard error of a probability is \(error) at most. There are too many paths to follow them all."
            ]
        }
    }
}

private struct DoseJSON: Encodable, Sendable {
    struct Decision: Encodable, Sendable {
        let treated: Int
        let escalateAtMost, deescalateAtLeast, eliminateAtLeast: Nullable<Int>

        init(_ row: DoseDecisions) {
            treated = row.treated
            escalateAtMost = Nullable(row.escalateAtMost)
            deescalateAtLeast = Nullable(row.deescalateAtLeast)
            eliminateAtLeast = Nullable(row.eliminateAtLeast)
        }
    }

    struct Next: Encodable, Sendable {
        let step: String
        /// From 1.
        let dose, found: Nullable<Int>

        init(_ step: DoseStep, _ found: Int?) {
            self.found = Nullable(found.map { $0 + 1 })
            switch step {
            case .treat(let dose):
                self.step = "treat"
                self.dose = Nullable(dose + 1)
            case .finished:
                self.step = "finished"
                dose = Nullable(nil)
            case .tooToxic:
                self.step = "too-toxic"
                dose = Nullable(nil)
            }
        }
    }

    struct Belief: Encodable, Sendable {
        let mean, standardDeviation: Double
        let rates, meanRates, exceedances: [Double]

        init(_ posterior: ContinualReassessment.Posterior) {
            mean = posterior.mean
            standardDeviation = posterior.standardDeviation
            rates = posterior.rates
            meanRates = posterior.meanRates
            exceedances = posterior.exceedances
        }
    }

    struct Characteristics: Encodable, Sendable {
        let isExact: Bool
        let trials: Nullable<Int>
        let seed: Nullable<UInt64>
        let rates, selected, treated, toxicities: [Double]
        let noneSelected, expectedSubjects, expectedToxicities: Double

        init(_ found: DoseEscalationCharacteristics) {
            switch found.source {
            case .paths: (isExact, trials, seed) = (true, Nullable(nil), Nullable(nil))
            case .simulation(let count, let start): (isExact, trials, seed) = (false, Nullable(count), Nullable(start))
            }
            rates = found.rates
            selected = found.selected
            treated = found.treated
            toxicities = found.toxicities
            noneSelected = found.noneSelected
            expectedSubjects = found.expectedSubjects
            expectedToxicities = found.expectedToxicities
        }
    }

    let rule: String
    let boundaries: Nullable<[Double]>
    let decisions: [Decision]
    let next: Nullable<Next>
    let belief: Nullable<Belief>
    let operatingCharacteristics: Nullable<Characteristics>
}
