import TrialAnalysis
import TrialStatistics

/// The effect over windows of a marker as JSON.
struct WindowJSON: Encodable, Sendable {
    let marker: String
    let size: Int
    let overlap: Int
    let measure: String
    let missing: Int
    let overall: Effect
    let windows: [Window]
    let test: Nullable<Test>

    init(_ analysis: SlidingWindowAnalysis) {
        marker = analysis.plan.marker
        size = analysis.plan.size
        overlap = analysis.plan.overlap
        measure = analysis.plan.measure.name
        missing = analysis.missing
        overall = Effect(analysis.pattern.overall)
        windows = analysis.pattern.windows.windows.indices.map { Window(analysis, $0) }
        test = Nullable(analysis.test.map(Test.init))
    }

    struct Effect: Encodable, Sendable {
        let hazardRatio: SubgroupJSON.Effect
        let difference: Nullable<Double>
        let differenceLower: Nullable<Double>
        let differenceUpper: Nullable<Double>

        init(_ effect: SlidingWindowEffects.Effect) {
            hazardRatio = SubgroupJSON.Effect(effect.hazardRatio)
            difference = Nullable(effect.difference)
            differenceLower = Nullable(effect.limits.lower)
            differenceUpper = Nullable(effect.limits.upper)
        }
    }

    struct Window: Encodable, Sendable {
        let lower: Double
        let upper: Double
        let median: Double
        let n: Int
        let events: Int
        let groups: [Group]
        let effect: Effect
        let distance: Nullable<Double>

        struct Group: Encodable, Sendable {
            let group: String
            let n: Int
            let events: Int
        }

        init(_ analysis: SlidingWindowAnalysis, _ index: Int) {
            let window = analysis.pattern.windows.windows[index]
            let found = analysis.pattern.effects[index]
            lower = window.range.lowerBound
            upper = window.range.upperBound
            median = window.median
            n = found.hazardRatio.groups.reduce(0) { $0 + $1.count }
            events = found.hazardRatio.groups.reduce(0) { $0 + $1.eventCount }
            groups = found.hazardRatio.groups.map { Group(group: $0.name, n: $0.count, events: $0.eventCount) }
            effect = Effect(found)
            distance = Nullable(analysis.test?.distances[index])
        }
    }

    struct Test: Encodable, Sendable {
        let statistic: Double
        let permutations: Int
        let exceedances: Int
        let p: Double
        let pLower: Nullable<Double>
        let pUpper: Nullable<Double>
        let seed: UInt64

        init(_ test: WindowPermutationTest) {
            statistic = test.statistic
            permutations = test.permutations
            exceedances = test.exceedances
            p = test.pValue
            pLower = Nullable(test.monteCarloLimits.lower)
            pUpper = Nullable(test.monteCarloLimits.upper)
            seed = test.seed
        }
    }
}
