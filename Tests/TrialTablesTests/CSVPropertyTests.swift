import Testing
import TrialValues

@testable import TrialTables

@Suite struct `CSV, Property` {
    @Test(arguments: 0..<300)
    func `a table written in any style reads back`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let table = try RandomTable(using: &random)
        let text = table.written(using: &random)
        let blockSize = [1, 2, 3, 7, 64, 1 << 18].randomElement(using: &random) ?? 1
        #expect(try read(text, blockSize: blockSize) == table.table)
    }

    @Test(arguments: 0..<150)
    func `the size of the blocks changes nothing`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let written = try RandomTable(using: &random).written(using: &random)
        var bytes = Array(written.utf8)
        if seed % 3 > 0 { for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&bytes, using: &random) } }
        let whole = Outcome(bytes, blockSize: 1 << 18)
        for blockSize in [1, 2, 3, 7, 64] {
            #expect(Outcome(bytes, blockSize: blockSize) == whole)
        }
    }

    @Test(arguments: 0..<100)
    func `the quick way and the whole grammar read the same`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let table = try RandomTable(using: &random, hasLineEnds: false)
        let text = table.written(using: &random, lineEnds: ["\n", "\r\n"])
        // Lines that end in CR are never read the quick way.
        let slow = text.replacing("\r\n", with: "\n").replacing("\n", with: "\r")
        #expect(try read(slow) == read(text))
    }

    @Test(arguments: 0..<20)
    func `nothing crashes, whatever the bytes`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &+ 1000)
        for _ in 0..<1000 {
            var bytes = Array(try RandomTable(using: &random, rows: 0...8).written(using: &random).utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) { mutate(&bytes, using: &random) }
            let blockSize = [1, 5, 64, 1 << 18].randomElement(using: &random) ?? 1
            let outcome = Outcome(bytes, blockSize: blockSize, longestRow: 200)
            #expect(outcome.table != nil || !outcome.problems.isEmpty)
        }
    }

    @Test func `random bytes are no table and no crash`() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<2000 {
            let count = Int.random(in: 0...300, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(Outcome(bytes, blockSize: 64) == Outcome(bytes, blockSize: 7))
        }
    }

    @Test func `every beginning of a file is read or refused`() throws {
        let text = "\u{FEFF}id,\"arm, é\",day\r\n1,\"a \"\"b\"\"\",2024-02-29\r\n2,\"x\r\ny\",NA\r\n\r\n3,日本,2024-03-01"
        let bytes = Array(text.utf8)
        for count in 0...bytes.count {
            let whole = Outcome(Array(bytes.prefix(count)), blockSize: 1 << 18)
            for blockSize in [1, 3] { #expect(Outcome(Array(bytes.prefix(count)), blockSize: blockSize) == whole) }
        }
        #expect(try read(bytes).rowCount == 3)
    }

    private func mutate(_ bytes: inout [UInt8], using random: inout SeededGenerator) {
        guard let index = bytes.indices.randomElement(using: &random) else { return }
        let special = Array("\",;\t\n\r \u{0}NA.-e0é".utf8) + [0x80, 0xC3, 0xFF]
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[index] = special.randomElement(using: &random) ?? 0
        case 1: bytes.insert(special.randomElement(using: &random) ?? 0, at: index)
        case 2: bytes.remove(at: index)
        case 3: bytes.removeSubrange(index..<min(bytes.count, index + Int.random(in: 1...40, using: &random)))
        default: bytes[index] = UInt8.random(in: 0...255, using: &random)
        }
    }
}

/// What comes of reading some bytes: a table with its remarks, or problems.
struct Outcome: Equatable {
    let table: Table?
    let notes: [Diagnostic]
    let lines: [Int?]
    let problems: [Diagnostic]

    init(_ bytes: [UInt8], blockSize: Int, longestRow: Int = 1 << 24) {
        do throws(Diagnostics) {
            let table = try read(bytes, blockSize: blockSize, longestRow: longestRow)
            self.table = table
            notes = table.notes
            lines = (0..<table.rowCount).map { table.line(ofRow: $0) }
            problems = []
        } catch {
            (table, notes, lines, problems) = (nil, [], [], error.all)
        }
    }
}
