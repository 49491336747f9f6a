#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The platform's elementary functions, under one name that clashes with none of the words of this room.
enum Elementary {
    @inline(__always) static func exponential(_ x: Double) -> Double { exp(x) }
    @inline(__always) static func exponentialLessOne(_ x: Double) -> Double { expm1(x) }
    @inline(__always) static func logarithm(_ x: Double) -> Double { log(x) }
    @inline(__always) static func logarithmOnePlus(_ x: Double) -> Double { log1p(x) }
    @inline(__always) static func arcsine(_ x: Double) -> Double { asin(x) }
    @inline(__always) static func sine(_ x: Double) -> Double { sin(x) }
    @inline(__always) static func power(_ x: Double, _ exponent: Double) -> Double { pow(x, exponent) }
}
