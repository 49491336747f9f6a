/// The p-value printed beside a statistic is the tail of its distribution.
enum StatisticPValueCheck: RecheckCheck {
    static let id = "p-of-statistic"
    static let question = "Is the p-value that of the statistic beside it?"
    static let reference = "Nuijten MB et al. Behav Res Methods 2016;48:1205–1226 (statcheck)"
    static let worst = Finding.Kind.contradiction

    static func examine(_ paper: PaperFacts, _ log: inout CheckLog) {
        for (index, number) in paper.numbers.enumerated() where number.isChiSquare || number.isT {
            guard let p = number.p, p.set(from: 0) != nil, let widest = number.value.set()?.magnitude,
                let plain = number.value.set(upTo: .rounded)?.magnitude, log.begins([index])
            else { continue }
            let routes = number.isT ? studentRoutes(paper, index, plain) : chiSquareRoutes(paper, index, plain)
            let wide = number.isT ? studentRoutes(paper, index, widest) : chiSquareRoutes(paper, index, widest)
            guard let printed = p.set(from: 0) else { continue }
            if routes.contains(where: { $0.isUsual && $0.values.meets(printed) }) {
                PValueRoute.judge(p, routes, at: index, with: [], statistic(number), &log)
            } else if wide.contains(where: { $0.isUsual && $0.values.meets(printed) }) {
                let words = "digits of the statistic were cut off, or zeros added"
                log.report(
                    .remark, .wording, at: index, printed: p.asEquation, recomputed: routes[0].values,
                    reading: words,
                    "\(statistic(number)) gives \(NumberShown.equation(routes[0].values)); \(p.asEquation) is printed, which is right if \(words)."
                )
            } else {
                PValueRoute.judge(p, routes, at: index, with: [], statistic(number), &log)
            }
        }
    }

    private static func statistic(_ number: PublishedNumber) -> String {
        "\(number.isT ? "t" : "χ²") = \(number.value.text)"
    }

    private static func chiSquareRoutes(_ paper: PaperFacts, _ index: Int, _ x: Interval) -> [PValueRoute] {
        func route(_ degrees: Int, isUsual: Bool) -> PValueRoute {
            let values = x.monotone { TailProbability.chiSquare($0, degrees) }
            return PValueRoute(name: "the χ² distribution with \(degrees) d.f.", values: values, isUsual: isUsual)
        }
        let known = paper.relations(.countsTest).first { $0.one(0) == index && $0.doubt == nil }
            .flatMap { ComparedCounts(paper, $0) }?.degreesOfFreedom
        let first = known ?? 1
        let half = x.monotone { TailProbability.chiSquare($0, 1) / 2 }
        return [route(first, isUsual: true)] + (1...8).filter { $0 != first }.map { route($0, isUsual: known == nil) }
            + [PValueRoute(name: "one side of the χ² distribution", values: half, isUsual: false)]
    }

    private static func studentRoutes(_ paper: PaperFacts, _ index: Int, _ t: Interval) -> [PValueRoute] {
        let degrees = degreesOfFreedom(paper, index)
        let values = MeansBox.p(t, degrees.known)
        let welch = MeansBox.p(t, degrees.least...degrees.known.upperBound)
        return [
            PValueRoute(name: "Student's distribution", values: values),
            PValueRoute(name: "Welch's test", values: welch),
            PValueRoute(
                name: "one side of Student's distribution", values: Interval(values.lower / 2, values.upper / 2),
                isUsual: false),
        ]
    }

    /// The degrees of freedom: of the pooled test, and the fewest that Welch's can have.
    private static func degreesOfFreedom(_ paper: PaperFacts, _ index: Int) -> (
        known: ClosedRange<Double>, least: Double
    ) {
        if let relation = paper.relations(.meansTest).first(where: { $0.one(0) == index }) {
            let sizes = relation.members.dropFirst().compactMap { paper.numbers[$0[0]].size?.decimal?.whole }.map(
                Double.init)
            if sizes.count == 2, let least = sizes.min(), least > 1 {
                let all = sizes[0] + sizes[1] - 2
                return (all...all, least - 1)
            }
        }
        if let size = paper.numbers[index].size?.decimal?.whole, size > 1 {
            return (Double(size - 1)...Double(size - 1), Double(size - 1))
        }
        return (1...1e9, 1)
    }
}
