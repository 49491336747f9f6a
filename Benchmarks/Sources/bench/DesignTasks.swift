import TrialStatistics

/// Group sequential designs, as whole as rpact's call is: checks of the input, critical values, levels spent.
struct DesignTasks {
    /// The levels of the designs; all differ, so that nothing can be kept from one to the next.
    private static let levels = (0..<200).map { 0.02 + 0.01 * Double($0) / 199 }

    /// 50 rounds of 200 designs with three looks; the last critical values are the answer.
    static func threeLooks() throws -> Measurement {
        try Measurement(
            running: {
                var values: [Double?] = []
                for _ in 0..<50 {
                    values = try levels.map {
                        try GroupSequentialDesign(fractions: [0.5, 0.75, 1], alpha: $0).looks[2].upperZ
                    }
                }
                return values
            },
            answer: { $0 })
    }

    /// 25 rounds of 40 designs that spend β as well, binding, at the drift with power 0.9; the second futility values are the answer.
    static func betaSpending() throws -> Measurement {
        try Measurement(
            running: {
                var values: [Double?] = []
                for _ in 0..<25 {
                    values = try levels.prefix(40).map {
                        try GroupSequentialDesign(
                            fractions: [0.5, 0.75, 1], alpha: $0,
                            futility: FutilityRule(.spending(.hwangShihDeCani(gamma: -2)), isBinding: true), power: 0.9
                        ).looks[1].futilityZ
                    }
                }
                return values
            },
            answer: { $0 })
    }
}
