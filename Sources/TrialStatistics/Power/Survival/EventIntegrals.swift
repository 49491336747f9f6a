/// The probability that a subject has had the event some time after entry, with its integral and double integral, in closed form per piece.
///
/// ```
/// F(t) = ∫₀ᵗ λ(s) exp(−Λ(s) − Γ(s)) ds,   A₁(t) = ∫₀ᵗ F,   A₂(t) = ∫₀ᵗ A₁
/// ```
///
/// with the hazard λ of the event and γ of dropping out. On a piece with c = λ + γ, and x since its start,
///
/// ```
/// F = Fⱼ + λSⱼ x φ₁(cx),   A₁ = A₁ⱼ + Fⱼx + λSⱼ x² φ₂(cx),   A₂ = A₂ⱼ + A₁ⱼx + Fⱼx²/2 + λSⱼ x³ φ₃(cx)
/// φₖ(y) = Σₘ (−y)ᵐ/(m + k)!
/// ```
///
/// Accrual at a rate that is linear in time then needs A₁ and A₂ at its ends alone. A fixed follow-up is a last piece without hazards.
struct EventIntegrals: Sendable {
    private struct Piece {
        var start = 0.0, hazard = 0.0, total = 0.0
        var surviving = 1.0, events = 0.0, first = 0.0, second = 0.0
    }

    private let pieces: [Piece]

    /// - Parameter followUp: how long each subject is followed at most.
    init(hazard: PiecewiseConstant, dropout: PiecewiseConstant, followUp: Double? = nil) {
        var starts = Set(hazard.starts).union(dropout.starts)
        if let followUp { starts = starts.filter { $0 < followUp }.union([followUp]) }
        var pieces: [Piece] = []
        for start in starts.sorted() {
            var piece = Piece()
            if let last = pieces.last {
                let (f, a1, a2) = Self.values(last, start - last.start)
                piece.events = f
                piece.first = a1
                piece.second = a2
                piece.surviving = last.surviving * Elementary.exponential(-last.total * (start - last.start))
            }
            piece.start = start
            if followUp.map({ start < $0 }) ?? true {
                piece.hazard = hazard.value(at: start)
                piece.total = piece.hazard + dropout.value(at: start)
            }
            pieces.append(piece)
        }
        self.pieces = pieces
    }

    /// F, A₁ and A₂ at a time since entry.
    func values(at time: Double) -> (events: Double, first: Double, second: Double) {
        guard time > 0 else { return (0, 0, 0) }
        let piece = pieces[(pieces.firstIndex { $0.start >= time } ?? pieces.count) - 1]
        return Self.values(piece, time - piece.start)
    }

    /// ∫ a(u) F(τ − u) du over the accrual until τ.
    func events(_ accrual: PlannedAccrual, at calendar: Double) -> Double {
        accrual.pieces.reduce(0) { sum, piece in
            guard calendar > piece.start else { return sum }
            let end = min(piece.end, calendar)
            let slope = (piece.last - piece.first) / (piece.end - piece.start)
            let (long, short) = (values(at: calendar - piece.start), values(at: calendar - end))
            return sum + piece.rate(at: piece.start) * long.first - piece.rate(at: end) * short.first
                + slope * (long.second - short.second)
        }
    }

    private static func values(_ piece: Piece, _ x: Double) -> (Double, Double, Double) {
        let (y, weight) = (piece.total * x, piece.hazard * piece.surviving)
        return (
            piece.events + weight * x * phi(1, y),
            piece.first + piece.events * x + weight * x * x * phi(2, y),
            piece.second + piece.first * x + piece.events * x * x / 2 + weight * x * x * x * phi(3, y)
        )
    }

    /// φₖ for k from 1 to 3; the series where the closed form would cancel.
    static func phi(_ k: Int, _ y: Double) -> Double {
        if y < 1 {
            var term = k == 1 ? 1 : k == 2 ? 0.5 : 1.0 / 6
            var sum = 0.0
            var m = 0
            while abs(term) > 1e-18 {
                sum += term
                m += 1
                term *= -y / Double(m + k)
            }
            return sum
        }
        let one = -Elementary.exponentialLessOne(-y) / y
        if k == 1 { return one }
        let two = (1 - one) / y
        return k == 2 ? two : (0.5 - two) / y
    }
}
