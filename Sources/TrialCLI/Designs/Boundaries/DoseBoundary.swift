import ArgumentParser
import TrialReports
import TrialStatistics

/// `equipoise boundaries --boin`, `--mtpi2`, `--crm` and `--three-plus-three`: which dose comes next.
struct DoseBoundary: BoundaryQuestion {
    static let leadingOption = "--boin"
    static let sharedOptions: Set<String> = ["--cohort", "--max"]

    @Option(help: ArgumentHelp("BOIN dose escalation with this target.", valueName: "rate"))
    var boin: Double?

    @Option(help: ArgumentHelp("mTPI-2 dose escalation with this target.", valueName: "rate"))
    var mtpi2: Double?

    @Option(help: ArgumentHelp("Continual reassessment with this target.", valueName: "rate"))
    var crm: Double?

    @Flag(help: "3+3 dose escalation, for comparison.")
    var threePlusThree = false

    @Option(help: ArgumentHelp("Guessed rates of --crm, or halfwidth,doses,guess.", valueName: "rates"))
    var skeleton: NumberList?

    @Option(help: ArgumentHelp("The model of --crm: power (the default) or logistic.", valueName: "model"))
    var doseModel: DoseModelOption = .power

    @Option(help: ArgumentHelp("Patients treated at each dose so far.", valueName: "n"))
    var treated: CountList?

    @Option(help: ArgumentHelp("Those of them with a toxicity.", valueName: "x"))
    var toxicities: CountList?

    @Option(help: ArgumentHelp("The dose of the last cohort; the highest tried by default.", valueName: "dose"))
    var dose: Int?

    @Option(help: ArgumentHelp("True rates by dose at which to say what it does.", valueName: "rates"))
    var trueToxicity: NumberList?

    @Option(help: ArgumentHelp("Trials to simulate where paths are too many.", valueName: "n"))
    var doseTrials: Int?

    @Option(help: ArgumentHelp("The seed of that simulation.", valueName: "seed"))
    var doseSeed: UInt64?

    private var asked: [String] {
        [
            boin == nil ? nil : "--boin", mtpi2 == nil ? nil : "--mtpi2", crm == nil ? nil : "--crm",
            threePlusThree ? "--three-plus-three" : nil,
        ].compactMap(\.self)
    }

    var isAsked: Bool {
        !asked.isEmpty || skeleton != nil || treated != nil || toxicities != nil || dose != nil || trueToxicity != nil
            || doseTrials != nil || doseSeed != nil || doseModel != .power
    }

    func answer(with shared: SharedBoundaryOptions, on console: Console) throws -> DesignAnswer {
        guard let kind = asked.first, asked.count == 1 else {
            let named = asked.isEmpty ? "none is given" : asked.joined(separator: " and ") + " are given"
            throw Refusal(description: "--boin, --mtpi2, --crm, --three-plus-three: error: \(named); expected one")
        }
        if kind != "--crm", skeleton != nil || doseModel != .power {
            throw Refusal(description: "--skeleton: error: it goes with --crm, not with \(kind)")
        }
        for (option, count) in [("--cohort", shared.cohort), ("--max", shared.max)] {
            if let count, count < 1 {
                throw Refusal(description: "\(option): error: it is \(count); expected a count of 1 or more")
            }
        }
        if let cohort = shared.cohort, let max = shared.max, cohort > max {
            throw Refusal(
                description: "--cohort: error: it is \(cohort); expected at most \(max), the subjects (--max)")
        }
        do throws(StatisticsError) {
            let (design, words) = try design
            let record = try record
            var characteristics: DoseEscalationCharacteristics?
            if let rates = trueToxicity?.numbers { characteristics = try self.characteristics(design, rates, shared) }
            if let reassessment = design as? ContinualReassessment, let record,
                record.doses != reassessment.skeleton.rates.count
            {
                throw StatisticsError(
                    .lengthMismatch, argument: "treated",
                    "treated has \(record.doses) counts; expected \(reassessment.skeleton.rates.count), one for each dose"
                )
            }
            let decisions = (design as? any IntervalDesign)?.table(through: min(shared.max ?? 12, 60)) ?? []
            return DesignAnswer(words, design, decisions: decisions, record: record, characteristics: characteristics)
        } catch {
            let options = [
                "skeleton": "--skeleton", "halfWidth": "--skeleton", "guess": "--skeleton", "treated": "--treated",
                "toxicities": "--toxicities", "current": "--dose", "rates": "--true-toxicity",
                "doses": "--true-toxicity",
                "trials": "--dose-trials",
                "cohort": "--cohort", "maximum": "--max",
            ]
            throw Refusal(error, option: options[error.argument] ?? kind)
        }
    }

    private var design: (any DoseEscalationDesign, (title: String, sentence: String)) {
        get throws(StatisticsError) {
            if let boin {
                let design = try BOINDesign(target: boin)
                let sentence =
                    "Up where the rate seen at the dose is at most \(Self.rounded(design.escalation)), down where it is at least \(Self.rounded(design.deescalation)); target \(boin)."
                return (design, ("BOIN", sentence))
            }
            if let mtpi2 {
                let design = try ToxicityIntervalDesign(target: mtpi2)
                let (low, high) = (design.acceptable.lowerBound, design.acceptable.upperBound)
                return (
                    design,
                    (
                        "mTPI-2",
                        "Up, the same or down as the likeliest interval lies below, at or above \(Self.rounded(low)) to \(Self.rounded(high)); target \(mtpi2)."
                    )
                )
            }
            if let crm {
                let model = doseModel.model
                let design = try ContinualReassessment(target: crm, skeleton: try skeleton(crm, model), model: model)
                return (
                    design,
                    (
                        "Continual reassessment",
                        "The dose whose rate under the \(model.rawValue) model is closest to \(crm), none skipped."
                    )
                )
            }
            return (ThreePlusThree(), ("3+3", "Up after 0 of 3 or at most 1 of 6 toxicities, down after 2 or more."))
        }
    }

    private static func rounded(_ value: Double) -> String { String((value * 1e4).rounded() / 1e4) }

    /// The rates themselves, or Lee and Cheung's rule where the first number is a half-width followed by whole numbers.
    private func skeleton(_ target: Double, _ model: DoseToxicityModel) throws(StatisticsError) -> DoseSkeleton {
        guard let numbers = skeleton?.numbers else {
            throw StatisticsError(
                .empty, argument: "skeleton",
                "skeleton is missing; expected the guessed rates, such as 0.05,0.12,0.25,0.4")
        }
        if numbers.count == 3, let doses = Int(exactly: numbers[1]), let guess = Int(exactly: numbers[2]) {
            return try DoseSkeleton(
                target: target, halfWidth: numbers[0], doses: doses, guess: guess - 1, model: model)
        }
        return try DoseSkeleton(numbers)
    }

    private var record: DoseRecord? {
        get throws(StatisticsError) {
            guard let treated else {
                guard toxicities == nil, dose == nil else {
                    throw StatisticsError(
                        .empty, argument: "treated", "treated is missing; expected a count for each dose")
                }
                return nil
            }
            guard let toxicities else {
                throw StatisticsError(
                    .empty, argument: "toxicities", "toxicities is missing; expected a count for each dose")
            }
            let current = dose.map { $0 - 1 } ?? treated.counts.lastIndex { $0 > 0 } ?? 0
            return try DoseRecord(treated: treated.counts, toxicities: toxicities.counts, current: current)
        }
    }

    private func characteristics(
        _ design: any DoseEscalationDesign, _ rates: [Double], _ shared: SharedBoundaryOptions
    ) throws(StatisticsError) -> DoseEscalationCharacteristics {
        let maximum = shared.max ?? (threePlusThree ? 6 * rates.count : 30)
        let trial = try DoseEscalationTrial(
            design, doses: rates.count, cohort: shared.cohort ?? 3, maximum: maximum)
        return try trial.characteristics(rates: rates, trials: doseTrials ?? 10_000, seed: doseSeed ?? 1)
    }
}

/// The model of a continual reassessment, as the command line names it.
enum DoseModelOption: String, ExpressibleByArgument, CaseIterable {
    case power, logistic

    var model: DoseToxicityModel { self == .power ? .power : .logistic }
}
