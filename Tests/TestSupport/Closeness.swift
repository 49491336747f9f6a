import Foundation

/// The distance of two numbers in units of `1 + |expected|`: relative for large numbers, absolute for small ones.
public func relativeError(_ value: Double, _ expected: Double) -> Double {
    value == expected ? 0 : abs(value - expected) / max(abs(expected), 1e-300)
}

/// Whether `value` agrees with `expected` to the given relative tolerance, or to the absolute one near zero.
public func isClose(_ value: Double, _ expected: Double, relative: Double, absolute: Double = 0) -> Bool {
    value == expected || abs(value - expected) <= max(absolute, relative * abs(expected))
}

/// Whether both are absent, or both present and close.
public func isClose(_ value: Double?, _ expected: Double?, relative: Double, absolute: Double = 0) -> Bool {
    switch (value, expected) {
    case (nil, nil): true
    case (let value?, let expected?): isClose(value, expected, relative: relative, absolute: absolute)
    default: false
    }
}
