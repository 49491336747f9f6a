import TrialFigures
import TrialStatistics

extension DesignAnswer {
    /// How a scheme balances, and how well its allocations can be guessed.
    public static func allocationAssessment(_ assessment: AllocationAssessment, version: String) -> DesignAnswer {
        AllocationAssessmentAnswer(assessment: assessment, version: version).answer
    }
}

private struct AllocationAssessmentAnswer {
    let assessment: AllocationAssessment
    let version: String

    private var scheme: AllocationScheme { assessment.scheme }

    var answer: DesignAnswer {
        let guessed = AllocationWords.percent(assessment.guessed.estimate)
        let certain = AllocationWords.percent(assessment.certain.estimate)
        let levels = scheme.factors.isEmpty ? [] : [DesignAnswer.Section("Levels", [levelTable])]
        return DesignAnswer(
            title: "Balance and predictability",
            summary:
                "\(assessment.subjects) subjects by \(scheme.method.summary), ratio \(scheme.ratio): an observer who guesses the arm behind is right in \(guessed), and \(certain) of allocations are certain beforehand.",
            sections: [.init("Predictability", [guesses]), .init("Balance", [balance] + figures)] + levels,
            notes: notes, json: AllocationAssessmentJSON(assessment, version: version))
    }

    private var guesses: DesignAnswer.Block {
        let rows =
            [
                line("Guessed right: the arm behind", assessment.guessed, isPercent: true),
                line("Guessed right: knows the chances", assessment.bestGuessed, isPercent: true),
                line("Certain beforehand", assessment.certain, isPercent: true),
            ] + outside + [
                ["Right guesses above the ratio's", NumberText.fixed(assessment.excess, decimals: 2)],
                ["Drift of the ratio", AllocationWords.drift(assessment)],
            ]
        let columns = outside.isEmpty ? columns : ["measure", "mean", "standard error"]
        return .table("Guesses", columns, rows.map { $0 + [String](repeating: "", count: columns.count - $0.count) })
    }

    /// What is left to those who do not know the sizes of the blocks drawn.
    private var outside: [[String]] {
        guard let guessed = assessment.outsiderGuessed, let certain = assessment.outsiderCertain else { return [] }
        return [
            line("Guessed right: sizes drawn unknown", guessed, isPercent: true),
            line("Certain beforehand: sizes unknown", certain, isPercent: true),
        ]
    }

    private var balance: DesignAnswer.Block {
        .table(
            "Off the ratio, in subjects", columns,
            [line("At the end", assessment.finalImbalance), line("At its largest", assessment.worstImbalance)]
                + (assessment.worstStratum.map { [line("Worst stratum at the end", $0)] } ?? [])
                + [line("Subjects lost to imbalance", assessment.loss)])
    }

    private var levelTable: DesignAnswer.Block {
        .table(
            "Off the ratio at the end, by level", ["level", "subjects"] + columns.dropFirst(),
            assessment.levels.map { level in
                let factor = scheme.factors[level.factor]
                let cells = line("", level.imbalance).dropFirst()
                return ["\(factor.name)=\(factor.levels[level.level])", NumberText.fixed(level.subjects, decimals: 1)]
                    + cells
            })
    }

    private var isExact: Bool { assessment.basis == .exact }
    private var columns: [String] { isExact ? ["measure", "mean"] : ["measure", "mean", "standard error"] }

    private func line(
        _ name: String, _ measure: AllocationAssessment.Measure, isPercent: Bool = false
    ) -> [String] {
        func text(_ value: Double) -> String {
            isPercent ? NumberText.fixed(100 * value, decimals: 2) + "%" : NumberText.fixed(value, decimals: 3)
        }
        return [name, text(measure.estimate)] + (measure.standardError.map { [text($0)] } ?? [])
    }

    private var figures: [DesignAnswer.Block] {
        let bars = ImbalanceDistributionFigure(
            final: assessment.finalProbabilities.map { ($0.imbalance, $0.probability) },
            largest: assessment.worstProbabilities.map { ($0.imbalance, $0.probability) },
            title: "Distribution of the imbalance")
        var options = ImbalanceFigure.Options()
        options.title = "Mean imbalance by subject"
        options.identifier = "mean-imbalance"
        let course = ImbalanceFigure(courses: [.init("", assessment.course)], options: options)
        return [
            .figure(
                .init(
                    name: "distribution.svg", svg: bars.svg, title: "Distribution of the imbalance",
                    caption:
                        "How many subjects the arm that is furthest off its share is off it, at the end and at its largest."
                )),
            .figure(
                .init(
                    name: "mean-imbalance.svg", svg: course.svg, title: "Mean imbalance by subject",
                    caption: "The mean over lists after each subject.")),
        ]
    }

    private var notes: [String] {
        AllocationWords.basis(assessment.basis)
            + [
                "Who knows the chances knows the method, all allocations before and the size of the open block."
            ] + picking
    }

    /// What the guesses may do to the estimate, of two equal arms.
    private var picking: [String] {
        guard scheme.ratio.parts == [1, 1], assessment.excess > 0 else { return [] }
        let bias = NumberText.fixed(2 * assessment.excess / Double(assessment.subjects), decimals: 3)
        return [
            "If investigators picked patients by the guess, those for one arm better by ν than those for the other, the difference of means would be biased by about \(bias)·ν (Blackwell and Hodges)."
        ]
    }
}

extension AllocationWords {
    /// What numbers rest on.
    static func basis(_ basis: AllocationAssessment.Basis) -> [String] {
        switch basis {
        case .exact: ["Exact: the probabilities of all lists are carried from subject to subject."]
        case .simulated(let lists, let seed): ["Simulated: \(lists) lists from seed \(seed)."]
        }
    }

    /// The drift, where it is more than rounding or, simulated, than chance.
    static func drift(_ assessment: AllocationAssessment) -> String {
        switch assessment.basis {
        case .exact: assessment.drift < 1e-9 ? "0" : NumberText.fixed(assessment.drift, decimals: 4)
        case .simulated(let lists, _):
            // The largest of all subjects' means of chances, each in [0, 1].
            assessment.drift < 2.5 / Double(lists).squareRoot()
                ? "none seen" : NumberText.fixed(assessment.drift, decimals: 4)
        }
    }
}

struct AllocationAssessmentJSON: Encodable, Sendable {
    struct Measure: Encodable, Sendable {
        let mean: Double
        let standardError: Double?

        init(_ measure: AllocationAssessment.Measure) {
            mean = measure.estimate
            standardError = measure.standardError
        }
    }

    struct Probability: Encodable, Sendable {
        let imbalance: Double
        let probability: Double
    }

    struct Level: Encodable, Sendable {
        let level: String
        let subjects: Double
        let offAtEnd: Measure
    }

    let scheme: AllocationJSON
    let subjects: Int
    /// The number of lists; null where it is exact.
    let lists: Int?
    let guessed: Measure
    let bestGuessed: Measure
    let certain: Measure
    let outsiderGuessed: Measure?
    let outsiderCertain: Measure?
    let excess: Double
    let drift: Double
    let offAtEnd: Measure
    let offAtMost: Measure
    let worstStratum: Measure?
    let loss: Measure
    let endProbabilities: [Probability]
    let mostProbabilities: [Probability]
    let course: [Double]
    let levels: [Level]

    init(_ assessment: AllocationAssessment, version: String) {
        func probabilities(_ all: [AllocationAssessment.Probability]) -> [Probability] {
            all.map { Probability(imbalance: $0.imbalance, probability: $0.probability) }
        }
        let (lists, seed): (Int?, UInt64?) =
            switch assessment.basis {
            case .exact: (nil, nil)
            case .simulated(let lists, let seed): (lists, seed)
            }
        self.lists = lists
        scheme = AllocationJSON(assessment.scheme, seed: seed, version: version)
        subjects = assessment.subjects
        guessed = Measure(assessment.guessed)
        bestGuessed = Measure(assessment.bestGuessed)
        certain = Measure(assessment.certain)
        outsiderGuessed = assessment.outsiderGuessed.map(Measure.init)
        outsiderCertain = assessment.outsiderCertain.map(Measure.init)
        excess = assessment.excess
        drift = assessment.drift
        offAtEnd = Measure(assessment.finalImbalance)
        offAtMost = Measure(assessment.worstImbalance)
        worstStratum = assessment.worstStratum.map(Measure.init)
        loss = Measure(assessment.loss)
        endProbabilities = probabilities(assessment.finalProbabilities)
        mostProbabilities = probabilities(assessment.worstProbabilities)
        course = assessment.course
        levels = assessment.levels.map { level in
            let factor = assessment.scheme.factors[level.factor]
            return Level(
                level: "\(factor.name)=\(factor.levels[level.level])", subjects: level.subjects,
                offAtEnd: Measure(level.imbalance))
        }
    }
}
