extension PaperFacts {
    /// The sets of some numbers in one unit: counts where all are counts or shares of known denominators, else the
    /// numbers as printed. `nil` where they cannot be compared.
    func sets(_ indices: [Int]) -> [Interval]? {
        // Events are counted otherwise than subjects, who may have several.
        guard Set(indices.map { numbers[$0].unit == "events" }).count == 1 else { return nil }
        let counts = indices.map { count($0) }
        if counts.allSatisfy({ $0 != nil }) { return counts.compactMap(\.self) }
        let units = Set(indices.map { numbers[$0].unit })
        guard units.count == 1 else { return nil }
        let sets = indices.map { numbers[$0].value.set() }
        return sets.contains { $0 == nil } ? nil : sets.compactMap(\.self)
    }

    /// The counts that a number may stand for.
    func count(_ index: Int) -> Interval? {
        let number = numbers[index]
        guard number.isCount || number.isPercentage else { return nil }
        if number.isCount, number.count == nil, number.value.decimal?.whole == nil { return number.value.set(from: 0) }
        guard let possible = PossibleCounts(number), let first = possible.counts.first, let last = possible.counts.last
        else { return nil }
        return Interval(Double(first), Double(last))
    }

    /// The shares of subjects, in percent, that a number may stand for.
    func share(_ index: Int) -> Interval? {
        let number = numbers[index]
        if let count = count(index), let denominator = number.denominator?.decimal?.whole, denominator > 0 {
            return count / Interval(Double(denominator)) * Interval(100)
        }
        return number.isPercentage ? number.value.set(from: 0) : nil
    }

    /// How a sentence calls some numbers.
    func list(_ indices: [Int]) -> String {
        let shown = indices.prefix(8).map { short($0) }
        return shown.joined(separator: ", ") + (indices.count > 8 ? " …" : "")
    }

    /// "12" or "30 % (12)".
    func short(_ index: Int) -> String {
        let number = numbers[index]
        return number.isPercentage ? number.count.map { "\($0.text)" } ?? number.shown : number.shown
    }

    /// "CR in Table 2".
    func named(_ index: Int) -> String { "\(numbers[index].quantity) in \(numbers[index].place)" }
}
