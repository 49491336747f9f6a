import Foundation
import TestSupport
import Testing

@testable import TrialNumerics

/// The portable functions against the platform's and Boost.Math's, which share no code with them.
@Suite struct `PortableMath Property` {
    @Test func `the logarithm is that of the platform`() {
        var stream = RandomStream(seed: 11, purpose: "logarithm")
        for _ in 0..<100_000 {
            let x = stream.uniform() * exp(600 * (stream.uniform() - 0.9))
            #expect(isClose(PortableMath.logarithm(x), log(x), relative: 4e-16))
        }
        for x in [1, 0.5, 0x1p-54, 1 - 0x1p-53, 1 + 0x1p-52, 1.414_213_562_373_095, 1.414_213_562_373_095_1] {
            #expect(isClose(PortableMath.logarithm(x), log(x), relative: 4e-16))
        }
    }

    @Test func `the normal quantile is that of the distribution`() throws {
        var stream = RandomStream(seed: 12, purpose: "quantile")
        for _ in 0..<100_000 {
            let p = stream.uniform() * exp(37 * (stream.uniform() - 1))
            let expected = try #require(Normal.standard.quantile(p))
            #expect(isClose(PortableMath.normalQuantile(p), expected, relative: 2e-15))
        }
        for p in [0.5, 0.075, 0.925, 1 - 0x1p-53, 0x1p-54] {
            let expected = try #require(Normal.standard.quantile(p))
            #expect(isClose(PortableMath.normalQuantile(p), expected, relative: 2e-15))
        }
    }
}

/// The edges of the uniform numbers and the position in a block.
@Suite struct `RandomStream ByHand` {
    @Test func `uniform numbers stay inside the open interval`() {
        #expect(RandomStream.uniform(of: 0) == 0x1p-54)
        #expect(RandomStream.uniform(of: 1 << 11) == 0x1p-53)
        #expect(RandomStream.uniform(of: .max) == 1 - 0x1p-53)
    }

    @Test func `a block gives its four words in order, then the next block`() {
        let philox = Philox(key: [8, RandomStream.Purpose("p").word])
        var stream = RandomStream(seed: 8, purpose: "p", replicate: 5, subject: 6)
        let drawn = (0..<8).map { _ in stream.next() }
        let (first, second) = (philox.block(at: [0, 6, 5, 0]), philox.block(at: [1, 6, 5, 0]))
        #expect(drawn == (0..<4).map { first[$0] } + (0..<4).map { second[$0] })
    }

    @Test func `a purpose is the FNV-1a hash of its name`() {
        #expect(RandomStream.Purpose("").word == 0xcbf2_9ce4_8422_2325)
        #expect(RandomStream.Purpose("a").word == 0xaf63_dc4c_8601_ec8c)
        #expect(RandomStream.Purpose("foobar").word == 0x8594_4171_f739_67e8)
    }
}
