/// Every sample of every kind of figure.
enum Samples {
    static func all() throws -> [(name: String, svg: String)] {
        try ForestSamples.all().map { ($0.name, $0.figure.svg) }
            + KaplanMeierSamples.all().map { ($0.name, $0.figure.svg) } + ComparisonSamples.all() + BalanceSamples.all()
            + CoxCheckSamples.schoenfeld().map { ($0.name, $0.figure.svg) }
            + CoxCheckSamples.logLog().map { ($0.name, $0.figure.svg) }
            + CurveSamples.all().map { ($0.name, $0.figure.svg) }
            + ForecastSamples.all().map { ($0.name, $0.figure.svg) } + StoppingBoundarySamples.all()
            + TotalTimeSamples.all() + BoundarySamples.all() + AllocationSamples.all()
            + SlidingWindowSamples.all().map { ($0.name, $0.figure.svg) }
            + OperatingCharacteristicsSamples.all().map { ($0.name, $0.figure.svg) } + DoseCalendarSamples.all()
            + DispositionSamples.all()
    }
}
