import Foundation
import Testing

@testable import TrialStatistics

@Suite("Elementary functions · Property")
struct ElementaryTests {
    @Test func `exponentials in blocks are within two units in the last place, wherever they stand`() {
        var values: [Double] = [0, -0.0, 1, -1, 700, -700, 701, -745.2, 709.7, 1e-300, -1e-17, 0.34657359, -0.34657360]
        values += (0..<200_003).map { Double($0) * 0.00697 - 698.3 }
        var ours = values
        ours.withUnsafeMutableBufferPointer { buffer in
            if let base = buffer.baseAddress { Elementary.exponentiate(base, count: buffer.count) }
        }
        var worst = 0.0
        for (x, y) in zip(values, ours) {
            let expected = exp(x)
            worst = max(worst, abs(y - expected) / max(expected.ulp, .leastNonzeroMagnitude))
        }
        #expect(worst <= 2)
    }

    @Test func `numbers that are none stay none`() {
        var values = [Double.nan, .infinity, -.infinity, 1]
        values.withUnsafeMutableBufferPointer { buffer in
            if let base = buffer.baseAddress { Elementary.exponentiate(base, count: 4) }
        }
        #expect(values[0].isNaN && values[1] == .infinity && values[2] == 0)
        #expect(values[3] == exp(1))
    }

    @Test func `a sum of logarithms is that of the single ones`() {
        var sum = LogarithmSum()
        var expected = 0.0
        for step in 1...5000 {
            let x = Double(step) * 1e-3 * (step % 7 == 0 ? 1e200 : step % 11 == 0 ? 1e-200 : 1)
            let weight = step % 500 == 0 ? 2.5 : 1
            sum.add(x, weight: weight)
            expected += weight * log(x)
        }
        #expect(abs(sum.total - expected) <= 1e-12 * abs(expected))
    }
}
