/// The two functions that variates need, from arithmetic and square roots alone.
///
/// IEEE 754 fixes those to the last bit; it does not fix `log`, which differs between platforms, and with it would differ
/// the simulated trials. Both are good to a few units in the last place.
enum PortableMath {
    /// log x, x > 0 and normal.
    ///
    /// x = 2ᵉm with √½ ≤ m < √2, and log m = 2 artanh s = 2(s + s³/3 + s⁵/5 + …), s = (m − 1)/(m + 1).
    static func logarithm(_ x: Double) -> Double {
        var m = x.significand
        var e = Double(x.exponent)
        if m >= 1.414_213_562_373_095 {
            m /= 2
            e += 1
        }
        let s = (m - 1) / (m + 1)
        let t = s * s
        let far = 1.0 / 13 + t * (1.0 / 15 + t * (1.0 / 17 + t * (1.0 / 19 + t / 21)))
        let series = 1.0 / 3 + t * (1.0 / 5 + t * (1.0 / 7 + t * (1.0 / 9 + t * (1.0 / 11 + t * far))))
        // 2s stands apart from the small rest, and the high part of log 2 times e is exact.
        return e * logTwoHigh + (2 * s + (2 * s * t * series + e * logTwoLow))
    }

    /// The logarithms of four numbers, each to the bit what ``logarithm(_:)`` gives.
    @inline(__always)
    static func logarithms(_ x: SIMD4<Double>) -> SIMD4<Double> {
        let bits = unsafeBitCast(x, to: SIMD4<UInt64>.self)
        var m = unsafeBitCast((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000, to: SIMD4<Double>.self)
        let biased = unsafeBitCast((bits &>> 52) | 0x4330_0000_0000_0000, to: SIMD4<Double>.self)
        // An integer below 2⁵² in the lowest bits of 2⁵² + n, less 2⁵² and the bias.
        var e = biased - (0x1p52 + 1023)
        let isLarge = m .>= 1.414_213_562_373_095
        m.replace(with: m / 2, where: isLarge)
        e.replace(with: e + 1, where: isLarge)
        let s = (m - 1) / (m + 1)
        let t = s * s
        // In steps, as one expression of vectors takes the compiler long.
        var series = SIMD4(repeating: 1.0 / 19) + t / 21
        for divisor in [17.0, 15, 13, 11, 9, 7, 5, 3] { series = 1.0 / divisor + t * series }
        let rest = 2 * s * t * series
        return e * logTwoHigh + (2 * s + (rest + e * logTwoLow))
    }

    /// Φ⁻¹(p), 0 < p < 1.
    ///
    /// Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37 (1988), PPND16,
    /// with the coefficients printed there.
    static func normalQuantile(_ p: Double) -> Double {
        let q = p - 0.5
        if abs(q) <= 0.425 { return q * ratio(0.180625 - q * q, centralTop, centralBottom) }
        let r = (-logarithm(q < 0 ? p : 1 - p)).squareRoot()
        let z = r <= 5 ? ratio(r - 1.6, middleTop, middleBottom) : ratio(r - 5, farTop, farBottom)
        return q < 0 ? -z : z
    }

    /// Highest power first.
    private typealias Polynomial = SIMD8<Double>

    /// The ratio of two polynomials at x, by Horner's rule.
    private static func ratio(_ x: Double, _ top: Polynomial, _ bottom: Polynomial) -> Double {
        var (a, b) = (top[0], bottom[0])
        for k in 1..<8 {
            a = a * x + top[k]
            b = b * x + bottom[k]
        }
        return a / b
    }

    private static let logTwoHigh = 0x1.62e42feep-1
    private static let logTwoLow = 0x1.a39ef35793c76p-33

    private static let centralTop = Polynomial(
        2.509_080_928_730_122_672_7e3, 3.343_057_558_358_812_810_5e4, 6.726_577_092_700_870_085_3e4,
        4.592_195_393_154_987_145_7e4, 1.373_169_376_550_946_112_5e4, 1.971_590_950_306_551_442_7e3,
        1.331_416_678_917_843_774_5e2, 3.387_132_872_796_366_608_0)
    private static let centralBottom = Polynomial(
        5.226_495_278_852_854_561_0e3, 2.872_908_573_572_194_267_4e4, 3.930_789_580_009_271_061_0e4,
        2.121_379_430_158_659_586_7e4, 5.394_196_021_424_751_107_7e3, 6.871_870_074_920_579_083_0e2,
        4.231_333_070_160_091_125_2e1, 1)
    private static let middleTop = Polynomial(
        7.745_450_142_783_414_076_40e-4, 2.272_384_498_926_918_458_33e-2, 2.417_807_251_774_506_117_70e-1,
        1.270_458_252_452_368_382_58, 3.647_848_324_763_204_605_04, 5.769_497_221_460_691_405_50,
        4.630_337_846_156_545_295_90, 1.423_437_110_749_683_577_34)
    private static let middleBottom = Polynomial(
        1.050_750_071_644_416_843_24e-9, 5.475_938_084_995_344_946_00e-4, 1.519_866_656_361_645_719_66e-2,
        1.481_039_764_274_800_745_90e-1, 6.897_673_349_851_000_045_50e-1, 1.676_384_830_183_803_849_40,
        2.053_191_626_637_758_821_87, 1)
    private static let farTop = Polynomial(
        2.010_334_399_292_288_132_65e-7, 2.711_555_568_743_487_578_15e-5, 1.242_660_947_388_078_438_60e-3,
        2.653_218_952_657_612_309_30e-2, 2.965_605_718_285_048_912_30e-1, 1.784_826_539_917_291_335_80,
        5.463_784_911_164_114_369_90, 6.657_904_643_501_103_777_20)
    private static let farBottom = Polynomial(
        2.044_263_103_389_939_785_64e-15, 1.421_511_758_316_445_888_70e-7, 1.846_318_317_510_054_681_80e-5,
        7.868_691_311_456_132_591_00e-4, 1.487_536_129_085_061_485_25e-2, 1.369_298_809_227_358_053_10e-1,
        5.998_322_065_558_879_376_90e-1, 1)
}
