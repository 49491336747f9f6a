import Testing

@testable import TrialFigures

/// The corners of a path, read back from the commands of its `d` attribute.
struct ParsedPath {
    /// One list of corners for each part that begins with a move.
    private(set) var parts: [[Point]] = []

    init(_ data: String) throws {
        var pen = Point(x: 0, y: 0)
        for command in Self.commands(data) {
            let numbers = command.numbers
            switch command.letter {
            case "M": pen = Point(x: numbers[0], y: numbers[1])
            case "m", "l": pen = Point(x: pen.x + numbers[0], y: pen.y + numbers[1])
            case "h": pen = Point(x: pen.x + numbers[0], y: pen.y)
            case "v": pen = Point(x: pen.x, y: pen.y + numbers[0])
            case "z": continue
            default: Issue.record("unexpected command \(command.letter)")
            }
            if command.letter == "M" || command.letter == "m" { parts.append([]) }
            try #require(!parts.isEmpty)
            parts[parts.count - 1].append(pen)
        }
    }

    private static func commands(_ data: String) -> [(letter: Character, numbers: [Double])] {
        var commands: [(letter: Character, numbers: [Double])] = []
        var number = ""
        func finish() {
            if let value = Double(number) { commands[commands.count - 1].numbers.append(value) }
            number = ""
        }
        for character in data {
            if character.isLetter {
                if !number.isEmpty { finish() }
                commands.append((character, []))
            } else if character == " " || character == "-" {
                if !number.isEmpty { finish() }
                if character == "-" { number = "-" }
            } else {
                number.append(character)
            }
        }
        if !number.isEmpty { finish() }
        return commands
    }
}

/// The heights of a step function given by its corners.
struct Staircase {
    let corners: [Point]

    /// The height at x; at a jump, where it ends.
    func height(at x: Double) -> Double {
        range(from: x, to: x).upperBound
    }

    /// The lowest and highest place over a stretch, by binary search for its beginning.
    func range(from start: Double, to end: Double) -> ClosedRange<Double> {
        var low = 0
        var high = corners.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if corners[middle].x < start { low = middle } else { high = middle }
        }
        var least = corners[low].y
        var most = least
        for corner in corners[low...] {
            if corner.x > end { break }
            least = min(least, corner.y)
            most = max(most, corner.y)
        }
        return least...most
    }
}
