/// How a table of random digits is gone through: where it begins, in which direction, how many digits make a number.
public struct TableReading: Sendable, Hashable {
    /// Where the next number stands.
    public enum Direction: String, Sendable, Hashable, CaseIterable {
        /// Along the row, and on in the next row, as if all digits stood in one line.
        case right
        /// Down the columns that the number takes, then down those to their right.
        case down
    }

    /// The row and the column of the first digit, from 1.
    public let row: Int, column: Int
    /// Where the next number stands.
    public let direction: Direction
    /// The number of digits of a number, 1 to 9.
    public let width: Int

    /// A way to go through a table.
    public init(row: Int = 1, column: Int = 1, direction: Direction = .right, width: Int = 2) {
        self.row = row
        self.column = column
        self.direction = direction
        self.width = width
    }

    /// The largest number of so many digits.
    var largestNumber: Int { (0..<width).reduce(1) { power, _ in power * 10 } - 1 }

    func check(_ table: RandomNumberTable) throws(StatisticsError) {
        guard (1...9).contains(width), width <= table.columns else {
            throw StatisticsError(
                .invalidValue, argument: "width",
                "width is \(width); expected 1 to \(min(9, table.columns)) digits a number")
        }
        let isInside =
            direction == .right ? (row - 1) * table.columns + column <= table.digits.count : row <= table.wholeRows
        guard row >= 1, column >= 1, row <= table.rows, column <= table.columns, isInside else {
            throw StatisticsError(
                .invalidValue, argument: "start",
                "start is row \(row), column \(column); expected a digit of the table, which has \(direction == .right ? table.rows : table.wholeRows) rows of \(table.columns)"
            )
        }
    }

    /// The places of the digits of the number so many numbers after the first; `nil` where the table ends before.
    func place(_ number: Int, in table: RandomNumberTable) -> Range<Int>? {
        let start: Int
        switch direction {
        case .right: start = (row - 1) * table.columns + column - 1 + number * width
        case .down:
            let turns = (row - 1 + number) / table.wholeRows
            let first = column - 1 + turns * width
            guard first + width <= table.columns else { return nil }
            start = (row - 1 + number) % table.wholeRows * table.columns + first
        }
        return start + width <= table.digits.count ? start..<start + width : nil
    }
}

/// The allocations that a rule reads off a table of random digits, each with the digits it comes from.
///
/// Numbers are read one after the other. What means no arm, an arm that is full, or (among ranks) what has been read before is
/// passed over and kept in ``passedOver``; once a single arm has places left, the rest get it without reading.
///
/// ```swift
/// let table = try RandomNumberTable(seed: 2014, rows: 20)
/// let reading = try TableAllocation(
///     table, rule: .parity(even: 0, odd: 1), ratio: AllocationRatio([1, 1], arms: ["ID", "RD"]), subjects: 80)
/// reading.counts   // [40, 40]
/// ```
///
/// ## Edge cases
/// The numbers of subjects by arm are those of the ratio; a total that is no multiple of its sum is an error, as the table
/// cannot say who would be left out. A table that ends too early is an error that says how far it went.
public struct TableAllocation: Sendable, Hashable {
    /// One allocation.
    public struct Row: Sendable, Hashable {
        /// The index of the arm.
        public let arm: Int
        /// What was read; `nil` for one of the rest.
        public let number: Int?
        /// Row and column of its first digit, from 1.
        public let row: Int?, column: Int?
    }

    /// A number that gave no allocation.
    public struct Pass: Sendable, Hashable {
        /// Why.
        public enum Reason: String, Sendable, Hashable {
            case meansNoArm = "means no arm"
            case armIsFull = "its arm is full"
            case readBefore = "read before"
        }

        /// What was read.
        public let number: Int
        /// Row and column of its first digit, from 1.
        public let row: Int, column: Int
        /// Why it was passed over.
        public let reason: Reason
    }

    /// The digits.
    public let table: RandomNumberTable
    /// The way through them.
    public let reading: TableReading
    /// What the numbers mean.
    public let rule: DigitRule
    /// The arms.
    public let ratio: AllocationRatio
    /// For each subject its allocation.
    public let rows: [Row]
    /// The numbers passed over, in their order.
    public let passedOver: [Pass]

    /// The number of subjects in each arm.
    public var counts: [Int] {
        ratio.parts.indices.map { arm in rows.count { $0.arm == arm } }
    }

    /// Reads the allocations of so many subjects.
    ///
    /// - Throws: ``StatisticsError`` naming `subjects`, `rule`, `width`, `start` or `digits`.
    public init(
        _ table: RandomNumberTable, reading: TableReading = TableReading(), rule: DigitRule, ratio: AllocationRatio,
        subjects: Int
    ) throws(StatisticsError) {
        try reading.check(table)
        guard subjects >= ratio.sum, subjects % ratio.sum == 0, subjects <= 100_000 else {
            throw StatisticsError(
                .invalidValue, argument: "subjects",
                "subjects is \(subjects); expected a multiple of \(ratio.sum), the sum of the ratio \(ratio), up to 100000"
            )
        }
        if case .ranges(let ranges) = rule {
            let most = reading.largestNumber
            for range in ranges where range.numbers.upperBound > most {
                throw StatisticsError(
                    .invalidValue, argument: "rule",
                    "rule has the number \(range.numbers.upperBound); expected at most \(most), as numbers have \(reading.width) digits"
                )
            }
        }
        var reader = TableReader(table: table, reading: reading, subjects: subjects)
        let places = ratio.parts.map { $0 * (subjects / ratio.sum) }
        switch rule {
        case .ranks: rows = try reader.ranks(places)
        case .parity where ratio.parts.count != 2:
            throw StatisticsError(
                .invalidValue, argument: "rule",
                "rule is even and odd; expected two arms, and there are \(ratio.parts.count)")
        case .parity, .ranges: rows = try reader.arms(rule, places)
        }
        passedOver = reader.passedOver
        self.table = table
        self.reading = reading
        self.rule = rule
        self.ratio = ratio
    }
}
