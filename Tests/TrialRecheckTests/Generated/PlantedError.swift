import TrialNumerics

@testable import TrialRecheck

/// An error that is planted into a paper: one printed number, changed by more than its rounding can hide.
struct PlantedError {
    let index: Int
    let number: PublishedNumber

    /// A number of a paper and what is printed instead; `nil` where the number that was drawn can be changed unnoticed.
    init?(_ paper: GeneratedPaper, _ random: inout RandomStream) {
        let places = paper.numbers.indices.filter { !GeneratedPaper.layoutPlaces.contains(paper.numbers[$0].place) }
        index = places[random.integer(below: places.count)]
        let old = paper.numbers[index]
        // A mean, its SD, a size of group and a grade of events stand alone: several values fit what else is printed.
        guard old.quantity != "group size", !old.quantity.hasSuffix("mean"), !old.quantity.hasSuffix("SD"),
            !old.quantity.hasSuffix("grade >=3"),
            let value = old.value.decimal
        else { return nil }
        let share = 0.15 + 0.5 * random.uniform()
        let unit = 1 / Double(value.scale)
        let isUp = random.bernoulli(0.5) || value.value < 6 * unit
        let change = max(share * value.value, 5 * unit) * (isUp ? 1 : -1)
        if old.isChiSquare || old.isT {
            number = old.replacing(value: paper.text(max(0, value.value + 3 * abs(change)), value.decimals))
        } else if old.isCount {
            let count = max(0, value.value + (isUp ? 1 : -1) * (1 + (share * 8).rounded()))
            number = old.replacing(value: paper.text(count, 0), count: old.count == nil ? nil : paper.text(count, 0))
        } else {
            number = old.replacing(value: paper.text(value.value + change, value.decimals))
        }
    }
}

extension PublishedNumber {
    fileprivate func replacing(value text: String, count newCount: String? = nil) -> PublishedNumber {
        PublishedNumber(
            study: study, place: place, quantity: quantity, group: group, value: PrintedValue(text), unit: unit,
            lower: lower, upper: upper, level: level, p: p, count: newCount.map { PrintedValue($0) } ?? count,
            denominator: denominator, size: size)
    }
}
