import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The tables of what was asked of each curve: quantiles, cumulative hazards, conditional survival, bands.
struct CurveReadingTables {
    let words: AnalysisWords

    private var results: SurvivalResults { words.results }
    private var groups: [CurveAnswers.Group] { words.analysis.curveAnswers?.groups ?? [] }
    private var questions: CurveQuestions { words.plan.curves }
    private var group: String { words.plan.group ?? "" }
    private var limits: String { "(\(words.level) CI)" }

    /// The tables, each only where it was asked for.
    var all: [ReadingTable] { [quantiles, hazards, conditional, band].compactMap(\.self) }

    private var quantiles: ReadingTable? {
        guard !questions.quantiles.isEmpty else { return nil }
        let rows = groups.flatMap { group in
            group.quantiles.map { quantile in
                let share = NumberText.exact(quantile.probability)
                let place = ResultRow.Place(.curves, group: group.name, term: share)
                return [
                    words.name(ofArm: group.name), NumberText.coverage(quantile.probability) + "%",
                    results.estimate(.quantile, .quantileLower, .quantileUpper, place),
                ]
            }
        }
        return ReadingTable(
            title: "Times by which a share had the event",
            columns: [group, "share", "time\(words.inUnit) \(limits)"], rows: rows)
    }

    private var hazards: ReadingTable? {
        guard let question = questions.hazard else { return nil }
        let rows = groups.flatMap { group in
            group.hazards.map { reading in
                let place = ResultRow.Place(.curves, group: group.name, time: reading.time)
                return [
                    words.name(ofArm: group.name), NumberText.exact(reading.time),
                    results.estimate(.cumulativeHazard, .cumulativeHazardLower, .cumulativeHazardUpper, place),
                    results.estimate(.breslowSurvival, .breslowSurvivalLower, .breslowSurvivalUpper, place),
                ]
            }
        }
        return ReadingTable(
            title: "Cumulative hazard, \(question.ties.phrase)",
            columns: [group, "time\(words.inUnit)", "cumulative hazard H \(limits)", "exp(−H) \(limits)"], rows: rows)
    }

    private var conditional: ReadingTable? {
        guard let given = questions.given.map(NumberText.exact) else { return nil }
        let rows = groups.flatMap { group in
            group.conditional.map { time, _ in
                let place = ResultRow.Place(.curves, group: group.name, term: "given \(given)", time: time)
                return [
                    words.name(ofArm: group.name), NumberText.exact(time), results.text(.atRisk, place),
                    results.estimate(
                        .conditionalSurvival, .conditionalSurvivalLower, .conditionalSurvivalUpper, place),
                ]
            }
        }
        return ReadingTable(
            title: "Event-free at a time, of those event-free at \(given)\(words.unit)",
            columns: [group, "time\(words.inUnit)", "at risk after \(given)", "event-free \(limits)"], rows: rows)
    }

    private var band: ReadingTable? {
        guard let question = questions.band else { return nil }
        let rows = groups.filter { $0.band != nil }.map { group in
            let place = ResultRow.Place(.curves, group: group.name)
            let whole = [
                words.name(ofArm: group.name), results.interval(.bandFrom, .bandTo, place),
                results.text(.bandCriticalValue, place),
            ]
            let times = words.plan.landmarks.map { time in
                let place = ResultRow.Place(.curves, group: group.name, time: time)
                return results[.bandLower, place] == nil
                    ? "outside" : results.interval(.bandLower, .bandUpper, place)
            }
            return whole + times
        }
        guard !rows.isEmpty else { return nil }
        return ReadingTable(
            title: "\(question.kind.title) bands, \(words.level)",
            columns: [group, "holds over\(words.inUnit)", "critical value"]
                + words.plan.landmarks.map { "at \(NumberText.exact($0))" },
            rows: rows)
    }
}

extension NelsonAalen.Ties {
    /// How the cumulative hazard is called.
    var phrase: String {
        switch self {
        case .nelsonAalen: "Nelson-Aalen"
        case .flemingHarrington: "Fleming-Harrington (tied events one after the other)"
        }
    }
}

extension SimultaneousBand.Kind {
    /// The name of the band.
    var title: String {
        switch self {
        case .hallWellner: "Hall-Wellner"
        case .equalPrecision: "Equal-precision"
        }
    }
}
