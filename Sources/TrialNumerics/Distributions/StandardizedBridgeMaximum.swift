/// The largest absolute value of a Brownian bridge over a stretch, each point divided by its standard deviation.
///
/// ```
/// P(max |B(u)|/√(u(1 − u)) > c),   a ≤ u ≤ b
/// ```
///
/// On the clock ½ log(u/(1 − u)) this is a stationary Ornstein-Uhlenbeck process of length τ, so that only τ counts:
///
/// ```
/// τ = ½ log(b(1 − a)/(a(1 − b)))
/// P(max ≤ c) = Σⱼ exp(−λⱼτ) βⱼ²,   βⱼ = ∫ φ(x)^½ ψⱼ(x) dx
/// ```
///
/// where λⱼ and ψⱼ are the eigenvalues and functions of −d²/dx² + x²/4 − ½ between −c and c, zero at both ends, found in
/// the cosines cos(mπx/2c), m odd.
///
/// ```swift
/// StandardizedBridgeMaximum(from: 0.1, to: 0.9)?.upperQuantile(0.05)     // 3.0520
/// ```
///
/// ## Edge cases
/// A stretch that begins at 0 or ends at 1 has no finite maximum, hence none here. τ = 0 is one normal variable.
///
/// ## Validated against
/// Nair's table, an independent computation in SciPy (`Validation/Python/bridge-maxima.json`). To 1e-8 in c.
///
/// ## References
/// Nair, *Technometrics* 26 (1984) 265–275. DeLong, *Commun Statist A* 10 (1981) 2197–2213. Klein & Moeschberger 2003,
/// Table C.3.
package struct StandardizedBridgeMaximum: Sendable, Hashable {
    /// τ.
    package let length: Double

    /// The process of length τ ≥ 0.
    package init?(length: Double) {
        guard length >= 0, length.isFinite else { return nil }
        self.length = length
    }

    /// The stretch from a to b.
    package init?(from: Double, to: Double) {
        guard from > 0, to < 1, from <= to else { return nil }
        self.init(length: 0.5 * (logarithm(to / from) + logarithm((1 - from) / (1 - to))))
    }

    /// P(max > c).
    package func upperTail(at c: Double) -> Double {
        guard c > 0 else { return 1 }
        guard length > 0 else { return 2 * Normal.standard.upperTail(at: c) }
        guard let motion = ConfinedMotion(c: c, terms: terms) else { return 1 }
        return min(1, max(0, 1 - motion.stays(for: length)))
    }

    /// The c that is exceeded with probability q; nil unless 0 < q < 1.
    package func upperQuantile(_ q: Double) -> Double? {
        guard q > 0, q < 1, let normal = Normal.standard.upperQuantile(q / 2) else { return nil }
        guard length > 0 else { return normal }
        var most = normal + 1
        while upperTail(at: most) > q, most < 40 { most += 1 }
        return try? BrentRoot(of: { upperTail(at: $0) - q }, in: (normal * 0.9999)...most, tolerance: 1e-12).value
    }

    /// The cosines: the shorter the process, the more eigenfunctions have not yet died away.
    private var terms: Int { Int(min(max(60, 12 / length.squareRoot()), 240)) }
}

/// The Ornstein-Uhlenbeck process between −c and c: how fast its modes leave, and how much of each it begins with.
private struct ConfinedMotion {
    let rates: [Double]
    let shares: [Double]

    init?(c: Double, terms: Int) {
        let waves = (0..<terms).map { (2 * Double($0) + 1) * .pi / (2 * c) }
        var energy = [Double](repeating: 0, count: terms * terms)
        for row in 0..<terms {
            for column in 0...row {
                let square = 0.5 * (Self.square(row - column, c) + Self.square(row + column + 1, c)) / c
                let own = row == column ? waves[row] * waves[row] - 0.5 : 0
                energy[row * terms + column] = own + square / 4
            }
        }
        let matrix = SymmetricMatrix(order: terms, lowerTriangleOf: energy)
        guard let system = try? SymmetricEigensystem(matrix) else { return nil }
        let start = waves.map { Self.overlap($0, c) }
        rates = system.values
        shares = system.vectors.map { vector in
            let overlap = zip(vector, start).reduce(0) { $0 + $1.0 * $1.1 }
            return overlap * overlap
        }
    }

    func stays(for length: Double) -> Double {
        zip(rates, shares).reduce(0) { $0 + exponential(-$1.0 * length) * $1.1 }
    }

    /// ∫ x² cos(jπx/c) dx between −c and c.
    private static func square(_ j: Int, _ c: Double) -> Double {
        guard j != 0 else { return 2 * c * c * c / 3 }
        let wave = Double(j) * .pi / c
        return (j.isMultiple(of: 2) ? 4 : -4) * c / (wave * wave)
    }

    /// ∫ φ(x)^½ cos(wx) dx / √c between −c and c.
    private static func overlap(_ wave: Double, _ c: Double) -> Double {
        let pieces = max(4, Int((wave * c / 6).rounded(.up)))
        let root = AdaptiveQuadrature(
            of: { exponential(-0.25 * $0 * $0) * cosine(wave * $0) }, in: 0...c, tolerance: 1e-14, pieces: pieces
        ).value
        return 2 * root * 0.631_618_777_746_065_2 / c.squareRoot()
    }
}
