/// A natural cubic spline as covariates: a smooth curve of a number, straight outside the range of the data.
///
/// Between its boundary knots a ≤ x ≤ b the curve is cubic from knot to knot, with two continuous derivatives; its second
/// derivative is 0 at a and b, and beyond them it goes on as a line. The columns span all such curves that are 0 at a:
///
/// ```
/// N(x) = the last K + 1 elements of Qᵀ (B₂(x), …, B_{K+4}(x))ᵀ
/// ```
///
/// B are the cubic B-splines on a, the K inner knots and b; Q comes from Householder's QR of their second derivatives at a and b, so
/// that the other elements are what bends there. With one column it is a line.
///
/// ```swift
/// let spline = try NaturalSpline(of: age, degreesOfFreedom: 3)  // knots at the tertiles
/// spline.basis(at: 60)  // three numbers
/// ```
///
/// ## Edge cases
/// Too few different values for the knots to differ are an error.
///
/// ## Validated against
/// R `splines::ns`, its columns one by one, in and beyond the boundary knots (`Validation/R/natural-spline.json`).
///
/// ## References
/// de Boor, *A Practical Guide to Splines*, 1978, ch. IX–X. Hastie & Tibshirani, *Generalized Additive Models*, 1990, §2.
/// Durrleman & Simon, *Stat Med* 8 (1989) 551–561. R `splines::ns`; SAS `EFFECT … SPLINE(… / NATURALCUBIC)` has other columns and
/// the same curve.
public struct NaturalSpline: Sendable, Hashable {
    /// The knots between the boundary knots, ascending.
    public let knots: [Double]
    /// The boundary knots, beyond which the curve is straight.
    public let boundary: ClosedRange<Double>
    /// The number of columns.
    public var degreesOfFreedom: Int { knots.count + 1 }

    /// All knots, the boundary ones four times.
    private let sequence: [Double]
    /// Householder's two vectors, each with its square length.
    private let reflections: [Reflection]

    private struct Reflection: Hashable {
        /// u, with 1 or more in its first place that counts.
        let vector: [Double]
        /// ½ uᵀu.
        let half: Double

        func apply(to values: inout [Double]) {
            var part = 0.0
            for index in vector.indices { part += vector[index] * values[index] }
            part /= half
            for index in vector.indices { values[index] -= part * vector[index] }
        }
    }

    /// A spline with given knots.
    ///
    /// - Throws: ``StatisticsError`` where the knots do not ascend strictly within the boundary knots.
    public init(knots: [Double], boundary: ClosedRange<Double>) throws(StatisticsError) {
        let all = [boundary.lowerBound] + knots + [boundary.upperBound]
        for index in 1..<all.count where !(all[index] > all[index - 1] && all[index].isFinite) {
            throw StatisticsError(
                .invalidValue, argument: "knots",
                "the knots \(all) do not ascend strictly; take fewer degrees of freedom or give knots")
        }
        self.knots = knots
        self.boundary = boundary
        let sequence =
            [Double](repeating: boundary.lowerBound, count: 4) + knots
            + [Double](repeating: boundary.upperBound, count: 4)
        self.sequence = sequence
        let bends = [boundary.lowerBound, boundary.upperBound].map { end in
            BSpline(sequence).values(at: end, derivative: 2)
        }
        reflections = Self.reflections(bends)
    }

    /// A spline with its inner knots at equally spaced quantiles of some values, the boundary knots at their range.
    ///
    /// - Parameters:
    ///   - values: the numbers.
    ///   - degreesOfFreedom: the number of columns; one more than of inner knots.
    /// - Throws: ``StatisticsError`` where there are too few different values.
    public init(of values: [Double], degreesOfFreedom: Int) throws(StatisticsError) {
        guard degreesOfFreedom >= 1 else {
            throw StatisticsError(
                .invalidValue, argument: "degreesOfFreedom",
                "degreesOfFreedom is \(degreesOfFreedom); expected a number ≥ 1")
        }
        let sorted = values.sorted()
        guard let first = sorted.first, let last = sorted.last, first < last else {
            throw StatisticsError(.invalidValue, argument: "values", "values do not vary; a spline needs a range")
        }
        let knots = (1..<degreesOfFreedom).map { Self.quantile(Double($0) / Double(degreesOfFreedom), sorted) }
        try self.init(knots: knots, boundary: first...last)
    }

    /// Between order statistics, as R's `quantile` of type 7.
    private static func quantile(_ probability: Double, _ sorted: [Double]) -> Double {
        let place = Double(sorted.count - 1) * probability
        let low = Int(place)
        let high = min(low + 1, sorted.count - 1)
        return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
    }

    /// Householder's reflections of the columns of second derivatives, first and last.
    private static func reflections(_ columns: [[Double]]) -> [Reflection] {
        var columns = columns
        var reflections: [Reflection] = []
        for place in columns.indices {
            var vector = columns[place]
            for index in 0..<place { vector[index] = 0 }
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            vector[place] += vector[place] < 0 ? -length : length
            let reflection = Reflection(vector: vector, half: vector.reduce(0) { $0 + $1 * $1 } / 2)
            for index in columns.indices { reflection.apply(to: &columns[index]) }
            reflections.append(reflection)
        }
        return reflections
    }

    /// The columns of one number.
    public func basis(at x: Double) -> [Double] {
        let end = min(max(x, boundary.lowerBound), boundary.upperBound)
        let value = rotated(BSpline(sequence).values(at: end))
        guard x != end else { return value }
        let slope = rotated(BSpline(sequence).values(at: end, derivative: 1))
        return zip(value, slope).map { $0 + (x - end) * $1 }
    }

    /// The second derivatives of the columns at one number: 0 beyond the boundary knots, and a line between two knots.
    public func secondDerivatives(at x: Double) -> [Double] {
        guard boundary.contains(x) else { return [Double](repeating: 0, count: degreesOfFreedom) }
        return rotated(BSpline(sequence).values(at: x, derivative: 2))
    }

    /// The columns of many numbers, one array a column.
    public func columns(of values: [Double]) -> [[Double]] {
        var columns = [[Double]](repeating: [], count: degreesOfFreedom)
        for value in values {
            for (index, element) in basis(at: value).enumerated() { columns[index].append(element) }
        }
        return columns
    }

    private func rotated(_ values: [Double]) -> [Double] {
        var values = values
        for reflection in reflections { reflection.apply(to: &values) }
        return Array(values.dropFirst(2))
    }
}

/// The cubic B-splines on a sequence of knots, without the first.
private struct BSpline {
    let knots: [Double]

    init(_ knots: [Double]) { self.knots = knots }

    /// The values, or derivatives, of all but the first spline at a place within the knots.
    func values(at x: Double, derivative: Int = 0) -> [Double] {
        // The last interval that is none of length 0 holds its right end too.
        let last = knots.count - 5
        let interval = (3...last).last { knots[$0] <= x } ?? 3
        return (1..<knots.count - 4).map { spline($0, order: 4, x, interval, derivative) }
    }

    /// Cox and de Boor's recursion, of the spline or of a derivative.
    private func spline(_ index: Int, order: Int, _ x: Double, _ interval: Int, _ derivative: Int) -> Double {
        if order == 1 { return index == interval ? 1 : 0 }
        let left = knots[index + order - 1] - knots[index]
        let right = knots[index + order] - knots[index + 1]
        var sum = 0.0
        if left > 0 {
            let factor = derivative > 0 ? Double(order - 1) : x - knots[index]
            sum += factor / left * spline(index, order: order - 1, x, interval, max(0, derivative - 1))
        }
        if right > 0 {
            let factor = derivative > 0 ? -Double(order - 1) : knots[index + order] - x
            sum += factor / right * spline(index + 1, order: order - 1, x, interval, max(0, derivative - 1))
        }
        return sum
    }
}
