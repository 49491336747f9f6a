import Testing

@testable import TrialTables

@Suite struct `Levels, Naive` {
    @Test(arguments: 0..<5)
    func `codes are those of a dictionary`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let letters = Array("abcdefghijklmnopqrstuvwxyzé日")
        let pool = (0..<5000).map { _ in
            "z"
                + String(
                    (0..<Int.random(in: 0...40, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a"
                    })
        }
        let cells = (0..<20_000).map { _ in
            Int.random(in: 0..<9, using: &random) == 0 ? nil : pool.randomElement(using: &random)
        }
        let table = try read("x,y\n" + cells.map { ($0 ?? "") + ",1\n" }.joined())
        #expect(table["x"]?.texts == TextCells(cells))
    }

    @Test func `texts of every length are told apart`() throws {
        let cells: [String?] = (1...60).flatMap { length in
            [String(repeating: "a", count: length), String(repeating: "a", count: length - 1) + "b"]
        }
        let table = try read("x,y\n" + (cells + cells).map { ($0 ?? "") + ",1\n" }.joined())
        #expect(table["x"]?.texts == TextCells(cells + cells))
    }
}
