import Foundation
import TestSupport
import Testing

@testable import TrialNumerics

@Suite struct `BrentRoot ByHand` {
    @Test func `finds the roots of known functions to the last digits`() throws {
        #expect(isClose(try BrentRoot(of: { $0 * $0 - 2 }, in: 0...2).value, 2.0.squareRoot(), relative: 1e-15))
        #expect(isClose(try BrentRoot(of: { exp($0) - 10 }, in: -5...5).value, log(10), relative: 1e-15))
        #expect(
            isClose(try BrentRoot(of: { cos($0) - $0 }, in: 0...1).value, 0.739_085_133_215_160_64, relative: 1e-15))
    }

    @Test func `takes a root at either end and a step where there is no root`() throws {
        #expect(try BrentRoot(of: { $0 }, in: 0...1).value == 0)
        #expect(try BrentRoot(of: { $0 - 1 }, in: 0...1).value == 1)
        #expect(isClose(try BrentRoot(of: { $0 < 0.3 ? -1 : 1 }, in: 0...1).value, 0.3, relative: 1e-15))
    }

    @Test func `is quick on smooth functions and never slow on flat ones`() throws {
        #expect(try BrentRoot(of: { exp(-$0) - 0.01 }, in: 0...100).evaluations < 25)
        #expect(try BrentRoot(of: { pow($0 - 1, 9) }, in: -1...10).evaluations < 200)
        #expect(try BrentRoot(of: { pow($0, 3) - 1e-30 }, in: -1...1e10).evaluations < 400)
    }

    @Test func `stops at the tolerance`() throws {
        let root = try BrentRoot(of: { $0 * $0 - 2 }, in: 0...2, tolerance: 1e-3)
        #expect(abs(root.value - 2.0.squareRoot()) <= 1e-3)
    }

    @Test func `says why there is no answer`() {
        let same = #expect(throws: NumericsError.self) { try BrentRoot(of: { $0 * $0 + 1 }, in: 0...1) }
        #expect(same?.code == .noSignChange)
        #expect(
            same?.description == "bracket is 0.0...1.0, where the function is 1.0 and 2.0; expected different signs")
        let nan = #expect(throws: NumericsError.self) { try BrentRoot(of: { log($0) }, in: -1...2) }
        #expect(nan?.description.hasPrefix("function is not a number at -1.0") == true)
        let open = #expect(throws: NumericsError.self) { try BrentRoot(of: { $0 }, in: -1...Double.infinity) }
        #expect(open?.argument == "bracket")
    }
}
