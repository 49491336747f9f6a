/// When virtual patients enter: a rate that may change in steps, and how they are spaced.
///
/// With Λ(t) the patients expected by time t, the i-th enters at Λ⁻¹(sᵢ):
///
/// ```
/// even      sᵢ = i
/// uniform   sᵢ = the i-th of n uniform numbers in (0, n), in order
/// Poisson   sᵢ = E₁ + … + Eᵢ,   E ~ Exp(1)
/// ```
///
/// ```swift
/// let ramp = try AccrualPattern(starts: [0, 3, 6], rates: [1, 2, 4], arrivals: .poisson)
/// ```
public struct AccrualPattern: Sendable, Hashable, Codable {
    /// How patients are spaced.
    public enum Arrivals: String, Sendable, Hashable, Codable, CaseIterable {
        /// At fixed intervals.
        case even
        /// At random over a fixed time.
        case uniform
        /// As a Poisson process, so that the time is random too.
        case poisson
    }

    /// Where each rate starts; the first at 0.
    public let starts: [Double]
    /// The patients in a unit of time from there on.
    public let rates: [Double]
    /// How they are spaced.
    public let arrivals: Arrivals

    /// A rate in steps.
    ///
    /// - Throws: ``StatisticsError`` for starts that do not increase from 0, a negative rate, or a last rate of 0.
    public init(starts: [Double] = [0], rates: [Double], arrivals: Arrivals = .poisson) throws(StatisticsError) {
        guard starts.count == rates.count, !rates.isEmpty else {
            throw StatisticsError(
                .lengthMismatch, argument: "rates",
                "rates has \(rates.count) elements; expected \(max(1, starts.count)), one for each start")
        }
        for (index, start) in starts.enumerated() {
            guard index == 0 ? start == 0 : start.isFinite && start > starts[index - 1] else {
                throw .invalid(
                    "starts", index, start, expected: index == 0 ? "0" : "a finite number above the one before")
            }
        }
        if let index = rates.firstIndex(where: { !($0.isFinite && $0 >= 0) }) {
            throw .invalid("rates", index, rates[index], expected: "a finite number ≥ 0")
        }
        guard let last = rates.last, last > 0 else {
            throw .invalid("rates", rates.count - 1, 0, expected: "a number > 0, so that accrual ends")
        }
        self.starts = starts
        self.rates = rates
        self.arrivals = arrivals
    }

    /// Turns sᵢ, ascending, into the times of entry, in place.
    func place(_ positions: inout [Double]) {
        guard rates.count > 1 else {
            for index in positions.indices { positions[index] /= rates[0] }
            return
        }
        var (piece, before) = (0, 0.0)
        for index in positions.indices {
            while piece + 1 < rates.count {
                let next = before + rates[piece] * (starts[piece + 1] - starts[piece])
                guard positions[index] > next else { break }
                before = next
                piece += 1
            }
            positions[index] = starts[piece] + (positions[index] - before) / rates[piece]
        }
    }
}
