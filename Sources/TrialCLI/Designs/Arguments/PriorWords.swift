/// A prior with two numbers as the command line gives it, before it is known of what.
///
/// `0.3,0.7` are two parameters; `mean=0.3,size=1` the mean and something beside it; `q0.5=0.3,q0.95=0.5` two quantiles.
enum PriorWords {
    case parameters(Double, Double)
    case mean(Double, beside: String, Double)
    case quantiles([(probability: Double, value: Double)])

    init?(_ argument: String) {
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
        if one == "mean" {
            self = .mean(first, beside: other, second)
        } else if one.hasPrefix("q"), other.hasPrefix("q"), let p = Double(one.dropFirst()),
            let q = Double(other.dropFirst())
        {
            self = .quantiles([(p, first), (q, second)])
        } else {
            return nil
        }
    }
}
