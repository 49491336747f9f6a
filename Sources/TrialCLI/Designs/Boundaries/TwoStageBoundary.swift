import ArgumentParser
import TrialReports
import TrialStatistics

/// `equipoise boundaries --simon` and `--two-stage`: one arm in two stages.
struct TwoStageBoundary: BoundaryQuestion {
    static let leadingOption = "--simon"
    static let sharedOptions: Set<String> = ["--errors", "--rates", "--max", "--null"]

    @Option(help: ArgumentHelp("Two-stage designs for the rates p0 and p1; with --errors.", valueName: "p0,p1"))
    var simon: NumberList?

    @Flag(help: "The first stage may also end the trial for efficacy.")
    var earlyEfficacy = false

    @OptionGroup var stages: TwoStageRuleOptions

    @Option(help: ArgumentHelp("Its result, events of subjects; with --null.", valueName: "x/n"))
    var result: CountPairs?

    var isAsked: Bool { simon != nil || earlyEfficacy || stages.twoStage != nil || result != nil }

    func answer(with shared: SharedBoundaryOptions, on console: Console) throws -> DesignAnswer {
        switch (simon, stages.twoStage) {
        case (let simon?, nil): return try search(simon, shared)
        case (nil, _?): return try given(shared)
        case (_?, _?): throw Refusal(description: "--two-stage: error: --simon finds one; expected one of them")
        case (nil, nil): throw Refusal(description: "--simon: error: it is missing; expected two rates, or --two-stage")
        }
    }

    private func search(_ simon: NumberList, _ shared: SharedBoundaryOptions) throws -> DesignAnswer {
        if result != nil {
            throw Refusal(description: "--result: error: it goes with --two-stage, the design it is of")
        }
        if shared.null != nil { throw Refusal(description: "--null: error: --simon says it already") }
        let (null, alternative) = try shared.pair(simon, of: "--simon")
        guard let (alpha, beta) = try shared.errorLimits() else {
            throw Refusal(
                description: "--errors: error: it is missing; expected the type I and type II error, such as 0.05,0.2")
        }
        do throws(StatisticsError) {
            let search = try TwoStageSearch(
                null: null, alternative: alternative, alpha: alpha, power: 1 - beta, stopsForEfficacy: earlyEfficacy,
                largest: shared.max)
            return try DesignAnswer(search, null: null, alternative: alternative, rates: shared.rates?.numbers)
        } catch {
            let options = ["largest": "--max", "rate": "--rates"]
            throw Refusal(error, option: options[error.argument] ?? "--simon")
        }
    }

    private func given(_ shared: SharedBoundaryOptions) throws -> DesignAnswer {
        for (option, isGiven) in [
            ("--errors", shared.errors != nil), ("--max", shared.max != nil), ("--early-efficacy", earlyEfficacy),
        ] where isGiven {
            throw Refusal(description: "\(option): error: it goes with --simon, the search for a design")
        }
        let design = try stages.design
        do throws(StatisticsError) {
            return try DesignAnswer(design, rates: shared.rates?.numbers, result: try inference(design, shared))
        } catch {
            let options = [
                "rate": "--rates", "null": "--null", "responses": "--result", "subjects": "--result",
                "result": "--result",
            ]
            throw Refusal(error, option: options[error.argument] ?? "--two-stage")
        }
    }

    private func inference(
        _ design: TwoStageDesign, _ shared: SharedBoundaryOptions
    ) throws(StatisticsError) -> TwoStageInference? {
        guard let result else {
            if shared.null != nil { throw Self.missing("result", "is missing; --null is for its p-value") }
            return nil
        }
        guard result.pairs.count == 1 else { throw Self.missing("result", "is no single result such as 6/29") }
        guard let null = shared.null else { throw Self.missing("null", "is missing; the p-value of --result needs it") }
        return try TwoStageInference(design, responses: result.pairs[0].count, of: result.pairs[0].of, null: null)
    }

    private static func missing(_ argument: String, _ what: String) -> StatisticsError {
        StatisticsError(.invalidValue, argument: argument, "\(argument) \(what)")
    }
}

/// Counts of counts with commas between them, such as 1/10,5/29.
struct CountPairs: ExpressibleByArgument {
    let pairs: [(count: Int, of: Int)]

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map {
            $0.split(separator: "/", omittingEmptySubsequences: false).map { Int($0.trimmingSpaces) }
        }
        var pairs: [(count: Int, of: Int)] = []
        for part in parts {
            guard part.count == 2, let count = part[0], let whole = part[1] else { return nil }
            pairs.append((count, whole))
        }
        self.pairs = pairs
    }
}
