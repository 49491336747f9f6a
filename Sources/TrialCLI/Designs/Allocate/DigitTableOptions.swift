import ArgumentParser
import Foundation
import TrialStatistics

/// The options of a table of random digits.
struct DigitTableOptions: ParsableArguments {
    @Option(help: ArgumentHelp("even=A,odd=B or 00-59=A,60-99=B or rank.", valueName: "rule"))
    var rule: String?

    @Option(help: ArgumentHelp("A file of rows of digits; made from the seed otherwise.", valueName: "file"))
    var digits: String?

    @Option(help: ArgumentHelp("Rows of fifty digits that are made, 50 by default.", valueName: "n"))
    var rows: Int?

    @Option(help: ArgumentHelp("Row and column of the first digit, 1,1 by default.", valueName: "row,column"))
    var start: WholeNumbers?

    @Option(help: ArgumentHelp("Where the next number stands: right (default) or down.", valueName: "way"))
    var direction: TableReading.Direction?

    @Option(help: ArgumentHelp("Digits of a number, 2 by default.", valueName: "n"))
    var width: Int?

    func check(method: AllocationSchemeOptions.Method?) throws {
        let isGiven: [(String, Bool)] = [
            ("--rule", rule != nil), ("--digits", digits != nil), ("--rows", rows != nil), ("--start", start != nil),
            ("--direction", direction != nil), ("--width", width != nil),
        ]
        if method != .table, let option = isGiven.first(where: \.1) {
            throw ValidationError("\(option.0) is an option of --method table.")
        }
        if digits != nil, rows != nil {
            throw ValidationError("--rows is for digits that are made; --digits gives them.")
        }
        if let start, start.numbers.count != 2 {
            throw ValidationError(
                "--start has \(start.numbers.count) numbers; expected a row and a column, such as 3,11.")
        }
    }

    /// What is read off the table.
    func allocation(
        _ ratio: AllocationRatio, subjects: Int?, seed: UInt64, isSeedGiven: Bool, on console: Console
    ) throws -> TableAllocation {
        guard let rule else {
            throw Refusal(description: "--rule: error: missing; expected what the numbers mean, such as even=A,odd=B")
        }
        guard let subjects else {
            throw Refusal(description: "--subjects: error: missing; expected how many are to be allocated")
        }
        let table: RandomNumberTable
        if let digits {
            guard !isSeedGiven else {
                throw Refusal(description: "--seed: error: the digits are given by --digits; expected one of the two")
            }
            table = try RandomNumberTable(try Self.lines(of: digits))
        } else {
            table = try RandomNumberTable(seed: seed, rows: rows ?? 50)
        }
        let reading = TableReading(
            row: start?.numbers[0] ?? 1, column: start?.numbers[1] ?? 1, direction: direction ?? .right,
            width: width ?? 2)
        return try TableAllocation(
            table, reading: reading, rule: try DigitRule(rule, arms: ratio.arms), ratio: ratio, subjects: subjects)
    }

    private static func lines(of path: String) throws -> [String] {
        guard let text = String(data: try Data(ofFile: path), encoding: .utf8) else {
            throw Refusal(description: "\(path): error: the file cannot be read: it is no text in UTF-8")
        }
        return text.split(whereSeparator: \.isNewline).map(String.init)
    }
}

extension TableReading.Direction: ExpressibleByArgument {}
