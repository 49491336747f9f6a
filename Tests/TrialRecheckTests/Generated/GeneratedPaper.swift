import Foundation
import TrialNumerics
import TrialStatistics

@testable import TrialRecheck

/// A paper of a trial that never was, whose numbers are all true; or all but one.
///
/// Subjects are drawn, tests computed by the formulas of the textbooks, and numbers printed with the decimals and the rounding of the paper.
struct GeneratedPaper {
    /// How a paper makes its digits.
    enum Rounding: Int, CaseIterable { case halfUp, halfEven, cutOff }

    private(set) var numbers: [PublishedNumber] = []
    var random: RandomStream
    let rounding: Rounding
    let decimals: Int
    let sizes: [Int]
    static let groups = ["A", "B"]

    init(_ replicate: Int) {
        random = RandomStream(seed: 2021, purpose: "published papers", replicate: UInt64(replicate))
        rounding = Rounding.allCases[random.integer(below: 3)]
        decimals = 1 + random.integer(below: 2)
        sizes = [15 + random.integer(below: 300), 15 + random.integer(below: 300)]
        addSizes()
        addSex()
        addMeans("age", unit: "years", scale: nil)
        addMeans("NRS", unit: "points", scale: 10)
        for event in ["anemia", "nausea", "rash"] { addEvent(event) }
        addResponse()
        addSurvival()
        addLayouts()
    }

    /// The paper, with one number replaced.
    func paper(replacing index: Int? = nil, by number: PublishedNumber? = nil) -> PublishedPaper {
        var all = numbers
        if let index, let number { all[index] = number }
        return PublishedPaper(study: "generated", numbers: all)
    }
}

extension GeneratedPaper {
    mutating func add(
        _ place: String, _ quantity: String, _ group: String, _ value: String, _ unit: String, lower: String? = nil,
        upper: String? = nil, p: String? = nil, count: Int? = nil, of whole: Int? = nil, size: Int? = nil
    ) {
        numbers.append(
            PublishedNumber(
                study: "generated", place: place, quantity: quantity, group: group, value: PrintedValue(value),
                unit: unit,
                lower: lower.map { PrintedValue($0) }, upper: upper.map { PrintedValue($0) },
                p: p.map { PrintedValue($0) }, count: count.map { PrintedValue(String($0)) },
                denominator: whole.map { PrintedValue(String($0)) }, size: size.map { PrintedValue(String($0)) }))
    }

    /// A fraction in whole numbers, printed.
    func percent(_ count: Int, _ whole: Int, _ decimals: Int) -> String {
        let scaled = count * 100 * PrintedDecimal.power(decimals)
        var (digits, rest) = scaled.quotientAndRemainder(dividingBy: whole)
        if rounding != .cutOff {
            if 2 * rest > whole || 2 * rest == whole && (rounding == .halfUp || !digits.isMultiple(of: 2)) {
                digits += 1
            }
        }
        rest = digits % PrintedDecimal.power(decimals)
        let tail = String(rest)
        return decimals == 0
            ? String(digits)
            : "\(digits / PrintedDecimal.power(decimals)).\(String(repeating: "0", count: decimals - tail.count))\(tail)"
    }

    /// A number, printed.
    func text(_ x: Double, _ decimals: Int) -> String {
        let scaled = abs(x) * Double(PrintedDecimal.power(decimals))
        // A product such as 4.6 · 100 may fall short of the whole number by the last bit.
        let digits = Int(rounding == .cutOff ? (scaled * (1 + 1e-12)).rounded(.down) : scaled.rounded())
        let whole = PrintedDecimal.power(decimals)
        let tail = String(digits % whole)
        let number =
            decimals == 0
            ? String(digits) : "\(digits / whole).\(String(repeating: "0", count: decimals - tail.count))\(tail)"
        return (x < 0 && digits > 0 ? "-" : "") + number
    }

    func pText(_ p: Double) -> String { p < 0.001 ? "<0.001" : text(p, 3) }

    private mutating func addSizes() {
        add("Abstract", "randomised", "all", String(sizes[0] + sizes[1]), "patients")
        for (group, size) in zip(Self.groups, sizes) { add("Abstract", "group size", group, String(size), "patients") }
    }

    private mutating func addSex() {
        var men: [Int] = []
        for (group, size) in zip(Self.groups, sizes) {
            let count = 1 + random.integer(below: size - 1)
            men.append(count)
            add("Table 1", "male", group, percent(count, size, decimals), "%", count: count, of: size)
            add("Table 1", "female", group, percent(size - count, size, decimals), "%", count: size - count, of: size)
        }
        addTest("gender", "Table 1", men)
    }

    /// χ², with or without Yates' correction, or Fisher's test.
    private mutating func addTest(_ item: String, _ place: String, _ counts: [Int]) {
        let (a, b, m, n) = (Double(counts[0]), Double(counts[1]), Double(sizes[0]), Double(sizes[1]))
        let (total, events) = (m + n, a + b)
        guard events > 0, events < total else { return }
        let determinant = abs(a * (n - b) - b * (m - a))
        let isCorrected = random.bernoulli(0.3)
        let size = isCorrected ? max(0, determinant - min(total / 2, determinant)) : determinant
        let statistic = total * size * size / (m * n * events * (total - events))
        let p = erfc((statistic / 2).squareRoot())
        add(place, "\(item) chi-square", "A vs B", text(statistic, 3), "chi2", p: pText(p))
    }

    private mutating func addMeans(_ item: String, unit: String, scale: Int?) {
        var summaries: [(mean: Double, sd: Double, n: Double)] = []
        let center = scale == nil ? 55 + 10 * random.uniform() : 3 + 4 * random.uniform()
        for (group, size) in zip(Self.groups, sizes) {
            let values = (0..<size).map { _ -> Double in
                let x = center + (scale == nil ? 9 : 1.8) * random.normal()
                return scale.map { max(0, min(Double($0), x.rounded())) } ?? x
            }
            let mean = values.reduce(0, +) / Double(size)
            let sd = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(size - 1)).squareRoot()
            summaries.append((mean, sd, Double(size)))
            add("Table 1", "\(item) mean", group, text(mean, decimals), unit, size: size)
            add("Table 1", "\(item) SD", group, text(sd, decimals), unit, size: size)
        }
        let (x, y) = (summaries[0], summaries[1])
        let isPooled = random.bernoulli(0.5)
        let (u, v) = (x.sd * x.sd / x.n, y.sd * y.sd / y.n)
        let pooled = ((x.n - 1) * x.sd * x.sd + (y.n - 1) * y.sd * y.sd) / (x.n + y.n - 2)
        let error = (isPooled ? pooled * (1 / x.n + 1 / y.n) : u + v).squareRoot()
        let degrees = isPooled ? x.n + y.n - 2 : (u + v) * (u + v) / (u * u / (x.n - 1) + v * v / (y.n - 1))
        let t = abs(x.mean - y.mean) / error
        add("Table 1", "\(item) t", "A vs B", text(t, 3), "t", p: pText(TailProbability.twoSidedT(t, degrees)))
    }

    private mutating func addEvent(_ item: String) {
        var totals: [Int] = []
        let high = random.bernoulli(0.5) ? "3-4" : "3-5"
        for (group, size) in zip(Self.groups, sizes) {
            let mild = random.integer(below: size / 2), severe = random.integer(below: size / 3)
            totals.append(mild + severe)
            add("Table 3", "\(item) level 1-2", group, String(mild), "patients", count: mild, of: size)
            add("Table 3", "\(item) level \(high)", group, String(severe), "patients", count: severe, of: size)
            add(
                "Table 3", "\(item) total", group, percent(mild + severe, size, decimals), "%", count: mild + severe,
                of: size)
            add("Results", "\(item) any grade", group, percent(mild + severe, size, 1), "%", of: size)
            add("Results", "\(item) grade >=3", group, percent(severe, size, 1), "%", of: size)
        }
        addTest(item, "Table 3", totals)
    }

    private mutating func addResponse() {
        for (group, size) in zip(Self.groups, sizes) {
            var left = size
            let counts = (0..<3).map { _ -> Int in
                let count = random.integer(below: left / 2 + 1)
                left -= count
                return count
            }
            for (name, count) in zip(["CR", "VGPR", "PR"], counts) {
                add("Table 2", name, group, String(count), "patients", count: count, of: size)
            }
            let sum = counts.reduce(0, +)
            guard let proportion = try? Proportion(sum, of: size) else { continue }
            let limits = random.bernoulli(0.5) ? proportion.wilson() : proportion.clopperPearson()
            add(
                "Table 2", "ORR", group, percent(sum, size, decimals), "%", lower: text(100 * (limits.lower ?? 0), 1),
                upper: text(100 * (limits.upper ?? 1), 1), of: size)
            add("Abstract", "ORR", group, percent(sum, size, 1), "%", of: size)
        }
    }

    private mutating func addSurvival() {
        let deaths = sizes.map { 5 + random.integer(below: $0 - 9) }
        for (group, (size, died)) in zip(Self.groups, zip(sizes, deaths)) {
            add("Results", "deaths", group, percent(died, size, 0), "%", count: died, of: size)
            let s = 0.2 + 0.6 * random.uniform()
            let error = ((1 / s - 1) / Double(size)).squareRoot() * (1 + 0.5 * random.uniform())
            let limits: [Double]
            if random.bernoulli(0.5) {
                limits = [s * exp(-1.959964 * error), s * exp(1.959964 * error)]
            } else {
                let scaled = error / abs(log(s))
                limits = [1, -1].map { exp(-exp(log(-log(s)) + $0 * 1.959964 * scaled)) }
            }
            guard limits[1] < 0.99 else { continue }
            add(
                "Results", "5-year OS", group, text(100 * s, 1), "%", lower: text(100 * limits[0], 1),
                upper: text(100 * limits[1], 1), size: size)
        }
        let beta = 0.6 * random.normal()
        let error = (1 / Double(deaths[0]) + 1 / Double(deaths[1])).squareRoot()
        let ratio = exp(beta), lower = exp(beta - 1.959964 * error), upper = exp(beta + 1.959964 * error)
        let p = TailProbability.twoSidedNormal(beta / error)
        for place in ["Results", "Abstract"] {
            add(
                place, "OS HR", "A vs B", text(ratio, 3), "HR", lower: text(lower, 3), upper: text(upper, 3),
                p: pText(p))
        }
    }
}
