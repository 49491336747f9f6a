import Foundation
import TrialStatistics
import TrialTables
import TrialValues

/// A file of subjects: their levels, arms, outcomes.
struct AllocationHistory {
    let input: InputFile

    init(_ path: String, isHashed: Bool, on console: Console) throws {
        input = try InputFile(path, isHashed: isHashed, on: console)
    }

    func has(_ column: String) -> Bool { input.table[column] != nil }

    private func column(_ name: String) throws -> Column {
        do {
            return try input.table.column(named: name)
        } catch {
            throw Refusal(description: error.description)
        }
    }

    private func refusal(_ row: Int, _ column: Column, _ text: String) -> Refusal {
        let place = input.table.place(row: row, column: column)
        return Refusal(description: Diagnostic(.error, "allocate.cell", text, at: place).description)
    }

    /// The cells of a column as text, none missing.
    func cells(_ name: String) throws -> [String] {
        let column = try column(name)
        return try (0..<input.table.rowCount).map { row in
            guard let text = column.text(row) else {
                throw refusal(row, column, "\(name) is missing; expected a value in every row")
            }
            return text
        }
    }

    /// The numbers of a column, none missing.
    func numbers(_ name: String) throws -> [Double] {
        let column = try column(name)
        guard let numbers = column.numbers else {
            throw Refusal(
                description:
                    "--test: error: the column '\(name)' holds \(column.kind.rawValue) values; expected numbers")
        }
        return try (0..<input.table.rowCount).map { row in
            guard let number = numbers[row] else {
                throw refusal(row, column, "\(name) is missing; expected a number in every row")
            }
            return number
        }
    }

    /// For each subject its levels, factor by factor.
    func levels(_ scheme: AllocationScheme) throws -> [[String]] {
        let columns = try scheme.factors.map { try cells($0.name) }
        for (factor, cells) in zip(scheme.factors, columns) {
            guard let row = cells.firstIndex(where: { !factor.levels.contains($0) }) else { continue }
            throw refusal(
                row, try column(factor.name),
                "\(factor.name) is '\(cells[row])'; expected one of \(factor.levels.joined(separator: ", "))")
        }
        return (0..<input.table.rowCount).map { row in columns.map { $0[row] } }
    }
}
