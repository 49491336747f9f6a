#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Logarithms and powers for scales and printed numbers: this file is the one place that imports the platform's mathematics.
enum Logarithm {
    static func natural(_ value: Double) -> Double { log(value) }
    static func decimal(_ value: Double) -> Double { log10(value) }

    /// 10ⁿ, exact for n from 0 to 22.
    static func powerOfTen(_ exponent: Int) -> Double { pow(10, Double(exponent)) }
}

/// Sine and cosine, for places on a circle.
enum Angle {
    static func cosine(_ angle: Double) -> Double { cos(angle) }
    static func sine(_ angle: Double) -> Double { sin(angle) }
}
