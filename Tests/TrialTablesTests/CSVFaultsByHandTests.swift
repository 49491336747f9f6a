import Testing
import TrialValues

@testable import TrialTables

@Suite struct `CSV faults, ByHand` {
    @Test func `ragged rows, short and long`() {
        let found = problems("a,b,c\n1,2\n1,2,3\n1,2,3,4\n5\n")
        #expect(found.map(\.rule) == ["csv.ragged-row", "csv.ragged-row", "csv.ragged-row"])
        #expect(found.map(\.place.line) == [2, 4, 5])
        #expect(
            found.map(\.description) == [
                "trial.csv:2:3: error: row 1 has 2 fields; the header has 3 in column 'c' [csv.ragged-row]",
                "trial.csv:4:4: error: row 3 has 4 fields; the header has 3 [csv.ragged-row]",
                "trial.csv:5:2: error: row 4 has 1 field; the header has 3 in column 'b' [csv.ragged-row]",
            ])
    }

    @Test func `lists twenty and counts the rest`() {
        let found = problems("a,b\n" + String(repeating: "1\n", count: 332))
        #expect(found.count == 21)
        #expect(found[19].place.line == 21)
        #expect(found[20].rule == "csv.more")
        #expect(found[20].message == "there are 312 more problems")
    }

    @Test func `names that are empty or occur twice`() {
        let found = problems("a,,b,a,\n1,2,3,4,5\n1,2\n")
        #expect(
            found.map(\.rule) == ["csv.empty-name", "csv.duplicate-name", "csv.empty-name", "csv.ragged-row"])
        #expect(found.map(\.place.column) == [2, 4, 5, 3])
        #expect(found[1].message == "column 4 has the name of column 1")
    }

    @Test func `the unnamed row numbers of R get advice`() {
        #expect(
            problems("\"\",\"x\"\n\"1\",2\n").first?.advice == "if it holds row numbers, write the file without them")
    }

    @Test func `a quote that is never closed is named where it opens`() {
        let found = problems("a,b\n1,2\n\"x\ny\",\"oh\n3,4\n5,6\n")
        #expect(found.map(\.rule) == ["csv.unclosed-quote"])
        #expect(found.first?.place == .init(file: "trial.csv", line: 4, column: 2, field: "b"))
    }

    @Test func `an open quote does not swallow a file without end`() {
        let text = "a,b\n1,\"open\n" + String(repeating: "1,2\n", count: 200)
        let found = problems(text, longestRow: 100)
        #expect(found.map(\.rule) == ["csv.unclosed-quote"])
        #expect(found.first?.place.line == 2)
        let long = problems("a,b\n1,2\n" + String(repeating: "x", count: 200) + ",1\n", longestRow: 100)
        #expect(long.map(\.rule) == ["csv.long-row"])
        #expect(long.first?.place.line == 3)
        let header = problems("a,b" + String(repeating: "x", count: 200) + "\n1,2\n", longestRow: 100)
        #expect(header.map(\.rule) == ["csv.long-row"])
        let name = problems("a,\"b" + String(repeating: "x\n", count: 200) + "\n1,2\n", longestRow: 100)
        #expect(name.map(\.rule) == ["csv.unclosed-quote"])
    }

    @Test func `stray quotes`() {
        let found = problems("a,b\n1,5'10\"\n2,\"x\"y\n3,\"x\" \n4,x \"y\" z\n")
        #expect(found.map(\.rule) == ["csv.stray-quote", "csv.stray-quote", "csv.stray-quote"])
        #expect(found.map(\.place.line) == [2, 3, 5])
        #expect(found.map(\.place.column) == [2, 2, 2])
        #expect(found.map(\.place.field) == ["b", "b", "b"])
        #expect(problems("a,b\"c\n1,2\n").map(\.rule) == ["csv.stray-quote"])
    }

    @Test(arguments: ["", "\n\n", "  \n", "\u{FEFF}", "\u{FEFF}\n"])
    func `an empty file`(text: String) { #expect(problems(text).map(\.rule) == ["csv.empty"]) }

    @Test(arguments: ["a,b", "a,b\n", "a\n\n\n", "\u{FEFF}a,b\r\n\r\n"])
    func `a header and nothing else`(text: String) { #expect(problems(text).map(\.rule) == ["csv.no-rows"]) }

    @Test func `all problems come at once, in their order`() {
        let found = problems("a,a\n1\n2,x\"\n3,\"open\n")
        #expect(found.map(\.rule) == ["csv.duplicate-name", "csv.ragged-row", "csv.stray-quote", "csv.unclosed-quote"])
    }

    @Test func `a file that is not there`() {
        do throws(Diagnostics) {
            _ = try Table(csv: .file("/nowhere/trial.csv"))
            Issue.record("read a file that is not there")
        } catch {
            #expect(error.all.map(\.rule) == ["csv.unreadable"])
            #expect(error.all.first?.message == "the file cannot be read: No such file or directory")
            #expect(error.all.first?.place.file == "/nowhere/trial.csv")
        }
    }

    @Test func `a folder`() { #expect(throws: Diagnostics.self) { try Table(csv: .file("/")) } }
}

@Suite struct `CSV text, ByHand` {
    @Test func `a NUL byte is named by row and offset`() {
        let found = problems("a,b\n1,2\n3,\u{0}4\n")
        #expect(found.map(\.rule) == ["csv.not-text"])
        #expect(found.first?.message == "at byte offset 10, in row 2, stands a NUL byte")
        #expect(found.first?.place.line == 3)
        #expect(problems("a,b\u{0}\n1,2\n").first?.message == "at byte offset 3, in the header, stands a NUL byte")
    }

    // The Unicode Standard, table 3-7: what may not stand in UTF-8.
    @Test(
        arguments: [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
            [0xE2, 0x82],
            [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE9],
        ] as [[UInt8]])
    func `a byte that is not UTF-8 is named by row and offset`(fault: [UInt8]) {
        for rest in ["", "\n5,6\n", ",\"x\"\n"] {
            for filler in [0, 60, 61, 62, 63, 64, 200] {
                let head = "a,b\n1,2\n" + String(repeating: "x", count: filler)
                let found = problems(Array(head.utf8) + fault + Array(rest.utf8))
                let hex = String(fault[0], radix: 16, uppercase: true)
                #expect(found.map(\.rule) == ["csv.not-text"])
                #expect(
                    found.first?.message
                        == "at byte offset \(8 + filler), in row 2, stands the byte 0x\(hex), which is not UTF-8")
                #expect(found.first?.place.line == 3)
            }
        }
    }

    @Test func `the problems before it are listed too`() {
        #expect(problems("a,b\n1\n2,\u{0}\n3\n").map(\.rule) == ["csv.ragged-row", "csv.not-text"])
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x61, 0x00], "UTF-16 text"), ([0xFE, 0xFF, 0x00, 0x61], "UTF-16 text"),
            ([0x1F, 0x8B, 0x08, 0x00], "a gzip archive"), ([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00], "a zip archive"),
            (Array("%PDF-1.7\n".utf8), "a PDF"),
            (Array("HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!".utf8), "a SAS transport file (XPORT)"),
            (
                [0x50, 0x4B, 0x03, 0x04] + Array(repeating: 0, count: 26) + Array("xl/workbook.xml".utf8),
                "an Excel workbook (xlsx)"
            ),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Excel workbook (xls)"),
            (Array("$FL2@(#) SPSS DATA FILE".utf8), "an SPSS file (sav)"),
            (Array("<!DOCTYPE html>".utf8), "a web page"),
        ] as [([UInt8], String)])
    func `other formats are called by their names`(bytes: [UInt8], name: String) {
        for blockSize in [1, 1 << 18] {
            let found = problems(bytes, blockSize: blockSize)
            #expect(found.map(\.rule) == ["csv.not-text"])
            #expect(found.first?.message == "the file is \(name), not CSV")
        }
    }

    @Test func `UTF-16 without a mark`() {
        let bytes = "a,b\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(problems(bytes).first?.message == "at byte offset 1, in the header, stands a NUL byte")
    }
}
