import TrialFigures
import TrialStatistics

extension DesignAnswer {
    /// The boundaries of a monitor of toxicity and response, and what the two do together, exactly.
    ///
    /// - Parameters:
    ///   - monitor: the rules.
    ///   - rates: the true rates at which to say what it does.
    ///   - oddsRatio: by which the two outcomes come together at these rates, to be told.
    public init(_ monitor: ToxicityResponseMonitor, rates: [JointRates], oddsRatio: Double = 1) {
        let characteristics = rates.map(monitor.operatingCharacteristics)
        let association =
            oddsRatio == 1
            ? "Toxicity and response are taken as independent in a subject."
            : "Toxicity and response come together in a subject with an odds ratio of \(NumberText.exact(oddsRatio))."
        self.init(
            title: "Toxicity and response", summary: monitor.sentence,
            sections: [
                Section(
                    "Boundary",
                    [
                        .bounds(monitor), .boundary(monitor.toxicity.boundary, "toxicity", "Subjects with toxicity"),
                        .boundary(monitor.response.boundary, "response", "Subjects with a response"),
                    ]),
                Section("Operating characteristics", [.characteristics(characteristics), .byLook(characteristics)]),
            ],
            notes: [
                association,
                "Where several rules stop at one look, toxicity counts first, then few responses.",
            ] + monitor.warnings, json: ToxicityResponseJSON(monitor, characteristics, oddsRatio))
    }
}

extension ToxicityResponseMonitor {
    fileprivate var sentence: String {
        func rule(_ rule: BinaryRule?, _ name: String, _ sign: String) -> String? {
            guard let rule, case .fixed(let limit) = rule.standard else { return nil }
            return "P(\(name) > \(NumberText.exact(limit)) | data) \(sign) \(NumberText.exact(rule.cutoff))"
        }
        let rules = [
            rule(toxicity.stopAbove, "toxicity", ">"), rule(response.stopBelow, "response", "<"),
            rule(response.stopAbove, "response", ">"),
        ].compactMap(\.self).joined(separator: ", or ")
        let looks = toxicity.schedule.looks.count
        return
            "Stop where \(rules); priors \(toxicity.prior.name) of toxicity and \(response.prior.name) of response, \(looks) look\(looks == 1 ? "" : "s") among \(toxicity.schedule.maximum) subjects."
    }

    /// Rules that cannot stop, or cannot help it.
    fileprivate var warnings: [String] {
        [("toxicity", toxicity.boundary), ("response", response.boundary)].compactMap { name, boundary in
            if boundary.neverStops { return "The rule on \(name) can never stop: no count at any look does." }
            return boundary.alwaysStopsAt.map {
                "The rule on \(name) always stops, at \($0.subjects) subjects at the latest."
            }
        }
    }
}

extension DesignAnswer.Block {
    fileprivate static func bounds(_ monitor: ToxicityResponseMonitor) -> Self {
        let (hasFew, hasMany) = (monitor.response.stopBelow != nil, monitor.response.stopAbove != nil)
        let rows = zip(monitor.toxicity.looks, monitor.response.looks).map { toxic, active in
            [String(toxic.subjects), toxic.stopAt.text] + (hasFew ? [active.stopAtMost.text] : [])
                + (hasMany ? [active.stopAt.text] : [])
        }
        return .table(
            "Counts that stop the trial",
            ["subjects", "toxicities, at least"] + (hasFew ? ["responses, at most"] : [])
                + (hasMany ? ["responses, at least"] : []), rows, remarks: ["–: no count stops at this look."])
    }

    fileprivate static func boundary(_ boundary: BinaryBoundary, _ name: String, _ title: String) -> Self {
        var options = StoppingBoundaryFigure.Options()
        options.eventTitle = title
        options.identifier = "boundary-" + name
        return .figure(
            .init(
                name: "boundary-\(name).svg", svg: StoppingBoundaryFigure(boundary, options: options).svg,
                title: "Stopping boundary of \(name)",
                caption: "\(title) against subjects seen; counts in a shaded region stop the trial."))
    }

    fileprivate static func characteristics(_ all: [JointOperatingCharacteristics]) -> Self {
        .table(
            "What the rules do together, exactly",
            ["toxicity", "response", "both", "stops", "for toxicity", "for few", "for many", "mean subjects"],
            all.map { one in
                [
                    NumberText.exact(one.rates.toxicity), NumberText.exact(one.rates.response),
                    NumberText.fixed(one.rates.both, decimals: 4), BinaryDesignParts.probability(one.stopsEarly),
                    BinaryDesignParts.probability(one.stopForToxicity),
                    BinaryDesignParts.probability(one.stopForFutility),
                    BinaryDesignParts.probability(one.stopForEfficacy),
                    NumberText.fixed(one.expectedSubjects, decimals: 2),
                ]
            }, remarks: ["both: the true rate of toxicity and response in one subject; stops: before the maximum."])
    }

    fileprivate static func byLook(_ all: [JointOperatingCharacteristics]) -> Self {
        let looks = all.first?.looks.map(\.subjects) ?? []
        return .table(
            "Probability of stopping at each look",
            ["subjects"]
                + all.map { "at " + NumberText.exact($0.rates.toxicity) + ", " + NumberText.exact($0.rates.response) },
            looks.indices.map { index in
                [String(looks[index])] + all.map { BinaryDesignParts.probability($0.looks[index].stop) }
            })
    }
}

/// A monitor of toxicity and response as JSON.
private struct ToxicityResponseJSON: Encodable, Sendable {
    struct Look: Encodable, Sendable {
        let subjects: Int
        let toxicitiesAtLeast, responsesAtMost, responsesAtLeast: Nullable<Int>
    }

    struct Characteristics: Encodable, Sendable {
        let toxicity, response, both, stopsEarly, stopForToxicity, stopForFew, stopForMany, neverStopped: Double
        let expectedSubjects: Double
        let stopByLook: [Double]
    }

    let rule = "toxicity-response"
    let oddsRatio: Double
    let maximum: Int
    let looks: [Look]
    let operatingCharacteristics: [Characteristics]

    init(_ monitor: ToxicityResponseMonitor, _ all: [JointOperatingCharacteristics], _ oddsRatio: Double) {
        self.oddsRatio = oddsRatio
        maximum = monitor.toxicity.schedule.maximum
        looks = zip(monitor.toxicity.looks, monitor.response.looks).map { toxic, active in
            Look(
                subjects: toxic.subjects, toxicitiesAtLeast: Nullable(toxic.stopAt),
                responsesAtMost: Nullable(active.stopAtMost), responsesAtLeast: Nullable(active.stopAt))
        }
        operatingCharacteristics = all.map {
            Characteristics(
                toxicity: $0.rates.toxicity, response: $0.rates.response, both: $0.rates.both,
                stopsEarly: $0.stopsEarly, stopForToxicity: $0.stopForToxicity, stopForFew: $0.stopForFutility,
                stopForMany: $0.stopForEfficacy, neverStopped: $0.neverStopped, expectedSubjects: $0.expectedSubjects,
                stopByLook: $0.looks.map(\.stop))
        }
    }
}
