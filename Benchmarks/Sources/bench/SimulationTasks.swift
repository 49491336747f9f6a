import TrialStatistics

/// Virtual trials under the rule of NCT01718743: one arm, 64 patients, a look every six months.
struct SimulationTasks {
    /// 100,000 trials at the median of the standard; the stop probability, mean size and mean duration are the answer.
    static func oneArm(cores: Int) throws -> Measurement {
        let prior = try InverseGammaPrior(mean: 40, effectiveEvents: 2, of: .median)
        let monitor = try ExponentialMonitor(prior: prior, standard: .fixed(40, .median), gain: 12, stopBelow: 0.035)
        let rule = try TimeOnTestMonitor(monitor, name: "PFS", looks: .every(6), subjects: 64)
        var conduct = TrialConduct(subjects: 64, accrual: try AccrualPattern(rates: [2.2]))
        conduct.followUp = 60
        let truth = try TrialTruth(name: "40", value: 40, arms: [ArmTruth(event: try EventTimeModel(median: 40))])
        let simulation = try Simulation(
            try SimulatedTrial(conduct: conduct, monitors: [rule]), truths: [truth], replicates: 100_000, seed: 1)
        return try Measurement(
            running: { try simulation.characteristics(cores: cores)[0] },
            answer: { [$0.stop.estimate, $0.subjects.mean, $0.duration.mean] })
    }
}
