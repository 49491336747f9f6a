/// The `d` attribute of a path, in the shortest commands: relative, level and upright.
struct PathData: Sendable {
    private(set) var text = ""
    private var pen: Vertex?

    /// Through all corners, from the first to the last.
    mutating func line(through vertices: some Sequence<Vertex>, isContinuing: Bool = false) {
        for (index, vertex) in vertices.enumerated() {
            if index == 0, !isContinuing { move(to: vertex) } else { line(to: vertex) }
        }
    }

    mutating func move(to vertex: Vertex) {
        if let pen {
            text += "m" + pair(vertex.x - pen.x, vertex.y - pen.y)
        } else {
            text += "M" + pair(vertex.x, vertex.y)
        }
        pen = vertex
    }

    mutating func line(to vertex: Vertex) {
        guard let pen else { return move(to: vertex) }
        switch (vertex.x - pen.x, vertex.y - pen.y) {
        case (0, 0): return
        case (let across, 0): text += "h" + number(across)
        case (0, let down): text += "v" + number(down)
        case (let across, let down): text += "l" + pair(across, down)
        }
        self.pen = vertex
    }

    /// Back to where the part began.
    mutating func close() {
        text += "z"
        // What follows states its place anew: after `z` the pen is at the start of the part.
        pen = nil
    }

    private func pair(_ x: Int, _ y: Int) -> String {
        let second = number(y)
        return number(x) + (second.hasPrefix("-") ? "" : " ") + second
    }

    private func number(_ hundredths: Int) -> String { Coordinate(hundredths: hundredths).pathText }
}
