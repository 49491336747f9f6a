import Foundation
import Testing
import TrialValues

@testable import TrialTables

@Suite struct `CSV sources, ByHand` {
    // A column that turns out to be text near the end, so that the file is read twice.
    private let late = "x,y\n" + String(repeating: "1.50,2\n", count: 100_000) + "abc,3\n"

    private func file(_ text: String) throws -> URL {
        let url = FileManager.default.temporaryDirectory.appending(path: "equipoise-\(UUID()).csv")
        try Data(text.utf8).write(to: url)
        return url
    }

    @Test func `a file on disk is read, and read again for a column that turns out to be text`() throws {
        let url = try file(late)
        defer { try? FileManager.default.removeItem(at: url) }
        let table = try Table(csv: .file(url.path))
        #expect(table.rowCount == 100_001)
        #expect(table["x"]?.texts?.levels == ["1.50", "abc"])
        #expect(table["x"]?.texts?.codes.dropLast().allSatisfy { $0 == 0 } == true)
        #expect(table["y"]?.numbers?[100_000] == 3)
    }

    @Test func `the observer sees every byte once and in order, though the file is read twice`() throws {
        let url = try file(late)
        defer { try? FileManager.default.removeItem(at: url) }
        var seen: [UInt8] = []
        var fractions: [Double] = []
        _ = try Table(
            csv: .file(url.path), onBlock: { seen.append(contentsOf: $0) }, progress: { fractions.append($0) })
        #expect(seen == Array(late.utf8))
        #expect(fractions == fractions.sorted())
        #expect(fractions.last == 1)
    }

    @Test func `a file that changes while it is read is not a table`() throws {
        let url = try file(late)
        defer { try? FileManager.default.removeItem(at: url) }
        var seen = 0
        do throws(Diagnostics) {
            _ = try Table(
                csv: .file(url.path),
                onBlock: { block in
                    seen += block.count
                    if seen == late.utf8.count { truncate(url.path, 1000) }
                })
            Issue.record("read a file that changed")
        } catch {
            #expect(error.all.map(\.rule) == ["csv.changed"])
        }
    }

    @Test func `the observer sees the mark and the blank lines at the end`() throws {
        var seen: [UInt8] = []
        let text = "\u{FEFF}a,b\n1,2\n\n\n"
        _ = try Table(csv: .text(text), onBlock: { seen.append(contentsOf: $0) })
        #expect(seen == Array(text.utf8))
    }

    @Test func `a pipe, which cannot be read twice, is held`() async throws {
        let pipe = Pipe()
        let bytes = Data(late.utf8)
        let writer = pipe.fileHandleForWriting
        async let written: Void = Task.detached {
            try writer.write(contentsOf: bytes)
            try writer.close()
        }.value
        let table = try Table(csv: .file("/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"))
        try await written
        #expect(table.rowCount == 100_001)
        #expect(table["x"]?.texts?.levels == ["1.50", "abc"])
    }

    @Test func `standard input is a dash`() { #expect(CSVSource.file("-").name == "standard input") }
}
