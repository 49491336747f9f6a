/// The heights that a drawn line covers in each column of one point, to find room beside it.
struct Silhouette: Sendable {
    let left: Double
    /// The highest and lowest place in each column; nil where the line is not.
    private(set) var columns: [ClosedRange<Double>?]
    /// Where the line ends.
    let end: Point?

    /// The silhouette of a line in a plot.
    init(of trace: StepTrace?, over box: Box) {
        left = box.left
        columns = Array(repeating: nil, count: max(1, Int(box.width.rounded(.up))))
        let vertices = trace?.vertices ?? []
        end = vertices.last.map { Point(x: Double($0.x) / 100, y: Double($0.y) / 100) }
        for (from, to) in zip(vertices, vertices.dropFirst()) { cover(from, to) }
    }

    /// The silhouette of the area between two lines.
    init(between upper: StepTrace, and lower: StepTrace, over box: Box) {
        self.init(of: upper, over: box)
        let other = Silhouette(of: lower, over: box)
        for index in columns.indices {
            guard let above = columns[index], let below = other.columns[index] else { continue }
            columns[index] = min(above.lowerBound, below.lowerBound)...max(above.upperBound, below.upperBound)
        }
    }

    private mutating func cover(_ from: Vertex, _ to: Vertex) {
        let top = Double(min(from.y, to.y)) / 100
        let bottom = Double(max(from.y, to.y)) / 100
        for index in indices(from: Double(min(from.x, to.x)) / 100, to: Double(max(from.x, to.x)) / 100) {
            let covered = columns[index] ?? top...bottom
            columns[index] = min(covered.lowerBound, top)...max(covered.upperBound, bottom)
        }
    }

    /// The columns that a stretch touches.
    func indices(from start: Double, to end: Double) -> Range<Int> {
        let first = min(max(Int(start - left), 0), columns.count - 1)
        let last = min(max(Int(end - left), first), columns.count - 1)
        return first..<(last + 1)
    }

    /// Whether the line runs through the box.
    func meets(_ box: Box) -> Bool {
        indices(from: box.left, to: box.right).contains { index in
            columns[index].map { $0.lowerBound < box.bottom && box.top < $0.upperBound } ?? false
        }
    }

    /// The smallest upright distance from the box to the line; nil where the line is neither above nor below it.
    func distance(to box: Box) -> Double? {
        indices(from: box.left, to: box.right).compactMap { index in
            columns[index].map { max($0.lowerBound - box.bottom, box.top - $0.upperBound, 0) }
        }.min()
    }
}
