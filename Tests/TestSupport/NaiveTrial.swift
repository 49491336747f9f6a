import Foundation

/// Virtual trials written anew, patient by patient and look by look, without any of the simulator's shortcuts: its own Philox,
/// the platform's logarithm, everything at a look computed from the patients.
public struct NaiveTrial: Sendable {
    /// One patient with all that will happen.
    public struct Patient: Sendable {
        /// When the patient enters.
        public var entry = 0.0
        /// The arm, from 0.
        public var arm = 0
        /// The stratum, from 0.
        public var stratum = 0
        /// Times from entry; ∞ for what never happens.
        public var progression = Double.infinity
        /// Death, from entry.
        public var death = Double.infinity
        /// Drop-out, from entry.
        public var dropOut = Double.infinity
        /// Whether a toxicity happens.
        public var hasToxicity = false
        /// The uniform number of its time.
        public var toxicityNumber = 0.0
    }

    /// What a naive trial is made of: exponential times by arm.
    public struct Plan: Sendable {
        /// The patients.
        public var subjects = 64
        /// Those who enter in a unit of time.
        public var rate = 2.0
        /// Whether they enter at random.
        public var isPoisson = true
        /// The allocation.
        public var ratio = [1]
        /// The hazards of the event by arm.
        public var eventHazards = [0.02]
        /// The hazards of drop-out by arm.
        public var dropOutHazards = [0.0]
        /// The hazards of death without progression by arm.
        public var deathHazards: [Double]?
        /// The hazards of death after progression by arm.
        public var laterDeathHazards = [0.0]
        /// The probabilities of a toxicity by arm.
        public var toxicity = [0.0]
        /// The strata: their shares and hazard ratios.
        public var strata: [(share: Double, ratio: Double)] = [(1, 1)]
        /// The time between visits.
        public var visitInterval: Double?

        /// A plan of one arm.
        public init() {}
    }

    /// What it is made of.
    public let plan: Plan
    /// The patients.
    public let patients: [Patient]

    /// The patients of a replicate.
    public init(_ plan: Plan, seed: UInt64, replicate: UInt64) {
        self.plan = plan
        func uniform(_ purpose: String, _ subject: Int, _ block: Int, _ lane: Int) -> Double {
            let words = Self.philox(
                counter: [UInt64(block), UInt64(subject), replicate, 0], key: [seed, Self.hash(purpose)])
            return max(Double(words[lane] >> 11) * 0x1p-53, 0x1p-54)
        }
        var left: [Int: [Int]] = [:]
        var (draws, sum) = (0, 0.0)
        patients = (0..<plan.subjects).map { index in
            var patient = Patient()
            let number = uniform("virtual patients", index, 1, 3)
            let total = plan.strata.reduce(0) { $0 + $1.share }
            var below = 0.0
            for (stratum, one) in plan.strata.enumerated().reversed() {
                below = plan.strata[...stratum].reduce(0) { $0 + $1.share } / total
                if number < below || one.share == 0 { patient.stratum = stratum }
            }
            if plan.ratio.count > 1 {
                var block = left[patient.stratum] ?? []
                if block.isEmpty { block = plan.ratio.enumerated().flatMap { [Int](repeating: $0, count: $1) } }
                let words = Self.philox(
                    counter: [UInt64(draws / 4), 0, replicate, 0], key: [seed, Self.hash("virtual allocation")])
                let place = words[draws % 4].multipliedFullWidth(by: UInt64(block.count)).high
                draws += 1
                patient.arm = block.remove(at: Int(place))
                left[patient.stratum] = block
            }
            sum += -log(uniform("virtual patients", index, 0, 2))
            patient.entry = (plan.isPoisson ? sum : Double(index + 1)) / plan.rate
            func time(_ hazard: Double, _ block: Int, _ lane: Int) -> Double {
                -log(uniform("virtual patients", index, block, lane)) / hazard
            }
            let ratio = plan.strata[patient.stratum].ratio
            patient.progression = time(plan.eventHazards[patient.arm] * ratio, 0, 0)
            patient.dropOut = time(plan.dropOutHazards[patient.arm], 0, 1)
            patient.toxicityNumber = uniform("virtual patients", index, 0, 3)
            patient.hasToxicity = patient.toxicityNumber < plan.toxicity[patient.arm]
            if let deaths = plan.deathHazards {
                let before = time(deaths[patient.arm] * ratio, 1, 0)
                let after = time(plan.laterDeathHazards[patient.arm] * ratio, 1, 1)
                patient.death = patient.progression < before ? patient.progression + after : before
                if before <= patient.progression { patient.progression = .infinity }
            }
            return patient
        }
    }

    /// What is known at a calendar time of those who entered: time at risk, event, arm, stratum.
    public struct Row: Sendable {
        /// The time at risk.
        public let time: Double
        /// Whether it ended with an event.
        public let isEvent: Bool
        /// The arm and the stratum.
        public let arm: Int32, stratum: Int32
    }

    /// The first endpoint (progression or death) or death, as known at a time.
    public func rows(at look: Double, deaths: Bool = false) -> [Row] {
        patients.filter { $0.entry <= look }.map { patient in
            let followUp = look - patient.entry
            let (time, isEvent) =
                deaths
                ? Self.exact(patient.death, patient.dropOut, followUp) : first(patient, followUp)
            return Row(time: time, isEvent: isEvent, arm: Int32(patient.arm), stratum: Int32(patient.stratum))
        }
    }

    private static func exact(_ event: Double, _ dropOut: Double, _ followUp: Double) -> (Double, Bool) {
        (min(event, dropOut, followUp), event <= dropOut && event <= followUp)
    }

    private func first(_ patient: Patient, _ followUp: Double) -> (Double, Bool) {
        guard let interval = plan.visitInterval else {
            return Self.exact(min(patient.progression, patient.death), patient.dropOut, followUp)
        }
        // Visits one after the other.
        var visit = 0.0
        let end = min(patient.dropOut, patient.death, followUp)
        while visit + interval <= end {
            visit += interval
            if patient.progression <= visit { return (visit, true) }
        }
        if patient.death <= min(patient.dropOut, followUp) { return (patient.death, true) }
        return (visit, false)
    }

    /// The stratified log-rank score (E − O of the first arm) and its variance at a time.
    public func logRank(at look: Double, deaths: Bool = false) -> (events: Int, score: Double, information: Double) {
        let rows = rows(at: look, deaths: deaths)
        let test = NaiveLogRank(
            times: rows.map(\.time), events: rows.map(\.isEvent), groups: rows.map(\.arm), groupCount: 2,
            strata: rows.map(\.stratum))
        return (rows.count(where: \.isEvent), test.expected[0] - test.observed[0], test.covariance[0])
    }

    /// The calendar times at which events become known, ascending.
    public func eventDates(deaths: Bool = false) -> [Double] {
        patients.compactMap { patient in
            let event = deaths ? patient.death : min(patient.progression, patient.death)
            guard event <= patient.dropOut, event.isFinite else { return nil }
            return patient.entry + event
        }.sorted()
    }

    private static func hash(_ name: String) -> UInt64 {
        name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    private static func philox(counter: [UInt64], key: [UInt64]) -> [UInt64] {
        var (x, k) = (counter, key)
        for _ in 0..<10 {
            let a = (0xD2E7_470E_E14C_6C93 as UInt64).multipliedFullWidth(by: x[0])
            let b = (0xCA5A_8263_9512_1157 as UInt64).multipliedFullWidth(by: x[2])
            x = [b.high ^ x[1] ^ k[0], b.low, a.high ^ x[3] ^ k[1], a.low]
            k = [k[0] &+ 0x9E37_79B9_7F4A_7C15, k[1] &+ 0xBB67_AE85_84CA_A73B]
        }
        return x
    }
}
