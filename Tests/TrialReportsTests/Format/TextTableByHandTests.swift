import Testing

@testable import TrialReports

@Suite("Text table, by hand")
struct TextTableByHandTests {
    @Test(arguments: [
        ("", 0), ("placebo", 7), ("維持療法", 8), ("ｱ", 1), ("Ａ", 2), ("한국", 4), ("é", 1), ("e\u{301}", 1), ("👩‍🔬", 2),
        ("χ² = 17.39", 10), ("0.48–0.80", 9), ("−0.5", 4), ("a\u{200B}b", 2), ("❤️", 2),
    ])
    func `counts the cells that a terminal takes`(text: String, cells: Int) {
        #expect(text.cellCount == cells)
    }

    @Test func `breaks at spaces, and inside what is too long`() {
        #expect("one two three".lines(within: 7) == ["one two", "three"])
        #expect("abcdefghij kl".lines(within: 4) == ["abcd", "efgh", "ij", "kl"])
        #expect("維持療法".lines(within: 5) == ["維持", "療法"])
        #expect("".lines(within: 5) == [""])
        #expect("  a   b ".lines(within: 5) == ["a b"])
    }

    @Test func `the first column keeps its words whole, up to 30 cells`() {
        var table = TextTable(["test", "assumes"])
        table.add(["Cochran-Mantel-Haenszel χ²", String(repeating: "x", count: 90)])
        table.add([String(repeating: "y", count: 40), "z"])
        #expect(table.lines[1].hasPrefix("Cochran-Mantel-Haenszel χ²      x"))
        #expect(table.lines[2].hasPrefix(String(repeating: "y", count: 30) + " "))
    }

    @Test func `columns line up under wide characters`() {
        var table = TextTable(["arm", "n"])
        table.add(["維持", "12"])
        table.add(["placebo", "7"])
        #expect(table.lines == ["arm       n", "維持     12", "placebo   7"])
        #expect(Set(table.lines.map(\.cellCount)) == [11])
    }

    @Test func `a long name gives way to the numbers`() {
        var table = TextTable(["arm", "events"])
        table.width = 30
        table.add(["lenalidomide and dexamethasone", "12"])
        #expect(table.lines == ["arm               events", "lenalidomide and      12", "dexamethasone"])
    }

    @Test func `a name cannot move the cursor`() {
        var table = TextTable(["arm", "n"])
        table.add(["a\u{1B}[2Jb\n\u{202E}c", "1"])
        #expect(table.lines[1] == "a\u{FFFD}[2Jb\u{FFFD}\u{FFFD}c  1")
    }
}
