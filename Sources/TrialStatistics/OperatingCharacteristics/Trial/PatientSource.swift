import TrialNumerics

/// Draws the patients of virtual trials under one truth.
///
/// Every patient has numbers of its own, addressed by seed, replicate and patient, and each number has one use: the same
/// patients meet every truth, every design and every accrual, which makes comparisons between them sharper.
///
/// | block | 0 | 1 | 2 | 3 |
/// |---|---|---|---|---|
/// | 0 | event | drop-out | arrival | toxicity and its time |
/// | 1 | death before progression | death after it | response | stratum |
struct PatientSource {
    private let conduct: TrialConduct
    private let truth: TrialTruth
    private let blocks: RandomBlocks
    private let seed: UInt64
    private let needs: MonitorNeeds
    private let times: ArmTimes
    /// The stratum of a patient is the first whose bound is above its number.
    private let stratumBounds: [Double]
    private let needsSecondBlock: Bool
    private var words: [UInt64]
    /// Exponential variates: event, drop-out, arrival, death before and after progression.
    private var draws: [Double]
    private var positions: [Double]
    private var calendar: TrialCalendar

    init(conduct: TrialConduct, truth: TrialTruth, needs: MonitorNeeds, seed: UInt64) {
        self.conduct = conduct
        self.truth = truth
        self.needs = needs
        self.seed = seed
        blocks = RandomBlocks(seed: seed, purpose: "virtual patients")
        times = ArmTimes(truth.arms)
        let total = truth.strata.reduce(0) { $0 + $1.share }
        var sum = 0.0
        stratumBounds = truth.strata.map {
            sum += $0.share / total
            return sum
        }
        needsSecondBlock =
            truth.hasDeaths || truth.strata.count > 1 || truth.arms.contains { $0.response > 0 }
        // One patient more than the trial has: uniform arrivals need the arrival after the last.
        let count = conduct.subjects + 1
        words = [UInt64](repeating: 0, count: 2 * RandomBlocks.width * count)
        draws = [Double](repeating: 0, count: 5 * count)
        positions = [Double](repeating: 0, count: conduct.subjects)
        calendar = TrialCalendar(conduct)
    }

    /// Makes `trial` the trial of a replicate.
    mutating func fill(_ trial: inout VirtualTrial, replicate: Int) {
        draw(UInt64(replicate))
        if truth.strata.count > 1 { assignStrata(&trial) }
        if conduct.allocation.count > 1 { allocate(&trial, replicate: UInt64(replicate)) }
        if needs.toxicities || needs.responses { evaluate(&trial) }
        if needs.doses { expectDoses(&trial) }
        enter(&trial)
        if conduct.pauseAfterCohortOf != nil { calendar.pause(&trial) }
        calendar.evaluate(&trial)
        for index in trial.entries.indices { follow(index, in: &trial) }
        arrange(&trial)
    }

    private mutating func draw(_ replicate: UInt64) {
        let count = conduct.subjects + 1
        let (blocks, second, hasDeaths, isEven) = (
            blocks, needsSecondBlock, truth.hasDeaths, conduct.accrual.arrivals == .even
        )
        words.withUnsafeMutableBufferPointer { words in
            draws.withUnsafeMutableBufferPointer { draws in
                guard let words = words.baseAddress, let draws = draws.baseAddress else { return }
                let next = words + RandomBlocks.width * count
                blocks.fill(words, count: count, replicate: replicate, block: 0)
                if second { blocks.fill(next, count: count, replicate: replicate, block: 1) }
                RandomBlocks.exponentials(words, into: draws, count: (isEven ? 2 : 3) * count)
                if hasDeaths { RandomBlocks.exponentials(next, into: draws + 3 * count, count: 2 * count) }
            }
        }
    }

    private func word(_ block: Int, _ lane: Int, _ index: Int) -> UInt64 {
        words[(block * RandomBlocks.width + lane) * (conduct.subjects + 1) + index]
    }

    private func exponential(_ lane: Int, _ index: Int) -> Double { draws[lane * (conduct.subjects + 1) + index] }

    private func assignStrata(_ trial: inout VirtualTrial) {
        for index in trial.strata.indices {
            let number = RandomBlocks.uniform(of: word(1, 3, index))
            let stratum = stratumBounds.firstIndex { number < $0 } ?? stratumBounds.count - 1
            trial.strata[index] = Int32(stratum)
        }
    }

    /// Permuted blocks within strata, from a stream of the replicate.
    private func allocate(_ trial: inout VirtualTrial, replicate: UInt64) {
        var stream = RandomStream(seed: seed, purpose: "virtual allocation", replicate: replicate)
        let arms = conduct.allocation.count
        var left = [Int](repeating: 0, count: arms * truth.strata.count)
        var inBlock = [Int](repeating: 0, count: truth.strata.count)
        for index in trial.arms.indices {
            let stratum = Int(trial.strata[index])
            if inBlock[stratum] == 0 {
                for arm in 0..<arms {
                    left[stratum * arms + arm] = conduct.allocation[arm] * conduct.ratiosPerBlock
                    inBlock[stratum] += left[stratum * arms + arm]
                }
            }
            var place = stream.integer(below: inBlock[stratum])
            var arm = 0
            while place >= left[stratum * arms + arm] {
                place -= left[stratum * arms + arm]
                arm += 1
            }
            left[stratum * arms + arm] -= 1
            inBlock[stratum] -= 1
            trial.arms[index] = Int32(arm)
        }
    }

    private mutating func enter(_ trial: inout VirtualTrial) {
        let count = conduct.subjects
        switch conduct.accrual.arrivals {
        case .even: for index in 0..<count { positions[index] = Double(index + 1) }
        case .poisson, .uniform:
            var sum = 0.0
            for index in 0..<count {
                sum += exponential(2, index)
                positions[index] = sum
            }
            guard conduct.accrual.arrivals == .uniform else { break }
            let scale = Double(count) / (sum + exponential(2, count))
            for index in 0..<count { positions[index] *= scale }
        }
        conduct.accrual.place(&positions)
        for index in 0..<count { trial.entries[index] = positions[index] }
    }

    /// Who has a toxicity, after which time, and who a response.
    private mutating func evaluate(_ trial: inout VirtualTrial) {
        for index in 0..<conduct.subjects {
            let arm = truth.arms[Int(trial.arms[index])]
            var delay = needs.toxicities ? conduct.toxicityWindow : 0
            if needs.toxicities {
                let number = toxicityNumber(index, arm)
                let happens = number < arm.toxicity
                trial.toxicities[index + 1] = trial.toxicities[index] + (happens ? 1 : 0)
                // Given that it happens, the number over its probability is uniform: it serves as the time too.
                if happens { delay *= number / arm.toxicity }
            }
            if needs.responses {
                let responds = arm.response > 0 && RandomBlocks.uniform(of: word(1, 2, index)) < arm.response
                trial.responses[index + 1] = trial.responses[index] + (responds ? 1 : 0)
                delay = max(delay, conduct.responseDelay)
            }
            calendar.delays[index] = delay
        }
    }

    /// Numbers that say which doses are toxic to a patient; all are followed for the whole window.
    private mutating func expectDoses(_ trial: inout VirtualTrial) {
        for index in 0..<conduct.subjects {
            trial.doses.numbers[index] = toxicityNumber(index, truth.arms[0])
            calendar.delays[index] = max(
                conduct.toxicityWindow, needs.responses ? conduct.responseDelay : 0)
        }
    }

    private func toxicityNumber(_ index: Int, _ arm: ArmTruth) -> Double {
        let own = RandomBlocks.uniform(of: word(0, 3, index))
        let correlation = arm.toxicityCorrelation
        guard correlation != 0 else { return own }
        // A large uniform number of the event is an early event.
        let event = RandomBlocks.normalQuantile(RandomBlocks.uniform(of: word(0, 0, index)))
        let noise = RandomBlocks.normalQuantile(own)
        return Normal.standard.lowerTail(
            at: (1 - correlation * correlation).squareRoot() * noise - correlation * event)
    }

    /// What becomes known of a patient's event and death.
    private func follow(_ index: Int, in trial: inout VirtualTrial) {
        let arm = Int(trial.arms[index])
        let ratio = truth.strata[Int(trial.strata[index])].hazardRatio
        let event = times.event[arm].time(exponential(0, index) / ratio)
        let dropOut = times.dropOut[arm].time(exponential(1, index))
        guard truth.hasDeaths else {
            trial.observe(progression: event, death: .infinity, dropOut: dropOut, index, conduct)
            return
        }
        let death = times.death[arm].time(exponential(3, index) / ratio)
        let later = event + times.deathAfterProgression[arm].time(exponential(4, index) / ratio)
        let end = event < death ? later : death
        trial.observe(
            progression: event < death ? event : .infinity, death: end, dropOut: dropOut, index, conduct)
        trial.observe(death: end, dropOut: dropOut, index)
    }

    private func arrange(_ trial: inout VirtualTrial) {
        trial.end = calendar.end(of: trial)
        trial.first.arrange(
            end: trial.end, wantsDates: needs.dates.contains(.first),
            wantsOrder: needs.order.contains(.first))
        guard truth.hasDeaths else { return }
        trial.death.arrange(
            end: trial.end, wantsDates: needs.dates.contains(.death),
            wantsOrder: needs.order.contains(.death))
    }
}

/// The times of each arm, laid out so that exponential ones cost a division.
private struct ArmTimes {
    struct Sampler {
        /// The constant hazard, 0 for events that never happen; below 0 where the hazard is not constant.
        let hazard: Double
        let kind: EventTimeModel.Kind

        init(_ model: EventTimeModel) {
            kind = model.kind
            switch kind {
            case .never: hazard = 0
            case .exponential(let constant): hazard = constant
            default: hazard = -1
            }
        }

        /// The time at a cumulative hazard above 0; ∞ where it is never reached.
        @inline(__always)
        func time(_ cumulative: Double) -> Double {
            hazard >= 0 ? cumulative / hazard : kind.time(atCumulativeHazard: cumulative)
        }
    }

    let event: [Sampler]
    let dropOut: [Sampler]
    let death: [Sampler]
    let deathAfterProgression: [Sampler]

    init(_ arms: [ArmTruth]) {
        event = arms.map { Sampler($0.event) }
        dropOut = arms.map { Sampler($0.dropOut) }
        death = arms.map { Sampler($0.death ?? .never) }
        deathAfterProgression = arms.map { Sampler($0.deathAfterProgression) }
    }
}
