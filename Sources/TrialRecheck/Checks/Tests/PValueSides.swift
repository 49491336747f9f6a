/// On which side of the usual limit of 5 % p-values lie.
enum PValueSides {
    /// Whether a printed p-value lies wholly on one side of 0.05 and all that may be right on the other.
    static func differ(_ printed: Interval, _ right: [Interval], limit: Double = 0.05) -> Bool {
        guard !right.isEmpty else { return false }
        let isPrintedBelow = printed.upper <= limit.nextUp, isPrintedAbove = printed.lower >= limit.nextDown
        return isPrintedBelow && right.allSatisfy { $0.lower > limit }
            || isPrintedAbove && right.allSatisfy { $0.upper < limit }
    }
}

extension Interval {
    /// The two-sided p-values of tests whose z is within a quarter and 0.3 of those of these p-values.
    var ofNearTests: Interval {
        let z = [upper, lower].map { TailProbability.z(min(1, max($0, 1e-300))) }
        return Interval(max(0, 0.75 * z[0] - 0.3), 1.25 * z[1] + 0.3).monotone(TailProbability.twoSidedNormal)
    }

    /// The p-values on one side that go with those on two: half of them, and the rest where the effect is the other way.
    var oneSided: [Interval] { [Interval(lower / 2, upper / 2), Interval(1 - upper / 2, 1 - lower / 2)] }
}

/// One way to come by a p-value.
struct PValueRoute {
    /// The method's name.
    let name: String
    /// The p-values it may give.
    let values: Interval
    /// Whether it is a usual one; one-sided and rare ones are weak readings.
    var isUsual = true

    /// Looks for the routes to a printed p-value and reports where there is none.
    ///
    /// - Parameters:
    ///   - value: the p-value as printed.
    ///   - routes: the ways to it, the plainest first.
    ///   - index: the number that it stands beside.
    ///   - others: the numbers that it rests on.
    ///   - what: what is tested, such as "12/40 against 8/40".
    static func judge(
        _ value: PrintedValue, _ routes: [PValueRoute], at index: Int, with others: [Int], _ what: String,
        suffix: String = "", _ log: inout CheckLog
    ) {
        guard let printed = value.set(from: 0), let rounded = value.set(upTo: .rounded, from: 0),
            let plain = routes.first
        else { return }
        if routes.contains(where: { $0.isUsual && $0.values.meets(rounded) }) { return }
        let shown = value.asEquation
        let weak =
            Reading.allCases.dropFirst().first { reading in
                guard let set = value.set(upTo: reading, from: 0) else { return false }
                return routes.contains { $0.isUsual && $0.values.meets(set) }
            }?.words ?? routes.first { $0.values.meets(printed) }.map { "it is \($0.name)" }
        if let weak {
            log.report(
                .remark, .wording, at: index, with: others, printed: shown, recomputed: plain.values, reading: weak,
                "\(plain.name.capitalisedFirst) of \(what) gives \(NumberShown.equation(plain.values)); \(shown) is printed, which is right if \(weak)."
            )
            return
        }
        let usual = routes.filter(\.isUsual)
        let rest = usual.dropFirst().prefix(3).map { "\($0.name): \(NumberShown.equation($0.values))" }
        let also = rest.isEmpty ? "" : " (\(rest.joined(separator: ", ")))"
        log.report(
            nil, PValueSides.differ(printed, usual.map(\.values)) ? .conclusion : .number, at: index, with: others,
            printed: shown, recomputed: plain.values,
            "\(plain.name.capitalisedFirst) of \(what) gives \(NumberShown.equation(plain.values))\(also); printed is \(shown).\(suffix)"
        )
    }
}

extension String {
    /// The text with its first letter as a capital.
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
