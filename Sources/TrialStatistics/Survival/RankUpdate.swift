/// Adds weighted outer products of vectors, Σ c·v·vᵀ, to the lower triangle of a matrix, four vectors at a time.
///
/// Vectors are stored as pairs of numbers, the last pair padded with 0; the matrix has that even number of columns.
/// Gathering four makes each load and store of the matrix serve four products.
struct RankUpdate {
    private let pairs: Int
    private var matrix: [SIMD2<Double>]
    private var pending: [SIMD2<Double>]
    private var factors = SIMD4<Double>.zero
    private var pendingCount = 0

    /// A zero matrix for vectors of `pairs` pairs.
    init(pairs: Int) {
        self.pairs = pairs
        matrix = [SIMD2<Double>](repeating: .zero, count: 2 * pairs * pairs)
        pending = [SIMD2<Double>](repeating: .zero, count: 4 * pairs)
    }

    mutating func reset() {
        for index in matrix.indices { matrix[index] = .zero }
        pendingCount = 0
    }

    /// Adds factor · vector · vectorᵀ.
    @inline(__always)
    mutating func add(_ vector: UnsafePointer<SIMD2<Double>>, factor: Double) {
        let start = pendingCount * pairs
        pending.withUnsafeMutableBufferPointer { pending in
            for pair in 0..<pairs { pending[start + pair] = vector[pair] }
        }
        factors[pendingCount] = factor
        pendingCount += 1
        if pendingCount == 4 { flush() }
    }

    /// Brings the matrix up to date.
    private mutating func flush() {
        guard pendingCount > 0 else { return }
        for slot in pendingCount..<4 { factors[slot] = 0 }
        pendingCount = 0
        pending.withUnsafeBufferPointer { pending in
            matrix.withUnsafeMutableBufferPointer { matrix in
                guard let v = pending.baseAddress, let m = matrix.baseAddress else { return }
                Self.addFour(v, v + pairs, v + 2 * pairs, v + 3 * pairs, factors, to: m, pairs)
            }
        }
    }

    @inline(__always)
    static func addFour(
        _ v0: UnsafePointer<SIMD2<Double>>, _ v1: UnsafePointer<SIMD2<Double>>, _ v2: UnsafePointer<SIMD2<Double>>,
        _ v3: UnsafePointer<SIMD2<Double>>, _ factors: SIMD4<Double>, to matrix: UnsafeMutablePointer<SIMD2<Double>>,
        _ pairs: Int
    ) {
        for block in 0..<pairs {
            let (a0, a1, a2, a3) = (
                factors[0] * v0[block], factors[1] * v1[block], factors[2] * v2[block], factors[3] * v3[block]
            )
            let upper = matrix + 2 * block * pairs
            let lower = upper + pairs
            for column in 0...block {
                let (b0, b1, b2, b3) = (v0[column], v1[column], v2[column], v3[column])
                upper[column] += (a0.x * b0 + a1.x * b1) + (a2.x * b2 + a3.x * b3)
                lower[column] += (a0.y * b0 + a1.y * b1) + (a2.y * b2 + a3.y * b3)
            }
        }
    }

    /// Adds the lower triangle, times `sign`, to a matrix of `order` rows and columns.
    mutating func addLowerTriangle(to target: UnsafeMutableBufferPointer<Double>, order: Int, sign: Double) {
        flush()
        for row in 0..<order {
            for column in 0...row {
                target[row * order + column] += sign * matrix[row * pairs + column / 2][column % 2]
            }
        }
    }
}
