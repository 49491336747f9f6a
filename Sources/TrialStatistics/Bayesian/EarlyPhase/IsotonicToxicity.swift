/// Rates of toxicity by dose that do not fall as the dose rises, by the pooling of adjacent violators.
///
/// ```
/// p̂ⱼ = (xⱼ + 0.05)/(nⱼ + 0.1), weighted by the inverse variance of Beta(xⱼ + 0.05, nⱼ − xⱼ + 0.05)
/// ```
///
/// The dose that is found has the estimate closest to the target; of doses with the same estimate the highest if it is below the target, else the lowest.
///
/// ## References
/// Liu & Yuan, *J R Stat Soc C* 64 (2015) 507–523, section 3.3. R `BOIN::select.mtd`.
public struct IsotonicToxicity: Sendable, Hashable {
    /// The estimates by dose; nil where nobody was treated or the dose is out.
    public let rates: [Double?]

    /// The estimates of all doses below one.
    public init(_ record: DoseRecord, below end: Int) {
        var blocks: [(value: Double, weight: Double, doses: [Int])] = []
        for dose in 0..<min(end, record.doses) where record.treated[dose] > 0 {
            let (a, b) = (
                Double(record.toxicities[dose]) + 0.05, Double(record.treated[dose] - record.toxicities[dose]) + 0.05
            )
            let total = a + b
            blocks.append((a / total, total * total * (total + 1) / (a * b), [dose]))
            while blocks.count > 1, blocks[blocks.count - 2].value > blocks[blocks.count - 1].value {
                let (last, before) = (blocks.removeLast(), blocks.removeLast())
                let weight = before.weight + last.weight
                blocks.append(
                    (
                        (before.value * before.weight + last.value * last.weight) / weight, weight,
                        before.doses + last.doses
                    ))
            }
        }
        var rates = [Double?](repeating: nil, count: record.doses)
        for block in blocks { for dose in block.doses { rates[dose] = block.value } }
        self.rates = rates
    }

    /// The dose whose estimate is closest to the target; nil where there is none.
    public func closest(to target: Double) -> Int? {
        var best: (dose: Int, rate: Double)?
        for (dose, rate) in rates.enumerated() {
            guard let rate else { continue }
            guard let found = best else {
                best = (dose, rate)
                continue
            }
            let isCloser = abs(rate - target) < abs(found.rate - target)
            if isCloser || rate == found.rate && rate < target { best = (dose, rate) }
        }
        return best?.dose
    }
}
