import Foundation
import TrialNumerics
import TrialStatistics

@testable import TrialRecheck

/// What honest papers print in many ways: other populations, subgroups, times and analyses, missing data, parts within parts.
extension GeneratedPaper {
    /// The places whose numbers are of other subjects or rest on other counts than the first tables.
    static let layoutPlaces: Set<String> = [
        "Table 4 (safety population)", "Table S1 (per-protocol)", "Table 5 (subgroup: age >=65)",
        "Table 5 (subgroup: age <65)", "Table 6, week 12", "Table 6, week 24", "Results: interim analysis",
        "Results: final analysis", "Table 7", "Table 8 (evaluable)", "Table 9", "Table 10", "Discussion", "Table 11",
    ]

    mutating func addLayouts() {
        addPopulation("Table 4 (safety population)", sizes.map { max(10, $0 - 2 + random.integer(below: 4)) })
        addPopulation("Table S1 (per-protocol)", sizes.map { max(8, $0 - random.integer(below: $0 / 4 + 1)) })
        let elder = sizes.map { 5 + random.integer(below: $0 - 8) }
        addPopulation("Table 5 (subgroup: age >=65)", elder)
        addPopulation("Table 5 (subgroup: age <65)", zip(sizes, elder).map { $0 - $1 })
        addTimes()
        addAnalyses()
        addMissing()
        addNestedResponses()
        addOverlappingGrades()
        addCategories()
        addRanges()
        addDifferences()
        addOtherSubjects()
    }

    private mutating func share(_ place: String, _ quantity: String, _ group: String, _ count: Int, of whole: Int) {
        switch random.integer(below: 3) {
        case 0: add(place, quantity, group, String(count), "patients", of: whole)
        case 1: add(place, quantity, group, percent(count, whole, decimals), "%", count: count, of: whole)
        default: add(place, quantity, group, percent(count, whole, 1), "%", of: whole)
        }
    }

    /// The same rows of other subjects, with their own column heads.
    private mutating func addPopulation(_ place: String, _ wholes: [Int]) {
        for (group, whole) in zip(Self.groups, wholes) where whole > 3 {
            add(place, "group size", group, String(whole), "patients")
            let responders = random.integer(below: whole + 1)
            share(place, "ORR", group, responders, of: whole)
            share(place, "CR", group, random.integer(below: responders + 1), of: whole)
            let events = random.integer(below: whole + 1)
            share(place, "rash any grade", group, events, of: whole)
            share(place, "rash grade >=3", group, random.integer(below: events + 1), of: whole)
            share(place, "male", group, random.integer(below: whole + 1), of: whole)
            add(place, "median PFS", group, text(8 + 30 * random.uniform(), 1), "months")
        }
    }

    /// Means of those who were still there.
    private mutating func addTimes() {
        for week in [12, 24] {
            for (group, size) in zip(Self.groups, sizes) {
                let count = max(5, size - random.integer(below: size / 3))
                let values = (0..<count).map { _ in max(0, min(10, (4 + 2 * random.normal()).rounded())) }
                let mean = values.reduce(0, +) / Double(count)
                let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
                let place = "Table 6, week \(week)"
                add(place, "NRS mean", group, text(mean, decimals), "points", size: count)
                add(
                    place, "NRS SD", group, text((square / Double(count - 1)).squareRoot(), decimals), "points",
                    size: count)
                add(place, "NRS LS mean", group, text(mean + 0.3 * random.normal(), decimals), "points", size: size)
                share(place, "ORR", group, random.integer(below: count + 1), of: count)
            }
        }
    }

    /// Two looks at the same endpoints, with a p-value of a log-rank test or of one side.
    private mutating func addAnalyses() {
        for place in ["Results: interim analysis", "Results: final analysis"] {
            let beta = 0.4 * random.normal(), error = 0.1 + 0.4 * random.uniform()
            let logRank = beta / error * (1 + 0.04 * random.normal())
            let isOneSided = random.bernoulli(0.3)
            let p = TailProbability.twoSidedNormal(logRank)
            // Limits of a profile likelihood are a little longer on one side.
            let tilt = random.bernoulli(0.3) ? 0.04 * error : 0
            add(
                place, "PFS HR", "A vs B", text(exp(beta), 2), "HR",
                lower: text(exp(beta - 1.959964 * error - tilt), 2),
                upper: text(exp(beta + 1.959964 * error - tilt), 2), p: pText(isOneSided ? p / 2 : p))
            for group in Self.groups {
                let median = 10 + 40 * random.uniform()
                add(
                    place, "median PFS", group, text(median, 1), "months", lower: text(median * 0.7, 1),
                    upper: random.bernoulli(0.4) ? "NR" : text(median * 1.5, 1))
                add(
                    place, "median OS", group, random.bernoulli(0.5) ? "NR" : text(median * 2, 1), "months",
                    lower: text(median, 1), upper: "NE")
                let size = sizes[group == "A" ? 0 : 1]
                let s = 0.3 + 0.4 * random.uniform(), spread = 1.2 * ((1 / s - 1) / Double(size)).squareRoot()
                guard s * exp(1.959964 * spread) < 0.99 else { continue }
                add(
                    place, "3-year PFS", group, text(100 * s, 1), "%",
                    lower: text(100 * s * exp(-1.959964 * spread), 1),
                    upper: text(100 * s * exp(1.959964 * spread), 1), of: size)
            }
        }
    }

    /// Percentages of those of whom something is known, below a column head of all.
    private mutating func addMissing() {
        for (group, size) in zip(Self.groups, sizes) {
            let unknown = random.integer(below: size / 3)
            let high = random.integer(below: size - unknown + 1)
            add("Table 7", "group size", group, String(size), "patients")
            add("Table 7", "FISH high risk", group, percent(high, size - unknown, decimals), "%", count: high, of: size)
            add(
                "Table 7", "FISH standard risk", group, percent(size - unknown - high, size - unknown, decimals), "%",
                count: size - unknown - high, of: size)
            add("Table 7", "FISH unknown", group, String(unknown), "patients", count: unknown, of: size)
        }
    }

    /// Stringent complete responses within the complete ones, or beside them.
    private mutating func addNestedResponses() {
        let isWithin = random.bernoulli(0.5)
        for (group, size) in zip(Self.groups, sizes) {
            var left = size
            let counts = (0..<4).map { _ -> Int in
                let count = random.integer(below: left + 1)
                left -= count
                return count
            }
            share("Table 8 (evaluable)", "sCR", group, counts[0], of: size)
            share("Table 8 (evaluable)", "CR", group, isWithin ? counts[0] + counts[1] : counts[1], of: size)
            share("Table 8 (evaluable)", "CR or better", group, counts[0] + counts[1], of: size)
            share("Table 8 (evaluable)", "VGPR", group, counts[2], of: size)
            share("Table 8 (evaluable)", "PR", group, counts[3], of: size)
            share("Table 8 (evaluable)", "SD", group, left, of: size)
            add(
                "Table 8 (evaluable)", "ORR", group, percent(size - left, size, decimals), "%", count: size - left,
                of: size)
        }
    }

    /// Subjects counted in each grade that they had, and fatal events in the total alone.
    private mutating func addOverlappingGrades() {
        let isOverlapping = random.bernoulli(0.5)
        for event in ["fever", "cough", "pneumonia", "fatigue"] {
            for (group, size) in zip(Self.groups, sizes) {
                let mild = 1 + random.integer(below: size / 3), severe = 1 + random.integer(below: size / 4)
                let both = isOverlapping ? 1 + random.integer(below: min(mild, severe)) : 0
                let fatal = event == "pneumonia" && !isOverlapping ? random.integer(below: 2) : 0
                add("Table 9", "\(event) level 1-2", group, String(mild), "patients", of: size)
                add("Table 9", "\(event) level 3-4", group, String(severe), "patients", of: size)
                let total = mild + severe - min(both, mild, severe) + fatal
                add("Table 9", "\(event) total", group, percent(total, size, decimals), "%", count: total, of: size)
            }
        }
    }

    /// One p-value for all categories, beside the first of them.
    private mutating func addCategories() {
        var table: [[Int]] = []
        for size in sizes {
            let first = random.integer(below: size), second = random.integer(below: size - first)
            table.append([first, second, size - first - second])
        }
        guard let contingency = try? ContingencyTable(table), let p = PearsonTest(contingency).test?.pValue else {
            return
        }
        for (row, name) in ["ISS I", "ISS II", "ISS III"].enumerated() {
            for (column, group) in Self.groups.enumerated() {
                let count = table[column][row]
                add(
                    "Table 10", name, group, percent(count, sizes[column], 1), "%", p: row == 0 ? pText(p) : nil,
                    count: count, of: sizes[column])
            }
        }
    }

    /// Quartiles that a mean may miss, and words that are no ends of a range.
    private mutating func addRanges() {
        for (group, size) in zip(Self.groups, sizes) {
            let values = (0..<size).map { _ in exp(2 + 1.5 * random.normal()) }.sorted()
            func quantile(_ share: Double) -> String { text(values[Int(share * Double(size - 1))], 1) }
            add("Table 11", "LDH median", group, quantile(0.5), "U/L")
            add("Table 11", "LDH mean", group, text(values.reduce(0, +) / Double(size), 1), "U/L", size: size)
            add("Table 11", "LDH IQR lower", group, quantile(0.25), "U/L")
            add("Table 11", "LDH IQR upper", group, quantile(0.75), "U/L")
            add("Table 11", "LDH range min", group, quantile(0), "U/L")
            add("Table 11", "LDH range max", group, quantile(1), "U/L")
            for infection in [
                "lower respiratory infection", "upper respiratory infection", "rash, low dose", "rash, high dose",
            ] {
                share("Table 11", infection, group, random.integer(below: size + 1), of: size)
            }
        }
    }

    /// Differences of percentages, before or after rounding.
    private mutating func addDifferences() {
        let counts = sizes.map { random.integer(below: $0 + 1) }
        for (group, (count, size)) in zip(Self.groups, zip(counts, sizes)) {
            add("Discussion", "MRD-negative", group, percent(count, size, 1), "%", of: size)
        }
        let (a, b) = (100 * Double(counts[0]) / Double(sizes[0]), 100 * Double(counts[1]) / Double(sizes[1]))
        let error = (a * (100 - a) / Double(sizes[0]) + b * (100 - b) / Double(sizes[1])).squareRoot()
        let p = error > 0 ? TailProbability.twoSidedNormal((a - b) / error) : 1
        add("Discussion", "MRD-negative difference", "A vs B", text(a - b, 1), "%")
        add("Discussion", "MRD-negative p-value", "A vs B", pText(p), "p")
    }

    /// A rate of those who could be assessed, by its old name in another place.
    private mutating func addOtherSubjects() {
        for (group, size) in zip(Self.groups, sizes) {
            let assessed = max(3, size - 1 - random.integer(below: size / 4 + 1))
            add(
                "Discussion", "ORR", group, percent(random.integer(below: assessed + 1), assessed, 1), "%", of: assessed
            )
            add(
                "Discussion", "dose delays among cycles", group, percent(random.integer(below: 4 * size), 4 * size, 1),
                "%", of: 4 * size)
        }
    }
}
