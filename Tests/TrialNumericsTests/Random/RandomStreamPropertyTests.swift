import Testing

@testable import TrialNumerics

/// Statistics of fixed streams: each bound is one that a good generator passes with probability 0.999 or more.
@Suite struct `RandomStream Property` {
    @Test func `uniforms fill a thousand cells evenly`() throws {
        var stream = RandomStream(seed: 1, purpose: "cells")
        var counts = Array(repeating: 0, count: 1000)
        for _ in 0..<1_000_000 { counts[Int(stream.uniform() * 1000)] += 1 }
        #expect((0.001...0.999).contains(try evenness(counts)))
    }

    @Test func `neighbouring subjects and replicates are unrelated`() {
        // The correlation of first uniforms of 40,000 neighbouring addresses has the standard error 1/200.
        for step in [(0, 1), (1, 0)] as [(UInt64, UInt64)] {
            var sum = 0.0
            for address in 0..<UInt64(40_000) {
                var here = RandomStream(
                    seed: 5, purpose: "x", replicate: 7 + step.0 * address, subject: step.1 * address)
                var next = RandomStream(
                    seed: 5, purpose: "x", replicate: 7 + step.0 * (address + 1), subject: step.1 * (address + 1))
                sum += (here.uniform() - 0.5) * (next.uniform() - 0.5) * 12
            }
            #expect(abs(sum / 40_000) < 3.3 / 200)
        }
    }

    @Test func `every part of the address matters`() {
        let streams = [
            RandomStream(seed: 1, purpose: "a"), RandomStream(seed: 2, purpose: "a"),
            RandomStream(seed: 1, purpose: "b"),
            RandomStream(seed: 1, purpose: "a", replicate: 1), RandomStream(seed: 1, purpose: "a", subject: 1),
        ]
        let numbers = streams.flatMap { stream in
            var stream = stream
            return (0..<100).map { _ in stream.next() }
        }
        #expect(Set(numbers).count == 500)
    }

    @Test func `an address gives the same numbers whatever else was drawn`() {
        var first = RandomStream(seed: 9, purpose: "order", subject: 3)
        var other = RandomStream(seed: 9, purpose: "order", subject: 4)
        let alone = (0..<10).map { _ in first.normal() }
        first = RandomStream(seed: 9, purpose: "order", subject: 3)
        let mixed = (0..<10).map { _ in
            _ = other.next()
            return first.normal()
        }
        #expect(alone == mixed)
    }

    @Test func `normal variates have the moments of the normal distribution`() {
        var stream = RandomStream(seed: 2, purpose: "moments")
        let n = 1_000_000
        var moments = [0.0, 0, 0, 0]
        for _ in 0..<n {
            let z = stream.normal()
            var power = 1.0
            for k in 0..<4 {
                power *= z
                moments[k] += power / Double(n)
            }
        }
        // Standard errors √(1, 2, 15, 96)/1000.
        #expect(abs(moments[0]) < 3.3e-3)
        #expect(abs(moments[1] - 1) < 3.3e-3 * 1.42)
        #expect(abs(moments[2]) < 3.3e-3 * 3.88)
        #expect(abs(moments[3] - 3) < 3.3e-3 * 9.8)
    }

    @Test func `exponential variates have the mean and variance of their rate`() {
        var stream = RandomStream(seed: 3, purpose: "exponential")
        let times = (0..<1_000_000).map { _ in stream.exponential(rate: 4) }
        let mean = times.reduce(0, +) / 1e6
        #expect(abs(mean - 0.25) < 3.3e-3 * 0.25)
        let variance = times.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1e6
        #expect(abs(variance - 1.0 / 16) < 3.3e-3 * 2.83 / 16)
    }

    @Test func `a shuffle of four gives all 24 orders alike`() throws {
        var stream = RandomStream(seed: 4, purpose: "shuffle")
        var counts: [[Int]: Int] = [:]
        for _ in 0..<240_000 {
            var order = [0, 1, 2, 3]
            stream.shuffle(&order)
            counts[order, default: 0] += 1
        }
        #expect(counts.count == 24)
        #expect((0.001...0.999).contains(try evenness(counts.values.sorted())))
    }

    @Test func `integers below n are alike, where n does not divide 2⁶⁴`() throws {
        var stream = RandomStream(seed: 6, purpose: "integers")
        var counts = Array(repeating: 0, count: 7)
        for _ in 0..<700_000 { counts[stream.integer(below: 7)] += 1 }
        #expect((0.001...0.999).contains(try evenness(counts)))
        // 3·2⁶¹ fits 2⁶⁴ twice and two thirds: without rejection the integers of one residue would be too many.
        var residues = [0, 0, 0]
        for _ in 0..<300_000 { residues[stream.integer(below: 3 << 61) % 3] += 1 }
        #expect((0.001...0.999).contains(try evenness(residues)))
        #expect(stream.integer(below: 1) == 0)
    }

    @Test func `an event of probability 0 never happens and one of 1 always`() {
        var stream = RandomStream(seed: 7, purpose: "events")
        #expect(!(0..<1000).contains { _ in stream.bernoulli(0) })
        #expect((0..<1000).allSatisfy { _ in stream.bernoulli(1) })
        let count = (0..<100_000).count { _ in stream.bernoulli(0.3) }
        #expect(abs(count - 30_000) < 480)
    }

    /// The p-value of Pearson's test that all cells are as likely.
    private func evenness(_ counts: [Int]) throws -> Double {
        let expected = Double(counts.reduce(0, +)) / Double(counts.count)
        let statistic = counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
        return try ChiSquared(degreesOfFreedom: Double(counts.count - 1)).upperTail(at: statistic)
    }
}
