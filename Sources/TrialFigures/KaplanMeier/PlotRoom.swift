/// What already stands in the plot, and where there is room beside it.
struct PlotRoom: Sendable {
    let box: Box
    /// The lines of the groups.
    let lines: [Silhouette]
    /// Bands and drop lines, which text avoids if it can.
    let shades: [Silhouette]
    private(set) var taken: [Box] = []

    init(box: Box, lines: [Silhouette], shades: [Silhouette]) {
        self.box = box
        self.lines = lines
        self.shades = shades
    }

    mutating func take(_ box: Box) {
        taken.append(box.grown(by: 3))
    }

    /// Whether nothing stands in the box.
    func isFree(_ candidate: Box, avoidingShades: Bool) -> Bool {
        guard box.contains(candidate), !taken.contains(where: candidate.overlaps) else { return false }
        let clear = candidate.grown(by: 2)
        return !lines.contains { $0.meets(clear) } && !(avoidingShades && shades.contains { $0.meets(clear) })
    }

    /// Room for a block: a corner if one is free, else anywhere.
    func place(for block: TextBlock) -> Box? {
        let area = box.grown(by: -6)
        guard block.width <= area.width, block.height <= area.height else { return nil }
        let acrossMost = area.width - block.width
        let downMost = area.height - block.height
        let corners = [(1.0, 0.0), (0, 1), (1, 1), (0.5, 0), (0.5, 1)]
        let grid = (0...12).flatMap { row in (0...16).map { (1 - Double($0) / 16, Double(row) / 12) } }
        for avoidingShades in [true, false] {
            for (across, down) in corners + grid {
                let candidate = Box(
                    left: area.left + across * acrossMost, top: area.top + down * downMost, width: block.width,
                    height: block.height)
                if isFree(candidate, avoidingShades: avoidingShades) { return candidate }
            }
        }
        return nil
    }
}
