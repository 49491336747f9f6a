import TrialFigures
import TrialStatistics

/// What the answers about designs on a binary outcome have in common: the characteristics as table, figure and JSON.
struct BinaryDesignParts {
    /// The words for the two ways to stop, as columns and as regions of the figure.
    struct Words {
        let many: String
        let few: String
        let manyRegion: String
        let fewRegion: String

        static let monitor = Words(
            many: "stops for many", few: "stops for few", manyRegion: "Stop: too many", fewRegion: "Stop: too few")
        static let trial = Words(
            many: "success", few: "no success", manyRegion: "Success", fewRegion: "Stop: too few")
    }

    let boundary: BinaryBoundary
    let words: Words
    let characteristics: [BinaryOperatingCharacteristics]

    /// The rates at which a design is looked at where nobody asks for others.
    static let usualRates = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

    init(_ boundary: BinaryBoundary, rates: [Double]?, words: Words) throws(StatisticsError) {
        self.boundary = boundary
        self.words = words
        var characteristics: [BinaryOperatingCharacteristics] = []
        for rate in rates ?? Self.usualRates {
            characteristics.append(try boundary.operatingCharacteristics(rate: rate))
        }
        self.characteristics = characteristics
    }

    private var hasMany: Bool { boundary.looks.contains { $0.stopAt != nil } }
    private var hasFew: Bool { boundary.looks.contains { $0.stopAtMost != nil } }

    // MARK: Tables

    /// What the design does at each rate.
    var table: DesignAnswer.Block {
        let columns =
            ["true rate", "stops early"] + (hasMany ? [words.many] : []) + (hasFew ? [words.few] : [])
            + ["mean subjects", "SD"]
        let rows = characteristics.map { one in
            [NumberText.exact(one.rate), Self.probability(one.stopsEarly)]
                + (hasMany ? [Self.probability(one.stopForMany)] : [])
                + (hasFew ? [Self.probability(one.stopForFew)] : [])
                + [
                    NumberText.fixed(one.expectedSubjects, decimals: 2),
                    NumberText.fixed(one.standardDeviationOfSubjects, decimals: 2),
                ]
        }
        return .table("What the design does, exactly", columns, rows)
    }

    /// The probability of stopping at each look, a column for each rate.
    var tableByLook: DesignAnswer.Block {
        let rows = boundary.looks.indices.map { index in
            [String(boundary.looks[index].subjects)]
                + characteristics.map { Self.probability($0.looks[index].stop) }
        }
        return .table(
            "Probability of stopping at each look",
            ["subjects"] + characteristics.map { "at " + NumberText.exact($0.rate) },
            rows)
    }

    /// A probability with as many digits as tell small ones apart.
    static func probability(_ value: Double) -> String {
        value > 0 && value < 0.00005 ? "< 0.0001" : NumberText.fixed(value, decimals: 4)
    }

    // MARK: Figures

    /// The boundary.
    func boundaryFigure(path: [StoppingBoundaryFigure.Observation] = []) -> DesignAnswer.Block {
        var options = StoppingBoundaryFigure.Options()
        options.manyText = words.manyRegion
        options.fewText = words.fewRegion
        options.identifier = "stopping-boundary"
        return .figure(
            .init(
                name: "boundary.svg", svg: StoppingBoundaryFigure(boundary, path: path, options: options).svg,
                title: "Stopping boundary",
                caption:
                    "Number of events against subjects seen; counts in the shaded columns end the trial at their look.")
        )
    }

    /// The probabilities and the mean size against the true rate.
    func characteristicsFigure() throws(StatisticsError) -> DesignAnswer.Block {
        let steps = boundary.maximum > 2000 ? 20 : 100
        var grid: [BinaryOperatingCharacteristics] = []
        for step in 0...steps {
            grid.append(try boundary.operatingCharacteristics(rate: Double(step) / Double(steps)))
        }
        func series(_ label: String, _ value: (BinaryOperatingCharacteristics) -> Double) -> CurveFigure.Series {
            .init(label, shape: .smooth, points: grid.map { .init($0.rate, min(1, max(0, value($0)))) })
        }
        let maximum = Double(boundary.maximum)
        var options = CurveFigure.Options()
        options.valueTitle = "Probability, share of subjects (%)"
        options.axisTitle = "True rate"
        options.axisRange = 0...1
        options.identifier = "operating-characteristics"
        let curves =
            (hasMany ? [series(words.many.sentence) { $0.stopForMany }] : [])
            + (hasFew ? [series(words.few.sentence) { $0.stopForFew }] : [])
            + [series("Mean subjects, of \(boundary.maximum)") { $0.expectedSubjects / maximum }]
        return .figure(
            .init(
                name: "operating-characteristics.svg", svg: CurveFigure(series: curves, options: options).svg,
                title: "Operating characteristics",
                caption:
                    "What the design does against the true rate, exactly: how often it stops, and the mean number of subjects as a share of the maximum."
            ))
    }

    // MARK: Notes and numbers

    /// What one has to know of a boundary that cannot stop, or cannot help it.
    var notes: [String] {
        if boundary.neverStops { return ["The rule can never stop: no count at any look does."] }
        guard let look = boundary.alwaysStopsAt, look.subjects < boundary.maximum else { return [] }
        let reason =
            look.stopAt == 0
            ? "0 events among \(look.subjects) stop it"
            : "no count that can be there at \(look.subjects) subjects goes on"
        return ["The rule always stops, at \(look.subjects) subjects at the latest: \(reason)."]
    }

    var json: [CharacteristicsJSON] { characteristics.map(CharacteristicsJSON.init) }
}

/// What a design does at one rate, as JSON.
struct CharacteristicsJSON: Encodable, Sendable {
    let rate, stopsEarly, stopForMany, stopForFew, neverStopped, expectedSubjects, standardDeviationOfSubjects: Double
    /// The probability of stopping at each look.
    let stopByLook: [Double]

    init(_ one: BinaryOperatingCharacteristics) {
        rate = one.rate
        stopsEarly = one.stopsEarly
        stopForMany = one.stopForMany
        stopForFew = one.stopForFew
        neverStopped = one.neverStopped
        expectedSubjects = one.expectedSubjects
        standardDeviationOfSubjects = one.standardDeviationOfSubjects
        stopByLook = one.looks.map(\.stop)
    }
}

extension String {
    /// With a capital letter.
    var sentence: String { prefix(1).uppercased() + dropFirst() }
}
