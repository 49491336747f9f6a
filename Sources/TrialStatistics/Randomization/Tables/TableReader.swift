/// Goes through a table of random digits number by number.
struct TableReader {
    let table: RandomNumberTable
    let reading: TableReading
    let subjects: Int
    private(set) var passedOver: [TableAllocation.Pass] = []
    /// How many numbers have been read.
    private var position = 0

    init(table: RandomNumberTable, reading: TableReading, subjects: Int) {
        self.table = table
        self.reading = reading
        self.subjects = subjects
    }

    private struct Found {
        let number: Int
        let row: Int
        let column: Int
    }

    /// The next number, for the subject of an index.
    private mutating func read(for subject: Int) throws(StatisticsError) -> Found {
        guard let place = reading.place(position, in: table) else {
            throw StatisticsError(
                .invalidValue, argument: "digits",
                "digits end after \(position) numbers, with \(subject) of \(subjects) subjects allocated; expected a longer table or an earlier start"
            )
        }
        position += 1
        return Found(
            number: place.reduce(0) { $0 * 10 + Int(table.digits[$1]) },
            row: place.lowerBound / table.columns + 1, column: place.lowerBound % table.columns + 1)
    }

    private mutating func pass(_ found: Found, _ reason: TableAllocation.Pass.Reason) {
        passedOver.append(.init(number: found.number, row: found.row, column: found.column, reason: reason))
    }

    /// Each number means an arm, until arms are full.
    mutating func arms(_ rule: DigitRule, _ places: [Int]) throws(StatisticsError) -> [TableAllocation.Row] {
        var left = places
        var rows: [TableAllocation.Row] = []
        while rows.count < subjects {
            if left.count(where: { $0 > 0 }) == 1, let arm = left.firstIndex(where: { $0 > 0 }) {
                rows += [TableAllocation.Row](
                    repeating: .init(arm: arm, number: nil, row: nil, column: nil), count: left[arm])
                break
            }
            let found = try read(for: rows.count)
            guard let arm = rule.arm(of: found.number) else {
                pass(found, .meansNoArm)
                continue
            }
            guard left[arm] > 0 else {
                pass(found, .armIsFull)
                continue
            }
            left[arm] -= 1
            rows.append(.init(arm: arm, number: found.number, row: found.row, column: found.column))
        }
        return rows
    }

    /// Each subject has a number of its own; the lowest get the first arm.
    mutating func ranks(_ places: [Int]) throws(StatisticsError) -> [TableAllocation.Row] {
        let most = reading.largestNumber + 1
        guard subjects <= most else {
            throw StatisticsError(
                .invalidValue, argument: "width",
                "width is \(reading.width); expected more digits, as \(subjects) subjects need a number each and there are \(most)"
            )
        }
        var numbers: [Found] = []
        var taken: Set<Int> = []
        while numbers.count < subjects {
            let found = try read(for: numbers.count)
            if taken.insert(found.number).inserted { numbers.append(found) } else { pass(found, .readBefore) }
        }
        let order = numbers.indices.sorted { numbers[$0].number < numbers[$1].number }
        var arms = [Int](repeating: 0, count: subjects)
        var next = 0
        for (arm, count) in places.enumerated() {
            for place in next..<next + count { arms[order[place]] = arm }
            next += count
        }
        return zip(numbers, arms).map { .init(arm: $1, number: $0.number, row: $0.row, column: $0.column) }
    }
}
