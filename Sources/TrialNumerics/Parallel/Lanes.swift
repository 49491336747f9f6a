import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Work that falls into numbered pieces, done on several cores with the same result as on one.
///
/// The pieces are cut into blocks of a fixed size whatever the cores; each core takes the next block that nobody has taken,
/// and the results come back in the order of the blocks. So what is computed from them does not depend on the cores.
///
/// ```swift
/// let sums = Lanes(cores: 2).map(10_000, inBlocksOf: 256) { pieces in pieces.reduce(0, +) }
/// ```
package struct Lanes: Sendable {
    /// The number of cores that are used at most.
    package let cores: Int

    /// As many as given, else as many as the system has.
    package init(cores: Int? = nil) { self.cores = max(1, cores ?? Self.available) }

    /// The cores of the system.
    package static var available: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// The results of all blocks, in their order.
    ///
    /// - Parameters:
    ///   - count: the number of pieces.
    ///   - size: the number of pieces in a block, at least 1.
    ///   - progress: told after each block which part is done; calls do not overlap.
    ///   - body: does the pieces of one block; on any core, in any order.
    package func map<Value: Sendable>(
        _ count: Int, inBlocksOf size: Int, progress: (@Sendable (Double) -> Void)? = nil,
        _ body: @Sendable (Range<Int>) -> Value
    ) -> [Value] {
        let blocks = (max(0, count) + size - 1) / size
        @Sendable func pieces(_ block: Int) -> Range<Int> { block * size..<min(count, (block + 1) * size) }
        let lanes = min(cores, blocks)
        guard lanes > 1 else {
            return (0..<blocks).map { block in
                defer { progress?(Double(block + 1) / Double(blocks)) }
                return body(pieces(block))
            }
        }
        let shared = Mutex(Board<Value>(blocks: blocks))
        DispatchQueue.concurrentPerform(iterations: lanes) { _ in
            while let block = shared.withLock({ $0.takeBlock() }) {
                let value = body(pieces(block))
                shared.withLock { board in
                    board.values[block] = value
                    board.done += 1
                    progress?(Double(board.done) / Double(blocks))
                }
            }
        }
        return shared.withLock { $0.values.compactMap(\.self) }
    }
}

/// Which blocks are taken, and what those that are done gave.
private struct Board<Value: Sendable>: Sendable {
    var values: [Value?]
    var done = 0
    private var next = 0

    init(blocks: Int) { values = [Value?](repeating: nil, count: blocks) }

    mutating func takeBlock() -> Int? {
        guard next < values.count else { return nil }
        defer { next += 1 }
        return next
    }
}
