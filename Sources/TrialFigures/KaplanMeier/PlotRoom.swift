/// What already stands in the plot, and where there is room beside it.
struct PlotRoom: Sendable {
    let box: Box
    /// The lines of the groups.
    let lines: [Silhouette]
    /// Drop lines, which text crosses only where nothing else is free.
    let guides: [Silhouette]
    /// Bands, which text avoids if it can.
    let shades: [Silhouette]
    private(set) var taken: [Box] = []

    init(box: Box, lines: [Silhouette], guides: [Silhouette], shades: [Silhouette]) {
        self.box = box
        self.lines = lines
        self.guides = guides
        self.shades = shades
    }

    mutating func take(_ box: Box) {
        taken.append(box.grown(by: 3))
    }

    /// Whether no line and no other text stands in the box.
    func isFree(_ candidate: Box) -> Bool {
        guard box.contains(candidate), !taken.contains(where: candidate.overlaps) else { return false }
        let clear = candidate.grown(by: 2)
        return !lines.contains { $0.meets(clear) }
    }

    /// What it costs the eye that text stands on bands or drop lines.
    func disturbance(_ candidate: Box) -> Double {
        let onGuide = guides.contains { $0.meets(candidate.grown(by: 1)) }
        let onShade = shades.contains { $0.meets(candidate) }
        return (onGuide ? 25 : 0) + (onShade ? 6 : 0)
    }

    /// Room for a block: a corner if one is free, else anywhere.
    func place(for block: TextBlock) -> Box? {
        let area = box.grown(by: -6)
        guard block.width <= area.width, block.height <= area.height else { return nil }
        let acrossMost = area.width - block.width
        let downMost = area.height - block.height
        let corners = [(1.0, 0.0), (0, 1), (1, 1), (0.5, 0), (0.5, 1)]
        let grid = (0...12).flatMap { row in (0...16).map { (1 - Double($0) / 16, Double(row) / 12) } }
        let candidates = (corners + grid).map { across, down in
            Box(
                left: area.left + across * acrossMost, top: area.top + down * downMost, width: block.width,
                height: block.height)
        }
        let free = candidates.filter(isFree).map { (box: $0, disturbance: disturbance($0)) }
        return free.min { $0.disturbance < $1.disturbance }?.box
    }
}
