import TrialFigures
import TrialStatistics

extension DesignAnswer {
    /// The boundary of a predictive-probability design and what it does.
    ///
    /// - Throws: ``StatisticsError`` that names `rate` where one is none.
    public init(_ design: PredictiveProbabilityDesign, rates: [Double]? = nil) throws(StatisticsError) {
        let parts = try BinaryDesignParts(design.boundary, rates: rates, words: .trial)
        self.init(
            title: "Predictive-probability design", summary: design.sentence,
            sections: [
                Section("Boundary", [.looks(design), .text(design.decision), parts.boundaryFigure()]),
                Section("Operating characteristics", [parts.table, try parts.characteristicsFigure()]),
            ], notes: design.notes + (design.boundary.neverStops ? [] : parts.notes),
            json: PredictiveJSON(design, parts.json))
    }

    /// The predictive-probability designs that a search found: of each size, and the best of them in full.
    ///
    /// - Parameters:
    ///   - search: the designs.
    ///   - question: what was asked, in a sentence.
    ///   - null: p₀.
    ///   - alternative: p₁.
    /// - Throws: ``StatisticsError`` where no design keeps the errors.
    public init(
        _ search: PredictiveDesignSearch, question: String, null: Double, alternative: Double
    ) throws(StatisticsError) {
        guard let best = search.leastExpected else {
            throw StatisticsError(
                .invalidValue, argument: "sizes", "no size has a design that keeps both errors; expected larger ones")
        }
        let whole = try DesignAnswer(best.design, rates: [null, alternative])
        let rows = search.candidates.map { one in
            [
                String(one.design.boundary.maximum), String(one.design.successAt),
                NumberText.measured(one.design.futility), BinaryDesignParts.probability(one.typeOneError),
                BinaryDesignParts.probability(one.power),
                NumberText.fixed(one.characteristics.expectedSubjects, decimals: 2),
                BinaryDesignParts.probability(one.characteristics.stopsEarly),
            ]
        }
        let columns = [
            "N", "success at", "stop below", "type I error", "power", "mean subjects under the null", "stops early",
        ]
        self.init(
            title: "Predictive-probability designs",
            summary: question + " The least mean number of subjects under the null is that of N = "
                + "\(best.design.boundary.maximum), shown in full.",
            sections: [Section("Designs", [.table("The best design of each size", columns, rows)])] + whole.sections,
            notes: whole.notes,
            json: PredictiveSearchJSON(
                best: PredictiveJSON(best.design, [CharacteristicsJSON(best.characteristics)]),
                candidates: search.candidates.map(PredictiveSearchJSON.Candidate.init)))
    }
}

extension DesignAnswer.Block {
    fileprivate static func looks(_ design: PredictiveProbabilityDesign) -> Self {
        let hasEfficacy = design.efficacy < 1
        let rows = design.looks.map { look in
            [String(look.subjects), look.stopAtMost.text, look.predictiveAtMost.probability]
                + (hasEfficacy ? [look.stopAt.text, look.predictive.probability] : [])
        }
        return .table(
            "Events that stop the trial",
            ["subjects", "stop at most", "PP"] + (hasEfficacy ? ["stop at", "PP"] : []), rows,
            remarks: ["PP: the probability of success at the end, at that count."]
                + rows.remark(onDashes: "no count stops at this look."))
    }
}

extension Optional where Wrapped == Double {
    /// A probability at a bound, or a dash.
    fileprivate var probability: String { map { NumberText.fixed($0, decimals: 6) } ?? "–" }
}

extension PredictiveProbabilityDesign {
    fileprivate var sentence: String {
        let stops =
            (futility > 0 ? ["for futility where PP < \(NumberText.measured(futility))"] : [])
            + (efficacy < 1 ? ["for efficacy where PP > \(NumberText.measured(efficacy))"] : [])
        let rule = stops.isEmpty ? "Never stop early" : "Stop " + stops.joined(separator: ", ")
        return "\(rule); prior \(prior.name), \(boundary.maximum) subjects."
    }

    fileprivate var decision: String {
        let range = equivalentSuccess
        return
            "At \(boundary.maximum) subjects \(successAt) or more events are a success: P(rate > \(NumberText.exact(null)) | data) > \(NumberText.measured(success)), and so they are for every cut-off from \(NumberText.fixed(range.from, decimals: 4)) to below \(NumberText.fixed(range.below, decimals: 4))."
    }

    fileprivate var notes: [String] {
        let stopping = looks.contains { $0.stopAtMost != nil || $0.stopAt != nil }
        return ["PP counts on the whole trial, not on its later looks."]
            + (stopping ? [] : ["No count stops the trial before its end."])
    }
}

/// A predictive-probability design as JSON.
private struct PredictiveJSON: Encodable, Sendable {
    struct Look: Encodable, Sendable {
        let subjects: Int
        let stopAtMost: Nullable<Int>
        let predictiveAtMost: Nullable<Double>
        let stopAt: Nullable<Int>
        let predictive: Nullable<Double>
    }

    let rule = "predictive-probability"
    let alpha, beta, null, success, futility, efficacy: Double
    let maximum, successAt: Int
    let looks: [Look]
    let operatingCharacteristics: [CharacteristicsJSON]

    init(_ design: PredictiveProbabilityDesign, _ characteristics: [CharacteristicsJSON]) {
        alpha = design.prior.alpha
        beta = design.prior.beta
        null = design.null
        success = design.success
        futility = design.futility
        efficacy = design.efficacy
        maximum = design.boundary.maximum
        successAt = design.successAt
        looks = design.looks.map {
            Look(
                subjects: $0.subjects, stopAtMost: Nullable($0.stopAtMost),
                predictiveAtMost: Nullable($0.predictiveAtMost), stopAt: Nullable($0.stopAt),
                predictive: Nullable($0.predictive))
        }
        operatingCharacteristics = characteristics
    }
}

/// What a search found as JSON.
private struct PredictiveSearchJSON: Encodable, Sendable {
    struct Candidate: Encodable, Sendable {
        let maximum, successAt: Int
        let futility, success, typeOneError, power, expectedSubjects, stopsEarly: Double

        init(_ one: PredictiveDesignSearch.Candidate) {
            maximum = one.design.boundary.maximum
            successAt = one.design.successAt
            futility = one.design.futility
            success = one.design.success
            typeOneError = one.typeOneError
            power = one.power
            expectedSubjects = one.characteristics.expectedSubjects
            stopsEarly = one.characteristics.stopsEarly
        }
    }

    let rule = "predictive-probability-search"
    let best: PredictiveJSON
    let candidates: [Candidate]
}
