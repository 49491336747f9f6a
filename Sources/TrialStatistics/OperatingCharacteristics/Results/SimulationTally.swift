/// What a number of virtual trials add up to in whole numbers, which add up in any order to the same.
public struct SimulationTally: Sendable, Hashable, Codable {
    /// What happened at one look of one rule.
    public struct Look: Sendable, Hashable, Codable {
        /// How many trials came to it.
        public internal(set) var reached = 0
        /// How many stopped there, by reason in the order of ``StopReason``.
        public internal(set) var stops = [Int](repeating: 0, count: StopReason.allCases.count)
        /// How many rejected each hypothesis there.
        public internal(set) var claims: [Int]
        /// The patients enrolled by then, in all trials together.
        public internal(set) var subjects = 0
        /// The events known by then, in all trials together.
        public internal(set) var events = 0
    }

    /// What was given at one dose, in all trials together.
    public struct Dose: Sendable, Hashable, Codable {
        /// The patients, and the sum of the squares of their number in each trial.
        public internal(set) var patients = 0, patientSquares = 0
        /// The toxicities, and the sum of the squares of their number in each trial.
        public internal(set) var toxicities = 0, toxicitySquares = 0

        mutating func add(_ patients: Int, _ toxicities: Int) {
            self.patients += patients
            patientSquares += patients * patients
            self.toxicities += toxicities
            toxicitySquares += toxicities * toxicities
        }

        mutating func add(_ other: Dose) {
            patients += other.patients
            patientSquares += other.patientSquares
            toxicities += other.toxicities
            toxicitySquares += other.toxicitySquares
        }
    }

    /// The number of trials.
    public internal(set) var replicates = 0
    /// How many stopped before their planned end.
    public internal(set) var early = 0
    /// By rule and look.
    public internal(set) var looks: [[Look]]
    /// By rule and hypothesis, how many trials rejected it.
    public internal(set) var rejections: [[Int]]
    /// By rule, how many trials rejected any of its hypotheses, and how many all.
    public internal(set) var anyRejections: [Int], allRejections: [Int]
    /// How many trials rejected a hypothesis that is true.
    public internal(set) var falseRejections = 0
    /// By dose, what was given, where the trial looks for a dose.
    public internal(set) var doses: [Dose]
    /// How many trials ended for each reason, in the order of ``StopReason``.
    public internal(set) var reasons = [Int](repeating: 0, count: StopReason.allCases.count)
    /// By number of patients from 0 on, how many trials enrolled so many.
    public internal(set) var subjects: [Int]
    /// By number of events from 0 on, how many trials knew so many at their end.
    public internal(set) var events: [Int]
    /// How long the trials took.
    public internal(set) var durations = ValueHistogram()
    /// How many trials ended with an estimate.
    public internal(set) var estimates = 0

    init(hypotheses: [Int], subjects: Int, doses: Int) {
        looks = hypotheses.map { _ in [] }
        rejections = hypotheses.map { [Int](repeating: 0, count: $0) }
        anyRejections = hypotheses.map { _ in 0 }
        allRejections = anyRejections
        self.doses = [Dose](repeating: Dose(), count: doses)
        self.subjects = [Int](repeating: 0, count: subjects + 1)
        events = self.subjects
    }

    /// Makes room for a look.
    mutating func reach(_ monitor: Int, _ look: Int) {
        while looks[monitor].count <= look {
            looks[monitor].append(Look(claims: [Int](repeating: 0, count: rejections[monitor].count)))
        }
    }

    mutating func add(_ other: SimulationTally) {
        replicates += other.replicates
        early += other.early
        falseRejections += other.falseRejections
        Self.add(other.anyRejections, to: &anyRejections)
        Self.add(other.allRejections, to: &allRejections)
        for dose in doses.indices { doses[dose].add(other.doses[dose]) }
        for monitor in looks.indices {
            for (index, look) in other.looks[monitor].enumerated() {
                reach(monitor, index)
                looks[monitor][index].add(look)
            }
            Self.add(other.rejections[monitor], to: &rejections[monitor])
        }
        Self.add(other.reasons, to: &reasons)
        Self.add(other.subjects, to: &subjects)
        Self.add(other.events, to: &events)
        durations.add(other.durations)
        estimates += other.estimates
    }

    fileprivate static func add(_ counts: [Int], to sums: inout [Int]) {
        for index in counts.indices { sums[index] += counts[index] }
    }

    /// Whether its parts have the shape of another's, so that they can be added.
    func fits(_ other: SimulationTally) -> Bool {
        looks.count == other.looks.count && rejections.map(\.count) == other.rejections.map(\.count)
            && reasons.count == other.reasons.count && subjects.count == other.subjects.count
            && events.count == other.events.count && durations.isSound && doses.count == other.doses.count
            && anyRejections.count == looks.count && allRejections.count == looks.count
            && zip(looks, rejections).allSatisfy { looks, rejections in
                looks.allSatisfy {
                    $0.claims.count == rejections.count && $0.stops.count == StopReason.allCases.count
                }
            }
    }
}

extension SimulationTally.Look {
    fileprivate mutating func add(_ other: Self) {
        reached += other.reached
        subjects += other.subjects
        events += other.events
        SimulationTally.add(other.stops, to: &stops)
        SimulationTally.add(other.claims, to: &claims)
    }
}

/// The sums of one block of virtual trials that are no whole numbers; added block after block they are the same however the
/// blocks were shared out.
public struct BlockSums: Sendable, Hashable, Codable {
    /// Which block.
    public let block: Int
    /// Σ duration and Σ duration².
    public internal(set) var duration = 0.0, durationSquare = 0.0
    /// Σ estimate and Σ estimate².
    public internal(set) var estimate = 0.0, estimateSquare = 0.0
    /// By rule and look, Σ of the time of the look.
    public internal(set) var lookTimes: [[Double]]

    init(block: Int, monitors: Int) {
        self.block = block
        lookTimes = [[Double]](repeating: [], count: monitors)
    }

    mutating func reach(_ monitor: Int, _ look: Int, at time: Double) {
        while lookTimes[monitor].count <= look { lookTimes[monitor].append(0) }
        lookTimes[monitor][look] += time
    }

    mutating func add(_ other: BlockSums) {
        duration += other.duration
        durationSquare += other.durationSquare
        estimate += other.estimate
        estimateSquare += other.estimateSquare
        for monitor in other.lookTimes.indices {
            for (look, time) in other.lookTimes[monitor].enumerated() { reach(monitor, look, at: time) }
        }
    }
}
