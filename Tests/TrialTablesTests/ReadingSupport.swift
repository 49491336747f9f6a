import Testing
import TrialValues

@testable import TrialTables

/// The table in a text, read in blocks of the given size.
func read(
    _ text: String, separator: CSVSeparator? = nil, blockSize: Int = 1 << 18, longestRow: Int = 1 << 24
) throws(Diagnostics) -> Table {
    try read(Array(text.utf8), separator: separator, blockSize: blockSize, longestRow: longestRow)
}

/// The table in the bytes of a file, read in blocks of the given size.
func read(
    _ bytes: [UInt8], separator: CSVSeparator? = nil, blockSize: Int = 1 << 18, longestRow: Int = 1 << 24
) throws(Diagnostics) -> Table {
    var options = CSVReading.Options(separator: separator)
    options.blockSize = blockSize
    options.longestRow = longestRow
    return try Table(csv: .bytes(bytes, name: "trial.csv"), options: options)
}

/// The problems of a text that is no table.
func problems(
    _ text: String, separator: CSVSeparator? = nil, blockSize: Int = 1 << 18, longestRow: Int = 1 << 24
) -> [Diagnostic] {
    problems(Array(text.utf8), separator: separator, blockSize: blockSize, longestRow: longestRow)
}

/// The problems of bytes that are no table.
func problems(
    _ bytes: [UInt8], separator: CSVSeparator? = nil, blockSize: Int = 1 << 18, longestRow: Int = 1 << 24
) -> [Diagnostic] {
    do throws(Diagnostics) {
        _ = try read(bytes, separator: separator, blockSize: blockSize, longestRow: longestRow)
        return []
    } catch {
        return error.all
    }
}

extension Table {
    /// The cells of a column as text.
    func cells(_ name: String) -> [String?] {
        guard let column = self[name] else { return [] }
        return (0..<column.count).map { column.text($0) }
    }

    /// The cells of a column of numbers.
    func numbers(_ name: String) -> [Double?] {
        guard let cells = self[name]?.numbers else { return [] }
        return (0..<cells.count).map { cells[$0] }
    }
}

/// Random numbers that are the same in every run (SplitMix64; Steele, Lea and Flood, OOPSLA 2014).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
