/// A prior as the command line writes it: two parameters, two properties, or two quantiles.
///
/// `0.3,0.7` are parameters; `mean=0.3,size=1` two properties; `q0.5=0.3,q0.95=0.5` two quantiles.
enum PriorNotation {
    case parameters(Double, Double)
    /// The mean and another property by its name.
    case mean(Double, and: String, Double)
    case quantiles([(probability: Double, value: Double)])

    /// - Parameter properties: the names of what may stand beside the mean.
    init?(_ argument: String, properties: Set<String>) {
        if let list = NumberList(argument: argument) {
            guard list.numbers.count == 2 else { return nil }
            self = .parameters(list.numbers[0], list.numbers[1])
            return
        }
        let pairs = argument.split(separator: ",").map { $0.split(separator: "=").map(\.trimmingSpaces) }
        guard pairs.count == 2, pairs.allSatisfy({ $0.count == 2 }), let first = Double(pairs[0][1]),
            let second = Double(pairs[1][1])
        else { return nil }
        let (one, other) = (pairs[0][0], pairs[1][0])
        if one == "mean", properties.contains(other) {
            self = .mean(first, and: other, second)
            return
        }
        guard one.hasPrefix("q"), other.hasPrefix("q"), let p = Double(one.dropFirst()),
            let q = Double(other.dropFirst())
        else { return nil }
        self = .quantiles([(p, first), (q, second)])
    }
}
