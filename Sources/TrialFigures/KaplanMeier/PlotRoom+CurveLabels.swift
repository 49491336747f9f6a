extension PlotRoom {
    /// Room for every label at its own curve, nearer to it than to any other; nil if one finds none.
    func places(forCurveLabels labels: [TextBlock]) -> [Box]? {
        var room = self
        var places: [Box] = []
        for (group, label) in labels.enumerated() {
            guard let place = room.place(forCurveLabel: label, group: group) else { return nil }
            room.take(place)
            places.append(place)
        }
        return places
    }

    private func place(forCurveLabel label: TextBlock, group: Int) -> Box? {
        guard lines[group].end != nil, label.width > 0 else { return nil }
        let candidates = self.candidates(label, beside: lines[group])
        let free = candidates.filter { isFree($0.box) && isOwn($0, group: group) }
        return free.map { ($0.box, $0.cost + disturbance($0.box)) }.min { $0.1 < $1.1 }?.0
    }

    private struct Candidate {
        let box: Box
        /// How far the box lies from the curve, on average.
        let gap: Double
        let cost: Double
    }

    private func candidates(_ label: TextBlock, beside line: Silhouette) -> [Candidate] {
        var candidates: [Candidate] = []
        if let end = line.end {
            let box = Box(
                left: end.x + 4, top: end.y - label.height / 2, width: label.width, height: label.height)
            candidates.append(Candidate(box: box, gap: 3, cost: 3))
        }
        var left = box.left + 3
        while left + label.width <= box.right {
            let columns = line.indices(from: left, to: left + label.width)
            let heights = line.columns[columns].compactMap(\.self)
            if let top = heights.map(\.lowerBound).min(), let bottom = heights.map(\.upperBound).max(),
                heights.count * 2 >= columns.count
            {
                let above = heights.reduce(0) { $0 + $1.lowerBound - top } / Double(heights.count) + 3
                let below = heights.reduce(0) { $0 + bottom - $1.upperBound } / Double(heights.count) + 3
                let farness = 8 * (box.right - left - label.width) / box.width
                candidates.append(
                    Candidate(
                        box: Box(left: left, top: top - 3 - label.height, width: label.width, height: label.height),
                        gap: above, cost: above + farness))
                candidates.append(
                    Candidate(
                        box: Box(left: left, top: bottom + 3, width: label.width, height: label.height), gap: below,
                        cost: below + farness + 1))
            }
            left += 3
        }
        return candidates
    }

    /// Whether no other curve is nearly as near, so that nobody takes the label for another curve's.
    private func isOwn(_ candidate: Candidate, group: Int) -> Bool {
        lines.indices.allSatisfy { other in
            guard other != group, let distance = lines[other].distance(to: candidate.box) else { return true }
            return distance >= candidate.gap + 3
        }
    }
}
