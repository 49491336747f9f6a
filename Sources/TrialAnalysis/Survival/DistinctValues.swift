import TrialTables
import TrialValues

/// The distinct values of a column as texts, numbers in numeric order and texts in code-point order.
struct DistinctValues {
    let texts: [String]
    /// For each row the index of its text; −1 where missing.
    let codes: [Int32]

    init(_ column: Column) {
        switch column.storage {
        case .numbers(let cells):
            var index: [Double: Int32] = [:]
            var numbers: [Double] = []
            var codes = [Int32](repeating: -1, count: cells.count)
            for row in 0..<cells.count {
                guard let value = cells[row] else { continue }
                if let code = index[value] {
                    codes[row] = code
                } else {
                    codes[row] = Int32(numbers.count)
                    index[value] = codes[row]
                    numbers.append(value)
                }
            }
            let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
            self.init(codes: codes, texts: numbers.map(Self.text(of:)), order: order)
        case .flags(let cells):
            let codes: [Int32] = (0..<cells.count).map { cells[$0].map { $0 ? 1 : 0 } ?? -1 }
            self.init(codes: codes, texts: ["false", "true"], order: [0, 1])
        case .texts(let cells):
            let order = cells.levels.indices.sorted {
                cells.levels[$0].unicodeScalars.lexicographicallyPrecedes(cells.levels[$1].unicodeScalars)
            }
            self.init(codes: cells.codes, texts: cells.levels, order: order)
        case .days:
            var levels: [String: Int32] = [:]
            let labels = (0..<column.count).map { column.text($0) }
            for label in Set(labels.compactMap { $0 }).sorted() { levels[label] = Int32(levels.count) }
            let texts = levels.sorted { $0.value < $1.value }.map(\.key)
            self.init(codes: labels.map { $0.flatMap { levels[$0] } ?? -1 }, texts: texts, order: Array(texts.indices))
        }
    }

    private init(codes: [Int32], texts: [String], order: [Int]) {
        var rank = [Int32](repeating: 0, count: order.count)
        for (place, index) in order.enumerated() { rank[index] = Int32(place) }
        self.codes = codes.map { $0 < 0 ? -1 : rank[Int($0)] }
        self.texts = order.map { texts[$0] }
    }

    /// A number as people write it: whole ones without a fraction.
    static func text(of number: Double) -> String {
        abs(number) < 1e15 && number == number.rounded() ? String(Int64(number)) : String(number)
    }

    /// Whether the values are 0 and 1 or true and false, or one of them.
    var areFlags: Bool { Set(texts).isSubset(of: ["0", "1"]) || Set(texts).isSubset(of: ["false", "true"]) }

    /// For each row whether its text is accepted; `nil` where missing.
    func matching(_ isAccepted: (String) -> Bool) -> [Bool?] {
        let accepted = texts.map(isAccepted)
        return codes.map { $0 < 0 ? nil : accepted[Int($0)] }
    }

    /// The text that a value given on the command line stands for.
    ///
    /// - Throws: A diagnostic where the column has other values and not this one: more likely a slip than a column in which
    ///   nothing happened.
    func resolve(_ value: String, option: String, _ column: Column) throws(Diagnostic) -> String {
        let wanted = column.numbers == nil ? value : Double(value).map(Self.text(of:)) ?? value
        if texts.contains(wanted) || texts.count <= 1 { return wanted }
        if areFlags, wanted == "1" || wanted == "0" || wanted == "true" || wanted == "false" { return wanted }
        throw Diagnostic(
            .error, "analyze.event", "no row of column '\(column.name)' is '\(value)'; it holds \(list(texts))",
            advice: "give one of these to \(option)")
    }

    /// Texts in a row for a message, cut after six.
    func list(_ texts: [String]) -> String {
        let shown = texts.prefix(6).map { "'\($0)'" }.joined(separator: ", ")
        return texts.isEmpty ? "nothing" : texts.count > 6 ? "\(shown) and \(texts.count - 6) more" : shown
    }
}
