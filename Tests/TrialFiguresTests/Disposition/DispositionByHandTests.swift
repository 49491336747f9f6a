import Testing

@testable import TrialFigures

/// Places of the boxes of a flow, checked against what they must be.
@Suite struct `Disposition figure, ByHand` {
    private let layout = DispositionLayout(DispositionSamples.trial(.doubleColumn))

    @Test func `boxes of the same place stand level and do not overlap`() {
        #expect(layout.arms.map(\.count) == [3, 3])
        for (one, other) in zip(layout.arms[0], layout.arms[1]) {
            #expect(one.frame.top == other.frame.top)
            #expect(one.frame.bottom == other.frame.bottom)
        }
        let all = layout.trunk + layout.asides.compactMap(\.self) + layout.arms.joined()
        for (index, box) in all.enumerated() {
            for other in all[(index + 1)...] { #expect(!box.frame.overlaps(other.frame)) }
            #expect(box.frame.right <= layout.width - DispositionLayout.margin + 1e-9)
        }
    }

    @Test func `arms that need more room make the figure wider`() {
        let arms = (1...9).map { [DispositionFigure.Stage("Dose \($0)")] }
        // Nine boxes of 92, eight gaps of 16, two margins of 8.
        let width: Double = 828 + 128 + 16
        #expect(DispositionLayout(DispositionFigure(trunk: [], arms: arms)).width == width)
    }

    @Test func `the words for those who listen have all numbers`() {
        #expect(
            DispositionFigure(
                trunk: [.init("In the data", ["n = 3"], aside: ["Refused: 1"])], arms: [[.init("A", ["  n = 2"])]]
            )
            .summary == "In the data; n = 3; Refused: 1. A; n = 2.")
        #expect(DispositionFigure(trunk: [], arms: [[]]).summary == "No subject.")
    }
}
