/// Where the quartiles of a sample lie, on which programs differ.
///
/// With the observations in order x₁ ≤ … ≤ xₙ and a share p:
public enum QuartileRule: String, Sendable, Hashable, CaseIterable {
    /// Between neighbours at 1 + (n − 1)p: R `quantile` by default (type 7), NumPy, Excel `QUARTILE.INC`.
    case linear
    /// At np rounded up, or the middle of both neighbours where np is whole: SAS by default (`PCTLDEF=5`, R type 2).
    case averaged
    /// Between neighbours at (n + 1)p: SPSS, Minitab, SAS `PCTLDEF=4` (R type 6).
    case expected

    /// The value below which a share p of a sample lies; `sorted` ascends and is not empty.
    func value(_ p: Double, of sorted: [Double]) -> Double {
        let n = Double(sorted.count)
        func at(_ place: Double) -> Double { sorted[min(max(Int(place), 1), sorted.count) - 1] }
        switch self {
        case .linear, .expected:
            let place = self == .linear ? 1 + (n - 1) * p : (n + 1) * p
            let below = place.rounded(.down)
            return at(below) + (place - below) * (at(below + 1) - at(below))
        case .averaged:
            let place = n * p
            return place == place.rounded() ? (at(place) + at(place + 1)) / 2 : at(place.rounded(.up))
        }
    }
}
