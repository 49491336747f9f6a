/// What somebody knows who sees the allocations and knows which block sizes there are, but not which were drawn.
///
/// He carries the probability of each block that may be open, and of what would be left of it, from allocation to allocation (a filter):
///
/// ```
/// before   P(arm j) = Σ over blocks P(block)·leftⱼ/Σ left,      a block that is used up being any of the sizes anew
/// after j  P(block) ∝ P(block)·leftⱼ/Σ left
/// ```
struct BlockObserver {
    private struct Block {
        var left: [Int]
        var weight: Double
    }

    private let sizes: [Int]
    private let ratio: AllocationRatio
    private var blocks: [Block]

    init(sizes: [Int], ratio: AllocationRatio) {
        self.sizes = sizes
        self.ratio = ratio
        blocks = [Block(left: ratio.parts.map { _ in 0 }, weight: 1)]
    }

    /// The chances of the arms, as far as they can be known.
    mutating func chances() -> [Double] {
        open()
        var chances = ratio.parts.map { _ in 0.0 }
        for block in blocks {
            let total = Double(block.left.reduce(0, +))
            for arm in chances.indices { chances[arm] += block.weight * Double(block.left[arm]) / total }
        }
        return chances
    }

    /// Takes in an allocation, whose chance was above 0.
    mutating func observe(_ arm: Int) {
        open()
        blocks = blocks.compactMap { block in
            let left = block.left[arm]
            guard left > 0 else { return nil }
            var after = block
            after.weight *= Double(left) / Double(block.left.reduce(0, +))
            after.left[arm] -= 1
            return after
        }
        let sum = blocks.reduce(0) { $0 + $1.weight }
        for index in blocks.indices { blocks[index].weight /= sum }
    }

    /// A block that is used up may be any of the sizes anew; blocks of which the same is left are one.
    private mutating func open() {
        guard blocks.contains(where: { $0.left.allSatisfy { $0 == 0 } }) else { return }
        var merged: [Block] = []
        func add(_ block: Block) {
            if let place = merged.firstIndex(where: { $0.left == block.left }) {
                merged[place].weight += block.weight
            } else {
                merged.append(block)
            }
        }
        for block in blocks {
            guard block.left.allSatisfy({ $0 == 0 }) else {
                add(block)
                continue
            }
            for size in sizes {
                add(
                    Block(
                        left: ratio.parts.map { $0 * (size / ratio.sum) }, weight: block.weight / Double(sizes.count)))
            }
        }
        blocks = merged
    }
}
