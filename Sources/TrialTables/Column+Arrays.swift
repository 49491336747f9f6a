import TrialValues

extension Column {
    /// A column of the given numbers, `nil` where one is missing.
    ///
    /// - Throws: `table.not-finite` if a number is NaN or infinite: what is absent is `nil`.
    public init(_ name: String, numbers: [Double?]) throws(Diagnostic) {
        for (row, number) in numbers.enumerated() {
            guard let number, !number.isFinite else { continue }
            throw Diagnostic(
                .error, "table.not-finite", "row \(row + 1) is \(number); expected a finite number or nothing",
                at: .init(field: name))
        }
        self.init(name, .numbers(Cells(numbers, absent: 0)))
    }

    /// A column of the given texts, `nil` where one is missing.
    public init(_ name: String, texts: [String?]) { self.init(name, .texts(TextCells(texts))) }

    /// A column of the given days, `nil` where one is missing.
    public init(_ name: String, days: [Day?]) { self.init(name, .days(Cells(days, absent: Day.absent))) }

    /// A true/false column, `nil` where a cell is missing.
    public init(_ name: String, flags: [Bool?]) { self.init(name, .flags(Cells(flags, absent: false))) }
}

extension Day {
    /// What stands in the place of a missing day, 1970-01-01.
    static let absent = Day(unchecked: 0)
}
