import TrialNumerics

/// What a dose-escalation trial does in the long run where the rates of toxicity are given ones.
public struct DoseEscalationCharacteristics: Sendable, Hashable {
    /// How the numbers were found.
    public enum Source: Sendable, Hashable {
        /// Along all paths; exact.
        case paths
        /// By so many simulated trials of a seed.
        case simulation(trials: Int, seed: UInt64)
    }

    /// How the numbers were found.
    public let source: Source
    /// The true rates of toxicity, by dose.
    public let rates: [Double]
    /// P(the dose is found), by dose.
    public let selected: [Double]
    /// P(no dose is found).
    public let noneSelected: Double
    /// The mean number of patients, by dose.
    public let treated: [Double]
    /// The mean number of toxicities, by dose.
    public let toxicities: [Double]

    /// The mean number of patients.
    public var expectedSubjects: Double { treated.reduce(0, +) }
    /// The mean number of toxicities.
    public var expectedToxicities: Double { toxicities.reduce(0, +) }

    /// The Monte Carlo standard error of a probability; 0 along all paths.
    public func standardError(of probability: Double) -> Double {
        switch source {
        case .paths: 0
        case .simulation(let trials, _): (probability * (1 - probability) / Double(trials)).squareRoot()
        }
    }

    init(_ rates: [Double], _ tally: DoseTally, _ source: Source) {
        let weight = tally.weight
        self.source = source
        self.rates = rates
        selected = tally.selected.map { $0 / weight }
        noneSelected = tally.noneSelected / weight
        treated = tally.treated.map { $0 / weight }
        toxicities = tally.toxicities.map { $0 / weight }
    }
}

/// Sums over the ends of trials.
struct DoseTally: Sendable {
    var weight = 0.0
    var noneSelected = 0.0
    var selected: [Double]
    var treated: [Double]
    var toxicities: [Double]

    init(doses: Int) {
        selected = [Double](repeating: 0, count: doses)
        treated = selected
        toxicities = selected
    }

    /// Adds a trial that ended, with its probability.
    mutating func add(_ record: DoseRecord, selection: Int?, weight: Double) {
        self.weight += weight
        if let selection { selected[selection] += weight } else { noneSelected += weight }
        for dose in 0..<record.doses {
            treated[dose] += weight * Double(record.treated[dose])
            toxicities[dose] += weight * Double(record.toxicities[dose])
        }
    }

    mutating func add(_ other: DoseTally) {
        weight += other.weight
        noneSelected += other.noneSelected
        for dose in selected.indices {
            selected[dose] += other.selected[dose]
            treated[dose] += other.treated[dose]
            toxicities[dose] += other.toxicities[dose]
        }
    }
}

extension DoseEscalationTrial {
    /// The records that are followed at once at most; beyond, trials are simulated.
    static let mostRecords = 60_000

    /// What the trial does where the rates are the given ones: along all paths while their records are not too many, else by simulation.
    ///
    /// - Parameters:
    ///   - rates: the true rates of toxicity, by dose.
    ///   - trials: how many trials are simulated.
    ///   - seed: the seed of the simulation.
    ///   - cores: the cores that simulate; the result does not depend on them.
    /// - Throws: ``StatisticsError`` that names `rates` or `trials`.
    public func characteristics(
        rates: [Double], trials: Int = 10_000, seed: UInt64 = 1, cores: Int? = nil
    ) throws(StatisticsError) -> DoseEscalationCharacteristics {
        guard rates.count == doses else {
            throw StatisticsError(
                .lengthMismatch, argument: "rates",
                "rates has \(rates.count) elements; expected \(doses), one for each dose")
        }
        for (index, rate) in rates.enumerated() where !(rate >= 0 && rate <= 1) {
            throw .invalid("rates", index, rate, expected: "a number in 0...1")
        }
        guard trials >= 1, trials <= 100_000_000 else {
            throw StatisticsError(
                .invalidValue, argument: "trials", "trials is \(trials); expected a count in 1...100000000")
        }
        if let exact = DosePaths(self, rates: rates)?.tally {
            return DoseEscalationCharacteristics(rates, exact, .paths)
        }
        return simulated(rates, trials, seed, cores)
    }

    /// By simulation, whatever the number of paths.
    func simulated(
        _ rates: [Double], _ trials: Int, _ seed: UInt64, _ cores: Int?
    ) -> DoseEscalationCharacteristics {
        let parts = Lanes(cores: cores).map(trials, inBlocksOf: 128) { block in
            var tally = DoseTally(doses: doses)
            for replicate in block { follow(rates, seed: seed, replicate: UInt64(replicate), into: &tally) }
            return tally
        }
        var tally = DoseTally(doses: doses)
        for part in parts { tally.add(part) }
        return DoseEscalationCharacteristics(rates, tally, .simulation(trials: trials, seed: seed))
    }

    /// One trial from its first cohort to its end; patient i draws from a stream of their own.
    private func follow(_ rates: [Double], seed: UInt64, replicate: UInt64, into tally: inout DoseTally) {
        var record = DoseRecord(untreated: doses, start: start)
        while true {
            let step = step(after: record)
            guard case .treat(let dose) = step else {
                tally.add(record, selection: selection(from: record, last: step), weight: 1)
                return
            }
            let size = cohortSize(after: record)
            var count = 0
            for subject in record.subjects..<(record.subjects + size) {
                var stream = RandomStream(
                    seed: seed, purpose: "dose escalation", replicate: replicate, subject: UInt64(subject))
                if stream.bernoulli(rates[dose]) { count += 1 }
            }
            record.add(size, toxicities: count, at: dose)
        }
    }
}
