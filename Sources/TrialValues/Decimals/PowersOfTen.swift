/// The powers of ten that whole numbers and `Double` hold exactly.
package enum PowersOfTen {
    /// 10^0 … 10^18.
    package static let int64: [Int64] = {
        var powers: [Int64] = [1]
        for _ in 1...18 { powers.append((powers.last ?? 1) * 10) }
        return powers
    }()

    /// 10^18.
    package static let eighteenth: Int64 = 1_000_000_000_000_000_000

    /// 10^0 … 10^22.
    static let doubles: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
