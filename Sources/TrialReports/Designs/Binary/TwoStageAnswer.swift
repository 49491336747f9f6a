import TrialFigures
import TrialStatistics

extension DesignAnswer {
    /// Simon's designs: the optimal, the minimax and the admissible ones, and the optimal one in full.
    ///
    /// - Throws: ``StatisticsError`` that names `rate` where one is none.
    public init(
        _ search: TwoStageSearch, null: Double, alternative: Double, rates: [Double]? = nil
    ) throws(StatisticsError) {
        let shown = search.admissible
        guard let optimal = search.optimal, let minimax = search.minimax else {
            throw StatisticsError(.empty, argument: "largest", "largest has no design; expected more")
        }
        let parts = try BinaryDesignParts(
            optimal.design.boundary, rates: rates ?? [null, alternative], words: .trial)
        self.init(
            title: "Two-stage designs",
            summary:
                "Of interest from a rate of \(NumberText.exact(alternative)), of no interest at \(NumberText.exact(null)): the optimal design is \(optimal.design.name), the minimax design \(minimax.design.name).",
            sections: [
                Section("Designs", [.designs(shown, optimal, minimax), .text(optimal.design.sentence)]),
                Section(
                    "Operating characteristics of the optimal design",
                    [parts.table, parts.boundaryFigure(), try parts.characteristicsFigure()]),
            ],
            notes: [
                "Optimal: least mean number of subjects under the null. Minimax: least number at most. Admissible: least w n + (1 − w) mean for the weights w shown."
            ],
            json: TwoStageSearchJSON(
                null: null, alternative: alternative, optimal: TwoStageJSON(optimal), minimax: TwoStageJSON(minimax),
                admissible: shown.map(TwoStageJSON.init), operatingCharacteristics: parts.json))
    }

    /// A two-stage design and what it does; with a result, what it says of the rate.
    ///
    /// - Throws: ``StatisticsError`` that names `rate` where one is none.
    public init(
        _ design: TwoStageDesign, rates: [Double]? = nil, result: TwoStageInference? = nil
    ) throws(StatisticsError) {
        let parts = try BinaryDesignParts(design.boundary, rates: rates, words: .trial)
        let path = result.map { [StoppingBoundaryFigure.Observation(subjects: $0.subjects, events: $0.responses)] }
        let inference =
            result.map { [Section("Result", [.table("What the result says", ["quantity", "value"], $0.rows)])] } ?? []
        self.init(
            title: "Two-stage design", summary: design.sentence,
            sections: inference + [
                Section(
                    "Operating characteristics",
                    [parts.table, parts.boundaryFigure(path: path ?? []), try parts.characteristicsFigure()])
            ],
            notes: result == nil
                ? []
                : [
                    "The estimate, the p-value and the limits count the first stage; the proportion does not, and is biased."
                ],
            json: TwoStageResultJSON(
                design: TwoStageJSON(design), result: Nullable(result.map(TwoStageResultJSON.Result.init)),
                operatingCharacteristics: parts.json))
    }
}

extension DesignAnswer.Block {
    fileprivate static func designs(
        _ shown: [TwoStageSearch.Candidate], _ optimal: TwoStageSearch.Candidate, _ minimax: TwoStageSearch.Candidate
    ) -> Self {
        let rows = shown.map { one in
            let kind =
                one == optimal
                ? one == minimax ? "optimal, minimax" : "optimal" : one == minimax ? "minimax" : "admissible"
            let weights = one.weights.map {
                NumberText.interval(
                    NumberText.fixed($0.lowerBound, decimals: 3), NumberText.fixed($0.upperBound, decimals: 3))
            }
            return [
                kind, "\(one.design.futility)/\(one.design.first)", one.design.efficacy.text,
                "\(one.design.rejectAbove)/\(one.design.total)", BinaryDesignParts.probability(one.typeOneError),
                BinaryDesignParts.probability(one.power), NumberText.fixed(one.expectedAtNull, decimals: 2),
                BinaryDesignParts.probability(one.stopsEarlyAtNull), weights ?? "–",
            ]
        }
        return .table(
            "Designs",
            [
                "design", "stop at most", "success at", "no success at most", "type I error", "power", "mean subjects",
                "stops early", "weights",
            ], rows, remarks: ["Means and stops are those under the null; r/n: events of subjects."])
    }
}

extension TwoStageDesign {
    /// "1/10, 5/29".
    fileprivate var name: String {
        "\(futility)/\(first)" + (efficacy.map { " (success at \($0))" } ?? "") + ", \(rejectAbove)/\(total)"
    }

    fileprivate var sentence: String {
        let early =
            futility >= 0 ? "end after \(first) subjects with \(futility) or fewer events" : "\(first) subjects first"
        let success = efficacy.map { ", or with \($0) or more" } ?? ""
        return
            "Of \(total) subjects, \(early)\(success); more than \(rejectAbove) events among \(total) are a success."
    }
}

extension TwoStageInference {
    var rows: [[String]] {
        [
            ["events of subjects", "\(responses)/\(subjects)"],
            ["proportion", NumberText.fixed(proportion, decimals: 4)],
            ["unbiased estimate", NumberText.fixed(unbiased, decimals: 4)],
            ["median-unbiased estimate", NumberText.fixed(median, decimals: 4)],
            [
                "limits",
                NumberText.interval(
                    NumberText.fixed(limits.lower, decimals: 4), NumberText.fixed(limits.upper, decimals: 4)),
            ],
            ["p, one-sided", NumberText.pValue(pValue)],
        ]
    }
}

private struct TwoStageJSON: Encodable, Sendable {
    let first, futility: Int
    let efficacy: Nullable<Int>
    let total, rejectAbove: Int
    let typeOneError, power, expectedAtNull, stopsEarlyAtNull: Nullable<Double>
    let weights: Nullable<[Double]>

    init(_ candidate: TwoStageSearch.Candidate) {
        self.init(candidate.design, candidate)
    }

    init(_ design: TwoStageDesign, _ candidate: TwoStageSearch.Candidate? = nil) {
        first = design.first
        futility = design.futility
        efficacy = Nullable(design.efficacy)
        total = design.total
        rejectAbove = design.rejectAbove
        typeOneError = Nullable(candidate?.typeOneError)
        power = Nullable(candidate?.power)
        expectedAtNull = Nullable(candidate?.expectedAtNull)
        stopsEarlyAtNull = Nullable(candidate?.stopsEarlyAtNull)
        weights = Nullable(candidate?.weights.map { [$0.lowerBound, $0.upperBound] })
    }
}

private struct TwoStageSearchJSON: Encodable, Sendable {
    let rule = "two-stage-search"
    let null, alternative: Double
    let optimal, minimax: TwoStageJSON
    let admissible: [TwoStageJSON]
    let operatingCharacteristics: [CharacteristicsJSON]
}

private struct TwoStageResultJSON: Encodable, Sendable {
    struct Result: Encodable, Sendable {
        let responses, subjects: Int
        let proportion, unbiased, median, p: Double
        let lower, upper: Nullable<Double>

        init(_ result: TwoStageInference) {
            responses = result.responses
            subjects = result.subjects
            proportion = result.proportion
            unbiased = result.unbiased
            median = result.median
            p = result.pValue
            lower = Nullable(result.limits.lower)
            upper = Nullable(result.limits.upper)
        }
    }

    let rule = "two-stage"
    let design: TwoStageJSON
    let result: Nullable<Result>
    let operatingCharacteristics: [CharacteristicsJSON]
}
