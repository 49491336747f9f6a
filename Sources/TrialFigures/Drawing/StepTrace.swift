/// A corner of a drawn line, in hundredths of a point.
struct Vertex: Sendable, Hashable {
    let x: Int
    let y: Int
}

/// A step function as drawn: level lines and upright jumps, thinned to what print can show.
///
/// Jumps that fall within 0.08 points of each other become one, which keeps the highest and the lowest place they reach;
/// jumps of less than 0.05 points wait until together they are more. So the drawn line is nowhere 0.1 points from the
/// true one, and a million steps leave a few thousand corners.
struct StepTrace: Sendable {
    /// The width of a column in which jumps are drawn as one, in hundredths.
    static let column = 8
    /// A change of height that is too small to draw, in hundredths.
    static let smallestJump = 5

    private(set) var vertices: [Vertex]
    private var pending: Pending?

    private struct Pending {
        let x: Int
        var top: Int
        var bottom: Int
        var last: Int

        mutating func reach(_ y: Int) {
            top = min(top, y)
            bottom = max(bottom, y)
            last = y
        }
    }

    /// A line that starts at the point.
    init(from start: Point) {
        vertices = [Vertex(x: Coordinate(start.x).hundredths, y: Coordinate(start.y).hundredths)]
    }

    /// A level line to `x` and from there up or down to `y`; the places come in order of x.
    mutating func jump(to point: Point) {
        let x = Coordinate(point.x).hundredths
        let y = Coordinate(point.y).hundredths
        if var column = pending, x - column.x < Self.column {
            column.reach(y)
            pending = column
            return
        }
        drawPending()
        guard let pen = vertices.last, abs(y - pen.y) >= Self.smallestJump else { return }
        pending = Pending(x: x, top: y, bottom: y, last: y)
    }

    /// A level line to `x`, where the curve ends.
    mutating func finish(at x: Double) {
        drawPending()
        go(to: Vertex(x: Coordinate(x).hundredths, y: vertices.last?.y ?? 0))
    }

    private mutating func drawPending() {
        guard let column = pending, let pen = vertices.last else { return }
        pending = nil
        go(to: Vertex(x: column.x, y: pen.y))
        if column.top < min(pen.y, column.last) { go(to: Vertex(x: column.x, y: column.top)) }
        if column.bottom > max(pen.y, column.last) { go(to: Vertex(x: column.x, y: column.bottom)) }
        go(to: Vertex(x: column.x, y: column.last))
    }

    private mutating func go(to vertex: Vertex) {
        if vertices.last != vertex { vertices.append(vertex) }
    }
}

extension StepTrace {
    /// The same line lower on the canvas.
    func moved(down distance: Double) -> StepTrace {
        let hundredths = Coordinate(distance).hundredths
        var moved = self
        moved.vertices = vertices.map { Vertex(x: $0.x, y: $0.y + hundredths) }
        return moved
    }
}
