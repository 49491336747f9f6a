/// Adds weighted outer products of vectors, Σ c·v·vᵀ, to the lower triangle of a matrix, four vectors at a time.
///
/// Vectors are stored as pairs of numbers, the last pair padded with 0; the matrix has that even number of columns.
/// Gathering four makes each load and store of the matrix serve four products.
struct RankUpdate: ~Copyable {
    private let pairs: Int
    /// The matrix, then the four vectors that wait to be added.
    private let matrix: UnsafeMutablePointer<SIMD2<Double>>
    private let pending: UnsafeMutablePointer<SIMD2<Double>>
    private var factors = SIMD4<Double>.zero
    private var pendingCount = 0

    /// A zero matrix for vectors of `pairs` pairs.
    init(pairs: Int) {
        self.pairs = pairs
        matrix = .allocate(capacity: 2 * pairs * pairs + 4 * pairs)
        matrix.initialize(repeating: .zero, count: 2 * pairs * pairs + 4 * pairs)
        pending = matrix + 2 * pairs * pairs
    }

    deinit { matrix.deallocate() }

    mutating func reset() {
        for index in 0..<2 * pairs * pairs { matrix[index] = .zero }
        pendingCount = 0
    }

    /// The whole matrix where vectors are one pair.
    var onlyBlock: (SIMD2<Double>, SIMD2<Double>) {
        get { (matrix[0], matrix[1]) }
        nonmutating set { (matrix[0], matrix[1]) = newValue }
    }

    /// Adds factor · vector · vectorᵀ.
    @inline(__always)
    mutating func add(_ vector: UnsafePointer<SIMD2<Double>>, factor: Double) {
        if pairs == 1 {
            let scaled = factor * vector[0]
            matrix[0] += scaled.x * vector[0]
            matrix[1] += scaled.y * vector[0]
            return
        }
        let place = pending + pendingCount * pairs
        for pair in 0..<pairs { place[pair] = vector[pair] }
        factors[pendingCount] = factor
        pendingCount += 1
        if pendingCount == 4 { flush() }
    }

    /// Brings the matrix up to date.
    private mutating func flush() {
        guard pendingCount > 0 else { return }
        for slot in pendingCount..<4 { factors[slot] = 0 }
        pendingCount = 0
        let (v0, v1, v2, v3) = (pending, pending + pairs, pending + 2 * pairs, pending + 3 * pairs)
        for block in 0..<pairs {
            let (a0, a1) = (factors[0] * v0[block], factors[1] * v1[block])
            let (a2, a3) = (factors[2] * v2[block], factors[3] * v3[block])
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
